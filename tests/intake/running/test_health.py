"""Gaps of rotas, and a clock that somebody set."""

from datetime import timedelta

import pytest

from intake.actions.alerting import raise_alert
from intake.delivery.outgoing import OfficeOutgoing
from intake.domain.desk import Duty
from intake.running.health import ClockWatch, Health, gaps_of, health_of
from tests.build import NOON, AClock, a_duty_book, an_alert, an_office


def test_a_place_that_nobody_holds_is_a_gap():
    book = a_duty_book(rotas=(Duty("front", "manager", "manager"),))
    assert gaps_of(book, NOON) == ("front:on_duty",)


def test_a_place_whose_holder_has_no_address_is_a_gap_too():
    book = a_duty_book(rotas=(*a_duty_book().rotas[:1], Duty("front", "manager", "nobody")))
    assert gaps_of(book, NOON) == ("front:manager",)


def test_a_whole_rota_has_no_gap():
    assert gaps_of(a_duty_book(), NOON) == ()


@pytest.mark.parametrize(
    ("wall", "steady", "parted"),
    [
        pytest.param(60, 60, 0, id="both run alike"),
        pytest.param(64, 60, 0, id="a little drift is no jump"),
        pytest.param(66, 60, 6, id="set ahead"),
        pytest.param(-3600, 60, -3660, id="set back"),
    ],
)
def test_a_wall_clock_that_was_set_is_seen(wall, steady, parted):
    watch = ClockWatch()
    assert watch.parted_by(NOON, 1000.0) == timedelta()
    later = NOON + timedelta(seconds=wall)
    assert watch.parted_by(later, 1000.0 + steady) == timedelta(seconds=parted)
    assert watch.parted_by(later + timedelta(seconds=5), 1005.0 + steady) == timedelta()


def test_every_figure_is_a_number_by_name():
    assert all(isinstance(value, float) for value in Health(is_database_ok=True).counts().values())
    assert Health(is_database_ok=False).missing() == ("database",)


def test_a_channel_without_a_carrier_is_a_fault_that_health_names_and_keeps_nothing_from_going_on():
    office = an_office(clock=AClock(), duty=a_duty_book())
    with office.begin() as work:
        raise_alert(office, work, an_alert(desk="front"))
    assert "email.no_carrier" not in health_of(office).faults_by_name()

    OfficeOutgoing(office).strand(["email"], carried=["console"], limit=50)

    health = health_of(office)
    assert health.faults_by_name() == ("email.no_carrier",)
    assert not {"deliveries_late", "email.no_carrier"} & set(health.missing())
