"""One row of a table of names looked up and explained: how each candidate came to its points."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import Search, check_columns, description_of
from intake.running.sheets import Line, read_lines
from matching.scoring import Candidate
from matching.waterfall import as_text, parted_by, waterfall_of


@dataclass(frozen=True, slots=True)
class MatchExplained:
    """One candidate: its place, the list's own label, lines of text that add up."""

    rank: int
    label: str
    lines: tuple[str, ...] = field(repr=False)


def explain_match(
    queries: Path, search: Search, *, query: str, today: date
) -> tuple[MatchExplained, ...]:
    """Look up one row of a table and explain everybody found.

    Args:
        queries: CSV or XLSX as `screen` reads it.
        search: Gives the candidates of one description, best first.
        query: The `query_id` of the row; empty is the first row.
        today: The day as of which ages are read.

    Returns:
        One for each candidate, best first; empty where nobody is found.

    Raises:
        PolicyError: The table cannot be read, has no column of names, or no such row.

    Why from a table:
        A name typed behind a command stays in the history of the terminal (promise P10).
    """
    check_columns(queries, ("name", "full_name", "names"))
    line = next((line for line in read_lines(queries) if query in ("", _id_of(line))), None)
    if line is None:
        raise PolicyError((f"{queries}: no row with that query_id; leave it out for the first",))
    found = search(description_of(line.cells, today=today))
    return tuple(
        MatchExplained(rank, label, (*_text(one), *_ties(label, one, found)))
        for rank, (label, one) in enumerate(found, 1)
    )


def _id_of(line: Line) -> str:
    return line.cells.get("query_id") or str(line.number)


def _text(one: Candidate) -> tuple[str, ...]:
    fall = waterfall_of(one.evidence, band=one.band.value, likelihood=one.likelihood)
    return as_text(fall)


def _ties(label: str, one: Candidate, found: tuple[tuple[str, Candidate], ...]) -> Iterator[str]:
    """Yield who is equally alike, and what would part them."""
    for other, candidate in found:
        if other != label and candidate.points == one.points:
            asks = parted_by(_held(one), _held(candidate)) or "nothing on record"
            yield f"Equally alike: {other}. What would part them: {asks}."


def _held(one: Candidate) -> list[tuple[str, str]]:
    return [(row.kind, row.held) for row in one.evidence]
