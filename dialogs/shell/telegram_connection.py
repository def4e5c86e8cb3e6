"""One bot inside one event loop: holds the lease, listens, plays, sends; read `Connection.run`."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import sniffio  # noqa: F401 - without it each call of httpx walks the path in search of it
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from dialogs.reporting.telegram import menu_of
from dialogs.shell.from_policy import file_rules_of, voice_in
from dialogs.shell.logs import EventLog
from dialogs.shell.telegram_desk import DeskSide
from dialogs.shell.telegram_files import Fetcher
from dialogs.shell.telegram_hook import Hook, HookServer
from dialogs.shell.telegram_inbox import Inbox, Players
from dialogs.shell.telegram_limits import Limits
from dialogs.shell.telegram_outbox import Sender, seconds_of
from dialogs.shell.telegram_reach import Reach
from dialogs.shell.telegram_talk import TalkSide
from intake.reporting.files import FileDoor
from intake.reporting.mailbox import Mailbox, Waiting
from intake.running.lease import hold_alone, let_go, this_process
from intake.store.office import Office

log = EventLog("telegram")

CHANNEL = "telegram"
HEARD = ("message", "edited_message", "callback_query")
LEASE = timedelta(seconds=15)
RENEW_EVERY, LOOK_EVERY, WATCH_EVERY = 5.0, 2.0, 60.0
POLL_SECONDS = 20
FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0
PLAYERS, CLERKS = 2, 2
ENDS_WITHIN = 4.0
MANY_WAITING = 100
POOL = 12
"""Connections to Telegram: sixty calls a second at 200 ms each, twice what it lets a bot send.

Each call looks at all of them, and at each idle one all over again: many cost more than they bring.
"""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How Telegram is reached.

    Args:
        token: Of the bot; never logged.
        base_url: Of the Bot API, ends in `/bot`, used as it is; empty for Telegram's own.
        base_file_url: The same for files.
        hook: Where updates are brought to; None for long polling.
        learn_address: Of the pages that say what to look for, told after sending; empty for none.
    """

    token: str = field(repr=False)
    base_url: str = ""
    base_file_url: str = ""
    hook: Hook | None = None
    learn_address: str = ""


