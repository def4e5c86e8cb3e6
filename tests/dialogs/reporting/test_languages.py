"""The conversation in every language: nothing left in English, nothing lost by a switch."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dialogs.reporting.answers import long_day
from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_one, interleaved
from dialogs.reporting.conversation import advance
from dialogs.reporting.deeds import typed_deed
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.interruptions import interruption_in
from dialogs.reporting.rest import NEXT_STEPS, next_steps_in
from dialogs.reporting.telegram import LONGEST, length, letters_of
from dialogs.reporting.wording import TEXTS
from intake.domain.tongue import Tongue
from intake.reporting.turns import Say, SayStyle
from tests.build import NOON
from tests.build_talk import Talk, a_polyglot, all_tongues

CODES = [code for code in all_tongues() if code != "en"]
TELLING = "Corry comes to the flat every night and buys the girl things."
WALK = (
    "/start", "[danger=no]", "[teller=community]", TELLING, "[:done]", "Tansy, about 9, Mill Lane",
    "Corry, about 45", "Mill Lane, Northmoor",
)  # fmt: skip


class Marked(dict):
    """Translates everything into «itself», so that what is not translated is seen."""

    def get(self, key, default=None):
        return "\n\n".join(f"«{part}»" for part in key[1].split("\n\n"))


def a_marked_voice(*, is_reviewed: bool = True) -> Voice:
    marked = Tongue("xx", "Xx", "Marked", is_reviewed=is_reviewed, texts=Marked())
    tongues = {"en": all_tongues()["en"], "xx": marked}
    return replace(a_polyglot(), tongues=tongues).in_language("xx")


def a_talk(code: str, *lines: str, voice: Voice | None = None) -> Talk:
    talk = Talk(voice or a_polyglot())
    talk.they("/start", f"/language {code}", *lines)
    return talk


def texts_of(say: Say) -> list[str]:
    """Return every text of ours that a reader meets; their own words stand in none of them."""
    parts = [say.text, say.label, say.hint, say.why, *say.prompts]
    parts += [text for choice in say.choices for text in (choice.label, choice.hint)]
    return [part for part in parts if part]


def told_keys(talk: Talk) -> set[str]:
    return {answer["key"] for answer in talk.draft["answers"]}


def unmarked(text: str) -> str:
    for _ in range(4):
        text = re.sub(r"«[^«»]*»", "", text)
    kept = text.replace(TELLING, "")
    return re.sub(r"(999|101|0800 1111|0808 800 5000|116 123|01632 \d+|Xx|English|Corry)", "", kept)


@pytest.mark.parametrize("script", ["community", "professional", "child"])
def test_every_question_of_ours_goes_through_the_catalogue(script):
    voice = a_marked_voice()
    talk = Talk(replace(voice, tongues={"en": voice.tongue, "xx": voice.tongue}))
    lines = {
        "community": ["[danger=no]", "[teller=community]"],
        "professional": ["[danger=no]", "[teller=professional]"],
        "child": ["[danger=no]", "[teller=child]"],
    }[script]
    talk.they("/start", *lines)
    for _ in range(40):
        said = talk.turns[-1].says
        left = [unmarked(text) for say in said for text in texts_of(say)]
        assert not [text for text in left if re.search(r"[A-Za-z]{3}", text)]
        if said[-1].style is SayStyle.SUMMARY:
            return
        talk.they("/why")
        is_untold = talk.asked == "story" and "story" not in told_keys(talk)
        talk.they(TELLING if is_untold else "/skip")
    pytest.fail("the script did not end")


def test_a_switch_keeps_every_answer_and_the_question():
    voice = a_polyglot()
    switching, straight = Talk(voice), Talk(voice)
    straight.they(*WALK)
    for number, line in enumerate(WALK):
        switching.they(line)
        asked = switching.asked
        if number:
            for code in (*CODES, "en"):
                switching.they(f"[:language {code}]")
                assert switching.asked == asked or asked == "story_more"
    kept = {a["key"]: (a["words"], a["value"], a["how"]) for a in switching.draft["answers"]}
    assert kept == {a["key"]: (a["words"], a["value"], a["how"]) for a in straight.draft["answers"]}


@pytest.mark.parametrize("code", CODES)
def test_small_words_answer_in_the_language_spoken_and_in_english(code):
    heard = all_tongues()[code].heard
    talk = a_talk(code, heard["no"][0])
    assert talk.asked == "teller"
    talk.they(heard["back"][0])
    assert talk.asked == "danger"
    talk.they("yes")
    assert talk.draft["is_short"]
    assert talk.asked == "where_now"
    talk.they(heard["unknown"][0])
    assert talk.draft["answers"][-1]["how"] == "unknown"
    talk.they(f"{heard['change'][0]} 1")
    assert talk.asked == "danger"


@pytest.mark.parametrize("code", CODES)
def test_p12_danger_words_bring_the_emergency_number_in_the_language_spoken(code):
    talk = a_talk(code, "no", "skip")
    turn = talk.they("he is strangling her")
    first = turn.says[0]
    assert first.style is SayStyle.DANGER
    assert "999" in first.text
    assert talk.asked == "danger"


def test_words_keep_the_language_they_were_typed_in():
    talk = a_talk("pl", "nie", "[teller=community]", "Sąsiad bije psa i straszy dzieci", "English")
    talk.they("He also shouts", "done")
    story = next(a for a in talk.draft["answers"] if a["key"] == "story")
    assert story["words"] == ["Sąsiad bije psa i straszy dzieci", "He also shouts"]
    assert story["tongues"] == ["pl", "en"]


def test_the_report_tells_the_language_of_the_teller_and_of_each_answer():
    talk = a_talk("pl", "nie", "[teller=community]", "Sąsiad straszy dzieci", "[:done]")
    while talk.asked != "summary":
        talk.they("/skip")
    sent = talk.they("/send").send
    assert sent is not None
    assert sent.language == "pl"
    told = {asked.question: asked.language for asked in sent.answers}
    assert told["story"] == "pl"
    assert told["danger"] in {"", "pl"}
    assert {asked.label for asked in sent.answers if asked.question == "danger"} == {
        "Is a child in danger now?"
    }


def test_the_name_of_a_language_is_a_deed_until_it_is_spoken():
    talk = Talk(a_polyglot())
    talk.they("/start", "Polski")
    assert talk.draft["language"] == "pl"
    talk.they("nie", "skip", "Coś jest nie tak", "[:done]", "Polski")
    assert next(a for a in talk.draft["answers"] if a["key"] == "child")["words"] == ["Polski"]


def test_a_language_named_first_begins_in_it():
    turn = advance(
        a_polyglot(), None, Event(EventKind.TEXT, "Cymraeg"), now=NOON, telling=Talk().telling
    )
    assert turn.draft["language"] == "cy"
    assert [say.key for say in turn.says if say.key == "welcome"] == ["welcome"]


def test_a_guessed_language_is_offered_and_not_taken():
    turn = advance(
        a_polyglot(), None, Event(EventKind.COMMAND, "/start"), now=NOON,
        telling=Talk().telling, guess="ur",
    )  # fmt: skip
    offer = next(say for say in turn.says if say.key == "language_offer")
    assert turn.draft["language"] == "en"
    assert offer.choices[0].value == ":language ur"
    assert "اردو" in offer.text
    assert "999" in offer.text


def test_a_language_that_is_not_there_is_not_offered():
    turn = advance(
        a_polyglot(), None, Event(EventKind.COMMAND, "/start"), now=NOON,
        telling=Talk().telling, guess="eo",
    )  # fmt: skip
    assert not [say for say in turn.says if say.key == "language_offer"]


def test_a_draft_in_a_language_that_was_taken_out_goes_on_in_english():
    talk = a_talk("pl", "nie")
    english = Talk()
    english.draft = talk.draft
    english.they("skip")
    assert english.turns[-1].says[-1].label == "What are you worried about?"


def test_an_unreviewed_language_has_its_english_beside_every_text():
    talk = Talk(a_marked_voice(is_reviewed=False))
    talk.they("/start", "/language xx", "[danger=no]")
    for say in talk.turns[-1].says:
        assert say.english is not None
        assert say.text != say.english.text
        assert [c.value for c in say.choices] == [c.value for c in say.english.choices]
    shown = in_one(talk.turns[-1].says[-1])
    assert shown.text.index("«Who are you?»") < shown.text.index("\n\nWho are you?")
    assert "«A neighbour, friend or relative» / A neighbour, friend or relative" in [
        choice.label for choice in shown.choices
    ]


def test_a_reviewed_language_stands_alone():
    talk = Talk(a_marked_voice())
    talk.they("/start", "/language xx", "[danger=no]")
    assert all(say.english is None for say in talk.turns[-1].says)


@pytest.mark.parametrize("code", CODES)
def test_no_message_of_a_bilingual_talk_is_over_the_limit(code):
    talk = a_talk(code, "no", "skip", "word " * 700, "[:done]")
    while talk.asked != "summary":
        talk.they("/skip")
    letters = [one for turn in talk.turns for one in letters_of(turn.says)]
    assert max(length(letter.text) for letter in letters) <= LONGEST


@pytest.mark.parametrize("code", CODES)
def test_p12_emergency_texts_are_translated_in_every_language(code):
    tongue = all_tongues()[code]
    urgent = ("call_first", "danger", "child", "crisis", "worse", "welcome", "after_hours")
    keys = [key for key in TEXTS if key.startswith(urgent)]
    assert len(keys) > 12
    assert [key for key in keys if ("", TEXTS[key]) not in tongue.texts] == []


QUOTES = re.compile(r"[“„«”]([^”“»«]+?)[”“»]")


@pytest.mark.parametrize("code", [*CODES, "en"])
def test_every_word_that_help_names_is_understood(code):
    voice = a_polyglot().in_language(code)
    named = QUOTES.findall(voice.text("help", lines=""))
    heard, hearing = voice.heard, voice.hearing
    meant = [typed_deed(one, heard, hearing) or interruption_in(one, heard) for one in named]
    assert len(named) == 9
    assert dict(zip(named, meant, strict=True)) == dict(zip(named, HELPED, strict=True))


HELPED = (
    "back", "skip", "why", "change 4", "hide", "stop", "confidential", "what_next", "person",
)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_what_a_text_tells_to_write_is_what_is_understood(code):
    voice = a_polyglot().in_language(code)
    for key, deed in (("noted", "back"), ("unknown_command", "help"), ("story_more", "done")):
        word = QUOTES.findall(voice.text(key, guesses=""))[0]
        assert typed_deed(word, voice.heard, voice.hearing) == deed, (key, word)


@pytest.mark.parametrize("code", CODES)
def test_the_answers_on_the_buttons_may_be_typed(code):
    voice = a_polyglot().in_language(code)
    for key, way in (("label.unknown", "unknown"), ("label.skip", "skip")):
        talk = a_talk(code, "no", "[teller=community]", TELLING, "[:done]")
        at = talk.asked
        talk.they(voice.text(key))
        told = next(a for a in talk.draft["answers"] if a["key"] == at)
        assert told["how"] == {"unknown": "unknown", "skip": "skipped"}[way]


@pytest.mark.parametrize("code", [*CODES, "en"])
def test_days_are_written_as_the_language_writes_them(code):
    told = long_day(date(2026, 11, 17), code)
    assert "2026" in told
    assert "17" in told


def test_paragraphs_stand_each_before_its_english_and_the_same_words_once():
    assert interleaved("a\n\n999", "b\n\n999") == "a\n\nb\n\n999"
    assert interleaved("a", "b\n\nc") == "a\n\nb\n\nc"


def test_the_kept_draft_is_plain_data_in_every_language():
    talk = a_talk("ur", "نہیں", "[teller=community]", "وہ بچوں کو ڈراتا ہے")
    assert json.loads(json.dumps(talk.draft))["language"] == "ur"


def test_a_number_keeps_its_order_inside_a_language_from_right_to_left():
    text = a_polyglot().in_language("ur").text("lines.nspcc")
    assert "\u20680808 800 5000\u2069" in text
    assert "\u2068" not in a_polyglot().in_language("pl").text("lines.nspcc")


def test_another_system_reads_what_happens_next_in_the_language_it_names():
    tongues = tuple(all_tongues().values())
    told = next_steps_in("pl", tongues)
    assert told[0].when == "teraz / now"
    assert "999" in told[-1].what
    assert next_steps_in("fr", tongues) == next_steps_in("en-GB", tongues) == NEXT_STEPS
