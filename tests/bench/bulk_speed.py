"""Measures bulk screening as `dueregard screen` does it; a script, not collected by pytest.

Usage: python -m tests.bench.bulk_speed [--listed 1000000] [--queries 100000] [--cores 2]
       [--limit 10] [--some 5000]
The list and the queries are invented (`make_people`); a third of the queries mean somebody on
the list, with a letter wrong, and carry a date, an age or a place in part. With `--some` only
so many queries are asked, and the time for all is worked out. Building the list in memory is
timed apart: the processes share it by forking. Memory is what each process has for itself
(Pss), watched once a second.
"""

import argparse
import csv
import random
import resource
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from intake.running.bulk_screening import read_registry, screen_file, search_in_file
from intake.running.screening_run import mark_of
from tests.bench.make_people import people
from tests.bench.screen_quality import settings_of

CONFIG = Path(__file__).parents[2] / "config" / "matching.yaml"
TODAY = date(2026, 11, 22)


def write_list(path: Path, count: int) -> None:
    """Write an invented list."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "full_name", "aliases", "dob", "town", "postcode"))
        writer.writerows(row[:6] for row in people(count))


def write_queries(path: Path, count: int, *, listed: int) -> None:
    """Write invented queries, every third about somebody on the list."""
    dice = random.Random(4)
    meant = list(people(min(listed, 20_000)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("query_id", "name", "dob", "age", "place"))
        for number, row in enumerate(people(count, seed=9)):
            name, born, town = row[1], row[3], row[4]
            if number % 3 == 0:
                _, name, _, born, town = dice.choice(meant)[:5]
                place = dice.randrange(1, len(name) - 1)
                name = name[:place] + name[place + 1 :]
            age = 2026 - int(born[:4])
            said = (born, "", "") if number % 2 else ("", f"about {age}", town)
            writer.writerow((f"Q{number}", name, *said))


class Memory(threading.Thread):
    """Watches what this process and its children have in memory, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most_own = self.most_all = 0.0

    def run(self) -> None:
        """Look once a second until the process ends."""
        me = Path("/proc/self/task")
        while True:
            children = [
                number
                for task in me.iterdir()
                for number in (task / "children").read_text(encoding="ascii").split()
            ]
            own = _pss("self")
            self.most_own = max(self.most_own, own)
            self.most_all = max(self.most_all, own + sum(map(_pss, children)))
            time.sleep(1)


def _pss(process: str) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.split("\nPss:")[1].split()[0]) / 1024


def processor() -> float:
    """Give the processor time of this process and of its ended children, in seconds."""
    mine, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listed", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--some", type=int)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--limit", type=int, default=10)
    asked = parser.parse_args()
    memory = Memory()
    memory.start()
    settings = settings_of(CONFIG)
    with tempfile.TemporaryDirectory() as folder:
        listed, queries = Path(folder) / "list.csv", Path(folder) / "queries.csv"
        count = asked.some or asked.queries
        write_list(listed, asked.listed)
        write_queries(queries, count, listed=asked.listed)
        began, cpu = time.perf_counter(), processor()
        held = read_registry(listed, settings, today=TODAY)
        print(
            f"list of {asked.listed:,} read and indexed: {time.perf_counter() - began:.0f} s,"
            f" {processor() - cpu:.0f} s of processor, {memory.most_own:.0f} MB at most"
        )
        search = search_in_file(settings, held, limit=asked.limit, today=TODAY)
        began, cpu = time.perf_counter(), processor()
        done = screen_file(
            queries,
            Path(folder) / "out.csv",
            search,
            listed=asked.listed,
            today=TODAY,
            cores=asked.cores,
            about=mark_of(listed),
        )
        took, used = time.perf_counter() - began, processor() - cpu
        print(
            f"{done.queries:,} queries on {asked.cores} cores: {took:.1f} s by the clock,"
            f" {used:.1f} s of processor ({1000 * used / done.queries:.2f} ms a query),"
            f" {done.found:,} found somebody, {done.rows:,} rows;"
            f" all processes together {memory.most_all:.0f} MB at most"
        )
        share = asked.queries / done.queries
        print(
            f"{asked.queries:,} queries would take {took * share / 60:.1f} minutes by this clock,"
            f" {used * share / 60 / asked.cores:.1f} on {asked.cores} idle cores"
        )


if __name__ == "__main__":
    main()
