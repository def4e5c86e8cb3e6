"""A script as a spreadsheet in XLSForm's shape: sheets survey, choices and settings.

`write_sheets` here and `read_sheets` in `script_sheet_reading` are each other's way back.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from intake.domain.script import Group, Question, QuestionType, Script

SURVEY, CHOICES, SETTINGS, HELP = "survey", "choices", "settings", "help"
OF_A_GROUP = ("name", "label", "relevant", "part", "add_label")
FIRST = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
    "slot", "allows", "about", "why", "prompts",
)  # fmt: skip
OF_CHOICES = ("list_name", "name", "label", "hint")
OF_SETTINGS = ("form_title", "form_id", "version")
TEXT = "text::"
"""Before the key of a further text of the script, as a column of the settings."""

NOTHING = "nothing"
"""Stands for an empty list where an empty cell means the usual."""
YES = "yes"
SELECTS = frozenset({QuestionType.CHOICE, QuestionType.CHOICES})
LINED = frozenset({"prompts"})
"""Columns of which each line is one entry; other lists have blanks between."""

WIDTHS = {"label": 46, "hint": 40, "why": 40, "relevant": 24, "prompts": 28}
ABOUT: dict[str, str] = {
    "survey": "One row a question, in the order of asking, between begin_group and end_group "
    "(or begin_repeat and end_repeat, where it is asked again for each further person).",
    "type": f"{', '.join(kind.value for kind in QuestionType)}; after select_one and "
    "select_multiple the list_name of the sheet choices, where there is one.",
    "name": "Stored with every answer: never rename one, never give it to another question.",
    "relevant": "When it is asked, by earlier answers: danger = 'yes', or count(other) > 0.",
    "allows": "Ways past it, with blanks between: skip unknown refused; nothing for none; an "
    "empty cell is skip.",
    "prompts": "Open prompts beside a story, one a line of the cell.",
    "version": "On the sheet settings: raise it with every change.",
    "words": "No question may lead: not why, not did he, no part of the body, no answer "
    "suggested. `dueregard script check` says which do.",
}


def columns_of_survey() -> tuple[str, ...]:
    """Return the columns of the sheet survey, in order, with every field of a question."""
    own = [field.name for field in fields(Question) if field.name != "choices"]
    groups = [field.name for field in fields(Group) if field.name not in {"questions", "repeat"}]
    return tuple(dict.fromkeys((*FIRST, *own, *groups)))


def write_sheets(script: Script, path: Path) -> None:
    """Write a script as a spreadsheet; an earlier file of that name is replaced."""
    book = openpyxl.Workbook()
    survey = book.active
    if not isinstance(survey, Worksheet):
        raise TypeError
    survey.title = SURVEY
    _fill(survey, columns_of_survey(), _survey_rows(script))
    _fill(book.create_sheet(CHOICES), OF_CHOICES, _choice_rows(script))
    texts = {f"{TEXT}{key}": text for key, text in script.texts}
    settings = {"form_title": script.title, "form_id": script.name, "version": script.version}
    row = {**settings, **texts}
    _fill(book.create_sheet(SETTINGS), tuple(row), [row])
    about = [{"column": name, "what it is": words} for name, words in ABOUT.items()]
    _fill(book.create_sheet(HELP), ("column", "what it is"), about)
    book.save(path)


def _survey_rows(script: Script) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for group in script.groups:
        kind = "repeat" if group.repeat else "group"
        rows.append({"type": f"begin_{kind}", **_cells(group, but=("questions", "repeat"))})
        rows += [_question_row(question) for question in group.questions]
        rows.append({"type": f"end_{kind}", "name": group.name})
    return rows


def _question_row(question: Question) -> dict[str, str]:
    lists = f" {question.name}" if question.type in SELECTS and question.choices else ""
    cells = _cells(question, but=("choices", "type"))
    return {"type": f"{question.type.value}{lists}", **cells}


def _cells(one: Group | Question, *, but: tuple[str, ...]) -> dict[str, str]:
    named = (field.name for field in fields(one) if field.name not in but)
    return {name: _cell(name, getattr(one, name)) for name in named}


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    if not isinstance(value, tuple):
        return str(value)
    if name in LINED:
        return "\n".join(value)
    return " ".join(value) or NOTHING


def _choice_rows(script: Script) -> list[dict[str, str]]:
    asked = (question for group in script.groups for question in group.questions)
    return [
        {"list_name": question.name, "name": one.name, "label": one.label, "hint": one.hint}
        for question in asked
        for one in question.choices
    ]


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write a table; every cell is text, so that nothing turns into a date, sum or formula."""
    for number, name in enumerate(columns, start=1):
        head = sheet.cell(1, number, name)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E8E4DC")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    for at, row in enumerate(rows, start=2):
        for number, name in enumerate(columns, start=1):
            words = row.get(name, "")
            if words:
                cell = sheet.cell(at, number, words)
                cell.data_type = "s"
                cell.number_format = "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if row.get("type", "").startswith(("begin_", "end_")):
                    cell.font = Font(bold=True, color="555555")
    sheet.freeze_panes = "C2" if len(columns) > 4 else "A2"
