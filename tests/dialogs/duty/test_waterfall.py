"""The waterfall as a picture: the rows, figures and sums of the data, and room for every word."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.duty import waterfall
from dialogs.duty.console import duty_routes
from dialogs.duty.words import exactly
from intake.duty.door import DutyDoor
from intake.duty.views import EvidenceRow, Explanation
from tests.build_desk import PASSWORD, a_child, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.client import Client
from tests.dialogs.site import a_site

HUNDREDTHS = st.integers(-1200, 1200).map(lambda n: Decimal(n) / 100)


def an_explanation(*points, said="Corry", held="Corrin"):
    rows, so_far = [], Decimal(0)
    for place, worth in enumerate(points):
        so_far += worth
        kind = "name" if place else "prior"
        rows.append(EvidenceRow(kind, said, held, "Usual short form", worth, so_far, ""))
    return Explanation(tuple(rows), so_far, "Possible lead", "unlikely", "", ())


def drawn(why, possible=-4.0, strong=0.0):
    return waterfall.drawn(why, possible=possible, strong=strong)


@given(st.lists(HUNDREDTHS, min_size=1, max_size=12))
def test_each_bar_begins_where_the_one_before_ended_and_all_stay_on_the_paper(points):
    why = an_explanation(*points)
    picture = drawn(why)
    ends = [picture.zero, *(row.end for row in picture.rows)]
    assert [row.start for row in picture.rows] == ends[:-1]
    assert (picture.total.start, picture.total.end) == (picture.zero, ends[-1])
    for row in (*picture.rows, picture.total):
        assert -0.01 <= row.x <= row.x + row.width <= 100.01
    assert [row.points for row in picture.rows] == [exactly(one) for one in points]
    assert [row.sum for row in picture.rows] == [f"= {exactly(row.sum)}" for row in why.rows]
    assert picture.total.points == exactly(sum(points))


@given(st.text(max_size=120), st.text(max_size=120))
def test_no_line_is_longer_than_a_telephone_is_wide_and_no_row_covers_the_next(said, held):
    picture = drawn(an_explanation(Decimal(-5), Decimal(3), said=said, held=held))
    for row, below in zip(picture.rows, [*picture.rows[1:], picture.total], strict=True):
        for line in row.lines:
            assert sum(len(piece.words) for piece in line) <= waterfall.LETTERS
        assert row.y + waterfall.LINE * len(row.lines) <= row.bar_y < below.y


@given(HUNDREDTHS, st.integers(-900, 900), st.integers(0, 900))
def test_labels_never_touch_and_that_of_strong_always_has_room(sum_, low, apart):
    picture = drawn(an_explanation(sum_), possible=low / 100, strong=(low + apart) / 100)
    shift = {"mid": 0.5, "end": 1.0, "start": 0.0}
    spans = sorted(
        (x - shift[anchor] * waterfall.ROOM[words], waterfall.ROOM[words])
        for x, words, anchor in picture.labels
    )
    assert all(left + wide <= other for (left, wide), (other, _) in pairwise(spans))
    assert "strong" in {words for _, words, _ in picture.labels}


@pytest.fixture
def page():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    a_listed_man(office, birth="1979-02-14", places=("Lido Row",), phones=("07700 900123",))
    a_listed_man(office, names=("Wilf Oakapple",), birth="1961-11-03", places=("Netherby",))
    a_listed_man(office, names=("Wilf Oakapple",), birth="1970-01-22", places=("Netherby",))
    a_listed_man(office, names=("Tansy Mossop",), birth="1990-04-05")
    a_listed_man(office, names=("Perran Quillfeather",))
    kept = a_report(
        office,
        a_mention("Corry Thistlewood", age="about 47", place="Lido Row"),
        a_mention("Wilf Oakapple", place="Netherby"),
        a_mention("Tansy Mossop", birth="1961-12-30"),
        a_mention("Perran Quillfeather"),
        a_child(age="9"),
    )
    door = DutyDoor(office)
    app = a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False))
    desk = Client(app)
    desk.post("/desk/sign-in", data={"login": "birchall", "password": PASSWORD})
    yield desk.get(f"/desk/concerns/{kept.reference}").text
    office.archive.close()


PICTURE = re.compile(r'<div class="wf".*?</svg></div>', re.DOTALL)
TABLE = re.compile(r'<table class="thin wf-table">.*?</table>', re.DOTALL)
FIGURE = re.compile(r">([+−]?\d+\.\d\d)<")
SO_FAR = re.compile(r">= ([+−]?\d+\.\d\d)<")
WORDS_OF_ROW = re.compile(r"<text x=\"0\"[^>]*>(.*?)</text>", re.DOTALL)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_picture_table_and_text_of_every_candidate_tell_the_same_rows(page):
    pictures, tables = PICTURE.findall(page), TABLE.findall(page)
    assert len(pictures) == len(tables) == 5
    for picture, table in zip(pictures, tables, strict=True):
        figures = FIGURE.findall(picture)
        rows = [FIGURE.findall(row) for row in table.split("<tr")[2:]]
        assert figures == [points for points, _ in rows]
        assert [*SO_FAR.findall(picture), figures[-1]] == [so_far for _, so_far in rows]
        lines = re.search(r"<desc[^>]*>(.*?)</desc>", picture, re.DOTALL)[1]
        for points, so_far in rows[:-1]:
            assert f"{points}, so far {so_far}" in lines
        drawn_words = plain(" ".join(WORDS_OF_ROW.findall(picture)))
        for cell in re.findall(r"<td>([A-Z][^<]+)</td>", table):
            assert cell in drawn_words or cell in ("Netherby", "Lido Row")


def test_a_picture_has_a_title_a_description_and_no_script_or_style(page):
    for picture in PICTURE.findall(page):
        ids = re.search(r'aria-labelledby="([\w-]+) ([\w-]+)"', picture)
        assert f'<title id="{ids[1]}">How ' in picture
        assert f'<desc id="{ids[2]}">' in picture
        assert 'role="img"' in picture
        assert "style=" not in picture
        assert "<script" not in picture
    assert len(set(re.findall(r'<title id="(wf-[\w-]+)"', page))) == 5


def test_the_panel_names_each_band_and_who_is_equally_alike(page):
    assert page.count("Same name, other date of birth, flagged</span>") == 1
    assert "Same name, other date of birth: a namesake, or a mistyped date" in page
    assert "Same name, nothing else: this says little either way" in page
    assert "Equally alike: Wilf Oakapple, P-000" in page
    assert "What would part them: a date of birth." in page
    shown, folded = page.split("Same name, nothing else to go by")
    assert "Tansy Mossop" in plain(shown)
    assert "Perran Quillfeather" in plain(folded)
