"""The process put together: office, doors, pages, carriers, loops, Telegram; read `Service`."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from dialogs.duty.carriers.console import ConsoleCarrier
from dialogs.duty.carriers.email import EmailCarrier, MailServer
from dialogs.duty.carriers.telegram_desk import TelegramDeskCarrier
from dialogs.duty.carriers.webhook import WebhookCarrier
from dialogs.reporting.notices import ChatNotices
from dialogs.reporting.receipt import LEARN
from dialogs.reporting.telegram import address_of
from dialogs.shell.from_policy import voice_in
from intake.actions.ask_again import ask_again
from intake.actions.recheck import recheck_due
from intake.actions.send_digests import send_digests
from intake.delivery.carrier import Carrier, Notice
from intake.delivery.notices import links_under
from intake.domain.errors import PolicyError
from intake.domain.fault import TELEGRAM
from intake.reporting.door import ReportingDoor
from intake.reporting.nudges import Nudging
from intake.running.faults import mend_fault
from intake.running.file_check import check_due_files
from intake.running.health import health_of
from intake.running.lease import this_process
from intake.running.loops import Loops
from intake.running.tidying import Tidying
from intake.settings import Settings
from intake.store.office import Office

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dialogs.shell.telegram import TelegramService, TelegramSettings

SIGN_IN = "/desk/enter"
STOPS_WITHIN = 10.0


class Role(StrEnum):
    """What a process does."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The state of the service as a process without loops sees it."""

    office: Office

    def missing(self) -> Sequence[str]:
        """Return codes of what is amiss."""
        return health_of(self.office).missing()

    def faults(self) -> Sequence[str]:
        """Return the names of faults of parts."""
        return health_of(self.office).faults_by_name()

    def counts(self) -> Mapping[str, float]:
        """Return figures by name."""
        return health_of(self.office).counts()


