"""Measures what a process costs that has nothing to do; a script, not collected by pytest.

Usage: python -m tests.bench.idle_cost [--entries 100000] [--seconds 60] [--database URL]
Starts the service's loops in a process of their own over a database with many open diary
entries, none of which is due, and ends with 1 if it used more than one per cent of a core.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.policy.loader import load_policy
from intake.running.loops import Loops
from intake.running.opening import office_of, with_rules_in_force
from intake.running.tidying import Tidying
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.schema import migrate
from intake.store.sealing import Sealer

MOST_SHARE = 0.01


def office_at(url: str) -> Office:
    return office_of(load_policy(None, os.environ), Archive(url), Sealer(b"invented for a measure"))


def fill(office: Office, count: int) -> None:
    """Keep open entries that speak weeks from now, as reviews of a long list do."""
    desks = sorted(office.policy.duty.desks)
    with office.begin() as work:
        for first in range(0, count, 5_000):
            work.dispatch.diary.put_many(
                [
                    DiaryEntry(
                        kind=DiaryKind.REVIEW,
                        subject=f"flag:{number}",
                        desk=desks[number % len(desks)],
                        due_at=work.at + timedelta(days=60 + number % 300),
                        opened_at=work.at,
                        next_at=work.at + timedelta(days=30 + number % 300),
                        ladder=office.policy.diary.ladder,
                        cause=f"flag:{number}:review",
                    )
                    for number in range(first, min(first + 5_000, count))
                ]
            )


def idle(url: str, seconds: float) -> None:
    """Run the loops and print the share of a core that they used, once warm."""
    from intake.actions.recheck import recheck_due  # noqa: PLC0415 - as the service has it

    office = with_rules_in_force(office_at(url))
    loops = Loops(
        office,
        {},
        lambda _: "",
        holder="idle",
        jobs={"recheck": lambda: recheck_due(office), "tidy": Tidying(office)},
    )
    loops.start()
    time.sleep(5)
    used, began = time.process_time(), time.monotonic()
    time.sleep(seconds)
    used, took = time.process_time() - used, time.monotonic() - began
    loops.stop()
    print(json.dumps({"processor_seconds": round(used, 3), "share": round(used / took, 5)}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--database", default="")
    parser.add_argument("--measure", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        idle(asked.measure, asked.seconds)
        return 0
    with tempfile.TemporaryDirectory(prefix="dueregard-idle-") as folder:
        url = asked.database or f"sqlite:///{Path(folder) / f'{secrets.token_hex(4)}.db'}"
        office = office_at(url)
        migrate(office.archive)
        for entries in (0, asked.entries):
            fill(office, entries)
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.idle_cost", "--measure", url,
                 "--seconds", str(asked.seconds)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            told = json.loads(done.stdout.splitlines()[-1])
            print(f"{entries} open entries: {told['share']:.2%} of a core idle")
    return 1 if told["share"] > MOST_SHARE else 0


if __name__ == "__main__":
    sys.exit(main())
