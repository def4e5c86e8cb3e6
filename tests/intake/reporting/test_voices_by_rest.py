"""Whom another system's reports come from: told apart by a mark of theirs, kept as a hash only."""

import json

import pytest

from dialogs.reporting.rest_models import ConcernIn, submission_from
from intake.reporting.door import ReportingDoor
from tests.build_office import TUESDAY, an_office

ORGANISATION = "Thornbury practice"
WORDS = "GP-4711"


def sent(office, number, **reporter):
    body = {
        "danger": "no",
        "story": f"Number {number}: he is at the flat whenever I visit.",
        "people": [{"part": "person_of_concern", "names": "Corrin Thistlewood"}],
        "reporter": {"role": "health", **reporter},
    }
    told = submission_from(
        ConcernIn.model_validate_json(json.dumps(body)),
        organisation=ORGANISATION,
        today=TUESDAY.date(),
    )
    ReportingDoor(office).receive(
        organisation=ORGANISATION, key=f"k{number}", fingerprint=f"f{number}", submission=told
    )


@pytest.mark.parametrize(
    ("first", "second", "voices"),
    [
        pytest.param({}, {}, 1, id="without a mark all are the organisation"),
        pytest.param({"reference": "a"}, {"reference": "b"}, 1, id="two colleagues are one voice"),
        pytest.param(
            {"reference": "a", "role": "community"},
            {"reference": "b", "role": "community"},
            2,
            id="two neighbours whom a helpline heard are two",
        ),
        pytest.param(
            {"reference": "a", "agency": "Millside School"},
            {"reference": "b"},
            2,
            id="who works elsewhere is no colleague",
        ),
        pytest.param({"reference": "a"}, {"reference": "a"}, 1, id="one mark is one voice"),
        pytest.param(
            {"reference": "a", "agency": "Millside School"},
            {"reference": "b", "agency": "Millside School"},
            1,
            id="two people of one workplace are one voice",
        ),
        pytest.param(
            {"reference": "a", "agency": "Millside School"},
            {"reference": "b", "agency": "Haven clinic"},
            2,
            id="two workplaces behind one key are two",
        ),
        pytest.param({"reference": " a "}, {"reference": "a"}, 1, id="blanks make no other mark"),
        pytest.param({"reference": "  "}, {}, 1, id="blanks alone are no mark"),
    ],
)
def test_people_behind_one_key_are_told_apart_by_their_marks(first, second, voices):
    office = an_office()
    sent(office, 1, **first)
    sent(office, 2, **second)
    with office.look() as work:
        assert len({one.voice_id for one in work.concerns.records.all()}) == voices


def test_p10_a_mark_is_kept_as_a_hash_only():
    office = an_office()
    sent(office, 1, reference=WORDS)
    with office.look() as work:
        [concern] = work.concerns.records.all()
        assert WORDS not in repr(concern.body) + work.concerns.reporter(concern).account.reveal()
        assert work.concerns.reporter(concern).account.reveal()
