"""A desk's Telegram group: who pressed what, and what the group is told then.

Being in the group is no authority: the desk's door knows the officer by the Telegram
account that stands with their name, or refuses. Nothing here names anybody but officers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.duty.carriers.telegram_desk import ACTS, Button
from intake.duty.group import Answered, GroupAnswer

HOW_TO = "Nobody has taken this yet. Press “Acknowledge”, or reply “seen”."
_DATA = re.compile(r"(acknowledge|accept):(\d{1,18})")
_SEEN = re.compile(r"\W*(seen|acknowledged?|ack|taken|got it)\b", re.IGNORECASE)
_WORDS: Mapping[GroupAnswer, str] = {
    GroupAnswer.TAKEN: "Taken by {name}",
    GroupAnswer.ACCEPTED: "Accepted by {name}",
    GroupAnswer.SOMEBODY_ELSE: "{name} has it",
    GroupAnswer.NOT_KNOWN: (
        "This Telegram account belongs to no officer of this desk. Sign in on the web to answer."
    ),
    GroupAnswer.NOT_NOW: "That is no longer open. Sign in on the web to see it.",
}


@dataclass(frozen=True, slots=True)
class Press:
    """One answer in a group: by button, or by a reply to a notice.

    `seems` is false where a reply says something else than "seen".
    """

    account: str = field(repr=False)
    act: str
    alert_id: int
    chat: str = field(repr=False)
    message_id: int
    text: str = field(repr=False)
    links: tuple[Button, ...] = ()
    query: str = field(default="", repr=False)
    seems: bool = True


def press_of(update: Mapping[str, Any]) -> Press | None:
    """Return the answer that an update from a group holds, or None where there is none."""
    query = update.get("callback_query")
    if isinstance(query, Mapping):
        found = _DATA.fullmatch(str(query.get("data") or ""))
        notice = query.get("message") or {}
        return _press(query, notice, found, query=str(query.get("id"))) if found else None
    message = update.get("message") or {}
    notice = message.get("reply_to_message") or {}
    if not notice.get("from", {}).get("is_bot"):
        return None
    asked = [_DATA.fullmatch(key.get("callback_data") or "") for key in _keys(notice)]
    found = next((one for one in asked if one and one[1] == "acknowledge"), None)
    said = _SEEN.match(str(message.get("text") or "")) is not None
    return _press(message, notice, found, seems=said) if found else None


def is_group(update: Mapping[str, Any]) -> bool:
    """Whether an update comes from a group."""
    query = update.get("callback_query") or {}
    message = update.get("message") or query.get("message") or {}
    return message.get("chat", {}).get("type") in {"group", "supergroup"}


def moved_to(update: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return a group's old and new id where an update tells that it has moved."""
    message = update.get("message") or {}
    if "migrate_to_chat_id" not in message:
        return None
    return str(message["chat"]["id"]), str(message["migrate_to_chat_id"])


def words_of(answered: Answered) -> str:
    """Return what whoever pressed is told."""
    return _WORDS[answered.answer].format(name=answered.name)


def notice_after(press: Press, answered: Answered) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """Return text and buttons of a notice that has an owner: the next step only."""
    line = words_of(answered)
    text = press.text if line in press.text else f"{press.text}\n{line}."
    next_act = "accept" if answered.answer is GroupAnswer.TAKEN else ""
    row = (Button(ACTS[next_act], data=f"{next_act}:{press.alert_id}"),) if next_act else ()
    return text, (((*row, *press.links),) if row or press.links else ())


def _press(
    by: Mapping[str, Any],
    notice: Mapping[str, Any],
    found: "re.Match[str]",
    *,
    query: str = "",
    seems: bool = True,
) -> Press:
    links = (Button(key["text"], url=key["url"]) for key in _keys(notice) if key.get("url"))
    return Press(
        account=str(by.get("from", {}).get("id") or ""),
        act=found[1],
        alert_id=int(found[2]),
        chat=str(notice.get("chat", {}).get("id") or ""),
        message_id=int(notice.get("message_id") or 0),
        text=str(notice.get("text") or ""),
        links=tuple(links),
        query=query,
        seems=seems,
    )


def _keys(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [key for row in rows for key in row]
