"""The figures over HTTP: read by boards and managers, taken away as a file, the same for all."""

import csv
import io

import pytest

from tests.build_county import County
from tests.build_desk import PASSWORD, an_officer
from tests.dialogs.duty.test_coding_room import a_desk


@pytest.fixture(scope="module")
def county():
    made = County(5).play(50)
    for login, desk, role in (
        ("head", "southfen_children", "manager"),
        ("counts", "northmoor_scrutiny", "analyst"),
        ("over", "northmoor_police", "supervisor"),
        ("plain", "northmoor_police", "duty_officer"),
    ):
        an_officer(made.office, login=login, name=login, desk=desk, role=role, password=PASSWORD)
    return made


def signed_in(county, login):
    return a_desk(county.office, login)


def test_who_may_not_see_the_board_finds_no_figures_and_who_may_not_export_finds_no_file(county):
    assert signed_in(county, "plain").get("/desk/figures").status_code == 404
    over = signed_in(county, "over")
    assert over.get("/desk/figures").status_code == 200
    assert "figures.csv" not in over.get("/desk/figures").text
    assert over.get("/desk/figures.csv").status_code == 404


def test_an_analyst_is_led_from_the_desk_to_the_figures(county):
    page = signed_in(county, "counts").get("/desk", follow=True)
    assert "Is it working?" in page.text


def test_p13_every_reader_reads_the_same_figures(county):
    def file(login):
        return signed_in(county, login).get("/desk/figures.csv").text

    assert file("head") == file("counts")


def test_the_file_holds_every_table_and_no_small_count(county):
    client = signed_in(county, "head")
    answer = client.get("/desk/figures.csv?period=nonsense")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {"checks", "acknowledged", "told", "overdue", "gaps"} <= {row["table"] for row in rows}
    counts = [row for row in rows if not row["what"].startswith("minutes")]
    assert not {row["value"] for row in counts} & {"1", "2", "3", "4"}
    assert "1 to 4" in {row["value"] for row in counts}


def test_p10_no_person_and_no_words_stand_on_the_page_or_in_its_title(county):
    page = signed_in(county, "head").get("/desk/figures").text
    assert "Thistlewood" not in page
    assert "P-00" not in page
    assert "<title>Figures - " in page


def test_p09_reading_and_taking_away_are_written_down(county):
    signed_in(county, "head").get("/desk/figures.csv")
    with county.office.look() as work:
        events = [line.event for line in work.audit.lines()]
    assert "figures.exported" in events
