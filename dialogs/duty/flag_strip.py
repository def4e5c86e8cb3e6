"""The standing since the first flag, as a thin strip: that years of silence lowered nothing.

Read `strip_since_flag` first; the words say what is drawn, and nothing that is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from dialogs.duty import words
from intake.duty.values import Band
from intake.duty.views import StandingStep, WeightPlot

LEFT, RIGHT, FLOOR = 84.0, 682.0, 46.0
LEVEL = 7.0
"""How much higher each band stands."""
QUIET = timedelta(days=365)
"""A silence worth a sentence."""
MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of time at one band; its word is empty where there is no room for it."""

    x: float
    y: float
    width: float
    height: float
    word: str


@dataclass(frozen=True, slots=True)
class FlagStrip:
    """The strip: stretches, years, what was told as dots, and all of it in words.

    `lines` are the same as text: each stretch with its days and band.
    """

    since: date
    stretches: tuple[Stretch, ...]
    ticks: tuple[tuple[float, str], ...]
    dots: tuple[tuple[float, bool], ...]
    says: str
    lines: tuple[str, ...]


def strip_since_flag(plot: WeightPlot, flagged_on: Iterable[date | None]) -> FlagStrip | None:
    """Return the strip of a person's standing since the first flag that the reader may see.

    Args:
        plot: The weight over time, with the changes of standing as they were written down.
        flagged_on: The first days of the flags in view, ended ones too; None where untold.

    Returns:
        The strip, or None where no flag has a day that is past.

    Why:
        Recognition faded with the years (Peterborough review, row P20). Drawn beside what was
        told, a silence is seen for what it is: no news, and no lower standing.
    """
    today = words.local(plot.at).date()
    days = [day for day in flagged_on if day is not None and day < today]
    if not days:
        return None
    start = datetime.combine(min(days), time(), UTC)
    spans = tuple(_spans(plot.standings, start, plot.at))
    x = _place(start, plot.at)
    news = [step.at for step in plot.steps if step.at >= start]
    return FlagStrip(
        since=min(days),
        stretches=tuple(_stretch(x, *one) for one in spans),
        ticks=_ticks(start, plot.at),
        dots=tuple((x(one.at), one.is_professional) for one in plot.steps if one.at >= start),
        says=_says(min(days), spans, [start, *news, plot.at], plot.at),
        lines=tuple(
            f"{words.day(begins)} to {words.day(ends)}: {words.band(band)}"
            for begins, ends, band in spans
        ),
    )


Span = tuple[datetime, datetime, Band]


def _spans(standings: Sequence[StandingStep], start: datetime, end: datetime) -> Iterator[Span]:
    """Yield each stretch of one band between the first flag and now, none of no length."""
    before = [one.band for one in standings if one.at <= start]
    band, begins = (before[-1] if before else Band.NOTE), start
    for one in standings:
        if not start < one.at < end:
            continue
        if one.band is not band:
            yield begins, one.at, band
            band, begins = one.band, one.at
    yield begins, end, band


Place = Callable[[datetime], float]


def _place(start: datetime, end: datetime) -> Place:
    whole = (end - start) / timedelta(seconds=1)

    def x(at: datetime) -> float:
        share = (at - start) / timedelta(seconds=1) / whole
        return round(LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT), 1)

    return x


def _stretch(x: Place, begins: datetime, ends: datetime, band: Band) -> Stretch:
    left, right = x(begins), x(ends)
    height = 4 + LEVEL * band.rank
    word = words.band(band)
    fits = right - left > 16 + 6.2 * len(word)
    return Stretch(
        left, FLOOR - height, max(1.0, round(right - left, 1)), height, word if fits else ""
    )


def _ticks(start: datetime, end: datetime) -> tuple[tuple[float, str], ...]:
    x = _place(start, end)
    every = -(-max(1, end.year - start.year) // MOST_TICKS)
    years = range(start.year + 1, end.year + 1, every)
    return tuple((x(datetime(year, 1, 1, tzinfo=UTC)), str(year)) for year in years)


def _says(since: date, spans: Sequence[Span], moments: Sequence[datetime], at: datetime) -> str:
    """Return what the strip shows, in words: since when, how long it was quiet, what stood."""
    told = [f"First flag {words.day(since)}."]
    silence, begins, ends = max(
        ((later - before, before, later) for before, later in pairwise(moments)),
        key=lambda one: one[0],
    )
    if silence >= QUIET:
        quiet = _years(silence)
        fell = any(
            later < before and begins < when <= ends
            for (_, _, before), (when, _, later) in pairwise(spans)
        )
        is_now = ends == at
        head = f"Quiet for {quiet} now" if is_now else f"Quiet for {quiet} until {words.day(ends)}"
        stood = "a named human lowered the standing" if fell else "the standing did not fall"
        told.append(f"{head}, and {stood}.")
    told.append(f"On record now: {words.band(spans[-1][2]).lower()}.")
    return " ".join(told)


def _years(span: timedelta) -> str:
    return words.count(span.days // 365, "year")
