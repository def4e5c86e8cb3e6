"""A decision is frozen with its table; what comes late asks its desk, once, and a no undoes it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from intake.actions.ask_again import answer_late, ask_again, news_for
from intake.actions.ask_agency import ask_agency
from intake.actions.close_concern import close_concern, confirm_closing
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.freeze_dossier import Matter
from intake.actions.hold import end_sooner
from intake.actions.note_event import note_event
from intake.actions.on_the_table import table_of
from intake.actions.set_standing import set_standing
from intake.domain.band import Band
from intake.domain.deciding import Said
from intake.domain.diary import DiaryKind
from intake.domain.dossier import Decided, DossierState
from intake.domain.errors import (
    ClosureRefusedError,
    ConflictError,
    JudgementRefusedError,
    TransitionRefusedError,
)
from intake.domain.event import EventKind
from intake.domain.held import View
from intake.domain.person import FlagTerm, TermKind
from intake.domain.private import private
from tests.build_decided import said
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.databases import EACH_DATABASE, a_database
from tests.intake.actions.test_always_one_owner import KilledError, killed_at

HIM = {"birth": "1979-02-14", "place": "Northmoor"}
LATER = date(2027, 1, 5)


def a_closed_concern(office, officer):
    """A concern about a listed man, judged, closed by two of one desk."""
    kept = a_report(office, a_mention(**HIM))
    judged_same(office, kept, by=officer)
    closing = close_concern(
        office,
        officer=officer,
        concern_id=kept.id,
        how="no_further_action",
        reason="Seen at home, all calm.",
        look_again_on=LATER,
        said=said(),
    )
    boss = an_officer(office, login="boss", name="R. Fallowmere", role="manager")
    confirm_closing(office, officer=boss, closing_id=closing.id)
    with office.look() as work:
        return kept, work.decisions.of_act(Decided.CLOSING, closing.id)


def a_county(url="sqlite://"):
    clock = HandClock()
    office = an_office(clock=clock, url=url)
    man = a_listed_man(office, flag=a_flag(owner_desk="northmoor_police"), birth="1979-02-14")
    officer = an_officer(office)
    return office, clock, man, officer


def late_facts(office, dossier):
    with office.look() as work:
        return work.dispatch.owed(f"dossier:{dossier.id}", DiaryKind.LATE_FACT)


def caught_up(office):
    while ask_again(office):
        pass


def test_row_p26_what_lay_on_the_table_and_what_was_opened_is_kept_with_the_decision():
    office, _, man, officer = a_county()
    earlier = a_report(office, a_mention(**HIM))
    judged_same(office, earlier, by=officer)
    with office.begin() as work:
        work.audit.note("concern.opened", actor=officer.login, concern=earlier.reference)
    _, dossier = a_closed_concern(office, officer)
    kinds = {one.kind.value for one in dossier.table.papers}
    assert {"concern", "check", "flag", "standing"} <= kinds
    assert dossier.opened == (earlier.reference,)
    assert (dossier.state, dossier.second) == (DossierState.DECIDED, "R. Fallowmere")
    assert "never_asked:health" in dossier.table.missing
    assert f"P-{man.id:04d}" in " ".join(one.words.reveal() for one in dossier.table.papers)


def test_row_t17_of_a_flagged_man_the_agency_that_was_never_told_nor_asked_is_named():
    office, _, man, officer = a_county()
    kept = a_report(office, a_mention(**HIM))
    judged_same(office, kept, by=officer)

    def never_asked():
        with office.look() as work:
            concern = work.concerns.records.get(kept.id)
            table = table_of(office, work, desk=officer.desk, person_ids=[man.id], concern=concern)
        return {one for one in table.missing if one.startswith("never_asked")}

    assert never_asked() == {"never_asked:health"}
    ask_agency(
        office,
        officer=officer,
        matter=Matter((man.id,)),
        to_desk="northmoor_nurse",
        shared="Corrin Thistlewood",
        question="Is he known to you?",
        basis="child_at_risk",
    )
    assert never_asked() == set()


def test_a_decision_by_itself_asks_nobody_again():
    office, _, _, officer = a_county()
    _, dossier = a_closed_concern(office, officer)
    caught_up(office)
    assert late_facts(office, dossier) == ()


def test_row_p39_a_late_report_asks_the_decider_exactly_once_with_the_difference():
    office, clock, _, officer = a_county()
    _, dossier = a_closed_concern(office, officer)
    clock.move(days=3)
    late = a_report(office, a_mention(**HIM))
    caught_up(office)
    a_report(office, a_mention(**HIM))
    caught_up(office)
    (entry,) = late_facts(office, dossier)
    assert (entry.desk, entry.only_desk) == (officer.desk, "")
    with office.look() as work:
        news = news_for(office, work, dossier)
    assert late.reference in {one.reference for one in news.added}


@EACH_DATABASE
def test_p07_two_at_once_ask_of_each_decision_once_and_who_dies_between_leaves_none_out(
    kind, tmp_path
):
    with a_database(kind, tmp_path) as url:
        office, clock, _, officer = a_county(url)
        _, dossier = a_closed_concern(office, officer)
        clock.move(days=3)
        a_report(office, a_mention(**HIM))

        with killed_at(0), pytest.raises(KilledError):
            ask_again(office)
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(ask_again, office) for _ in range(2)]
            assert all(one.result() >= 0 for one in both)
        caught_up(office)

        assert len(late_facts(office, dossier)) == 1
        clock.move(days=9)
        escalate_overdue(office)
        (owed,) = late_facts(office, dossier)
        assert owed.rung > 0
        office.archive.close()


def test_a_late_fact_that_nobody_answers_climbs():
    office, clock, man, officer = a_county()
    _, dossier = a_closed_concern(office, officer)
    note_event(
        office,
        officer=officer,
        person_id=man.id,
        kind=EventKind.CHARGE,
        happened_on=date(2026, 11, 17),
        words="Charged.",
    )
    caught_up(office)
    for _ in range(6):
        clock.move(days=1)
        escalate_overdue(office)
    (entry,) = late_facts(office, dossier)
    assert entry.rung > 0
    assert entry.due_at < clock.at


def test_the_same_again_takes_the_new_table_and_a_no_reopens_the_concern():
    office, _, _, officer = a_county()
    kept, dossier = a_closed_concern(office, officer)
    a_report(office, a_mention(**HIM))
    caught_up(office)
    with pytest.raises(JudgementRefusedError):
        answer_late(office, officer=officer, dossier_id=dossier.id, same=True, words=" ")
    answer_late(office, officer=officer, dossier_id=dossier.id, same=True, words="Another town.")
    caught_up(office)
    assert late_facts(office, dossier) == ()
    with pytest.raises(ConflictError):
        answer_late(office, officer=officer, dossier_id=dossier.id, same=True, words="Twice.")

    a_report(office, a_mention(**HIM))
    caught_up(office)
    stranger = an_officer(office, login="tarn", name="N. Tarn", desk="southfen_police")
    with pytest.raises(TransitionRefusedError):
        answer_late(office, officer=stranger, dossier_id=dossier.id, same=False, words="No.")
    answer_late(office, officer=officer, dossier_id=dossier.id, same=False, words="Two now.")
    with office.look() as work:
        assert work.concerns.records.get(kept.id).state == "open"
        found = work.decisions.dossiers.get(dossier.id)
        assert found.state is DossierState.UNDONE
        causes = [one.cause for one in work.dispatch.alerts_of_concern(kept.id)]
    assert f"dossier:{dossier.id}:reopened" in causes


def test_a_lowered_standing_is_raised_again_when_its_decider_says_no():
    office, _, man, officer = a_county()
    set_standing(office, officer=officer, person_id=man.id, to=Band.REVIEW, reason="Watch him.")
    lower = {"person_id": man.id, "to": Band.NOTE, "reason": "Seen.", "second": "R. Fallowmere"}
    with pytest.raises(JudgementRefusedError) as refused:
        set_standing(office, officer=officer, said=Said(), **lower)
    assert refused.value.facts["missing"] == ("second_view",)
    set_standing(office, officer=officer, said=said(), **lower)
    with office.look() as work:
        (dossier,) = work.decisions.of_person(man.id)
    kept = a_report(office, a_mention(**HIM))
    judged_same(office, kept, by=officer)
    caught_up(office)
    answer_late(office, officer=officer, dossier_id=dossier.id, same=False, words="He is back.")
    with office.look() as work:
        assert work.people.standing(man.id, View.OPEN).state.band >= Band.REVIEW


def test_who_decides_on_another_table_than_the_one_read_is_refused():
    office, _, _, officer = a_county()
    kept = a_report(office)
    with pytest.raises(ClosureRefusedError) as refused:
        close_concern(
            office,
            officer=officer,
            concern_id=kept.id,
            how="not_safeguarding",
            reason="A parking dispute.",
            look_again_on=LATER,
            said=said(digest="0" * 32),
        )
    assert refused.value.facts["missing"] == ("changed",)


def test_p13_news_that_rests_on_a_hidden_flag_asks_no_other_desk():
    office, _, _, officer = a_county()
    _, dossier = a_closed_concern(office, officer)
    hidden = a_hidden_man(office, names=("Corrin Thistlewood",), birth="1979-02-14")
    with office.begin() as work:
        work.decisions.touch([1, hidden.id], concern_id=dossier.concern_id)
    caught_up(office)
    assert late_facts(office, dossier) == ()
    with office.look() as work:
        assert not news_for(office, work, dossier).is_late


def test_a_concern_that_was_reopened_asks_nobody_about_its_closing():
    office, _, man, officer = a_county()
    kept, dossier = a_closed_concern(office, officer)
    with office.begin() as work:
        concern = work.concerns.records.get(kept.id)
        work.concerns.records.keep(replace(concern, state="open"))
        work.decisions.touch([man.id])
    caught_up(office)
    with office.look() as work:
        assert work.decisions.dossiers.get(dossier.id).state is DossierState.UNDONE


def test_a_hold_that_ends_sooner_after_a_decision_asks_the_decider_and_is_no_hold_any_more():
    clock = HandClock()
    office = an_office(clock=clock)
    bail = FlagTerm(TermKind.BAIL, date(2027, 5, 12), words=private("No contact."))
    flag = a_flag(owner_desk="northmoor_police", terms=(bail,))
    man = a_listed_man(office, flag=flag, birth="1979-02-14")
    officer = an_officer(office)
    _, dossier = a_closed_concern(office, officer)
    assert "no_hold" not in dossier.table.missing

    clock.move(days=3)
    owner = an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_police")
    with office.look() as work:
        (kept,) = work.flags.of(man.id)
    end_sooner(
        office,
        officer=owner,
        flag_id=kept.id,
        place=0,
        last_on=date(2026, 11, 18),
        words="Not guilty.",
    )
    caught_up(office)

    (_,) = late_facts(office, dossier)
    with office.look() as work:
        ((before, now),) = news_for(office, work, dossier).changed
        (about,) = (one for one in work.decisions.about_people(dossier.id))
        table = table_of(office, work, desk=officer.desk, person_ids=[about])
    assert "12 May 2027" in before.words.reveal()
    assert "18 November 2026" in now.words.reveal()
    assert "no_hold" in table.missing
