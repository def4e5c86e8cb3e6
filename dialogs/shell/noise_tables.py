"""Figures of an invented year as tables, the same in the terminal, as CSV and on the page.

Read `measures_of` first; a table is its measures laid out, for one setting or two.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.running.noise_figures import DeskRow, Figures, Portion, Weekly
from intake.running.noise_lines import Tried

ALL = "whole county"
BY_DESK, BY_KIND, IN_FULL = "Alerts a week, by desk", "Alerts a week, by kind", "By desk and kind"
BEHIND, PEOPLE = "What was behind it", "Lines crossed in the year, by whom"
BY_MATCH = "Questions that rest on a namesake, by the match that brings them"
MATCHES, REPEATED = "Possible matches", "Told of twice or more in the year"
REVIEW, DISCUSS = "Other review lines", "Other discuss lines"
WITHOUT, REVIEWS = "The lines as they are, without one rule", "Reviews by name that are owed"

NOTES: Mapping[str, str] = {
    BY_DESK: "The mean, where it lies 95 times in 100, and a week that one in ten exceeds. A "
    "closed desk's alert goes to the next open one as well, and is counted at both.",
    BY_KIND: "Concern: a report is routed to each of its desks. Question: a line "
    "that would be crossed if a possible match is the same person.",
    IN_FULL: "The same, one row for each kind and line.",
    BEHIND: "What the generator knows and no desk does. Kin are no namesakes. Wrong joins come "
    "from the share of wrong answers that is assumed.",
    PEOPLE: "Behind listed and harmful there is something; behind the others there is not.",
    MATCHES: "Possible links that were made, and how many of them are truly one person.",
    BY_MATCH: "In the year. Which line of matching.yaml to look at, and of which list.",
    REPEATED: "People of each kind, as assumed.",
    REVIEW: "Worked out from this very year, with the discuss line as it is. Alerts are lines and "
    "questions times the desks that were told of such a line; lines and questions are as played. "
    "Something behind: of lines crossed. Harm reached: of those who do harm, on no list, and were "
    "told of twice or more, who stood at review or above at the end.",
    DISCUSS: "The same for the discuss line, with the review line as it is.",
    WITHOUT: "What the lines would bring if one rule beside the sum were not there.",
    REVIEWS: "Everyone flagged or emerging is reviewed by name within a year (promise P5): what "
    "this year's records bring, spread over the weeks of the next.",
}  # fmt: skip

KINDS: Mapping[str, str] = {
    "listed": "on the list",
    "harmful": "does harm, on no list",
    "honest": "an honest worry with nothing behind it",
    "ordinary": "kindness or gossip",
    "grudge": "a grudge",
    "campaign": "a campaign",
}
WHAT: Mapping[str, str] = {
    "concern": "concern",
    "crossed": "line crossed",
    "question": "question, if the same",
    "flag_hit": "hit on a hidden flag",
    "recheck": "known since",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One number: its table, row and column, its value, and how it is written."""

    table: str
    row: str
    column: str
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A table laid out: a title, a note, heads, and rows that begin with their name."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def laid_out(settings: Sequence[tuple[str, Figures, Mapping[str, str]]]) -> tuple[Laid, ...]:
    """Lay out every table, the settings side by side in each column.

    Args:
        settings: One or two: a short name, its figures, and the titles of its desks.
    """
    of_each = [(name, list(measures_of(figures, titles))) for name, figures, titles in settings]
    columns: dict[str, dict[str, None]] = {}
    tables: dict[str, dict[str, dict[tuple[str, str], str]]] = {}
    for name, every in of_each:
        for one in every:
            columns.setdefault(one.table, {})[one.column] = None
            tables.setdefault(one.table, {}).setdefault(one.row, {})[one.column, name] = one.shown
    is_two = len(settings) > 1
    laid = []
    for title, rows in tables.items():
        keys = [(column, name) for column in columns[title] for name, _ in of_each]
        heads = tuple(f"{column}, {name}" if is_two else column for column, name in keys)
        body = tuple((row, *(cells.get(key, "") for key in keys)) for row, cells in rows.items())
        laid.append(Laid(title, NOTES[title], heads, body))
    return tuple(laid)


