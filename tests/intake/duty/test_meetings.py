"""A meeting invites every linked area, its pack holds every linked child, its minutes too."""

from datetime import date

import pytest

from intake.domain.diary import DiaryKind
from intake.domain.errors import (
    ConflictError,
    JudgementRefusedError,
    NotFoundError,
    TransitionRefusedError,
)
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_hidden_man, a_report, an_officer, judged_same
from tests.build_office import a_mention
from tests.intake.actions.test_note_event import a_county

DAY = date(2026, 3, 2)


def a_meeting():
    office, man, officer = a_county()
    old = a_report(
        office,
        a_mention("Corrin Thistlewood", age="47", place="Lido Row, Southfen"),
        a_child("Tansy Mossop", age="12", place="Lido Row, Southfen"),
        area="southfen",
        account="other",
    )
    judged_same(office, old, by=officer)
    door = DutyDoor(office)
    kept = door.set_meeting(
        officer=officer, person_id=man.id, kind="mappa_2", held_on=DAY, words="Room 4, ten."
    )
    return office, door, officer, kept


def rows_for(page):
    row = ("Health visitor", "He visits.", "A visit.", "P. Sedge", DAY)
    return {child.key: row for child in page.children}


def closed(door, officer, kept, **told):
    page = door.meeting(officer=officer, meeting_id=kept.id)
    facts = {
        "words": "Level 2 stays.",
        "attendance": [(desk, "attended", "P. Sedge") for desk, _ in page.invited],
        "children": rows_for(page),
    }
    return door.close_minutes(officer=officer, meeting_id=kept.id, **(facts | told))


def test_row_t06_every_linked_areas_childrens_services_are_invited_by_the_act_itself():
    _, door, officer, kept = a_meeting()

    page = door.meeting(officer=officer, meeting_id=kept.id)

    assert {"northmoor_children", "southfen_children"} <= {desk for desk, _ in page.invited}
    assert {one.desk for one in page.event.unanswered} >= {"Southfen children, day"}


def test_row_t05_the_pack_holds_each_linked_child_and_each_concern_none_omitted():
    _, door, officer, kept = a_meeting()

    page = door.meeting(officer=officer, meeting_id=kept.id)

    assert len(page.children) == 2
    assert len(page.concerns) == 2
    assert {ref for child in page.children for ref in child.references} == {
        one.reference for one in page.concerns
    }


def test_row_t08_minutes_with_a_child_left_out_are_refused_and_stay_owed():
    office, door, officer, kept = a_meeting()

    rows = rows_for(door.meeting(officer=officer, meeting_id=kept.id))
    rows.popitem()
    with pytest.raises(JudgementRefusedError) as refused:
        closed(door, officer, kept, children=rows)
    lacks = {f"2.{part}" for part in ("known_to", "risk", "action", "owner", "by_on")}
    assert set(refused.value.facts["missing"]) == lacks
    with office.look() as work:
        assert work.dispatch.owed(f"meeting:{kept.id}", DiaryKind.MEETING)

    closed(door, officer, kept)
    with office.look() as work:
        assert not work.dispatch.owed(f"meeting:{kept.id}")
    with pytest.raises(ConflictError):
        closed(door, officer, kept)


def test_row_t08_what_is_written_of_a_child_stays_with_that_child_when_another_comes_to_be_linked():
    office, door, officer, kept = a_meeting()
    page = door.meeting(officer=officer, meeting_id=kept.id)
    row = ("School", "", "A visit.", "P. Sedge", DAY)
    rows = {one.key: (row[0], f"Risk to {one.words}", *row[2:]) for one in page.children}
    him = a_mention("Corrin Thistlewood", age="47", place="Lido Row, Southfen")
    nearer = a_report(office, him, a_child("Tansy Larkrise"))
    judged_same(office, nearer, by=officer)

    with pytest.raises(JudgementRefusedError):
        closed(door, officer, kept, children=rows)
    now = door.meeting(officer=officer, meeting_id=kept.id).children
    assert len(now) == 3
    rows |= {one.key: (row[0], f"Risk to {one.words}", *row[2:]) for one in now}
    closed(door, officer, kept, children=rows)
    minutes = door.meeting(officer=officer, meeting_id=kept.id).minutes
    assert [one.risk for one in minutes.children] == [f"Risk to {one.words}" for one in now]
    assert minutes.children[-1].child != "Tansy Larkrise"


