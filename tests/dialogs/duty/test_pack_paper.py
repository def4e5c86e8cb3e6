"""The pack of a meeting as PDF: what the page says, in its order, for whom the page is."""

import re
from datetime import date
from html import unescape

import pytest

from dialogs.duty.pack_paper import PIECE, paper_of, parted
from dialogs.duty.pack_words import Bit, Pack, Part, pack_of
from intake.domain.person import FlagTerm, TermKind
from tests.build_desk import PASSWORD, a_child, a_hidden_man, a_report, an_officer, judged_same
from tests.build_office import a_mention
from tests.dialogs.duty.test_coding_room import a_desk
from tests.dialogs.duty.test_console import TOKEN
from tests.intake.duty.test_meetings import DAY, a_meeting, closed

FOREIGN = ("Zażółć Świderska", "سعيد الحجار", "بےنظیر ٹھاکر", "कमला", "Anh\u200dNguyễn", "🙂")
PAGE = re.compile(rb"/Type /Page\b(?!s)")


@pytest.fixture
def told():
    """Give a meeting whose minutes are closed, with one before it, and the child of one report."""
    office, door, officer, kept = a_meeting()
    closed(door, officer, kept)
    him = a_mention("Corrin Thistlewood", age="47", place="Lido Row, Southfen")
    newer = a_report(office, him, a_child("Świderska Zażółć"))
    judged_same(office, newer, by=officer)
    later = door.set_meeting(
        officer=officer, person_id=kept.person_id, kind="mappa_2", held_on=DAY, words="Room <5>."
    )
    closed(door, officer, later, words="Level 2 stays.\n\nسعيد comes to school.")
    with office.begin() as work:
        (flag,) = work.flags.of(kept.person_id)
        work.flags.add_term(flag, FlagTerm(TermKind.LICENCE, date(2031, 5, 1), date(2030, 5, 1)))
    heron, sedge = (
        an_officer(office, login=login, name="P. Sedge", desk=desk, password=PASSWORD)
        for login, desk in (("heron", "southfen_police"), ("sedge", "southfen_children"))
    )
    yield office, door, {"heron": heron, "sedge": sedge}, later
    office.archive.close()


def squeezed(words):
    return re.sub(r"\s", "", words)


def read_of(html):
    body = re.sub(r"<(style|script|caption)\b.*?</\1>", "", html, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]*>", "", body)))


def bits_of(pack):
    yield from pack.lead
    for part in pack.parts:
        yield from (Bit(part.title), Bit(part.note), *map(Bit, part.heads))
        yield from (bit for row in part.rows for cell in row for bit in cell)
        yield from part.bits


def take(desk, meeting):
    token = TOKEN.search(desk.get("/desk").text)
    return desk.post(f"/desk/meetings/{meeting}/take", data={"t": token[1]})


def test_the_paper_says_all_that_the_page_says_in_its_order(told):
    office, door, officers, later = told
    page = read_of(a_desk(office, "sedge").get(f"/desk/meetings/{later.id}").text)

    pack = pack_of(door.meeting(officer=officers["sedge"], meeting_id=later.id), office.now())

    assert [one.words for one in bits_of(pack) if squeezed(one.words) not in page] == []
    titles = [page.index(squeezed(part.title)) for part in pack.parts]
    assert titles == sorted(titles)
    assert len(titles) == page.count("1.Childrenwithin") + 6 + 5
    assert squeezed(pack.head) in page
    assert "Licencebeginson1May2030" in page
    assert any(one.words.startswith("Licence begins on 1 May 2030") for one in bits_of(pack))
    assert "Corrin" not in pack.name


def test_a_pack_of_which_nothing_is_known_says_so_in_the_words_of_the_page(told):
    office, door, officers, _ = told
    hidden, owner = a_hidden_man(office), officers["heron"]
    with office.begin() as work:
        work.people.give(hidden.id, desk="southfen_police", why="owns the first flag")
    kept = door.set_meeting(
        officer=owner, person_id=hidden.id, kind="marac", held_on=DAY, words="x"
    )
    page = read_of(a_desk(office, "heron").get(f"/desk/meetings/{kept.id}").text)

    pack = pack_of(door.meeting(officer=owner, meeting_id=kept.id), office.now())

    assert all(squeezed(one.words) in page for one in bits_of(pack))
    assert all(part.rows or part.bits for part in pack.parts)


def test_who_may_read_the_page_takes_the_pack_away_and_it_is_written_down(told):
    office, _, _, later = told

    answer = take(a_desk(office, "sedge"), later.id)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="meeting-{later.id}.pdf"'
    )
    assert answer.content.startswith(b"%PDF-")
    assert b"Thistlewood" not in answer.content
    with office.look() as work:
        deeds = [line.event for line in work.audit.lines() if line.actor == "sedge"]
    assert sorted(deeds[:2]) == ["meeting.opened", "meeting.pack_taken"]


def test_p13_the_pack_about_a_hidden_man_is_taken_by_his_own_desk_alone(told):
    office, door, officers, _ = told
    hidden, owner = a_hidden_man(office), officers["heron"]
    with office.begin() as work:
        work.people.give(hidden.id, desk="southfen_police", why="owns the first flag")
    kept = door.set_meeting(
        officer=owner, person_id=hidden.id, kind="mappa_3", held_on=DAY, words="x"
    )

    assert take(a_desk(office, "heron"), kept.id).status_code == 200
    other, missing = (take(a_desk(office, "sedge"), one) for one in (kept.id, 999_999))
    assert other.status_code == missing.status_code == 404
    with office.look() as work:
        assert all(
            line.event != "meeting.pack_taken" or line.actor == "heron"
            for line in work.audit.lines()
        )


def test_nobody_takes_a_pack_without_the_form_of_his_own_page(told):
    office, _, _, later = told
    desk = a_desk(office, "sedge")

    assert desk.post(f"/desk/meetings/{later.id}/take", data={"t": "x"}).status_code == 403
    assert desk.get(f"/desk/meetings/{later.id}/take").status_code in {404, 405}


@pytest.mark.parametrize("is_exercise", [False, True])
def test_a_name_in_any_script_and_a_row_longer_than_a_page_come_onto_paper(is_exercise):
    names = tuple(Bit(name) for name in FOREIGN)
    long = Bit("He was seen at the bus stop. " * 400 + "\n" * 300 + "W" * 3 * PIECE)
    rows = ((names, (long,), (Bit("A visit."),)), *(((Bit("x"),), names, names),) * 30)
    part = Part("Children", heads=("Child", "Risk", "Action"), rows=rows, bits=(long,))

    paper = paper_of(Pack("MARAC: P-1", FOREIGN[1], names, (part,)), is_exercise=is_exercise)

    assert 10 < len(PAGE.findall(paper)) < 40


def test_a_row_stays_whole_unless_it_is_longer_than_a_page_and_then_loses_no_word():
    short = ((Bit("Tansy"),), (Bit("He visits. " * 20),))
    words = " ".join(map(str, range(3000)))

    parts = parted(((Bit("Tansy"),), (Bit(words),)))

    assert parted(short) == [short]
    assert len(parts) > 1
    assert [cell[0].words for cell, _ in parts][1:] == ["continued"] * (len(parts) - 1)
    assert " ".join(bit.words for _, cell in parts for bit in cell).split() == words.split()
