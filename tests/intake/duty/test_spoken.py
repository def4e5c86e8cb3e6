"""What a desk is told of the language in which somebody told."""

import pytest

from intake.domain.concern import Asked, Submission
from intake.domain.private import private
from intake.duty.spoken import interpreter_for, words_in
from tests.build_desk import a_report
from tests.build_office import a_mention, a_submission
from tests.build_talk import all_tongues


def told(language: str, *written: str) -> Submission:
    answers = tuple(Asked("story", "What?", private("…"), language=one) for one in written)
    return a_submission(language=language, answers=answers)


@pytest.mark.parametrize(
    ("language", "needed"),
    [("en", ""), ("en-GB", ""), ("pl", "Polish"), ("ur", "Urdu"), ("fr", "language “fr”")],
)
def test_whoever_ended_in_another_language_needs_an_interpreter(language, needed):
    assert interpreter_for(told(language), all_tongues()) == needed


def test_the_languages_of_the_words_are_told_where_not_all_is_english():
    tongues = all_tongues()
    assert words_in(told("en", "pl", "", "en pl"), tongues) == ("English", "Polish")
    assert words_in(told("pl", "en", ""), tongues) == ()


def test_the_desk_sees_it_on_the_alert_and_on_the_concern(office, door, birchall):
    concern = a_report(office, a_mention("Corry"), language="pl")
    page = door.concern(officer=birchall, reference=concern.reference)
    assert page.interpreter == "Polish"
