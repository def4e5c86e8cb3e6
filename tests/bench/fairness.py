"""Who fares worse: error rates by origin of the name, leads a thousand reports, errors by kind.

Usage: python -m tests.bench.fairness FOLDER [--some N] [--sizes 10000 100000]
Each half is asked with weights learned on the other, split by person; the folder is as for
screen_quality.py. A longer list is filled up with invented people. Not a test.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from matching.index.memory import MemoryIndex
from matching.learning import Case, learn
from matching.matcher import Matcher
from matching.query import Description, Record
from matching.scoring import Band, Candidate
from matching.scripts import is_syllabic, loses_sounds
from matching.settings import MatchSettings
from tests.bench.invented import invented
from tests.bench.peers.figures import Share
from tests.bench.screen_both_ways import Judged, best_line, f1, is_first_half
from tests.bench.screen_quality import TODAY, query_of, record_of, rows_of, settings_of

LEADS = (Band.STRONG, Band.POSSIBLE)
NOT_COMPARED = 99
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One judged question; `right` is None where nobody on the list was meant."""

    name: str
    words: Description
    right: int | None
    half: bool
    slices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """How a question was answered; `rank` 99 where the right record was not compared.

    `bands` are those of the ten shown.
    """

    asked: Asked
    best: Candidate | None
    rank: int
    is_tie: bool
    right_band: Band
    bands: frozenset[Band]

    def as_judged(self) -> Judged:
        listed = self.asked.right is not None
        score = self.best.score if self.best else 0.0
        right = listed and self.rank == 1 and not self.is_tie
        return Judged(self.rank, score, right, listed, self.asked.half, self.asked.slices)


def questions(folder: Path, *, some: int) -> tuple[list[Record], list[Asked]]:
    registry = rows_of(folder / "registry.csv")
    numbers = {row["id"]: number for number, row in enumerate(registry, 1)}
    truth = {row["query_id"]: row for row in rows_of(folder / "truth.csv")}
    asked = []
    for row in rows_of(folder / "queries.csv")[::some]:
        label = truth[row["query_id"]]
        half = is_first_half(label["registry_id"] or row["query_id"])
        slices = frozenset(label["slices"].split(";"))
        right = numbers.get(label["registry_id"])
        asked.append(Asked(row["name"], query_of(row), right, half, slices))
    return [record_of(number, row) for number, row in enumerate(registry, 1)], asked


def taught(
    index: MemoryIndex, asked: Sequence[Asked], settings: MatchSettings
) -> Mapping[bool, MatchSettings]:
    """Give for each half the settings that the other one teaches."""
    matcher = Matcher(settings)
    made: dict[bool, MatchSettings] = {}
    for half in (True, False):
        cases = [
            Case(matcher.compared(index, one.words, today=TODAY).rated, one.right)
            for one in asked
            if one.half != half
        ]
        learned = learn(cases, settings)
        prior = replace(
            settings.prior,
            points=learned.prior_points,
            at_fitting=learned.at_fitting,
            size_at_fitting=index.size(),
        )
        made[half] = replace(settings, weights=MappingProxyType(learned.weights), prior=prior)
    return made


def answered(
    index: MemoryIndex, asked: Sequence[Asked], settings: Mapping[bool, MatchSettings]
) -> list[Seen]:
    matchers = {half: Matcher(own) for half, own in settings.items()}
    return [_seen(matchers[one.half], index, one) for one in asked]


def _seen(matcher: Matcher, index: MemoryIndex, one: Asked) -> Seen:
    found = matcher.search(index, one.words, limit=60, today=TODAY).candidates
    bands = frozenset(each.band for each in found[:SHOWN])
    ids = [each.record_id for each in found]
    place = ids.index(one.right) if one.right in ids else None
    if place is None:
        return Seen(one, found[0] if found else None, NOT_COMPARED, False, Band.NONE, bands)
    points = [each.points for each in found]
    tie = points.count(points[place]) > 1 and points[place] == points[0]
    rank = 1 + sum(each > points[place] for each in points)
    return Seen(one, found[0], rank, tie, found[place].band, bands)


