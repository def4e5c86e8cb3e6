"""The homes around a person on a desk's page."""

import pytest

from dialogs.duty.console import duty_routes
from intake.domain.concern import Part
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_child, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site


@pytest.fixture
def desk():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    a_report(
        office,
        a_mention("Robbie", relation="mum's ex since March 2024"),
        a_mention("Tansy Mossop", part=Part.PARENT_OR_CARER, place="14 Alder Row, Northmoor"),
        a_child("Wren Mossop", age="9"),
        account="a",
    )
    a_report(
        office,
        a_mention("Bram Fennimore"),
        a_child("Wren Mossop", age="9", place="3 Heron Close, Northmoor"),
        a_child("Pip Quill", age="6"),
        account="b",
    )
    door = DutyDoor(office)
    client = Client(a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False)))
    signed = client.post("/desk/sign-in", data={"login": "birchall", "password": PASSWORD})
    assert signed.status_code == 303
    yield client
    office.archive.close()


def test_row_p17_homes_children_and_who_lived_there_stand_in_tables(desk):
    page = desk.get("/desk/persons/1/homes?because=review").text

    assert "14 Alder Row" in page
    assert "3 Heron Close" in page
    assert "Pip Quill, 6" in page
    assert "Lived there" in page
    assert "March 2024" in page
    assert "/desk/persons/1/homes" in desk.get("/desk/persons/1?because=review").text


def test_fewer_steps_lead_less_far(desk):
    page = desk.get("/desk/persons/1/homes?because=review&steps=1").text

    assert "Wren Mossop, 9" in page
    assert "Pip Quill" not in page


def test_without_a_purpose_nothing_is_shown(desk):
    answer = desk.get("/desk/persons/1/homes")

    assert answer.status_code >= 400
    assert "Mossop" not in answer.text
