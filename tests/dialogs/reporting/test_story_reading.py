"""What is picked out of stories: measured on composed ones, precision before recall.

Run `python -m tests.dialogs.reporting.test_story_reading` for the figures and every slip.
"""

from dataclasses import dataclass
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.guess import Guess
from dialogs.reporting.story_reading import read_story
from tests.dialogs.reporting.story_cases import CASES

TODAY = date(2026, 11, 22)
PEOPLE = frozenset({"child", "person_of_concern", "parent_or_carer", "worker"})


@dataclass(frozen=True, slots=True)
class Measured:
    """How many guesses were right, how many were made, and how many should have been."""

    right: int
    made: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.made)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.wanted)


def is_fit(guess: Guess, kind: str, words: str) -> bool:
    return guess.kind == kind and words.casefold() in guess.words.casefold()


def slips_of(story: str, wanted: tuple[tuple[str, str], ...]) -> tuple[list[Guess], list[object]]:
    made = read_story(story, today=TODAY)
    wrong = [one for one in made if not any(is_fit(one, *pair) for pair in wanted)]
    missed = [pair for pair in wanted if not any(is_fit(one, *pair) for one in made)]
    return wrong, missed


def measured(kinds: frozenset[str]) -> Measured:
    right = made = wanted = 0
    for story, pairs in CASES:
        ours = [pair for pair in pairs if pair[0] in kinds]
        guesses = [one for one in read_story(story, today=TODAY) if one.kind in kinds]
        right += sum(any(is_fit(one, *pair) for pair in ours) for one in guesses)
        made, wanted = made + len(guesses), wanted + len(ours)
    return Measured(right, made, wanted)


@pytest.mark.parametrize(
    ("kinds", "precision", "recall"),
    [
        pytest.param(PEOPLE, 0.97, 0.85, id="who"),
        pytest.param(frozenset({"when", "incident"}), 0.97, 0.9, id="when, and further times"),
        pytest.param(frozenset({"where"}), 0.9, 0.9, id="where"),
        pytest.param(frozenset({"how_often", "known_by"}), 0.95, 0.9, id="how often, how known"),
    ],
)
def test_of_composed_stories_nearly_all_is_right_and_most_is_found(kinds, precision, recall):
    found = measured(kinds)
    assert found.precision >= precision
    assert found.recall >= recall


def test_there_are_stories_enough_to_measure():
    assert len(CASES) >= 30


def test_whoever_tells_is_never_read_back_as_somebody_told_of():
    words = "My name is Juniper Fernsby. My neighbour Corrin films the girls. Thanks, Juniper"
    assert "Juniper" not in " ".join(one.words for one in read_story(words, today=TODAY))


def test_another_language_is_left_to_the_questions():
    assert read_story("Corrin Thistlewood bije Wilf, 8 lat.", today=TODAY, language="pl") == ()


def test_each_guess_has_the_sentence_it_was_picked_out_of():
    words = "A man called Corry is there. Last Tuesday she had a new phone."
    quotes = {one.kind: one.quote for one in read_story(words, today=TODAY)}
    assert quotes["when"] == "Last Tuesday she had a new phone."
    assert quotes["person_of_concern"] == "A man called Corry is there."


@given(st.text(max_size=400))
def test_any_words_can_be_read(words):
    for one in read_story(words, today=TODAY):
        assert one.words.strip()
        assert all(told.strip() for _, told in one.told)


@pytest.mark.parametrize(
    "piece",
    ["Tansy ", "his ", "a man called ", "9, ", "at the ", "since ", "last ", "(", "A", "’s "],
)
def test_long_words_are_read_in_time_that_grows_with_them_only(piece):
    def cost(times: int) -> float:
        begun = process_time()
        read_story(piece * times, today=TODAY)
        return process_time() - begun

    cost(10)
    assert cost(2_000) <= 40 * max(cost(200), 0.01)


def main() -> None:
    """Print the figures, and every guess that slipped."""
    for kinds in (PEOPLE, {"when", "incident"}, {"where"}, {"how_often"}, {"known_by"}):
        found = measured(frozenset(kinds))
        print(sorted(kinds), f"precision {found.precision:.3f}, recall {found.recall:.3f}", found)
    for story, wanted in CASES:
        wrong, missed = slips_of(story, wanted)
        for one in wrong:
            print("wrong ", one.kind, "|", one.words, "|", story[:60])
        for pair in missed:
            print("missed", *pair, "|", story[:60])


if __name__ == "__main__":
    main()
