"""Shift, closing desk, diary of an area, missed meetings and tests of channels at the door."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.actions.agree import keep_agreement
from intake.actions.answer_alert import acknowledge_alert
from intake.actions.apply_for_telling import keep_application
from intake.actions.meet import set_meeting
from intake.actions.send_digests import send_digests
from intake.delivery.notices import links_under
from intake.domain.alert import AlertState
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.meeting import MeetingKind
from intake.duty.door import DutyDoor
from tests.build_county import County, meet
from tests.build_desk import a_hidden_man, a_report, an_officer
from tests.build_office import a_mention
from tests.intake.actions.test_tell_family import an_application
from tests.intake.domain.test_agreement import a_term

OLD, NEW = "northmoor_police", "southfen_police"


def a_head(county, desk=OLD, role="manager"):
    return an_officer(county.office, login=f"head_{desk}", name="S. Head", desk=desk, role=role)


def holding(county, desk=OLD):
    """Let the officer of a desk hold one alert."""
    a_report(county.office, a_mention("Corrin Thistlewood", birth="1960-02-14"))
    officer = county.officers[desk]
    with county.office.look() as work:
        alert = next(one for one in work.dispatch.alerts.all() if one.desk == desk)
    acknowledge_alert(county.office, officer=officer, alert_id=alert.id)
    return officer, alert


def test_a_shifts_end_lists_what_is_held_and_owed_and_only_a_head_reads_anothers():
    county = County(1)
    officer, alert = holding(county)
    door = DutyDoor(county.office)

    page = door.shift(officer=officer)
    assert [(one.alert_id, one.state) for one in page.held] == [(alert.id, AlertState.ACKNOWLEDGED)]
    assert page.others == ()
    assert any(line.alert_id == alert.id for line in page.owed)
    other = an_officer(county.office, login="other", name="N. Other", desk=OLD)
    assert door.shift(officer=other).held == ()
    with pytest.raises(NotFoundError):
        door.shift(officer=other, whose=officer.login)
    assert len(door.shift(officer=a_head(county), whose=officer.login).held) == 1
    with pytest.raises(NotFoundError):
        door.shift(officer=a_head(county, NEW), whose=officer.login)


def test_a_closing_desk_reads_all_it_holds_and_whoever_accepts_all_gets_what_it_owes_too():
    county = County(1)
    man = next(one for one in county.men if county.owner(one).desk == OLD)
    keep_agreement(
        county.office,
        officer=county.officers[OLD],
        person_id=man.id,
        parties="Ms Mossop",
        why="He may visit.",
        terms=[a_term()],
        expires_on=county.clock.at.date() + timedelta(days=40),
    )
    keep_application(
        county.office, officer=county.officers[OLD], application=an_application(man.id)
    )
    door, head, heir = DutyDoor(county.office), a_head(county), a_head(county, NEW)
    with pytest.raises(NotFoundError):
        door.leaving(officer=county.officers[OLD])
    page = door.leaving(officer=head)
    assert [(one.person_id, one.offered_to) for one in page.people] == [(man.id, "")]

    door.offer_all(officer=head, to_desk=NEW, reason="The team ends.")
    assert [one.offered_to for one in door.leaving(officer=head).people] != [""]
    assert [(code, many) for code, _, many in door.leaving(officer=heir).asked] == [(OLD, 1)]
    door.accept_all(officer=heir, from_desk=OLD, words="Ours.")
    left = door.leaving(officer=head)
    assert (left.people, left.owed) == ((), 0)
    with county.office.look() as work:
        owed = work.dispatch.owed_by_desks([NEW])
        assert {"agreement_check", "application_step"} <= {one.kind.value for one in owed}
        assert work.families.applications_of(man.id)[0].desk == NEW
        assert work.stewards.agreements_of(man.id)[0].desk == NEW


def test_an_areas_diary_says_by_whom_and_why_and_can_be_one_desks_alone():
    county = County(1)
    officer, alert = holding(county)
    door, head = DutyDoor(county.office), a_head(county)
    page = door.area_diary(officer=head)
    mine = next(one for one in page.lines if one.line.alert_id == alert.id)
    assert mine.who == officer.name
    assert mine.why
    assert len({one.line.desk for one in page.lines}) > 1
    alone = door.area_diary(officer=head, desk=OLD)
    assert {one.line.desk for one in alone.lines} == {mine.line.desk}
    assert door.area_diary(officer=head, desk="nonsense").total == page.total


def test_p13_an_areas_diary_neither_shows_nor_counts_what_only_another_desk_may_know_of():
    def read(hide):
        county = County(1)
        if hide:
            a_hidden_man(county.office, birth="1951-03-04")
        a_report(county.office, a_mention("Perrin Gorsehill", birth="1951-03-04"))
        head = a_head(county, "southfen_probation")
        page = DutyDoor(county.office).area_diary(officer=head)
        return page.total, page.others, [one.line.words for one in page.lines]

    assert read(hide=True) == read(hide=False)


def missing_two(county):
    """Play meetings until the desk of Northmoor police has missed two; returns its head."""
    head = a_head(county, OLD, "supervisor")
    door = DutyDoor(county.office)
    for _ in range(40):
        meet(county)
        title = county.office.policy.duty.desks[OLD].title
        missed = [one for one in door.missed(officer=head).missed if one.desk == title]
        if len(missed) >= 2:
            return head, missed
    raise AssertionError("nobody misses meetings")


def test_row_t13_a_desk_that_missed_two_meetings_stands_with_both_on_its_managers_page():
    county = County(3)
    head, missed = missing_two(county)
    assert {one.came for one in missed} <= {"apologies", "absent"}
    page = DutyDoor(county.office).missed(officer=head)
    assert sum(one.missed for one in page.months) == len(page.missed)
    assert all(one.asked == one.came + one.report + one.missed for one in page.months)


def test_row_t13_on_monday_morning_the_manager_is_told_once_and_the_notice_names_nobody():
    county = County(3)
    missing_two(county)
    assert send_digests(county.office) == 0, "a Tuesday"
    county.clock.at = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)
    assert send_digests(county.office) == 0, "before the hour of reminders"
    county.clock.move(minutes=2)
    assert send_digests(county.office) > 0
    assert send_digests(county.office) == 0, "the same week is told once"
    with county.office.look() as work:
        sent = [
            one
            for one in work.dispatch.deliveries.all()
            if one.subject == "digest:northmoor_police:2026-W48"
        ]
    assert [one.recipient for one in sent] == ["northmoor_police_manager"]
    assert links_under("https://desk.example")(sent[0]) == (
        "https://desk.example/desk/board/meetings"
    )


def test_a_meeting_to_come_stands_in_the_calendar_of_who_was_asked():
    county = County(1)
    man = county.men[0]
    day = county.clock.at.date() + timedelta(days=5)
    officer = county.owner(man)
    set_meeting(
        county.office,
        officer=officer,
        person_id=man.id,
        kind=MeetingKind.MAPPA_2,
        held_on=day,
        words="Room 4.",
    )
    page = DutyDoor(county.office).missed(officer=a_head(county))
    assert {one.held_on for one in page.coming} == {day}
    assert page.missed == ()


def test_p13_a_meeting_about_a_hidden_man_is_on_no_page_but_his_desks():
    county = County(1, hidden=a_hidden_man)
    set_meeting(
        county.office,
        officer=county.officers["southfen_police"],
        person_id=county.hidden.id,
        kind=MeetingKind.MAPPA_3,
        held_on=county.clock.at.date(),
        words="Room 4.",
    )
    page = DutyDoor(county.office).missed(officer=a_head(county, "southfen_probation"))
    assert page.coming == ()


def test_a_test_leaves_on_every_channel_and_a_receipt_ends_the_remark_on_the_page():
    county = County(1)
    officer, door = county.officers[OLD], DutyDoor(county.office)
    made = door.ping_desk(officer=officer)
    with pytest.raises(ConflictError):
        door.ping_desk(officer=officer)
    assert {one.recipient for one in made} >= {OLD, "northmoor_police_duty"}
    sms = next(one for one in made if one.recipient == "northmoor_police_duty")

    def untried():
        return [
            one.words
            for one in door.rota(officer=officer).remarks
            if one.kind == "unverified" and "police, on duty" in one.words
        ]

    assert untried(), "what left is no proof"
    with pytest.raises(NotFoundError):
        door.receive_ping(officer=county.officers[NEW], ping_id=sms.id)
    kept = door.receive_ping(officer=officer, ping_id=sms.id)
    assert kept.received_by == officer.name
    assert not untried()
    other = an_officer(county.office, login="other", name="N. Other", desk=OLD)
    assert door.receive_ping(officer=other, ping_id=sms.id).received_by == officer.name
    county.clock.move(days=93)
    assert untried(), "a test does not hold for ever"


def test_p10_a_test_is_a_notice_that_leads_to_the_page_of_tests():
    county = County(1)
    DutyDoor(county.office).ping_desk(officer=county.officers[OLD])
    with county.office.look() as work:
        one = next(d for d in work.dispatch.deliveries.all() if d.key.startswith("test:"))
        assert work.dispatch.reference_of(one) == f"test:{OLD}"
    assert links_under("https://desk.example")(one) == "https://desk.example/desk/duty/rota"
