"""A Telegram bot made by hand and one process over it, with its own clock; and updates."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import text as sql

from dialogs.reporting.telegram import address_of
from dialogs.shell.telegram_inbox import Inbox, Players
from dialogs.shell.telegram_limits import Limits
from dialogs.shell.telegram_outbox import Sender
from dialogs.shell.telegram_talk import TalkSide
from intake.reporting.door import ReportingDoor
from intake.reporting.mailbox import Mailbox
from tests.build_office import HandClock, an_office


@dataclass
class BotByHand:
    """What the sides need of a bot, and what was said through it."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    async def send_message(self, chat, text, **_more):
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((str(chat), text))
        return SimpleNamespace(message_id=100 + len(self.sent))

    async def answer_callback_query(self, query, *, text=None):
        self.answers.append(text or "")

    async def delete_messages(self, chat, numbers):
        self.deleted += numbers


def in_mode(mode, office):
    """Return the office with Telegram set to a mode."""
    channels = office.policy.channels
    telegram = channels.telegram.model_copy(update={"mode": mode})
    changed = channels.model_copy(update={"telegram": telegram})
    return replace(office, policy=replace(office.policy, channels=changed))


class Phone:
    """One process that hears and says, with its own clock."""

    def __init__(self, bot=None, office=None, mode="full"):
        self.clock = HandClock()
        self.bot = bot or BotByHand()
        self.office = in_mode(mode, office or an_office(clock=self.clock))
        self.mailbox = Mailbox(self.office, "telegram")
        limits = Limits(asyncio.get_running_loop().time)
        self.sender = Sender(
            self.bot,
            self.mailbox,
            limits,
            asyncio.to_thread,
            address=lambda: address_of(
                "https://report.example", ReportingDoor(self.office).new_way_in()
            ),
            now=self.office.now,
            slot=timedelta(seconds=1),
        )
        self.talk = TalkSide(
            self.office,
            self.bot,
            self.mailbox,
            asyncio.to_thread,
            on_said=self.sender.wake,
            on_report=lambda: None,
        )
        self.players = Players(self.talk.play, self.talk.give_up)
        self.inbox = Inbox(
            self.mailbox,
            asyncio.to_thread,
            on_new=self.players.add,
            on_repeat=self.talk.repeated,
            on_other=self.talk.passed_over,
        )

    async def settle(self):
        """Play all that waits and send all that is due."""
        await self.players.rest(within=10)
        for waiting in self.mailbox.waiting():
            self.players.add(waiting)
            await self.players.rest(within=10)
        self.clock.move(seconds=3)
        running = asyncio.create_task(self.sender.run())
        for _ in range(300):
            if not self._counts_waiting():
                break
            await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await self.sender.rest(within=5)

    def _counts_waiting(self):
        with self.office.look() as work:
            state = sql("SELECT count(*) FROM outbox WHERE state = 'waiting'")
            return work.session.connection().execute(state).scalar_one()


NUMBERS = iter(range(880000001, 890000000))


def a_text(text, *, chat=1001, message_id=None, update_id=None):
    number = update_id or next(NUMBERS)
    message = {
        "message_id": message_id or number % 1000,
        "chat": {"id": chat, "type": "private"},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


def a_press(data, *, chat=1001, message_id=50):
    message = {"message_id": message_id, "chat": {"id": chat, "type": "private"}}
    query = {"id": "1", "from": {"id": chat}, "data": data, "message": message}
    return {"update_id": next(NUMBERS), "callback_query": query}
