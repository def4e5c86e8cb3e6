"""Floods of Telegram: chats run beside each other, so a flood only holds up its own chat."""

import asyncio

from dialogs.shell.telegram_inbox import Players
from intake.reporting.mailbox import Waiting


def an_event(chat, number):
    return Waiting(event_id=f"{chat}-{number}", chat_key=chat, body={})


async def played(events, last, *, at_once=4):
    """Play events by few hands; gives how many were played before the last one was."""
    hands, done = asyncio.Semaphore(at_once), []
    ready = asyncio.Event()

    async def play(waiting):
        async with hands:
            await asyncio.sleep(0.0005)
            done.append(waiting.event_id)
            if waiting.event_id == last.event_id:
                ready.set()

    async def give_up(_waiting):
        raise AssertionError

    players = Players(play, give_up)
    for one in (*events, last):
        players.add(one)
    await ready.wait()
    before = len(done) - 1
    await players.rest(within=5)
    return before


def test_p12_a_flood_of_one_chat_holds_up_no_other_chat():
    flood = [an_event("flood", number) for number in range(2_000)]

    before = asyncio.run(played(flood, an_event("child", 1)))

    assert before < 5


def test_p12_a_flood_of_many_chats_holds_up_a_newcomer_by_about_one_message_of_each():
    flood = [an_event(f"chat {number % 50}", number) for number in range(2_000)]

    before = asyncio.run(played(flood, an_event("child", 1)))

    assert before < 60
