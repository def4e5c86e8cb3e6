"""How a candidate came to its points: rows that fall one below the other to the sum.

Read first: `waterfall_of`. The same steps are drawn, written as text and given as data, so that
no two of them can tell of different rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from matching.explain import words_for_band, words_for_likelihood

PRIOR = "prior"
NOT_SAID, NOT_HELD = "not_said", "not_held"
_SILENT = frozenset((NOT_SAID, NOT_HELD))
_EVEN = 0.5
_HUNDREDTH = Decimal("0.01")
_ASKED_FOR = {
    "birth": "a date of birth",
    "phone": "a phone number",
    "vehicle": "a number plate",
    "handle": "an account name",
    "postcode": "a postcode",
    "place": "a place",
    "age": "an age",
    "work": "what they work as",
    "name": "a name, or another one",
}
"""What to ask for, what tells most first; a name last, for one is mostly told."""
_SETTLING = frozenset(("birth", "phone", "vehicle", "handle"))
_PARTS_OF_NAMES = frozenset(("name.alone_given", "name.alone_middle"))
_FIRM = frozenset(("birth.same", "postcode.same", "phone.same", "vehicle.same", "handle.same"))
_HALF_KNOWN = frozenset(("birth.month_same", "birth.year_same", "birth.year_near"))


class Compared(Protocol):
    """One row of a comparison, as `scoring.Evidence` has it or as it was kept."""

    @property
    def kind(self) -> str:
        """What was compared: name, birth, and so on; `prior` for the first row."""

    @property
    def said(self) -> str:
        """The words asked about."""

    @property
    def held(self) -> str:
        """The words on record."""

    @property
    def finding(self) -> str:
        """The code of what came of it."""

    @property
    def words(self) -> str:
        """The same in an officer's words."""

    @property
    def points(self) -> float:
        """What it is worth, to the hundredth."""


