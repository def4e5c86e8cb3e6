"""Deep links: what `t.me/BOT?start=…` hands to the bot, read from a /start with words behind it.

Three kinds: an invitation of an organisation (`telegram.invitation_in`), the seven words of a
code, and a language for a poster (`lang_pl`). Anything else is an ordinary /start; the words behind
it are kept nowhere.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.telegram import message_of
from intake.reporting.values import is_code_like

START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")
LANGUAGE = re.compile(r"lang_([a-z]{2,3})")


def payload_of(update: Mapping[str, Any]) -> str:
    """Return what a deep link handed over; empty for anything else."""
    found = START.fullmatch(str(message_of(update).get("text") or ""))
    return found[1] if found and "message" in update else ""


def language_in_link(update: Mapping[str, Any]) -> str:
    """Return the language that a deep link asks for, or the empty text."""
    found = LANGUAGE.fullmatch(payload_of(update))
    return found[1] if found else ""


def without_payload(event: Event, update: Mapping[str, Any]) -> Event:
    """Return the event that a deep link stands for: a code that is typed, or a plain /start."""
    payload = payload_of(update)
    if not payload or event.kind is not EventKind.COMMAND:
        return event
    code = words_of(payload)
    return replace(event, text=f"/resume {code}" if is_code_like(code) else "/start")


def words_of(payload: str) -> str:
    """Return the words of a code as a link has to write them, with dashes between."""
    return payload.replace("-", " ").replace("_", " ")
