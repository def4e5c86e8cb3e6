import pytest

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.telegram_links import language_in_link, without_payload
from intake.domain.code_words import CODE_WORDS

TOKEN = "Zk3-_tV7w1Qe9rT5yU2iO8pA4sD6fG0h"
CODE = "-".join(list(CODE_WORDS)[:7])


def a_start(payload):
    text = f"/start {payload}".strip()
    chat = {"id": 1, "type": "private"}
    return {"update_id": 1, "message": {"message_id": 7, "chat": chat, "text": text}}


def a_command(update):
    return Event(EventKind.COMMAND, update["message"]["text"], "7")


@pytest.mark.parametrize(
    ("payload", "language", "command"),
    [
        pytest.param("", "", "/start", id="no link"),
        pytest.param(TOKEN, "", "/start", id="an invitation"),
        pytest.param("lang_pl", "pl", "/start", id="a poster in Polish"),
        pytest.param(CODE, "", "/resume " + CODE.replace("-", " "), id="a code"),
        pytest.param("who-knows", "", "/start", id="anything else"),
        pytest.param("a" * 65, "", "/start " + "a" * 65, id="no link has so much"),
        pytest.param("he hits her", "", "/start he hits her", id="words typed behind it"),
    ],
)
def test_a_deep_link_is_one_of_three_things(payload, language, command):
    update = a_start(payload)

    assert language_in_link(update) == language
    assert without_payload(a_command(update), update).text == command


def test_a_bots_own_name_behind_the_command_changes_nothing():
    update = a_start("lang_pl")
    update["message"]["text"] = "/start@due_bot lang_pl"

    assert language_in_link(update) == "pl"


def test_an_edited_start_is_no_link():
    update = {"update_id": 1, "edited_message": a_start("lang_pl")["message"]}

    assert language_in_link(update) == ""
