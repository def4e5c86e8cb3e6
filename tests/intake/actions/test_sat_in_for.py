"""A desk that only sits in for a closed one acts, and owns nobody (promise P8)."""

from dataclasses import replace
from datetime import UTC, datetime

from intake.actions.judge_link import judge_link
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.concern import ReporterRole
from intake.domain.person import Answer, LinkState
from intake.domain.private import private
from intake.running.demo_stories import Told, submission_of
from tests.build_office import HandClock, an_office, an_officer

SUNDAY = datetime(2026, 1, 11, 15, 0, tzinfo=UTC)
CHILD = {"names": "Pip Dunnock", "age": "9", "place": "Northmoor"}
HIM = {"names": "Corrin Thistlewood", "place": "Quarry Lane, Northmoor"}


def told_of_him(office, teller, role=ReporterRole.COMMUNITY):
    told = Told(
        1, "He gives him presents.", HIM, CHILD, ("GC1",), role, area="northmoor", teller=teller
    )
    with office.begin() as work:
        said = submission_of(told, work.at)
        own = replace(said.reporter, contact=private(f"{teller}@people.example"))
        report_concern(office, work, replace(said, reporter=own))


def judged_the_same(office):
    with office.look() as work:
        links = [
            one
            for one in work.people.links.all()
            if one.state is LinkState.POSSIBLE and not one.is_own
        ]
    assert links
    for one in links:
        judge_link(
            office, officer=an_officer(), link_id=one.id, answer=Answer.SAME, reason="One street."
        )
    return links[0].person_id


def test_p08_a_line_crossed_by_a_sundays_answer_is_owned_by_the_desk_of_the_week():
    office = an_office(clock=HandClock(SUNDAY))
    told_of_him(office, "first")
    told_of_him(office, "second")
    person_id = judged_the_same(office)

    with office.look() as work:
        owner = work.people.owner(person_id)
        reviews = work.dispatch.owed(f"person:{person_id}")
    assert owner.desk == "northmoor_children"
    assert {one.desk for one in reviews} == {"northmoor_children"}


def test_p07_a_line_crossed_while_the_desk_is_closed_is_told_to_who_sits_and_kept_for_it():
    office = an_office(clock=HandClock(SUNDAY))
    told_of_him(office, "first")
    told_of_him(office, "second")
    judged_the_same(office)

    with office.look() as work:
        lines = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]
        asked = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.QUESTION]
    for told in (lines, asked):
        assert {one.desk: one.held_until is None for one in told} == {
            "northmoor_night": True,
            "northmoor_children": False,
        }
        assert [one.desk for one in told if one.is_lead] == ["northmoor_night"]
