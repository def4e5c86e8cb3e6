"""Two children, two cases: who they are, and how each ends by itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.child_case import CaseState, ChildCase, ChildPart, ToldOf, children_of
from intake.domain.concern import Part
from intake.domain.errors import ClosureRefusedError, ConflictError

AT = datetime(2026, 11, 17, 10, tzinfo=UTC)
CASE = ChildCase(concern_id=1, part=ChildPart.HARMED, desk="northmoor_children", opened_at=AT)
DID = (1, Part.PERSON_OF_CONCERN, True)
SISTER, FRIEND = (2, Part.CHILD, True), (3, Part.CHILD, False)
ADULT = (4, Part.PERSON_OF_CONCERN, False)
SAYS_SO = (5, Part.PERSON_HARMED, True)


@pytest.mark.parametrize(
    ("told", "harmed", "did"),
    [
        pytest.param([DID, SISTER], [2], [1], id="one child did it to another"),
        pytest.param([DID, SISTER, FRIEND], [2, 3], [1], id="a case for every child"),
        pytest.param([DID], [None], [1], id="who was harmed is not said"),
        pytest.param([SISTER, FRIEND], [None], [None], id="nobody says who did it to whom"),
        pytest.param([ADULT, SISTER], [None], [None], id="an adult is not the other child"),
        pytest.param([SAYS_SO], [5], [None], id="a child tells of their own harm"),
        pytest.param([], [None], [None], id="nobody is named"),
    ],
)
def test_row_p46_each_child_of_a_report_has_a_part_and_none_is_guessed(told, harmed, did):
    found = children_of(ToldOf(*one) for one in told)

    assert [one for part, one in found if part is ChildPart.HARMED] == harmed
    assert [one for part, one in found if part is ChildPart.DID] == did


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(Part), st.booleans())))
def test_row_p46_there_is_always_a_case_for_each_side(told):
    parts = {part for part, _ in children_of(ToldOf(*one) for one in told)}

    assert parts == {ChildPart.HARMED, ChildPart.DID}


def test_row_p46_a_case_is_closed_by_two_officers_in_words():
    with pytest.raises(ConflictError):
        CASE.confirmed(officer="B. Alder", at=AT)
    with pytest.raises(ClosureRefusedError):
        CASE.proposed("  ", officer="A. Birchall", at=AT)
    waiting = CASE.proposed("Seen alone; therapy begins.", officer="A. Birchall", at=AT)
    with pytest.raises(ClosureRefusedError):
        waiting.confirmed(officer="A. Birchall", at=AT)

    closed = waiting.confirmed(officer="B. Alder", at=AT)

    assert (closed.state, closed.officer, closed.second) == (
        CaseState.CLOSED,
        "A. Birchall",
        "B. Alder",
    )
    with pytest.raises(ConflictError):
        closed.proposed("Again.", officer="A. Birchall", at=AT)
    assert "therapy" not in repr(replace(closed, id=7))
