"""What goes out to private chats: the outbox, sent in order, at its moment, without giving up."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from dialogs.reporting.release import slot_from
from dialogs.reporting.telegram import (
    HIDDEN,
    Letter,
    is_hiding,
    is_leading,
    letters_of,
    with_address,
)
from dialogs.shell.logs import EventLog
from dialogs.shell.telegram_limits import DANGER, TALK, Limits
from intake.reporting.mailbox import Leaving, Left, Mailbox

log = EventLog("telegram")

AHEAD = timedelta(milliseconds=500)
IDLE = 1.0
NOTE_EVERY = 0.1
MOST = 50
AFTER_FAULT = 10.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 60.0
WIPED_WITHIN = timedelta(hours=48)
"""Telegram lets a bot delete what is younger."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Gone(Exception):  # noqa: N818 - it reads as what happened
    """A chat cannot be reached any more; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Sender:
    """Sends the outbox.

    Args:
        bot: The connection.
        mailbox: Inbox and outbox of the channel.
        limits: How fast.
        in_thread: Runs a function in a worker thread.
        address: Makes a one-use address of the web chat.
        now: The clock, aware UTC.
        slot: Width of the grid on which final replies leave (promise P4).
    """

    def __init__(
        self,
        bot: Bot,
        mailbox: Mailbox,
        limits: Limits,
        in_thread: Callable[..., Awaitable[Any]],
        *,
        address: Callable[[], str],
        now: Callable[[], datetime],
        slot: timedelta,
    ) -> None:
        self._bot = bot
        self._mailbox = mailbox
        self._limits = limits
        self._in_thread = in_thread
        self._address = address
        self._now = now
        self._slot = slot
        self._woken = asyncio.Event()
        self._left: list[Left] = []
        self._writing_to: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_asked = True
        self._clock = time.monotonic
        self._noted_at = 0.0

    def wake(self) -> None:
        """Look into the outbox now: something was put there."""
        self._is_asked = True
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            self._woken.clear()
            try:
                wait = await self._round()
            except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: it stays due
                log.error("outbox.failed", failure=failure, channel="telegram")  # noqa: TRY400 - no words
                wait = IDLE
            if wait > 0:
                await self._rest(wait)

    async def _rest(self, wait: float) -> None:
        """Rest until woken; not by `wait_for`, which may swallow a cancel on Python 3.11."""
        try:
            async with asyncio.timeout(wait):
                await self._woken.wait()
        except TimeoutError:
            return

    async def rest(self, *, within: float) -> None:
        """Let what is being sent end, at most so many seconds, and note what was sent."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._left:
            left, self._left = self._left, []
            await self._in_thread(self._mailbox.left, left)

    async def _round(self) -> float:
        """Note what was sent and take what is due; returns for how long to rest.

        What was sent is noted at once where nothing else is on its way, for what is not noted
        when the process dies is sent again. In a crowd it is noted some ten times a second: each
        note is a commit, and one commit a message would make everybody wait.
        """
        rest = self._rests_until_note()
        if self._left and (rest <= 0 or not self._writing_to):
            left, self._left = self._left, []
            self._noted_at = self._clock()
        elif self._is_asked:
            left = []
        else:
            return rest if self._left else await self._rests_until_due()
        self._is_asked = False
        try:
            taken = await self._in_thread(
                self._mailbox.leaving, left=left, ahead=AHEAD, most=MOST, **self._in_hand()
            )
        except BaseException:
            self._left = [*left, *self._left]
            self._is_asked = True
            raise
        self._is_asked = self._is_asked or len(taken) >= MOST
        for one in taken:
            self._start(one)
        return 0.0

    def _start(self, one: Leaving) -> None:
        if one.chat_key in self._writing_to:
            return
        self._writing_to.add(one.chat_key)
        task = asyncio.create_task(self._send(one))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _in_hand(self) -> dict[str, tuple[Any, ...]]:
        return {"skip": tuple(self._writing_to), "gone": tuple(one.id for one in self._left)}

    def _rests_until_note(self) -> float:
        return self._noted_at + NOTE_EVERY - self._clock()

    async def _rests_until_due(self) -> float:
        due = await self._in_thread(self._mailbox.next_leaving, **self._in_hand())
        if due is None:
            return IDLE
        wait = (due - self._now() - AHEAD).total_seconds()
        self._is_asked = wait <= 0
        return float(min(max(wait, 0.0), IDLE))

    async def _send(self, one: Leaving) -> None:
        try:
            traces = await self._say(one)
        except Gone as gone:
            log.warning("chat.unreachable", channel="telegram", code=gone.code)
            await self._in_thread(self._mailbox.unreachable, one.id, error=gone.code)
        except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: it stays due
            log.error(  # noqa: TRY400 - no words
                "message.failed", failure=failure, channel="telegram"
            )
            await asyncio.sleep(AFTER_FAULT)
        else:
            self._left.append(Left(one.id, one.chat_key, traces))
        finally:
            self._writing_to.discard(one.chat_key)
            self._woken.set()

    async def _at_its_moment(self, leaves_at: datetime | None) -> None:
        """Wait for the slot of a final reply; a slot that has passed means the next one."""
        if leaves_at is None:
            return
        now = self._now()
        moment = leaves_at if leaves_at >= now else slot_from(now, self._slot)
        await asyncio.sleep((moment - now).total_seconds())

    async def _say(self, one: Leaving) -> tuple[str, ...]:
        says = one.says
        if is_leading(says):
            says = with_address(says, await self._in_thread(self._address))
        letters: Sequence[Letter] = letters_of(says)
        if is_hiding(one.says):
            await self._wipe(one)
            letters = (Letter(HIDDEN),)
        moments = (one.leaves_at, *(None for _ in letters[1:]))
        return tuple(
            [
                await self._deliver(one, letter, leaves_at)
                for letter, leaves_at in zip(letters, moments, strict=False)
            ]
        )

    async def _deliver(self, one: Leaving, letter: Letter, leaves_at: datetime | None) -> str:
        """Send one message until it has arrived; returns its id.

        A call that timed out may have arrived; it is sent again, and the reference makes
        the repeat harmless. The place in the token bucket is taken before the slot, so that
        nothing of the same moment, an alert least of all, moves a final reply off it (P4).
        """
        wait = FIRST_WAIT
        while True:
            await self._limits.enter(one.chat_key, priority=DANGER if one.urgent else TALK)
            await self._at_its_moment(leaves_at)
            try:
                sent = await self._bot.send_message(
                    one.address,
                    letter.text,
                    reply_markup=_markup(letter),
                    link_preview_options=NO_PREVIEW,
                )
            except RetryAfter as refusal:
                self._limits.refused()
                await asyncio.sleep(seconds_of(refusal))
            except Forbidden as refusal:
                raise Gone("forbidden") from refusal
            except BadRequest as refusal:
                log.error("message.refused", failure=refusal, channel="telegram")  # noqa: TRY400 - no words
                raise Gone("bad_request") from refusal
            except TelegramError:
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                return str(sent.message_id)

    async def _wipe(self, one: Leaving) -> None:
        """Delete what the chat shows, as far as Telegram lets us."""
        traces = await self._in_thread(self._mailbox.traces, one.chat_key, within=WIPED_WITHIN)
        numbers = sorted({int(trace) for trace in traces if trace.isdigit()}, reverse=True)
        for start in range(0, len(numbers), 100):
            await self._wipe_some(one, numbers[start : start + 100])

    async def _wipe_some(self, one: Leaving, numbers: list[int]) -> None:
        while True:
            await self._limits.enter(one.chat_key, priority=TALK)
            try:
                await self._bot.delete_messages(one.address, numbers)
            except RetryAfter as refusal:
                self._limits.refused()
                await asyncio.sleep(seconds_of(refusal))
            except TelegramError:
                return log.warning("chat.not_wiped", channel="telegram")
            else:
                return None


def seconds_of(refusal: RetryAfter) -> float:
    """Return for how long Telegram asks us to wait."""
    asked: Any = refusal.retry_after
    return float(asked.total_seconds() if isinstance(asked, timedelta) else asked)


def _markup(letter: Letter) -> InlineKeyboardMarkup | None:
    if not letter.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(key.label, callback_data=key.data) for key in row]
            for row in letter.rows
        ]
    )