class Bearing(StrEnum):
    """Which way a row speaks."""

    START = "start"
    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Step:
    """One row: its points, and the sum so far with it, both exact to the hundredth."""

    kind: str
    said: str = field(repr=False)
    held: str = field(repr=False)
    finding: str
    words: str
    points: Decimal
    sum: Decimal
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All rows of one candidate, the prior first, what is missing last.

    `total` is the sum of the last step; `asks` says what would change the band most, and is
    empty where only a human can tell more.
    """

    steps: tuple[Step, ...]
    total: Decimal
    band: str
    stands: str
    likely: str
    asks: str


_GATHERED = "Possible lead: what is told of the people and places around him agrees"
_UNCOUNTED = "nobody has counted how often such leads are the same"


def waterfall_of(rows: Iterable[Compared], *, band: str, likelihood: float) -> Waterfall:
    """Lay the rows of one candidate below each other.

    Args:
        rows: The evidence, in any order; none at all gives a sum of 0.
        band: The value of its `Band`.
        likelihood: 0 to 1, as calibrated.

    Returns:
        The steps; each begins where the one before ended, and the last ends at the total.

    Why:
        Who was gathered by a home or a child was compared with no list, so no row says where
        the sum begins and no likelihood was worked out. "Fewer than one in a hundred" stood
        beside a shared child, and an officer would have answered *different*.
    """
    steps = tuple(_falling(sorted(rows, key=_place)))
    is_gathered = bool(steps) and not likelihood and steps[0].bearing is not Bearing.START
    return Waterfall(
        steps=steps,
        total=steps[-1].sum if steps else Decimal("0.00"),
        band=band,
        stands=_GATHERED if is_gathered else _stands(steps, band, likelihood),
        likely=_UNCOUNTED if is_gathered else words_for_likelihood(likelihood, band),
        asks=_asks(steps, band),
    )


def _place(row: Compared) -> int:
    return 0 if row.kind == PRIOR else 2 if row.finding in _SILENT else 1


def _falling(rows: Sequence[Compared]) -> Iterator[Step]:
    so_far = Decimal("0.00")
    for row in rows:
        points = Decimal(str(row.points)).quantize(_HUNDREDTH)
        so_far += points
        yield Step(
            row.kind, row.said, row.held, row.finding, row.words, points, so_far,
            _bearing(row, points),
        )  # fmt: skip


def _bearing(row: Compared, points: Decimal) -> Bearing:
    if row.kind == PRIOR:
        return Bearing.START
    if row.finding in _SILENT:
        return Bearing.MISSING
    if not points:
        return Bearing.NEITHER
    return Bearing.FOR if points > 0 else Bearing.AGAINST


# what it rests on, and what would change it


def _stands(steps: Sequence[Step], band: str, likelihood: float) -> str:
    """Give the band in words, and what holds it back, whatever the rows add up to.

    Why:
        The evidence for one may be strong and fit another as well; an officer read "strong
        lead" beside "more likely not".
    """
    words = words_for_band(band)
    if band == "strong" and likelihood <= _EVEN:
        return f"{words.partition(':')[0]}: enough agrees, but it fits others on the list as well"
    held_back = _held_back(steps) if band in ("possible", "weak") else ""
    is_shared = band == "possible" and likelihood <= _EVEN and sum(one.points for one in steps) >= 0
    if is_shared and not held_back:
        held_back = "enough agrees, but it fits others on the list as well"
    return f"{words.partition(':')[0]}: {held_back}" if held_back else words


def _held_back(steps: Sequence[Step]) -> str:
    """Say which sort of evidence the band is kept down by; empty where only the sum counts.

    Why:
        Of a sum beyond the line an officer must be able to read why it is no strong lead.
    """
    codes = {step.finding for step in steps}
    if any(code.startswith("name.differs") for code in codes):
        return "a part of the name differs, as it does of twins and in a household"
    if sum(step.points for step in steps if step.kind == "name") <= 0:
        return "the name does not speak for it"
    if codes & _PARTS_OF_NAMES and codes.isdisjoint(_FIRM):
        return "only a part of a name was said, and nothing that few people share"
    return ""


def _asks(steps: Sequence[Step], band: str) -> str:
    """Say what to find out next, from what one side holds and the other does not."""
    if band == "other_date":
        return "Find out which date of birth is right: the one told or the one on record"
    wanted = [kind for kind in _ASKED_FOR if kind in _unsaid(steps)]
    if band == "strong" and "birth" not in wanted:
        return ""
    if wanted:
        verb = "settle it" if wanted[0] in _SETTLING else "help"
        return f"{_capital(_ASKED_FOR[wanted[0]])} would {verb}: the record holds it"
    half = any(step.finding in _HALF_KNOWN for step in steps)
    if half or not any(step.kind in ("birth", "age") for step in steps):
        side = "neither side has it whole" if half else "neither side has one"
        return f"A whole date of birth would settle it: {side}"
    unheld = {step.kind for step in steps if step.finding == NOT_HELD}
    known = [kind for kind in _ASKED_FOR if kind in unheld]
    if known:
        return f"Ask who keeps the record for {_ASKED_FOR[known[0]]}: it was told here"
    return ""


def _unsaid(steps: Sequence[Step]) -> frozenset[str]:
    """Return the kinds held that were not said, a whole birth beside a told age too."""
    kinds = {step.kind for step in steps if step.finding == NOT_SAID}
    if any(step.kind == "age" and len(step.held) == len("2000-01-01") for step in steps):
        kinds.add("birth")
    return frozenset(kinds)


def parted_by(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> str:
    """Say what would part two records that are equally alike; empty where nothing held does.

    Args:
        one: Kind and words of all that is held of one record, as its steps have them.
        other: The same of the other record, compared with the same words.

    Returns:
        Such as "a date of birth": of what both hold and hold differently what tells most, or
        else what only one of them holds.
    """
    first, second = _by_kind(one), _by_kind(other)
    differing = [kind for kind in _ASKED_FOR if first.get(kind) != second.get(kind)]
    both = [kind for kind in differing if kind in first and kind in second]
    return next((_ASKED_FOR[kind] for kind in (*both, *differing)), "")


def _by_kind(rows: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return what is held by kind; a date of birth beside a told age is what to ask for."""
    kept: dict[str, set[str]] = {}
    for kind, held in rows:
        if held and kind != PRIOR:
            kept.setdefault("birth" if kind == "age" and "-" in held else kind, set()).add(held)
    return {kind: frozenset(held) for kind, held in kept.items()}


# as text


def as_text(fall: Waterfall) -> tuple[str, ...]:
    """Write a waterfall as lines: a row each, the points and the sum so far behind it."""
    rows = tuple(line_of(step) for step in fall.steps)
    total = f"Adds up to {signed(fall.total)}. {fall.stands}; {fall.likely}."
    return (*rows, total, *((f"{fall.asks}.",) if fall.asks else ()))


def line_of(step: Step) -> str:
    """Write one step: what was said and is held, what came of it, points, sum so far."""
    return f"{compared(step)}{step.words}: {signed(step.points)}, so far {signed(step.sum)}"


def compared(step: Step) -> str:
    """Write what was laid beside what, before the finding; empty where no words were."""
    if step.said and step.held:
        return f"{_capital(step.kind)} “{step.said}”, on record {step.held}. "
    words = f"“{step.said}”" if step.said else f"on record {step.held}" if step.held else ""
    return f"{_capital(step.kind)} {words}. " if words else ""


def signed(points: Decimal) -> str:
    """Write points with their sign and both hundredths: +7.50, −1.00, 0.00."""
    words = f"{abs(points):.2f}"
    return f"+{words}" if points > 0 else f"−{words}" if points < 0 else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
