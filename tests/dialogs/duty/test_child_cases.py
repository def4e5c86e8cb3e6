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


def test_p08_row_p46_a_childs_case_has_one_owner_until_another_desk_accepts_it_in_writing(office):
    concern = two_children(office)
    case = {part.value: one for part, one in cases_of(office, concern).items()}["harmed"]
    birchall, rowan, page = (
        a_desk(office, "birchall"), a_desk(office, "rowan"), f"/desk/concerns/{concern.reference}",
    )  # fmt: skip
    ours, theirs = case.desk, "southfen_children"

    def owner():
        with office.look() as work:
            return work.concerns.child_cases.get(case.id).desk

    for wrong in ({"to_desk": ours}, {"to_desk": "nowhere"}, {"to_desk": theirs, "words": " "}):
        told = {"words": "The child lives there now.", **wrong}
        refused = act(birchall, concern, case, do="offer", **told)
        assert refused.status_code == 409
        assert told["words"].strip() in refused.text
    told = {"do": "offer", "to_desk": theirs, "words": "The child lives there now."}
    assert act(rowan, concern, case, **told).status_code == 409
    assert act(birchall, concern, case, **told).status_code == 303
    assert act(birchall, concern, case, **told).status_code == 409
    assert owner() == ours
    assert "Accept or refuse the handover" in rowan.get("/desk/diary").text
    closing = act(birchall, concern, case, do="propose", words="Done.")
    assert closing.status_code == 409

    assert act(birchall, concern, case, do="accept", words="Ours.").status_code == 409
    assert act(rowan, concern, case, do="refuse", words="She moved back.").status_code == 303
    assert owner() == ours
    assert "who keeps" in birchall.get("/desk/diary").text
    assert act(birchall, concern, case, **told).status_code == 303
    assert act(birchall, concern, case, do="take_back", words="We go on.").status_code == 303
    assert act(birchall, concern, case, **told).status_code == 303
    accepted = act(rowan, concern, case, do="accept", words="We take the case on.")
    assert accepted.status_code == 303
    assert act(rowan, concern, case, do="accept", words="Again.").status_code == 409
    assert owner() == theirs

    assert "Offer this child’s case" in rowan.get(page).text
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(concern.id)
        events = [one.event for one in work.audit.lines(limit=500)]
        owed = [
            one for one in work.dispatch.owed_by_desks([ours, theirs])
            if one.subject.startswith("case_offer")
        ]  # fmt: skip
    assert [one.desk for one in alerts if one.cause == f"child_case:{case.id}"][-1] == theirs
    assert owed == []
    assert {"child_case.offered", "child_case.refused", "child_case.accepted"} <= set(events)
