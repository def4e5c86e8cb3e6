"""3x5x2: three grades apart, whole or refused, the newest that nobody took back in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import JudgementRefusedError
from intake.domain.grading import Grading, check_grade, in_force
from intake.domain.private import private
from tests.build import NOON


@pytest.mark.parametrize(
    ("given_", "missing"),
    [
        pytest.param(("2", "C", "P", "", "A first report."), (), id="whole"),
        pytest.param(("2", "E", "C", "Police only.", "A feud."), (), id="with conditions"),
        pytest.param(("2", "C", "C", " ", "Why."), ("conditions",), id="C without conditions"),
        pytest.param(("4", "F", "X", "", ""), ("source", "information", "handling", "reason"),
                     id="nothing of it"),
        pytest.param(("", "A", "P", "", "Why."), ("source",), id="no source"),
    ],
)  # fmt: skip
def test_a_grade_is_whole_or_names_all_that_is_missing(given_, missing):
    *codes, conditions, reason = given_
    if not missing:
        check_grade(*codes, conditions=conditions, reason=reason)
        return
    with pytest.raises(JudgementRefusedError) as refused:
        check_grade(*codes, conditions=conditions, reason=reason)
    assert refused.value.facts["missing"] == missing


def graded(number, *, undoes=None):
    values = {} if undoes else {"source": "2", "information": "C", "handling": "P"}
    return Grading(1, "A. Birchall", "desk", NOON, private("Why."), **values,
                   undoes=undoes, id=number)  # fmt: skip


@given(st.lists(st.booleans(), max_size=12))
def test_the_newest_grade_that_nobody_took_back_is_in_force(steps):
    history, standing = [], []
    for number, is_undoing in enumerate(steps, start=1):
        if is_undoing and standing:
            history.append(graded(number, undoes=standing.pop()))
        else:
            history.append(graded(number))
            standing.append(number)

    holds = in_force(history)

    assert (holds.id if holds else None) == (standing[-1] if standing else None)
