"""Telegram's private chats: an update becomes an event, what is said becomes messages.

Pure and without a connection, which is `dialogs/shell/telegram.py`. Read `event_of`, then
`letters_of`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_both, in_one
from dialogs.reporting.event import Event, EventKind
from intake.reporting.turns import FileKind, FileTold
from intake.reporting.values import ENGLISH, Receipt, Say, SayChoice, SayStyle, Step, Tongue, Turn

CHANNEL = "telegram"
LONGEST = 4096
"""Telegram's limit of a text, in UTF-16 units."""
MOST_BUTTONS = 8
LONGEST_DATA = 64
HIDE = "hide"
HIDDEN = "Done."
"""All that stands in a chat after it was hidden: whoever looks over a shoulder learns nothing."""
ANSWERED = "You have answered that already."
NOT_PLAYED = (
    "Something went wrong here, and we could not use your last message. It is kept. Please "
    "write it once more. If a child is in danger now, call {emergency}."
)
PATH = "/b"
"""Of one-use addresses: short and without a meaning, for it is read over a shoulder, too."""
ADDRESS = "{address}"
"""Stands in what is kept where the one-use address comes, which is made as it is sent."""
LINK = (
    "Please tell us on this page, not here in the chat: {address}\n\nIt takes a few minutes. You "
    "do not have to give your name. The address works once, for {hours} hours; write here again "
    "for a new one. What you write here in the chat is not kept."
)

_SENT_AS: Mapping[str, FileKind] = MappingProxyType(
    {
        "voice": FileKind.AUDIO,
        "audio": FileKind.AUDIO,
        "video": FileKind.VIDEO,
        "video_note": FileKind.VIDEO,
        "animation": FileKind.VIDEO,
        "document": FileKind.PAPER,
    }
)
"""What comes as a file that a bot can fetch; an animation comes as a document besides."""
_INVITED = re.compile(r"/start ([A-Za-z0-9_-]{32})")
"""A deep link's command with the token of an invitation."""
_NO_FILES = ("sticker", "story", "paid_media", "poll", "dice", "game", "checklist", "invoice")
"""What cannot be taken; the teller is told what to do instead, and words beside it are kept."""
PIN = "place sent as a pin: {place}"
COMMANDS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "full": (
            ("start", "Begin, or go on"),
            ("help", "What you can do here"),
            ("back", "One step back"),
            ("skip", "Leave a question out"),
            ("change", "Change an answer"),
            ("language", "Another language"),
            ("code", "A code to go on elsewhere"),
            ("status", "Where it stands, and messages"),
            ("stop", "Stop for now"),
            ("hide", "Empty this chat"),
        ),
        "link": (("start", "Begin"),),
    }
)
"""The menu of commands by mode; neutral words, for a menu is seen over a shoulder."""
_ONCE, _MANY = "c:", "m:"


def menu_of(mode: str, tongue: Tongue = ENGLISH) -> tuple[tuple[str, str], ...]:
    """Return the menu of commands in a language; empty where there is none in this mode."""
    return tuple((name, tongue.say(words)) for name, words in COMMANDS.get(mode, ()))


def menu_texts() -> tuple[str, ...]:
    """Return every text of the menus, to be translated."""
    return tuple(dict.fromkeys(words for menu in COMMANDS.values() for _, words in menu))


@dataclass(frozen=True, slots=True)
class Key:
    """One button under a message."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of Telegram: plain text and rows of buttons."""

    text: str = field(repr=False)
    rows: tuple[tuple[Key, ...], ...] = ()


def is_private(update: Mapping[str, Any]) -> bool:
    """Whether an update comes from a private chat with a human."""
    return str(message_of(update).get("chat", {}).get("type")) == "private"


