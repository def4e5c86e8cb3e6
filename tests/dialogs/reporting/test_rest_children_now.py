"""Row P1 by REST: children of today, and what a system is told would help, from its body alone."""

import json
from datetime import date

import pytest

from dialogs.reporting.rest_models import ConcernIn, submission_from, would_help

TODAY = date(2026, 1, 12)
STORY = {"danger": "no", "story": "Corrin Thistlewood sent me messages when I was fourteen."}
PEOPLE = [
    {"part": "person_of_concern", "names": "Corrin Thistlewood"},
    {"part": "child", "names": "Pip Quill", "age": "6", "seen_now": True},
]


def body(**facts):
    return ConcernIn.model_validate_json(json.dumps({**STORY, **facts}))


@pytest.mark.parametrize(
    ("facts", "is_asked"),
    [
        pytest.param({"happened_on": "2021-06"}, True, id="years ago asks whom he reaches now"),
        pytest.param({"when": "four years ago"}, True, id="and so do words"),
        pytest.param({"happened_on": "2025-06"}, False, id="last summer does not"),
        pytest.param({}, False, id="no time told asks nothing"),
        pytest.param(
            {"happened_on": "2021-06", "children_now": {"certainty": "unknown"}},
            False,
            id="who has answered is not asked again, not knowing being an answer",
        ),
        pytest.param({"happened_on": "2021-06", "people": PEOPLE}, False, id="children sent"),
    ],
)
def test_p04_row_p01_a_body_about_years_ago_is_told_what_would_help(facts, is_asked):
    fields = [one.field for one in would_help(body(**facts), today=TODAY)]
    assert ("children_now" in fields) is is_asked


def test_row_p01_children_of_today_are_kept_by_their_places():
    told = submission_from(
        body(people=PEOPLE, children_now="Yes, his step-son"), organisation="a", today=TODAY
    )
    assert told.seen_now == (1,)
    assert told.children_now.told == "Yes, his step-son"


def test_a_grown_up_sent_as_seen_now_is_no_child_of_today():
    people = [{**PEOPLE[0], "seen_now": True}]
    assert submission_from(body(people=people), organisation="a", today=TODAY).seen_now == ()