def by_origin(seen: Sequence[Seen]) -> Iterator[str]:
    """Give recall at 1 and false alarms at the line fixed on the other half, by origin."""
    rows = [one.as_judged() for one in seen]
    lines = {half: best_line([row for row in rows if row.half != half]) for half in (True, False)}
    shown = [row.likelihood >= lines[row.half] for row in rows]
    halves = [f1([row for row in rows if row.half == half], lines[half]) for half in lines]
    origins = sorted({name for row in rows for name in row.slices if name.startswith("names_")})
    yield f"F1 {sum(own[0] for own in halves) / sum(own[1] for own in halves):.3f}"
    yield f"{'origin':28} {'recall at 1':34} false alarms"
    overall = 0.0
    for origin in ("", *origins):
        own = [place for place, row in enumerate(rows) if not origin or origin in row.slices]
        listed = [place for place in own if rows[place].listed]
        others = [place for place in own if not rows[place].listed]
        right = Share(sum(rows[place].right for place in listed), len(listed))
        alarms = Share(sum(shown[place] for place in others), len(others))
        overall = overall or alarms.value
        mark = "  TWICE THE OVERALL RATE" if alarms.interval[0] > 2 * overall else ""
        mark = mark or ("  (above twice, too few to tell)" if alarms.value > 2 * overall else "")
        yield f"{origin or 'everybody':28} {told(right):34} {told(alarms)}{mark}"


def leads(seen: Sequence[Seen]) -> Iterator[str]:
    """Give false leads a thousand reports about nobody, and what the bands hold of the listed."""
    others = [one for one in seen if one.asked.right is None]
    listed = [one for one in seen if one.asked.right is not None]
    for band in LEADS:
        false = Share(sum(band in one.bands for one in others), len(others))
        held = Share(sum(one.right_band is band for one in listed), len(listed))
        low, high = (1000 * end for end in false.interval)
        yield (
            f"{band:10} false in 1,000 reports {1000 * false.value:5.1f} [{low:.1f}, {high:.1f}];"
            f" of the listed {told(held)}"
        )


def errors(seen: Sequence[Seen]) -> Iterator[str]:
    """Give the questions whose right record is not first, each under its first kind."""
    wrong = [one for one in seen if one.asked.right is not None and (one.rank > 1 or one.is_tie)]
    kinds = Counter(_kind(one) for one in wrong)
    yield f"{len(wrong)} not first, by the first of these kinds that fits:"
    yield from (f"  {kind:34} {count}" for kind, count in kinds.most_common())


def _kind(one: Seen) -> str:
    if one.is_tie:
        return "alike: a tie of records"
    if "other_script" in one.asked.slices:
        block = "syllables" if is_syllabic(one.asked.name) else "letters"
        block = "vowels unwritten" if loses_sounds(one.asked.name) and block == "letters" else block
        return f"another script, {block}"
    if "single_name" in one.asked.slices:
        return "a single word said"
    if "changed_part" in one.asked.slices:
        return "a part changed"
    return "not compared at all" if one.rank == NOT_COMPARED else "another is more alike"


def told(share: Share) -> str:
    low, high = share.interval
    return (
        f"{share.value:.3f} [{low:.3f}, {high:.3f}] of {share.of:,}" if share.of else "none asked"
    )


def enlarged(records: Sequence[Record], size: int) -> list[Record]:
    towns = [
        (one.description.places[0], one.description.postcodes[0])
        for one in records
        if one.description.places and one.description.postcodes
    ] or [("", "")]
    return [*records, *invented(len(records) + 1, max(size - len(records), 0), towns)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, default=Path("config/matching.yaml"))
    parser.add_argument("--some", type=int, default=1, help="every n-th query only")
    parser.add_argument("--sizes", type=int, nargs="*", default=(10_000, 100_000))
    options = parser.parse_args()
    records, asked = questions(options.folder, some=options.some)
    index = MemoryIndex.build(records)
    settings = taught(index, asked, settings_of(options.config))
    seen = answered(index, asked, settings)
    print(*by_origin(seen), *errors(seen), sep="\n")
    for size in options.sizes:
        made = size - len(records)
        print(f"\nprior of {settings[True].prior.share:.0%}, {size:,} on the list"
              + (f", {made:,} of them invented" if made > 0 else ""))  # fmt: skip
        longer = (
            seen
            if made <= 0
            else answered(MemoryIndex.build(enlarged(records, size)), asked, settings)
        )
        print(*leads(longer), sep="\n")
        first = [one for one in longer if one.asked.right is not None]
        print("recall at 1", told(Share(sum(one.as_judged().right for one in first), len(first))))


if __name__ == "__main__":
    main()
