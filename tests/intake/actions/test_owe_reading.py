"""Who asked hears of the answer and of the silence; who borrows hears of the loan and its end."""

from dataclasses import replace

import pytest

from intake.actions.ask_agency import answer_request, ask_agency
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.freeze_dossier import matter_of_concern
from intake.actions.lend_parts import end_lapsed, end_loan, lend_parts
from intake.domain.diary import DiaryKind
from intake.domain.event import ToldAnswer
from tests.build_desk import a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.intake.actions.test_lend_parts import OFFER, SEES

ASKER, ASKED = "northmoor_children", "northmoor_police"


@pytest.fixture
def office():
    made = an_office(clock=HandClock())
    yield made
    made.archive.close()


def owed_at(office, desk, *kinds):
    with office.look() as work:
        found = work.dispatch.owed_by_desks([desk])
    return [one for one in found if one.kind in kinds]


def a_question(office, concern, officer):
    with office.look() as work:
        matter = matter_of_concern(work, concern, ASKER)
    return ask_agency(
        office,
        officer=officer,
        matter=matter,
        to_desk=ASKED,
        shared="Corrin Thistlewood",
        question="Is he known to you?",
        basis="child_at_risk",
    )


def test_who_asked_is_told_of_the_silence_once_and_then_of_the_answer(office):
    ida = an_officer(office, login="ida", desk=ASKER)
    tarn = an_officer(office, login="tarn", desk=ASKED)
    concern = a_report(office, a_mention("Corrin Thistlewood"), area="northmoor")
    asked = a_question(office, concern, ida)
    office.clock.at = asked.answer_by
    office.clock.move(seconds=-1)
    while escalate_overdue(office):
        pass
    assert not owed_at(office, ASKER, DiaryKind.REQUEST_SILENT)

    office.clock.move(days=1)
    while escalate_overdue(office):
        pass
    office.clock.move(days=3)
    while escalate_overdue(office):
        pass
    (silent,) = owed_at(office, ASKER, DiaryKind.REQUEST_SILENT)
    assert silent.only_desk == ""
    with office.look() as work:
        assert work.dispatch.deliveries_of(silent.id)

    told = {"officer": tarn, "request_id": asked.id, "words": "Call us."}
    answer_request(office, answer=ToldAnswer.REFUSED, **told)
    answer_request(office, answer=ToldAnswer.HELD, **told)
    owed = owed_at(office, ASKER, DiaryKind.REQUEST_SILENT, DiaryKind.REQUEST_ANSWERED)
    assert [one.cause.rpartition(":")[2] for one in owed] == ["refused", "held"]


def test_who_borrows_hears_of_the_loan_and_of_its_end_and_of_nothing_else(office):
    oak = an_officer(office, login="oak", desk="northmoor_probation", role="supervisor")
    concern = a_report(office, a_mention("Wilf Oakapple"), area="northmoor")
    told = {"officer": oak, "concern": concern, "giver_sees": SEES}
    first = lend_parts(office, offer=OFFER, **told)
    second = lend_parts(office, offer=replace(OFFER, to_desk="southfen_nurse"), **told)
    kinds = (DiaryKind.LOAN_GIVEN, DiaryKind.LOAN_OVER)
    assert [one.kind for one in owed_at(office, OFFER.to_desk, *kinds)] == [kinds[0]]

    end_loan(office, officer=oak, loan_id=first.id, because="It was the wrong desk.")
    office.clock.at = second.ends_at
    assert end_lapsed(office) == 1

    for desk, loan in ((OFFER.to_desk, first), ("southfen_nurse", second)):
        (over,) = owed_at(office, desk, *kinds)
        assert (over.kind, over.subject) == (DiaryKind.LOAN_OVER, f"loan:{loan.id}")
    assert not owed_at(office, oak.desk, *kinds)
