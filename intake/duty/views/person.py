"""The held record of one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from intake.domain.band import Band
from intake.domain.childhood import Childhood
from intake.duty.views.chart import LinkChart, PlaceLine
from intake.duty.views.concern import NoteLine, Told
from intake.duty.views.desk import DiaryLine
from intake.duty.views.joined import MayJoin
from intake.duty.views.outcome import Beside
from intake.duty.views.weight import Then, WeightPlot, WeightView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag that the reader may see."""

    title: str
    agency: str
    owner: str
    level: str
    status: str
    seen_by: str
    starts_on: date | None
    review_on: date | None
    terms: tuple[tuple[str, date], ...]
    to_come: tuple[tuple[str, date, date], ...]
    source: str


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One thing that happened, with the day it did and the day it became known.

    `kind` is concern, judgement, flag, owner, standing or note; `said` are people's words.
    """

    happened_on: date
    is_happened_told: bool
    known_at: datetime
    kind: str
    title: str
    said: str = field(repr=False)
    words: str = field(repr=False)
    source: str
    reference: str = ""
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """Somebody else named in concerns about this person; children by age only if need be."""

    part: str
    words: str = field(repr=False)
    reference: str
    is_firm: bool


@dataclass(frozen=True, slots=True)
class WorkTold:
    """What somebody works as, in the words of a report; `is_firm` where judged the same."""

    words: str = field(repr=False)
    reference: str
    is_firm: bool


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a long list, from page 1; `total` is how long the whole is."""

    rows: tuple[T, ...]
    page: int
    pages: int
    total: int

    def __iter__(self) -> Iterator[T]:
        """Go through the rows of this page."""
        return iter(self.rows)


def paged(rows: Sequence[T], page: int, each: int = 50) -> Paged[T]:
    """Return one page of a list; a page before the first or past the last is the nearest."""
    pages = max(1, -(-len(rows) // each))
    place = min(max(page, 1), pages)
    return Paged(tuple(rows[(place - 1) * each : place * each]), place, pages, len(rows))


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """What of a person's page is asked for.

    Args:
        month: Year and month to look back to, 2026-05; empty for now.
        by_known: The chronology by when things were known, not by when they happened.
        page: Page of the chronology, from 1; `linked` the page of who else is named.
    """

    month: str = ""
    by_known: bool = False
    page: int = 1
    linked: int = 1


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The held record of one person as far as the reader may see it.

    `chart` is None where who is linked is not for the reader, or too many to draw beside all
    the rest; `places` are those most often told. `childhood` is set of a child's record, of
    which neither weight nor standing is shown; `may_count` where the reader may let it count.
    """

    person_id: int
    number: str
    label: str = field(repr=False)
    line: str = field(repr=False)
    is_flagged: bool
    purpose: str
    at: datetime
    owner: str
    owner_since: datetime | None
    review_on: date | None
    next_end: tuple[str, date] | None
    standing: Band
    last_news: datetime | None
    flags: tuple[FlagView, ...]
    sees: frozenset[str]
    weight: WeightView | None
    plot: WeightPlot | None
    then: Then | None
    chronology: Paged[ChronologyLine]
    linked: Paged[LinkedLine]
    diary: tuple[DiaryLine, ...]
    told: tuple[Told, ...]
    unjudged: tuple[str, ...]
    notes: tuple[NoteLine, ...]
    works_as: tuple[WorkTold, ...] = ()
    twice: tuple[MayJoin, ...] = ()
    chart: LinkChart | None = None
    places: tuple[PlaceLine, ...] = ()
    is_owned_here: bool = False
    beside: Beside | None = None
    childhood: Childhood | None = None
    may_count: bool = False
