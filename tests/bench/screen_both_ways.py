"""Learns the matcher's weights on one half of labelled data and judges them on the other.

Usage: python -m tests.bench.screen_both_ways FOLDER [--some N] [--scripts]
Split by person, both ways round; the folder is as for screen_quality.py. Not a test.
"""

import argparse
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matching.index.memory import MemoryIndex
from matching.learning import Case, Learned, learn
from matching.matcher import Matcher
from tests.bench.screen_quality import TODAY, query_of, record_of, rows_of, settings_of

SHOWN = ("nickname", "other_script", "single_name", "typo", "initial", "changed_part")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question judged by weights it did not teach: rank of the right one, 99 if absent."""

    rank: int
    likelihood: float
    right: bool
    listed: bool
    half: bool
    slices: frozenset[str]


def is_first_half(person: str) -> bool:
    return zlib.crc32(person.encode()) % 2 == 0


def judged(case: Case, learned: Learned, half: bool, slices: frozenset[str]) -> Judged:
    points = np.array(
        [
            learned.prior_points
            + sum(
                learned.weights[code] * n
                for row in (*one.names, *one.facts)
                for code, n in row.amounts
            )
            for one in case.rated
        ]
    )
    if not len(points):
        return Judged(99, 0.0, False, case.right is not None, half, slices)
    ids = [one.record_id for one in case.rated]
    raised = np.exp(points - max(points.max(), 0.0))
    share = raised / (raised.sum() + np.exp(-max(points.max(), 0.0)))
    first = int(points.argmax())
    rank = 99
    if case.right in ids:
        place = ids.index(case.right)
        ahead = points[:place] >= points[place] - 1e-9
        rank = 1 + int(ahead.sum() + (points[place + 1 :] > points[place] + 1e-9).sum())
    right = ids[first] == case.right
    return Judged(rank, float(share[first]), right, case.right is not None, half, slices)


def f1(rows: Sequence[Judged], line: float) -> tuple[int, int]:
    shown = [row for row in rows if row.likelihood >= line]
    listed = sum(row.listed for row in rows)
    return 2 * sum(row.right for row in shown), len(shown) + listed


def best_line(rows: Sequence[Judged]) -> float:
    lines = np.unique(np.quantile([row.likelihood for row in rows], np.linspace(0, 1, 200)))
    return float(max(lines, key=lambda line: f1(rows, line)[0] / max(f1(rows, line)[1], 1)))


def f1_with_fixed_line(rows: Sequence[Judged]) -> float:
    twice = whole = 0
    for half in (True, False):
        own = [row for row in rows if row.half == half]
        other = [row for row in rows if row.half != half]
        hits, all_of_them = f1(other, best_line(own))
        twice, whole = twice + hits, whole + all_of_them
    return twice / whole


def reached(rows: Sequence[Judged], wanted: float) -> tuple[float, float] | None:
    """Precision and false alarms where so many of the listed are first; None if never."""
    listed, others = sum(row.listed for row in rows), sum(not row.listed for row in rows)
    if not listed or not others:
        return None
    right = wrong = 0
    for place, row in enumerate(sorted(rows, key=lambda row: -row.likelihood), 1):
        right, wrong = right + row.right, wrong + (not row.listed)
        if right >= wanted * listed:
            return right / place, wrong / others
    return None


def at_recall(rows: Sequence[Judged], wanted: float) -> str:
    found = reached(rows, wanted)
    return f"precision {found[0]:.3f}, false alarms {found[1]:.3f}" if found else "not reached"


def calibration(rows: Sequence[Judged]) -> float:
    off = 0.0
    for low in range(10):
        own = [row for row in rows if min(int(row.likelihood * 10), 9) == low]
        if own:
            said, true = np.mean([r.likelihood for r in own]), np.mean([r.right for r in own])
            off += len(own) / len(rows) * abs(float(said - true))
    return off


def script_of(name: str) -> str:
    """Name the script that most letters of a name stand in, as Unicode names it; kana are one."""
    letters = (unicodedata.name(sign, "").partition(" ")[0] for sign in name if sign.isalpha())
    found = Counter("KANA" if one in ("KATAKANA", "HIRAGANA") else one for one in letters)
    return "KANA" if found["KANA"] else max(found, key=lambda one: found[one], default="none")


def print_slices(listed: Sequence[Judged], names: Sequence[str]) -> None:
    for name in names:
        own = [row for row in listed if name in row.slices]
        if own:
            print(f"  {name:16} {np.mean([row.rank <= 1 for row in own]):.3f} of {len(own)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, default=Path("config/matching.yaml"))
    parser.add_argument("--some", type=int, default=1, help="every n-th query only")
    parser.add_argument("--scripts", action="store_true", help="recall at 1 by script as well")
    asked = parser.parse_args()
    registry = rows_of(asked.folder / "registry.csv")
    numbers = {row["id"]: number for number, row in enumerate(registry, 1)}
    index = MemoryIndex.build(record_of(number, row) for number, row in enumerate(registry, 1))
    truth = {row["query_id"]: row for row in rows_of(asked.folder / "truth.csv")}
    settings = settings_of(asked.config)
    matcher = Matcher(settings)
    cases, halves, slices = [], [], []
    for row in rows_of(asked.folder / "queries.csv")[:: asked.some]:
        label = truth[row["query_id"]]
        rated = matcher.compared(index, query_of(row), today=TODAY).rated
        cases.append(Case(rated, numbers.get(label["registry_id"])))
        halves.append(is_first_half(label["registry_id"] or row["query_id"]))
        script = f"in {script_of(row['name'])}"
        slices.append(frozenset((*label["slices"].split(";"), script)))
    taught = {
        half: learn([c for c, own in zip(cases, halves, strict=True) if own != half], settings)
        for half in (True, False)
    }
    rows = [
        judged(case, taught[half], half, own)
        for case, half, own in zip(cases, halves, slices, strict=True)
    ]
    listed = [row for row in rows if row.listed]
    for most in (1, 5, 10, 98):
        name = f"recall at {most}" if most < 98 else "compared at all"
        print(f"{name:16} {np.mean([row.rank <= most for row in listed]):.3f}")
    print(f"F1 with the line fixed on the other half {f1_with_fixed_line(rows):.3f}")
    for wanted in (0.8, 0.9, 0.95):
        print(f"recall {wanted}: {at_recall(rows, wanted)}")
    print(f"calibration error {calibration(rows):.4f}")
    print_slices(listed, SHOWN)
    if asked.scripts:
        scripts = {name for row in listed for name in row.slices if name.startswith("in ")}
        print_slices([row for row in listed if "in LATIN" not in row.slices], sorted(scripts))


if __name__ == "__main__":
    main()