class Connection:
    """Everything of one bot inside one event loop; its arguments are those of `TelegramService`."""

    def __init__(
        self,
        office: Office,
        settings: TelegramSettings,
        *,
        link_address: Callable[[], str],
        on_report: Callable[[], None],
        on_fault: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._office = office
        self._settings = settings
        self._reach = Reach(office, on_fault=on_fault)
        self._holder = this_process()
        self._threads = ThreadPoolExecutor(PLAYERS, thread_name_prefix="telegram-talk")
        self._clerks = ThreadPoolExecutor(CLERKS, thread_name_prefix="telegram-mail")
        self._bot = bot_of(settings)
        self._mailbox = Mailbox(office, CHANNEL)
        limits = Limits(time.monotonic)
        self.desk = DeskSide(office, self._bot, self._mailbox, limits, self._in_thread)
        self._sender = Sender(
            self._bot,
            self._mailbox,
            limits,
            self._by_clerk,
            address=link_address,
            now=office.now,
            slot=office.policy.channels.release.slot,
        )
        self._talk = TalkSide(
            office,
            self._bot,
            self._mailbox,
            self._in_thread,
            on_said=self._sender.wake,
            on_report=on_report,
            on_file=self._look_for_files,
            learn_address=settings.learn_address,
        )
        self._fetcher = self._fetcher_of(office)
        self._players = Players(self._play, self._give_up)
        self._inbox = Inbox(
            self._mailbox,
            self._by_clerk,
            on_new=self._new,
            on_repeat=self._talk.repeated,
            on_other=self._talk.passed_over,
        )
        self._is_holding = False

    def _fetcher_of(self, office: Office) -> Fetcher | None:
        rules = file_rules_of(office.policy)
        if rules is None:
            return None
        return Fetcher(
            self._bot,
            FileDoor(office, CHANNEL),
            self._mailbox,
            rules=rules,
            voice=voice_in(office),
            in_thread=self._by_clerk,
            on_said=self._sender.wake,
        )

    def _look_for_files(self) -> None:
        if self._fetcher is not None:
            self._fetcher.wake()

    async def run(self, *, listens: bool) -> None:
        """Connect, then listen and talk whenever this process holds the lease."""
        await self._surely(self._bot.initialize)
        try:
            if not listens:
                await asyncio.Event().wait()
            hook = self._settings.hook
            if hook is None:
                await self._hold_and_work()
            else:
                async with HookServer(hook, self._inbox.put):
                    await self._hold_and_work()
        finally:
            await self._bot.shutdown()
            self._threads.shutdown(wait=False)
            self._clerks.shutdown(wait=False)

    async def _hold_and_work(self) -> None:
        try:
            while True:
                while not await self._hold():
                    await asyncio.sleep(RENEW_EVERY / 5)
                await self._work_while_held()
        finally:
            self._is_holding = False
            await self._by_clerk(let_go, self._office, CHANNEL, self._holder)

    async def _hold(self) -> bool:
        try:
            held: bool = await self._by_clerk(
                partial(hold_alone, self._office, CHANNEL, self._holder, lasts=LEASE)
            )
        except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: tried again
            log.error("lease.failed", failure=failure)  # noqa: TRY400 - no words
            return False
        return held

    async def _work_while_held(self) -> None:
        self._is_holding = True
        for waiting in await self._by_clerk(self._mailbox.waiting):
            self._players.add(waiting)
        jobs = [
            asyncio.create_task(job)
            for job in (self._renew(), self._sender.run(), *self._at_work())
        ]
        log.info("telegram.listening", kind="hook" if self._settings.hook else "polling")
        try:
            await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._is_holding = False
            for job in jobs[2:]:
                job.cancel()
            await self._players.rest(within=ENDS_WITHIN / 2)
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            await self._sender.rest(within=ENDS_WITHIN / 2)

    def _at_work(self) -> tuple[Coroutine[Any, Any, None], ...]:
        fetching = (self._fetcher.run(),) if self._fetcher else ()
        return (self._look(), self._listen(), *fetching)

    async def _renew(self) -> None:
        """Keep the lease; ends where another process has it."""
        missed = 0
        while missed < 2:
            await asyncio.sleep(RENEW_EVERY)
            missed = 0 if await self._hold() else missed + 1
        log.warning("lease.lost")

    async def _look(self) -> None:
        """Play what another process wrote down, or what came while the database was away."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                for waiting in await self._by_clerk(self._mailbox.waiting):
                    self._players.add(waiting)
            except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: tried again
                log.error("inbox.failed", failure=failure)  # noqa: TRY400 - no words

    # listening

    async def _listen(self) -> None:
        menu = asyncio.create_task(self._hang_out_menu())
        try:
            await self._hear()
        finally:
            menu.cancel()

    async def _hang_out_menu(self) -> None:
        """Set the menu of commands in private chats, in each language; it may fail.

        Groups get none. English is the menu of whoever's language we do not speak.
        """
        policy, scope = self._office.policy, BotCommandScopeAllPrivateChats()
        try:
            for tongue in policy.tongues.values():
                menu = menu_of(policy.channels.telegram.mode, tongue)
                code = None if tongue.code == "en" else tongue.code
                await self._bot.set_my_commands(menu, scope=scope, language_code=code)
        except TelegramError as failure:
            log.warning("menu.not_set", error=type(failure).__name__)

    async def _hear(self) -> None:
        hook = self._settings.hook
        if hook is None:
            await self._surely(self._bot.delete_webhook, drop_pending_updates=False)
            await self._poll()
            return
        await self._surely(
            self._bot.set_webhook,
            hook.url,
            allowed_updates=HEARD,
            secret_token=hook.secret,
            max_connections=40,
            drop_pending_updates=False,
        )
        await self._watch()

    async def _poll(self) -> None:
        """Ask for updates; the next asking tells Telegram that the last ones are safe."""
        offset, wait = 0, FIRST_WAIT
        while True:
            try:
                updates = await self._bot.updates_from(offset)
                await self._met(None)
                if updates:
                    await self._inbox.put(updates)
                    offset = updates[-1]["update_id"] + 1
                wait = FIRST_WAIT
            except RetryAfter as refusal:
                await asyncio.sleep(seconds_of(refusal))
            except Exception as failure:  # noqa: BLE001 - outermost loop of the bot: tried again
                log.warning("poll.failed", error=type(failure).__name__)
                if isinstance(failure, TelegramError):
                    await self._met(failure)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)

    async def _watch(self) -> None:
        """Warn where Telegram cannot bring updates: after a while it stops trying."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            try:
                known = await self._bot.get_webhook_info()
            except TelegramError as failure:
                log.warning("hook.not_known", error=type(failure).__name__)
                await self._met(failure)
                continue
            await self._met(None)
            if known.pending_update_count > MANY_WAITING:
                log.warning("hook.behind", count=known.pending_update_count)

    # playing

    def _new(self, waiting: Waiting) -> None:
        if self._is_holding:
            self._players.add(waiting)

    async def _play(self, waiting: Waiting) -> None:
        if not await self.desk.play(waiting):
            await self._talk.play(waiting)

    async def _give_up(self, waiting: Waiting) -> None:
        await self._talk.give_up(waiting)

    async def _in_thread(self, act: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(act, *args, **kwargs))

    async def _by_clerk(self, act: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run something short that must not queue behind fifty people's turns."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._clerks, partial(act, *args, **kwargs))

    async def _surely(
        self, call: Callable[..., Coroutine[Any, Any, T]], *args: Any, **kwargs: Any
    ) -> T:
        """Call until it works; a refused token is tried again too, for it may be mended."""
        wait = FIRST_WAIT
        while True:
            try:
                answer = await call(*args, **kwargs)
            except RetryAfter as refusal:
                await asyncio.sleep(seconds_of(refusal))
            except TelegramError as failure:
                log.warning("telegram.call_failed", error=type(failure).__name__)
                await self._met(failure)
                await asyncio.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                await self._met(None)
                return answer

    async def _met(self, failure: Exception | None) -> None:
        """Take note of an answer or a failure of Telegram's."""
        if not self._reach.needs_to_note(failure):
            return
        try:
            await self._by_clerk(self._reach.note, failure)
        except Exception as fault:  # noqa: BLE001 - outermost loop of the bot: noted at the next
            log.error("fault.not_noted", failure=fault)  # noqa: TRY400 - no words


class RawBot(Bot):
    """A bot that gives updates as they came."""

    async def updates_from(self, offset: int) -> list[dict[str, Any]]:
        """Wait for updates from a number on.

        Why:
            The library makes objects of them, and one that it cannot make (a kind of message
            newer than it) would come again for ever and stop everybody's talk.
        """
        asked = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": HEARD}
        found: Any = await self._post("getUpdates", asked, read_timeout=POLL_SECONDS + 10.0)
        return list(found)


def bot_of(settings: TelegramSettings) -> RawBot:
    """Return the bot, without a connection yet."""
    return RawBot(
        settings.token,
        base_url=settings.base_url or "https://api.telegram.org/bot",
        base_file_url=settings.base_file_url or "https://api.telegram.org/file/bot",
        request=HTTPXRequest(connection_pool_size=POOL, pool_timeout=10.0),
        get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=10.0),
    )
