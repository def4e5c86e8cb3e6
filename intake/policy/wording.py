"""The languages of `config/wording/`: a gettext catalogue and the words understood, for each.

`<code>/dueregard.po` holds the translations (the English text is the message id), and
`<code>/heard.yaml` what is understood when it is typed. Read `read_tongues` first.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any, Literal

from babel.messages.pofile import PoFileError, read_po
from pydantic import Field

from intake.domain.tongue import ENGLISH, Tongue
from intake.policy import files
from intake.policy.base import Policy
from intake.policy.faults import read_as

WORDING = "wording"
CATALOGUE = "dueregard.po"
HEARD = "heard.yaml"
REVIEWED = "X-Reviewed-By-Native-Speaker"
"""The header that says whether a native speaker has read every text: "yes" or "no"."""

_HEADER = re.compile(rf'^"{REVIEWED}: *(\w+)', re.MULTILINE)
_FILLED = re.compile(r"\$?\{\w+\}")
_PHRASE = re.compile(r"[^\s|*~]+\*?(\|[^\s|*~]+\*?)*|~")
Saying = Annotated[str, Field(min_length=1, max_length=80)]
Phrase = Annotated[str, Field(min_length=1, max_length=200)]


MET = (
    "own_thoughts",
    "not_serious",
    "own_childhood",
    "years_ago",
    "danger",
    "dying",
    "not_safe",
    "child",
)
"""Phrases that are met in whatever is typed, by their keys."""


class HeardPolicy(Policy):
    """`config/wording/<code>/heard.yaml`: a language's name, and what is understood in it."""

    name: str
    english: str
    direction: Literal["ltr", "rtl"] = "ltr"
    names: tuple[Saying, ...] = ()
    greetings: tuple[Saying, ...] = ()
    yes: tuple[Saying, ...]
    no: tuple[Saying, ...]
    not_sure: tuple[Saying, ...] = ()
    unknown: tuple[Saying, ...]
    refused: tuple[Saying, ...]
    roughly: tuple[Saying, ...] = ()
    back: tuple[Saying, ...]
    skip: tuple[Saying, ...]
    stop: tuple[Saying, ...]
    help: tuple[Saying, ...]
    hide: tuple[Saying, ...]
    why: tuple[Saying, ...]
    done: tuple[Saying, ...]
    send: tuple[Saying, ...]
    start: tuple[Saying, ...] = ()
    language: tuple[Saying, ...] = ()
    change: tuple[Saying, ...]
    remove: tuple[Saying, ...] = ()
    ask_about_me: tuple[Phrase, ...] = ()
    ask_on_list: tuple[Phrase, ...] = ()
    ask_confidential: tuple[Phrase, ...] = ()
    ask_what_next: tuple[Phrase, ...] = ()
    ask_who_reads: tuple[Phrase, ...] = ()
    ask_person: tuple[Phrase, ...] = ()
    ask_proof: tuple[Phrase, ...] = ()
    own_thoughts: tuple[Phrase, ...] = ()
    not_serious: tuple[Phrase, ...] = ()
    own_childhood: tuple[Phrase, ...] = ()
    years_ago: tuple[Phrase, ...] = ()
    danger: tuple[Phrase, ...]
    dying: tuple[Phrase, ...]
    not_safe: tuple[Phrase, ...]
    child: tuple[Phrase, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase, whatever it means."""
        kinds = (name for name in type(self).model_fields if name.startswith("ask_"))
        every = (getattr(self, name) for name in (*kinds, *MET))
        return tuple(phrase for phrases in every for phrase in phrases)


def read_tongues(folder: Path) -> tuple[dict[str, Tongue], list[str]]:
    """Read every language of a folder of settings.

    Args:
        folder: The folder; where it has no `wording/`, the packaged one is read: words of
            danger must be understood in every language whoever edits the rest (promise P12).

    Returns:
        Languages by code, English first, and every fault as "file: what is wrong". A text not
        translated yet is no fault: its English is said.
    """
    own = folder / WORDING
    root = own if own.is_dir() else files.PACKAGED / WORDING
    tongues: dict[str, Tongue] = {"en": ENGLISH}
    faults: list[str] = []
    for place in sorted(one for one in root.glob("*") if one.is_dir()):
        tongue, wrong = _read_tongue(place)
        faults += wrong
        if tongue is not None:
            tongues[tongue.code] = tongue
    return tongues, faults


def _read_tongue(place: Path) -> tuple[Tongue | None, list[str]]:
    name = f"{WORDING}/{place.name}/{HEARD}"
    found, fault = files.read_file(place / HEARD)
    if fault:
        return None, [f"{name}: {fault}"]
    heard, faults = read_as(name, HeardPolicy, found)
    if heard is None:
        return None, faults
    faults += [f"{name}: {bad!r} cannot be read as a phrase" for bad in _unread(heard)]
    texts, is_reviewed, wrong = _read_catalogue(place)
    named = {"name", "english", "direction"}
    tongue = Tongue(
        code=place.name,
        name=heard.name,
        english=heard.english,
        is_rtl=heard.direction == "rtl",
        is_reviewed=is_reviewed,
        texts=texts,
        heard={key: value for key, value in heard if key not in named},
    )
    return tongue, faults + wrong


def _unread(heard: HeardPolicy) -> Iterator[str]:
    """Yield phrases that cannot be compiled, and those of gaps alone, which fit anything."""
    for phrase in heard.phrases:
        words = phrase.split()
        ends = {words[0], words[-1]} if words else {"~"}
        if "~" in ends or not all(_PHRASE.fullmatch(word) for word in words):
            yield phrase


def _read_catalogue(
    place: Path,
) -> tuple[Mapping[tuple[str, str], str], bool, list[str]]:
    """Read a catalogue; one that is missing is empty, and a fuzzy translation is none."""
    path = place / CATALOGUE
    name = f"{WORDING}/{place.name}/{CATALOGUE}"
    if not path.is_file():
        return {}, False, []
    texts, is_reviewed, faults = _catalogue_in(name, path.read_bytes())
    return dict(texts), is_reviewed, list(faults)


@lru_cache(maxsize=32)
def _catalogue_in(
    name: str, content: bytes
) -> tuple[Mapping[tuple[str, str], str], bool, tuple[str, ...]]:
    """Read what a catalogue holds, once as long as it does not change.

    Why:
        Settings are read again for each preview and comparison; words were half of that time.
    """
    try:
        catalogue = read_po(BytesIO(content), abort_invalid=True)
        header = _HEADER.search(content.decode("utf-8"))
    except (PoFileError, UnicodeDecodeError, ValueError):
        return {}, False, (f"{name}: cannot be read as a gettext catalogue",)
    texts: dict[tuple[str, str], str] = {}
    faults: list[str] = []
    for message in catalogue:
        text, said = _one(message)
        if not text or not said or message.fuzzy:
            continue
        if filled_in(text) != filled_in(said):
            faults.append(
                f"{name}: {text[:40]!r}: the translation must hold {sorted(filled_in(text))}, "
                "each as it is written in the English"
            )
        texts[message.context or "", text] = said
    is_reviewed = header is not None and header[1].lower() == "yes"
    return texts, is_reviewed, tuple(faults)


def out_of_use_in(path: Path) -> dict[tuple[str, str], str]:
    """Return the translations that stand at a catalogue's end, of texts that are no longer said.

    Args:
        path: A catalogue; one that is missing or cannot be read has none.

    Returns:
        Translations by context and English text; a fuzzy one is none.
    """
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as lines:
            catalogue = read_po(lines, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError):
        return {}
    found = ((one.context or "", *_one(one)) for one in catalogue.obsolete.values())
    return {(context, text): said for context, text, said in found if text and said}


def _one(message: Any) -> tuple[str, str]:
    """Return id and translation of a message; we have no plurals, which would be pairs."""
    return (
        message.id if isinstance(message.id, str) else "",
        message.string if isinstance(message.string, str) else "",
    )


def filled_in(text: str) -> frozenset[str]:
    """Return what is filled into a text: `{number}`, and `${person}` of a question."""
    return frozenset(_FILLED.findall(text))
