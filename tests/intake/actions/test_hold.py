"""Ends of orders, licences, bail and registrations are warned of, answered by two, or climb."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.actions.answer_diary import answer_diary
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.hold import end_sooner, put_hold
from intake.actions.note_event import note_event
from intake.actions.on_the_table import table_of
from intake.domain.diary import DiaryKind, DiaryState, diary_of_flag
from intake.domain.diary_answer import ENDS, DiaryAnswer
from intake.domain.dossier import PaperKind
from intake.domain.errors import DueRegardError, JudgementRefusedError, TransitionRefusedError
from intake.domain.event import EventKind
from intake.domain.held import View
from intake.domain.person import FlagStatus, FlagTerm, TermKind
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_desk import a_hidden_man, a_listed_man, an_officer
from tests.build_office import HandClock, a_flag, an_office

POLICE, CHILDREN = "northmoor_police", "northmoor_children"
SECOND = "P. Sedge"


def a_term(kind=TermKind.BAIL, days=60, start=None, **facts):
    ends_on = date(2026, 11, 17) + timedelta(days=days)
    return FlagTerm(kind, ends_on, start, words=private("No contact."), **facts)


def a_held_man(*terms, clock=None):
    office = an_office(clock=clock or HandClock())
    flag = a_flag(owner_desk=POLICE, area="northmoor", terms=terms)
    man = a_listed_man(office, flag=flag)
    officer = an_officer(office, login="tarn", name="N. Tarn", desk=POLICE, role="manager")
    with office.begin() as work:
        (kept,) = work.flags.of(man.id)
        for entry in diary_of_flag(kept, office.policy.diary, at=work.at):
            work.dispatch.owe(entry)
    return office, man, kept, officer


def ends_owed(office, flag):
    with office.look() as work:
        return work.dispatch.owed(f"flag:{flag.id}", *ENDS)


def answered(office, officer, entry, **said):
    told = {"words": private("Seen weekly."), "second": SECOND, **said}
    return answer_diary(office, officer=officer, diary_id=entry.id, answer=DiaryAnswer(**told))


def missing_of(act):
    with pytest.raises(JudgementRefusedError) as refusal:
        act()
    return set(refusal.value.facts["missing"])


@pytest.mark.parametrize("kind", list(TermKind))
def test_row_p12_each_end_is_warned_of_28_14_7_and_1_days_before_and_on_the_day(kind):
    clock = HandClock()
    office, man, flag, _ = a_held_man(a_term(kind), clock=clock)
    (entry,) = ends_owed(office, flag)
    last = flag.terms[0].ends_on

    spoke = []
    for _ in range(64):
        before = clock.at
        clock.at += timedelta(days=1)
        with office.look() as work:
            known = len(work.dispatch.deliveries_of(entry.id))
        while escalate_overdue(office):
            pass
        with office.look() as work:
            if len(work.dispatch.deliveries_of(entry.id)) > known:
                spoke.append((last - office.policy.diary.office.local_day(clock.at)).days)
        assert clock.at > before
    assert [one for one in spoke if one >= 0] == [28, 14, 7, 1, 0]
    assert min(spoke) < 0
    with office.look() as work:
        assert work.dispatch.diary.get(entry.id).state is DiaryState.MISSED
        assert work.flags.of(man.id)[0].status is FlagStatus.ACTIVE


def test_row_p12_an_end_is_answered_by_another_hold_or_by_name_and_never_by_one_officer():
    office, _, flag, officer = a_held_man(a_term())
    (entry,) = ends_owed(office, flag)
    last = flag.terms[0].ends_on

    assert missing_of(lambda: answered(office, officer, entry)) == {"managed_by"}
    name = private("PC Oakapple, public protection")
    alone = {"managed_by": name, "second": officer.name}
    assert missing_of(lambda: answered(office, officer, entry, **alone)) == {"second"}
    gap = FlagTerm(TermKind.ORDER, last + timedelta(days=90), last + timedelta(days=3))
    short = FlagTerm(TermKind.ORDER, last - timedelta(days=1))
    for successor in (gap, short):
        refused = missing_of(lambda one=successor: answered(office, officer, entry, successor=one))
        assert refused == {"successor"}

    answered(office, officer, entry, managed_by=name)
    with office.look() as work:
        (managed,) = work.stewards.managed_of(flag.person_id)
        assert (managed.officer, managed.second) == ("N. Tarn", SECOND)
    assert ends_owed(office, flag) == ()


def test_row_p12_a_hold_that_follows_owes_its_own_end_and_leaves_the_board():
    clock = HandClock()
    office, man, flag, officer = a_held_man(a_term(days=2), clock=clock)
    (entry,) = ends_owed(office, flag)
    clock.move(days=10)
    assert board_of(office) == [man.id]

    after = FlagTerm(TermKind.ORDER, date(2028, 1, 1), words=private("A civil order."))
    answered(office, officer, entry, successor=after)

    (next_end,) = ends_owed(office, flag)
    assert next_end.kind is DiaryKind.ORDER_END
    assert next_end.due_at.date() == date(2028, 1, 1)
    assert board_of(office) == []


def board_of(office):
    with office.look() as work:
        head = next((one for one in work.staff.everybody() if one.login == "head"), None)
    head = head or an_officer(office, login="head", name="S. Head", desk=CHILDREN, role="manager")
    page = DutyDoor(office).radar(officer=head)
    strand = next(one for one in page.strands if one.code == "no_hold")
    return [line.person_id for line in strand.lines]


def test_row_p12_somebody_managed_by_name_alone_stays_on_the_board_of_no_statutory_hold():
    clock = HandClock()
    office, man, flag, officer = a_held_man(a_term(days=2), clock=clock)
    (entry,) = ends_owed(office, flag)
    answered(office, officer, entry, managed_by=private("PC Oakapple"))
    assert board_of(office) == []

    clock.move(days=10)
    assert board_of(office) == [man.id]


def test_row_p12_what_begins_later_holds_nobody_until_it_does():
    clock = HandClock()
    soon = date(2026, 11, 20)
    office, man, flag, officer = a_held_man(a_term(TermKind.ORDER, start=soon), clock=clock)
    over = FlagTerm(TermKind.LICENCE, date(2026, 11, 10), words=private("Recall."))
    with office.begin() as work:
        work.flags.add_term(flag, over)
    door = DutyDoor(office)
    seen = {"officer": officer, "person_id": man.id}

    page = door.holds_page(**seen)
    assert not page.is_held
    assert page.free_since == date(2026, 11, 11)
    assert [one.is_to_come for one in page.holds] == [True, False]
    assert board_of(office) == [man.id]
    read = door.person(**seen, purpose="review")
    assert read.next_end is None
    (shown,) = read.flags
    assert shown.to_come == (("order", soon, flag.terms[0].ends_on),)
    assert [kind for kind, _ in shown.terms] == ["licence"]
    with office.look() as work:
        table = table_of(office, work, desk=POLICE, person_ids=[man.id])
    words = [one.words.reveal() for one in table.papers if one.kind is PaperKind.HOLD]
    assert any("order begins on 20 November 2026, until" in one for one in words)
    assert "no_hold" in {one.partition(":")[0] for one in table.missing}
    meeting = door.set_meeting(**seen, kind="marac", held_on=soon, words="What holds him.")
    pack = door.meeting(officer=officer, meeting_id=meeting.id)
    assert (pack.holds, [one[0] for one in pack.to_come]) == ((), ["order"])

    clock.move(days=3)
    page = door.holds_page(**seen)
    assert page.is_held
    assert page.holds[0].is_in_force
    assert board_of(office) == []
    pack = door.meeting(officer=officer, meeting_id=meeting.id)
    assert ([one[0] for one in pack.holds], pack.to_come) == (["order"], ())


@pytest.mark.parametrize("kind", [EventKind.ACQUITTAL, EventKind.CHARGES_DROPPED])
def test_row_p11_an_acquittal_clears_nothing_and_opens_a_decision_of_two_by_name(kind):
    office, man, flag, officer = a_held_man(a_term())
    with office.look() as work:
        before = work.people.standing(man.id, View.OPEN)

    event = note_event(
        office,
        officer=officer,
        person_id=man.id,
        kind=kind,
        happened_on=date(2026, 11, 17),
        words="The jury was out for an hour.",
    )

    with office.look() as work:
        assert work.people.standing(man.id, View.OPEN) == before
        (after,) = work.flags.of(man.id)
        assert (after.status, after.terms) == (FlagStatus.ACTIVE, flag.terms)
        (decision,) = work.dispatch.owed(f"event:{event.id}", DiaryKind.AFTER_EVENT)
    assert decision.desk == POLICE
    assert len(ends_owed(office, flag)) == 1
    assert missing_of(lambda: answered(office, officer, decision)) == {"managed_by"}
    answered(office, officer, decision, managed_by=private("PC Oakapple"))
    with office.look() as work:
        (managed,) = work.stewards.managed_of(man.id)
    assert managed.event_id == event.id


def test_row_p12_bail_that_ends_sooner_is_asked_about_again_though_it_was_answered():
    clock = HandClock()
    office, _, flag, officer = a_held_man(a_term(), clock=clock)
    (entry,) = ends_owed(office, flag)
    answered(office, officer, entry, managed_by=private("PC Oakapple"))

    sooner = date(2026, 11, 20)
    wrong = {"flag_id": flag.id, "place": 0, "words": "Acquitted."}
    for day in (None, flag.terms[0].ends_on, date(2020, 1, 1)):
        assert missing_of(
            lambda one=day: end_sooner(office, officer=officer, last_on=one, **wrong)
        ) == {"last_on"}
    kept = end_sooner(office, officer=officer, last_on=sooner, **wrong)

    assert (kept.terms[0].last_on, kept.terms[0].ends_on) == (sooner, flag.terms[0].ends_on)
    (again,) = ends_owed(office, flag)
    assert again.due_at.date() == sooner
    stranger = an_officer(office, login="lane", name="L. Lane", desk="southfen_police")
    with pytest.raises(TransitionRefusedError):
        end_sooner(office, officer=stranger, last_on=date(2026, 11, 18), **wrong)


def test_p13_what_manages_a_hidden_man_is_told_to_nobody_else():
    office = an_office()
    hidden = a_hidden_man(office)
    owner = an_officer(office, login="of", name="O. Ferry", desk="southfen_police")
    with office.look() as work:
        (flag,) = work.flags.of(hidden.id)
    put_hold(office, officer=owner, flag_id=flag.id, term=a_term())
    (entry,) = ends_owed(office, flag)
    assert entry.only_desk == "southfen_police"
    answered(office, owner, entry, managed_by=private("DC Quill"))

    page = DutyDoor(office).holds_page(officer=owner, person_id=hidden.id)
    assert [one.by_whom for one in page.managed] == ["DC Quill"]
    other = an_officer(office, login="nm", name="N. Moor", desk=POLICE)
    with pytest.raises(DueRegardError):
        DutyDoor(office).holds_page(officer=other, person_id=hidden.id)
    put_hold(office, officer=owner, flag_id=flag.id, term=a_term(TermKind.ORDER))
    sooner = {"place": 1, "last_on": date(2026, 11, 20), "words": "A verdict."}
    end_sooner(office, officer=owner, flag_id=flag.id, **sooner)
    with office.look() as work:
        assert work.concerns.notes_of(f"person:{hidden.id}") == ()
        assert len(work.concerns.notes_of(f"flag:{flag.id}")) == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "sooner", "follow", "managed", "wait", "sleep", "fall"]),
        st.integers(1, 40),
        st.sampled_from(list(TermKind)),
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_p07_and_p08_no_end_passes_in_silence_after_any_history(steps):
    clock = HandClock()
    office, man, flag, officer = a_held_man(a_term(days=20), clock=clock)
    for step, days, kind in [*steps, ("wait", 45, TermKind.BAIL)]:
        try:
            take(office, officer, flag, clock, (step, days, kind))
        except (DueRegardError, RuntimeError):
            continue
        nothing_is_lost(office, man, flag, officer)


def take(office, officer, flag, clock, step):
    what, days, kind = step
    day = office.policy.diary.office.local_day(clock.at) + timedelta(days=days)
    with office.look() as work:
        known = work.flags.one(flag.id)
    owed = ends_owed(office, flag)
    if what == "put":
        term = FlagTerm(kind, day, words=private("No contact."))
        put_hold(office, officer=officer, flag_id=flag.id, term=term)
    elif what == "sooner":
        place = days % len(known.terms)
        end_sooner(
            office, officer=officer, flag_id=flag.id, place=place, last_on=day, words="By a court."
        )
    elif what == "follow" and owed:
        after = FlagTerm(kind, day + timedelta(days=40), words=private("No contact."))
        answered(office, officer, owed[0], successor=after)
    elif what == "managed" and owed:
        answered(office, officer, owed[-1], managed_by=private("PC Oakapple"))
    elif what == "fall":
        with office.begin() as work:
            work.flags.end_term(known, 0, last_on=day)
            raise RuntimeError("the process fell here")
    elif what == "sleep":
        clock.at += timedelta(days=days)
    else:
        for _ in range(days):
            clock.at += timedelta(days=1)
            while escalate_overdue(office):
                pass


def nothing_is_lost(office, man, flag, officer):
    """Each end is owed, or was answered by two; a late one climbs; one desk owns him."""
    with office.look() as work:
        known = work.flags.one(flag.id)
        by_cause = {}
        for one in work.dispatch.diary_of(f"flag:{flag.id}"):
            by_cause.setdefault(one.cause, []).append(one)
        for entry in diary_of_flag(known, office.policy.diary, at=work.at):
            if entry.kind not in ENDS:
                continue
            stands = by_cause[entry.cause][-1]
            assert stands.is_owed or stands.met_by == officer.name
            if stands.is_owed:
                assert stands.due_at == entry.due_at
                assert stands.next_at <= max(stands.due_at, work.at + timedelta(days=3))
        assert work.people.owner(man.id).desk == POLICE
