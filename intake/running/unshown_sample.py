"""A random sample of pairs that nobody was shown, drawn for a human to judge.

Read first: `draw_sample`, which writes the sheet; `judged_sample` takes it back. What was drawn
can be drawn again from the same seed, so a sheet that somebody picked by hand is told.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import FileList, description_of
from intake.running.row_ids import as_cell, from_cell
from intake.running.sheets import Line, columns_of, read_lines
from matching.matcher import Matcher
from matching.query import Description
from matching.settings import MatchSettings

COLUMNS = ("query_id", "registry_id", "asked", "listed", "answer", "draw")
SHOWN = 10
"""Candidates of a question that were shown, or might have been."""
LEAST = 100
"""Fewer pairs say too little: of 100 without one "same" up to 3 in 100 may still be."""
SHARE = 10
"""And at least one pair for so many judged questions."""
MOST = 10_000
"""More pairs nobody judges; and a sheet that claims more is not drawn again for hours."""
_ANSWERS = ("same", "different")
_DRAW = re.compile(r"([0-9]{1,10})/([0-9]{1,5})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
"""Seed, count and day of a draw, as every row of a sheet carries them."""


@dataclass(frozen=True, slots=True)
class Draw:
    """From which the same pairs are drawn again: `on` is the day as of which ages are read."""

    seed: int
    count: int
    on: date

    @classmethod
    def read(cls, told: str) -> "Draw | None":
        """Read what a sheet carries; None where it is no draw, or of more than `MOST`."""
        found = _DRAW.fullmatch(told)
        try:
            draw = (
                cls(int(found[1]), int(found[2]), date.fromisoformat(found[3])) if found else None
            )
        except ValueError:
            return None
        return draw if draw and 0 < draw.count <= MOST else None

    def __str__(self) -> str:
        """Give it as a sheet carries it."""
        return f"{self.seed}/{self.count}/{self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a record that nobody was shown beside it."""

    query: str
    record: str
    asked: Description = field(repr=False)
    listed: Description = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sample:
    """A judged sample: for each pair of ids whether it is one person."""

    answers: Mapping[tuple[str, str], bool] = field(repr=False)

    @property
    def same(self) -> int:
        """How many were one person after all: what was shown had missed them."""
        return sum(self.answers.values())


