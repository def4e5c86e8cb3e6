"""An officer sees no report about herself: by her name, by a lead, in no list (P13)."""

from dataclasses import replace

import pytest

from intake.domain.concern import Part
from intake.domain.errors import NotFoundError
from intake.duty.door import DutyDoor
from intake.duty.group import GroupAnswer, GroupDoor
from intake.duty.queue import QueueFilter
from tests.build_desk import a_listed_man, a_report, an_officer
from tests.build_office import a_mention, an_office

CHILD = a_mention("Wren Mossop", part=Part.CHILD)
DESK, POLICE, SCRUTINY = "northmoor_children", "northmoor_police", "northmoor_scrutiny"


def an_office_of_nia(**facts):
    office = an_office()
    return office, an_officer(office, login="nia", name="Nia Wren", **facts)


def desks_of(office, concern):
    with office.look() as work:
        return {alert.desk for alert in work.dispatch.alerts_of_concern(concern.id)}


@pytest.mark.parametrize("name", ["Nia Wren", "WREN, Nia", "nia jane wren", "Ms Nia Wren"])
def test_p13_a_report_about_an_officer_goes_to_another_agency_and_scrutiny(name):
    office, _ = an_office_of_nia()
    concern = a_report(office, a_mention(name), CHILD)

    assert desks_of(office, concern) == {POLICE, SCRUTINY}


def test_p13_an_officer_opens_no_report_about_herself_wherever_she_looks():
    office, nia = an_office_of_nia(desk="northmoor_police")
    door = DutyDoor(office)
    concern = a_report(office, a_mention("Nia Wren"), CHILD)
    with office.look() as work:
        person = work.people.links_of_mentions(
            [one.id for one in work.concerns.mentions_of(concern.id)]
        )[0].person_id

    with pytest.raises(NotFoundError):
        door.concern(officer=nia, reference=concern.reference)
    with pytest.raises(NotFoundError):
        door.person(officer=nia, person_id=person, purpose="review")
    assert door.queue(officer=nia, wanted=QueueFilter()).total == 0
    assert not door.look_up(officer=nia, words={"name": "Nia Wren"}, purpose="review").people


def test_p13_who_comes_to_the_desk_later_does_not_see_what_was_reported_about_her_before():
    office = an_office()
    concern = a_report(office, a_mention("Nia Wren"), CHILD)
    assert DESK in desks_of(office, concern)
    nia = an_officer(office, login="nia", name="Nia Wren")
    colleague = an_officer(office, login="finch", name="B. Finch")
    door = DutyDoor(office)

    for officer in (nia, colleague):
        queue = door.queue(officer=officer, wanted=QueueFilter())
        assert (queue.total, queue.counts["all"]) == (0, 0)
        with pytest.raises(NotFoundError):
            door.concern(officer=officer, reference=concern.reference)


def test_p13_a_lead_that_may_be_her_bars_her_too():
    office, nia = an_office_of_nia()
    a_listed_man(
        office, names=("Nia Wren", "Nicky Gorsehill"), birth="1980-02-03", postcodes=("NM1 1AA",)
    )
    concern = a_report(
        office, a_mention("Nicky Gorsehill", birth="1980-02-03", postcode="NM1 1AA"), CHILD
    )

    assert DESK not in desks_of(office, concern)
    with pytest.raises(NotFoundError):
        DutyDoor(office).concern(officer=nia, reference=concern.reference)


def test_p13_an_answer_from_the_desks_group_by_the_officer_it_is_about_is_not_known():
    office = an_office()
    concern = a_report(office, a_mention("Nia Wren"), CHILD)
    with office.look() as work:
        (alert,) = work.dispatch.alerts_of_concern(concern.id)
    nia = an_officer(office, login="nia", name="Nia Wren")
    with office.begin() as work:
        work.staff.officers.keep(replace(nia, telegram_id="77"))

    answered = GroupDoor(office).answer(account="77", act="acknowledge", alert_id=alert.id)

    assert answered.answer is GroupAnswer.NOT_KNOWN


def test_a_namesake_in_part_is_somebody_else():
    office, nia = an_office_of_nia()
    concern = a_report(office, a_mention("Nia Oakapple"), CHILD)

    assert DutyDoor(office).concern(officer=nia, reference=concern.reference)
