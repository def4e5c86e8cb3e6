"""Voices as a page draws them: a letter and a fill each, in a row by kind; nobody's identity.

The same source is the same letter and the same fill in the plot, the bar, the row and the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from intake.duty.views import VoicePart, WeightView

FILLS = ("f1", "po", "f2", "pd", "f3", "px")
"""Fill of each voice in order: a class, or a pattern of the page."""
MOST_OWN = 8
"""Voices with a fill of their own; the lighter ones share the last."""
MOST_MARKS = 24
"""Marks of one kind in the row; the rest is counted."""
MOST_ROWS = 20
"""Voices in the table under the bar, the heaviest; the rest is one line."""
KINDS = (
    ("Public", ("community",), True),
    ("Family", ("family",), False),
    ("Children themselves", ("child",), False),
    ("Health", ("health", "therapy"), True),
    ("Education", ("school",), True),
    ("Police", ("police",), True),
    ("Social care", ("social care",), True),
    ("Other agencies", ("other agency",), False),
)
"""Kind, the settings it holds, and whether its silence is shown.

Why: "nobody from a school" is a thing to know; an empty place would be a claim.
"""


def letter(place: int) -> str:
    """Return what a voice is called, from its place, from 0: A to Z, then AA, AB and so on."""
    first, last = divmod(place, 26)
    return (letter(first - 1) if first else "") + chr(65 + last)


def fills(order: Sequence[str], points: Mapping[str, Decimal]) -> dict[str, str]:
    """Return the fill of each voice that has one of its own, in the order in which they spoke.

    Args:
        order: All voices in the order in which they first spoke.
        points: Firm points of each; one without any has no fill.
    """
    told = [voice for voice in order if points.get(voice)]
    heavy = sorted(told, key=lambda voice: -points[voice])
    own = set(heavy if len(heavy) <= MOST_OWN else heavy[: MOST_OWN - 1])
    kept = [voice for voice in told if voice in own]
    return {voice: FILLS[place % len(FILLS)] for place, voice in enumerate(kept)}


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """One source in the row: filled for a professional, dashed where only if the same."""

    letter: str
    css: str
    concerns: int
    words: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """The sources of one kind; none where nobody of it has spoken."""

    kind: str
    marks: tuple[VoiceMark, ...]
    more: int
    voices: int
    concerns: int


def rows_by_kind(weight: WeightView) -> tuple[KindRow, ...]:
    """Return the voices of a weight by kind; kinds whose silence tells nothing only if heard."""
    placed = list(enumerate(weight.voices))
    rows = []
    for kind, settings, is_shown in KINDS:
        own = [(place, voice) for place, voice in placed if voice.setting in settings]
        if own or is_shown:
            rows.append(_row(kind, own))
    return tuple(rows)


def _row(kind: str, own: Sequence[tuple[int, VoicePart]]) -> KindRow:
    return KindRow(
        kind=kind,
        marks=tuple(_mark(place, voice) for place, voice in own[:MOST_MARKS]),
        more=max(len(own) - MOST_MARKS, 0),
        voices=len(own),
        concerns=sum(voice.concerns for _, voice in own),
    )


def _mark(place: int, voice: VoicePart) -> VoiceMark:
    css = "oldash" if voice.is_only_if else "fink" if voice.is_professional else "olp"
    many = "one concern" if voice.concerns == 1 else f"{voice.concerns} concerns"
    only = ", only if the same" if voice.is_only_if else ""
    name = letter(place)
    return VoiceMark(name, css, voice.concerns, f"Voice {name}, {voice.setting}, {many}{only}")


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One voice of the table under the bar."""

    letter: str
    fill: str
    voice: VoicePart


def lines(weight: WeightView) -> tuple[tuple[VoiceLine, ...], tuple[VoicePart, ...]]:
    """Return the voices of the table in the order in which they spoke, and those it leaves out."""
    own = fills_of(weight)
    placed = [
        VoiceLine(letter(place), own.get(voice.voice, ""), voice)
        for place, voice in enumerate(weight.voices)
    ]
    heavy = sorted(placed, key=lambda one: -(one.voice.points + one.voice.only_if))
    kept = {one.letter for one in heavy[:MOST_ROWS]}
    shown = tuple(one for one in placed if one.letter in kept)
    return shown, tuple(one.voice for one in placed if one.letter not in kept)


def fills_of(weight: WeightView) -> dict[str, str]:
    """Return the fills of a weight's voices."""
    order = [voice.voice for voice in weight.voices]
    return fills(order, {voice.voice: voice.points for voice in weight.voices})


def total_of(voices: Iterable[VoicePart]) -> Decimal:
    """Return the firm points of some voices."""
    return sum((voice.points for voice in voices), Decimal(0))
