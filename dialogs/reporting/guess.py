"""One thing picked out of a story, and what the teller said of it when it was read back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zlib import crc32


class GuessState(StrEnum):
    """What the teller said of a guess; nothing counts before "right"."""

    ASKED = "asked"
    RIGHT = "right"
    WRONG = "wrong"
    CHANGED = "changed"
    """To be told otherwise: asked as a question of its own."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One thing that a story seems to say.

    Args:
        kind: A part of `Part` for somebody, else the slot of one question: `where`, `when`,
            `how_often`, `known_by`, or `incident`.
        told: Words by slot: of somebody `names`, `age`, `relation`, `place` and so on, of an
            incident `what`, `where`, `when`; of one question its own slot.
        quote: The sentence it was picked out of.
        value: The stored value of a choice, or the days of `when` as ISO text.
        is_about: Whether it is rough.
        key: Of the answer that it filled, or that is asked instead.
        state: What the teller said of it.
    """

    kind: str
    told: tuple[tuple[str, str], ...] = field(repr=False)
    quote: str = field(default="", repr=False)
    value: str = field(default="", repr=False)
    is_about: bool = False
    key: str = ""
    state: GuessState = GuessState.ASKED

    @property
    def id(self) -> str:
        """What the same guess of the same words is known by, also when the story is changed."""
        words = "\x1f".join(word for pair in self.told for word in pair)
        return f"{crc32(f'{self.kind}|{words}'.casefold().encode()):08x}"

    @property
    def words(self) -> str:
        """All its words, as they are read back."""
        return ", ".join(words for _, words in self.told)

    def fact(self, slot: str) -> str:
        """Return the words of one slot; empty where there are none."""
        return dict(self.told).get(slot, "")


def guess_data(guess: Guess) -> dict[str, Any]:
    """Return a guess as plain data."""
    return {
        "kind": guess.kind,
        "told": [list(pair) for pair in guess.told],
        "quote": guess.quote,
        "value": guess.value,
        "is_about": guess.is_about,
        "key": guess.key,
        "state": guess.state.value,
    }


def guess_from(row: Mapping[str, Any]) -> Guess:
    """Return the guess that `guess_data` wrote."""
    return Guess(
        kind=row["kind"],
        told=tuple((slot, words) for slot, words in row["told"]),
        quote=row["quote"],
        value=row["value"],
        is_about=row["is_about"],
        key=row["key"],
        state=GuessState(row["state"]),
    )