def write_csv(path: Path, settings: Sequence[tuple[str, Figures, Mapping[str, str]]]) -> None:
    """Write every number of every table, one a line, as `settings,table,row,column,value`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("settings", "table", "row", "column", "value"))
        for name, figures, titles in settings:
            for one in measures_of(figures, titles):
                value = "" if one.value is None else f"{one.value:.4g}"
                writer.writerow((name, one.table, one.row, one.column, value))


def measures_of(figures: Figures, titles: Mapping[str, str]) -> Iterator[Measure]:
    """Yield every number that is told, in the order of the tables."""
    desks = [one for one in figures.by_desk if not one.kind]
    for row in sorted(desks, key=lambda one: -one.weekly.mean):
        yield from _weekly(BY_DESK, titles.get(row.desk, row.desk), row.weekly)
    for row in figures.totals:
        table, name = (BY_KIND, what(row)) if row.kind else (BY_DESK, ALL)
        yield from _weekly(table, name, row.weekly)
    yield from _behind(figures)
    yield from _people(figures)
    yield from _matches(figures)
    yield from _lines(figures)
    for desk, many in figures.reviews:
        yield Measure(REVIEWS, titles.get(desk, desk), "a week", many, f"{many:.1f}")
    for row in figures.by_desk:
        if row.kind:
            name = f"{titles.get(row.desk, row.desk)}: {what(row)}"
            yield from _weekly(IN_FULL, name, row.weekly)


def what(row: DeskRow) -> str:
    """Return what a row counts, in words."""
    kind = WHAT.get(row.kind, row.kind.replace("_", " "))
    return f"{kind}: {row.line.replace('_', ' ')}" if row.line else kind


def percent(share: float | None) -> str:
    """Return a share as it is read; a dash where there is none."""
    return "–" if share is None else f"{share:.0%}"


def _weekly(table: str, row: str, weekly: Weekly) -> Iterable[Measure]:
    return (
        Measure(table, row, "a week", weekly.mean, f"{weekly.mean:.1f}"),
        Measure(table, row, "from", weekly.low, f"{weekly.low:.1f}"),
        Measure(table, row, "to", weekly.high, f"{weekly.high:.1f}"),
        Measure(table, row, "busy week", weekly.busy, f"{weekly.busy:.0f}"),
    )


def _portion(table: str, row: str, portion: Portion) -> Iterable[Measure]:
    if not portion.of:
        return (Measure(table, row, "of", 0, "0"),)
    return (
        Measure(table, row, "share", portion.share, percent(portion.share)),
        Measure(table, row, "from", portion.low, percent(portion.low)),
        Measure(table, row, "to", portion.high, percent(portion.high)),
        Measure(table, row, "of", portion.of, f"{portion.of}"),
    )


def _behind(figures: Figures) -> Iterator[Measure]:
    yield from _portion(BEHIND, "lines crossed behind which there is something", figures.true_lines)
    yield from _portion(BEHIND, "lines crossed by a namesake alone", figures.by_chance)
    yield from _portion(BEHIND, "questions that rest on a namesake alone", figures.asked_by_chance)
    yield from _portion(BEHIND, "further reports that found no earlier one", figures.missed)
    wrong, of = figures.false_joins
    yield Measure(BEHIND, "wrong joins, of answers of same", "of", of, f"{of}")
    yield Measure(BEHIND, "wrong joins, of answers of same", "share", wrong, f"{wrong} in number")


def _people(figures: Figures) -> Iterator[Measure]:
    for kind, lines in figures.by_kind:
        yield Measure(PEOPLE, KINDS[kind], "lines", lines, f"{lines:.0f}")
    for kind, people in figures.repeated:
        yield Measure(REPEATED, KINDS[kind], "people", people, f"{people:.0f}")


def _lines(figures: Figures) -> Iterator[Measure]:
    for tried in figures.over_review:
        yield from _tried(REVIEW, f"review at {tried.review:g} points", tried)
    for tried in figures.over_discuss:
        yield from _tried(DISCUSS, f"discuss at {tried.discuss:g} points", tried)
    for rule, tried in figures.without:
        yield from _tried(WITHOUT, f"without {rule.replace('_', ' ')}", tried)


def _matches(figures: Figures) -> Iterator[Measure]:
    for one in figures.leads:
        row = one.band.replace("_", " ")
        yield Measure(MATCHES, row, "a week", one.a_week, f"{one.a_week:.1f}")
        yield Measure(MATCHES, row, "one person", one.true.share, percent(one.true.share))
        yield Measure(MATCHES, row, "kin", one.kin, f"{one.kin}")
        yield Measure(MATCHES, row, "namesakes", one.namesakes, f"{one.namesakes}")
    for band, is_listed, many in figures.asked_by_match:
        where = "somebody on the list" if is_listed else "somebody reported before"
        row = f"{where}: {band.replace('_', ' ') or 'in the story'}"
        yield Measure(BY_MATCH, row, "questions", many, f"{many:.0f}")


def _tried(table: str, row: str, tried: Tried) -> Iterator[Measure]:
    yield Measure(table, row, "alerts a week", tried.alerts, f"{tried.alerts:.1f}")
    for line, many in tried.crossed.items():
        yield Measure(table, row, f"{line.replace('_', ' ')} lines", many, f"{many}")
    asked = sum(tried.asked.values())
    yield Measure(table, row, "questions", asked, f"{asked}")
    yield Measure(table, row, "something behind", tried.true_share, percent(tried.true_share))
    yield Measure(table, row, "harm reached", tried.reached, percent(tried.reached))
