"""What a channel would cut or not show."""

import pytest

from dialogs.reporting import telegram
from intake.policy import script_lengths
from intake.policy.script_lengths import length_remarks
from tests.build import shipped_policy
from tests.build_script import a_choice, a_group, a_question, a_script, faults_of, read


def test_the_limits_are_those_that_the_channel_works_by():
    assert script_lengths.LONGEST_TEXT == telegram.LONGEST
    assert script_lengths.LONGEST_DATA == telegram.LONGEST_DATA
    assert script_lengths.MOST_BUTTONS == telegram.MOST_BUTTONS


@pytest.mark.parametrize("name", sorted(shipped_policy().scripts))
def test_every_shipped_script_fits(name):
    assert length_remarks(shipped_policy().scripts[name]) == []


def test_a_text_over_a_message_is_told():
    long = a_question("here", label="Words. " * 280, hint="Words. " * 310)

    assert "a message of Telegram holds 4096" in faults_of(a_group("facts", long))
    assert "texts.intro" in faults_of(texts={"intro": "𝄞" * 2_049})


def test_a_button_that_nobody_can_read_is_told():
    wide = a_choice("kind", "a", "b")
    wide["choices"][1]["label"] = "Somebody whom I met a long time ago in another town"

    assert "kind.choices.b.label" in faults_of(a_group("facts", wide))
    many = a_choice("kind", *(f"c{number}" for number in range(9)))
    many["choices"][1]["label"] = wide["choices"][1]["label"]
    assert faults_of(a_group("facts", many)) == "", "nine answers are typed by their number"


def test_a_button_that_telegram_would_not_show_is_told():
    name = "what_the_neighbours_have_said_about_it"
    group = a_group("facts", a_choice(name, "something_they_saw_themselves"), repeat=True)

    assert "Telegram shows none over 64" in faults_of(group)


def test_words_of_another_language_are_measured_with_their_english_beside_them():
    script = read(a_script(a_group("facts", a_question("here", label="W" * 1_900))))

    assert length_remarks(script, lambda words: words + "x" * 20) == []
    found = length_remarks(script, lambda words: words + "x" * 420, is_bilingual=True)
    assert [one.at for one in found if "choices" not in one.at] == [
        ("groups", 2, "questions", 0, "label")
    ]
