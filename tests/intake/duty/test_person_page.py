"""A person's page: looking back month by month, and long lists in parts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.domain.band import Band
from intake.domain.errors import PurposeMissingError
from intake.domain.person import SeenBy
from intake.duty.door import DutyDoor
from intake.duty.views import PersonAsked, paged
from tests.build_desk import a_child, a_history, a_listed_man, a_report, an_officer
from tests.build_office import a_flag, a_mention

MAN = 1


@pytest.fixture(scope="module")
def told():
    """Give a year of concerns about one man, a door, and an officer of the owner's desk."""
    office, _ = a_history()
    officer = an_officer(office, login="gorse", name="P. Gorse", desk="southfen_police")
    yield DutyDoor(office), officer
    office.archive.close()


def read(told, person_id=MAN, **asked):
    door, officer = told
    return door.person(
        officer=officer, person_id=person_id, purpose="review", asked=PersonAsked(**asked)
    )


def test_the_last_step_is_the_weight_of_now(told):
    page = read(told)
    assert page.then is None
    assert page.plot.steps[-1].firm == page.weight.firm
    assert page.plot.steps[-1].if_same == page.weight.if_same
    assert page.plot.standings[-1].band is page.standing


@pytest.mark.parametrize("month", ["2025-12", "2026-02", "2026-04", "2026-09", "2026-11"])
def test_looking_back_weighs_what_was_known_at_the_end_of_the_month(told, month):
    page = read(told, month=month)
    known = [step for step in page.plot.steps if f"{step.at:%Y-%m}" <= month]
    assert page.then.steps == len(known)
    assert page.then.weight.firm == known[-1].firm
    assert page.then.weight.reaches is known[-1].band
    assert sum(voice.concerns for voice in page.then.weight.voices) == len(known)
    assert [f"{step.at:%Y-%m}" for step in page.then.news] == [
        month for step in known if f"{step.at:%Y-%m}" == month
    ]
    assert page.weight.firm == page.plot.steps[-1].firm


def test_the_standing_of_then_is_what_was_written_down_then(told):
    page = read(told, month="2025-12")
    assert page.then.standing is Band.DISCUSS
    written = [one.at for one in page.plot.standings if one.at <= page.then.until]
    assert written


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param("1999-01", "2025-12", id="before the first step is the first month"),
        pytest.param("2093-07", "2026-11", id="a month to come is this one"),
    ],
)
def test_a_month_out_of_reach_is_the_nearest(told, asked, shown):
    assert f"{read(told, month=asked).then.month:%Y-%m}" == shown


@pytest.mark.parametrize("asked", ["", "2026-13", "2026-1", "now", "2026-05-01", "x" * 9])
def test_what_is_no_month_looks_back_to_none(told, asked):
    assert read(told, month=asked).then is None


def test_this_month_ends_now(told):
    page = read(told, month="2026-11")
    assert page.then.until == page.at


def test_looking_back_needs_a_purpose_too(told):
    door, officer = told
    asked = PersonAsked(month="2026-02")
    with pytest.raises(PurposeMissingError):
        door.person(officer=officer, person_id=MAN, purpose="", asked=asked)


def test_p13_looking_back_is_worked_out_without_what_the_desk_may_not_see(office, clock):
    """The same man with and without a flag that only its owner sees: one page for others."""
    door, reader = DutyDoor(office), an_officer(office)
    clock.at = datetime(2026, 1, 10, 10, tzinfo=UTC)
    shown = {}
    for name, flag in (("open", None), ("hidden", a_flag(seen_by=SeenBy.OWNER, recalled=True))):
        man = a_listed_man(office, names=(f"Wilf Oakapple {name}",), birth="1980-01-02")
        if flag is not None:
            with office.begin() as work:
                work.flags.add(replace(flag, person_id=man.id))
        shown[name] = man.id
    for name in shown:
        a_report(office, a_mention(f"Wilf Oakapple {name}", birth="1980-01-02"), signs=("GC1",))
    clock.at = datetime(2026, 4, 10, 10, tzinfo=UTC)
    pages = {
        name: door.person(
            officer=reader, person_id=key, purpose="review", asked=PersonAsked(month="2026-01")
        )
        for name, key in shown.items()
    }
    told = {
        name: (page.then.weight.firm, page.then.weight.if_same, page.then.weight.because,
               page.then.standing, [step.rules for step in page.plot.steps])
        for name, page in pages.items()
    }  # fmt: skip
    assert told["open"] == told["hidden"]


def test_steps_lead_to_concerns_that_the_reader_may_open(told):
    door, officer = told
    page = read(told)
    for step in page.plot.steps:
        assert door.concern(officer=officer, reference=step.reference).reference == step.reference


def test_a_long_chronology_comes_in_pages_and_none_is_left_out(office, clock):
    door, reader = DutyDoor(office), an_officer(office)
    man = a_listed_man(office, birth="1979-02-14")
    for number in range(60):
        clock.move(days=1)
        child = a_child(f"Child{number} Mossop", age="9")
        a_report(office, a_mention(birth="1979-02-14"), child, story=f"Worry {number}.")
    pages = [
        door.person(
            officer=reader,
            person_id=man.id,
            purpose="review",
            asked=PersonAsked(page=number, linked=number),
        )
        for number in (1, 2)
    ]
    concerns = [line.reference for page in pages for line in page.chronology if line.reference]
    assert len(concerns) == len(set(concerns)) == 60
    assert pages[0].chronology.total == sum(len(page.chronology.rows) for page in pages)
    assert sum(len(page.linked.rows) for page in pages) == pages[0].linked.total == 60


@pytest.mark.parametrize(
    ("wanted", "place", "rows"),
    [
        pytest.param(1, 1, (0, 1, 2), id="the first"),
        pytest.param(3, 3, (6,), id="the last is what is left"),
        pytest.param(0, 1, (0, 1, 2), id="before the first is the first"),
        pytest.param(99, 3, (6,), id="past the last is the last"),
    ],
)
def test_a_page_of_a_list(wanted, place, rows):
    part = paged(range(7), wanted, each=3)
    assert (part.page, part.pages, part.total, part.rows) == (place, 3, 7, rows)


def test_an_empty_list_is_one_empty_page():
    part = paged((), 4)
    assert (part.page, part.pages, part.rows) == (1, 1, ())
