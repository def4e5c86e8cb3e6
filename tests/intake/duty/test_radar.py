"""The board names what nobody holds, answers, verifies or looks at again; and betrays nobody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.actions.agree import keep_agreement
from intake.actions.alerting import raise_alert
from intake.actions.answer_alert import accept_alert
from intake.actions.answer_diary import answer_diary
from intake.actions.ask_again import answer_late, ask_again
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.hand_over import accept_handover, offer_handover
from intake.actions.note_event import answer_told, note_event
from intake.domain.alert import Alert, AlertKind
from intake.domain.diary import DiaryKind, diary_of_flag
from intake.domain.diary_answer import DiaryAnswer, review_of_person
from intake.domain.errors import NotFoundError
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.person import FlagTerm, RiskLevel, SeenBy, TermKind
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.duty.door import DutyDoor
from tests.build_desk import a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.intake.actions.test_ask_again import HIM, a_closed_concern
from tests.intake.actions.test_ask_again import a_county as a_decided_county
from tests.intake.domain.test_agreement import a_term

OLD, NEW = "northmoor_police", "southfen_police"


def a_county():
    clock = HandClock()
    office = an_office(clock=clock)
    today = office.policy.diary.office.local_day(clock.at)
    bail = FlagTerm(TermKind.BAIL, today + timedelta(days=10), today - timedelta(days=90))
    man = a_listed_man(office, flag=a_flag(owner_desk=OLD, terms=(bail,)))
    head = an_officer(office, login="head", name="S. Head", desk=OLD, role="supervisor")
    with office.begin() as work:
        work.people.give(man.id, desk=OLD, why="owns the first flag")
        (flag,) = work.flags.of(man.id)
        for entry in diary_of_flag(flag, office.policy.diary, at=work.at):
            work.dispatch.owe(entry)
    return office, clock, man, head


def ends(office, officer, code):
    radar = DutyDoor(office).radar(officer=officer)
    return next(one for one in radar.strands if one.code == code)


def test_row_p12_when_bail_ends_he_stands_on_the_board_till_a_new_hold_and_who_spoke_is_named():
    office, clock, man, head = a_county()
    assert ends(office, head, "no_hold").lines == ()

    clock.at += timedelta(days=11)
    (line,) = ends(office, head, "no_hold").lines
    assert (line.person_id, line.words) == (
        man.id,
        "Nobody has said what manages this person now",
    )

    with office.look() as work:
        (owed,) = [
            one for one in work.dispatch.owed_by_desks([OLD]) if one.kind.value == "bail_end"
        ]
    said = DiaryAnswer(
        private("PDP; weekly visits."), None, True, "N. Tarn", managed_by=private("PC Oakapple")
    )
    answer_diary(office, officer=head, diary_id=owed.id, answer=said)
    (line,) = ends(office, head, "no_hold").lines
    assert line.words == "S. Head said what manages this person now"


def test_row_t17_who_was_told_and_is_silent_is_named_until_they_answer():
    office, _, man, head = a_county()
    nurse = an_officer(office, login="reed", name="J. Reed", desk="northmoor_probation")
    note_event(
        office,
        officer=head,
        person_id=man.id,
        kind=EventKind.CHARGE,
        happened_on=date(2026, 3, 2),
        words="Charged with assault.",
        areas=("northmoor",),
    )
    silent = {one.desk for one in ends(office, head, "silent").lines}
    assert {"Northmoor probation", "Northmoor children, day"} <= silent

    with office.look() as work:
        rows = work.stewards.told
        told = rows.find(rows.row.desk == "northmoor_probation")
    answer_told(
        office, officer=nurse, alert_id=told.alert_id, answer=ToldAnswer.NOTHING_HELD, words=""
    )
    assert "Northmoor probation" not in {one.desk for one in ends(office, head, "silent").lines}


def test_row_p43_an_overdue_review_climbs_and_every_desk_of_the_area_reads_who_owes_it():
    office, clock, man, head = a_county()
    linked = an_officer(
        office, login="sedge", name="P. Sedge", desk="northmoor_children", role="supervisor"
    )
    shown = DutyDoor(office).person(officer=linked, person_id=man.id, purpose="review")
    (flag,) = shown.flags
    assert flag.owner == "Northmoor police, public protection"
    assert ends(office, linked, "reviews").count == 0
    with office.look() as work:
        (kept,) = work.flags.of(man.id)
        (review,) = work.dispatch.owed(f"flag:{kept.id}", DiaryKind.REVIEW)
    assert flag.review_on == kept.review_on == office.policy.diary.office.local_day(review.due_at)

    clock.at = review.due_at + timedelta(minutes=1)
    for _ in range(6):
        while escalate_overdue(office):
            pass
        clock.at += timedelta(days=1)

    for reader in (head, linked):
        (line,) = ends(office, reader, "reviews").lines
        assert (line.person_id, line.words) == (man.id, "Review overdue")
        assert line.desk == "Northmoor police, public protection"
    with office.look() as work:
        (late,) = work.dispatch.owed(f"flag:{kept.id}", DiaryKind.REVIEW)
        assert late.rung > 1
        rungs = {one.rung for one in work.dispatch.deliveries_of(late.id)}
    assert len(rungs) > 1


def test_row_p43_an_offer_stands_on_both_areas_boards_until_it_is_answered():
    office, clock, man, head = a_county()
    other = an_officer(office, login="lanternley", name="S. L.", desk=NEW, role="supervisor")
    offer = offer_handover(
        office, officer=head, person_id=man.id, to_desk=NEW, reason="He lives there."
    )
    clock.at += timedelta(days=6)
    for officer in (head, other):
        (line,) = ends(office, officer, "offers").lines
        assert line.words == "Offered by Northmoor police, public protection; its time has passed"

    accept_handover(office, officer=other, handover_id=offer.id, words="Ours.")
    assert ends(office, head, "offers").count == 0


def test_row_p47_what_is_relied_on_and_not_verified_is_named():
    office, clock, man, head = a_county()
    keep_agreement(
        office,
        officer=head,
        person_id=man.id,
        parties="Ms Mossop",
        why="x",
        terms=[a_term(), a_term(every_days=60)],
        expires_on=office.policy.diary.office.local_day(clock.at) + timedelta(days=90),
    )
    assert ends(office, head, "unverified").lines == ()

    clock.at += timedelta(days=30)
    (line,) = ends(office, head, "unverified").lines
    assert line.words == "Term 1: never verified"


def live_on(office, hidden):
    """Let everything happen to a hidden man that leaves a loose end."""
    reed = an_officer(office, login="reed", name="J. Reed", desk=NEW)
    today = office.policy.diary.office.local_day(HandClock().at)
    who = {"officer": reed, "person_id": hidden.id}
    for kind in (EventKind.RELEASE, EventKind.CHARGE):
        note_event(office, **who, kind=kind, happened_on=today, words="x", areas=("northmoor",))
    keep_agreement(
        office,
        **who,
        parties="Ms Mossop",
        why="x",
        terms=[a_term(every_days=1)],
        expires_on=today + timedelta(days=9),
    )
    offer_handover(office, **who, to_desk=OLD, reason="x")


def test_p13_the_board_counts_and_names_nothing_of_a_man_whom_only_two_other_desks_know():
    def boards(is_there):
        office, clock, _, head = a_county()
        if is_there:
            flag = a_flag(risk=RiskLevel.HIGH, seen_by=SeenBy.NAMED, named_desks=(NEW, OLD))
            hidden = a_listed_man(
                office, names=("Perrin Gorsehill",), flag=flag, only_desk=f"{NEW} {OLD}"
            )
            live_on(office, hidden)
        clock.at += timedelta(days=5)
        readers = [
            an_officer(office, login=desk, name=f"Of {desk}", desk=desk, role="manager")
            for desk in ("southfen_children", "northmoor_children")
        ]
        found = [DutyDoor(office).radar(officer=one) for one in (*readers, head)]
        return [(one.desks, one.strands) for one in found]

    (south, north, knows), plain = boards(is_there=True), boards(is_there=False)
    assert [south, north] == plain[:2]
    assert knows != plain[2]


def test_row_p39_a_decision_asked_again_stands_on_the_board_until_it_is_answered():
    office, clock, _, officer = a_decided_county()
    concern, dossier = a_closed_concern(office, officer)
    head = an_officer(office, login="head", name="S. Head", desk=officer.desk, role="supervisor")
    far = an_officer(office, login="far", desk="southfen_adults", role="supervisor")
    assert ends(office, head, "asked_again").count == 0
    clock.move(days=3)
    a_report(office, a_mention(**HIM))
    while ask_again(office):
        pass

    (line,) = ends(office, head, "asked_again").lines
    assert (line.number, line.where) == (concern.reference, f"decisions/{dossier.id}")
    assert ends(office, far, "asked_again").lines == ()
    told = {"officer": officer, "dossier_id": dossier.id, "words": "He is seen weekly."}
    answer_late(office, same=True, **told)
    assert ends(office, head, "asked_again").count == 0


def test_p07_what_somebody_accepted_and_did_not_decide_stands_on_the_board_once_it_is_late():
    office, clock, _, officer = a_decided_county()
    concern = a_report(office, a_mention(**HIM), area="northmoor")
    head = an_officer(office, login="head", name="S. Head", desk=officer.desk, role="supervisor")
    with office.begin() as work:
        alert = Alert(
            kind=AlertKind.CONCERN,
            desk=officer.desk,
            urgency=Urgency.TODAY,
            made_at=work.at,
            policy_hash="",
            concern_id=concern.id,
        )
        raised = raise_alert(office, work, alert)
    accept_alert(office, officer=officer, alert_id=raised.id)
    assert ends(office, head, "undecided").count == 0
    clock.move(days=5)
    (line,) = ends(office, head, "undecided").lines
    assert (line.number, line.words) == (concern.reference, "No decision in time")


def test_who_may_see_no_board_finds_none():
    office, *_ = a_county()
    officer = an_officer(office, login="tarn", name="N. Tarn", desk=OLD, role="duty_officer")

    with pytest.raises(NotFoundError):
        DutyDoor(office).radar(officer=officer)


def test_row_p42_the_gap_list_is_exact_high_and_managed_by_nothing():
    clock = HandClock()
    office = an_office(clock=clock)
    today = office.policy.diary.office.local_day(clock.at)
    order = FlagTerm(TermKind.ORDER, today + timedelta(days=90), today - timedelta(days=90))
    listed = {
        "high and nothing": a_flag(owner_desk=OLD, kind="pprc", risk=RiskLevel.HIGH),
        "once high and nothing": a_flag(owner_desk=OLD, kind="pprc", assessed_high=True),
        "high under an order": a_flag(
            owner_desk=OLD, kind="pprc", risk=RiskLevel.HIGH, terms=(order,)
        ),
        "high under MAPPA": a_flag(owner_desk=OLD, kind="mappa", risk=RiskLevel.HIGH),
        "medium and nothing": a_flag(owner_desk=OLD, kind="pprc", risk=RiskLevel.MEDIUM),
    }
    people = {
        words: a_listed_man(office, names=(f"Perrin Gorsehill {place}",), flag=flag)
        for place, (words, flag) in enumerate(listed.items())
    }
    head = an_officer(office, login="head", name="S. Head", desk=OLD, role="supervisor")

    found = {one.person_id for one in ends(office, head, "gap").lines}

    assert found == {people["high and nothing"].id, people["once high and nothing"].id}


def test_row_p42_of_very_many_the_longest_stand_and_the_rest_are_counted_as_sql_counts_them():
    office, _, _, head = a_county()
    today = date(2026, 11, 17)
    for place in range(40):
        begins_on = today + timedelta(days=1) if place > 36 else None
        held = (FlagTerm(TermKind.ORDER, today + timedelta(days=place * 3 - 90), begins_on),)
        flag = a_flag(
            kind="other",
            owner_desk=OLD if place % 2 else NEW,
            risk=RiskLevel.HIGH if place % 3 else None,
            seen_by=SeenBy.OWNER if place == 39 else SeenBy.ALL,
            terms=held if place % 5 else (),
        )
        a_listed_man(office, names=(f"Perrin Gorsehill{place}",), flag=flag)

    radar = DutyDoor(office).radar(officer=head)
    counts = {one.code: one.count for one in radar.strands}
    with office.look() as work:
        found = work.session.connection().exec_driver_sql(
            "SELECT count(*), coalesce(sum(assessed_high OR risk = 'high'), 0) FROM flag f"
            " WHERE owner_desk = 'northmoor_police' AND NOT EXISTS (SELECT 1 FROM flag_term t"
            " WHERE t.flag_id = f.id AND coalesce(t.ended_on, t.ends_on) >= '2026-11-17'"
            " AND coalesce(t.starts_on, '2026-11-17') <= '2026-11-17')"
        )
        no_hold, gap = found.one()

    assert (counts["no_hold"], counts["gap"]) == (no_hold, gap)
    (strand,) = (one for one in radar.strands if one.code == "no_hold")
    assert strand.lines[0].words == "Flagged, and never held by anything on record"
    assert [one.since or date.min for one in strand.lines] == sorted(
        one.since or date.min for one in strand.lines
    )


def test_a_diary_of_very_many_is_read_a_page_at_a_time_the_soonest_first():
    office, clock, man, head = a_county()
    with office.begin() as work:
        for day in range(60):
            entry = review_of_person(man.id, OLD, office.policy.diary, at=clock.at)
            work.dispatch.owe(
                replace(entry, due_at=clock.at + timedelta(days=day), cause=f"test:{day}")
            )
    door = DutyDoor(office)

    first, second = door.diary(officer=head), door.diary(officer=head, page=2)
    beyond = door.diary(officer=head, page=99)

    assert (len(first.lines), first.has_more) == (50, True)
    assert (len(second.lines), second.has_more) == (12, False)
    assert (beyond.lines, beyond.has_more) == ((), False)
    told = [one.due_at for one in (*first, *second)]
    assert told == sorted(told)
    load = next(one for one in door.radar(officer=head).desks if one.owed)
    assert load.owed == 62
