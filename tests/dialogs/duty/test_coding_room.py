"""Signs read in a report, and the diary answered, on the desk's pages."""

from datetime import date

import pytest

from dialogs.duty.console import duty_routes
from intake.domain.diary import DiaryKind, diary_of_flag
from intake.domain.held import View
from intake.domain.person import FlagTerm, TermKind
from intake.duty.door import DutyDoor
from tests.build_desk import PASSWORD, a_child, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.duty.test_console import TOKEN
from tests.dialogs.site import a_site

BAIL = FlagTerm(TermKind.BAIL, date(2026, 12, 1), date(2026, 1, 1))


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    lanternley = {"login": "lanternley", "name": "S. Lanternley", "desk": "southfen_police"}
    an_officer(office, **lanternley, password=PASSWORD)
    wren = {"login": "wren", "name": "N. Wren", "desk": "southfen_police", "role": "supervisor"}
    an_officer(office, **wren, password=PASSWORD)
    yield office
    office.archive.close()


def a_desk(office, login):
    door = DutyDoor(office)
    app = a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False))
    desk = Client(app, url="http://testserver")
    desk.post("/desk/sign-in", data={"login": login, "password": PASSWORD})
    return desk


def sent(desk, page, **fields):
    token = TOKEN.search(desk.get(page).text)
    assert token
    return desk.post(page, data={"t": token[1], **fields})


def test_an_officer_reads_a_sign_ties_it_and_takes_it_back(office):
    concern = a_report(office, a_mention("Wilf Oakapple"), a_child())
    desk = a_desk(office, "birchall")
    page = f"/desk/concerns/{concern.reference}/signs"
    assert "Wilf Oakapple" in desk.get(page).text

    assert sent(desk, page, do="code").status_code == 422
    assert sent(desk, page, do="code", sign="GC7", about="0").status_code == 303

    with office.look() as work:
        (person,) = work.people.records.all()
        assert work.people.standing(person.id, View.OPEN).points == 25
    assert "read by an officer" in desk.get(page).text
    assert sent(desk, page, do="uncode", sign="GC7", about="0").status_code == 422
    back = sent(desk, page, do="uncode", sign="GC7", about="0", reason="Misread.")
    assert back.status_code == 303
    with office.look() as work:
        assert work.people.standing(person.id, View.OPEN).points == 0


def test_p13_who_may_not_read_the_words_finds_no_page_of_signs(office):
    concern = a_report(office, a_mention("Wilf Oakapple", place="Northmoor"))
    nurse = {"login": "tarn", "name": "N. Tarn", "desk": "southfen_haven"}
    an_officer(office, **nurse, password=PASSWORD)
    desk = a_desk(office, "tarn")

    answer = desk.get(f"/desk/concerns/{concern.reference}/signs")

    assert answer.status_code == 404


def owed_about_a_flag(office):
    flag = a_flag(terms=(BAIL,), review_on=date(2026, 12, 20))
    person = a_listed_man(office, flag=flag)
    with office.begin() as work:
        (kept,) = work.flags.of(person.id)
        owed = diary_of_flag(kept, office.policy.diary, at=work.at)
        return {one.kind: work.dispatch.owe(one) for one in owed}


def test_row_p12_the_end_of_bail_is_answered_on_the_diarys_page_by_two(office):
    owed = owed_about_a_flag(office)[DiaryKind.BAIL_END]
    desk = a_desk(office, "lanternley")
    page = f"/desk/diary/{owed.id}"
    assert page in desk.get("/desk/diary").text

    alone = sent(desk, page, words="Civil order applied for.")
    assert alone.status_code == 422
    assert "A second officer has to sign" in alone.text
    assert "Civil order applied for." in alone.text
    wrong = sent(desk, page, words="Civil order applied for.", second="wren", password="no")
    assert wrong.status_code == 422
    told = {"words": "Civil order applied for.", "second": "wren", "password": PASSWORD}
    unnamed = sent(desk, page, **told)
    assert unnamed.status_code == 422
    assert "Say by name who manages" in unnamed.text
    assert sent(desk, page, managed_by="PC Oakapple", **told).status_code == 303

    with office.look() as work:
        met = work.dispatch.diary.get(owed.id)
        assert (met.met_by, met.is_owed) == ("S. Lanternley", False)
    assert desk.get(page).status_code == 404


def test_a_review_asks_for_the_day_of_the_next(office):
    owed = owed_about_a_flag(office)[DiaryKind.REVIEW]
    desk = a_desk(office, "lanternley")
    page = f"/desk/diary/{owed.id}"

    assert sent(desk, page, words="Seen with probation.").status_code == 422
    assert sent(desk, page, words="Seen.", again_on="1 6 2027").status_code == 303
    with office.look() as work:
        (following,) = work.dispatch.owed(owed.subject, DiaryKind.REVIEW)
    assert following.due_at.date() == date(2027, 6, 1)
    assert f"/desk/diary/{following.id}" in desk.get("/desk/diary").text


def test_p13_another_desks_diary_is_not_found(office):
    owed = owed_about_a_flag(office)[DiaryKind.REVIEW]
    assert a_desk(office, "birchall").get(f"/desk/diary/{owed.id}").status_code == 404
