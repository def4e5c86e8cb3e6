"""Signs: whose they are, when they rise, and that all of them are in the book."""

from collections import Counter

import pytest

from intake.domain.signs import About, Sign, When
from tests.build import scales

BOOK = scales().signs


def a_sign(**changes):
    return Sign(
        **{"id": "OB6", "plain": "p", "professional": "p", "about": About.ADULT, "cls": 2} | changes
    )


def test_the_book_holds_all_seventy_five_signs():
    counted = Counter(sign.group for sign in BOOK)

    assert counted == {"GC": 12, "GP": 10, "CS": 20, "OB": 13, "DA": 8, "CV": 12}
    assert len(BOOK) == 75
    assert [sign.id for sign in BOOK.group_of("GP")] == [f"GP{n}" for n in range(1, 11)]


def test_a_sign_that_is_not_in_the_book_is_an_error():
    assert "GC1" in BOOK
    assert "GC99" not in BOOK
    with pytest.raises(KeyError):
        BOOK.sign_of("GC99")


@pytest.mark.parametrize(
    ("about", "tied", "his"),
    [
        pytest.param(About.ADULT, False, True, id="what he does is his"),
        pytest.param(About.CHILD, False, False, id="a child's sign is not"),
        pytest.param(About.CHILD, True, True, id="unless it is tied to him"),
        pytest.param(About.HOUSEHOLD, False, False, id="trouble at home is not"),
        pytest.param(About.HOUSEHOLD, True, True, id="unless it came with him"),
        pytest.param(About.RELATION, True, False, id="the relation weighs on nobody"),
    ],
)
def test_whose_a_sign_is(about, tied, his):
    assert a_sign(about=about).is_his(tied_to_him=tied) is his


@pytest.mark.parametrize("when", list(When))
def test_a_sign_rises_under_its_own_condition_only(when):
    rising = a_sign(raised_to=3, when=when)

    assert rising.class_under(frozenset({when})) == 3
    assert rising.class_under(frozenset(When) - {when}) == 2
    assert a_sign().class_under(frozenset(When)) == 2


@pytest.mark.parametrize(
    ("sign", "cls", "raised_to", "when"),
    [
        pytest.param("GP7", 2, 3, When.FLAGGED, id="a relationship kept from workers"),
        pytest.param("GP9", 2, 3, When.FLAGGED, id="a warning that changed nothing"),
        pytest.param("OB4", 2, 3, When.FLAGGED, id="a new partner with children"),
        pytest.param("DA7", 2, 3, When.HOUSEHOLD_WITH_CHILD, id="a charge, with children"),
        pytest.param("OB6", 2, 3, When.WITH_GC_OR_GP, id="a hold that ended"),
        pytest.param("CS2", 2, None, None, id="harm between children"),
        pytest.param("CS18", 0, None, None, id="silence"),
        pytest.param("OB13", 0, None, None, id="claimed voices"),
    ],
)
def test_the_classes_that_the_reviews_turn_on(sign, cls, raised_to, when):
    found = BOOK.sign_of(sign)

    assert (found.cls, found.raised_to, found.when) == (cls, raised_to, when)


def test_only_harm_between_children_takes_the_childrens_route():
    assert [sign.id for sign in BOOK if sign.childrens_route] == ["CS2"]


def test_only_being_under_13_raises_urgency():
    assert [sign.id for sign in BOOK if sign.raises_urgency] == ["CV9"]


def test_row_p35_every_sign_has_plain_and_professional_words():
    assert all(sign.plain and sign.professional for sign in BOOK)
    assert len({sign.plain for sign in BOOK}) == 75
