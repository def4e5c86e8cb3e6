"""A report keyed in by an officer: words about a time have the days that they leave open."""

import re

import pytest

from dialogs.shell.site import site_of
from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.dialogs.duty.test_console import sent, signed_in
from tests.dialogs.reporting.test_web_files import Well


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    yield office
    office.archive.close()


@pytest.fixture
def desk(office):
    return signed_in(Client(site_of(office, public_url="http://testserver", health=Well())))


def keyed(desk, **more):
    typed = {
        "danger": "no",
        "channel": "telephone",
        "story": "He waits at the gate.",
        "part_1": "person_of_concern",
        "names_1": "Wilf Oakapple",
    }
    kept = sent(desk, "/desk/report", "/desk/report", **typed, **more)
    return re.search(r"DR-[A-Z0-9-]+", kept.text)[0]


def body_of(office, reference):
    with office.look() as work:
        return work.concerns.by_reference(reference).body


def test_what_a_caller_says_of_a_time_is_kept_with_the_days_it_leaves_open(office, desk):
    reference = keyed(desk, when="last summer")

    told = body_of(office, reference)
    assert told.when.told == "last summer"
    assert told.happened_from.endswith("-06-01")
    assert told.happened_to.endswith("-08-31")
    assert f"{told.happened_from[:4]})" in desk.get(f"/desk/concerns/{reference}").text


def test_words_that_name_no_day_leave_none(office, desk):
    told = body_of(office, keyed(desk, when="since he moved in"))

    assert (told.happened_from, told.happened_to) == ("", "")
