"""What a concern about several people weighs for each of them."""

import pytest

from intake.actions.code_sign import code_sign
from intake.actions.note_down import change_part
from intake.actions.report_concern import report_concern
from intake.actions.weigh_person import known_of
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.concern import Danger, Part, SignSaid
from intake.domain.held import View
from tests.build_office import a_mention, a_submission, an_office, an_officer

TWO = (a_mention("Wilf Oakapple"), a_mention("Ianto Bramblewick"))
UNTIED = {"signs": (), "story": "One of them buys her things, I do not know who."}


def told_of_two(**told):
    office = an_office()
    submission = a_submission(*TWO, **UNTIED)
    for name, value in told.items():
        object.__setattr__(submission, name, value)
    with office.begin() as work:
        concern = report_concern(office, work, submission).concern
        people = work.people.records.all()
    return office, concern, people


def known(office, person):
    with office.look() as work:
        return known_of(office, work, person.id, View.OPEN)


def test_p06_a_sign_told_of_one_of_two_is_a_question_about_each_and_accuses_neither():
    office, _, people = told_of_two(signs=(SignSaid("GC7", about_mention=None),))

    for person in people:
        weight = known(office, person).weight
        assert weight.firm.band is Band.NOTE
        assert weight.if_same.band >= Band.REVIEW


def test_p06_danger_told_of_one_of_two_is_a_question_about_each():
    office, _, people = told_of_two(danger=Danger.YES)

    assert [known(office, one).weight.if_same.band for one in people] == [Band.ACT_NOW] * 2


@pytest.mark.parametrize("tied_to", [0, 1])
def test_an_officer_who_ties_the_sign_settles_whose_it_is(tied_to):
    office, concern, people = told_of_two(signs=(SignSaid("GC7", about_mention=None),))

    code_sign(
        office, officer=an_officer(), concern_id=concern.id, sign="GC7", about_mention=tied_to
    )

    firm = [known(office, one).weight.firm.band >= Band.REVIEW for one in people]
    assert firm == [tied_to == 0, tied_to == 1]
    other = known(office, people[1 - tied_to]).weight
    assert other.if_same.band is Band.NOTE


def test_an_officer_who_says_the_other_is_a_witness_settles_it_too():
    office, concern, people = told_of_two(signs=(SignSaid("GC7", about_mention=None),))
    with office.look() as work:
        second = work.concerns.mentions_of(concern.id)[1]

    change_part(
        office,
        officer=an_officer(),
        mention_id=second.id,
        part=Part.WITNESS,
        reason="He is the neighbour who saw it.",
    )

    assert known(office, people[0]).weight.firm.band >= Band.REVIEW


def test_row_p13_a_line_at_discuss_is_told_to_children_and_police_of_every_linked_area():
    office = an_office()
    child = a_mention("Wren Mossop", part=Part.CHILD, place="Northmoor")
    man = a_mention("Wilf Oakapple", place="Southfen")
    with office.begin() as work:
        report_concern(office, work, a_submission(man, child, signs=("GC7", "GC1")))
        crossed = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]

    assert {one.tag for one in crossed} == {"crossing:discuss"}
    assert {one.desk for one in crossed} >= {
        "northmoor_children",
        "southfen_children",
        "northmoor_police",
        "southfen_police",
    }
    assert sum(one.is_lead for one in crossed) == 1


def test_row_p39_one_report_with_and_without_a_history_has_its_own_priority_each_explained():
    told = {}
    for history in (False, True):
        office = an_office()
        him = a_mention("Wilf Oakapple", birth="1979-02-14", vehicle="AB12 4KX")
        with office.begin() as work:
            if history:
                report_concern(office, work, a_submission(him, signs=("GC3",), account="one"))
            (newest,) = [report_concern(office, work, a_submission(him, signs=("GC1",)))]
            asked = [
                one
                for one in work.dispatch.alerts.all()
                if one.kind in (AlertKind.CROSSED, AlertKind.QUESTION)
            ]
            told[history] = {(one.kind, one.tag, one.because) for one in asked}
            assert newest.concern.urgency
        office.archive.close()

    assert told[False] == set()
    ((kind, tag, because),) = told[True]
    assert (kind, tag) == (AlertKind.QUESTION, "question:review")
    assert "2 independent voices are worried about him." in because
