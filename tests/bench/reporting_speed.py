"""How long one report takes from "send" to commit, against a long list, beside an fsync.

python -m tests.bench.reporting_speed [--people 100000] [--reports 500] [--url sqlite:///…]
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from intake.actions.report_concern import report_concern
from intake.actions.screening import screen
from intake.domain.concern import Part
from intake.domain.held import Description, PersonHeld, PersonKind
from intake.domain.private import private
from intake.store.office import wall_clock
from tests.build_office import a_mention, a_submission, an_office

FIRST = [
    "Corrin",
    "Tansy",
    "Wilf",
    "Ottoline",
    "Perrin",
    "Bexley",
    "Idris",
    "Lettice",
    "Marek",
    "Yusuf",
    "Halcyon",
    "Ianto",
]
STEMS = [
    "Thistle",
    "Moss",
    "Oak",
    "Quill",
    "Fern",
    "Bramble",
    "Lantern",
    "Gorse",
    "Marsh",
    "Sallow",
    "Candle",
    "Wind",
]
ENDS = [
    "wood",
    "op",
    "apple",
    "feather",
    "hollow",
    "wick",
    "ley",
    "hill",
    "den",
    "field",
    "rush",
    "more",
    "ton",
    "by",
]


def invented(rng):
    """Give an invented name: many combinations, none of anybody."""
    family = rng.choice(STEMS) + rng.choice(ENDS) + rng.choice(("", "", "s", "er", "e"))
    return f"{rng.choice(FIRST)} {rng.choice(('', rng.choice(FIRST) + ' '))}{family}"


def main():
    """Fill a list, report, and print milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(url=given.url or f"sqlite:///{Path(folder) / 'bench.db'}")
        object.__setattr__(office, "clock", wall_clock)
        object.__setattr__(office, "stopwatch", time.perf_counter)
        fill(office, rng, given.people)
        took = [report(office, rng) for _ in range(given.reports)]
        show("report, two people", took)
        show("fsync of 4 KiB beside it", [fsync(Path(folder) / "sync") for _ in range(100)])
        office.archive.close()


def fill(office, rng, people):
    """List invented people in batches."""
    start = time.perf_counter()
    for first in range(0, people, 1000):
        with office.begin() as work:
            work.people.add_many(
                [a_person(rng) for _ in range(min(1000, people - first))], visible_from=0
            )
    print(f"listed {people} in {time.perf_counter() - start:.0f} s")


def a_person(rng):
    """Give an invented person with a birth date."""
    name = invented(rng)
    birth = f"{rng.randint(1945, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    body = Description(names=(name,), birth=birth, places=(rng.choice(("Northmoor", "Southfen")),))
    made_at = datetime.now(UTC)
    return PersonHeld(private(name), body, PersonKind.FLAGGED, made_at)


def report(office, rng):
    """Report two people; gives the milliseconds from send to commit."""
    told = a_submission(
        a_mention(invented(rng), age=f"about {rng.randint(20, 70)}", place="Northmoor"),
        a_mention(invented(rng), part=Part.CHILD),
        signs=("GC1",),
        account=str(rng.random()),
    )
    start = time.perf_counter()
    with office.look() as work:
        screening = screen(office, work, told)
    with office.begin() as work:
        report_concern(office, work, told, screening=screening)
    return (time.perf_counter() - start) * 1000


def fsync(path):
    """Give the milliseconds of one small durable write."""
    start = time.perf_counter()
    with path.open("wb") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())
    return (time.perf_counter() - start) * 1000


def show(what, took):
    """Print the median, the 99th percentile and the longest."""
    took = sorted(took)
    p99 = took[min(len(took) - 1, int(len(took) * 0.99))]
    print(f"{what}: p50 {statistics.median(took):.1f} ms, p99 {p99:.1f} ms, max {took[-1]:.1f} ms")


if __name__ == "__main__":
    main()
