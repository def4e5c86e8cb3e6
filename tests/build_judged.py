"""Builders of judged questions: an invented list, questions about it, and what humans said."""

import csv
from datetime import date
from pathlib import Path

from intake.running.bulk_screening import FileList, read_registry
from tests.build_matching import match_settings

TODAY = date(2026, 7, 1)
GIVEN = ("Corrin", "Tansy", "Wilf", "Perran", "Elowen", "Robert", "Katharina", "Lamorna", "Jory",
         "Morwenna", "Denzel", "Kerra", "Piran")  # fmt: skip
FAMILY = ("Thistlewood", "Mossop", "Oakapple", "Larkspur", "Fennimore", "Quillfeather", "Alderby",
          "Brambleova", "Penhallick", "Rookwood")  # fmt: skip


def write(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def judged_files(folder: Path) -> Path:
    """Write list.csv (130 people), asked.csv (120 questions) and judged.csv; 60 are listed."""
    names = [f"{one} {other}" for one in GIVEN for other in FAMILY]
    born = [f"19{50 + n % 50}-0{1 + n % 9}-1{n % 10}" for n in range(len(names))]
    people = [(f"L{n}", name, born[n]) for n, name in enumerate(names)]
    write(folder / "list.csv", ("id", "full_name", "dob"), people)
    asked, said = [], []
    for n in range(60):
        asked.append((f"Q{n}", names[n * 2][:-1], born[n * 2]))
        said.append((f"Q{n}", f"L{n * 2}"))
        asked.append(
            (f"N{n}", f"{GIVEN[n % 13]} {FAMILY[n % 10]}worth", f"20{n % 10}0-12-2{n % 9}")
        )
        said.append((f"N{n}", ""))
    write(folder / "asked.csv", ("query_id", "name", "dob"), asked)
    write(folder / "judged.csv", ("query_id", "registry_id"), said)
    return folder


def the_list(folder: Path) -> FileList:
    return read_registry(folder / "list.csv", match_settings(), today=TODAY)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(path: Path, rows: list[dict[str, str]]) -> None:
    write(path, tuple(rows[0]), [tuple(row.values()) for row in rows])


def judge(path: Path, *, truth: Path) -> None:
    """Answer every drawn pair as the truth has it."""
    same = {(row["query_id"], row["registry_id"]) for row in rows_of(truth)}
    rows = rows_of(path)
    for row in rows:
        row["answer"] = "same" if (row["query_id"], row["registry_id"]) in same else "different"
    rewrite(path, rows)
