"""Decisions, questions and proposals at the pages: rubbish, strangers, another desk's things."""

from datetime import date

import pytest

from intake.actions.ask_again import ask_again
from intake.domain.diary import DiaryKind
from intake.duty.door import DutyDoor
from tests.build_decided import said
from tests.build_desk import PASSWORD, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import a_flag, a_mention, an_office
from tests.dialogs.duty.test_coding_room import a_desk, sent

HIM = {"birth": "1979-02-14", "place": "Northmoor"}
STAFF = (
    ("sedge", "P. Sedge", "northmoor_children", "duty_officer"),
    ("head", "S. Head", "northmoor_children", "manager"),
    ("tarn", "N. Tarn", "northmoor_police", "duty_officer"),
    ("far", "T. Vale", "southfen_adults", "supervisor"),
)


@pytest.fixture
def office():
    made = an_office()
    for login, name, desk, role in STAFF:
        an_officer(made, login=login, name=name, desk=desk, role=role, password=PASSWORD)
    yield made
    made.archive.close()


@pytest.fixture
def kept(office):
    """A concern about a listed man, closed by two officers of the children's desk."""
    a_listed_man(
        office, flag=a_flag(owner_desk="northmoor_police", area="northmoor"), birth="1979-02-14"
    )
    with office.look() as work:
        officers = {one.login: one for one in work.staff.officers.all()}
    concern = a_report(office, a_mention(**HIM), area="northmoor")
    judged_same(office, concern, by=officers["sedge"])
    door = DutyDoor(office)
    closing = door.close(
        officer=officers["sedge"],
        reference=concern.reference,
        how="no_further_action",
        detail="",
        reason="Seen at school, alone, twice.",
        look_again_on=date(2027, 1, 4),
        said=said(),
    )
    door.confirm_close(officer=officers["head"], closing_id=closing.id)
    return concern


def test_a_stranger_finds_no_decision_no_question_and_no_proposal(office, kept):
    far = a_desk(office, "far")
    for page in (
        "/desk/decisions/1",
        "/desk/decisions/99",
        "/desk/decisions/x",
        f"/desk/concerns/{kept.reference}/decisions",
        f"/desk/concerns/{kept.reference}/ask",
        "/desk/persons/1/decisions",
        "/desk/persons/1/proposals",
        "/desk/requests/1",
    ):
        assert far.get(page).status_code == 404, page


def test_p13_another_desk_reads_that_it_was_decided_and_nothing_of_the_table(office, kept):
    tarn, sedge = a_desk(office, "tarn"), a_desk(office, "sedge")
    own, other = sedge.get("/desk/decisions/1").text, tarn.get("/desk/decisions/1").text
    assert "What lay on the table, as it was" in own
    assert "Concern closed" in other
    assert "What lay on the table, as it was" not in other
    assert "Opened before by" not in other


def test_rubbish_is_refused_in_words_and_a_double_click_does_it_once(office, kept):
    sedge, tarn = a_desk(office, "sedge"), a_desk(office, "tarn")
    page = "/desk/decisions/1"
    assert sent(sedge, page, do="wizard", words="x").status_code == 404
    assert sent(sedge, page, do="same", words="Nobody asks.").status_code == 409
    assert sent(tarn, page, do="challenge", words=" ").status_code == 422
    assert sent(tarn, page, do="challenge", words="We hold more.").status_code == 303
    assert sent(tarn, page, do="challenge", words="We hold more.").status_code == 409
    assert sent(sedge, page, do="stands", challenge="x", words="So.").status_code == 404
    assert sent(sedge, page, do="stands", challenge="1", words="So.").status_code == 422
    assert sent(tarn, page, do="stands", challenge="1", words="So.").status_code == 409
    with office.look() as work:
        assert len(work.decisions.challenges_of(1)) == 1


def test_row_t15_a_question_without_basis_is_refused_and_the_asker_learns_the_answer_only(
    office, kept
):
    sedge, tarn = a_desk(office, "sedge"), a_desk(office, "tarn")
    page = f"/desk/concerns/{kept.reference}/ask"
    told = {"to_desk": "northmoor_police", "shared": "Corrin Thistlewood", "question": "Held?"}
    refused = sent(sedge, page, **told)
    assert refused.status_code == 422
    assert "Choose why it may be passed on." in refused.text
    assert "Corrin Thistlewood" in refused.text
    assert sent(sedge, page, **told, basis="child_at_risk").status_code == 303
    asked = "/desk/requests/1"
    assert sent(sedge, asked, answer="nothing_held").status_code == 409
    assert sent(tarn, asked, answer="refused").status_code == 422
    assert sent(tarn, asked, answer="refused", words="Not today.").status_code == 303
    with office.look() as work:
        (entry,) = work.dispatch.owed("request:1", DiaryKind.INFORMATION_REQUEST)
        (news,) = work.dispatch.owed("request:1", DiaryKind.REQUEST_ANSWERED)
    assert entry.rung > 0
    assert "What your desk asked was answered: read it" in sedge.get("/desk/diary").text
    read = f"/desk/diary/{news.id}"
    assert "/desk/requests/1" in sedge.get(read).text
    assert sent(tarn, read).status_code == 404
    assert sent(sedge, read).status_code == 303
    assert sent(sedge, read).status_code == 404
    assert sent(tarn, asked, answer="held", words="Call N. Tarn.").status_code == 303
    assert sent(tarn, asked, answer="nothing_held").status_code == 409
    assert "Call N. Tarn." in sedge.get(page).text


def test_a_late_fact_stands_in_the_diary_and_leads_to_its_page(office, kept):
    sedge = a_desk(office, "sedge")
    assert "Something came late" not in sedge.get("/desk/diary").text
    a_report(office, a_mention(**HIM), area="northmoor")
    while ask_again(office):
        pass
    assert 'href="/desk/decisions/1"' in sedge.get("/desk/diary").text
    page = "/desk/decisions/1"
    assert sent(sedge, page, do="same", words="Another town.").status_code == 303
    assert "Would decide the same" in sedge.get(page).text
    assert "Something came late" not in sedge.get("/desk/diary").text
