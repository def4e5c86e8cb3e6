"""Whom the story names is offered at "Who worries you?", and taken only when it is chosen."""

import pytest

from dialogs.reporting.draft import from_json
from dialogs.reporting.story_people import grown_ups_named_in
from tests.build_talk import Talk, a_polyglot

STORY = "Corrin Thistlewood was in the playground again, with Juniper. Tansy, 8, was frightened."


def a_talk(story: str = STORY, *before: str) -> Talk:
    talk = Talk(a_polyglot())
    talk.they("/start", "no", *(before or ("skip",)), story, "done")
    if talk.asked == "heard":
        talk.they("yes")
    while talk.asked in {"child", "child_else", "signs"}:
        talk.they("skip")
    return talk


def offers(talk: Talk) -> dict[str, str]:
    says = talk.turns[-1].says[-1].choices
    return {choice.label: choice.value for choice in says if "=!" in choice.value}


def test_whoever_is_named_without_a_part_is_offered_and_nobody_is_assumed():
    talk = a_talk()

    assert talk.asked == "person"
    assert list(offers(talk)) == ["Corrin Thistlewood", "Juniper"]
    assert from_json(talk.draft).answer("person") is None


@pytest.mark.parametrize("way", ["[person=!1]", "1", "Corrin Thistlewood"])
def test_one_press_or_the_number_is_the_answer(way):
    talk = a_talk()
    talk.they(way)

    assert from_json(talk.draft).value("person") == "Corrin Thistlewood"
    assert talk.asked != "person"


def test_words_of_ones_own_are_taken_as_before():
    talk = a_talk()
    talk.they("Wilf Oakapple, about 40")

    assert from_json(talk.draft).value("person") == "Wilf Oakapple, about 40"


def test_a_name_that_was_told_or_denied_is_not_offered_again():
    talk = a_talk("Corry, 45, waits there. Juniper was there too.", "skip")
    assert talk.asked != "person", "the read-back has told of him"
    talk.they("[:add person]")
    assert list(offers(talk)) == ["Juniper"]

    denied = Talk(a_polyglot())
    denied.they(
        "/start", "no", "skip", "Corry, 45, waits there. Juniper was there.", "done", "none"
    )
    while denied.asked in {"child", "child_else"}:
        denied.they("skip")
    assert denied.asked == "person"
    assert list(offers(denied)) == ["Juniper"]


def test_a_name_gone_from_the_story_is_not_taken():
    talk = a_talk()
    talk.they("[person=!9]")

    assert talk.keys[0] == "stale_gone"
    assert talk.asked == "person"


def test_no_child_and_no_worker_is_offered():
    told = grown_ups_named_in("Mrs Fenn, her teacher, and Tansy, 8, met Corrin. His name is Len.")

    assert [one.fact("names") for one in told] == ["Corrin", "Len"]


def test_a_professional_picks_the_name_alone():
    talk = a_talk("Juniper Mossop, 31, her mum, shouted at Tansy, 8.", "4")

    assert talk.asked == "person"
    assert list(offers(talk)) == ["Juniper Mossop"]


def test_in_a_language_whose_stories_are_not_read_nothing_is_offered():
    talk = Talk(a_polyglot())
    talk.they("/start", "polski", "nie", "[teller=community]", STORY, "[:done]", "[child=?skip]")

    assert talk.asked == "person"
    assert offers(talk) == {}


def test_whoever_skipped_and_comes_back_is_offered_the_names_again():
    talk = a_talk()
    talk.they("skip", "[:change person]")

    assert talk.asked == "person"
    assert list(offers(talk)) == ["Corrin Thistlewood", "Juniper"]


def test_a_bare_yes_is_the_name_of_nobody():
    talk = a_talk()
    talk.they("yes")

    assert "noted" not in talk.keys
    assert talk.asked != "person_else"
