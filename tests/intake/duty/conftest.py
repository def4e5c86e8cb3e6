"""A desk of Northmoor and one of Southfen, for the tests of the desk's door."""

import pytest

from intake.duty.door import DutyDoor
from tests.build_desk import an_officer
from tests.build_office import HandClock, an_office


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def office(clock):
    office = an_office(clock=clock)
    yield office
    office.archive.close()


@pytest.fixture
def door(office):
    return DutyDoor(office)


@pytest.fixture
def birchall(office):
    return an_officer(office)


@pytest.fixture
def gorse(office):
    return an_officer(office, login="gorse", name="P. Gorse", desk="southfen_police")
