"""Grading 3x5x2 on the desk's page, beside the words."""

import pytest

from tests.build_desk import PASSWORD, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.duty.test_coding_room import a_desk, sent


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    nurse = {"login": "tarn", "name": "N. Tarn", "desk": "southfen_haven"}
    an_officer(office, **nurse, password=PASSWORD)
    yield office
    office.archive.close()


def test_an_officer_grades_a_report_beside_its_words_changes_it_and_takes_it_back(office):
    concern = a_report(office, a_mention("Wilf Oakapple"), story="He gave her a phone.")
    desk = a_desk(office, "birchall")
    page = f"/desk/concerns/{concern.reference}/grade"
    first = desk.get(page).text
    assert "He gave her a phone." in first
    assert "Not graded" in first
    assert "How they know: saw it" in first

    refused = sent(desk, page, do="grade", source="2", information="E", handling="C")
    assert refused.status_code == 422
    assert "Write the conditions of sharing. Write why." in refused.text
    whole = {"source": "2", "information": "E", "handling": "C", "conditions": "Police only"}
    assert sent(desk, page, do="grade", **whole, reason="A feud.").status_code == 303
    assert "Grade in force: 2 E C" in desk.get(page).text
    assert "Suspected false; capped, not dropped" in desk.get(page).text
    on_report = desk.get(f"/desk/concerns/{concern.reference}").text
    assert "2 E C" in on_report
    assert "Police only" in on_report
    assert "SHARE ONLY SO: Police only" in desk.get(
        f"/desk/concerns/{concern.reference}/referral"
    ).text.replace("&#39;", "'")

    assert sent(desk, page, do="undo").status_code == 422
    assert sent(desk, page, do="undo", reason="No feud.").status_code == 303
    told = desk.get(page).text
    assert "Not graded" in told
    assert "Taken back by A. Birchall" in told
    assert sent(desk, page, do="undo", reason="Twice.").status_code in (409, 422)


def test_p13_who_may_not_read_the_words_finds_no_page_of_grades(office):
    concern = a_report(office, a_mention("Wilf Oakapple", place="Northmoor"))

    answer = a_desk(office, "tarn").get(f"/desk/concerns/{concern.reference}/grade")

    assert answer.status_code == 404
