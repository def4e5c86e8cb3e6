"""The reporter's side of Telegram: an event that was written down becomes a turn of talk."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event
from dialogs.reporting.form import Telling
from dialogs.reporting.telegram import (
    ANSWERED,
    CHANNEL,
    event_of,
    invitation_in,
    is_private,
    language_of,
    link_step,
    message_of,
    not_played,
    saying_first,
)
from dialogs.reporting.telegram_links import language_in_link, without_payload
from dialogs.shell.from_policy import areas_of, file_rules_of, voice_in
from dialogs.shell.telegram_inbox import Update
from dialogs.shell.telegram_outbox import seconds_of
from intake.reporting.door import ReportingDoor
from intake.reporting.mailbox import Mailbox, Waiting
from intake.reporting.values import SayStyle, Step
from intake.store.office import Office


class TalkSide:
    """Plays private chats.

    Args:
        office: The office.
        bot: The connection.
        mailbox: Inbox and outbox of the channel.
        in_thread: Runs a function in a worker thread.
        on_said: Called when something was put into the outbox.
        on_report: Called when a desk may have been told something.
        on_file: Called when a file was told of that is to be fetched.
        learn_address: Of the pages that say what to look for; empty for none.
    """

    def __init__(
        self,
        office: Office,
        bot: Bot,
        mailbox: Mailbox,
        in_thread: Callable[..., Awaitable[Any]],
        *,
        on_said: Callable[[], None],
        on_report: Callable[[], None],
        on_file: Callable[[], None] = lambda: None,
        learn_address: str = "",
    ) -> None:
        self._office = office
        self._on_file = on_file
        self._files = file_rules_of(office.policy)
        self._bot = bot
        self._mailbox = mailbox
        self._in_thread = in_thread
        self._on_said = on_said
        self._on_report = on_report
        self._door = ReportingDoor(office)
        voice = voice_in(office)
        learn = {"learn": learn_address} if learn_address else {}
        self._voice = replace(voice, numbers={**voice.numbers, **learn})
        self._areas = areas_of(office.policy)
        self._answers: set[asyncio.Task[None]] = set()

    async def play(self, waiting: Waiting) -> None:
        """Play one event of a private chat; one that tells nothing is only marked as seen."""
        self._answer_query(waiting.body)
        event = event_of(waiting.body) if is_private(waiting.body) else None
        if event is None:
            await self._in_thread(self._mailbox.played, waiting)
            return
        chat = str(message_of(waiting.body)["chat"]["id"])
        language = language_in_link(waiting.body) or language_of(waiting.body)
        step = self._step(without_payload(event, waiting.body), chat, language)
        if token := invitation_in(event):
            step = await self._welcomed(step, token, chat, language)
        reply = await self._in_thread(
            self._door.turn,
            channel=CHANNEL,
            chat=chat,
            event_id=waiting.event_id,
            step=step,
            address=chat,
            trace=event.message_id,
        )
        self._on_said()
        if event.files:
            self._on_file()
        if reply.receipt or any(say.style is SayStyle.DANGER for say in reply.says):
            self._on_report()

    async def _welcomed(self, step: Step, token: str, chat: str, language: str) -> Step:
        """Use an organisation's invitation up, and say so before anything else."""
        known = await self._in_thread(self._door.welcome, token, channel=CHANNEL, chat=chat)
        if known is None:
            return saying_first(step, self._voice, language, "vouch_used")
        return saying_first(step, self._voice, language, "vouched", organisation=known)

    async def give_up(self, waiting: Waiting) -> None:
        """Put an event away that cannot be played, and ask for it once more."""
        is_talk = is_private(waiting.body)
        await self._in_thread(
            self._mailbox.set_aside,
            waiting,
            address=str(message_of(waiting.body)["chat"]["id"]),
            says=not_played(self._voice, language_of(waiting.body)) if is_talk else (),
        )
        self._on_said()

    def passed_over(self, update: Update) -> None:
        """Stop the clock of a button that is none of ours, saying nothing."""
        self._answer_query(update)

    def repeated(self, update: Update) -> None:
        """Tell whoever presses the same button again that it was heard."""
        self._answer_query(update, ANSWERED)

    def _step(self, event: Event, chat: str, guess: str) -> Step:
        plan = self._office.policy.channels.telegram
        if plan.mode == "link":
            return link_step(self._voice, hours=plan.address_hours, language=guess)
        return talk(
            self._voice.scripts,
            self._voice.numbers,
            event,
            self._office.now(),
            telling=Telling(channel=CHANNEL, account=chat, areas=self._areas, files=self._files),
            voice=self._voice,
            guess=guess,
        )

    def _answer_query(self, update: Update, text: str = "") -> None:
        """Stop the button's clock on the teller's phone; nothing is lost where that fails."""
        query = update.get("callback_query")
        if query is None:
            return
        task = asyncio.create_task(self._answer(str(query.get("id")), text))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, query: str, text: str) -> None:
        for wait in (0.5, 2.0, 0.0):
            try:
                await self._bot.answer_callback_query(query, text=text or None)
            except BadRequest:
                return
            except RetryAfter as refusal:
                await asyncio.sleep(seconds_of(refusal))
            except TelegramError:
                await asyncio.sleep(wait)
            else:
                return
