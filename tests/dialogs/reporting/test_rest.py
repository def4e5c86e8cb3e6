import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.reporting.pace import Pace
from dialogs.reporting.release import slot_from, slot_of, wait_for_slot
from intake.reporting.values import Certainty, Danger, LetterKind, Part, PublicLetter, SignSource
from tests.dialogs.client import Client
from tests.dialogs.doors import CODE, DoorInMemory
from tests.dialogs.site import API_KEY, a_site

CANARY = "Corrin Thistlewood"
NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """The slot itself is tested below; the others need not sit through it."""

    async def at_once(_seconds):
        slept.append(_seconds)

    slept = []
    monkeypatch.setattr(asyncio, "sleep", at_once)
    return slept


@pytest.fixture
def door():
    return DoorInMemory()


@pytest.fixture
def client(door):
    return Client(a_site(door))


def a_body(**changes):
    return {
        "danger": "no",
        "story": "He is at the flat below whenever I visit.",
        "people": [{"part": "person_of_concern", "names": CANARY, "age": {"value": "45", "certainty": "about"}}],
    } | changes  # fmt: skip


def send(client, body=None, *, key="idem-0001", bearer=API_KEY, **headers):
    told = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key} | headers
    return client.post(
        "/api/v1/concerns", json=body if body is not None else a_body(), headers=told
    )


def test_a_concern_is_taken_with_reference_code_and_next_steps(client, door):
    answer = send(client)

    assert answer.status_code == 201
    assert answer.json()["reference"] == door.receipts[0].reference
    assert answer.json()["return_code"] == CODE
    assert answer.json()["next_steps"][0]["when"] == "now"
    assert answer.headers["location"].endswith(door.receipts[0].reference)


@pytest.mark.parametrize(
    ("person", "helped"),
    [
        pytest.param({"names": "Corry"}, ["people.0"], id="a single name"),
        pytest.param({"names": "Mr Thistlewood"}, ["people.0"], id="a title before it"),
        pytest.param({"names": "Corry", "age": "45"}, [], id="an age beside it"),
        pytest.param({"names": "Corry Thistlewood"}, [], id="a whole name"),
        pytest.param({"vehicle": "AB12 XKX"}, [], id="no name"),
        pytest.param({"part": "worker", "names": "Wren"}, [], id="a worker"),
    ],
)
def test_p04_a_receipt_says_what_more_would_help_from_the_body_alone(client, person, helped):
    body = a_body(people=[{"part": "person_of_concern"} | person])
    answers = [send(client, body, key=f"idem-000{number}").json() for number in range(2)]
    for answer in answers:
        assert [one["field"] for one in answer["would_help"]] == helped
        assert "Corry" not in str(answer)


def test_every_field_arrives_at_the_door_as_it_was_told(client, door):
    send(
        client,
        a_body(
            danger="not_sure",
            people=[a_body()["people"][0] | {"signs": ["GC1"]}],
            signs=["CS2"],
            where={"certainty": "refused"},
            is_child_safe_now=True,
        ),
    )

    (told,) = door.sent
    assert told.danger is Danger.NOT_SURE
    assert told.mentions[0].part is Part.PERSON_OF_CONCERN
    assert told.mentions[0].names.told == CANARY
    assert told.mentions[0].age.certainty is Certainty.ABOUT
    assert [(said.sign, said.about_mention) for said in told.signs] == [("GC1", 0), ("CS2", None)]
    assert {said.source for said in told.signs} == {SignSource.PICKED}
    assert told.where.certainty is Certainty.REFUSED
    assert told.when.certainty is Certainty.NOT_ASKED
    assert told.is_child_safe_now is True


def test_the_same_key_gives_the_same_reference(client, door):
    first, second = send(client), send(client)

    assert first.json() == second.json()
    assert len(door.sent) == 1


def test_the_same_key_with_another_body_is_a_conflict(client):
    send(client)

    answer = send(client, a_body(story="Another story."))

    assert answer.status_code == 409
    assert answer.json()["code"] == "web.key_reused"


