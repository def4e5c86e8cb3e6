"""Whatever page of a record or a report an officer opens, a line of the audit says so (P9)."""

import inspect

import pytest

from intake.domain.errors import NotFoundError
from intake.duty.door import DutyDoor
from tests.build_desk import a_listed_man, a_report, an_officer, judged_same
from tests.build_office import a_flag, a_mention, an_office

BORN = "1979-02-14"


def pages_of(door, wanted):
    """Yield the names of what the door answers to exactly these things, beside the officer."""
    for name in dir(door):
        act = getattr(door, name)
        if name.startswith("_") or not callable(act):
            continue
        told = inspect.signature(act).parameters.values()
        asked = {one.name for one in told if one.default is one.empty}
        if asked == {"officer", *wanted}:
            yield name


def lines_of(office, login):
    with office.look() as work:
        return sum(one.actor == login for one in work.audit.lines())


def test_p09_every_page_of_a_person_or_a_report_leaves_a_line_of_who_opened_it():
    office = an_office()
    man = a_listed_man(office, flag=a_flag(owner_desk="northmoor_police"), birth=BORN)
    officer = an_officer(office, desk="northmoor_police", role="manager")
    concern = a_report(office, a_mention(birth=BORN))
    judged_same(office, concern, by=officer)
    door = DutyDoor(office)
    facts = {"person_id": man.id, "reference": concern.reference, "purpose": "review"}

    opened = 0
    for wanted in (("person_id",), ("person_id", "purpose"), ("reference",)):
        for name in pages_of(door, wanted):
            before = lines_of(office, officer.login)
            getattr(door, name)(officer=officer, **{one: facts[one] for one in wanted})
            assert lines_of(office, officer.login) > before, name
            opened += 1
    assert opened > 20


def test_p13_who_may_not_act_is_answered_as_if_there_were_nothing_whatever_is_asked_for():
    office = an_office()
    man = a_listed_man(office, birth=BORN)
    concern = a_report(office, a_mention(birth=BORN))
    analyst = an_officer(office, role="analyst")
    door = DutyDoor(office)
    facts = {"person_id": man.id, "reference": concern.reference, "purpose": "review"}
    for wanted in (("person_id",), ("person_id", "purpose"), ("reference",)):
        for name in pages_of(door, wanted):
            with pytest.raises(NotFoundError):
                getattr(door, name)(officer=analyst, **{one: facts[one] for one in wanted})
    for told in ({"reference": concern.reference, "person_id": None}, {"person_id": man.id}):
        with pytest.raises(NotFoundError):
            door.ask_page(officer=analyst, **told)
