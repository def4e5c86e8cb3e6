"""Relations told without a name."""

import pytest

from intake.domain.kin_words import relation_of


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        pytest.param("mum's ex", "former_partner", id="mum's ex is no mother"),
        pytest.param("her ex-boyfriend", "former_partner", id="an ex-boyfriend is former"),
        pytest.param("mum's new boyfriend", "partner", id="the new one is a partner"),
        pytest.param("step-dad", "stepparent", id="a stepfather"),
        pytest.param("Mum's brother", "sibling", id="whose brother does not matter"),
        pytest.param("dad", "father", id="a father"),
        pytest.param("a friend of the family", "family_friend", id="a friend of the family"),
        pytest.param("grandad", "grandparent", id="a grandfather"),
        pytest.param("expert in nothing", "", id="an expert is no ex"),
        pytest.param("", "", id="nothing told"),
    ],
)
def test_a_relation_is_known_by_its_words(words, relation):
    assert relation_of(words) == relation
