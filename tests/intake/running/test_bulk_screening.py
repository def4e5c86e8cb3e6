"""Bulk screening: a file against a file stores nothing; against the own list it is audited."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from intake.domain.errors import PolicyError, PurposeMissingError
from intake.domain.person import SeenBy
from intake.running import screening_run
from intake.running.bulk_screening import (
    COLUMNS,
    description_of,
    own_list,
    read_registry,
    screen_file,
    search_in_file,
)
from intake.running.sheets import count_lines, read_lines
from matching.query import PartialDate
from tests.build_office import a_flag, a_flagged_person, an_office, shipped_policy

TODAY = date(2026, 11, 17)
REGISTRY = """id,full_name,aliases,dob,town,postcode
R1,Corrin Thistlewood,Cory Thistle;C. Thistle,1979-02-14,Southfen,SF2 4AB
R2,Wilf Oakapple,,1988,Northmoor,
R3,Tansy Mossop,,,,
"""


def a_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def screened(folder: Path, queries: str, *, limit: int = 10) -> list[dict[str, str]]:
    settings = shipped_policy().match_settings
    held = read_registry(a_file(folder, "r.csv", REGISTRY), settings, today=TODAY)
    search = search_in_file(settings, held, limit=limit, today=TODAY)
    out = folder / "out.csv"
    screen_file(
        a_file(folder, "q.csv", queries), out, search, listed=held.index.size(), today=TODAY
    )
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_query_has_its_rows_with_reasons_that_add_up(tmp_path):
    rows = screened(tmp_path, "query_id,name,dob\nQ1,Corin Thistlewood,14/02/1979\n")

    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["query_id"], rows[0]["rank"], rows[0]["registry_id"]) == ("Q1", "1", "R1")
    assert rows[0]["band"] == "strong"
    assert "The same date of birth" in rows[0]["because"]


def test_a_query_that_finds_nobody_has_one_row(tmp_path):
    (row,) = screened(tmp_path, "query_id,name\nQ9,Zebedee Quux\n")

    assert (row["rank"], row["registry_id"], row["band"]) == ("0", "", "none")
    assert row["because"]


def test_a_name_alone_is_never_strong(tmp_path):
    rows = screened(tmp_path, "name\nCorrin Thistlewood\n")

    assert rows[0]["query_id"] == "2", "the line of the file stands in for an id"
    assert rows[0]["band"] == "name_only"


def test_the_limit_holds(tmp_path):
    rows = screened(tmp_path, "query_id,name\nQ1,Thistle Oakapple Mossop\n", limit=1)

    assert len(rows) == 1


def test_a_place_may_be_a_postcode():
    found = description_of({"name": "Wilf", "place": "SF2", "town": "Northmoor"}, today=TODAY)

    assert (found.postcodes, found.places) == (("SF2",), ("Northmoor",))


def test_a_table_without_names_is_refused_with_what_it_has(tmp_path):
    with pytest.raises(PolicyError) as refused:
        screened(tmp_path, "who,when\nWilf,1988\n")

    assert "it has: who, when" in refused.value.faults[0]
    assert not (tmp_path / "out.csv").exists()


def test_what_is_written_is_for_its_owner_only(tmp_path):
    screened(tmp_path, "name\nWilf Oakapple\n")

    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.part"))


def test_the_own_list_wants_a_purpose_and_a_name():
    with pytest.raises(PurposeMissingError), own_list(an_office(), limit=3, purpose=" ", by="A"):
        pass


def test_p09_screening_the_own_list_leaves_a_line(tmp_path):
    office = an_office()
    with office.begin() as work:
        a_flagged_person(work, birth="1979-02-14")
    queries = a_file(tmp_path, "q.csv", "name,dob\nCorrin Thistlewood,1979-02-14\n")

    with own_list(office, limit=3, purpose="yearly check", by="M. Fenn") as (search, listed):
        screen_file(queries, tmp_path / "out.csv", search, listed=listed, today=TODAY)

    assert "P-0001" in (tmp_path / "out.csv").read_text()
    with office.look() as work:
        assert [one.actor for one in work.audit.lines() if one.event == "screen.bulk"] == [
            "M. Fenn"
        ]


def test_p13_screening_leaves_out_whom_only_the_owner_may_know(tmp_path):
    office = an_office()
    hidden = a_flag(seen_by=SeenBy.OWNER)
    with office.begin() as work:
        a_flagged_person(work, birth="1979-02-14", flag=hidden, only_desk="southfen_police")
    queries = a_file(tmp_path, "q.csv", "name,dob\nCorrin Thistlewood,1979-02-14\n")

    with own_list(office, limit=3, purpose="yearly check", by="M. Fenn") as (search, listed):
        done = screen_file(queries, tmp_path / "out.csv", search, listed=listed, today=TODAY)

    assert done.found == 0


@pytest.mark.parametrize("title", ["id", "registry_id"])
def test_a_registry_keeps_its_own_ids(tmp_path, title):
    text = REGISTRY.replace("id,", f"{title},", 1)
    held = read_registry(
        a_file(tmp_path, "r.csv", text), shipped_policy().match_settings, today=TODAY
    )
    assert list(held.labels.values()) == ["R1", "R2", "R3"]


def test_what_is_asked_is_never_written_over(tmp_path):
    queries = a_file(tmp_path, "q.csv", "name\nWilf Oakapple\n")
    with pytest.raises(PolicyError) as refused:
        screen_file(queries, queries, lambda _: (), listed=0, today=TODAY)
    assert "--queries" in refused.value.faults[0]
    assert queries.read_text() == "name\nWilf Oakapple\n"


def test_a_description_without_a_name_is_asked_by_the_rest(tmp_path):
    screened(tmp_path, "query_id,name,town\nQ1,the man with the white van,Netherby\n")

    rejects = (tmp_path / "out.csv.rejects.csv").read_text().splitlines()
    assert "the name names nobody" in rejects[1]
    assert "asked by the rest alone" in rejects[1]


def test_a_date_of_thousands_of_digits_stops_no_run(tmp_path):
    endless = "9" * 5000
    rows = screened(tmp_path, f"query_id,name,dob\nQ1,Wilf Oakapple,{endless}\n")

    assert rows[0]["query_id"] == "Q1"
    rejects = (tmp_path / "out.csv.rejects.csv").read_text().splitlines()
    assert rejects[1:] == ["2,the date of birth cannot be read; asked without it"]


def test_lines_that_cannot_be_read_stand_with_their_reason_beside(tmp_path):
    rows = screened(
        tmp_path, "query_id,name,dob,age\nQ1,,,\nQ2,Wilf Oakapple,in spring,purple\nQ3,Wilf,,\n"
    )
    assert [row["query_id"] for row in rows if row["rank"] in "01"] == ["Q1", "Q2", "Q3"]
    assert rows[0]["because"] == "the row says nothing that can be looked up"
    rejects = (tmp_path / "out.csv.rejects.csv").read_text().splitlines()
    assert rejects == [
        "line,reason",
        "2,the row says nothing that can be looked up",
        "3,the date of birth cannot be read; asked without it",
        "3,the age cannot be read; asked without it",
    ]


def many(folder: Path, count: int) -> Path:
    lines = "".join(f"Q{number},Wilf Oakapple,{number % 90}\n" for number in range(count))
    return a_file(folder, "many.csv", f"query_id,name,age\n{lines}")


def asked_of_all(folder: Path, out: Path, *, cores: int = 1, stop_at: int | None = None):
    settings = shipped_policy().match_settings
    held = read_registry(a_file(folder, "r.csv", REGISTRY), settings, today=TODAY)
    search = search_in_file(settings, held, limit=2, today=TODAY)

    def progress(done: int) -> None:
        if stop_at is not None and done >= stop_at:
            raise KeyboardInterrupt

    return screen_file(
        folder / "many.csv", out, search, listed=3, today=TODAY, progress=progress, cores=cores
    )


def test_a_run_that_was_stopped_is_gone_on_with_and_ends_the_same(tmp_path):
    many(tmp_path, 900)
    whole = asked_of_all(tmp_path, tmp_path / "whole.csv")
    with pytest.raises(KeyboardInterrupt):
        asked_of_all(tmp_path, tmp_path / "out.csv", stop_at=400)
    assert not (tmp_path / "out.csv").exists()
    with (tmp_path / "out.csv.part").open("a") as half:
        half.write("Q400,half a li")

    done = asked_of_all(tmp_path, tmp_path / "out.csv")

    assert (done.resumed_at, done.queries, done.rows) == (400, 900, whole.rows)
    assert (tmp_path / "out.csv").read_text() == (tmp_path / "whole.csv").read_text()
    assert {one.name for one in tmp_path.glob("out.csv*")} == {"out.csv"}


def test_a_stopped_run_of_other_queries_is_begun_anew(tmp_path):
    many(tmp_path, 900)
    with pytest.raises(KeyboardInterrupt):
        asked_of_all(tmp_path, tmp_path / "out.csv", stop_at=400)
    many(tmp_path, 500)
    done = asked_of_all(tmp_path, tmp_path / "out.csv")
    assert (done.resumed_at, done.queries) == (0, 500)


def test_two_cores_write_what_one_writes(tmp_path):
    many(tmp_path, 900)
    asked_of_all(tmp_path, tmp_path / "one.csv")
    asked_of_all(tmp_path, tmp_path / "two.csv", cores=2)
    assert (tmp_path / "one.csv").read_text() == (tmp_path / "two.csv").read_text()


@pytest.mark.parametrize(
    ("said", "year", "day"),
    [
        pytest.param("1979-02-14 00:00:00", 1979, 14, id="with a time of day"),
        pytest.param("19790214", 1979, 14, id="digits only"),
        pytest.param("1979/02/14", 1979, 14, id="slashes, year first"),
        pytest.param("14-Feb-1979", 1979, 14, id="a month in letters"),
        pytest.param("14.02.1979", 1979, 14, id="day first"),
        pytest.param("1979", 1979, None, id="a year"),
    ],
)
def test_dates_are_read_as_tables_have_them(said, year, day):
    birth = PartialDate.parse(said)

    assert (birth.year, birth.day) == (year, day)


@pytest.mark.parametrize("said", ["31/02/1980", "2/31/85", "unknown", "79021", ""])
def test_what_is_no_date_is_none(said):
    assert PartialDate.parse(said) is None


def test_titles_may_be_spelt_as_people_spell_them(tmp_path):
    rows = screened(
        tmp_path,
        "Query ID;First name;Surname;Date of Birth\nQ1;Corrin;Thistlewood;14.02.1979\n",
    )

    assert (rows[0]["query_id"], rows[0]["registry_id"], rows[0]["band"]) == ("Q1", "R1", "strong")


def test_rows_that_may_not_be_as_they_were_meant_are_asked_and_told_of(tmp_path):
    huge = "Wilf Oakapple " * 3000
    rows = screened(
        tmp_path,
        f"query_id,name,dob\nQ1,Wilf,Oakapple,1988\nQ2,{huge},\nQ3,,1988-01-02\n"
        'Q4,"Tansy\nQ5,Mossop,\n',
    )

    assert {row["query_id"] for row in rows} == {"Q1", "Q2", "Q3", "Q4"}
    told = (tmp_path / "out.csv.rejects.csv").read_text().splitlines()
    assert [line.split(",", 1)[0] for line in told] == ["line", "2", "2", "3", "4", "6"]
    assert "comma" in told[1]
    assert "longer than" in told[3]
    assert "no name" in told[4]
    assert "quote" in told[5]


def test_a_table_saved_as_unicode_text_is_read(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text("query_id\tname\nQ1\tTansy Mossop\n", encoding="utf-16")

    assert [line.cells["name"] for line in read_lines(path)] == ["Tansy Mossop"]
    assert count_lines(path) == 1


def test_a_quote_that_is_never_closed_is_told_by_its_line(tmp_path):
    path = a_file(tmp_path, "q.csv", 'name\nWilf\n"Tansy\n' + "Mossop\n" * 2_000_000)

    with pytest.raises(PolicyError) as refused:
        count_lines(path)
    assert "after line 2" in refused.value.faults[0]


def test_the_own_list_is_screened_on_two_cores_as_on_one(tmp_path):
    office = an_office(url=f"sqlite:///{tmp_path / 'own.db'}")
    with office.begin() as work:
        a_flagged_person(work, birth="1979-02-14")
    lines = "".join(f"Q{n},Corrin Thistlewood,1979-02-{n % 28 + 1:02d}\n" for n in range(450))
    queries = a_file(tmp_path, "q.csv", f"query_id,name,dob\n{lines}")

    for cores in (1, 2):
        with own_list(office, limit=3, purpose="yearly", by="M. Fenn") as (search, listed):
            screen_file(
                queries, tmp_path / f"{cores}.csv", search, listed=listed, today=TODAY, cores=cores
            )
    office.archive.close()

    assert (tmp_path / "1.csv").read_text() == (tmp_path / "2.csv").read_text()
    assert (tmp_path / "1.csv").read_text().count("P-0001") == 450


def test_two_runs_never_write_one_file(tmp_path, monkeypatch):
    monkeypatch.setattr(screening_run, "LOCK_TRIES", 1)
    out = tmp_path / "out.csv"
    with screening_run.running(out, tmp_path / "rejects.csv", "one", COLUMNS) as first:
        with (
            pytest.raises(PolicyError) as refused,
            screening_run.running(out, tmp_path / "rejects.csv", "two", COLUMNS),
        ):
            pass
        first.write(screening_run.Answered(1, 0, 1, 0, "Q1,0\n", ""))

    assert "another run is writing out.csv" in refused.value.faults[0]
    assert out.read_text().splitlines()[1:] == ["Q1,0"]


@pytest.mark.parametrize("name", ["---", "🦊🐻", "", "☂"])
def test_a_name_that_cannot_be_read_clears_nobody(tmp_path, name):
    (row,) = screened(tmp_path, f'query_id,name\nQ1,"{name}"\n')

    assert "nobody" not in row["because"]
    assert "nothing that can be looked up" in (tmp_path / "out.csv.rejects.csv").read_text()


def test_lines_of_the_list_that_nobody_is_found_by_are_told(tmp_path):
    path = a_file(tmp_path, "r.csv", "id,name,dob\nR1,Tansy Mossop,31/31/1990\nR2,,\n")
    held = read_registry(path, shipped_policy().match_settings, today=TODAY)

    assert [line for line, _ in held.faults] == [2, 3]


def test_rejects_are_never_written_over_what_is_asked(tmp_path):
    queries = a_file(tmp_path, "out.csv.rejects.csv", "query_id,name\nQ1,Tansy Mossop\n")
    settings = shipped_policy().match_settings
    held = read_registry(a_file(tmp_path, "r.csv", REGISTRY), settings, today=TODAY)
    search = search_in_file(settings, held, limit=1, today=TODAY)

    with pytest.raises(PolicyError):
        screen_file(queries, tmp_path / "out.csv", search, listed=3, today=TODAY)
    assert queries.exists()


def test_a_list_of_nobody_is_refused(tmp_path):
    path = a_file(tmp_path, "r.csv", "id,name\n")

    with pytest.raises(PolicyError) as refused:
        read_registry(path, shipped_policy().match_settings, today=TODAY)
    assert "nobody is listed" in refused.value.faults[0]


def test_a_damaged_sheet_is_told_of_by_its_line(tmp_path):
    path = tmp_path / "r.xlsx"
    book = openpyxl.Workbook()
    for n in range(50):
        book.active.append([f"name{n}", "Tansy Mossop"])
    book.save(path)
    cut = tmp_path / "cut.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(cut, "w") as half:
        for one in whole.infolist():
            words = whole.read(one)
            half.writestr(one, words[: len(words) // 2] if "sheet1" in one.filename else words)

    with pytest.raises(PolicyError) as refused:
        list(read_lines(cut))
    assert "the sheet is damaged" in refused.value.faults[0]


def test_ids_that_a_spreadsheet_would_run_are_written_harmless(tmp_path):
    registry = REGISTRY.replace("R1,", '"=cmd|x",', 1)
    settings = shipped_policy().match_settings
    held = read_registry(a_file(tmp_path, "r.csv", registry), settings, today=TODAY)
    search = search_in_file(settings, held, limit=3, today=TODAY)
    queries = a_file(tmp_path, "q.csv", "query_id,name\n@SUM(1),Corrin Thistlewood\n-x,Zzyx\n")

    screen_file(queries, tmp_path / "out.csv", search, listed=3, today=TODAY)

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["query_id"], row["registry_id"]) for row in csv.DictReader(file)]
    assert found == [("'@SUM(1)", "'=cmd|x"), ("'-x", "")]


def test_an_id_of_several_lines_is_told_with_each_of_them(tmp_path):
    rows = screened(
        tmp_path, "query_id,name\nQ1,Wilf Oakapple\nQ2,Tansy Mossop\nQ1,Wilf Oakapple\n"
    )

    told = (tmp_path / "out.csv.rejects.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in told] == ["line", "2", "4"]
    assert "the same id" in told[1]
    assert [row["query_id"] for row in rows] == ["Q1", "Q2", "Q1"]


def test_an_id_that_the_list_holds_twice_is_told(tmp_path):
    held = read_registry(
        a_file(tmp_path, "r.csv", REGISTRY.replace("R3", "R1")),
        shipped_policy().match_settings,
        today=TODAY,
    )
    assert [(line, "the same id" in reason) for line, reason in held.faults] == [(4, True)]


@pytest.mark.parametrize("name", ["a man", "unknown", "My neighbour", "not known"])
def test_words_that_name_nobody_are_no_name(tmp_path, name):
    rows = screened(tmp_path, f"query_id,name,town\nQ1,{name},\nQ2,{name},Southfen\n")

    told = (tmp_path / "out.csv.rejects.csv").read_text(encoding="utf-8")
    assert (rows[0]["rank"], rows[0]["because"]) == (
        "0",
        "the row says nothing that can be looked up",
    )
    assert '3,"the name names nobody' in told
