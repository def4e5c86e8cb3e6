"""A part that an officer gives counts as one that was told (P13)."""

import pytest

from intake.actions.note_down import change_part
from intake.domain.concern import Part
from intake.domain.errors import NotFoundError
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_report, an_officer
from tests.build_office import a_mention, an_office

DESK, SCRUTINY = "northmoor_children", "northmoor_scrutiny"
WORK = "Northmoor children's services duty worker"


def desks_of(office, concern):
    with office.look() as work:
        return {alert.desk for alert in work.dispatch.alerts_of_concern(concern.id)}


def made_of_concern(office, officer, concern):
    with office.look() as work:
        mention = work.concerns.mentions_of(concern.id)[0]
    return change_part(
        office,
        officer=officer,
        mention_id=mention.id,
        part=Part.PERSON_OF_CONCERN,
        reason="the story is about her",
    )


def test_p13_a_desk_reads_no_more_of_a_concern_once_one_of_its_own_is_made_of_concern_in_it():
    office = an_office()
    officer = an_officer(office)
    concern = a_report(
        office, a_mention("Tansy Oakapple", part=Part.NOT_SAID, work=WORK), a_child()
    )
    assert SCRUTINY not in desks_of(office, concern)

    made_of_concern(office, officer, concern)

    assert SCRUTINY in desks_of(office, concern)
    with pytest.raises(NotFoundError):
        DutyDoor(office).concern(officer=officer, reference=concern.reference)


def test_p07_one_made_of_concern_who_works_with_children_is_told_of_as_one_told_of_at_once():
    told_later, told_at_once = an_office(), an_office()
    coach = {"work": "football coach of the under tens", "place": "Northmoor"}
    signs = ("GC1",)
    concern = a_report(
        told_later, a_mention("Wilf Oakapple", part=Part.NOT_SAID, **coach), a_child(), signs=signs
    )
    whole = a_report(told_at_once, a_mention("Wilf Oakapple", **coach), a_child(), signs=signs)
    assert desks_of(told_later, concern) != desks_of(told_at_once, whole)

    made_of_concern(told_later, an_officer(told_later), concern)

    assert desks_of(told_later, concern) == desks_of(told_at_once, whole)


def test_the_concern_tells_of_the_part_as_its_mention_does_and_has_grown_by_a_version():
    office = an_office()
    officer = an_officer(office)
    concern = a_report(office, a_mention("Wilf Oakapple", part=Part.NOT_SAID), a_child())

    mention = made_of_concern(office, officer, concern)

    with office.look() as work:
        kept = work.concerns.records.get(concern.id)
    assert kept.body.mentions[mention.place] == mention.body
    assert kept.body.mentions[1] == concern.body.mentions[1]
    assert kept.version == concern.version + 1
