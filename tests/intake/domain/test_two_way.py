"""Public statuses by the calendar, and hours at which a notice may leave."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.two_way import (
    ContactHours,
    ContactWhen,
    PublicStatus,
    next_contact,
    public_status,
)
from tests.build_office import shipped_policy

OFFICE = shipped_policy().duty.office
START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 60 * 24 * 690).map(lambda minutes: START + timedelta(minutes=minutes))
ORDER = list(PublicStatus)


@given(moments, st.integers(0, 60 * 24 * 40), st.integers(0, 60 * 24 * 40))
def test_p04_a_public_status_never_goes_back(received, first, more):
    early = received + timedelta(minutes=first)
    late = early + timedelta(minutes=more)
    finished = received + timedelta(days=3)
    stood = [
        ORDER.index(
            public_status(
                received,
                finished if at >= finished else None,
                hour=10,
                office=OFFICE,
                at=at,
            ).status
        )
        for at in (early, late)
    ]
    assert stood == sorted(stood)


@given(moments, st.integers(0, 60 * 24 * 20))
def test_p04_a_status_changes_at_the_fixed_hour_alone(received, minutes):
    stands = public_status(
        received, None, hour=10, office=OFFICE, at=received + timedelta(minutes=minutes)
    )
    if stands.status is PublicStatus.WITH_FRONT_DOOR:
        assert stands.since.astimezone(OFFICE.zone).strftime("%H:%M:%S") == "10:00:00"
        assert OFFICE.is_working_day(OFFICE.local_day(stands.since))


def test_p04_finished_never_shows_before_the_front_door():
    received = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    stands = public_status(received, received, hour=10, office=OFFICE, at=received)
    assert stands.status is PublicStatus.RECEIVED


EVENINGS = ContactHours(18, 22)


@pytest.mark.parametrize(
    ("hour", "later"),
    [
        pytest.param(9, timedelta(hours=9), id="in the morning it waits for the evening"),
        pytest.param(19, timedelta(), id="in the evening it leaves"),
        pytest.param(22, timedelta(hours=20), id="at the end of the evening it waits a day"),
    ],
)
def test_a_notice_waits_for_the_hours_chosen(hour, later):
    at = datetime(2026, 11, 17, hour, 0, tzinfo=UTC)
    assert next_contact(ContactWhen.EVENINGS, EVENINGS, OFFICE, at) == at + later


@given(moments)
def test_a_notice_never_leaves_outside_the_hours_or_where_none_is_wanted(at):
    found = next_contact(ContactWhen.EVENINGS, EVENINGS, OFFICE, at)
    assert found >= at
    assert 18 <= found.astimezone(OFFICE.zone).hour < 22
    assert next_contact(ContactWhen.CODE, None, OFFICE, at) is None
    assert next_contact(ContactWhen.ANY, None, OFFICE, at) == at
