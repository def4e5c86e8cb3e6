"""Danger told after sending is told on the same concern, at once, to every desk of its route."""

from dataclasses import replace

import pytest

from intake.actions.report_concern import report_concern
from intake.actions.tell_danger import tell_danger
from intake.actions.weigh_person import known_of
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.concern import Danger, DangerKind
from intake.domain.held import View
from intake.domain.person import SeenBy
from tests.build_office import a_flag, a_flagged_person, a_mention, a_submission, an_office


def reported(office, *mentions, **told):
    with office.begin() as work:
        return report_concern(office, work, a_submission(*mentions, **told)).concern


def told_of_danger(office, concern, kind=DangerKind.DANGER_YES):
    with office.begin() as work:
        return tell_danger(office, work, work.concerns.records.get(concern.id), kind)


def alerts_of(office, concern, kind=AlertKind.DANGER):
    with office.look() as work:
        return [one for one in work.dispatch.alerts_of_concern(concern.id) if one.kind is kind]


def test_p12_a_yes_after_sending_makes_the_concern_urgent_now_and_tells_every_desk_of_danger():
    office = an_office()
    concern = reported(office, danger=Danger.NO)
    assert told_of_danger(office, concern)
    with office.look() as work:
        [held] = work.concerns.records.all()
    assert (held.danger, held.urgency, held.is_unfinished) == ("yes", "now", False)
    alerts = alerts_of(office, concern)
    assert {alert.desk for alert in alerts} >= {"northmoor_children", "northmoor_police"}
    assert {alert.urgency.value for alert in alerts} == {"now"}
    assert len([alert for alert in alerts if alert.is_lead]) == 1


def test_p12_every_yes_tells_the_desks_again():
    office = an_office()
    concern = reported(office, danger=Danger.YES)
    told_of_danger(office, concern)
    once = len(alerts_of(office, concern))
    assert told_of_danger(office, concern)
    assert len(alerts_of(office, concern)) == 2 * once > 0


def test_p12_what_a_child_writes_on_after_sending_tells_each_desk_of_danger_once():
    office = an_office()
    concern = reported(office, danger=Danger.NO)
    assert told_of_danger(office, concern, DangerKind.CHILD_WRITES)
    once = len(alerts_of(office, concern))
    assert not told_of_danger(office, concern, DangerKind.CHILD_WRITES)
    assert len(alerts_of(office, concern)) == once > 0


def test_p12_a_child_who_is_not_safe_after_sending_is_urgent_now():
    office = an_office()
    concern = reported(office, danger=Danger.NO)
    told_of_danger(office, concern, DangerKind.CHILD_NOT_SAFE)
    with office.look() as work:
        held = work.concerns.records.get(concern.id)
    assert (held.danger, held.urgency) == ("no", "now")
    assert held.urgency_because == ("The child says: not safe now.",)


def test_danger_told_after_sending_is_weighed_for_the_person_of_concern():
    office = an_office()
    concern = reported(office, a_mention("Corrin Thistlewood"), danger=Danger.NO)
    told_of_danger(office, concern)
    with office.look() as work:
        [person] = work.people.records.all()
        known = known_of(office, work, person.id, View.OPEN)
    assert "danger_now" in [fired.rule for fired in known.weight.firm.fired]
    assert known.standing.band is Band.ACT_NOW


def test_a_closed_concern_opens_again_when_danger_is_told():
    office = an_office()
    concern = reported(office, danger=Danger.NO)
    with office.begin() as work:
        work.concerns.records.keep(replace(concern, state="closed", version=concern.version + 1))
    told_of_danger(office, concern)
    with office.look() as work:
        assert work.concerns.records.get(concern.id).state == "open"


@pytest.mark.parametrize("kind", list(DangerKind))
def test_p13_the_owner_of_a_hidden_flag_is_told_and_nobody_else_learns_of_it(kind):
    office = an_office()
    with office.begin() as work:
        hidden = a_flag(seen_by=SeenBy.OWNER, owner_desk="southfen_police")
        a_flagged_person(
            work,
            flag=hidden,
            only_desk="southfen_police",
            birth="1981-05-02",
            places=("Northmoor",),
        )
    concern = reported(
        office,
        a_mention("Corrin Thistlewood", birth="1981-05-02", place="Northmoor"),
        danger=Danger.NO,
    )
    plain = an_office()
    same = reported(
        plain,
        a_mention("Corrin Thistlewood", birth="1981-05-02", place="Northmoor"),
        danger=Danger.NO,
    )
    before = len(alerts_of(office, concern, AlertKind.FLAG_HIT))
    for where, which in ((office, concern), (plain, same)):
        told_of_danger(where, which, kind)
    owners = alerts_of(office, concern, AlertKind.FLAG_HIT)
    assert len(owners) == before + 1
    assert {(one.desk, one.view) for one in owners} == {("southfen_police", "whole")}
    seen = [
        [(one.desk, one.because, one.urgency) for one in alerts_of(where, which)]
        for where, which in ((office, concern), (plain, same))
    ]
    assert seen[0] == seen[1]
