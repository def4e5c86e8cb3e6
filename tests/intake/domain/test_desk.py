"""The book of desks: who sits there now, who holds a place, and by when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.domain.calendar import OpeningHours, Span
from intake.domain.desk import Opening
from intake.domain.urgency import Urgency
from tests.build import NOON, shipped_policy

BOOK = shipped_policy().duty
CHRISTMAS = datetime(2026, 12, 25, 12, 0, tzinfo=UTC)


def test_an_open_desk_sits_for_itself():
    assert BOOK.sits_now("northmoor_children", NOON) == Opening(BOOK.desk("northmoor_children"))


def test_on_a_bank_holiday_the_night_team_sits_for_the_closed_desk():
    found = BOOK.sits_now("northmoor_lado", CHRISTMAS)

    assert found.desk.name == "northmoor_night"
    assert found.held_until == datetime(2026, 12, 29, 8, 0, tzinfo=UTC)


def test_where_a_whole_chain_is_closed_the_first_to_open_is_asked():
    dawn = OpeningHours(week=((Span(360, 480),),) * 7)
    noon = OpeningHours(week=((Span(720, 780),),) * 7)
    desks = {
        "a": replace(BOOK.desk("northmoor_children"), name="a", hours=noon, when_closed="b"),
        "b": replace(BOOK.desk("northmoor_children"), name="b", hours=dawn, when_closed="a"),
    }
    night = datetime(2026, 1, 12, 23, 0, tzinfo=UTC)

    assert replace(BOOK, desks=desks).sits_now("a", night).desk.name == "b"


def test_a_place_is_held_by_its_rota_and_the_desk_by_itself():
    night = datetime(2026, 1, 12, 23, 0, tzinfo=UTC)

    assert BOOK.recipients("northmoor_children", "desk", night) == ("northmoor_children",)
    assert BOOK.recipients("northmoor_children", "on_duty", night) == ()
    assert BOOK.recipients("northmoor_children", "on_duty", NOON) == ("northmoor_children_duty",)


@pytest.mark.parametrize(
    ("recipient", "channel", "reaches"),
    [
        pytest.param("northmoor_children", "console", True, id="a desk has its console"),
        pytest.param("northmoor_children_duty", "console", False, id="a telephone has none"),
        pytest.param("northmoor_children_duty", "sms", True, id="a telephone has messages"),
        pytest.param("northmoor_children", "telegram", False, id="a chat that is not set"),
    ],
)
def test_a_recipient_is_reached_only_where_an_address_is_configured(recipient, channel, reaches):
    assert BOOK.reaches(recipient, channel) is reaches


def test_an_urgency_may_have_a_ladder_of_its_own():
    assert BOOK.ladder_of("northmoor_children").name == "standard"
    assert BOOK.ladder_of("northmoor_children", Urgency.TODAY).name == "standard"
    assert BOOK.ladder_of("northmoor_children", Urgency.NOW).name == "fast"


def test_deadlines_follow_each_other_and_the_desks_own_days():
    friday = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)

    assert BOOK.acknowledge_by(Urgency.NOW, NOON) == NOON + timedelta(minutes=5)
    assert BOOK.accept_by(Urgency.NOW, NOON) == NOON + timedelta(minutes=15)
    assert BOOK.decide_by(Urgency.NOW, "northmoor_children", NOON) == NOON + timedelta(hours=4)
    decide = BOOK.decide_by(Urgency.TODAY, "northmoor_children", friday)
    assert decide == datetime(2026, 1, 19, 12, 0, tzinfo=UTC)
    police = BOOK.decide_by(Urgency.TODAY, "northmoor_police", friday)
    assert police == datetime(2026, 1, 17, 12, 0, tzinfo=UTC)


def test_a_function_is_done_by_one_desk_an_area_or_by_none():
    assert BOOK.desk_for("lado", "southfen") == BOOK.desk("southfen_lado")
    assert BOOK.desk_for("lado", "atlantis") is None


def test_bank_holidays_are_those_of_england():
    assert date(2026, 8, 31) in BOOK.office.closed_on
    assert date(2026, 11, 30) not in BOOK.office.closed_on  # St Andrew's is Scotland's
