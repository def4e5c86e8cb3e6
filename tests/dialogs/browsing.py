"""A real browser before a real server, for tests of pages."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Locator, expect, sync_playwright

from dialogs.shell.web import server_for

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = [
    pytest.param(WIDE, "light", id="wide and light"),
    pytest.param(WIDE, "dark", id="wide and dark"),
    pytest.param(NARROW, "light", id="narrow and light"),
    pytest.param(NARROW, "dark", id="narrow and dark"),
]
CROSSED = [LOOKS[0], LOOKS[3]]
"""Both widths and both looks in two walks: for whatever has several pages."""
STARTS_WITHIN = 20.0
PATIENCE = 30_000
"""Milliseconds that anything awaited may take: a busy machine is slow, not wrong."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser without a window; the mark `browser` says what a machine without one does."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", _settled(Locator.click))
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def _settled(click: Callable[..., None]) -> Callable[..., None]:
    """Return a click that ends when the page it leads to is whole.

    The library's own ends when the next page begins: what is then read, pressed or looked at
    may meet a page without its script or its style, and does, on a busy machine.
    """

    def click_and_wait(where: Locator, **options: Any) -> None:
        page = where.page
        click(where, **options)
        page.wait_for_load_state("load")

    return click_and_wait


@contextmanager
def served(app_at: Callable[[str], FastAPI]) -> Iterator[str]:
    """Serve an application that is told its own address, and give that address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    server = server_for(app_at(url), host="127.0.0.1", port=port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield url
    server.should_exit = server.force_exit = True
    thread.join(10)


def axe_faults(page: Any, **options: Any) -> list[tuple[str, str]]:
    """Return what axe finds on a page: the rule and where it stands.

    Waits until the page and its stylesheet are there: a page without its style has links that
    stand too close.
    """
    page.wait_for_load_state("load")
    found = Axe().run(page, options=options or None).response["violations"]
    return [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]]


def is_scrolled_sideways(page: Any) -> bool:
    """Whether a page is wider than its window."""
    width = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(width))
