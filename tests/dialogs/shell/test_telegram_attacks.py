"""What a stranger, a bad network or a clever phone may send: answered kindly, nothing lost."""

import asyncio
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from dialogs.shell.telegram_connection import TelegramSettings, bot_of
from dialogs.shell.telegram_desk import DeskSide
from dialogs.shell.telegram_limits import Limits
from tests.dialogs.shell.phone import BotByHand, Phone, a_press, a_text
from tests.loopback import AnHttpServer, serving


def played(*updates, bot=None):
    """Send updates to a fresh bot, all at once, and let everything end."""

    async def story():
        phone = Phone(bot)
        await phone.inbox.put(list(updates))
        await phone.settle()
        return phone

    return asyncio.run(story())


def words_kept(phone, chat=1001):
    draft = phone.talk._door.peek(channel="telegram", chat=str(chat))
    return json.dumps(draft, ensure_ascii=False)


def aside(phone):
    with phone.office.look() as work:
        state = sql("SELECT count(*) FROM inbox WHERE state = 'aside'")
        return work.session.connection().execute(state).scalar_one()


def an_edit(text, *, message_id, chat=1001):
    update = a_text(text, chat=chat, message_id=message_id)
    return {"update_id": update["update_id"], "edited_message": update["message"]}


def a_thing(message_id=70, **things):
    update = a_text("", message_id=message_id)
    del update["message"]["text"]
    update["message"] |= things
    return update


def test_an_edit_that_overtakes_its_message_is_not_lost():
    phone = played(
        a_text("/start"),
        an_edit("The man from the fair, Corry.", message_id=900),
        a_text("The man from the fair.", message_id=900),
    )

    assert "The man from the fair, Corry." in words_kept(phone)
    assert aside(phone) == 0


def test_updates_with_falling_numbers_are_all_played():
    updates = [a_text(words, update_id=number) for words, number in
               (("/start", 990000003), ("no", 990000002), ("skip", 990000001))]  # fmt: skip
    phone = played(*updates)

    assert len(phone.bot.sent) == 3
    assert "What are you worried about?" in phone.bot.sent[-1][1]


def test_two_hundred_updates_at_once_are_played_in_order_and_once():
    lines = [a_text(f"Line {number}.") for number in range(197)]
    updates = [a_text("/start"), a_text("no"), a_text("skip"), *lines]
    phone = played(*updates, *updates[:50])
    told = words_kept(phone)

    assert [told.index(f"Line {number}.") for number in range(197)] == sorted(
        told.index(f"Line {number}.") for number in range(197)
    )
    assert told.count("Line 7.") == 1


@pytest.mark.parametrize("blank", ["\u200b", "\u200b\u200d\ufeff", "\u2060 \u00a0", "\n\t "])
def test_words_that_nobody_can_see_are_no_answer_and_break_nothing(blank):
    phone = played(a_text("/start"), a_text(blank), a_text("no"))

    assert aside(phone) == 0
    assert all(text.strip() for _, text in phone.bot.sent)
    assert "Who are you" in phone.bot.sent[-1][1]


@pytest.mark.parametrize(
    "words",
    ["الرجل من السوق يعطيها المال", "\u202eтекст назад\u202c Corry", "👨\u200d👩\u200d👧" * 50],
)
def test_words_of_any_script_are_kept_as_they_are(words):
    phone = played(a_text("/start"), a_text("no"), a_text("skip"), a_text(words))

    assert words in words_kept(phone)


