"""A desk's group: who pressed what, and what the group is told then."""

from dialogs.duty.carriers.telegram_desk import Button
from dialogs.duty.telegram import moved_to, notice_after, press_of, words_of
from intake.duty.group import Answered, GroupAnswer

CHAT = {"id": -1002000000001, "type": "supergroup"}
NOTICE = {
    "message_id": 3,
    "chat": CHAT,
    "from": {"id": 9, "is_bot": True},
    "text": "Due Regard: Today – DR-1",
    "reply_markup": {
        "inline_keyboard": [
            [
                {"text": "Acknowledge", "callback_data": "acknowledge:12"},
                {"text": "Open", "url": "https://duty.example/a"},
            ]
        ]
    },
}


def a_press(data="acknowledge:12"):
    return {"callback_query": {"id": "8", "from": {"id": 1002}, "data": data, "message": NOTICE}}


def a_reply(text, notice=NOTICE):
    return {
        "message": {
            "message_id": 4, "chat": CHAT, "from": {"id": 1002}, "text": text,
            "reply_to_message": notice,
        }
    }  # fmt: skip


def test_a_button_names_the_alert_and_who_pressed():
    press = press_of(a_press())

    assert (press.account, press.act, press.alert_id) == ("1002", "acknowledge", 12)
    assert press.links == (Button("Open", url="https://duty.example/a"),)


def test_a_reply_that_says_seen_acknowledges_and_any_other_does_not():
    assert press_of(a_reply("Seen, thank you")).seems
    assert not press_of(a_reply("what is this about?")).seems


def test_talk_that_answers_no_notice_is_nothing():
    assert press_of(a_reply("seen", {**NOTICE, "from": {"id": 5, "is_bot": False}})) is None
    assert press_of(a_reply("seen", {**NOTICE, "reply_markup": {}})) is None
    assert press_of(a_press("c:danger=yes")) is None
    assert press_of(a_press("acknowledge:12; drop")) is None


def test_a_taken_notice_says_by_whom_and_asks_for_the_next_step():
    press = press_of(a_press())
    text, buttons = notice_after(press, Answered(GroupAnswer.TAKEN, "Dora Fenn"))

    assert text == "Due Regard: Today – DR-1\nTaken by Dora Fenn."
    assert buttons == (
        (Button("Accept", data="accept:12"), Button("Open", url="https://duty.example/a")),
    )


def test_every_outcome_has_words():
    assert all(words_of(Answered(answer, "Dora Fenn")) for answer in GroupAnswer)


def test_a_group_that_becomes_a_supergroup_is_followed():
    update = {"message": {"chat": {"id": -4001, "type": "group"}, "migrate_to_chat_id": -4008}}

    assert moved_to(update) == ("-4001", "-4008")
    assert moved_to(a_reply("seen")) is None
