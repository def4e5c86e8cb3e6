"""Reading a script from a spreadsheet that a person has edited; read `read_sheets` first.

Everything that is wrong is told at once, by sheet, row and column; the flow and the words of
the script are checked as those of a file are, and told by the same cells.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from intake.domain.errors import PolicyError
from intake.domain.script import Group, Question, QuestionType, Script
from intake.policy.faults import did_you_mean
from intake.policy.script_check import check_script
from intake.policy.script_remarks import Loc
from intake.running.script_sheet_cells import Line, Place, Table, Told, table_of
from intake.running.script_sheets import (
    CHOICES,
    LINED,
    NOTHING,
    OF_CHOICES,
    OF_SETTINGS,
    SELECTS,
    SETTINGS,
    SURVEY,
    TEXT,
    YES,
    columns_of_survey,
)

BEGINS = {"begin_group": False, "begin_repeat": True}
ENDS = {"end_group": "begin_group", "end_repeat": "begin_repeat"}
TRUE = frozenset({YES, "true", "true()", "1", "x"})
FALSE = frozenset({"", "no", "false", "false()", "0"})
PLAIN = {kind.value for kind in QuestionType if kind not in SELECTS}
WITH_LIST = {kind.value for kind in SELECTS}
IS_TRUTH = {one.name for one in (*fields(Question), *fields(Group)) if one.type in {bool, "bool"}}
IS_LIST = {"allows", "prompts"}


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A script read from a spreadsheet.

    Args:
        script: The script.
        notes: What was read otherwise than it stood there, and what is worth a look.
    """

    script: Script
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """The script as data, growing row by row, and the cell that each place came from."""

    told: Told
    lists: dict[str, list[dict[str, Any]]]
    list_rows: dict[str, list[Line]]
    survey: Table
    choices: Table
    groups: list[dict[str, Any]] = field(default_factory=list)
    cells: dict[Loc, Place] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    began: tuple[str, Place] | None = None


def read_sheets(path: Path, *, signs: frozenset[str] = frozenset()) -> SheetRead:
    """Read a script from a spreadsheet.

    Args:
        path: The file, .xlsx.
        signs: Ids of the book of signs; empty takes every sign for one.

    Raises:
        PolicyError: It is no spreadsheet, or has faults; a sentence for each, with sheet, row
            and column.
    """
    told = Told()
    with closing(_book(path)) as book:
        every = (sheet for sheet in book.worksheets if isinstance(sheet, Worksheet))
        sheets: dict[str, Worksheet] = {sheet.title: sheet for sheet in every}
        _check_names(sheets, told)
        if told.faults:
            raise PolicyError(tuple(told.faults))
        draft = _draft_of(sheets, told)
        content, cells = _settings(sheets[SETTINGS], told)
    for line in draft.survey.lines:
        _take(draft, line)
    _close(draft)
    for name in sorted(set(draft.lists) - draft.used):
        row = draft.list_rows[name][0].number
        told.note(draft.choices.place(row, "list_name"), f"no question uses the list {name}")
    draft.cells |= cells
    return _checked({**content, "groups": draft.groups}, draft, signs)


def _book(path: Path) -> openpyxl.Workbook:
    if not path.is_file():
        raise PolicyError((f"there is no file {path.resolve()}",))
    try:
        return openpyxl.load_workbook(path)
    except Exception as fault:
        raise PolicyError((f"{path}: cannot be opened as .xlsx; save it anew",)) from fault


def _check_names(sheets: dict[str, Worksheet], told: Told) -> None:
    for name in (SURVEY, CHOICES, SETTINGS):
        if name not in sheets:
            near = did_you_mean(name, [one for one in sheets if one.strip().lower() == name])
            rest = f"there are {', '.join(sheets)}"
            advice = f"rename {near[7:-9]}" if near.startswith("write '") else f"add one; {rest}"
            told.faults.append(f"there is no sheet named {name}; {advice}")


def _draft_of(sheets: dict[str, Worksheet], told: Told) -> _Draft:
    survey = table_of(sheets[SURVEY], columns_of_survey(), ("type", "name", "label"), told)
    choices = table_of(sheets[CHOICES], OF_CHOICES, ("list_name", "name", "label"), told)
    lists: dict[str, list[dict[str, Any]]] = {}
    rows: dict[str, list[Line]] = {}
    for line in choices.lines:
        name = line.cells.get("list_name", "")
        if not name:
            told.fault(choices.place(line.number, "list_name"), "is empty; write the list's name")
            continue
        cells = {key: words for key, words in line.cells.items() if key != "list_name"}
        lists.setdefault(name, []).append(cells)
        rows.setdefault(name, []).append(line)
    return _Draft(told, lists, rows, survey, choices)


def _settings(sheet: Worksheet, told: Told) -> tuple[dict[str, Any], dict[Loc, Place]]:
    table = table_of(sheet, OF_SETTINGS, OF_SETTINGS, told, free=TEXT)
    if len(table.lines) != 1:
        told.fault(Place(sheet.title, 2), "write one row of settings below the titles, no more")
    cells = table.lines[0].cells if table.lines else {}
    row = table.lines[0].number if table.lines else 2
    names = {"form_id": "name", "version": "version", "form_title": "title"}
    content: dict[str, Any] = {key: cells.get(title, "") for title, key in names.items()}
    places: dict[Loc, Place] = {(key,): table.place(row, title) for title, key in names.items()}
    texts = {key.removeprefix(TEXT): words for key, words in cells.items() if key.startswith(TEXT)}
    places |= {("texts", key): table.place(row, f"{TEXT}{key}") for key in texts}
    return {**content, **({"texts": texts} if texts else {})}, places