FORGED = [
    "c:danger=perhaps", "c:danger=", "c:=yes", "c:=", "c:", "c:nobody=1", "c:child#99=Tansy",
    "c::send", "c::send again", "c::change 999", "c::change ../..", "c::unknown", "c::", "m:", "m:x=y",
    "c:" + "é" * 31, "acknowledge:1", "accept:1", "x", "", "c:danger=yes=no", "c:who=' OR 1=1 --",
    "c::forget now",
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
def test_a_forged_button_does_nothing_but_is_answered(data):
    phone = played(a_text("/start"), a_text("no"), a_press(data))

    assert aside(phone) == 0
    assert len(phone.bot.answers) == 1
    assert _concerns(phone) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_no_button_data_puts_an_event_aside(data):
    phone = played(a_text("/start"), a_press(f"c:{data}"), a_press(f"m:{data}"))

    assert aside(phone) == 0


def _concerns(phone):
    with phone.office.look() as work:
        return work.concerns.count()


def a_picture(number, **more):
    sizes = [{"file_id": f"small{number}", "width": 90}, {"file_id": f"big{number}", "width": 900}]
    return a_thing(message_id=number, photo=sizes, **more)


def test_pictures_of_one_album_are_answered_once_and_all_are_noted():
    pictures = [a_picture(70 + number, media_group_id="album") for number in range(6)]
    pictures[0]["message"]["caption"] = "His van outside the school."
    phone = played(a_text("/start"), a_text("no"), a_text("skip"), *pictures)
    told = [text for _, text in phone.bot.sent if "on its way to us" in text]
    with phone.office.look() as work:
        noted = work.files.of_chat(phone.mailbox.chat_key("1001"))

    assert len(told) == 1
    assert len(noted) == 6
    assert "big70" in noted[0].source.reveal()
    assert "His van outside the school." in words_kept(phone)


@pytest.mark.parametrize(
    "thing",
    [{"sticker": {}}, {"dice": {}}, {"story": {}}, {"poll": {"question": "Is he there?"}}],
    ids=lambda thing: next(iter(thing)),
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_what_to_do_instead(thing):
    phone = played(a_text("/start"), a_text("no"), a_text("skip"), a_thing(**thing))

    assert "please write it in words" in phone.bot.sent[-1][1]
    assert thing.get("poll", {}).get("question", "") in words_kept(phone)


def test_a_shared_place_is_kept_once_and_does_not_answer_each_step_of_a_walk():
    first = a_thing(message_id=80, location={"latitude": 52.5, "longitude": -1.5})
    moved = {"update_id": 991000000, "edited_message": {**first["message"]}}
    phone = played(a_text("/start"), a_text("no"), a_text("skip"), first, moved)

    assert "52.5, -1.5" in words_kept(phone)
    assert len(phone.bot.sent) == 4


def test_a_button_in_a_place_we_do_not_talk_in_is_answered():
    press = a_press("c:danger=yes")
    press["callback_query"]["message"]["chat"]["type"] = "channel"

    assert played(press).bot.answers == [""]


async def _group(update, bot):
    phone = Phone(bot)
    limits = Limits(asyncio.get_running_loop().time)
    desk = DeskSide(phone.office, bot, phone.mailbox, limits, asyncio.to_thread)
    phone.players._play = desk.play
    await phone.inbox.put([update])
    await phone.players.rest(within=5)
    return bot


def a_group_press(data, account=666):
    message = {"message_id": 3, "chat": {"id": -5, "type": "supergroup"}, "text": "Due Regard"}
    query = {"id": "9", "from": {"id": account}, "data": data, "message": message}
    return {"update_id": 880000000, "callback_query": query}


@pytest.mark.parametrize("data", ["acknowledge:1", "accept:999999999999999999"])
def test_an_officers_button_pressed_by_a_stranger_does_nothing_and_says_so(data):
    bot = asyncio.run(_group(a_group_press(data), BotByHand()))

    assert "belongs to no officer" in bot.answers[0]
    assert bot.sent == []


@pytest.mark.parametrize("data", ["c:danger=yes", "acknowledge:-1", "acknowledge:1 OR 1", ""])
def test_a_forged_button_in_a_group_is_answered_with_nothing(data):
    assert asyncio.run(_group(a_group_press(data), BotByHand())).answers == [""]


def test_an_update_that_the_library_cannot_read_does_not_stop_the_others():
    poison = {"update_id": 5, "message": {"message_id": 1, "poll": {"id": "1"}, "chat": {}}}
    answer = json.dumps({"ok": True, "result": [poison, a_text("hello", update_id=6)]})

    async def story(api):
        return await bot_of(TelegramSettings("1:A", base_url=f"{api.url}/bot")).updates_from(0)

    with serving(AnHttpServer((200, {}, answer.encode()))) as api:
        updates = asyncio.run(story(api))

    assert [update["update_id"] for update in updates] == [5, 6]
    assert updates[0] == poison


def test_p10_what_a_link_handed_over_is_kept_nowhere():
    token = "Zk3-_tV7w1Qe9rT5yU2iO8pA4sD6fG0h"
    phone = played(a_text(f"/start {token}"), a_text("no"))

    assert token not in words_kept(phone)
    assert token not in str(phone.bot.sent)