def draw_sample(
    queries: Path,
    held: FileList,
    settings: MatchSettings,
    *,
    count: int,
    seed: int,
    out: Path,
    today: date,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Draw pairs and write the sheet in which a human answers *same* or *different*.

    Args:
        queries: The questions, with `query_id`.
        held: The list that was asked.
        settings: Those in force; they say what was shown.
        count: How many pairs, 1 to `MOST`.
        seed: A number of up to ten digits; the sheet carries it.
        out: The CSV to write, readable by its owner only.
        today: The day as of which ages are read; the sheet carries it.
        progress: Told after each question how many are done.

    Returns:
        How many pairs were drawn; fewer than asked where there are no more.

    Raises:
        PolicyError: A column is missing, too many are asked for, or the file cannot be written.
    """
    if count > MOST:
        raise PolicyError((f"--draw takes {MOST:,} pairs at most",))
    draw = Draw(seed, count, today)
    pairs = _drawn(queries, held, settings, draw, progress=progress)
    try:
        out.touch(mode=0o600)
        with out.open("w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(COLUMNS)
            for pair in pairs:
                words = (_in_words(pair.asked), _in_words(pair.listed))
                ids = (as_cell(pair.query), as_cell(pair.record))
                sheet.writerow((*ids, *words, "", str(draw)))
    except OSError as fault:
        raise PolicyError((f"cannot write {out.resolve()}; choose another place",)) from fault
    return len(pairs)


def _drawn(
    queries: Path,
    held: FileList,
    settings: MatchSettings,
    draw: Draw,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Pair]:
    """Draw questions at random, and beside each a record that was not shown.

    Every other pair is of a record that shares enough to be compared, if there is one: of two
    people drawn from the whole list hardly any could be one.
    """
    if "query_id" not in columns_of(queries):
        raise PolicyError((f"{queries}: no column query_id",))
    lines = [line for line in read_lines(queries) if line.cells.get("query_id")]
    chance = Random(draw.seed)
    rounds = -(-draw.count // max(len(lines), 1))
    order = [place for _ in range(rounds) for place in _mixed(lines, chance)]
    matcher = Matcher(settings)
    pairs: dict[tuple[str, str], Pair] = {}
    for done, place in enumerate(order[: draw.count], 1):
        cells = lines[place].cells
        asked = description_of(cells, today=draw.on)
        shown = matcher.search(held.index, asked, limit=SHOWN, today=draw.on).candidates
        compared = matcher.compared(held.index, asked, today=draw.on).rated
        hidden = {one.record_id for one in shown}
        near = sorted({one.record_id for one in compared} - hidden) if done % 2 else []
        number = chance.choice(near or sorted(set(held.labels) - hidden) or [0])
        if number:
            ids = (cells["query_id"], held.labels[number])
            listed = held.index.records([number])[number].description
            pairs.setdefault(ids, Pair(*ids, asked, listed))
        progress(done)
    return list(pairs.values())


def _mixed(lines: Sequence[object], chance: Random) -> list[int]:
    return chance.sample(range(len(lines)), len(lines))


def _in_words(words: Description) -> str:
    """Put a description into one cell, for a human to read."""
    born = words.birth
    parts = ["-".join(f"{n:02d}" for n in (born.year, born.month, born.day) if n)] if born else []
    parts += [f"{words.age.low} to {words.age.high}"] if words.age else []
    facts = (*parts, *words.places, *words.postcodes, *words.phones, *words.vehicles)
    return as_cell("; ".join((" / ".join(words.names), *facts)))


def judged_sample(
    sheet: Path | None,
    queries: Path,
    held: FileList,
    settings: MatchSettings,
    *,
    questions: int,
    today: date,
) -> Sample:
    """Take a judged sheet back, and see that it is what was drawn.

    Args:
        sheet: The sheet; None where there is none.
        queries: The questions that it was drawn from.
        held: The list that it was drawn from.
        settings: Those in force.
        questions: How many judged questions are to be learned from.
        today: This day; the pairs are drawn again as of the day when they were drawn.

    Raises:
        PolicyError: There is no sample, it is too small, not judged to the end, answered in
            two ways, or not what was drawn from these questions and this list at these
            settings.

    Why:
        Weights that are learned from what was shown confirm what they believe; only pairs
        that nobody was shown can contradict them (issue 3, point 4).
    """
    least = max(LEAST, -(-questions // SHARE))
    if sheet is None:
        raise PolicyError((f"no sample of pairs that nobody was shown; {_how_to(least)}",))
    missing = [column for column in COLUMNS if column not in columns_of(sheet)]
    if missing:
        raise PolicyError((f"{sheet}: no column {missing[0]}; {_how_to(least)}",))
    lines = list(read_lines(sheet))
    answers = _answers(sheet, lines)
    if len(answers) < least:
        raise PolicyError(
            (f"{sheet}: {len(answers)} pairs, and at least {least} are needed; {_how_to(least)}",)
        )
    if open_ones := sum(answer not in _ANSWERS for answer in answers.values()):
        raise PolicyError(
            (f"{sheet}: {open_ones} pairs are not judged; write same or different beside each",)
        )
    draws = {line.cells.get("draw", "") for line in lines}
    draw = Draw.read(draws.pop()) if len(draws) == 1 else None
    if draw is None or draw.on > today or draw.count < len(answers):
        raise PolicyError((f"{sheet}: the column draw is not as it was written; {_how_to(least)}",))
    drawn = _drawn(queries, held, settings, draw)
    if set(answers) != {(pair.query, pair.record) for pair in drawn}:
        fault = "these pairs were not drawn from these questions and this list at the settings"
        raise PolicyError((f"{sheet}: {fault} in force; {_how_to(least)}",))
    return Sample({ids: answer == "same" for ids, answer in answers.items()})


def _how_to(least: int) -> str:
    return f"draw them with `dueregard learn-weights --draw {least}` and let a human judge them"


def _answers(sheet: Path, lines: Sequence[Line]) -> dict[tuple[str, str], str]:
    """Give the answer of each pair, in small letters; empty where there is none.

    Raises:
        PolicyError: One pair stands there twice, with two answers.
    """
    answers: dict[tuple[str, str], str] = {}
    for line in lines:
        ids = (
            from_cell(line.cells.get("query_id", "")),
            from_cell(line.cells.get("registry_id", "")),
        )
        answer = line.cells.get("answer", "").lower()
        if answers.setdefault(ids, answer) != answer:
            fault = f"line {line.number} answers a pair otherwise than an earlier line"
            raise PolicyError((f"{sheet}: {fault}; leave one of them",))
    return answers
