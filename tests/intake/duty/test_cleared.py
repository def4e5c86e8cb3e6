"""Of two records joined each keeps what was said of it; clearing one clears not the other (P11)."""

import pytest

from intake.actions.join_people import join_people, part_people
from intake.actions.record_outcome import record_statement, take_back_outcome
from intake.domain.band import Band
from intake.domain.errors import ConflictError
from intake.domain.held import View
from intake.domain.person import LinkState
from intake.duty.door import DutyDoor
from tests.build_desk import a_report
from tests.build_office import HandClock, a_mention, an_office, an_officer
from tests.intake.actions.test_record_outcome import OTHER, confirmed, recorded, stands

ONE = an_officer(role="supervisor")
NAMES = ("Robbie Quillfeather", "Bram Fennimore")


@pytest.fixture
def world():
    """Give an office with two records of whom one thing is told each, the clock, and the men."""
    clock = HandClock()
    office = an_office(clock=clock)
    told = [a_report(office, a_mention(name), signs=("GC1", "GC2"), account=name) for name in NAMES]
    with office.look() as work:
        men = work.people.records.all()
    yield office, clock, men, told
    office.archive.close()


def joined(office, men):
    return join_people(
        office, officer=ONE, person_id=men[0].id, other_id=men[1].id, reason="One tattoo."
    )


def parted(office, act):
    return part_people(office, officer=ONE, joined_id=act.id, reason="Two men after all.")


def page_of(office, man):
    return DutyDoor(office).outcomes(officer=ONE, person_id=man, purpose="review")


def ends(office, act, men):
    by_id = {one.id: one for one in men}
    return by_id[act.into_id], by_id[act.person_id]


@pytest.mark.parametrize("which", [0, 1], ids=["the one that stays", "the one that goes"])
def test_who_was_cleared_before_clears_not_the_record_joined_with_his(world, which):
    office, clock, men, _ = world
    confirmed(office, men[which], "unfounded")
    clock.move(days=1)
    act = joined(office, men)
    page = page_of(office, act.into_id)

    assert page.cleared is None
    assert [one.of for one in page.cleared_apart] == [men[which].number]
    [line] = page.outcomes
    assert (line.of.number if line.of else "") == ("" if which == 0 else men[1].number)

    parted(office, act)

    assert [bool(page_of(office, one.id).cleared) for one in men] == [which == 0, which == 1]
    assert all(page_of(office, one.id).cleared_apart == () for one in men)


def test_both_cleared_before_the_whole_is_and_one_that_is_taken_back_takes_it_away(world):
    office, clock, men, _ = world
    outcomes = [confirmed(office, one, "unfounded") for one in men]
    clock.move(days=1)
    act = joined(office, men)
    assert page_of(office, act.into_id).cleared is not None

    take_back_outcome(office, officer=ONE, outcome_id=outcomes[1].id, reason="A witness.")

    assert page_of(office, act.into_id).cleared is None
    assert stands(office, men[0])[0] >= stands(office, men[1])[0]


@pytest.mark.parametrize("kind", ["unfounded", "mistaken_identity"])
def test_p05_the_joined_whole_is_cleared_and_parted_again_the_other_has_all_of_his_own(world, kind):
    office, clock, men, told = world
    before = {one.id: (stands(office, one), _links(office, one)) for one in men}
    act = joined(office, men)
    stays, goes = ends(office, act, men)
    clock.move(days=1)
    outcome = confirmed(office, stays, kind, told)
    assert page_of(office, stays.id).cleared is not None
    assert stands(office, stays)[0] is Band.NOTE

    clock.move(days=1)
    parted(office, act)

    assert page_of(office, goes.id).cleared is None
    assert (stands(office, goes), _links(office, goes)) == before[goes.id]
    assert page_of(office, stays.id).cleared is not None
    take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="A witness.")
    assert _links(office, goes) == before[goes.id][1]
    assert stands(office, stays)[0] >= before[stays.id][0][0]


def _links(office, man):
    with office.look() as work:
        return {one.id: one.state for one in work.people.links_of_person(man.id)}


def test_nothing_is_joined_while_an_outcome_waits_and_none_is_said_of_a_record_that_went(world):
    office, _, men, _ = world
    waiting = recorded(office, men[1], "unfounded")
    with pytest.raises(ConflictError):
        joined(office, men)
    take_back_outcome(office, officer=ONE, outcome_id=waiting.id, reason="Not yet.")
    act = joined(office, men)
    stays, goes = ends(office, act, men)

    with pytest.raises(ConflictError):
        recorded(office, goes, "unfounded")
    page = page_of(office, goes.id)
    assert not page.can_record
    assert page.hangs_on.number == stays.number
    assert page_of(office, stays.id).can_record


def test_an_outcome_taken_back_raises_the_record_that_its_reports_hang_on_now(world):
    office, clock, men, told = world
    outcome = confirmed(office, men[1], "mistaken_identity", told[1:])
    clock.move(days=1)
    act = joined(office, men)
    assert act.person_id == men[1].id
    low = stands(office, men[0])[1]

    take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="It was he.")

    assert stands(office, men[0])[1] > low
    with office.look() as work:
        links = work.people.links_of_person(men[0].id)
        assert all(one.state is not LinkState.DIFFERENT for one in links)
        was = work.people.standing(men[1].id, View.OPEN).state.band
    assert stands(office, men[0])[0] >= was


def test_what_the_person_says_stands_on_the_joined_record_with_whose_it_is(world):
    office, clock, men, _ = world
    for number, one in enumerate(men):
        record_statement(
            office,
            officer=OTHER,
            person_id=one.id,
            words=f"I was away, said {number}.",
            said_on=clock.at.date(),
            how="writing",
        )
    act = joined(office, men)
    stays, goes = ends(office, act, men)
    said = page_of(office, stays.id).statements

    assert {(one.of.number if one.of else "") for one in said} == {"", goes.number}
    parted(office, act)
    assert [len(page_of(office, one.id).statements) for one in men] == [1, 1]
