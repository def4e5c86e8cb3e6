"""A grade stands beside the words; only suspected false weighs, and nothing is ever dropped."""

import pytest

from intake.actions.code_sign import code_sign
from intake.actions.grade_concern import Grade, grade_concern, undo_grade
from intake.actions.weigh_person import known_of
from intake.domain.band import Band
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.grading import in_force
from intake.domain.held import View
from tests.build_desk import a_report
from tests.build_office import a_mention, an_office, an_officer

FALSE = Grade("2", "E", "P")
INDIRECT = Grade("2", "C", "P")


def a_told_man(signs=("GC1",)):
    office = an_office()
    concern = a_report(office, a_mention("Wilf Oakapple"), signs=signs)
    return office, concern


def graded(office, concern, grade, reason="A feud about a hedge."):
    return grade_concern(
        office, officer=an_officer(), concern_id=concern.id, grade=grade, reason=reason
    )


def known(office):
    with office.look() as work:
        (person,) = work.people.records.all()
        return known_of(office, work, person.id, View.OPEN)


def kept(office, concern):
    with office.look() as work:
        return work.concerns.records.get(concern.id), work.concerns.gradings_of(concern.id)


def test_suspected_false_is_capped_shown_and_no_rule_rests_on_it():
    office, concern = a_told_man()
    with pytest.raises(JudgementRefusedError):
        graded(office, concern, FALSE, reason=" ")
    graded(office, concern, FALSE)
    code_sign(office, officer=an_officer(), concern_id=concern.id, sign="GC7", about_mention=0)

    now = known(office)

    assert now.weight.firm.points == 2
    assert now.weight.firm.band is now.standing.band is Band.NOTE
    assert "suspected false" in now.weight.contributions[0].because


def test_p05_a_grade_of_false_lowers_no_standing_that_it_finds():
    office, concern = a_told_man(signs=("GC7",))
    before = known(office).standing.band
    assert before >= Band.REVIEW

    graded(office, concern, FALSE)

    assert known(office).standing.band is before
    assert known(office).weight.firm.points == 2


@pytest.mark.parametrize(
    "grade", [INDIRECT, Grade("3", "D", "C", "Police only."), Grade("1", "A", "P")]
)
def test_no_other_grade_moves_a_weight(grade):
    office, concern = a_told_man()
    before = known(office).weight

    graded(office, concern, grade)

    assert known(office).weight.firm == before.firm


def test_a_grade_is_changed_and_taken_back_and_its_history_stays():
    office, concern = a_told_man()
    graded(office, concern, INDIRECT, reason="Heard from a friend.")
    graded(office, concern, FALSE)
    assert kept(office, concern)[0].suspected_false

    undo_grade(office, officer=an_officer(name="N. Wren"), concern_id=concern.id, reason="No feud.")

    held, history = kept(office, concern)
    assert not held.suspected_false
    assert in_force(history).code == "2 C P"
    assert [one.officer for one in history] == ["A. Birchall", "A. Birchall", "N. Wren"]
    assert known(office).weight.firm.points == 8
    undo_grade(office, officer=an_officer(), concern_id=concern.id, reason="Not mine to say.")
    with pytest.raises(ConflictError):
        undo_grade(office, officer=an_officer(), concern_id=concern.id, reason="Again.")
    with pytest.raises(JudgementRefusedError):
        undo_grade(office, officer=an_officer(), concern_id=concern.id, reason="")


def test_p09_each_grading_leaves_an_audit_line_without_words():
    office, concern = a_told_man()
    graded(office, concern, FALSE)

    with office.look() as work:
        (line,) = [one for one in work.audit.lines(limit=50) if one.event == "concern.graded"]
    assert "2 E P" in line.facts
    assert "hedge" not in line.facts
