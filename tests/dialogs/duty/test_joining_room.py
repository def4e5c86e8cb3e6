"""Two records of one person on a desk's page: joined and parted, with a reason."""

import re

import pytest

from dialogs.duty.console import duty_routes
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

TOKEN = re.compile(r'name="t" value="([0-9a-f]{64})"')
PAGE = "/desk/persons/1/joined?because=review"


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    a_report(office, a_mention("Robbie"), signs=("GC1",), account="a")
    a_report(office, a_mention("The gaffer"), signs=("GC1",), account="b")
    yield office
    office.archive.close()


@pytest.fixture
def desk(office):
    door = DutyDoor(office)
    client = Client(a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False)))
    signed = client.post("/desk/sign-in", data={"login": "birchall", "password": PASSWORD})
    assert signed.status_code == 303
    return client


def sent(desk, where, **fields):
    token = TOKEN.search(desk.get(PAGE).text)[1]
    return desk.post(where, data={"t": token, "because": "review", **fields})


def test_two_records_are_joined_and_parted_from_the_page(desk):
    assert "Join records" in desk.get("/desk/persons/1?because=review").text
    joined = sent(desk, "/desk/persons/1/join", number="P-0002", reason="The same tattoo.")
    assert joined.status_code == 303
    page = desk.get(PAGE).text
    assert "The same tattoo." in page
    joining = re.search(r'name="joined" value="(\d+)"', page)[1]

    parted = sent(desk, "/desk/persons/1/part", joined=joining, reason="Two men after all.")

    assert parted.status_code == 303
    assert "Parted by A. Birchall" in desk.get(PAGE).text


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        pytest.param({"number": "P-0002", "reason": ""}, 422, "Write why", id="no reason"),
        pytest.param({"number": "", "reason": "x"}, 422, "Choose the other", id="no record"),
        pytest.param({"number": "P-0099", "reason": "x"}, 422, "Choose the other", id="not there"),
        pytest.param({"number": "P-0001", "reason": "x"}, 422, "Choose the other", id="itself"),
    ],
)
def test_what_is_missing_is_said(desk, fields, status, says):
    answer = sent(desk, "/desk/persons/1/join", **fields)

    assert answer.status_code == status
    assert says in answer.text


def test_what_cannot_be_is_said_without_saying_of_whom(desk):
    sent(desk, "/desk/persons/1/join", number="P-0002", reason="The same tattoo.")

    answer = sent(desk, "/desk/persons/2/join", number="1", reason="Again.")

    assert answer.status_code == 409
    assert "cannot be joined" in answer.text