class Service:
    """One process in its role.

    Args:
        office: The office.
        settings: Connections and addresses.
        role: What this process does.
        public_url: The address people see.
        may_call_loopback: Whether webhooks may also call this machine.
        keeps_in: Whether e-mail and text messages lead nowhere, for the demo.
        on_fault: Called with the name of a part's fault that is new, from any thread.
    """

    def __init__(
        self,
        office: Office,
        settings: Settings,
        *,
        role: Role = Role.ALL,
        public_url: str,
        may_call_loopback: bool = False,
        keeps_in: bool = False,
        on_fault: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.office = office
        self.role = role
        self._on_fault = on_fault
        self.public_url = public_url.rstrip("/")
        self.telegram = self._telegram_of(settings)
        carriers = carriers_of(
            office, settings, self.telegram, may_call_loopback=may_call_loopback or keeps_in
        )
        if keeps_in:
            carriers = {"email": KeptIn("email"), "sms": KeptIn("sms"), **carriers}
        self.loops = Loops(
            office,
            carriers,
            links_under(self.public_url),
            holder=this_process(),
            jobs={
                "recheck": lambda: recheck_due(office),
                "decisions": lambda: ask_again(office),
                "files": lambda: check_due_files(office),
                "digest": lambda: send_digests(office),
                "tidy": Tidying(office),
                "nudge": Nudging(office, self._notices()),
            },
            heartbeat_url=settings.heartbeat_url,
        )
        self.channels = tuple(carriers)
        self._ended = threading.Event()

    def _notices(self) -> ChatNotices:
        zone = str(self.office.policy.duty.office.zone)
        return ChatNotices(voice_in(self.office), zone=zone)

    def _telegram_of(self, settings: Settings) -> TelegramService | None:
        token = settings.telegram_bot_token.get_secret_value()
        if not token or self.office.policy.channels.telegram.mode == "off":
            return None
        # half a second that a process without a bot need not spend
        from dialogs.shell.telegram import TelegramService  # noqa: PLC0415

        return TelegramService(
            self.office,
            replace(telegram_settings_of(settings), learn_address=f"{self.public_url}{LEARN}"),
            link_address=lambda: address_of(
                self.public_url, ReportingDoor(self.office).new_way_in()
            ),
            on_report=self._wake,
            on_fault=self._on_fault,
        )

    def _link_address(self) -> str:
        return address_of(self.public_url, ReportingDoor(self.office).new_way_in())

    def _wake(self) -> None:
        self.loops.wake()

    @property
    def runs_loops(self) -> bool:
        """Whether ladders climb and notices leave from this process."""
        return self.role in {Role.ALL, Role.WORKER}

    @property
    def listens(self) -> bool:
        """Whether this process talks on Telegram; a worker may still post notices."""
        return self.telegram is not None and self.role in {Role.ALL, Role.TELEGRAM}

    def app(self) -> FastAPI:
        """Make the web application."""
        # loaded last: after a kill the bot answers while the pages are still being put together
        from dialogs.shell.site import site_of  # noqa: PLC0415

        health = self.loops if self.runs_loops else _Seen(self.office)
        return site_of(self.office, public_url=self.public_url, health=health)

    def start(self) -> None:
        """Start what runs beside the web: loops and Telegram."""
        if self.telegram is not None and self.role is not Role.WEB:
            self.telegram.start(listens=self.listens)
        if self.telegram is None and self.role is Role.ALL:
            mend_fault(self.office, TELEGRAM)
        if self.runs_loops:
            self.loops.start()

    def run(self, place: socket.socket | None, *, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until told to stop, then let go of everything.

        Args:
            place: A bound socket for the web; None for a role without pages.
            ready: Called once everything is put together, before the first answer.
        """
        self._heed_signals()
        try:
            if place is None:
                ready()
                self._ended.wait()
            else:
                from dialogs.shell.pages import read_templates  # noqa: PLC0415 - as above
                from dialogs.shell.web import server_for  # noqa: PLC0415 - as above

                host, port = place.getsockname()[:2]
                server = server_for(self.app(), host=host, port=port)
                ready()
                threading.Thread(target=read_templates, daemon=True).start()
                server.run(sockets=[place])
        finally:
            self._ended.set()
            self.stop()

    @property
    def is_over(self) -> bool:
        """Whether it was told to stop."""
        return self._ended.is_set()

    def _heed_signals(self) -> None:
        """Take a signal as the wish to stop.

        Why:
            The web server raises the signal once more when it has ended; by its own nature
            SIGTERM would then end the process before notices in hand are finished.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._ended.set())

    def stop(self) -> None:
        """Let every part finish what it has in hand."""
        if self.telegram is not None:
            self.telegram.stop()
        self.loops.stop(within=STOPS_WITHIN)
        self.office.archive.close()


def carriers_of(
    office: Office,
    settings: Settings,
    telegram: TelegramService | None,
    *,
    may_call_loopback: bool = False,
) -> dict[str, Carrier]:
    """Return the ways out that the settings allow; the console is always one of them."""
    plan = office.policy.channels
    timeout = float(plan.delivery.send_timeout_seconds)
    zone = office.policy.duty.office.zone
    found: dict[str, Carrier] = {"console": ConsoleCarrier()}
    found["webhook"] = WebhookCarrier(
        settings.webhook_secret.get_secret_value(),
        allow_loopback=may_call_loopback,
        timeout=timeout,
    )
    if telegram is not None:
        found["telegram"] = TelegramDeskCarrier(telegram.post, zone=zone)
    if settings.smtp_host:
        server = MailServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=plan.email.sender,
            tls=settings.smtp_tls,
            user=settings.smtp_user,
            password=settings.smtp_password.get_secret_value(),
            timeout=timeout,
        )
        found["email"] = EmailCarrier(server, zone=zone)
    if settings.notify_template_id:
        # its client takes a third of a second to load, and the demo has five in all
        from dialogs.duty.carriers.sms import NotifyAccount, SmsCarrier  # noqa: PLC0415

        account = NotifyAccount(
            api_key=settings.notify_api_key.get_secret_value(),
            template_id=settings.notify_template_id,
            base_url=settings.notify_base_url,
            timeout=timeout,
        )
        found["sms"] = SmsCarrier(account, zone=zone)
    return found


class KeptIn:
    """A way out of the demo that leads nowhere: notices count as sent, and none leaves."""

    confirms = True

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, notice: Notice, address: str) -> str:  # noqa: ARG002 - it goes nowhere
        """Take a notice as sent."""
        return ""


def telegram_settings_of(settings: Settings) -> TelegramSettings:
    """Return how Telegram is reached.

    Raises:
        PolicyError: A webhook without its secret.
    """
    from dialogs.shell.telegram import TelegramSettings  # noqa: PLC0415 - as above
    from dialogs.shell.telegram_hook import Hook  # noqa: PLC0415 - as above

    hook = None
    if settings.telegram_webhook_url:
        secret = settings.telegram_webhook_secret.get_secret_value()
        if not secret:
            raise PolicyError(("TELEGRAM_WEBHOOK_SECRET is not set; a webhook needs one",))
        hook = Hook(
            url=settings.telegram_webhook_url,
            listen=settings.telegram_webhook_listen,
            port=settings.telegram_webhook_port,
            secret=secret,
        )
    return TelegramSettings(
        token=settings.telegram_bot_token.get_secret_value(),
        base_url=settings.telegram_api_base_url,
        base_file_url=settings.telegram_api_base_file_url,
        hook=hook,
    )


def bind(host: str, port: int) -> socket.socket:
    """Take the address to serve at, before anything else is done.

    Raises:
        PolicyError: Somebody else has it, or it is not of this machine.
    """
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as fault:
        sentence = f"cannot listen on {host}:{port}; choose another --port, or end what uses it"
        raise PolicyError((sentence,)) from fault


def link_address(public_url: str, token: str) -> str:
    """Return the address at which a one-time link signs in."""
    base = public_url.rstrip("/") or "http://127.0.0.1:8000"
    return f"{base}{SIGN_IN}/{token}"
