"""The desk's Telegram group: the notice's text and its buttons. The connection is handed in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dialogs.duty.carriers.wording import LONDON, text_of
from intake.delivery.carrier import Notice

ACTS = {"acknowledge": "Acknowledge", "accept": "Accept"}
"""What can be answered in a group; to decide takes reading, and that is done signed in."""

_KEY = re.compile(r"alert:(\d+):([a-z_]+):")


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `data` comes back when it is pressed, such as "acknowledge:12"."""

    label: str
    data: str = ""
    url: str = ""


Buttons = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""

Post = Callable[[str, str, Sequence[Sequence[Button]], str], str]
"""(chat, text, buttons, key) → the message's id.

Raises `CarrierRefused` or `CarrierUnreachable`. It holds the one token bucket of the bot.
"""


class TelegramDeskCarrier:
    """Posts notices into a desk's group.

    Args:
        post: Sends one message over the bot's one connection.
        zone: Local time of deadlines.
    """

    name = "telegram"
    confirms = True

    def __init__(self, post: Post, *, zone: ZoneInfo = LONDON) -> None:
        self._post = post
        self._zone = zone

    def send(self, notice: Notice, address: str) -> str:
        """Post one notice; returns the message's id.

        Telegram knows no key of repeats: the reference in the text shows a second copy,
        and the button of either copy answers.
        """
        text, buttons = desk_message(notice, zone=self._zone)
        return self._post(address, text, buttons, notice.key)


def desk_message(notice: Notice, *, zone: ZoneInfo = LONDON) -> tuple[str, Buttons]:
    """Return text and buttons of a notice in a group.

    The link is a button too where it is public: Telegram refuses a button that leads to a
    private address.
    """
    row: list[Button] = []
    asked = _KEY.match(notice.key)
    if asked and asked[2] in ACTS:
        row.append(Button(ACTS[asked[2]], data=f"{asked[2]}:{asked[1]}"))
    if notice.link.startswith("https://"):
        row.append(Button("Open", url=notice.link))
    return text_of(notice, zone=zone), ((tuple(row),) if row else ())
