"""The whole way in a real browser: a worry told, the desk's lead judged, the alert answered."""

import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import expect

from dialogs.shell.service import Service
from intake.settings import Settings
from tests.build_desk import PASSWORD, a_history, an_officer
from tests.dialogs.browsing import WIDE, axe_faults, chromium, served

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("DUEREGARD_PICTURES", "")
"""A folder that takes the pictures of README; none is kept without it."""

ANSWERS = (
    ("Is a child in danger", "choose:No"),
    ("Who are you?", "choose:A neighbour, friend or relative"),
    (
        "What are you worried about?",
        (
            "write:Corry Thistlewood is at the flat below us in Northmoor whenever I come home. He "
            "collects the girl from the bus in his white van and buys her things."
        ),
    ),
    ("Did we understand you?", "pass:Yes, all of it is right"),
    ("Which child is it?", "write:A girl, about 9, Mill Lane"),
    ("Do you know one more thing about", "write:about 45, drives a white van AB12 4KX"),
    ("Who worries you?", "write:Corry Thistlewood, about 47, white van AB12 4KX"),
    ("Where does it happen?", "write:Mill Lane, Northmoor"),
    ("When did it last happen?", "write:yesterday"),
    ("How often does it happen?", "choose:More and more"),
    ("How do you know?", "choose:I saw or heard it myself"),
    ("Who else is worried?", "pass:Skip"),
    ("Do you fear for a child because of this person?", "choose:Yes"),
    ("How can we reach you safely?", "pass:I would rather not say"),
)


@dataclass
class Running:
    """A clock that starts at a moment of the test and then runs."""

    start: datetime
    began: float

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=monotonic() - self.began)


@pytest.fixture
def office(tmp_path):
    office, clock = a_history(f"sqlite:///{tmp_path / 'whole.db'}")
    object.__setattr__(office, "clock", Running(clock.at, monotonic()))
    an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_night", password=PASSWORD)
    yield office
    office.archive.close()


def keep(page, name, height):
    """Keep a picture of the page's upper part where a folder was named for it."""
    if PICTURES:
        page.set_viewport_size({"width": WIDE["width"], "height": height})
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def tell(page):
    """Answer every question that is asked in the web chat and send; gives the reference."""
    while not (heading := page.locator("h1").first.inner_text()).startswith("Check"):
        question, answer = next(one for one in ANSWERS if heading.startswith(one[0]))
        how, _, words = answer.partition(":")
        if question.startswith("What are you worried"):
            keep(page, "report", 900)
        if how == "choose":
            asked = re.compile(rf"^\s*{re.escape(words)}\b")
            page.locator(".govuk-radios__label").filter(has_text=asked).first.click()
        elif how == "write":
            page.locator("#answer-words, #answer:not([type=radio])").fill(words)
        button = "Continue" if how != "pass" else words
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert "Thistlewood" not in page.locator("main").inner_text().split("Show what")[0]
    return re.search(r"DR(-\w+)+", page.locator("main").inner_text())[0]


def sign_in(page, address):
    page.goto(f"{address}/desk")
    page.get_by_label("Name to sign in with").fill("tarn")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_neighbours_worry_is_matched_told_to_the_desk_judged_and_answered(office):
    def app_at(url):
        settings = Settings(DUEREGARD_SECRET_KEY="a key of the tests alone")
        return Service(office, settings, public_url=url).app()

    with served(app_at) as address, chromium() as browser:
        reporter = browser.new_page(viewport=WIDE)
        reporter.goto(f"{address}/report")
        reference = tell(reporter)

        officer = browser.new_page(viewport=WIDE, reduced_motion="reduce")
        sign_in(officer, address)
        with office.look() as work:
            concern = work.concerns.by_reference(reference)
            (alert,) = [
                one
                for one in work.dispatch.alerts_of_concern(concern.id)
                if one.desk == "northmoor_night"
            ]
        officer.goto(f"{address}/desk/alerts/{alert.id}")
        keep(officer, "desk", 1250)
        assert axe_faults(officer) == []

        lead = officer.locator(".cand").first
        expect(lead).to_contain_text("Corrin Thistlewood")
        lead.get_by_label("Same", exact=True).check()
        lead.get_by_label("Because (kept with your name)").fill("The same van, the same street.")
        lead.get_by_role("button", name="Record judgement").click()
        expect(officer.locator(".judged").first).to_contain_text("The same van")
        officer.get_by_role("button", name="Acknowledge").click()
        expect(officer.locator(".act-bar")).to_contain_text("N. Tarn")
        officer.get_by_role("button", name="Accept for Northmoor").click()
        expect(officer.locator(".act-bar")).to_contain_text("to decide")

    with office.look() as work:
        answered = work.dispatch.alerts.get(alert.id)
        assert (answered.acknowledged_by, answered.accepted_by) == ("N. Tarn", "N. Tarn")
        links = work.people.links_of_mentions(
            [one.id for one in work.concerns.mentions_of(concern.id)]
        )
        assert "same" in {link.state for link in links}
