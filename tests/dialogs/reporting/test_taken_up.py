"""Whoever comes back after their questions are gone finds their words and one sentence."""

from dataclasses import replace

import pytest

from dialogs.reporting.asking import Voice
from dialogs.reporting.draft import from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.taken_up import is_without_questions, taken_up
from dialogs.reporting.walk import Walk
from tests.build import NOON
from tests.build_talk import Talk, a_voice

TOLD = ("/start", "[danger=no]", "[teller=community]", "He shouts at her.", "[:done]")


def a_talk_of_gone_questions(*lines: str) -> Talk:
    """Tell some lines by a script that no settings of today know."""
    shipped = a_voice()
    gone = replace(shipped.scripts["community"], name="neighbours", version="1")
    then = a_voice(
        scripts={**shipped.scripts, "neighbours": gone}, begins="neighbours", edition="a" * 64
    )
    talk = Talk(then)
    talk.they(*lines)
    talk.voice = replace(shipped, edition="b" * 64)
    return talk


def words_of(talk: Talk) -> str:
    draft = from_json(talk.draft)
    return " ".join((*(one.text for one in draft.answers), *(one.words for one in draft.asides)))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Tansy, about 9", id="words"),
        pytest.param("[child=?skip]", id="a button"),
        pytest.param("/start", id="a start"),
        pytest.param("back", id="a deed"),
        pytest.param("stop", id="a stop"),
    ],
)
def test_a_draft_whose_script_is_gone_says_one_sentence_and_loses_nothing(line):
    talk = a_talk_of_gone_questions(*TOLD)

    talk.they(line)

    assert talk.keys.count("questions_changed") == 1
    assert "He shouts at her." in words_of(talk)
    if line.startswith("Tansy"):
        assert "Tansy, about 9" in from_json(talk.draft).value("story")


def test_it_is_said_once_and_the_report_can_be_sent():
    talk = a_talk_of_gone_questions(*TOLD)
    talk.they("Tansy, about 9", "[:done]")
    assert "questions_changed" not in talk.keys

    for _ in range(20):
        if talk.asked == "summary":
            break
        talk.they("skip")
    sent = talk.they("send").send

    assert sent is not None
    assert [one.reveal() for one in sent.story] == ["He shouts at her.", "Tansy, about 9"]


def test_danger_words_come_first_there_too():
    talk = a_talk_of_gone_questions(*TOLD)
    talk.they("he is hitting her now")

    assert talk.keys[0] == "danger_words"
    assert talk.asked == "danger"


def test_after_sending_more_words_are_added_and_nothing_is_said_of_questions():
    talk = a_talk_of_gone_questions(*TOLD, *["skip"] * 12, "send")
    assert talk.turns[-1].is_sent

    turn = talk.they("He came again.")

    assert turn.addition == "He came again."
    assert talk.keys == ["added"]


def test_a_page_of_gone_questions_is_drawn_and_its_answer_stays_beside_the_story():
    talk = a_talk_of_gone_questions(*TOLD)
    walk = Walk(talk.voice, now=lambda: NOON)

    assert walk.show(talk.draft, language="en")[-1].question == "story"
    assert walk.told(talk.draft)

    talk.play(Event(EventKind.TEXT, "A van", is_whole=True, question="vehicle_of_old"))
    assert from_json(talk.draft).value("story") == "He shouts at her.\nA van"


def test_a_question_left_out_of_a_script_of_the_same_name_is_not_taken_for_the_end():
    talk = Talk(a_voice())
    talk.they(*TOLD)
    draft = replace(from_json(talk.draft), cursor="whereabouts")
    voice: Voice = talk.voice

    assert is_without_questions(voice, draft)
    assert taken_up(voice, draft).cursor == "story"
    assert not is_without_questions(voice, taken_up(voice, draft))


def test_a_draft_whose_questions_are_known_is_left_as_it_is():
    talk = Talk(a_voice())
    talk.they(*TOLD)
    draft = from_json(talk.draft)

    assert taken_up(talk.voice, draft) is draft
