import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.running.row_ids import as_cell, doubled_in, from_cell, id_of

IDS = st.text(st.sampled_from("=+-@'\t 7Qa."), max_size=6) | st.text(max_size=6)


@pytest.mark.parametrize(
    ("told", "cell"),
    [
        pytest.param("Q-17", "Q-17", id="a plain id"),
        pytest.param("=HYPERLINK(1)", "'=HYPERLINK(1)", id="a formula"),
        pytest.param("@SUM(1)", "'@SUM(1)", id="an old formula"),
        pytest.param("-2+3", "'-2+3", id="a sum"),
        pytest.param("+A1", "'+A1", id="a cell's name"),
        pytest.param("-7", "-7", id="a number below nothing"),
        pytest.param("+44 1632 960123", "+44 1632 960123", id="a phone number"),
        pytest.param("'=1", "''=1", id="an apostrophe of its own"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(told, cell):
    assert as_cell(told) == cell


@given(IDS, IDS)
def test_ids_are_joined_again_as_they_were_and_never_fall_together(one, other):
    assert from_cell(as_cell(one)) == one
    assert (as_cell(one) == as_cell(other)) == (one == other)
    assert as_cell(one)[:1] not in ("=", "@", "\t")


def test_a_row_without_an_id_is_known_by_its_line():
    assert id_of({"query_id": "", "id": "L7"}, 4, ("query_id", "id")) == "L7"
    assert id_of({"query_id": ""}, 4, ("query_id", "id")) == "4"


def test_ids_of_several_rows_are_found(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text("id,name\nA,x\nB,x\nA,x\nC,x\nB,x\nA,x\n", encoding="utf-8")

    assert doubled_in(path, lambda line: line.cells["id"]) == {hash("A"), hash("B")}
    path.write_text("id,name\n", encoding="utf-8")
    assert doubled_in(path, lambda line: line.cells["id"]) == frozenset()
