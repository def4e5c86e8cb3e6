"""Bulk screening: a file against a file stores nothing; against the own list it is audited."""

import csv
from datetime import date
from pathlib import Path

import pytest

from intake.domain.errors import PolicyError, PurposeMissingError
from intake.domain.person import SeenBy
from intake.running.bulk_screening import (
    COLUMNS,
    description_of,
    own_list,
    read_registry,
    screen_file,
    search_in_file,
)
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
