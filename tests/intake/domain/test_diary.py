"""What somebody must do by a moment is owed until it is met."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.diary import DiaryKind, DiaryState, diary_of_flag
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.person import FlagStatus, FlagTerm, SeenBy, TermKind
from tests.build import NOON, a_flag, shipped_policy

SETTINGS = shipped_policy().diary
BAIL = FlagTerm(kind=TermKind.BAIL, ends_on=date(2026, 3, 31))


def entries(**told):
    return diary_of_flag(a_flag(**told), SETTINGS, at=NOON)


def test_p08_a_flag_makes_its_owner_owe_its_review_and_every_end():
    review, bail = entries(terms=(BAIL,))

    assert (review.kind, bail.kind) == (DiaryKind.REVIEW, DiaryKind.BAIL_END)
    assert review.desk == bail.desk == "northmoor_police"
    assert bail.subject == "flag:7"
    assert bail.due_at == datetime(2026, 3, 31, 8, 0, tzinfo=UTC)  # 9.00 in summer time


def test_p08_bail_warns_before_it_ends():
    (_, bail) = entries(terms=(BAIL,))
    days = [SETTINGS.office.local_day(at) for at in SETTINGS.reminders(BAIL.ends_on)]

    assert [(BAIL.ends_on - day).days for day in days] == [28, 14, 7, 1, 0]
    assert bail.next_at == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_a_day_already_past_is_owed_at_once():
    late = replace(BAIL, ends_on=date(2025, 12, 1))

    assert entries(terms=(late,))[1].next_at == NOON


def test_an_ended_flag_owes_nothing():
    assert entries(status=FlagStatus.ENDED) == ()


def test_p13_the_diary_of_an_owner_only_flag_stays_at_its_desk():
    assert entries(seen_by=SeenBy.OWNER)[0].only_desk == "northmoor_police"
    assert entries()[0].only_desk == ""


def test_two_ends_on_one_day_are_two_causes():
    first, second = entries(terms=(BAIL, BAIL))[1:]

    assert first.cause != second.cause


def test_p07_a_missed_entry_stays_owed_until_somebody_meets_it():
    missed = entries()[0].miss()

    assert missed.is_owed
    assert missed.climb(1, NOON + timedelta(days=1)).rung == 1
    met = missed.meet("tansy.mossop", NOON)
    assert (met.state, met.met_by, met.is_owed) == (DiaryState.MET, "tansy.mossop", False)


@pytest.mark.parametrize("end", [lambda e: e.meet("wilf", NOON), lambda e: e.cancel()])
@pytest.mark.parametrize(
    "act",
    [
        lambda e: e.meet("wilf", NOON),
        lambda e: e.miss(),
        lambda e: e.cancel(),
        lambda e: e.climb(2, NOON),
    ],
)
def test_what_is_owed_no_longer_cannot_be_met_missed_or_climbed(end, act):
    with pytest.raises(ConflictError):
        act(end(entries()[0]))


def test_nobody_cannot_meet_an_entry_and_a_ladder_never_goes_down():
    entry = entries()[0].climb(2, NOON)

    with pytest.raises(TransitionRefusedError):
        entry.meet(" ", NOON)
    with pytest.raises(TransitionRefusedError):
        entry.climb(1, NOON)
