"""The carriers that this process has, from its settings; read `carriers_of`."""

from zoneinfo import ZoneInfo

from dialogs.duty.carriers.console import ConsoleCarrier
from dialogs.duty.carriers.email import EmailCarrier, MailServer
from dialogs.duty.carriers.sms import NotifyAccount, SmsCarrier
from dialogs.duty.carriers.telegram_desk import Post, TelegramDeskCarrier
from dialogs.duty.carriers.webhook import WebhookCarrier
from intake.delivery.carrier import Carrier
from intake.policy.loader import PolicySet
from intake.settings import Settings


def carriers_of(
    settings: Settings, policy: PolicySet, *, post: Post | None = None
) -> dict[str, Carrier]:
    """Make the carriers by channel.

    Args:
        settings: Servers and keys of the process.
        policy: Timeout, sender, and whether this is the demo, which alone may call
            webhooks on its own machine.
        post: Sends into desk groups over the one connection of the bot; None without one.

    Returns:
        What is set up. A notice for any other channel moves to its recipient's next one.
    """
    timeout = float(policy.channels.delivery.send_timeout_seconds)
    zone: ZoneInfo = policy.duty.office.zone
    found: list[Carrier] = [
        ConsoleCarrier(),
        WebhookCarrier(
            settings.webhook_secret.get_secret_value(),
            allow_loopback=policy.organisation.is_demo,
            timeout=timeout,
        ),
    ]
    if settings.smtp_host:
        found.append(EmailCarrier(_mail_server(settings, policy, timeout), zone=zone))
    if settings.notify_api_key.get_secret_value() and settings.notify_template_id:
        account = NotifyAccount(
            api_key=settings.notify_api_key.get_secret_value(),
            template_id=settings.notify_template_id,
            base_url=settings.notify_base_url,
            timeout=timeout,
        )
        found.append(SmsCarrier(account, zone=zone))
    if post is not None:
        found.append(TelegramDeskCarrier(post, zone=zone))
    return {carrier.name: carrier for carrier in found}


def _mail_server(settings: Settings, policy: PolicySet, timeout: float) -> MailServer:
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=policy.channels.email.sender,
        tls=settings.smtp_tls,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        timeout=timeout,
    )