def _take(draft: _Draft, line: Line) -> None:
    """Take one row of the survey: the beginning or end of a group, or a question."""
    kind = line.cells.get("type", "")
    place = draft.survey.place(line.number, "type")
    if kind in BEGINS:
        _begin(draft, line, kind, place)
    elif kind in ENDS:
        if draft.began is None or draft.began[0] != ENDS[kind]:
            draft.told.fault(place, f"nothing that began ends here; write {ENDS[kind]} above it")
        draft.began = None
    elif draft.began is None:
        words = "stands in no group; write begin_group above it, and end_group below"
        draft.told.fault(draft.survey.place(line.number), words)
    else:
        _ask(draft, line, kind, place)


def _begin(draft: _Draft, line: Line, kind: str, place: Place) -> None:
    if draft.began is not None:
        words = (
            f"a group within a group, which no talk has; end the one of row {draft.began[1].row}"
        )
        draft.told.fault(place, words)
    draft.began = (kind, place)
    at: Loc = ("groups", len(draft.groups))
    own = [one.name for one in fields(Group)]
    group = {key: words for key, words in line.cells.items() if key in own}
    for title in line.cells:
        if title != "type" and title not in own:
            draft.told.fault(draft.survey.place(line.number, title), "a group has none; empty it")
    _remember(draft, at, line, tuple(group))
    draft.groups.append({**group, **({"repeat": True} if BEGINS[kind] else {}), "questions": []})


def _ask(draft: _Draft, line: Line, kind: str, place: Place) -> None:
    questions = draft.groups[-1]["questions"]
    at: Loc = ("groups", len(draft.groups) - 1, "questions", len(questions))
    word, _, listed = kind.partition(" ")
    question: dict[str, Any] = {"type": word}
    if word not in PLAIN | WITH_LIST or (word in PLAIN and listed):
        known = [*PLAIN, *(f"{one} LIST" for one in WITH_LIST), *BEGINS, *ENDS]
        draft.told.fault(place, f"there is no type '{kind}'; {did_you_mean(word, known)}")
        question["type"] = "text"
    own = {one.name for one in fields(Question)} - {"type", "choices"}
    for title, words in line.cells.items():
        if title in own:
            question[title] = _value(draft, line, title, words)
        elif title != "type":
            cell = draft.survey.place(line.number, title)
            draft.told.fault(cell, "only a group has one; write it at begin_group or begin_repeat")
    _remember(draft, at, line, ("type", *question))
    if word in WITH_LIST and listed.strip():
        _choose(draft, at, question, listed.strip(), place)
    questions.append(question)


def _choose(draft: _Draft, at: Loc, question: dict[str, Any], listed: str, place: Place) -> None:
    if listed not in draft.lists:
        words = (
            f"there is no list {listed} on the sheet choices; {did_you_mean(listed, draft.lists)}"
        )
        draft.told.fault(place, words)
        question["type"] = "text"
        return
    draft.used.add(listed)
    question["choices"] = draft.lists[listed]
    for number, line in enumerate(draft.list_rows[listed]):
        for title in draft.choices.columns:
            cell = draft.choices.place(line.number, title)
            draft.cells[(*at, "choices", number, title)] = cell
        draft.cells[(*at, "choices", number)] = draft.choices.place(line.number)


def _value(draft: _Draft, line: Line, title: str, words: str) -> Any:
    if title in IS_TRUTH:
        if words.lower() not in TRUE | FALSE:
            draft.told.fault(draft.survey.place(line.number, title), "write yes, or nothing")
        return words.lower() in TRUE
    if title not in IS_LIST:
        return words
    if title in LINED:
        return [part.strip() for part in words.split("\n") if part.strip()]
    return [] if words == NOTHING else words.replace(",", " ").split()


def _remember(draft: _Draft, at: Loc, line: Line, titles: tuple[str, ...]) -> None:
    draft.cells[at] = draft.survey.place(line.number)
    draft.cells |= {(*at, title): draft.survey.place(line.number, title) for title in titles}
    for title in ("name", "label"):
        draft.cells.setdefault((*at, title), draft.survey.place(line.number, title))


def _close(draft: _Draft) -> None:
    if draft.began is not None:
        kind, place = draft.began
        draft.told.fault(place, f"this never ends; write {kind.replace('begin', 'end')} below it")


def _checked(content: dict[str, Any], draft: _Draft, signs: frozenset[str]) -> SheetRead:
    found = check_script("", content, signs=signs)
    place = _placer(draft)
    for remark in found.remarks:
        (draft.told.fault if remark.is_fault else draft.told.note)(place(remark.at), remark.words)
    if draft.told.faults or found.script is None:
        raise PolicyError(tuple(dict.fromkeys(draft.told.faults)))
    return SheetRead(found.script, tuple(dict.fromkeys(draft.told.notes)))


def _placer(draft: _Draft) -> Callable[[Loc], Place]:
    """Return where each place of the script came from; the nearest cell around it."""

    def place(at: Loc) -> Place:
        while at and at not in draft.cells:
            at = at[:-1]
        return draft.cells.get(at, Place(SURVEY, 1))

    return place
