"""Lending at the pages: rubbish, strangers, what is over, and nothing opened beside it."""

import json
from datetime import timedelta

import pytest

from tests.build_desk import PASSWORD, a_child, a_report, an_officer
from tests.build_files import Teller, check_all, files_in
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.duty.test_coding_room import a_desk, sent
from tests.dialogs.duty.test_console import TOKEN

STAFF = (
    ("head", "S. Head", "northmoor_children", "manager"),
    ("oak", "W. Oakapple", "northmoor_probation", "supervisor"),
    ("ash", "A. Ash", "northmoor_probation", "duty_officer"),
    ("elm", "E. Elm", "southfen_nurse", "duty_officer"),
    ("far", "T. Vale", "southfen_adults", "supervisor"),
)
OFFER = {
    "to_desk": "southfen_nurse",
    "part-concern.story": "1",
    "last_on": "20 11 2026",
    "purpose": "To assess the children together.",
    "basis": "duty_to_cooperate",
}
STORY = "He waits at the swings every day."


@pytest.fixture
def office():
    made = an_office(clock=HandClock())
    for login, name, desk, role in STAFF:
        an_officer(made, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    yield made
    made.archive.close()


@pytest.fixture
def concern(office):
    return a_report(
        office, a_mention("Corrin Thistlewood"), a_child(), story=STORY, area="northmoor"
    )


def lent(office, concern, **changes):
    oak = a_desk(office, "oak")
    told = {**OFFER, **changes}
    answer = sent(oak, f"/desk/concerns/{concern.reference}/lend", **told)
    assert answer.status_code == 303, answer.text
    return oak


def refused(office):
    with office.look() as work:
        lines = [one for one in work.audit.lines(limit=500) if one.event == "loan.refused"]
    return [(one.actor, json.loads(one.facts)["loan"]) for one in reversed(lines)]


def test_rubbish_is_refused_in_words_and_a_double_click_lends_once(office, concern):
    oak, page = a_desk(office, "oak"), f"/desk/concerns/{concern.reference}/lend"
    for told, words in (
        ({"to_desk": "northmoor_probation"}, "Choose a desk"),
        ({"to_desk": "x" * 5000}, "Choose a desk"),
        ({"part-reporter.identity": "1"}, "Choose at least one part"),
        ({"part-concern.files": "1"}, "Choose at least one part"),
        ({"last_on": "31 2 2026"}, "Write the last day"),
        ({"last_on": "1 1 9999"}, "Write the last day"),
        ({"purpose": " "}, "Write what it is for"),
        ({"basis": "<script>"}, "Choose why"),
    ):
        answer = sent(oak, page, **{**OFFER, **told})
        assert answer.status_code == 422, told
        assert words in answer.text
        assert "<script>" not in answer.text.replace('<script src="/static/', "")
    assert "To assess the children together." in sent(oak, page, **{**OFFER, "basis": ""}).text
    assert sent(oak, page, **OFFER).status_code == 303
    assert sent(oak, page, **OFFER).status_code == 409
    with office.look() as work:
        assert len(work.loans.of_concern(concern.id)) == 1


def test_who_borrows_reads_the_parts_chosen_and_opens_nothing_beside_them(office, concern):
    elm, where = a_desk(office, "elm"), f"/desk/concerns/{concern.reference}"
    before = elm.get(where).status_code
    lent(office, concern)
    page = elm.get("/desk/loans/1").text
    assert STORY in page
    assert "To assess the children together." in page
    assert "Who is named or described" not in page.split("Each part below")[1]
    assert "<mark>" not in page
    assert "End it now" not in page
    assert concern.reference in elm.get("/desk/loans").text
    assert before == 404
    for beside in ("", "/close", "/referral", "/decisions", "/signs", "/lend", "/reporter"):
        assert elm.get(f"{where}{beside}").status_code == 404, beside
    assert sent(elm, "/desk/loans/1", because="Mine.").status_code == 404


def test_p13_a_childs_name_is_lent_only_where_its_details_are(office, concern):
    # Probation's desk does not see the details of children, so it has none to lend.
    oak = a_desk(office, "oak")
    page = oak.get(f"/desk/concerns/{concern.reference}/lend").text
    assert "child.details" not in page
    lent(office, concern, **{"part-concern.mentions": "1"})
    read = a_desk(office, "elm").get("/desk/loans/1").text
    assert "Corrin Thistlewood" in read
    assert "hidden from your desk" in read


def test_strangers_find_no_loan_and_that_they_asked_is_audited(office, concern):
    lent(office, concern)
    far = a_desk(office, "far")
    for page in ("/desk/loans/1", "/desk/loans/99", "/desk/loans/999999999999"):
        assert far.get(page).status_code == 404
    assert far.get("/desk/loans/x").status_code == 404
    assert concern.reference not in far.get("/desk/loans").text
    assert far.get(f"/desk/concerns/{concern.reference}/lend").status_code == 404
    ash = a_desk(office, "ash")
    assert ash.get(f"/desk/concerns/{concern.reference}/lend").status_code == 404
    assert "End it now" not in ash.get("/desk/loans/1").text
    assert refused(office) == [("far", 1), ("far", 99), ("far", 999999999999)]


def test_what_is_over_looks_as_if_nothing_were_there(office, concern):
    oak = lent(office, concern)
    elm = a_desk(office, "elm")
    assert elm.get("/desk/loans/1").status_code == 200
    assert sent(oak, "/desk/loans/1", because=" ").status_code == 422
    assert sent(oak, "/desk/loans/1", because="They have assessed.").status_code == 303
    never, over = elm.get("/desk/loans/99"), elm.get("/desk/loans/1")
    assert (over.status_code, over.text) == (404, never.text)
    assert concern.reference not in elm.get("/desk/loans").text
    assert "They have assessed." in oak.get("/desk/loans/1").text
    assert "End it now" not in oak.get("/desk/loans/1").text
    lent(office, concern)
    with office.look() as work:
        ends_at = work.loans.shelf.get(2).ends_at
    office.clock.at = ends_at - timedelta(seconds=1)
    assert STORY in a_desk(office, "elm").get("/desk/loans/2").text
    office.clock.at = ends_at
    late = a_desk(office, "elm")
    assert late.get("/desk/loans/2").status_code == 404
    assert ("elm", 2) in refused(office)


def test_a_file_is_looked_at_under_its_loan_and_neither_taken_nor_sealed(office):
    teller = Teller(office)
    teller.begins()
    teller.sends()
    teller.says("[:done]", "skip", "skip", "Mill Lane in Northmoor")
    reference = teller.sends_report().receipt.reference
    check_all(office)
    (file,) = files_in(office)
    head, elm = a_desk(office, "head"), a_desk(office, "elm")
    page = f"/desk/concerns/{reference}/lend"
    for part in ("concern.notes", "concern.files"):
        told = {key: value for key, value in OFFER.items() if key != "part-concern.story"}
        assert sent(head, page, **told, **{f"part-{part}": "1"}).status_code == 303
        if part == "concern.notes":
            assert opened(elm, 1, file.id).status_code == 404
            assert sent(head, "/desk/loans/1", because="Files instead.").status_code == 303
    found = opened(elm, 2, file.id)
    assert found.status_code == 200
    assert "data:image/jpeg;base64," in found.text
    assert "Take the original" not in found.text
    assert "Seal it away" not in found.text
    for beside in ("open", "take", "seal"):
        assert (
            elm.post(f"/desk/files/{file.id}/{beside}", data={"t": token(elm)}).status_code == 404
        )
    for number in (99, 999999999999):
        assert opened(elm, 2, number).status_code == 404
    with office.look() as work:
        lines = [one for one in work.audit.lines(limit=500) if one.event == "file.opened"]
    assert [json.loads(one.facts)["loan"] for one in lines] == [2]


def token(desk):
    return TOKEN.search(desk.get("/desk/loans").text)[1]


def opened(desk, loan, file):
    return desk.post(f"/desk/loans/{loan}/files/{file}", data={"t": token(desk)})
