"""Questions that put words into a mouth are refused; open ones are left alone."""

import pytest

from intake.policy.script_leading import WORDS, leading_remarks
from tests.build import shipped_policy
from tests.build_script import a_choice, a_group, a_question, a_script, faults_of, read


def led_by(label, **facts):
    return faults_of(a_group("facts", a_question("here", label=label, **facts)))


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Why are you worried?", "asks why"),
        ("How come you noticed?", "asks why"),
        ("What did he do then?", "puts an answer"),
        ("Did they say so?", "puts an answer"),
        ("Did the man come back?", "puts an answer"),
        ("Did ${person} come back?", "puts an answer"),
        ("Where was the hand?", "part of the body"),
        ("Was it near her private parts?", "part of the body"),
        ("He touched her, didn't he?", "suggests"),
        ("Wasn't the door locked?", "suggests"),
        ("It was evening, right?", "suggests"),
        ("Surely somebody saw it?", "suggests"),
        ("He must have known", "suggests"),
        ("Is he a neighbour or a relative?", "suggests"),
        ("Has he ever hit the child?", "yes or no"),
        ("Was she touched?", "yes or no"),
        ("Does anybody give the child money?", "yes or no"),
        ("Were they being photographed?", "yes or no"),
        ("Is he sending pictures?", "yes or no"),
    ],
)
def test_a_leading_question_is_refused_with_what_to_write_instead(label, told):
    question = a_question("here", label=label.replace("${person}", "the person"))
    faults = faults_of(a_group("facts", question))

    assert told in faults
    assert "; write " in faults


@pytest.mark.parametrize(
    "label",
    [
        "What happened?",
        "What did you see and hear?",
        "Is a child in danger now?",
        "Are you safe now?",
        "Do you know one more thing about them?",
        "Do you fear for a child because of this person?",
        "Does the family know that you tell us?",
        "When did it last happen?",
        "Who is this?",
        "What the child said or did",
        "Write to the head teacher, face to face or by hand.",
        "Is anybody hurt now?",
        "Somebody else told me",
        "Can you send us more?",
    ],
)
def test_an_open_question_is_left_alone(label):
    assert led_by(label) == ""


@pytest.mark.parametrize("part", ["hint", "constraint_message"])
def test_every_word_around_a_question_is_looked_at(part):
    more = {"constraint": "string-length(.) < 9"} if part == "constraint_message" else {}
    more |= {"constraint_message": "Too long."} if part == "hint" and more else {}

    assert f"here.{part}" in led_by("What happened?", **{part: "Tell us why.", **more})


def test_prompts_and_choices_are_looked_at_and_the_reason_is_not():
    prompted = a_group("facts", a_question("here", prompts=["Why he came"]))
    offered = a_choice("kind", "hand", "word")

    assert "here.prompts.0" in faults_of(prompted)
    assert "kind.choices.hand.label" in faults_of(a_group("facts", offered))
    assert led_by("What happened?", why="So that we know why.") == ""


@pytest.mark.parametrize("name", sorted(shipped_policy().scripts))
def test_no_shipped_script_leads(name):
    assert leading_remarks(shipped_policy().scripts[name]) == []


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_translation_that_asks_why_is_found(language):
    why = WORDS[language][0].split("|")[0]
    script = read(a_script(a_group("facts", a_question("here", label="What happened?"))))

    def translate(words: str) -> str:
        return f"{why.capitalize()} …?" if words == "What happened?" else words

    found = leading_remarks(script, translate, language=language)

    assert [one.at[-1] for one in found] == ["label"]


def test_a_language_without_a_table_is_passed_over():
    script = read(a_script(a_group("facts", a_question("here", label="Why?"))))

    assert leading_remarks(script, language="xx") == []


def test_a_word_that_asks_why_only_in_a_question_is_left_alone_elsewhere():
    script = read(a_script(a_group("facts", a_question("here", label="What happened?"))))

    def romanian(said):
        return lambda words: said if words == "What happened?" else words

    apart = romanian("Scrieți ce credeți separat de ce știți.")
    asked = romanian("Spuneți-ne, de ce credeți asta?")
    assert leading_remarks(script, apart, language="ro") == []
    assert len(leading_remarks(script, asked, language="ro")) == 1