def test_row_t08_words_about_a_child_who_was_parted_meanwhile_are_not_dropped_in_silence():
    _, door, officer, kept = a_meeting()
    rows = rows_for(door.meeting(officer=officer, meeting_id=kept.id))
    gone = {**rows, "0123456789abcdef": ("School", "He visits.", "x", "P. Sedge", DAY)}

    with pytest.raises(JudgementRefusedError) as refused:
        closed(door, officer, kept, children=gone)
    assert refused.value.facts["missing"] == ("children_changed",)


def test_row_t21_one_signature_is_not_joint_and_a_desk_signs_once():
    office, door, officer, kept = a_meeting()
    sedge = an_officer(office, login="sedge", name="P. Sedge", desk="southfen_children")
    with pytest.raises(TransitionRefusedError):
        door.sign_meeting(officer=officer, meeting_id=kept.id)
    closed(door, officer, kept)

    door.sign_meeting(officer=officer, meeting_id=kept.id)
    assert not door.meeting(officer=officer, meeting_id=kept.id).minutes.is_joint
    door.sign_meeting(officer=sedge, meeting_id=kept.id)
    assert door.meeting(officer=officer, meeting_id=kept.id).minutes.is_joint
    with pytest.raises(ConflictError):
        door.sign_meeting(officer=sedge, meeting_id=kept.id)


def test_only_the_desk_that_holds_it_closes_and_a_kind_that_is_none_is_refused():
    office, door, officer, kept = a_meeting()
    sedge = an_officer(office, login="sedge", name="P. Sedge", desk="southfen_children")

    with pytest.raises(TransitionRefusedError):
        closed(door, sedge, kept)
    with pytest.raises(JudgementRefusedError):
        door.set_meeting(
            officer=officer, person_id=kept.person_id, kind="tea", held_on=DAY, words="x"
        )


def test_p13_a_meeting_about_a_hidden_man_is_nowhere_for_others():
    office, door, officer, _ = a_meeting()
    hidden = a_hidden_man(office)
    owner = an_officer(office, login="reed", name="J. Reed", desk="southfen_police")
    with office.begin() as work:
        work.people.give(hidden.id, desk="southfen_police", why="owns the first flag")
    kept = door.set_meeting(
        officer=owner, person_id=hidden.id, kind="mappa_3", held_on=DAY, words="x"
    )

    assert [desk for desk, _ in door.meeting(officer=owner, meeting_id=kept.id).invited] == [
        "southfen_police"
    ]
    with pytest.raises(NotFoundError):
        door.meeting(officer=officer, meeting_id=kept.id)


def test_minutes_are_not_closed_before_the_meeting_was_held():
    office, man, officer = a_county()
    door = DutyDoor(office)
    kept = door.set_meeting(
        officer=officer, person_id=man.id, kind="marac", held_on=date(2036, 1, 1), words="x"
    )

    with pytest.raises(JudgementRefusedError) as refused:
        closed(door, officer, kept)
    assert refused.value.facts["missing"] == ("held_on",)


def test_row_t05_a_chair_reads_what_was_told_what_was_asked_last_and_each_home_once():
    _, door, officer, kept = a_meeting()
    closed(door, officer, kept)
    later = door.set_meeting(
        officer=officer, person_id=kept.person_id, kind="mappa_2", held_on=DAY, words="Room 5."
    )

    first = door.meeting(officer=officer, meeting_id=kept.id)
    page = door.meeting(officer=officer, meeting_id=later.id)

    assert first.asked == ()
    assert [(one.child, one.action) for one in page.asked] == [
        (one.words, "A visit.") for one in first.children
    ]
    assert all("round there" in one.said for one in page.concerns)
    assert page.homes
    for home in page.homes:
        people = [(one.words, one.how) for one in home.people]
        assert len(people) == len(set(people))
    assert page.owner
    assert "Registered" in " ".join(page.flags)
