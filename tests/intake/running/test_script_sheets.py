"""A script as a spreadsheet: the way there and back, and what people's programs do on it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from intake.domain.errors import PolicyError
from intake.domain.script import Script
from intake.policy.script_data import data_of, yaml_of
from intake.policy.scripts import ScriptPolicy
from intake.running.script_keeping import plan_of, write
from intake.running.script_sheet_reading import read_sheets
from intake.running.script_sheets import write_sheets
from tests.build import shipped_policy
from tests.build_script import a_choice, a_group, a_question, a_script, read

NAMES = sorted(shipped_policy().scripts)
SIGNS = frozenset(shipped_policy().sign_book.signs)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_script_comes_back_from_a_sheet_as_it_was(name, tmp_path):
    script = shipped_policy().scripts[name]

    write_sheets(script, tmp_path / "s.xlsx")
    found = read_sheets(tmp_path / "s.xlsx", signs=SIGNS)

    assert found.script == script
    assert found.notes == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_script_comes_back_from_its_yaml(name):
    script = shipped_policy().scripts[name]

    text = yaml_of(data_of(script))

    assert ScriptPolicy.model_validate(yaml.safe_load(text)).to_script() == script
    assert max(len(line) for line in text.splitlines()) <= 120


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Mn", "Co", "Cn")),
    min_size=1,
    max_size=20,
)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)


@st.composite
def scripts(draw) -> Script:
    """Make a script whose words may be anything that is not refused as a leading question."""
    labels = iter(draw(st.lists(lines, min_size=8, max_size=8)))
    kind = a_choice("kind", "a", "b", type=draw(st.sampled_from(["select_one", "select_multiple"])))
    kind["label"], kind["hint"] = next(labels), next(labels)
    kind["allows"] = draw(st.lists(st.sampled_from(["skip", "unknown"]), unique=True, min_size=1))
    text = a_question(
        "note_on_it",
        label=next(labels),
        why=next(labels),
        about=draw(st.booleans()),
        relevant=draw(st.sampled_from(["", "danger = 'yes'", "selected(kind, 'a') or not(story)"])),
        prompts=draw(st.lists(lines, max_size=3)),
        constraint=draw(st.sampled_from(["string-length(.) < 9", ". != '=1+1'"])),
        constraint_message=next(labels),
    )
    group = a_group("more", kind, text, repeat=True, add_label=next(labels), label=next(labels))
    whole = a_script(
        group, version=draw(words), texts={"intro": next(labels), "short_path": "danger"}
    )
    return read(whole)


@given(script=scripts())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_script_comes_back_from_a_sheet_and_from_yaml(script, tmp_path):
    path = tmp_path / "s.xlsx"
    write_sheets(script, path)

    try:
        found = read_sheets(path).script
    except PolicyError as fault:
        # chance has made a leading question or a long button; nothing else may be refused
        refused = fault
    else:
        refused = None
    if refused is not None:
        assert all(
            ("write" in fault and ": “" in fault) or "letters" in fault for fault in refused.faults
        )
        return
    assert found == script
    assert (
        ScriptPolicy.model_validate(yaml.safe_load(yaml_of(data_of(script)))).to_script() == script
    )


WITH_TWO = read(
    a_script(
        a_group(
            "facts", a_choice("kind", "red", "blue"), a_question("here", relevant="kind = 'red'")
        )
    )
)


class Sheet:
    """A spreadsheet of a small script, to be spoilt as people spoil one."""

    def __init__(self, path: Path, script: Script = WITH_TWO) -> None:
        self.path = path
        write_sheets(script, path)
        self.book = openpyxl.load_workbook(path)

    @property
    def survey(self) -> Worksheet:
        return self.book["survey"]

    def row_of(self, name: str, sheet: str = "survey", column: str = "name") -> int:
        at = self.column(column, sheet)
        rows = range(2, self.book[sheet].max_row + 1)
        return next(row for row in rows if self.book[sheet].cell(row, at).value == name)

    def column(self, title: str, sheet: str = "survey") -> int:
        titles = [cell.value for cell in self.book[sheet][1]]
        return titles.index(title) + 1

    def put(self, name: str, title: str, value: object, sheet: str = "survey") -> None:
        self.book[sheet].cell(self.row_of(name, sheet), self.column(title, sheet)).value = value

    def faults(self) -> str:
        self.book.save(self.path)
        with pytest.raises(PolicyError) as refused:
            read_sheets(self.path)
        return "\n".join(refused.value.faults)

    def read(self):
        self.book.save(self.path)
        return read_sheets(self.path)


@pytest.fixture
def sheet(tmp_path):
    """Give a spreadsheet without a fault."""
    return Sheet(tmp_path / "s.xlsx")


MISTAKES = [
    pytest.param("here", "type", "txt", "there is no type 'txt'; write 'text'", id="an unknown type"),
    pytest.param("here", "type", "text red", "there is no type 'text red'", id="a list where there is none"),
    pytest.param("here", "type", "select_one colours", "there is no list colours", id="a list that is missing"),
    pytest.param("here", "type", "select_one", "needs choices", id="a select without its list"),
    pytest.param("here", "name", "kind", "another question is named kind", id="a doubled name"),
    pytest.param("here", "name", None, "is missing; write it", id="no name"),
    pytest.param("here", "label", "=A1&B2", "holds a formula", id="a formula"),
    pytest.param("here", "label", date(2026, 11, 3), "turned into a date", id="a date"),
    pytest.param("here", "hint", "#REF!", "holds the error #REF!", id="an error of the program"),
    pytest.param("here", "required", "maybe", "write yes, or nothing", id="a yes that is none"),
    pytest.param("here", "relevant", "kind = 'green'", "no choice 'green'", id="a condition on no choice"),
    pytest.param("here", "label", "Why here?", "asks why", id="a leading question"),
    pytest.param("here", "slot", "wher", "slot is not known", id="a slot that is not known"),
    pytest.param("here", "part", "child", "only a group has one", id="what only a group has"),
    pytest.param("here", "allows", "skip never", "is not a word of the list", id="an unknown way past"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "value", "told"), MISTAKES)
def test_a_mistake_is_told_by_sheet_row_and_column(sheet, name, title, value, told):
    row = sheet.row_of(name)
    sheet.put(name, title, value)

    faults = sheet.faults()

    assert told in faults
    assert f"sheet survey, row {row}" in faults


def test_every_mistake_is_told_at_once(sheet):
    sheet.put("here", "type", "txt")
    sheet.put("kind", "label", "Did he come?")
    sheet.put("red", "label", None, "choices")
    sheet.survey.merge_cells("C3:D3")

    faults = sheet.faults()

    assert "there is no type" in faults
    assert "“Did he” puts" in faults
    assert "the cells C3:D3 are merged" in faults
    assert "sheet choices, row" in faults


def test_a_doubled_choice_is_told(sheet):
    sheet.put("blue", "name", "red", "choices")

    assert "two choices have one name" in sheet.faults()


def test_columns_that_nobody_knows_are_told(sheet):
    sheet.survey.cell(1, sheet.column("hint")).value = "hnt"
    sheet.survey.cell(1, sheet.column("why")).value = "label"

    faults = sheet.faults()

    assert (
        "sheet survey, row 1, column D (hnt): there is no such column; write 'hint' instead"
        in faults
    )
    assert "a second column label" in faults


def test_a_column_that_is_missing_is_told(sheet):
    sheet.book["settings"].cell(1, 2).value = None

    assert "there is no column form_id" in sheet.faults()


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [("survey", "Survey ", "rename Survey"), ("choices", "Sheet2", "add one; there are")],
)
def test_a_sheet_of_another_name_is_told(sheet, was, now, told):
    sheet.book[was].title = now

    assert f"there is no sheet named {was}; {told}" in sheet.faults()


@pytest.mark.parametrize(
    ("row_of", "kind", "told"),
    [
        pytest.param("facts", "end_group", "nothing that began ends here", id="an end without a beginning"),
        pytest.param("here", "begin_group", "a group within a group", id="a group in a group"),
    ],
)  # fmt: skip
def test_groups_that_do_not_close_are_told(sheet, row_of, kind, told):
    sheet.put(row_of, "type", kind)

    assert told in sheet.faults()


def test_a_group_that_never_ends_is_told(sheet):
    sheet.survey.delete_rows(sheet.survey.max_row)

    assert "this never ends; write end_group below it" in sheet.faults()


def test_blanks_and_curly_quotes_are_read_and_told(sheet):
    sheet.put("here", "label", "  What happened there? ")
    sheet.put("here", "relevant", "kind = ‘red’")

    found = sheet.read()

    assert found.script.groups[-1].questions[-1].label == "What happened there?"
    assert found.script.groups[-1].questions[-1].relevant == "kind = 'red'"
    assert any("blanks before or after" in note for note in found.notes)
    assert any("curly quotes" in note for note in found.notes)


def test_numbers_and_titles_with_a_language_are_read_as_people_mean_them(sheet):
    sheet.book["settings"].cell(2, sheet.column("version", "settings")).value = 7.0
    sheet.survey.cell(1, sheet.column("label")).value = "label::English (en)"
    sheet.survey.cell(1, sheet.survey.max_column + 1).value = "label::Polski (pl)"

    found = sheet.read()

    assert found.script == replace(WITH_TWO, version="7")
    assert any("passed over" in note for note in found.notes)


def test_what_is_no_spreadsheet_is_told(tmp_path):
    (tmp_path / "s.xlsx").write_text("type,name\n", encoding="utf-8")

    with pytest.raises(PolicyError) as refused:
        read_sheets(tmp_path / "s.xlsx")
    assert "cannot be opened" in refused.value.faults[0]
    with pytest.raises(PolicyError) as refused:
        read_sheets(tmp_path / "none.xlsx")
    assert "there is no file" in refused.value.faults[0]


def test_a_script_is_written_beside_its_comments_and_replaces_only_its_own(tmp_path):
    (tmp_path / "other.yaml").write_text("# Ours.\nname: short\nversion: '1'\n", encoding="utf-8")

    plan = plan_of(WITH_TWO, tmp_path)
    write(plan)

    assert plan.path.name == "other.yaml"
    text = plan.path.read_text(encoding="utf-8")
    assert text.startswith("# Ours.\nname: short\n")
    again = plan_of(WITH_TWO, tmp_path)
    assert again.is_same
    assert again.version_wanted == ""


def test_a_change_without_a_new_version_is_told(tmp_path):
    write(plan_of(WITH_TWO, tmp_path))
    changed = replace(WITH_TWO, title="Shorter")

    assert plan_of(changed, tmp_path).version_wanted == "2"
    assert "+title: Shorter" in plan_of(changed, tmp_path).diff
    assert plan_of(replace(changed, version="2"), tmp_path).version_wanted == ""
