"""The way out on the desk's page: two officers, the person's own words, the three things."""

import re

import pytest

from intake.domain.band import Band
from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, an_office
from tests.dialogs.duty.test_coding_room import a_desk, sent
from tests.intake.actions.test_join_voices import told_by
from tests.intake.actions.test_record_outcome import stands, the_man

STAFF = (
    ("birchall", "A. Birchall", "duty_officer"),
    ("wren", "N. Wren", "supervisor"),
    ("finch", "B. Finch", "manager"),
)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def office(clock):
    office = an_office(clock=clock)
    for login, name, role in STAFF:
        an_officer(office, login=login, name=name, role=role, password=PASSWORD)
    yield office
    office.archive.close()


def a_named_man(office):
    told = [told_by(account, office) for account in ("n1", "n2")]
    man = the_man(office)
    return man, f"/desk/persons/{man.id}/outcomes?because=review", told


def act(desk, page, do, **fields):
    return sent(desk, page, do=do, because="review", **fields)


def outcome_in(text):
    return re.search(r'name="outcome" value="(\d+)"', text)[1]


def test_two_officers_clear_a_man_on_the_page_and_every_page_about_him_says_so(office):
    man, page, told = a_named_man(office)
    wren, finch = a_desk(office, "wren"), a_desk(office, "finch")
    record = {
        "kind": "mistaken_identity",
        "reason": "His brother drove the van.",
        "alone_because": "The police were asked by telephone.",
    }

    refused = act(wren, page, "record", **record)
    assert refused.status_code == 422
    assert "Choose the reports that are mistaken" in refused.text
    assert "His brother drove the van." in refused.text
    picked = {"pick1": told[0].reference, "pick2": told[1].reference}
    assert act(wren, page, "record", **record, **picked, meant="P-9999").status_code == 422
    assert act(wren, page, "record", **record, **picked).status_code == 303
    number = outcome_in(wren.get(page).text)
    assert act(wren, page, "confirm", outcome=number).status_code == 422
    assert stands(office, man)[0] is Band.REVIEW

    waiting = finch.get(page).text
    assert "It waits for a second officer" in waiting
    assert act(finch, page, "confirm", outcome=number).status_code == 303

    assert stands(office, man) == (Band.NOTE, 0)
    label = "Cleared: mistaken identity"
    assert label in finch.get(page).text
    assert label in finch.get(page.replace("/outcomes", "")).text
    report = finch.get(f"/desk/concerns/{told[0].reference}").text
    assert "Not known who" in report or "Wilf Oakapple" in report
    assert act(wren, page, "take_back", outcome=number, reason="").status_code == 422
    assert act(wren, page, "take_back", outcome=number, reason="New.").status_code == 303
    assert label not in finch.get(page).text
    assert "taken back" in finch.get(page).text
    assert stands(office, man) == (Band.REVIEW, 16)


def test_a_duty_officer_reads_it_keeps_a_statement_and_says_no_outcome(office):
    man, page, _ = a_named_man(office)
    desk = a_desk(office, "birchall")
    text = desk.get(page).text
    assert "Say how it came out" not in text
    assert "Look again by" in text

    token = {"kind": "unfounded", "reason": "I know him."}
    assert act(desk, page, "record", **token).status_code == 404
    assert (
        act(desk, page, "state", words="", said_on="16 11 2026", how="writing").status_code == 422
    )
    said = {"words": "I was in Leeds that week.", "how": "writing"}
    assert act(desk, page, "state", **said, said_on="tomorrow").status_code == 422
    assert act(desk, page, "state", **said, said_on="16 11 2026").status_code == 303

    assert "I was in Leeds that week." in desk.get(page).text
    assert "I was in Leeds that week." in desk.get(page.replace("/outcomes", "")).text
    assert stands(office, man) == (Band.REVIEW, 16)


def test_a_second_officer_says_no_with_a_reason(office):
    _, page, _ = a_named_man(office)
    wren, finch = a_desk(office, "wren"), a_desk(office, "finch")
    told = {"kind": "unfounded", "reason": "Nothing in it."}
    unasked = act(wren, page, "record", **told)
    assert unasked.status_code == 422
    assert "Ask another agency for its view first" in unasked.text
    act(wren, page, "record", **told, alone_because="Nobody was there to be asked.")
    number = outcome_in(wren.get(page).text)

    assert act(finch, page, "refuse", outcome=number).status_code == 422
    assert act(finch, page, "refuse", outcome=number, reason="Not looked into.").status_code == 303

    assert "refused by the second officer" in wren.get(page).text
    assert act(finch, page, "confirm", outcome=number).status_code == 409


def test_p05_row_p20_ten_silent_years_change_no_band_and_make_the_review_late(office, clock):
    man, page, _ = a_named_man(office)
    assert "0 days silent" in a_desk(office, "wren").get(page).text

    clock.move(days=3653)
    text = a_desk(office, "wren").get(page).text

    assert "3653 days silent" in text
    assert "Silence lowers nothing" in text
    assert "he stands in no other desk" in text
    assert stands(office, man)[0] is Band.REVIEW
