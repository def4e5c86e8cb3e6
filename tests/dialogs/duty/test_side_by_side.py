"""The question of one person on a desk's page: pieces side by side, children in reach, one answer."""

import re

import pytest

from dialogs.duty.console import duty_routes
from intake.domain.alert import AlertKind
from intake.domain.concern import MentionSaid, Part, about
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_child, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

TOKEN = re.compile(r'name="t" value="([0-9a-f]{64})"')


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    yield office
    office.archive.close()


@pytest.fixture
def desk(office):
    door = DutyDoor(office)
    app = a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False))
    client = Client(app)
    answer = client.post("/desk/sign-in", data={"login": "birchall", "password": PASSWORD})
    assert answer.status_code == 303
    return client


def told_twice(office):
    """Report Robbie, and then a nameless man of the same street and van; gives both."""
    one = a_report(
        office,
        a_mention("Robbie", vehicle="white van", place="Elm Street, Northmoor"),
        a_child("Wren Mossop", age="9"),
        signs=("GC1",),
        account="one",
    )
    nameless = MentionSaid(
        Part.PERSON_OF_CONCERN,
        description=about("the man with the white van"),
        place=about("Elm St, Northmoor"),
    )
    two = a_report(office, nameless, a_child("Pip Quill", age="6"), signs=("GC1",), account="two")
    return one, two


def question_of(office):
    with office.look() as work:
        [alert] = [
            one
            for one in work.dispatch.alerts.all()
            if one.kind is AlertKind.QUESTION and one.desk == "northmoor_children"
        ]
    return alert


def test_the_desk_gets_one_question_with_every_piece_beside_the_others(office, desk):
    one, two = told_twice(office)

    page = desk.get(f"/desk/alerts/{question_of(office).id}").text

    assert "Are these the same person?" in page
    assert one.reference in page
    assert two.reference in page
    assert "Vehicle: a vehicle of the same colour and kind is told of" in page
    assert "Street: the same street is told of" in page


def test_row_p05_the_children_he_can_reach_stand_on_the_alert(office, desk):
    told_twice(office)

    page = desk.get(f"/desk/alerts/{question_of(office).id}").text

    reach = page[page.index("Children he can reach") :]
    assert "Wren Mossop, 9" in reach
    assert "only if it is him" in reach[reach.index("Pip Quill, 6") :][:200]


def test_one_answer_on_the_page_of_the_question_takes_it_away(office, desk):
    told_twice(office)
    alert = question_of(office)
    page = desk.get(f"/desk/alerts/{alert.id}").text
    link = re.search(r"/desk/links/(\d+)/judge", page)[1]

    answer = desk.post(
        f"/desk/links/{link}/judge",
        data={
            "t": TOKEN.search(page)[1],
            "back": f"alert-{alert.id}",
            "answer": "different",
            "reason": "Another van.",
        },
    )

    assert answer.status_code == 303
    after = desk.get(f"/desk/alerts/{alert.id}").text
    assert "Are these the same person?" not in after
    with office.look() as work:
        assert not any(row.open for row in work.people.crossed.all() if row.kind == "question")
        settled = work.dispatch.alerts.get(alert.id)
    assert settled.decided_by == "A. Birchall", "who has answered need not answer again"
    assert settled.decision.reveal() == "Judged to be different people: Another van."
