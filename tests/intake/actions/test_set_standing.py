"""A named human sets a standing: an owner at once, desks told, and no hidden flag betrayed."""

import pytest

from intake.actions.report_concern import report_concern
from intake.actions.set_standing import set_standing
from intake.actions.weigh_person import known_of
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.held import View
from intake.domain.person import SeenBy
from tests.build_office import (
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)


def somebody_reported():
    office = an_office()
    with office.begin() as work:
        report_concern(office, work, a_submission(a_mention("Wilf Oakapple", place="Southfen")))
        (person,) = work.people.records.all()
    return office, person


def set_to(office, person, band, **told):
    officer = told.pop("officer", an_officer(role="supervisor"))
    return set_standing(
        office, officer=officer, person_id=person.id, to=band, reason="A pattern.", **told
    )


def test_p08_somebody_raised_to_a_line_by_hand_has_an_owner_and_desks_hear_of_it():
    office, person = somebody_reported()

    set_to(office, person, Band.DISCUSS)

    with office.look() as work:
        assert work.people.owner(person.id).desk == "northmoor_children"
        told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]
    assert {one.desk for one in told} >= {"northmoor_children", "southfen_police"}
    assert sum(one.is_lead for one in told) == 1


def test_raising_to_watch_alerts_nobody_and_the_same_band_twice_is_refused():
    office, person = somebody_reported()
    set_to(office, person, Band.WATCH)
    with pytest.raises(TransitionRefusedError):
        set_to(office, person, Band.WATCH)
    with office.look() as work:
        kinds = {one.kind for one in work.dispatch.alerts.all()}
    assert AlertKind.CROSSED not in kinds


def test_p13_a_flag_for_its_owner_alone_does_not_show_in_who_else_must_sign():
    office = an_office()
    with office.begin() as work:
        hidden = a_flagged_person(work, flag=a_flag(seen_by=SeenBy.OWNER))
        (plain,) = [a_flagged_person(work, names=("Tam Quillfeather",))]
    with pytest.raises(JudgementRefusedError):
        set_to(office, plain, Band.WATCH) and set_to(office, plain, Band.NOTE)

    set_to(office, hidden, Band.WATCH)
    lowered = set_to(office, hidden, Band.NOTE)

    assert lowered.view is View.OPEN
    owner = an_officer(login="l", name="S. Lanternley", desk="southfen_police", role="supervisor")
    set_to(office, hidden, Band.WATCH, officer=owner)
    with pytest.raises(JudgementRefusedError):
        set_to(office, hidden, Band.NOTE, officer=owner)


def test_p07_raised_by_one_who_sees_the_hidden_flag_every_linked_desk_hears_in_the_open():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work, flag=a_flag(seen_by=SeenBy.OWNER))
        work.flags.add(a_flag(owner_desk="northmoor_police", area="northmoor", person_id=person.id))
    owner = an_officer(login="l", name="S. Lanternley", desk="southfen_police", role="supervisor")

    set_to(office, person, Band.DISCUSS, officer=owner)

    with office.look() as work:
        told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]
        bands = {known_of(office, work, person.id, view).standing.band for view in View}
    assert {one.view for one in told} == {View.OPEN.value}
    assert "northmoor_children" in {one.desk for one in told}
    assert bands == {Band.DISCUSS}


def test_p05_what_everybody_raised_stands_as_high_for_who_sees_more():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work, flag=a_flag(seen_by=SeenBy.OWNER))
        work.flags.add(a_flag(owner_desk="northmoor_police", person_id=person.id))

    kept = set_to(office, person, Band.DISCUSS)

    assert kept.view is View.OPEN
    with office.look() as work:
        assert known_of(office, work, person.id, View.WHOLE).standing.band is Band.DISCUSS
