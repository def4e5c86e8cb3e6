"""Telegram's private chats: updates become events, says become messages within its limits."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from dialogs.reporting.telegram import (
    COMMANDS,
    LONGEST,
    event_of,
    length,
    letters_of,
    link_step,
    press_key,
    with_address,
)
from intake.reporting.turns import FileKind, FileTold
from intake.reporting.values import Say, SayChoice, SayStyle
from tests.build_talk import a_voice


def a_message(**facts):
    return {"message": {"message_id": 7, "chat": {"id": 1001, "type": "private"}, **facts}}


def a_press(data, *, message_id=7):
    message = {"message_id": message_id, "chat": {"id": 1001, "type": "private"}}
    return {"callback_query": {"id": "5", "data": data, "message": message}}


def talk_step(event):
    voice = a_voice()
    now = datetime(2026, 11, 17, 10, tzinfo=UTC)
    telling = Telling(channel="telegram", account="1", areas={})
    return talk(voice.scripts, voice.numbers, event, now, telling=telling, voice=voice)


COMMAND = [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    ("update", "event"),
    [
        pytest.param(
            a_message(text="He waits there."),
            Event(EventKind.TEXT, "He waits there.", "7"),
            id="words are words",
        ),
        pytest.param(
            a_message(text="/start", entities=COMMAND),
            Event(EventKind.COMMAND, "/start", "7"),
            id="a command is one",
        ),
        pytest.param(
            a_message(text="/he said"), Event(EventKind.TEXT, "/he said", "7"), id="a slash is not"
        ),
        pytest.param(
            a_message(
                photo=[{"file_id": "a", "width": 90}, {"file_id": "b", "width": 900}],
                caption="his van",
                media_group_id="5",
            ),
            Event(
                EventKind.FILE,
                "his van",
                "7",
                files=(FileTold(FileKind.PHOTO, source="b"),),
                album="5",
            ),
            id="a picture keeps its caption and is its largest size",
        ),
        pytest.param(
            a_message(voice={"file_id": "v", "file_size": 12}),
            Event(EventKind.FILE, "", "7", files=(FileTold(FileKind.AUDIO, size=12, source="v"),)),
            id="a voice is a recording",
        ),
        pytest.param(
            a_message(document={"file_id": "d", "mime_type": "image/png", "file_name": "x.png"}),
            Event(
                EventKind.FILE,
                "",
                "7",
                files=(FileTold(FileKind.PHOTO, source="d", name="x.png"),),
            ),
            id="a picture sent as a document is a picture",
        ),
        pytest.param(a_message(dice={}), Event(EventKind.FILE, "", "7"), id="a die is no file"),
        pytest.param(
            a_message(location={"latitude": 53.1, "longitude": -1.2}),
            Event(EventKind.TEXT, "place sent as a pin: 53.1, -1.2", "7"),
            id="a shared place is told in words",
        ),
        pytest.param(
            a_message(
                venue={
                    "title": "Fair",
                    "address": "Mill Lane",
                    "location": {"latitude": 53.1, "longitude": -1.2},
                }
            ),
            Event(EventKind.TEXT, "Fair, Mill Lane, (place sent as a pin: 53.1, -1.2)", "7"),
            id="a named place keeps its name",
        ),
        pytest.param(
            {"edited_message": a_message(text="Corry, 46")["message"]},
            Event(EventKind.EDIT, "Corry, 46", "7"),
            id="an edited message finds its answer",
        ),
        pytest.param(
            a_message(contact={"first_name": "Wilf", "phone_number": "+447700900123"}),
            Event(EventKind.TEXT, "Wilf, +447700900123", "7"),
            id="a shared contact is told in words",
        ),
        pytest.param(
            a_press("c:danger=yes"),
            Event(EventKind.CHOICE, "danger=yes"),
            id="a button is a choice",
        ),
        pytest.param(a_press("acknowledge:4"), None, id="a desk's button tells nothing here"),
        pytest.param(a_message(pinned_message={}), None, id="a pinned message tells nothing"),
    ],
)
def test_an_update_becomes_what_its_sender_did(update, event):
    assert event_of(update) == event


def test_the_same_button_pressed_twice_is_one_press_but_another_button_is_not():
    assert press_key(a_press("c:danger=yes")) == press_key(a_press("c:danger=yes"))
    assert press_key(a_press("c:danger=yes")) != press_key(a_press("c:danger=no"))
    assert press_key(a_press("c:danger=yes")) != press_key(a_press("c:danger=yes", message_id=9))


def test_a_button_of_which_several_may_be_taken_can_be_taken_back():
    assert press_key(a_press("m:signs=GC1")) == ()


def a_question(count, *, hint="", way=()):
    answers = tuple(SayChoice(f"q=a{n}", f"Answer {n}", hint) for n in range(count))
    return Say("Which?", SayStyle.QUESTION, choices=(*answers, *way), question="q")


def test_up_to_eight_answers_are_buttons():
    (letter,) = letters_of((a_question(8),))

    assert len(letter.rows) == 8
    assert letter.rows[0][0].data == "c:q=a0"


def test_more_answers_are_numbered_lines_and_the_ways_past_stay_buttons():
    skip = SayChoice("q=?skip", "Skip", is_way_past=True)
    (letter,) = letters_of((a_question(9, way=(skip,)),))

    assert "9. Answer 8" in letter.text
    assert [row[0].label for row in letter.rows] == ["Skip"]


def test_what_is_said_together_is_one_message_for_each_keyboard():
    stale = Say("Answered already.", choices=(SayChoice(":change q", "Change", is_way_past=True),))
    letters = letters_of((Say("First."), stale, Say("Then."), a_question(2)))

    assert [letter.text for letter in letters] == ["First.\n\nAnswered already.", "Then.\n\nWhich?"]


@given(st.text(alphabet="ab \n😀é", min_size=1, max_size=12_000))
def test_a_text_of_any_length_arrives_whole_in_pieces_that_telegram_takes(text):
    letters = letters_of((Say(text, choices=(SayChoice(":send", "Send"),)),))

    assert all(0 < length(letter.text) <= LONGEST for letter in letters)
    assert "".join(letters[-1].text.split()) in "".join(text.split()) or letters[-1].text == "…"
    told = "".join("".join(letter.text for letter in letters).split()).replace("…", "")
    assert told == "".join(text.split())
    assert [bool(letter.rows) for letter in letters] == [False] * (len(letters) - 1) + [True]


def test_the_menu_of_commands_is_neutral_and_each_is_understood():
    for menu in COMMANDS.values():
        for command, words in menu:
            step = talk_step(Event(EventKind.COMMAND, f"/{command}"))
            assert "do not know that command" not in str([s.text for s in step.advance({}).says])
            assert not {"child", "report", "abuse"} & set(words.lower().split())


def test_no_button_carries_more_than_telegram_takes():
    long = SayChoice("q=" + "é" * 40, "Long")
    (letter,) = letters_of((Say("Which?", choices=(long,)),))

    assert letter.rows == ()


def test_p12_where_telegram_only_leads_elsewhere_the_emergency_line_comes_first():
    step = link_step(a_voice(), hours=24)
    turn = step.advance(None)
    (letter,) = letters_of(with_address(turn.says, "https://report.example/b/one"))

    assert "999" in turn.says[0].text
    assert "https://report.example/b/one" in letter.text
    assert "works once, for 24 hours" in letter.text
    assert "{address}" in turn.says[1].text
    assert turn.forget
    assert turn.draft == {}
