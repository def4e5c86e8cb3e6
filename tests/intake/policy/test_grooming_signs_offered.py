"""Grooming of parents and carers can be told of in every way there is, in plain words."""

import pytest

from intake.policy.reading_age import reading_age
from tests.build_office import shipped_policy


def of_carers():
    signs = shipped_policy().sign_book.signs
    return {name for name in signs if name.startswith("GP")}


def test_row_p18_parents_read_how_grown_ups_are_won_over_in_words_for_everybody():
    policy = shipped_policy()
    pages = policy.learning.pages.values()

    shown = {sign for page in pages for part in page.parts for sign in part.signs}
    assert of_carers() <= shown
    words = [policy.sign_book.signs[name].plain for name in sorted(of_carers())]
    assert reading_age(words) <= policy.channels.reading_age.learning_at_most


@pytest.mark.parametrize("name", ["community", "professional"])
def test_row_p18_every_talk_asks_what_the_grown_up_does(name):
    script = shipped_policy().scripts[name]
    asked = [
        " ".join((question.label, question.hint, *question.prompts)).lower()
        for group in script.groups
        for question in group.questions
    ]

    assert any("adult" in words or "person do" in words for words in asked), asked


def test_row_p18_professionals_may_pick_the_signs_of_a_groomed_family():
    script = shipped_policy().scripts["professional"]
    slots = [question.slot for group in script.groups for question in group.questions]

    assert "signs" in slots
    assert of_carers()