def test_without_the_key_of_an_organisation_nothing_is_taken(client, door):
    for headers in ({"Authorization": ""}, {"Authorization": "Bearer nonsense"}):
        answer = send(client, **headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert door.sent == []


FAULTY = [
    pytest.param({"story": ""}, "story", id="an empty story"),
    pytest.param({"story": " \n"}, "story", id="a story of blanks"),
    pytest.param({"danger": CANARY}, "danger", id="an unknown answer about danger"),
    pytest.param({CANARY: "x"}, "?", id="a key of somebody's name"),
    pytest.param({"people": [{"part": "child", "names": {"value": CANARY}}]}, "people", id="a fact without how sure"),
    pytest.param({"happened_on": "2026-02-30"}, "happened_on", id="a day that does not exist"),
    pytest.param({"happened_on": "0000-01-01"}, "happened_on", id="a year that never was"),
    pytest.param({"happened_on": "2999-12-31"}, "happened_on", id="a year far off"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field"), FAULTY)
def test_p10_a_fault_names_its_field_and_never_repeats_what_was_typed(client, changes, field):
    answer = send(client, a_body(**changes))

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert any(fault["field"].startswith(field) for fault in answer.json()["faults"])
    assert "Thistlewood" not in answer.text


STRANGERS = [
    pytest.param({"signs": ["GC1", "ZZ9"]}, "signs.1", "indicators.yaml", id="a sign of no group"),
    pytest.param({"signs": ["GC99"]}, "signs.0", "indicators.yaml", id="a sign of no number"),
    pytest.param({"people": [{"part": "child", "signs": ["GC99"]}]}, "people.0.signs.0", "indicators.yaml", id="a sign tied to somebody"),
    pytest.param({"area": "atlantis"}, "area", "areas.yaml", id="an area of no such code"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "of"), STRANGERS)
def test_p10_a_code_of_no_list_is_a_fault_of_its_field_and_says_the_list(
    client, door, changes, field, of
):
    answer = send(client, a_body(**changes))

    assert answer.status_code == 422
    assert answer.json()["faults"] == [{"field": field, "fault": f"not_in_list: {of}"}]
    assert not {"ZZ9", "GC99", "atlantis"} & set(answer.text.replace('"', " ").split())
    assert door.sent == []


def test_the_description_lists_the_signs_and_areas_that_are_taken(client):
    models = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert "GC1" in models["ConcernIn"]["properties"]["signs"]["items"]["enum"]
    assert "GC1" in models["PersonIn"]["properties"]["signs"]["items"]["enum"]
    assert {"", "northmoor"} <= set(models["ConcernIn"]["properties"]["area"]["enum"])


def test_headers_and_bodies_that_cannot_be_read_are_told_apart(client):
    told = {"Authorization": f"Bearer {API_KEY}", "Idempotency-Key": "idem-0001"}
    json = {"content-type": "application/json"}

    def post(content, **headers):
        return client.post("/api/v1/concerns", content=content, headers=told | headers)

    assert post(b"{", **json).status_code == 400
    assert post(b"\xff\xfe", **json).status_code == 400
    assert post(b"danger=no").status_code == 415
    assert send(client, **{"Idempotency-Key": ""}).status_code == 422


def test_a_flood_is_slowed_but_danger_is_never_refused(client):
    answers = [send(client, key=f"idem-{n:04}").status_code for n in range(65)]

    assert answers[:60] == [201] * 60
    assert 429 in answers[60:]
    assert send(client, a_body(danger="yes"), key="idem-yes1").status_code == 201
    told = a_body(story="He has a knife and is hitting her now.")
    assert send(client, told, key="idem-words").status_code == 201


def test_the_status_needs_reference_and_code(client, door):
    send(client)
    where = f"/api/v1/concerns/{door.receipts[0].reference}"

    assert client.get(where, headers={"Return-Code": CODE}).json()["status"]
    assert client.get(where).status_code == 422
    wrong = client.get(where, headers={"Return-Code": "wrong words"})
    strange = client.get("/api/v1/concerns/DR-222-222-2", headers={"Return-Code": CODE})
    assert wrong.status_code == strange.status_code == 404
    assert wrong.json() == strange.json()


def test_wrong_codes_are_all_looked_at_and_lock_nobody_out(client, door):
    send(client)
    where = f"/api/v1/concerns/{door.receipts[0].reference}"

    tries = [client.get(where, headers={"Return-Code": "wrong"}).status_code for _ in range(11)]

    assert tries == [404] * 11
    assert client.get(where, headers={"Return-Code": CODE}).status_code == 200


def test_messages_are_read_with_the_code_and_a_question_is_answered(client, door):
    send(client)
    asked_at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    door.letters = (
        PublicLetter(7, LetterKind.QUESTION, asked_at, "Which bus stop?", is_open=True),
    )
    where = f"/api/v1/concerns/{door.receipts[0].reference}"

    [message] = client.get(where, headers={"Return-Code": CODE}).json()["messages"]
    body = {"kind": "answer", "message": message["id"], "words": "The one by the mill."}
    keys = {"Return-Code": CODE, "Idempotency-Key": "answer-0001"}
    answers = [client.post(f"{where}/additions", json=body, headers=keys) for _ in range(2)]

    assert message["words"] == "Which bus stop?"
    assert [answer.status_code for answer in answers] == [201, 201]
    [turn] = door.additions
    assert (turn.addition, turn.added_as.letter_id) == ("The one by the mill.", 7)


def test_words_after_sending_need_the_code(client, door):
    send(client)
    where = f"/api/v1/concerns/{door.receipts[0].reference}/additions"
    keys = {"Return-Code": "wrong", "Idempotency-Key": "addition-0001"}

    assert client.post(where, json={"words": "More."}, headers=keys).status_code == 404
    assert door.additions == []


def test_p12_danger_in_an_addition_tells_a_desk_at_once(client, door):
    send(client)
    where = f"/api/v1/concerns/{door.receipts[0].reference}/additions"
    keys = {"Return-Code": CODE, "Idempotency-Key": "addition-0001"}

    said = client.post(where, json={"words": "He is back.", "danger": "yes"}, headers=keys).json()

    assert "999" in " ".join(said["said"])
    assert [turn.danger.value for turn in door.dangers] == ["danger_yes"]


def test_p04_the_answer_waits_for_its_slot(client, no_waiting):
    send(client)

    assert len(no_waiting) == 1
    assert 0.9 <= no_waiting[0] <= 2.0


SLOTS = [
    pytest.param(0, timedelta(seconds=1), id="on the second: one second later"),
    pytest.param(1, timedelta(seconds=2), id="just after: the second slot"),
    pytest.param(999_999, timedelta(seconds=2), id="just before: the second slot"),
]


@pytest.mark.parametrize(("microsecond", "later"), SLOTS)
def test_p04_slots_are_whole_seconds_at_least_one_second_later(microsecond, later):
    assert slot_of(NOON.replace(microsecond=microsecond)) == NOON + later


def test_p04_a_missed_slot_means_the_next_one(no_waiting):
    late = NOON + timedelta(milliseconds=300)

    asyncio.run(wait_for_slot(NOON, lambda: late))

    assert no_waiting == [pytest.approx(0.7)]
    assert slot_from(NOON) == NOON


def test_a_pace_forgets_old_tries_and_least_used_keys():
    clock = [NOON]
    pace = Pace(most=1, within=timedelta(minutes=1), now=lambda: clock[0], most_keys=2)
    pace.note("a")
    assert pace.wait_for("a") == 60
    clock[0] += timedelta(minutes=1)
    assert pace.wait_for("a") == 0
    for key in "bcd":
        pace.note(key)
    assert [pace.wait_for(key) > 0 for key in "bcd"] == [False, True, True]


def test_the_last_day_of_february_of_a_leap_year_is_a_day(client):
    assert send(client, a_body(happened_on="2024-02-29")).status_code == 201


def test_a_month_leaves_all_its_days_open(client, door):
    send(client, a_body(happened_on="2024-02"))
    told = door.sent[-1]
    assert (told.happened_from, told.happened_to) == ("2024-02-01", "2024-02-29")


def test_a_name_that_names_nobody_is_none_as_in_a_chat(client, door):
    people = [
        {"part": "person_of_concern", "names": "a man with a white van"},
        {"part": "person_of_concern", "names": "unknown", "description": "tall"},
        {"part": "child", "names": "Wren Mossop"},
    ]
    assert send(client, a_body(people=people)).status_code == 201

    told = [(one.names.told, one.description.told) for one in door.sent[-1].mentions]
    assert told == [("", "a man with a white van"), ("", "tall"), ("Wren Mossop", "")]
