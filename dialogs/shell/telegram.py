"""The one connection to Telegram; read `TelegramService`, then `Connection` beside it.

python-telegram-bot carries messages and nothing more. Its own conversations, persistence and
queues lose what they hold when the process is killed; ours are tables (`Mailbox`). One process
listens and talks at a time, by a lease; notices to desks may leave from any.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from dialogs.duty.carriers.telegram_desk import Button
from dialogs.shell.logs import EventLog
from dialogs.shell.telegram_connection import ENDS_WITHIN, Connection, TelegramSettings
from intake.delivery.carrier import CarrierUnreachable
from intake.store.office import Office

__all__ = ["TelegramService", "TelegramSettings"]

log = EventLog("telegram")

POST_TIMEOUT = 9.0


class TelegramService:
    """The connection in a thread of its own, for a process that does other work too.

    Args:
        office: The office.
        settings: How Telegram is reached.
        link_address: Makes a one-use web address for the mode "link".
        on_report: Called when a desk may have been told something: deliveries need not rest.
        on_fault: Called with the name of a fault that is new; everything else goes on.
    """

    def __init__(
        self,
        office: Office,
        settings: TelegramSettings,
        *,
        link_address: Callable[[], str],
        on_report: Callable[[], None] = lambda: None,
        on_fault: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._office = office
        self._settings = settings
        self._link_address = link_address
        self._on_report = on_report
        self._on_fault = on_fault
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._running: asyncio.Task[None] | None = None
        self._connection: Connection | None = None

    def start(self, *, listens: bool = True) -> None:
        """Start; returns at once. A process that does not listen may still post notices."""
        self._thread = threading.Thread(
            target=self._run, args=(listens,), name="telegram", daemon=True
        )
        self._thread.start()

    def stop(self, *, within: float = 2 * ENDS_WITHIN) -> None:
        """End: what is being played or sent ends first; the rest stays written down."""
        if self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join(within)
        self._thread = None

    def post(self, chat: str, text: str, buttons: Sequence[Sequence[Button]], key: str) -> str:
        """Post a notice into a desk's group (the `Post` of the carrier); called from threads.

        Raises:
            CarrierRefused: Telegram said no, or the group has had too much in this minute.
            CarrierUnreachable: Nobody answered in time.
        """
        connection = self._connection
        if connection is None:
            raise CarrierUnreachable("not_started")
        posted: Future[str] = asyncio.run_coroutine_threadsafe(
            connection.desk.post(chat, text, buttons, key), self._loop
        )
        try:
            return posted.result(POST_TIMEOUT)
        except TimeoutError:
            posted.cancel()
            raise CarrierUnreachable("timeout") from None

    def _run(self, listens: bool) -> None:  # noqa: FBT001 - the thread's own argument
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._main(listens=listens))
        except asyncio.CancelledError:
            pass
        except Exception as failure:  # noqa: BLE001 - outermost loop of the bot
            log.error("telegram.ended", failure=failure)  # noqa: TRY400 - no words
        finally:
            self._connection = None
            self._loop.close()

    async def _main(self, *, listens: bool) -> None:
        connection = Connection(
            self._office,
            self._settings,
            link_address=self._link_address,
            on_report=self._on_report,
            on_fault=self._on_fault,
        )
        self._connection = connection
        self._running = asyncio.current_task()
        await connection.run(listens=listens)

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
