"""Fetches what tellers sent as files: noted with the turn that tells of them, fetched apart.

A download never stands in the way of words: the turn is answered at once, and a kill in between
leaves the noted file id, by which it is fetched again (decision 0019).
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_both
from dialogs.reporting.files import refusal_said
from dialogs.shell.logs import EventLog
from dialogs.shell.telegram_outbox import seconds_of
from intake.reporting.files import FileDoor, ToFetch
from intake.reporting.mailbox import Mailbox
from intake.reporting.turns import FileRules
from intake.reporting.values import FileRefusal

log = EventLog("telegram")

REST = 2.0
AT_ONCE = 4
DOWNLOAD_SECONDS = 60.0


class Fetcher:
    """Fetches files, a few at once, while this process holds the channel.

    Args:
        bot: The connection.
        door: Takes files in.
        mailbox: Where a teller is told that a file could not be used.
        rules: How many files, and how large.
        voice: How we speak.
        in_thread: Runs a function in a worker thread.
        on_said: Called when something was put into the outbox.
    """

    def __init__(
        self,
        bot: Bot,
        door: FileDoor,
        mailbox: Mailbox,
        *,
        rules: FileRules,
        voice: Voice,
        in_thread: Callable[..., Awaitable[Any]],
        on_said: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._door = door
        self._mailbox = mailbox
        self._rules = rules
        self._voice = voice
        self._in_thread = in_thread
        self._on_said = on_said
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look for files now: one was just told of."""
        self._woken.set()

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            self._woken.clear()
            taken: tuple[ToFetch, ...] = ()
            try:
                taken = await self._in_thread(self._door.to_fetch, limit=AT_ONCE)
                await asyncio.gather(*(self._fetch(one) for one in taken))
            except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: it stays due
                log.error("files.failed", failure=failure, channel="telegram")  # noqa: TRY400 - no words
            if not taken:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(REST):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _fetch(self, one: ToFetch) -> None:
        try:
            found = await self._bot.get_file(one.source)
            if (found.file_size or 0) > self._rules.most_bytes:
                await self._refused(one, FileRefusal.TOO_LARGE)
                return
            data = bytes(await found.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
        except RetryAfter as wait:
            await asyncio.sleep(seconds_of(wait))
            await self._in_thread(self._door.fetch_later, one)
        except (BadRequest, Forbidden):
            await self._refused(one, FileRefusal.NOT_FETCHED)
        except TelegramError as failure:
            log.warning("file.not_fetched", error=type(failure).__name__, channel="telegram")
            await self._in_thread(self._door.fetch_later, one)
        else:
            refusal = await self._in_thread(self._door.fetched, one, data)
            if refusal is not None:
                await self._tell(one, refusal)

    async def _refused(self, one: ToFetch, refusal: FileRefusal) -> None:
        await self._in_thread(self._door.not_fetched, one, refusal)
        await self._tell(one, refusal)

    async def _tell(self, one: ToFetch, refusal: FileRefusal) -> None:
        """Tell who sent it, in words that name neither the file nor what it shows."""
        if one.address:
            language = await self._in_thread(self._door.language_of, one.address)
            voice = self._voice.in_language(language)
            says = in_both(voice, lambda each: (refusal_said(each, refusal, self._rules),))
            await self._in_thread(self._mailbox.say, one.address, says)
            self._on_said()
