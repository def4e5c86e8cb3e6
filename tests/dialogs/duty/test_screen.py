"""A desk's system looks somebody up: key, purpose, what that desk may see, one line of audit."""

import asyncio
import json
import typing

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from dialogs.duty.screen import ScreenIn
from intake.duty.doors.systems import SystemDoor
from intake.duty.purposes import PURPOSES
from intake.running.staffing import new_key
from tests.build_desk import a_hidden_man, a_listed_man
from tests.build_office import an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

PATH = "/api/v1/screen"
ASKED = {"purpose": "agency_asks", "names": ["Corrin Thistlewood"], "birth": "1979-02-14"}


@pytest.fixture
def office():
    office = an_office()
    yield office
    office.archive.close()


def a_client(office):
    return Client(a_site(systems=SystemDoor(office)))


def asked(office, body, *, desk="southfen_police", scopes=("screen",), client=None):
    key = new_key(office, name=f"system of {desk}", scopes=scopes, desk=desk)
    return (client or a_client(office)).post(
        PATH, json=body, headers={"authorization": f"Bearer {key}"}
    )


def looks(office):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == "person.looked_up"]


def test_a_candidate_comes_with_band_words_and_evidence_and_without_a_number(office):
    a_listed_man(office, birth="1979-02-14")
    answer = asked(office, ASKED)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    (one,) = told["candidates"]
    assert (one["number"], one["band"], one["is_flagged"]) == ("P-0001", "strong", True)
    assert one["likelihood"].endswith("likely the same") or "than not" in one["likelihood"]
    assert any("date of birth" in row["words"] for row in one["evidence_for"])
    assert told["list_version"] == 1
    assert not {"score", "points", "alike"} & set(one)


def test_p09_each_look_leaves_one_line_with_the_purpose_and_without_the_words(office):
    a_listed_man(office, birth="1979-02-14")
    asked(office, ASKED)
    (line,) = looks(office)
    assert line.actor == "system:system of southfen_police"
    assert json.loads(line.facts)["purpose"] == "agency_asks"
    assert "Thistlewood" not in line.facts


def test_p13_a_hidden_record_does_not_exist_for_another_desk(office):
    a_hidden_man(office, birth="1979-02-14", places=("Mill Lane",))
    body = {"purpose": "review", "names": ["Perrin Gorsehill"], "birth": "1979-02-14"}
    others = asked(office, body, desk="northmoor_children").json()
    owners = asked(office, body, desk="southfen_police").json()
    assert others["candidates"] == []
    assert [one["label"] for one in owners["candidates"]] == ["Perrin Gorsehill"]


def test_p13_another_area_learns_that_something_is_held_and_whom_to_ask(office):
    a_listed_man(office, birth="1979-02-14")
    (one,) = asked(office, ASKED, desk="northmoor_children").json()["candidates"]
    assert (one["number"], one["label"], one["evidence_for"]) == ("", "", [])
    assert one["area"]
    assert one["ask"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"names": ["Wilf Oakapple"]}, "purpose", id="no purpose"),
        pytest.param({**ASKED, "purpose": "alert-1"}, "purpose", id="a purpose off the list"),
        pytest.param({**ASKED, "canary": "Wilf"}, "?", id="a field that there is not"),
        pytest.param({**ASKED, "names": [""]}, "names.0", id="an empty name"),
    ],
)
def test_a_body_that_does_not_fit_is_told_by_field_and_leaves_no_line(office, body, field):
    answer = asked(office, body)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["faults"]] == [field]
    assert "Wilf" not in answer.text
    assert looks(office) == []


def test_a_key_for_concerns_does_not_screen(office):
    assert asked(office, ASKED, scopes=("concerns",)).status_code == 401
    assert a_client(office).post(PATH, json=ASKED).status_code == 401


def test_a_date_or_age_that_cannot_be_read_is_named(office):
    answer = asked(office, {**ASKED, "birth": "in spring", "age": "purple"})
    assert answer.json()["not_read"] == ["birth", "age"]


def test_a_flood_of_questions_is_slowed_down(office):
    client = a_client(office)
    codes = [asked(office, ASKED, client=client).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]


def test_the_purposes_are_those_of_the_desk():
    assert set(typing.get_args(ScreenIn.model_fields["purpose"].annotation)) == set(PURPOSES)


async def _at_once(_seconds):
    return None


_office = an_office()
_key = new_key(_office, name="contract", scopes=("screen",), desk="southfen_police")
schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json",
    a_site(systems=SystemDoor(_office)),
    config=SchemathesisConfig.from_dict({}),
).include(path=PATH)


@schema.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_the_described_contract(case):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "sleep", _at_once)
        case.call_and_validate(headers={"Authorization": f"Bearer {_key}"})
