"""No minutes close with a child or a desk left out; one agency's view is not joint."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import JudgementRefusedError
from intake.domain.meeting import (
    Attendance,
    Came,
    ChildRow,
    Minutes,
    Signature,
    check_minutes,
    is_joint,
)
from intake.domain.private import private
from tests.build import NOON

TODAY = date(2026, 3, 2)
INVITED = ("northmoor_children", "southfen_children")
CAME = tuple(Attendance(desk, Came.ATTENDED, "P. Sedge") for desk in INVITED)


def a_row(**facts):
    told = {"child": "9 years", "known_to": "Nobody", "risk": "x", "action": "x", "owner": "x"}
    by_on = facts.pop("by_on", TODAY)
    return ChildRow(by_on=by_on, **{name: private(said) for name, said in (told | facts).items()})


def missing_of(minutes, linked):
    with pytest.raises(JudgementRefusedError) as refused:
        check_minutes(minutes, INVITED, linked=linked, today=TODAY)
    return set(refused.value.facts["missing"])


@given(st.integers(1, 6), st.integers(0, 6))
def test_row_t08_minutes_close_only_with_a_row_for_each_linked_child(linked, rows):
    minutes = Minutes(CAME, (a_row(),) * rows, private("x"), private("GP"), TODAY)

    if rows >= linked:
        check_minutes(minutes, INVITED, linked=linked, today=TODAY)
    else:
        assert "children" in missing_of(minutes, linked)


def test_row_t08_none_known_needs_with_whom_and_when_it_was_checked():
    assert missing_of(Minutes(CAME, (), private("x")), 0) == {"checked_with", "checked_on"}
    tomorrow = TODAY + timedelta(days=1)
    late = Minutes(CAME, (), private("x"), private("The school nurse"), tomorrow)
    assert missing_of(late, 0) == {"checked_on"}

    check_minutes(
        Minutes(CAME, (), private("x"), private("The school nurse"), TODAY),
        INVITED,
        linked=0,
        today=TODAY,
    )


@pytest.mark.parametrize("field", ["known_to", "risk", "action", "owner"])
def test_row_t19_a_child_without_risk_action_owner_or_day_is_named(field):
    row = a_row(**{field: " "}, by_on=None)

    assert missing_of(Minutes(CAME, (row,), private("x")), 1) == {f"1.{field}", "1.by_on"}


def test_row_t06_every_desk_that_was_told_stands_in_the_minutes_by_name_where_it_came():
    nobody = (Attendance(INVITED[0], Came.ATTENDED, ""), Attendance(INVITED[1], Came.ABSENT))

    assert missing_of(Minutes(nobody, (a_row(),), private("x")), 1) == {"desk:northmoor_children"}


@pytest.mark.parametrize(
    ("desks", "joint"),
    [
        pytest.param((), False, id="nobody"),
        pytest.param(("children",), False, id="one signature is not joint"),
        pytest.param(("children", "night"), False, id="two desks of one agency neither"),
        pytest.param(("police", "probation"), False, id="nor two without childrens services"),
        pytest.param(("police", "children"), True, id="two agencies, one of them children's"),
    ],
)
def test_row_t21_an_assessment_is_joint_when_two_agencies_sign(desks, joint):
    agencies = {
        "children": ("a", "children"),
        "night": ("a", "children"),
        "police": ("b", "police"),
        "probation": ("c", "probation"),
    }

    assert is_joint([Signature(1, desk, "x", NOON) for desk in desks], agencies) is joint
