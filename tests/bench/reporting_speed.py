"""How long one report takes from "send" to commit, against a long list, beside an fsync.

python -m tests.bench.reporting_speed [--people 100000] [--reports 500] [--seconds 30]
    [--threads 4] [--url sqlite:///…]
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import event

from intake.domain.concern import Part
from intake.domain.held import Description, PersonHeld, PersonKind
from intake.domain.private import private
from intake.reporting.door import ReportingDoor
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
    """Fill a list, report one by one and then as fast as it goes, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=0, help="of reports without a pause")
    parser.add_argument("--threads", type=int, default=4, help="that report in those seconds")
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(url=given.url or f"sqlite:///{Path(folder) / 'bench.db'}")
        object.__setattr__(office, "clock", wall_clock)
        object.__setattr__(office, "stopwatch", time.perf_counter)
        fill(office, rng, given.people)
        gauge = Gauge(office)
        for _ in range(20):
            gauge.report(rng)
        gauge.show([gauge.report(rng) for _ in range(given.reports)])
        show("fsync of 4 KiB beside it", [fsync(Path(folder) / "sync") for _ in range(100)])
        if given.seconds:
            steadily(office, given.seconds, given.threads)
            show("fsync of 4 KiB after it", [fsync(Path(folder) / "sync") for _ in range(100)])
        office.archive.close()


@dataclass(frozen=True)
class Measured:
    """One report: milliseconds before and under the writer lock, of CPU, and statements."""

    before: float
    under: float
    cpu: float
    statements: int


class Gauge:
    """Reports through the door and measures each; for one thread alone."""

    def __init__(self, office):
        self._door = ReportingDoor(office)
        self._statements = 0
        self._locked_at = 0.0
        event.listen(office.archive.engine, "before_cursor_execute", self._count)
        event.listen(office.archive.engine, "begin", self._note_begin)

    def _count(self, *_):
        self._statements += 1

    def _note_begin(self, connection):
        if not connection.get_execution_options().get("read_only"):
            self._locked_at = time.perf_counter()

    def report(self, rng):
        """Report two people, from "send" to commit."""
        told, key = a_report(rng), str(rng.random())
        self._statements = 0
        cpu, start = time.process_time(), time.perf_counter()
        hand_in(self._door, key, told)
        end = time.perf_counter()
        return Measured(
            before=(self._locked_at - start) * 1000,
            under=(end - self._locked_at) * 1000,
            cpu=(time.process_time() - cpu) * 1000,
            statements=self._statements,
        )

    def show(self, measured):
        """Print times, CPU, the share under the lock, and statements."""
        show("report, two people", [one.before + one.under for one in measured])
        show("  before the writer lock", [one.before for one in measured])
        show("  under it, commit included", [one.under for one in measured])
        show("  CPU of the process", [one.cpu for one in measured])
        under = sum(one.under for one in measured)
        share = under / (under + sum(one.before for one in measured))
        counts = [one.statements for one in measured]
        print(
            f"share of time under the lock: {share:.0%}; statements a report: "
            f"mean {statistics.mean(counts):.0f}, most {max(counts)}"
        )


def steadily(office, seconds, threads):
    """Report from several threads without a pause, and print concerns a second."""
    door = ReportingDoor(office)
    ends = time.perf_counter() + seconds

    def work(seed):
        rng, took = random.Random(seed), []
        while (start := time.perf_counter()) < ends:
            hand_in(door, f"{seed}:{rng.random()}", a_report(rng))
            took.append((time.perf_counter() - start) * 1000)
        return took

    cpu = time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        took = [one for each in pool.map(work, range(100, 100 + threads)) for one in each]
    cpu = (time.process_time() - cpu) * 1000
    rate, each = len(took) / seconds, cpu / len(took)
    print(f"without a pause, {threads} threads, {seconds:.0f} s: {rate:.1f} concerns/s")
    print(f"  CPU of the process: {each:.1f} ms each")
    show("  each", took)


def hand_in(door, key, told):
    """Hand one report in, as another system does."""
    door.receive(organisation="A surgery", key=key, fingerprint="f", submission=told)


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


def a_report(rng):
    """Give a report of two people by somebody who has never reported."""
    return a_submission(
        a_mention(invented(rng), age=f"about {rng.randint(20, 70)}", place="Northmoor"),
        a_mention(invented(rng), part=Part.CHILD),
        signs=("GC1",),
        account=str(rng.random()),
    )


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
