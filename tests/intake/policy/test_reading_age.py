"""The age from which a text is read with ease."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.policy.channels import ReadingAgePolicy
from intake.policy.reading_age import hardest, reading_age, sentences_of, syllables_of
from intake.policy.script_check import reading_of
from tests.build import shipped_policy
from tests.build_script import a_group, a_question, a_script, read

EASY = "The cat sat on the mat. It was a big cat. We like it."
HARD = (
    "Safeguarding practitioners undertaking multidisciplinary assessments must document "
    "contemporaneously all professional observations and organisational considerations."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("people", 2), ("somebody", 3), ("something", 2), ("idea", 3), ("family", 3),
        ("police", 2), ("wanted", 2), ("called", 1), ("tables", 2), ("nice", 1), ("quiet", 2),
        ("question", 2), ("area", 3), ("being", 2), ("the", 1), ("child's", 1), ("999", 3),
        ("danger", 2), ("organisation", 5), ("rhythm", 1), ("file", 1), ("role", 1), ("services", 3), ("table", 2), ("voices", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word, count):
    assert syllables_of(word) == count


def test_a_text_by_hand_comes_to_the_figure_of_the_formula():
    # 6 words, 2 sentences, 7 syllables: 0.39 x 3 + 11.8 x 7/6 - 15.59 is below 0, so 5
    assert reading_age(["We saw him.", "He ran away."]) == 5.0
    # 8 words, 1 sentence, 17 syllables: 3.12 + 25.075 - 15.59 = 12.605, and five years
    assert reading_age(
        ["Several officers considered family information very carefully"]
    ) == pytest.approx(
        reading_age(["several officers considered family information very carefully."])
    )


def test_a_hard_text_asks_for_more_years_than_an_easy_one():
    assert reading_age([EASY]) < 6 < 18 < reading_age([HARD])


def test_no_words_ask_for_nothing():
    assert reading_age([]) == 5.0
    assert reading_age(["…", "${person}"]) == reading_age(["Sam"])


def test_lines_and_colons_end_a_sentence():
    assert len(sentences_of("One thing: another.\nA third! And 3.5 pounds")) == 4


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_has_an_age(texts):
    assert 5.0 <= reading_age(texts) < 2_000


def test_the_hardest_lines_come_first_and_short_ones_are_left_out():
    lines = hardest([EASY, HARD, "Organisational considerations"], most=2)

    assert [line.words for line in lines] == [HARD, EASY]


def test_a_limit_passed_is_told_and_refuses_nothing():
    script = read(
        a_script(
            a_group(
                "facts", a_question("here", label="Which organisational considerations matter?")
            )
        )
    )
    strict = ReadingAgePolicy(script_at_most=5, line_at_most=5)
    lax = ReadingAgePolicy(script_at_most=5, line_at_most=30, scripts_at_most={"short": 25})

    assert any("shorter sentences" in note for note in reading_of(script, strict).notes)
    assert reading_of(script, lax).notes == ()


def test_every_shipped_script_keeps_to_its_age():
    policy = shipped_policy()
    for script in policy.scripts.values():
        assert reading_of(script, policy.channels.reading_age).notes == ()
