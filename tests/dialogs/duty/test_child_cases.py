"""Each child's own case on the pages of a report and of its alerts, over HTTP."""

import re

import pytest

from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, an_office
from tests.dialogs.duty.test_coding_room import TOKEN, a_desk, sent
from tests.intake.actions.test_open_child_cases import alerts_of, cases_of, two_children

HARMED, DID = "The child who was harmed", "The child who did it, and needs help as well"


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    boss = {"login": "alder", "name": "B. Alder", "role": "manager"}
    an_officer(office, **boss, password=PASSWORD)
    south = {"login": "rowan", "name": "C. Rowan", "desk": "southfen_children"}
    an_officer(office, **south, password=PASSWORD)
    yield office
    office.archive.close()


def act(desk, concern, case, **fields):
    token = TOKEN.search(desk.get(f"/desk/concerns/{concern.reference}").text)
    page = f"/desk/concerns/{concern.reference}/cases/{case.id}"
    return desk.post(page, data={"t": token[1], **fields})


def test_row_p46_both_childrens_pages_show_both_cases_and_name_nobody_by_what_was_done(office):
    concern = two_children(office)
    alerts = alerts_of(office, concern).values()

    for login, name in (("birchall", "northmoor_children"), ("rowan", "southfen_children")):
        desk = a_desk(office, login)
        (own,) = [one for one in alerts if one.desk == name]
        page = desk.get(f"/desk/alerts/{own.id}").text
        cases = page[page.index('id="cases"') :]
        assert HARMED in cases
        assert DID in cases
        assert cases.count("(this alert)") == 1
        assert not re.search("perpetrator|offender|abuser|suspect", cases.split("</section>")[0])
        assert "their own case" in page
        queue = desk.get("/desk").text
        assert "a case of their own" in queue


def test_row_p46_one_childs_case_is_closed_on_its_page_and_the_other_stays_open(office):
    concern = two_children(office)
    cases = {part.value: one for part, one in cases_of(office, concern).items()}
    harmed, did = cases["harmed"], cases["did"]
    birchall, alder = a_desk(office, "birchall"), a_desk(office, "alder")

    assert act(birchall, concern, harmed, do="propose").status_code == 409
    words = "Seen alone on Tuesday; therapy begins."
    assert act(birchall, concern, harmed, do="propose", words=words).status_code == 303
    assert act(birchall, concern, harmed, do="confirm").status_code == 404
    assert act(birchall, concern, did, do="propose", words="Not ours.").status_code == 404
    assert act(alder, concern, harmed, do="nonsense").status_code == 404
    assert act(alder, concern, harmed, do="confirm").status_code == 303
    assert act(alder, concern, harmed, do="confirm").status_code == 409

    page = alder.get(f"/desk/concerns/{concern.reference}").text
    shown = {key: page[page.index(f'id="case-{cases[key].id}"') :][:900] for key in cases}
    assert "Closed" in shown["harmed"]
    assert "by A. Birchall and B. Alder" in shown["harmed"]
    assert "Open since" in shown["did"]
    refused = sent(birchall, f"/desk/concerns/{concern.reference}/close", how="passed_on")
    assert refused.status_code == 409
    assert "Each child’s is closed by itself, first." in refused.text