def message_of(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the message of an update, or the message whose button was pressed; may be empty."""
    pressed = update.get("callback_query", {}).get("message")
    found = update.get("message") or update.get("edited_message") or pressed or {}
    return found if isinstance(found, Mapping) else {}


def event_of(update: Mapping[str, Any]) -> Event | None:
    """Return what a teller did, or None where an update tells nothing (a pinned message).

    A file is only named here, by Telegram's id of it; it is fetched once the turn is kept.
    """
    if "callback_query" in update:
        data = str(update["callback_query"].get("data") or "")
        known = data.startswith((_ONCE, _MANY))
        return Event(EventKind.CHOICE, data[2:]) if known else None
    message = message_of(update)
    words = str(message.get("text") or message.get("caption") or _spelt_out(message))
    number = str(message.get("message_id") or "")
    if "edited_message" in update:
        if "location" in message:
            return None  # a shared place that moves on by itself; its first is kept
        return Event(EventKind.EDIT, words, number) if words else None
    file = _file_of(message)
    if file is not None or any(kind in message for kind in _NO_FILES):
        album = str(message.get("media_group_id") or "")
        return Event(EventKind.FILE, words, number, files=(file,) if file else (), album=album)
    if not words:
        return None
    return Event(EventKind.COMMAND if _is_command(message) else EventKind.TEXT, words, number)


def language_of(update: Mapping[str, Any]) -> str:
    """Return the code of the language that a teller's Telegram is set to; empty if not told.

    It is offered at the beginning, never taken for granted.
    """
    teller = update.get("callback_query", {}).get("from") or message_of(update).get("from") or {}
    return str(teller.get("language_code") or "").lower().partition("-")[0]


def press_key(update: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what makes a press one event however often it comes; empty for anything else.

    A button of which several may be taken is no such press: pressed again it is taken back.
    """
    pressed = update.get("callback_query") or {}
    data = str(pressed.get("data") or "")
    if not data.startswith(_ONCE):
        return ()
    message = message_of(update)
    return (str(message.get("chat", {}).get("id")), str(message.get("message_id")), data)


def letters_of(says: Sequence[Say]) -> tuple[Letter, ...]:
    """Return what is said as few messages: one for each keyboard, and none over the limit.

    Up to eight answers are buttons; more are numbered lines, to be typed.
    """
    letters: list[Letter] = []
    texts: list[str] = []
    for place, say in enumerate(map(in_one, says)):
        texts.append(_text_of(say))
        rows = _rows(say)
        if rows or place == len(says) - 1:
            whole = "\n\n".join(text for text in texts if text.strip())
            letters.extend(_split(whole, rows))
            texts = []
    return tuple(letters)


def is_hiding(says: Sequence[Say]) -> bool:
    """Whether the teller asked to hide the chat."""
    return any(say.key == HIDE for say in says)


def address_of(public_url: str, token: str) -> str:
    """Return the address that a token opens; it holds nothing else."""
    return f"{public_url.rstrip('/')}{PATH}/{token}"


def is_leading(says: Sequence[Say]) -> bool:
    """Whether a one-use address is to be given."""
    return any(say.key == "link" for say in says)


def with_address(says: Sequence[Say], address: str) -> tuple[Say, ...]:
    """Return what is said with a one-use address in its place."""
    return tuple(
        replace(say, text=say.text.replace(ADDRESS, address)) if say.key == "link" else say
        for say in map(in_one, says)
    )


def invitation_in(event: Event) -> str:
    """Return the token of an organisation's invitation that a deep link brought, or nothing."""
    found = _INVITED.fullmatch(event.text) if event.kind is EventKind.COMMAND else None
    return found[1] if found else ""


def saying_first(step: Step, voice: Voice, language: str, key: str, /, **told: str) -> Step:
    """Return a step whose turn is led by one more fixed text."""
    first = in_both(
        voice.in_language(language), lambda one: (one.say(key, SayStyle.PLAIN, **told),)
    )

    def advance(kept: Mapping[str, Any] | None) -> Turn:
        turn = step.advance(kept)
        return replace(turn, says=(*first, *turn.says))

    return replace(step, advance=advance)


def link_step(voice: Voice, *, hours: int, language: str = "en") -> Step:
    """Return the whole conversation of a Telegram that only leads elsewhere.

    Args:
        voice: Numbers to call.
        hours: How long the address works.
        language: In which it is said; nothing is kept by which it could be chosen.

    Why:
        What Telegram sees cannot be taken back. Where nobody answers for that, it carries
        the emergency wording and an address, and keeps nothing (promise P12). The address
        itself is put in as it is sent: in our own keeping it stands beside no chat.
    """

    def step(_kept: Mapping[str, Any] | None) -> Turn:
        says = in_both(voice.in_language(language), lambda one: _leading(one, hours))
        return Turn(draft={}, says=says, forget=True, ends=True)

    def conclude(_kept: Mapping[str, Any], _receipt: Receipt) -> tuple[Say, ...]:
        return ()

    return Step(advance=step, conclude=conclude)


def _leading(voice: Voice, hours: int) -> tuple[Say, ...]:
    return (
        Say(voice.text("call_first"), SayStyle.DANGER, key="call_first"),
        Say(voice.words(LINK).format(address=ADDRESS, hours=hours), key="link"),
        Say(voice.lines(), key="lines"),
    )


def not_played(voice: Voice, language: str = "en") -> tuple[Say, ...]:
    """Return what is said where a message could not be used through a fault of ours."""
    return in_both(voice.in_language(language), _not_played)


def _not_played(voice: Voice) -> tuple[Say, ...]:
    emergency = voice.numbers.get("emergency") or voice.text("emergency_services")
    said = voice.words(NOT_PLAYED).format(emergency=emergency)
    return (Say(said, SayStyle.ERROR, key="not_played"),)


def length(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _is_command(message: Mapping[str, Any]) -> bool:
    marks = message.get("entities") or ()
    return any(one.get("type") == "bot_command" and not one.get("offset") for one in marks)


def _file_of(message: Mapping[str, Any]) -> FileTold | None:
    """Return the one file of a message: of a photo the largest of its sizes."""
    sizes = message.get("photo")
    if sizes:
        largest = max(sizes, key=lambda one: int(one.get("width") or 0))
        return _named(largest, FileKind.PHOTO)
    found = next((name for name in _SENT_AS if name in message), "")
    return _named(message[found], _SENT_AS[found]) if found else None


def _named(file: Mapping[str, Any], kind: FileKind) -> FileTold:
    told = str(file.get("mime_type") or "").partition("/")[0]
    by_type = {"image": FileKind.PHOTO, "audio": FileKind.AUDIO, "video": FileKind.VIDEO}
    return FileTold(
        kind=by_type.get(told, kind),
        size=int(file.get("file_size") or 0),
        source=str(file.get("file_id") or ""),
        name=str(file.get("file_name") or ""),
    )


def _spelt_out(message: Mapping[str, Any]) -> str:
    """Return a shared contact or place in words; it is telling, too."""
    contact, venue = message.get("contact"), message.get("venue")
    if contact:
        parts = (contact.get(key) for key in ("first_name", "last_name", "phone_number"))
        return ", ".join(str(part) for part in parts if part)
    place = message.get("location") or (venue or {}).get("location") or {}
    pin = PIN.format(place=f"{place.get('latitude')}, {place.get('longitude')}") if place else ""
    if venue:
        named = (str(venue.get(key)) for key in ("title", "address") if venue.get(key))
        return ", ".join((*named, f"({pin})") if pin else named)
    if pin:
        return pin
    poll = message.get("poll") or {}
    return str(poll.get("question") or "")


def _answers(say: Say) -> tuple[SayChoice, ...]:
    return tuple(choice for choice in say.choices if not choice.is_way_past)


def _is_typed(say: Say) -> bool:
    return len(_answers(say)) > MOST_BUTTONS


def _text_of(say: Say) -> str:
    answers = _answers(say)
    if _is_typed(say):
        lines = [f"{number}. {choice.label}" for number, choice in enumerate(answers, start=1)]
        return "\n".join((say.text, "", *lines))
    hints = [f"{choice.label}: {choice.hint}" for choice in answers if choice.hint]
    return "\n\n".join((say.text, "\n".join(hints))) if hints else say.text


def _rows(say: Say) -> tuple[tuple[Key, ...], ...]:
    shown = [choice for choice in say.choices if choice.is_way_past or not _is_typed(say)]
    kind = _MANY if say.many else _ONCE
    keys = (Key(choice.label, kind + choice.value) for choice in shown)
    fitting = [key for key in keys if len(key.data.encode()) <= LONGEST_DATA]
    return tuple(_paired(fitting)) if say.lines else tuple((key,) for key in fitting)


def _paired(keys: Sequence[Key]) -> Iterator[tuple[Key, ...]]:
    """Yield rows of buttons; what may be said of one line of a read-back stands side by side."""
    row: tuple[Key, ...] = ()
    for key in keys:
        is_same = bool(row) and _line_of(row[-1]) == _line_of(key) != ""
        if row and not is_same:
            yield row
        row = (*row, key) if is_same else (key,)
    if row:
        yield row


def _line_of(key: Key) -> str:
    return key.data.partition("=")[2].partition(".")[2]


def _split(text: str, rows: tuple[tuple[Key, ...], ...]) -> Iterator[Letter]:
    """Cut a text into messages at lines or blanks; the buttons stand under the last."""
    while length(text) > LONGEST:
        piece = text[:LONGEST]
        while length(piece) > LONGEST:
            piece = piece[: len(piece) - (length(piece) - LONGEST + 1) // 2 - 1]
        cut = max(piece.rfind("\n"), piece.rfind(" "))
        piece = piece[:cut] if cut > LONGEST // 2 else piece
        yield Letter(piece)
        text = text[len(piece) :].lstrip("\n ")
    if text or rows:
        yield Letter(text or "…", rows)
