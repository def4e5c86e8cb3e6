"""One-use addresses: they open once, lead to a report tied to nothing, and stand in no log."""

from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from dialogs.reporting.telegram import address_of
from intake.reporting.door import ReportingDoor
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.dialogs.logged import logged
from tests.dialogs.site import a_site


class Place:
    """A site over a real door, and the addresses it gives."""

    def __init__(self):
        self.clock = HandClock()
        self.office = an_office(clock=self.clock)
        self.door = ReportingDoor(self.office)
        self.site = a_site(self.door, clock=self.clock)

    def browser(self):
        return Client(self.site)

    def rows(self, table):
        with self.office.look() as work:
            found = work.session.connection().execute(sql(f"SELECT * FROM {table}"))
            return [tuple(row) for row in found]


def test_an_address_opens_a_report_at_its_first_question_and_leaves_the_address_bar():
    place = Place()
    token = place.door.new_way_in()
    page = place.browser().get(f"/b/{token}", follow=True)

    assert page.url.path == "/report"
    assert "Is a child in danger now?" in page.text
    assert len(place.rows("draft")) == 1


def test_opened_again_it_says_kindly_where_to_go_on():
    place = Place()
    token = place.door.new_way_in()
    place.browser().get(f"/b/{token}")
    second = place.browser().get(f"/b/{token}")

    assert second.status_code == 410
    assert "http://testserver/report" in second.text
    assert "Danger now?" in second.text
    assert len(place.rows("draft")) == 1


def test_used_unknown_too_old_and_misshapen_addresses_look_alike():
    place = Place()
    used, old = place.door.new_way_in(), place.door.new_way_in()
    place.browser().get(f"/b/{used}")
    place.clock.move(hours=24, seconds=1)
    pages = [place.browser().get(f"/b/{token}") for token in (used, old, "A" * 32, "x")]

    assert {page.status_code for page in pages} == {410}
    assert len({page.text for page in pages}) == 1


@pytest.mark.parametrize(
    "headers",
    [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"x-moz": "prefetch"}],
)
def test_a_browser_that_only_looks_ahead_uses_nothing_up(headers):
    place = Place()
    token = place.door.new_way_in()

    assert place.browser().get(f"/b/{token}", headers=headers).status_code == 204
    assert place.browser().ask("HEAD", f"/b/{token}").status_code == 405
    assert place.browser().get(f"/b/{token}").headers["location"] == "/report"


def test_a_report_begun_in_this_browser_is_not_lost_to_a_new_address():
    place = Place()
    browser = place.browser()
    browser.get(f"/b/{place.door.new_way_in()}")
    browser.get(f"/b/{place.door.new_way_in()}")

    assert len(place.rows("draft")) == 1


def test_p10_only_a_keyed_hash_of_an_address_is_kept_and_goes_with_its_use():
    place = Place()
    token = place.door.new_way_in()
    (row,) = place.rows("way_in")
    place.browser().get(f"/b/{token}")

    assert token not in str(row)
    assert len(row) == 2
    assert place.rows("way_in") == []


def test_p10_no_address_stands_in_any_log_or_audit_line():
    place = Place()
    token = place.door.new_way_in()
    with logged() as written:
        for _ in range(2):
            place.browser().get(f"/b/{token}")

    assert token not in written.getvalue()
    assert token not in str(place.rows("audit_line"))


def test_addresses_too_old_are_swept_when_the_next_is_made():
    place = Place()
    for _ in range(3):
        place.door.new_way_in()
    place.clock.move(hours=25)
    place.door.new_way_in()

    assert len(place.rows("way_in")) == 1


def test_an_address_holds_its_token_and_nothing_else():
    assert address_of("https://report.example/", "abc") == "https://report.example/b/abc"
    assert timedelta(hours=24) == an_office().policy.channels.telegram.address_lasts
