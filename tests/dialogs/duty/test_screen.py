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
    assert one["likelihood"] == "very likely the same: more than nine in ten such leads are"
    assert one["stands"].startswith("Strong lead")
    assert any("date of birth" in row["words"] for row in one["evidence_for"])
    assert told["list_version"] == 1
    assert not {"score", "points", "alike"} & set(one)


def test_the_rows_of_an_answer_add_up_and_hold_neither_what_was_asked_nor_what_is_held(office):
    a_listed_man(office, birth="1979-02-14", phones=("07700 900123",))
    (one,) = asked(office, ASKED).json()["candidates"]
    so_far = 0.0
    for row in one["why"]:
        so_far = round(so_far + row["points"], 2)
        assert row["so_far"] == so_far
    assert (one["why"][0]["bearing"], one["why"][-1]["bearing"]) == ("start", "missing")
    assert not [word for word in ("orrin", "1979", "07700") if word in json.dumps(one["why"])]


@pytest.mark.parametrize(
    ("asked_birth", "band", "words", "would_help"),
    [
        pytest.param(
            "1961-11-03", "other_date", "Same name, other date of birth", "Find out which date",
            id="another date of birth",
        ),
        pytest.param(
            "", "name_only", "Same name only", "A date of birth would settle it", id="a name alone"
        ),
    ],
)  # fmt: skip
def test_a_namesake_is_named_by_a_band_of_its_own(office, asked_birth, band, words, would_help):
    a_listed_man(office, birth="1979-02-14")
    (one,) = asked(office, {**ASKED, "birth": asked_birth}).json()["candidates"]
    assert (one["band"], one["band_words"]) == (band, words)
    assert one["would_help"].startswith(would_help)


def test_two_records_equally_alike_are_told_so_with_what_would_part_them(office):
    for birth in ("1961-11-03", "1970-01-22"):
        a_listed_man(office, names=("Wilf Oakapple",), birth=birth, places=("Netherby",))
    body = {"purpose": "review", "names": ["Wilf Oakapple"], "place": "Netherby"}
    one, other = asked(office, body).json()["candidates"]
    assert (one["equally_alike"], other["equally_alike"]) == ([other["number"]], [one["number"]])
    assert one["would_part"] == other["would_part"] == "a date of birth"


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
    assert (one["why"], one["would_help"], one["equally_alike"]) == ([], "", [])
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
