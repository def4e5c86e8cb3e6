"""Parts of a concern are lent, end by themselves, and each step has its line of audit."""

import json
from dataclasses import replace
from datetime import date

import pytest

from intake.actions.lend_parts import desks_to_lend, end_lapsed, end_loan, lend_parts
from intake.domain.errors import ConflictError, JudgementRefusedError, NotFoundError
from intake.domain.lending import LendingOffer
from intake.duty.door import DutyDoor
from tests.build_desk import a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.databases import EACH_DATABASE, a_database

GIVER, READER = "northmoor_probation", "southfen_children"
SEES = frozenset({"concern.reference", "concern.story", "concern.notes", "reporter.role"})
OFFER = LendingOffer(
    to_desk=READER,
    parts=("concern.notes", "concern.story"),
    last_on=date(2026, 11, 20),
    purpose="To assess the children together.",
    basis="duty_to_cooperate",
)


def a_county(url=None):
    clock = HandClock()
    office = an_office(clock=clock, **({"url": url} if url else {}))
    oak = an_officer(office, login="oak", name="W. Oakapple", desk=GIVER, role="supervisor")
    elm = an_officer(office, login="elm", name="Tansy Mossop", desk=READER)
    return office, clock, oak, elm, a_report(office, a_mention("Wilf Oakapple"), area="northmoor")


def audited(office, event):
    with office.look() as work:
        found = [one for one in work.audit.lines(limit=500) if one.event == event]
    return [(one.actor, json.loads(one.facts)) for one in reversed(found)]


@EACH_DATABASE
def test_row_t20_a_grant_expires_access_after_it_is_refused_and_both_are_audited(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office, clock, oak, elm, concern = a_county(url)
        door = DutyDoor(office)
        loan = lend_parts(office, officer=oak, concern=concern, giver_sees=SEES, offer=OFFER)
        given = audited(office, "loan.given")
        assert [facts["field"] for _, facts in given] == ["concern.story", "concern.notes"]
        assert {facts["loan"] for _, facts in given} == {loan.id}

        page = door.loan(officer=elm, loan_id=loan.id)
        assert page.sees == {"concern.story", "concern.notes"}
        assert page.story
        assert (page.mentions, page.signs, page.role) == ((), (), "")
        read = audited(office, "loan.read")
        assert [(who, one["loan"], one["field"]) for who, one in read] == [
            ("elm", loan.id, "concern.notes"),
            ("elm", loan.id, "concern.story"),
        ]

        clock.at = loan.ends_at
        with pytest.raises(NotFoundError):
            door.loan(officer=elm, loan_id=loan.id)
        assert door.loans(officer=elm) == ()
        assert audited(office, "loan.refused") == [("elm", {"loan": loan.id})]
        assert len(audited(office, "loan.read")) == 2
        assert end_lapsed(office) == 1
        assert end_lapsed(office) == 0
        assert audited(office, "loan.lapsed") == [("", {"loan": loan.id})]
        (line,) = door.loans(officer=oak)
        assert not line.stands
        assert line.last_on == OFFER.last_on
        office.archive.close()


def test_it_may_be_read_to_the_last_moment_of_its_last_local_day():
    office, clock, oak, elm, concern = a_county()
    loan = lend_parts(office, officer=oak, concern=concern, giver_sees=SEES, offer=OFFER)
    assert office.policy.duty.office.local_day(loan.ends_at) == date(2026, 11, 21)
    clock.at = loan.ends_at
    clock.move(seconds=-1)
    assert DutyDoor(office).loan(officer=elm, loan_id=loan.id).story
    assert end_lapsed(office) == 0
    office.archive.close()


def test_a_second_one_of_the_same_is_refused_while_the_first_stands():
    office, _, oak, elm, concern = a_county()
    told = {"officer": oak, "concern": concern, "giver_sees": SEES, "offer": OFFER}
    loan = lend_parts(office, **told)
    with pytest.raises(ConflictError):
        lend_parts(office, **told)
    with pytest.raises(JudgementRefusedError):
        end_loan(office, officer=oak, loan_id=loan.id, because="")
    end_loan(office, officer=oak, loan_id=loan.id, because="They have assessed.")
    with pytest.raises(ConflictError):
        end_loan(office, officer=oak, loan_id=loan.id, because="Twice.")
    with pytest.raises(NotFoundError):
        DutyDoor(office).loan(officer=elm, loan_id=loan.id)
    assert audited(office, "loan.ended") == [("oak", {"loan": loan.id})]
    assert lend_parts(office, **told).id != loan.id
    office.archive.close()


def test_p13_what_the_giver_may_not_see_any_more_is_lent_to_nobody():
    office, _, oak, elm, concern = a_county()
    loan = lend_parts(office, officer=oak, concern=concern, giver_sees=SEES, offer=OFFER)
    with office.begin() as work:
        work.loans.shelf.keep(replace(loan, from_desk="northmoor_nurse"))
    # A nurse's desk reads no notes of officers, whatever the row says.
    page = DutyDoor(office).loan(officer=elm, loan_id=loan.id)
    assert page.sees == {"concern.story"}
    office.archive.close()


def test_p13_a_report_about_a_desks_own_people_is_not_lent_to_it():
    office, _, oak, elm, _ = a_county()
    own = a_report(office, a_mention(elm.name), area="northmoor")
    with office.look() as work:
        others = desks_to_lend(office, work, own, desk=oak.desk)
    assert READER not in others
    assert oak.desk not in others
    assert "southfen_police" in others
    with pytest.raises(JudgementRefusedError):
        lend_parts(office, officer=oak, concern=own, giver_sees=SEES, offer=OFFER)
    office.archive.close()


def test_p13_who_comes_to_the_desk_later_reads_no_loan_about_herself():
    office, _, oak, elm, _ = a_county()
    concern = a_report(office, a_mention("Nia Wren"), area="northmoor")
    loan = lend_parts(office, officer=oak, concern=concern, giver_sees=SEES, offer=OFFER)
    door = DutyDoor(office)
    assert door.loan(officer=elm, loan_id=loan.id).story
    nia = an_officer(office, login="nia", name="Nia Wren", desk=READER)
    with pytest.raises(NotFoundError):
        door.loan(officer=nia, loan_id=loan.id)
    assert door.loans(officer=nia) == ()
    office.archive.close()
