"""A hidden record that is opened wider: who may see it now hears what named it before (P3)."""

from dataclasses import replace
from datetime import date

import pytest

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.settle_import import ask_for_settling
from intake.domain.agreement import Term
from intake.domain.alert import AlertKind
from intake.domain.diary import DiaryKind
from intake.domain.errors import NotFoundError
from intake.domain.person import SeenBy
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_hidden_man, a_report, an_officer
from tests.build_office import a_flag, a_mention, an_office

BORN = "1970-02-03"
HIDDEN, LEAD, OWNER = "southfen_police", "northmoor_children", "northmoor_police"


def imported(office, person, *flags):
    """Bring further flags of somebody with a list's new version, and settle it."""
    with office.begin() as work:
        version = work.people.list_version() + 1
        for flag in flags:
            work.flags.add(replace(flag, person_id=person.id), visible_from=version)
        work.people.new_list_version("import", version=version)
        ask_for_settling(work, version)
        ask_for_recheck(work, cause=f"import:{version}")
    while recheck_due(office):
        pass


def an_open_flag(**facts):
    return a_flag(area="northmoor", owner_desk=OWNER, agency="northmoor_police", **facts)


def a_report_of_the_hidden_man(office):
    person = a_hidden_man(office, birth=BORN, places=("Mill Lane",))
    concern = a_report(
        office,
        a_mention("Perrin Gorsehill", birth=BORN, place="Mill Lane"),
        a_child(),
        signs=("GC7",),
    )
    return person, concern


def alerts(office, *kinds):
    with office.look() as work:
        return [
            (one.desk, one.view, one.concern_id)
            for one in work.dispatch.alerts.all()
            if one.kind in kinds
        ]


def lines_in_the_open(office, person):
    """Tell who heard in the open of lines of this record, his reported twin's left out."""
    with office.look() as work:
        return {
            (one.desk, one.concern_id)
            for one in work.dispatch.alerts_of_person(person.id)
            if one.kind in (AlertKind.QUESTION, AlertKind.CROSSED) and one.view == "open"
        }


@pytest.mark.parametrize("floor", [False, True])
def test_p03_a_hidden_record_opened_to_all_tells_those_in_the_open_of_its_hits_once(floor):
    office = an_office()
    person, concern = a_report_of_the_hidden_man(office)
    assert not alerts(office, AlertKind.RECHECK)
    assert not lines_in_the_open(office, person)

    imported(office, person, an_open_flag(recalled=floor))

    hits = alerts(office, AlertKind.RECHECK)
    assert set(hits) == {(OWNER, "open", concern.id), (LEAD, "open", concern.id)}
    assert len(hits) == 2
    assert (OWNER, concern.id) in lines_in_the_open(office, person)


def test_p13_a_hidden_record_opened_to_one_more_desk_tells_that_desk_alone():
    office = an_office()
    person, concern = a_report_of_the_hidden_man(office)

    imported(office, person, an_open_flag(seen_by=SeenBy.OWNER))

    assert alerts(office, AlertKind.RECHECK) == [(OWNER, "whole", concern.id)]


def test_a_second_hidden_flag_of_one_import_hides_no_record_that_the_first_opened():
    office = an_office()
    person, _ = a_report_of_the_hidden_man(office)

    imported(office, person, an_open_flag(), an_open_flag(seen_by=SeenBy.OWNER))

    with office.look() as work:
        assert work.people.records.get(person.id).only_desk == ""


def test_an_opened_record_that_nothing_named_tells_nobody():
    office = an_office()
    person = a_hidden_man(office, birth=BORN)

    imported(office, person, an_open_flag())

    assert not alerts(office, *AlertKind)


def test_p13_what_was_noted_while_a_record_was_reserved_stays_reserved_when_it_is_opened():
    office = an_office()
    person, _ = a_report_of_the_hidden_man(office)
    door = DutyDoor(office)
    keeper = an_officer(office, login="reed", name="J. Reed", desk=HIDDEN)
    other = an_officer(office, login="tarn", name="N. Tarn", desk=OWNER)
    on, who = date(2026, 11, 16), {"officer": keeper, "person_id": person.id}
    door.note_event(**who, kind="recall", happened_on=on, words="Reserved.")
    meeting = door.set_meeting(**who, kind="mappa_3", held_on=on, words="Reserved.")
    term = Term(*(private(one) for one in ("a", "b", "c")), 7, private("d"))
    door.keep_agreement(
        **who, parties="Reserved", why="x", terms=[term], expires_on=date(2027, 1, 4)
    )
    door.note_person(**who, words="Reserved.")

    imported(office, person, an_open_flag())

    counts = {}
    for reader in (keeper, other):
        seen = {"officer": reader, "person_id": person.id}
        counts[reader.login] = (
            len(door.events_page(**seen).events),
            len(door.meetings_page(**seen).meetings),
            len(door.agreements_page(**seen).agreements),
            len(door.person(**seen, purpose="review").notes),
        )
    assert counts == {"reed": (2, 1, 1, 1), "tarn": (0, 0, 0, 0)}
    assert door.meeting(officer=keeper, meeting_id=meeting.id).words == "Reserved."
    with pytest.raises(NotFoundError):
        door.meeting(officer=other, meeting_id=meeting.id)


def test_p13_minutes_closed_and_a_breach_seen_after_a_record_was_opened_stay_with_who_knew():
    office = an_office()
    person, _ = a_report_of_the_hidden_man(office)
    door = DutyDoor(office)
    keeper = an_officer(office, login="reed", name="J. Reed", desk=HIDDEN)
    other = an_officer(office, login="tarn", name="N. Tarn", desk=OWNER)
    on, who = date(2026, 11, 16), {"officer": keeper, "person_id": person.id}
    meeting = door.set_meeting(**who, kind="mappa_3", held_on=on, words="Reserved.")
    term = Term(*(private(one) for one in ("a", "b", "c")), 7, private("d"))
    agreement = door.keep_agreement(
        **who, parties="Reserved", why="x", terms=[term], expires_on=date(2027, 1, 4)
    )
    imported(office, person, an_open_flag())
    before = alerts(office, AlertKind.EVENT)

    children = door.meeting(officer=keeper, meeting_id=meeting.id).children
    door.close_minutes(
        officer=keeper,
        meeting_id=meeting.id,
        words="Reserved.",
        attendance=[(HIDDEN, "attended", "J. Reed")],
        children={one.key: ("x", "x", "x", "x", date(2027, 1, 4)) for one in children},
        checked_with="Southfen children's services",
        checked_on=on,
    )
    door.check_term(
        officer=keeper, agreement_id=agreement.id, term=0, found="breached", words="Reserved."
    )

    assert alerts(office, AlertKind.EVENT) == before
    seen = {"person_id": person.id}
    assert len(door.events_page(officer=keeper, **seen).events) == 3
    assert door.events_page(officer=other, **seen).events == ()
    with office.look() as work:
        events = work.stewards.events_of(person.id)
        owed = [
            one
            for event in events[1:]
            for one in work.dispatch.owed(f"event:{event.id}", DiaryKind.TELL_OTHERS)
        ]
    assert [(one.desk, one.only_desk) for one in owed] == [(HIDDEN, HIDDEN)] * 2
