"""Measures the matcher on a folder of labelled data; a script, not collected by pytest.

Usage: python tests/bench/screen_quality.py FOLDER [--sql] [--some N]
The folder holds registry.csv, queries.csv and truth.csv.
"""

import argparse
import csv
import statistics
import time
from datetime import date
from pathlib import Path

import yaml
from rapidfuzz import process
from sqlalchemy import MetaData, create_engine

from matching.index import Index
from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex, index_tables
from matching.matcher import Matcher
from matching.prepared import outward_of
from matching.query import Age, Description, PartialDate, Record
from matching.settings import MatchSettings

TODAY = date(2026, 7, 1)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record_of(number: int, row: dict[str, str]) -> Record:
    aliases = [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
    return Record(
        number,
        Description(
            names=(row["full_name"], *aliases),
            birth=PartialDate.parse(row["dob"]),
            places=(row["town"],) if row["town"] else (),
            postcodes=(row["postcode"],) if row["postcode"] else (),
        ),
    )


def query_of(row: dict[str, str]) -> Description:
    place = row["place"].strip()
    outward = bool(outward_of(place))
    return Description(
        names=(row["name"],),
        birth=PartialDate.parse(row["dob"]),
        age=Age(int(row["age"]) - 4, int(row["age"]) + 4, TODAY) if row["age"] else None,
        places=(place,) if place and not outward else (),
        postcodes=(place,) if outward else (),
    )


def settings_of(path: Path) -> MatchSettings:
    return MatchSettings.from_mapping(yaml.safe_load(path.read_text(encoding="utf-8")))


def index_of(records: list[Record], *, sql: bool) -> Index:
    if not sql:
        return MemoryIndex.build(records)
    connection = create_engine("sqlite://").connect()
    metadata = MetaData()
    index_tables(metadata)
    metadata.create_all(connection)
    index = SqlIndex(connection)
    index.put_many(records)
    return index


def best_f1(scored: list[tuple[float, bool]], matches: int) -> float:
    """F1 at the best threshold on these very rows."""
    right = wrong = 0
    best = 0.0
    for _, is_right in sorted(scored, reverse=True):
        right, wrong = right + is_right, wrong + (not is_right)
        best = max(best, 2 * right / (right + wrong + matches))
    return best


def share(hits: int, of: int) -> str:
    return f"{hits / of:.3f} ({hits} of {of})" if of else "none asked"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--config", type=Path, default=Path("config/matching.yaml"))
    parser.add_argument("--sql", action="store_true")
    parser.add_argument("--some", type=int, default=1, help="every n-th query only")
    asked = parser.parse_args()

    registry = rows_of(asked.folder / "registry.csv")
    truth = {row["query_id"]: row for row in rows_of(asked.folder / "truth.csv")}
    queries = rows_of(asked.folder / "queries.csv")[:: asked.some]
    numbers = {row["id"]: number for number, row in enumerate(registry, 1)}
    records = [record_of(number, row) for number, row in enumerate(registry, 1)]

    began = time.perf_counter()
    index = index_of(records, sql=asked.sql)
    print(f"index of {index.size()} built in {time.perf_counter() - began:.1f} s")

    matcher = Matcher(settings_of(asked.config))
    names = [row["full_name"] for row in registry]
    ranks: list[int] = []
    scored: list[tuple[float, bool]] = []
    sure: list[tuple[float, bool]] = []
    slices: dict[str, list[int]] = {}
    took: list[float] = []
    naive: list[float] = []
    bands: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for place, row in enumerate(queries):
        label = truth[row["query_id"]]
        query = query_of(row)
        began = time.perf_counter()
        found = matcher.search(index, query, limit=10, today=TODAY).candidates
        took.append(time.perf_counter() - began)
        if place % 40 == 0:
            began = time.perf_counter()
            process.extract(row["name"], names, limit=10)
            naive.append(time.perf_counter() - began)
        wanted = numbers.get(label["registry_id"])
        ids = [one.record_id for one in found]
        if wanted:
            rank = ids.index(wanted) + 1 if wanted in ids else 99
            ranks.append(rank)
            for name in label["slices"].split(";"):
                slices.setdefault(name, []).append(rank)
        if found:
            is_right = ids[0] == wanted
            scored.append((found[0].points, is_right))
            sure.append((found[0].likelihood, is_right))
            counts = bands[bool(wanted)]
            counts[found[0].band] = counts.get(found[0].band, 0) + 1

    print("recall at 1 ", share(sum(rank <= 1 for rank in ranks), len(ranks)))
    print("recall at 10", share(sum(rank <= 10 for rank in ranks), len(ranks)))
    print(f"F1 at the best threshold {best_f1(scored, len(ranks)):.3f}")
    print(f"mean likelihood of the first {statistics.mean(p for p, _ in sure):.3f}")
    print("bands of the first: listed", bands[True], "not listed", bands[False])
    for name, own in sorted(slices.items()):
        print(f"  {name:28} {sum(r <= 1 for r in own) / len(own):.3f}"
              f" {sum(r <= 10 for r in own) / len(own):.3f} of {len(own)}")  # fmt: skip
    ours, theirs = statistics.median(took), statistics.median(naive)
    worst = statistics.quantiles(took, n=100)[98]
    print(f"ms a query: p50 {ours * 1e3:.2f}, p99 {worst * 1e3:.2f}; naive p50 {theirs * 1e3:.2f}")
    print(f"ratio to the naive scan: p50 {ours / theirs:.3f}, p99 {worst / max(naive):.3f}")


if __name__ == "__main__":
    main()
