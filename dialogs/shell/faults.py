"""What a fault of a part means and what to do: the one table of sentences for whoever runs it."""

from collections.abc import Mapping

WHAT_TO_DO: Mapping[str, str] = {
    "telegram.token_refused": (
        "Telegram refuses the bot's token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows "
        "for this bot (and look at TELEGRAM_API_BASE_URL if you use a server of your own), then "
        "start again; everything else goes on."
    ),
    "telegram.not_reached": (
        "Telegram cannot be reached: look at this machine's network and at TELEGRAM_API_BASE_URL; "
        "it is tried again by itself, what people write waits there, and everything else goes on."
    ),
    "email.no_carrier": (
        "Desks are to be told by e-mail, and there is no carrier for it: set SMTP_HOST (and "
        "SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD as your server wants them), then start "
        "again; what is still owed leaves then. Meanwhile other channels are used."
    ),
    "sms.no_carrier": (
        "Desks are to be told by text message, and there is no carrier for it: set "
        "NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID, then start again; what is still owed leaves "
        "then. Meanwhile other channels are used."
    ),
    "telegram.no_carrier": (
        "Desks are to be told in their Telegram groups, and there is no carrier for it: set "
        "TELEGRAM_BOT_TOKEN, and telegram.mode in channels.yaml to link or full, then start "
        "again; what is still owed leaves then. Meanwhile other channels are used."
    ),
}


def what_to_do(name: str) -> str:
    """Return the sentence for a fault such as "telegram.token_refused"."""
    return WHAT_TO_DO.get(name, "Look at the log of this part.")
