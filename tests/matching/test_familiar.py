import pytest

from matching.familiar import are_siblings, formal_names, is_short_for


@pytest.mark.parametrize(
    ("short", "formal"),
    [
        pytest.param("kasia", "katarzyna", id="Polish"),
        pytest.param("sasha", "aleksandr", id="Russian"),
        pytest.param("paco", "francisco", id="Spanish"),
        pytest.param("beppe", "giuseppe", id="Italian"),
        pytest.param("ionut", "ioan", id="Romanian"),
        pytest.param("pista", "istvan", id="Hungarian"),
        pytest.param("fritz", "friedrich", id="German"),
        pytest.param("dai", "dafydd", id="Welsh"),
        pytest.param("jas", "jaswinder", id="Panjabi"),
        pytest.param("mohd", "mohammed", id="written short"),
        pytest.param("maykl", "michael", id="written as it sounds elsewhere"),
    ],
)
def test_short_forms_of_other_languages_are_known_both_ways(short, formal):
    assert is_short_for(short, formal)
    assert is_short_for(formal, short)


def test_what_other_languages_make_of_a_name_is_a_sibling_and_no_short_form():
    assert are_siblings("ivan", "juan")
    assert not is_short_for("ivan", "juan")


def test_different_names_stay_different():
    assert not are_siblings("kasia", "gosia")
    assert formal_names("thistlewood") == frozenset()
