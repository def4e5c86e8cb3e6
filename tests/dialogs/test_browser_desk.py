"""The desk in a real browser: sign in, judge, acknowledge, accept; axe; two widths, light, dark."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dialogs.duty.console import duty_routes
from intake.actions.recheck import recheck_due
from intake.duty.door import DutyDoor
from tests.build_desk import NIGHT, PASSWORD, a_history, a_report, an_officer
from tests.build_office import a_mention
from tests.dialogs.browsing import (
    CROSSED,
    WIDE,
    axe_faults,
    chromium,
    is_scrolled_sideways,
    served,
)
from tests.dialogs.site import a_site

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


@pytest.fixture
def office(tmp_path):
    office, _ = a_history(f"sqlite:///{tmp_path / 'desk.db'}")
    while recheck_due(office):
        pass
    an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_night", password=PASSWORD)
    yield office
    office.archive.close()


@pytest.fixture
def address(office):
    door = DutyDoor(office)

    def app_at(url):
        return a_site(url=url, duty=lambda pages: duty_routes(door, pages.render, secure=False))

    with served(app_at) as url:
        yield url


def a_page(browser, *, size=WIDE, look="light", script=True):
    context = browser.new_context(
        viewport=size, color_scheme=look, java_script_enabled=script, reduced_motion="reduce"
    )
    page = context.new_page()
    page.strange = []
    page.on("request", lambda asked: page.strange.append(asked.url))
    page.on("console", lambda said: page.strange.append(said.text) if said.type == "error" else 0)
    page.on("pageerror", lambda fault: page.strange.append(str(fault)))
    return page


def signed_in(page, address):
    page.goto(f"{address}/desk")
    page.get_by_label("Name to sign in with").fill("tarn")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Everything open")).to_be_visible()
    return page


def is_clean(page, name, size, look):
    assert axe_faults(page, runOnly={"type": "tag", "values": TAGS}) == [], name
    assert not is_scrolled_sideways(page), name
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/desk-{name}-{size['width']}-{look}.png", full_page=True)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_every_page_of_the_desk_is_clean_and_asks_no_other_host(browser, address, size, look):
    page = a_page(browser, size=size, look=look)
    page.goto(f"{address}/desk/sign-in")
    is_clean(page, "signin", size, look)
    signed_in(page, address)
    is_clean(page, "queue", size, look)
    alert = page.get_by_role("link", name="Corry Thistlewood").get_attribute("href")
    pages = {
        "alert": alert,
        "person": f"/desk/persons/1?because={alert.removeprefix('/desk/').replace('s/', '-')}",
        "purpose": "/desk/persons/1",
        "diary": "/desk/diary",
        "duty": "/desk/duty",
        "people": "/desk/people",
        "report": "/desk/report",
    }
    for name, path in pages.items():
        page.goto(f"{address}{path}")
        is_clean(page, name, size, look)
    page.goto(f"{address}{alert}")
    page.get_by_role("link", name=re.compile(r"^DR-")).first.click()
    is_clean(page, "concern", size, look)
    page.get_by_role("link", name="Read signs in it").click()
    page.get_by_label("Sign", exact=True).select_option("GC7")
    page.get_by_role("button", name="Add the sign").click()
    is_clean(page, "signs", size, look)
    page.go_back()
    page.get_by_role("link", name=re.compile(r"^DR-")).first.click()
    page.get_by_role("link", name="Close this concern").click()
    page.get_by_role("button", name="Ask the second officer").click()
    expect(page.get_by_role("alert")).to_contain_text("This cannot be closed yet")
    is_clean(page, "close", size, look)
    page.goto(f"{address}/desk/people")
    page.get_by_label("Name, or what they are called").fill("Corrin Thistlewood")
    page.get_by_label("Why you look").select_option("review")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_role("link", name="Corrin Thistlewood").first).to_be_visible()
    is_clean(page, "found", size, look)
    allowed = (f"{address}/", "Failed to load resource")
    assert [one for one in page.strange if not one.startswith(allowed)] == []
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_waterfall_reads_on_the_smallest_telephone_opened_and_in_print(browser, address, look):
    page = signed_in(a_page(browser, size={"width": 320, "height": 640}, look=look), address)
    page.get_by_role("link", name="Corry Thistlewood").click()
    picture = page.get_by_role("img", name=re.compile("^How .* came to ")).first
    expect(picture).to_be_visible()
    for opened in page.locator(".cand details").all():
        opened.evaluate("each => each.open = true")
    assert axe_faults(page, runOnly={"type": "tag", "values": TAGS}) == []
    assert not is_scrolled_sideways(page)
    wide = picture.evaluate(
        "svg => Math.max(...[...svg.querySelectorAll('text')].map(one => one.getBBox().width))"
    )
    assert wide < picture.bounding_box()["width"]
    page.emulate_media(media="print")
    expect(picture).to_be_visible()
    expect(page.locator(".wf-table").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_officer_judges_acknowledges_and_accepts(browser, address, office, script):
    page = signed_in(a_page(browser, script=script), address)
    page.get_by_role("link", name="Corry Thistlewood").click()
    lead = page.locator(".cand").first
    lead.get_by_label("Same", exact=True).check()
    lead.get_by_label("Because (kept with your name)").fill("The same van, the same street.")
    lead.get_by_role("button", name="Record judgement").click()
    expect(page.locator(".judged").first).to_contain_text("The same van, the same street.")
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator(".act-bar")).to_contain_text("N. Tarn")
    page.get_by_role("button", name="Accept for Northmoor").click()
    expect(page.locator(".act-bar")).to_contain_text("to decide")
    page.get_by_label("What is decided, and why").fill("Strategy discussion tomorrow, 9:00.")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator(".act-bar")).to_contain_text("Decided")

    with office.look() as work:
        alerts = work.dispatch.alerts.all()
        (decided,) = [one for one in alerts if one.decided_by == "N. Tarn"]
        assert work.dispatch.owed(f"alert:{decided.id}") == ()
    page.context.close()


def test_a_new_alert_announces_itself_and_moves_no_row(browser, address, office):
    page = signed_in(a_page(browser), address)
    expect(page.locator(".dr-live")).to_have_text("Live")
    before = page.locator(".queue tr.row").count()
    assert office.now() >= NIGHT
    a_report(office, a_mention("Tansy Mossop"), story="Somebody else.")
    expect(page.locator("[data-new]")).to_be_visible()
    expect(page.locator("[data-new]")).to_contain_text("1 new since")
    assert page.locator(".queue tr.row").count() == before
    page.get_by_role("link", name="Show it").click()
    expect(page.get_by_role("link", name="Tansy Mossop")).to_be_visible()
    page.context.close()
