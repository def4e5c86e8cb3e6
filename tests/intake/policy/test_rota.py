"""Rotas are looked at before the night: gaps, one person alone, who is away, what nobody tried."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.domain.desk import Absence
from intake.domain.rota import held_on
from intake.policy.rota import RemarkKind, rota_remarks
from tests.build_office import HandClock, shipped_policy
from tests.intake.policy.test_loader import change, faults_in, folder  # noqa: F401

TUESDAY = date(2026, 11, 17)
DUTY, DESK = "northmoor_children_duty", "northmoor_children"


def with_book(**changes):
    policy = shipped_policy()
    return replace(policy, duty=replace(policy.duty, **changes))


def remarks(policy, *, of=DESK, proven=frozenset()):
    found = rota_remarks(policy, TUESDAY, proven=proven)
    return [(one.kind, one.place) for one in found if one.desk == of]


def gaps(policy, of=DESK):
    found = rota_remarks(policy, TUESDAY)
    return [one.words for one in found if one.kind is RemarkKind.GAP and one.desk == of]


def test_the_packaged_rotas_have_no_gap_and_say_that_each_place_hangs_on_one_person():
    assert gaps(shipped_policy()) == []
    assert (RemarkKind.SINGLE, "on_duty") in remarks(shipped_policy())


def test_somebody_away_is_asked_by_nobody_and_leaves_a_gap_that_is_named_with_its_hours():
    policy = with_book(absences=(Absence(DUTY, TUESDAY, TUESDAY + timedelta(days=1)),))
    assert gaps(policy) == [
        "Tue 17 Nov: nobody, 08:00 to 17:30",
        "Wed 18 Nov: nobody, 08:00 to 17:30",
    ]
    assert (RemarkKind.AWAY, "on_duty") in remarks(policy)
    noon = HandClock().at
    assert policy.duty.recipients(DESK, "on_duty", noon) == ()
    assert policy.duty.recipients(DESK, "on_duty", noon + timedelta(days=2)) == (DUTY,)


def test_the_last_place_of_a_ladder_is_held_at_night_too_or_it_is_a_gap():
    book = shipped_policy().duty
    by_day = tuple(
        replace(one, hours=book.office) if one.desk == DESK and one.place == "manager" else one
        for one in book.rotas
    )
    assert "Tue 17 Nov: nobody, 00:00 to 08:00, 17:30 to 24:00" in gaps(with_book(rotas=by_day))


def test_a_second_person_ends_the_remark_of_one_alone():
    book = shipped_policy().duty
    second = next(one for one in book.rotas if one.desk == DESK and one.place == "on_duty")
    more = (*book.rotas, replace(second, recipient="northmoor_police_duty"))
    policy = with_book(rotas=more)
    assert (RemarkKind.SINGLE, "on_duty") not in remarks(policy)
    day = held_on(policy.duty, book.desks[DESK], "on_duty", TUESDAY, is_last=False)
    assert (day.fewest, day.gaps) == (2, ())


def test_a_day_on_which_the_desk_is_closed_asks_for_nobody():
    book = shipped_policy().duty
    sunday = date(2026, 11, 22)
    assert held_on(book, book.desks[DESK], "on_duty", sunday, is_last=False).fewest is None


def test_a_channel_that_nobody_tried_is_remarked_until_a_test_arrived():
    policy = shipped_policy()
    assert (RemarkKind.UNVERIFIED, "on_duty") in remarks(policy)
    proven = frozenset({(DUTY, "sms")})
    assert (RemarkKind.UNVERIFIED, "on_duty") not in remarks(policy, proven=proven)
    assert (RemarkKind.UNVERIFIED, "desk") in remarks(policy, proven=proven)


def test_whoever_has_no_address_on_the_channels_of_a_place_cannot_be_reached():
    book = shipped_policy().duty
    without = {key: one for key, one in book.addresses.items() if key[0] != DUTY}
    assert (RemarkKind.UNREACHABLE, "on_duty") in remarks(with_book(addresses=without))


@pytest.mark.parametrize(
    ("absences", "fault"),
    [
        pytest.param(
            "[{who: nobody_here, from_on: 2026-12-24, to_on: 2026-12-26}]",
            "absences.0.who",
            id="of somebody who is called nowhere",
        ),
        pytest.param(
            "[{who: northmoor_children_duty, from_on: 2026-12-26, to_on: 2026-12-24}]",
            "swapped",
            id="that ends before it begins",
        ),
    ],
)
def test_an_absence_that_says_nothing_is_refused(absences, fault, folder):  # noqa: F811
    change(folder, "duty.yaml", "absences: []", f"absences: {absences}")
    faults = faults_in(folder)
    assert any(fault in one for one in faults), faults
