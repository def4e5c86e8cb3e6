"""One history under two settings, side by side: what was seen earlier, and what was noise."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.alert import AlertKind
from intake.domain.band import LINES, Band
from intake.running.replay_told import Played, Raised

ABOUT_A_PERSON = frozenset(
    {AlertKind.CROSSED.value, AlertKind.QUESTION.value, AlertKind.RECHECK.value}
)
"""Kinds of alert that rest on what is known of a person, not on one report."""

DAY = 86_400


@dataclass(frozen=True, slots=True)
class LineBeside:
    """When a line was first crossed, or asked about, for one person under each settings."""

    who: str = field(repr=False)
    line: Band
    is_question: bool
    first: datetime | None
    second: datetime | None

    @property
    def in_words(self) -> str:
        """What differs, said of the second settings."""
        if self.first is None:
            return "only with the second"
        if self.second is None:
            return "only with the first"
        days = round((self.first - self.second).total_seconds() / DAY)
        if days == 0:
            return "the same day"
        return (
            f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'earlier' if days > 0 else 'later'}"
        )


@dataclass(frozen=True, slots=True)
class CountBeside:
    """One count under each settings."""

    what: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two playings of one history.

    Args:
        first: Under the first settings.
        second: Under the second.
        lines: When each line was first seen.
        alerts: How many alerts, by kind and in all.
        noise: Alerts about people of whom the file says that there was nothing, and reports
            that led to a listed person who was not meant.
    """

    first: Played
    second: Played
    lines: tuple[LineBeside, ...]
    alerts: tuple[CountBeside, ...]
    noise: tuple[CountBeside, ...]

    @property
    def is_same_settings(self) -> bool:
        """Whether both settings have the same content, so that nothing can differ."""
        return self.first.policy.hash == self.second.policy.hash


def beside(first: Played, second: Played) -> Beside:
    """Put two playings of one file beside each other."""
    return Beside(
        first=first,
        second=second,
        lines=tuple(_lines(first, second)),
        alerts=tuple(_counts(_kinds(first), _kinds(second), in_all="alerts in all")),
        noise=tuple(_counts(noise_of(first), noise_of(second), in_all="noise in all")),
    )


def noise_of(played: Played) -> Counter[str]:
    """Count the alerts of a playing that rang for nothing, by what they were."""
    harmless = {code for code, known in played.replay.people.items() if known.harmless}
    found: Counter[str] = Counter()
    for alert in played.raised:
        if alert.kind in ABOUT_A_PERSON and harmless.intersection(alert.about):
            found[f"{alert.kind} about somebody harmless"] += 1
        elif alert.is_false_lead:
            found["a listed person named who was not meant"] += 1
    return found


def _kinds(played: Played) -> Counter[str]:
    return Counter(alert.kind.replace("_", " ") for alert in played.raised)


def _counts(first: Counter[str], second: Counter[str], *, in_all: str) -> Iterator[CountBeside]:
    for what in sorted({*first, *second}):
        yield CountBeside(what, first[what], second[what])
    yield CountBeside(in_all, first.total(), second.total())


def _lines(first: Played, second: Played) -> Iterator[LineBeside]:
    mine, others = _first_seen(first), _first_seen(second)
    order = {line: place for place, line in enumerate(LINES)}
    for key in sorted({*mine, *others}, key=lambda one: (one[0], order[one[1]], one[2])):
        who, line, is_question = key
        yield LineBeside(
            first.replay.called(who) if who else "somebody of no name here",
            line,
            is_question,
            mine.get(key),
            others.get(key),
        )


def _first_seen(played: Played) -> dict[tuple[str, Band, bool], datetime]:
    found: dict[tuple[str, Band, bool], datetime] = {}
    for one in played.lines:
        key = (one.who, one.line, one.is_question)
        found[key] = min(found.get(key, one.at), one.at)
    return found


def alerts_by_desk(raised: Iterable[Raised]) -> tuple[tuple[str, int], ...]:
    """Return how many alerts each desk had, most first."""
    return tuple(Counter(one.title for one in raised).most_common())
