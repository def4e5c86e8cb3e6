"""A script's flow in words and as a picture."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.shell.flow_layout import BOX, layout_of, width_of, wrapped
from dialogs.shell.flow_picture import picture
from dialogs.shell.flow_words import condition_words, outline
from intake.domain.script import QuestionType
from tests.build import shipped_policy
from tests.build_script import a_choice, a_group, a_question, a_script, read

SVG = "{http://www.w3.org/2000/svg}"
EVERY = list(shipped_policy().scripts.values())
PEOPLE = a_group("people", a_question("who", slot="mention"), repeat=True, add_label="One more")
SMALL = read(a_script(PEOPLE, a_group("facts", a_choice("kind", "red", "blue"))))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", ""),
        ("danger = 'yes'", "“Is a child in danger now?” is “Yes”"),
        ("not(danger = 'yes')", "“Is a child in danger now?” is not “Yes”"),
        ("story = ''", "“What are you worried about?” is not answered"),
        (
            "years_ago(story) >= 2",
            "the years since the time told in “What are you worried about?” is at least 2",
        ),
        ("not(story = '')", "“What are you worried about?” is answered"),
        ("story", "“What are you worried about?” is answered"),
        ("not(story)", "“What are you worried about?” is not answered"),
        ("count(people) > 0", "“One more” was added"),
        ("count(people) = 0", "“One more” was not added"),
        ("count(people) >= 2", "the number of “One more” is at least 2"),
        ("thin(people)", "a single name is all that was told of them"),
        ("not(thin(people))", "more than a single name was told of them"),
        ("selected(kind, 'red')", "“What about kind?” has “Red”"),
        ("not(selected(kind, 'red'))", "“What about kind?” has not “Red”"),
        ("string-length(story) < 9", "the length of “What are you worried about?” is less than 9"),
        (
            "danger = 'yes' and (story or kind = 'blue')",
            "“Is a child in danger now?” is “Yes” and (“What are you worried about?” is answered or “What about kind?” is “Blue”)",
        ),
        (
            "not(danger = 'no' or story)",
            "not (“Is a child in danger now?” is “No” or “What are you worried about?” is answered)",
        ),
    ],
)
def test_a_condition_is_told_as_people_say_it(condition, words):
    assert condition_words(SMALL, condition) == words


@pytest.mark.parametrize("script", EVERY, ids=lambda one: one.name)
def test_the_outline_names_every_question_and_the_short_path(script):
    told = outline(script)

    for group in script.groups:
        for question in group.questions:
            assert f"[{question.name}]" in told
    short = dict(script.texts)["short_path"].split()
    marked = re.findall(r"^ *! ?\d+\. .*\[(\w+)\]$", told, flags=re.MULTILINE)
    assert set(marked) == set(short) & {q.name for g in script.groups for q in g.questions}


@pytest.mark.parametrize("script", EVERY, ids=lambda one: one.name)
def test_a_picture_is_whole_says_what_the_outline_says_and_needs_nothing_from_elsewhere(script):
    drawn = picture(script)

    root = ET.fromstring(drawn)
    assert root.find(f"{SVG}desc").text == outline(script)
    names = {text.text for text in root.iter(f"{SVG}text") if text.get("class") == "name"}
    assert names == {q.name for g in script.groups for q in g.questions}
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
    colours = set(re.findall(r"#[0-9a-f]{6}\b", drawn))
    assert all(is_grey(colour) for colour in colours)


def is_grey(colour: str) -> bool:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts) <= 20


@pytest.mark.parametrize("script", EVERY, ids=lambda one: one.name)
def test_nothing_of_a_picture_lies_over_another_or_outside(script):
    layout = layout_of(script)
    boxes = [box for column in layout.columns for frame in column for box in frame.boxes]
    for box in boxes:
        assert 0 < box.x < layout.width - BOX
        assert 0 < box.y < layout.height - box.height
        lines = max(width_of(line, 11.5) for line in box.small)
        assert lines <= BOX
    for one in boxes:
        for other in boxes:
            if one is not other and one.x == other.x:
                assert one.y + one.height <= other.y or other.y + other.height <= one.y
    for column in layout.columns:
        for above, below in pairwise(column):
            assert above.y + above.height <= below.y
        assert all(
            frame.boxes[-1].y + frame.boxes[-1].height <= frame.y + frame.height for frame in column
        )


def test_the_order_of_reading_is_the_order_of_asking():
    layout = layout_of(EVERY[0])
    numbers = [box.number for column in layout.columns for frame in column for box in frame.boxes]

    assert numbers == list(range(1, len(numbers) + 1))


def test_words_of_a_script_are_never_markup():
    nasty = read(a_script(a_group("facts", a_question("here", label="<b>\"&'</b> ${here}?"))))

    assert ET.fromstring(picture(nasty)) is not None
    assert "<b>" not in picture(nasty)
    assert "this person" in outline(nasty)


def test_a_kind_of_answer_without_words_of_its_own_is_drawn_by_its_name():
    for kind in QuestionType:
        asked = (
            a_choice("here", "a", "b") if kind.value.startswith("select") else a_question("here")
        )
        script = read(a_script(a_group("facts", {**asked, "type": kind.value})))
        assert "[here]" in outline(script)


@given(st.text(max_size=200), st.integers(20, 400))
def test_wrapped_lines_lose_no_word(text, room):
    assert " ".join(wrapped(text, 12, room)).split() == text.split()
