"""Figures without names: counts that cannot be led back to one person, and spans; read `shown_of`.

Counts are kept in disjoint parts. What is shown of a row is decided from that row alone, and no
sum over rows is shown beside them, so nothing hidden comes back by taking one from another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from intake.domain.calendar import OpeningHours

SHARES = (0.1, 0.5, 0.9)
"""The quickest tenth, half, and nine in ten."""
MONTHS_OF_YEAR = 12


class Span(StrEnum):
    """How long one period is; periods never overlap, so none can be taken from another."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: MONTHS_OF_YEAR}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """From local midnight of its first day up to, not including, that of the next one's.

    Args:
        first: Its first local day, by which it is called: "2026-11".
        starts_at: Aware UTC.
        ends_at: Aware UTC; of the running one it lies ahead.
    """

    first: date
    starts_at: datetime
    ends_at: datetime

    @property
    def code(self) -> str:
        """What it is called in an address."""
        return f"{self.first:%Y-%m}"

    def holds(self, at: datetime | None) -> bool:
        """Whether a moment lies in it; no moment does not."""
        return at is not None and self.starts_at <= at < self.ends_at


def period_at(at: datetime, span: Span, office: OpeningHours) -> Period:
    """Return the period that a moment lies in."""
    day = office.local_day(at)
    month = (day.month - 1) // span.months * span.months + 1
    return _period(date(day.year, month, 1), span, office)


def periods_back(at: datetime, span: Span, office: OpeningHours, count: int) -> tuple[Period, ...]:
    """Return the running period and those before it, the newest first."""
    found = [period_at(at, span, office)]
    while len(found) < count:
        found.append(period_at(found[-1].starts_at - timedelta(hours=12), span, office))
    return tuple(found)


def _period(first: date, span: Span, office: OpeningHours) -> Period:
    years, month = divmod(first.month - 1 + span.months, MONTHS_OF_YEAR)
    following = date(first.year + years, month + 1, 1)
    return Period(first, office.moment_of(first, 0), office.moment_of(following, 0))


@dataclass(frozen=True, slots=True)
class Row:
    """One row as counted, before anything is hidden.

    Args:
        title: Of a desk, a kind or a source; never of a person.
        parts: Disjoint counts; their sum is the row's whole.
        minutes: How long each took, in minutes from 0; empty where nothing was measured.
    """

    title: str
    parts: tuple[int, ...]
    minutes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that share their parts; `parts` are the parts' names, `about` says what is counted."""

    code: str
    title: str
    about: str
    parts: tuple[str, ...]
    rows: tuple[Row, ...]
    is_timed: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as it may be read; None is hidden.

    Args:
        whole: The sum; None where it is under the smallest count that is shown, and not 0.
        parts: Each part, or None for all of them.
        spans: Minutes of the quickest tenth, half, nine in ten; empty where nothing was
            measured or the row is hidden. The outer two are None where the parts are hidden.
    """

    title: str
    whole: int | None
    parts: tuple[int | None, ...]
    spans: tuple[int | None, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether even the whole is hidden."""
        return self.whole is None

    @property
    def is_merged(self) -> bool:
        """Whether the whole is shown and its parts are not."""
        return self.whole is not None and None in self.parts


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it may be read."""

    code: str
    title: str
    about: str
    parts: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    is_timed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one period; the same for every reader.

    Args:
        period: The period.
        at: When they were counted, aware UTC.
        smallest: The smallest count that is shown.
        flows: What happened in the period.
        stocks: How it stands at `at`.
    """

    period: Period
    at: datetime
    smallest: int
    flows: tuple[ShownTable, ...]
    stocks: tuple[ShownTable, ...]

    @property
    def is_running(self) -> bool:
        """Whether the period is not over yet."""
        return self.at < self.period.ends_at


def shown_of(row: Row, *, smallest: int) -> ShownRow:
    """Return a row as it may be read.

    Args:
        row: As counted.
        smallest: The smallest count shown, 2 or more; 0 is always shown.

    Returns:
        The whole hidden, with every part, where it is over 0 and under `smallest`; the parts
        hidden together where any one of them is; else everything.

    Why:
        "3 of 12 were not checked" in one town is three people whom somebody knows. If only the
        small part were hidden it would come back as the whole less the others, and if two small
        ones were, as the one way to add up to the rest; with all parts hidden each may be more
        than one number (decision 0043). Of the spans only half is shown beside hidden parts: "nine
        in ten within the time" of ten alerts, some of them late, is one that was late.
    """
    whole = sum(row.parts)
    none = (None,) * len(row.parts)
    if 0 < whole < smallest:
        return ShownRow(row.title, None, none)
    spans = quantiles_of(row.minutes) if whole else ()
    if len(row.parts) > 1 and any(0 < part < smallest for part in row.parts):
        return ShownRow(row.title, whole, none, (None, spans[1], None) if spans else ())
    return ShownRow(row.title, whole, row.parts, spans)


def shown_table(table: Table, *, smallest: int) -> ShownTable:
    """Return a table as it may be read."""
    return ShownTable(
        code=table.code,
        title=table.title,
        about=table.about,
        parts=table.parts,
        rows=tuple(shown_of(row, smallest=smallest) for row in table.rows),
        is_timed=table.is_timed,
    )


def quantiles_of(minutes: Sequence[int]) -> tuple[int, ...]:
    """Return the quickest tenth, half and nine in ten by nearest rank; empty for nothing."""
    ordered = sorted(minutes)
    if not ordered:
        return ()
    return tuple(ordered[max(_rank(len(ordered), share), 1) - 1] for share in SHARES)


def _rank(count: int, share: float) -> int:
    """Return the smallest rank that holds a share of a count; whole tenths, no float's rest."""
    tenths = round(share * 10)
    return -(-count * tenths // 10)
