"""E-mail to desks, by the standard library's SMTP client."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo

from dialogs.duty.carriers.wording import LONDON, headline_of, text_of
from intake.delivery.carrier import CarrierRefused, CarrierUnreachable, Notice


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over.

    Args:
        host: Name of the server.
        port: Its port.
        sender: The address mail comes from.
        tls: *starttls*, *implicit*, or *none* for a relay on this machine.
        user: Account; empty where none is asked for.
        password: Its password.
        timeout: Seconds until a step of the talk is given up.
    """

    host: str
    port: int
    sender: str
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 10.0


class EmailCarrier:
    """Sends notices by e-mail; a repeat bears the same Message-ID."""

    name = "email"
    confirms = False

    def __init__(
        self,
        server: MailServer,
        *,
        zone: ZoneInfo = LONDON,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._zone = zone
        self._trust = trust

    def send(self, notice: Notice, address: str) -> str:
        """Send one mail; returns its Message-ID.

        Raises:
            CarrierRefused: The server did not take it.
            CarrierUnreachable: No connection, no answer in time, or no TLS where asked for.
        """
        mail = mail_of(notice, to=address, sender=self._server.sender, zone=self._zone)
        try:
            with self._connected() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refusal:
            codes = {code for code, _ in refusal.recipients.values()}
            raise CarrierRefused(f"smtp.{min(codes, default=550)}") from refusal
        except smtplib.SMTPResponseException as refusal:
            raise CarrierRefused(f"smtp.{refusal.smtp_code}") from refusal
        except (OSError, smtplib.SMTPException, ssl.SSLError) as fault:
            raise CarrierUnreachable("smtp.unreachable") from fault
        return str(mail["Message-ID"])

    def _connected(self) -> smtplib.SMTP:
        at = self._server
        if at.tls == "implicit":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                at.host, at.port, timeout=at.timeout, context=self._context()
            )
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=at.timeout)
        try:
            if at.tls == "starttls":
                server.starttls(context=self._context())
            if at.user:
                server.login(at.user, at.password)
        except BaseException:
            server.close()
            raise
        return server

    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()


def mail_of(notice: Notice, *, to: str, sender: str, zone: ZoneInfo = LONDON) -> EmailMessage:
    """Write the mail of a notice; its Message-ID is made of the delivery's key alone."""
    mail = EmailMessage()
    mail["Subject"] = headline_of(notice)
    mail["From"] = sender
    mail["To"] = to
    mail["Message-ID"] = message_id_of(notice.key, sender)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text_of(notice, zone=zone) + "\n")
    return mail


def message_id_of(key: str, sender: str) -> str:
    """Return the Message-ID of a key: the same for each copy, and nothing readable in it."""
    domain = sender.rpartition("@")[2] or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
