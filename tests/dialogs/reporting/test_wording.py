"""The fixed texts: complete, short, and with no word that leads."""

import re

import pytest

from dialogs.reporting.interruptions import ASKED
from dialogs.reporting.wording import TEXTS, say_text
from tests.build_talk import a_voice

SCRIPTS = a_voice().scripts
QUESTIONS = [q for script in SCRIPTS.values() for group in script.groups for q in group.questions]


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_can_be_said(key):
    names = re.findall(r"{(\w+)}", TEXTS[key])
    said = say_text(key, **dict.fromkeys(names, "x"))
    assert said
    assert "{" not in said


def test_a_translation_is_used_where_there_is_one():
    assert say_text("label.done", lambda text: f"‹{text}›") == "‹Done›"


def test_every_question_to_us_has_an_answer():
    assert all(f"asked.{key}" in TEXTS for key, _ in ASKED if key != "help")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_no_question_asks_why_or_names_an_act(question):
    words = f"{question.label} {question.hint} {' '.join(question.prompts)}".lower()
    assert not re.search(r"\bwhy\b|\btouch|\bsex|\babus|\bhit\b|\brape|\bprivate parts?\b", words)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_question_can_say_why_it_is_asked(question):
    assert question.why or question.name in {"other", "story"}


@pytest.mark.parametrize("key", TEXTS)
def test_nothing_shouts_and_sentences_are_short(key):
    text = TEXTS[key]
    assert "!" not in text
    sentences = re.split(r"[.?:]\s|\n", text)
    assert max(len(sentence.split()) for sentence in sentences) <= 32


def test_no_secrecy_is_promised_and_who_reads_is_said_first():
    welcome = TEXTS["welcome"]
    assert "cannot promise to keep it secret" in welcome
    assert "People on duty" in welcome
    assert "not watched every minute" in welcome
    assert "told at once, even if you stop" in welcome
