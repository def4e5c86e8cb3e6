"""What Telegram sends: written down first, then played, in order in a chat, beside others.

Read `Inbox.put`, then `Players`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dialogs.duty.telegram import is_group
from dialogs.reporting.telegram import is_private, message_of, press_key
from dialogs.shell.logs import EventLog
from intake.reporting.mailbox import Arriving, Mailbox, Waiting
from intake.reporting.values import UnavailableError

log = EventLog("telegram")

Update = Mapping[str, Any]
InThread = Callable[..., Awaitable[Any]]
"""Runs a function of the house in a worker thread."""

LONGEST_WAIT = 10.0


class Inbox:
    """Writes updates down; `put` returns only when they are safe.

    Args:
        mailbox: Inbox and outbox of the channel.
        in_thread: Runs a function in a worker thread.
        on_new: Called with each event that is new, in order.
        on_repeat: Called with an update that came before.
        on_other: Called with an update of a place that we do not talk in.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        in_thread: InThread,
        *,
        on_new: Callable[[Waiting], None],
        on_repeat: Callable[[Update], None],
        on_other: Callable[[Update], None] = lambda _: None,
    ) -> None:
        self._mailbox = mailbox
        self._in_thread = in_thread
        self._on_new = on_new
        self._on_repeat = on_repeat
        self._on_other = on_other
        self._pending: list[tuple[Sequence[Update], asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def put(self, updates: Sequence[Update]) -> None:
        """Write updates down; what comes meanwhile shares the next transaction.

        Raises:
            DueRegardError: They could not be written; Telegram must send them again.

        Why:
            python-telegram-bot tells Telegram that an update arrived before anything of it is
            kept; a kill then loses it (three kills kept 5 of 50 reports).
        """
        known = []
        for update in updates:
            if is_private(update) or is_group(update):
                known.append(update)
            else:
                self._on_other(update)
        if not known:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pending.append((known, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._pending:
            batch, self._pending = self._pending, []
            updates = [update for some, _ in batch for update in some]
            try:
                written = await self._in_thread(
                    self._mailbox.arrive, [self._arriving(update) for update in updates]
                )
            except Exception as failure:  # noqa: BLE001 - handed to whoever waits for the write
                for _, done in batch:
                    if not done.done():
                        done.set_exception(failure)
                continue
            for update, waiting in zip(updates, written, strict=True):
                if waiting is None:
                    self._on_repeat(update)
                else:
                    self._on_new(waiting)
            for _, done in batch:
                if not done.done():
                    done.set_result(None)

    def _arriving(self, update: Update) -> Arriving:
        message = message_of(update)
        chat = str(message["chat"]["id"])
        once = press_key(update)
        mark = self._mailbox.mark_of(*(once or (chat, str(message.get("message_id")))))
        event_id = f"press:{mark}" if once else f"{update.get('update_id')}:{mark}"
        return Arriving(event_id, chat, dict(update))


class Players:
    """One worker a chat, in the order of arrival; chats run beside each other.

    Args:
        play: Plays one event.
        give_up: Puts an event away that cannot be played.
    """

    def __init__(
        self,
        play: Callable[[Waiting], Awaitable[None]],
        give_up: Callable[[Waiting], Awaitable[None]],
    ) -> None:
        self._play = play
        self._give_up = give_up
        self._chats: dict[str, deque[Waiting]] = {}
        self._known: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, waiting: Waiting) -> None:
        """Play an event after those of its chat; one that is known already is left alone."""
        if waiting.event_id in self._known:
            return
        self._known.add(waiting.event_id)
        queue = self._chats.get(waiting.chat_key)
        if queue is not None:
            queue.append(waiting)
            return
        self._chats[waiting.chat_key] = deque([waiting])
        task = asyncio.create_task(self._work(waiting.chat_key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def rest(self, *, within: float) -> None:
        """Let what is being played end, at most so many seconds; the rest stays written down."""
        for queue in self._chats.values():
            while len(queue) > 1:
                self._known.discard(queue.pop().event_id)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._chats.clear()
        self._known.clear()

    async def _work(self, chat_key: str) -> None:
        queue = self._chats[chat_key]
        while queue:
            await self._surely(queue[0])
            self._known.discard(queue.popleft().event_id)
        del self._chats[chat_key]

    async def _surely(self, waiting: Waiting) -> None:
        """Play an event; a database that is away is waited for, a fault of ours put aside."""
        wait = 0.05
        while True:
            try:
                return await self._play(waiting)
            except UnavailableError:
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: others go on
                log.error("event.failed", failure=failure, channel="telegram")  # noqa: TRY400 - no words
                break
        while True:
            try:
                return await self._give_up(waiting)
            except Exception as failure:  # noqa: BLE001 - as above; it stays waiting
                log.error("event.not_put_aside", failure=failure, channel="telegram")  # noqa: TRY400 - no words
                await asyncio.sleep(LONGEST_WAIT)
