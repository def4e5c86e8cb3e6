"""A place without a name says where and no area: then, and only then, a town is asked for."""

import pytest

from dialogs.reporting.draft import from_json
from dialogs.reporting.form import Telling, form
from dialogs.reporting.places_said import is_place_named, is_place_named_in
from tests.build_talk import Talk


@pytest.mark.parametrize(
    "words",
    ["the flat below", "in his car", "at the park by the school", "on Snapchat", "my uncle’s house",
     "round the back of the shops", "our street", "At home", "", "in the stairwell"],
)  # fmt: skip
def test_what_could_be_said_of_any_town_names_no_place(words):
    assert not is_place_named(words)


@pytest.mark.parametrize(
    "words",
    ["Mill Lane", "church street", "Park Road", "northmoor", "4 the Green", "NM1 2AB",
     "the Oakapple Arms", "w parku przy szkole", "the park in Saltwick", "High Street"],
)  # fmt: skip
def test_a_street_a_town_a_number_or_another_language_names_one(words):
    assert is_place_named(words)


@pytest.mark.parametrize(
    ("story", "is_named"),
    [
        ("He sits in his car at the school in Northmoor.", True),
        ("HV visit to 14 Mill Lane today.", True),
        ("It was near Brookside, every time.", True),
        ("On Tuesday in June he wrote to her on Snapchat.", False),
        ("She was in Tansy's room.", False),
        ("He looked at Mrs Fenn.", False),
        ("The flat below is loud at night.", False),
    ],
)
def test_a_story_names_a_place_on_its_way(story, is_named):
    assert is_place_named_in(story) is is_named


def a_talk(story: str = "He waits there.") -> Talk:
    talk = Talk()
    talk.they("/start", "no", "skip", story, "done")
    if talk.asked == "heard":
        talk.they("yes")
    while talk.asked in {"child", "child_else", "person", "person_else"}:
        talk.they({"child": "Wilf, 8"}.get(talk.asked, "skip"))
    return talk


def test_a_place_without_a_name_in_the_story_still_asks_for_the_town():
    talk = a_talk("There is shouting every night from the flat below.")

    assert talk.asked == "where_area"
    talk.they("northmoor")
    told = form(talk.voice.scripts, from_json(talk.draft), talk.telling)

    assert told.where.told == "from the flat below; northmoor"
    assert told.area == "northmoor"


def test_no_town_is_asked_for_where_the_story_names_one():
    talk = a_talk("In Northmoor he waits in his car.")
    if talk.asked == "where":
        talk.they("in his car")

    assert talk.asked == "when"


def test_who_does_not_know_the_place_is_asked_for_no_town():
    talk = a_talk()
    talk.they("I do not know")

    assert talk.asked == "when"


def test_a_town_told_once_stays_until_the_place_is_told_with_its_name():
    talk = a_talk()
    talk.they("at the park", "Saltwick", "[:change child]", "Wilf, 8, 4 Mill Lane")
    assert from_json(talk.draft).value("where_area") == "Saltwick"

    talk.they("[:change where]", "Elm Road, Northmoor")
    told = form(talk.voice.scripts, from_json(talk.draft), Telling())

    assert told.where.told == "Elm Road, Northmoor"
    assert any(one.answer.reveal() == "Saltwick" for one in told.answers)
