"""Conditions look at all that is relied on; what is suspected false lifts nothing."""

import pytest

from intake.domain.bearing import bearings_of, conditions_of
from intake.domain.chronology import Held, SignSeen
from intake.domain.signs import When
from tests.build import an_entry, held, scales

BOOK = scales().signs


@pytest.mark.parametrize(
    ("told", "facts", "conditions"),
    [
        pytest.param([], Held(), set(), id="nothing"),
        pytest.param([], held(), {When.FLAGGED}, id="flagged"),
        pytest.param(
            [an_entry(new_child=True)],
            held(),
            {When.FLAGGED, When.FLAGGED_WITH_CHILD},
            id="flagged with a child",
        ),
        pytest.param(
            [an_entry(households=("h1",))],
            Held(),
            {When.HOUSEHOLD_WITH_CHILD},
            id="a household with a child",
        ),
        pytest.param(
            [an_entry(signs=("GP1",))], Held(), {When.WITH_GC_OR_GP}, id="a grooming sign"
        ),
        pytest.param(
            [an_entry(signs=("GP1",), households=("h1",), suspected_false=True)],
            Held(),
            set(),
            id="suspected false",
        ),
    ],
)
def test_conditions(told, facts, conditions):
    assert conditions_of(told, BOOK, facts) == conditions


@pytest.mark.parametrize(
    ("entry", "is_worried"),
    [
        pytest.param(an_entry(signs=("GC1",)), True, id="a class-2 sign about him"),
        pytest.param(an_entry(signs=("GC4",)), False, id="a class-1 sign about him"),
        pytest.param(an_entry(fears_for_child=True), True, id="says outright that they fear"),
        pytest.param(
            an_entry(fears_for_child=True, suspected_false=True), False, id="suspected false"
        ),
        pytest.param(an_entry(signs=(SignSeen("CS1"),)), False, id="a child's sign tied to nobody"),
        pytest.param(an_entry(signs=("DA6",)), False, id="a sign of the relation"),
    ],
)
def test_which_concerns_are_worried(entry, is_worried):
    (bearing,) = bearings_of([entry], BOOK, Held(), worried_from_class=2)

    assert bearing.is_worried is is_worried
