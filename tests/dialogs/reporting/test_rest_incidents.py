"""Several things that happened, sent by another system: each with its own place and time."""

import asyncio
from datetime import date

import pytest
from pydantic import TypeAdapter

from dialogs.reporting.rest_files import fingerprint_of
from dialogs.reporting.rest_models import ConcernIn, submission_from
from intake.reporting.values import Certainty
from tests.dialogs.client import Client
from tests.dialogs.doors import DoorInMemory
from tests.dialogs.reporting.test_rest import a_body, send
from tests.dialogs.site import a_site

TODAY = date(2026, 11, 22)
ADAPTER = TypeAdapter(ConcernIn)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """The release slot is tested elsewhere."""

    async def at_once(_seconds):
        return None

    monkeypatch.setattr(asyncio, "sleep", at_once)


@pytest.fixture
def door():
    return DoorInMemory()


@pytest.fixture
def client(door):
    return Client(a_site(door))


def told(**changes):
    body = ADAPTER.validate_python(a_body(**changes), strict=False)
    return submission_from(body, organisation="Northmoor school", today=TODAY)


def days_of_incidents(*incidents):
    found = told(incidents=tuple(incidents)).incidents
    return [(one.happened_from, one.happened_to) for one in found]


def test_each_thing_that_happened_arrives_with_its_own_words_and_days(client, door):
    answer = send(
        client,
        a_body(
            incidents=[
                {"what": "He shouted at her.", "happened_on": "2026-11-03"},
                {"what": "He pushed her.", "when": "2 November 2026", "where": "the bus stop"},
                {"what": "He waited.", "when": {"certainty": "unknown"}},
            ]
        ),
    )

    assert answer.status_code == 201
    first, second, third = door.sent[0].incidents
    assert (first.what.told, first.happened_from) == ("He shouted at her.", "2026-11-03")
    assert (second.where.told, second.happened_to) == ("the bus stop", "2026-11-02")
    assert third.when.certainty is Certainty.UNKNOWN
    assert third.happened_from == ""


@pytest.mark.parametrize(
    ("incident", "days"),
    [
        pytest.param({"when": "two nights ago"}, ("2026-11-20", "2026-11-20"), id="words"),
        pytest.param({"when": "last summer"}, ("2026-06-01", "2026-08-31"), id="a season"),
        pytest.param({"happened_on": "2026-10"}, ("2026-10-01", "2026-10-31"), id="a month"),
        pytest.param(
            {"happened_on": "2026-10-05", "when": "last summer"},
            ("2026-10-05", "2026-10-05"),
            id="a day sent outranks the words",
        ),
        pytest.param({"when": "since he moved in"}, ("", ""), id="no day at all"),
        pytest.param({"what": "He came."}, ("", ""), id="nothing of a time"),
    ],
)
def test_words_about_a_time_leave_open_the_days_that_they_do_in_a_chat(incident, days):
    assert days_of_incidents(incident) == [days]


def test_the_words_about_when_the_worry_happened_have_days_too():
    found = told(when="two nights ago")

    assert (found.happened_from, found.happened_to) == ("2026-11-20", "2026-11-20")


def test_a_body_without_incidents_is_the_same_body_as_before_they_could_be_sent():
    plain, none = (
        ADAPTER.validate_python(a_body(**more), strict=False) for more in ({}, {"incidents": ()})
    )
    some = ADAPTER.validate_python(a_body(incidents=({"what": "x"},)), strict=False)

    assert fingerprint_of(plain) == fingerprint_of(none) != fingerprint_of(some)


def test_p10_a_faulty_incident_is_named_by_its_place_and_never_repeated(client):
    answer = send(client, a_body(incidents=[{"what": "x", "who": "Corrin Thistlewood"}]))

    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"].startswith("incidents.0")
    assert "Thistlewood" not in answer.text
