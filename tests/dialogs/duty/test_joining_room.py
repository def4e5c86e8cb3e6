"""Two records of one person on a desk's page: joined and parted, with a reason."""

import re

import pytest

from dialogs.duty.console import duty_routes
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

TOKEN = re.compile(r'name="t" value="([0-9a-f]{64})"')
PROBATION = "northmoor_probation"
PAGE = "/desk/persons/1/joined?because=review"


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    a_report(office, a_mention("Robbie"), signs=("GC1",), account="a")
    a_report(office, a_mention("The gaffer"), signs=("GC1",), account="b")
    yield office
    office.archive.close()


def a_desk(office, login="birchall"):
    door = DutyDoor(office)
    client = Client(a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False)))
    signed = client.post("/desk/sign-in", data={"login": login, "password": PASSWORD})
    assert signed.status_code == 303
    return client


@pytest.fixture
def desk(office):
    return a_desk(office)


ASKS = "A report is judged to be about P-0004 as well"


def test_p06_a_report_that_is_surely_of_two_records_asks_whether_they_are_one(office, desk):
    van = {"place": "Elm Street, Northmoor"}
    officer = an_officer(office, login="fennimore", name="M. Fennimore")
    a_report(office, a_mention("", vehicle="white van", **van), account="c")
    plate = a_report(office, a_mention("", vehicle="white van AB12 CDE", **van), account="d")
    page = "/desk/persons/3?because=review"
    before = desk.get(page).text

    judged_same(office, plate, by=officer)

    assert ASKS not in before
    assert ASKS in desk.get(page).text
    assert ASKS.replace("4", "3") in desk.get("/desk/persons/4?because=review").text
    sent(desk, "/desk/persons/3/join", number="P-0004", reason="One van, one plate.")
    assert ASKS not in desk.get(page).text


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


def test_two_flagged_records_wait_for_a_second_officer_and_say_so_on_every_page(office):
    for name, owner in (("Ianto Bramblewick", "northmoor_police"), ("Yan Brambel", PROBATION)):
        a_listed_man(office, flag=a_flag(owner_desk=owner, area="northmoor"), names=(name,))
    an_officer(office, login="wren", name="N. Wren", password=PASSWORD)
    page = "/desk/persons/3/joined?because=review"
    tarn, wren = a_desk(office), a_desk(office, "wren")

    def answered(desk, do, reason=""):
        joining = re.search(r'name="joined" value="(\d+)"', desk.get(page).text)[1]
        fields = {"do": do, "joined": joining, "reason": reason}
        return sent(desk, "/desk/persons/3/join/answer", **fields)

    sent(tarn, "/desk/persons/3/join", number="P-0004", reason="One birth date.")
    waiting = tarn.get(page).text
    assert "is said to be the same person" in waiting
    assert "Yes, join" not in waiting
    assert answered(tarn, "yes").status_code == 422
    assert answered(wren, "no").status_code == 422
    assert answered(wren, "no", "Twins.").status_code == 303
    assert "Not joined. N. Wren" in tarn.get(page).text

    sent(wren, "/desk/persons/4/join", number="P-0003", reason="One tattoo.")
    assert answered(tarn, "yes").status_code == 303
    assert "Second officer: A. Birchall" in tarn.get(page).text
    assert "1 flag went with it" in tarn.get(page).text
    assert "This record was joined to" in tarn.get("/desk/persons/4?because=review").text
    assert sent(tarn, "/desk/persons/3/join/answer", do="yes", joined="x").status_code == 404
    assert sent(tarn, "/desk/persons/3/join/answer", do="yes", joined="99").status_code == 404
