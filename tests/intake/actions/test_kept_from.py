"""No alert is raised at, or stays with, a desk whose own people it is about (P7, P13)."""

import pytest

from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.domain.alert import AlertKind
from intake.domain.errors import NotFoundError
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_hidden_man, a_listed_man, a_report, an_officer
from tests.build_office import a_mention, an_office

BORN = "1970-02-03"
DESK, SCRUTINY = "northmoor_children", "northmoor_scrutiny"
AT_POLICE = {"work": "officer at Southfen police", "birth": BORN}
LINES = {AlertKind.CROSSED, AlertKind.QUESTION}


def all_alerts(office):
    with office.look() as work:
        return work.dispatch.alerts.all()


def climbed(office):
    office.clock.move(hours=30)
    while escalate_overdue(office):
        pass


def test_p13_a_line_of_one_of_its_own_is_told_to_others_than_the_owner_desk():
    office = an_office()
    a_listed_man(office, birth=BORN)

    a_report(office, a_mention(**AT_POLICE), a_child(), signs=("GC7",), area="southfen")

    told = [one for one in all_alerts(office) if one.kind in LINES]
    assert "southfen_police" not in {one.desk for one in told}
    assert "southfen_scrutiny" in {one.desk for one in told}
    for kind in {one.kind for one in told}:
        assert sum(one.is_lead for one in told if one.kind is kind) == 1


def test_p13_a_line_of_a_hidden_flag_is_told_to_nobody_where_it_is_its_owners_own_people():
    office = an_office()
    a_hidden_man(office, birth=BORN)

    a_report(
        office,
        a_mention("Perrin Gorsehill", **AT_POLICE),
        a_child(),
        signs=("GC7",),
        area="southfen",
    )

    assert all(one.view == "open" for one in all_alerts(office))
    assert "southfen_police" not in {one.desk for one in all_alerts(office)}


def barred_by_a_new_colleague(office):
    a_report(office, a_mention("Perrin Gorsehill", place="Northmoor"), a_child(), signs=("GC7",))
    an_officer(office, login="pg", name="Perrin Gorsehill")


def barred_by_a_later_lead(office):
    an_officer(office, login="nia", name="Nia Birchall")
    a_report(
        office,
        a_mention("Nia Birchal", birth="1980-02-02", place="Northmoor"),
        a_child(),
        signs=("GC7",),
    )
    a_listed_man(office, names=("Nia Birchall",), birth="1980-02-02", places=("Northmoor",))
    with office.begin() as work:
        ask_for_recheck(work, cause="flag")
    while recheck_due(office):
        pass


@pytest.mark.parametrize("barred", [barred_by_a_new_colleague, barred_by_a_later_lead])
def test_p07_an_alert_that_its_desk_may_not_open_any_more_goes_on_to_scrutiny(barred):
    office = an_office()
    barred(office)
    (lead,) = [one for one in all_alerts(office) if one.kind is AlertKind.CONCERN and one.is_lead]
    assert lead.desk == DESK
    reader = an_officer(office, login="s", name="S. Crutiny", desk=SCRUTINY)

    climbed(office)

    assert DESK not in {one.desk for one in all_alerts(office)}
    moved = next(one for one in all_alerts(office) if one.id == lead.id)
    assert (moved.desk, moved.is_lead) == (SCRUTINY, True)
    with office.look() as work:
        (entry,) = work.dispatch.owed(f"alert:{lead.id}")
        asked = {one.recipient for one in work.dispatch.deliveries_of(entry.id)}
    assert entry.desk == SCRUTINY
    assert SCRUTINY in asked, "its ladder begins anew"
    door = DutyDoor(office)
    assert door.alert(officer=reader, alert_id=lead.id).alert_id == lead.id
    door.acknowledge(officer=reader, alert_id=lead.id)


def test_p07_an_alert_that_its_desk_may_open_stays_there_and_climbs():
    office = an_office()
    a_report(office, a_mention("Perrin Gorsehill", place="Northmoor"), a_child(), signs=("GC7",))
    before = [(one.id, one.desk, one.cause) for one in all_alerts(office)]

    climbed(office)

    assert [(one.id, one.desk, one.cause) for one in all_alerts(office)] == before


def test_p13_an_officer_of_the_desk_cannot_answer_what_is_about_her_own():
    office = an_office()
    officer = an_officer(office, login="nia", name="Nia Birchall")
    barred_by_a_new_colleague(office)
    climbed(office)

    with pytest.raises(NotFoundError):
        DutyDoor(office).alert(officer=officer, alert_id=1)
