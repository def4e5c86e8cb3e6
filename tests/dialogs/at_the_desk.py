"""An officer at the console in a real browser: signed in, every page looked at and pictured."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from playwright.sync_api import expect

from dialogs.duty.console import duty_routes
from intake.duty.door import DutyDoor
from intake.store.office import Office
from tests.build_desk import PASSWORD
from tests.dialogs.browsing import axe_faults, is_scrolled_sideways
from tests.dialogs.site import a_site

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")
"""The folder that pictures go to; none are taken without one."""


def console_of(office: Office) -> Callable[[str], FastAPI]:
    """Give what `served` serves: the console of an office, told its own address."""
    door = DutyDoor(office)
    return lambda url: a_site(
        url=url, duty=lambda pages: duty_routes(door, pages.render, secure=False)
    )


def a_page(
    browser: Any,
    address: str,
    *,
    login: str,
    size: dict[str, int],
    look: str,
    heading: str = "Everything open",
) -> Any:
    """Give a page with an officer signed in, at the page that they are led to."""
    page = browser.new_context(viewport=size, color_scheme=look).new_page()
    page.goto(f"{address}/desk")
    page.get_by_label("Name to sign in with").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    return page


def is_clean(page: Any, name: str, size: dict[str, int], look: str) -> None:
    """Assert that axe finds nothing and that nothing is scrolled sideways; take a picture."""
    assert axe_faults(page) == [], name
    assert not is_scrolled_sideways(page), name
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}-{size['width']}-{look}.png", full_page=True)
