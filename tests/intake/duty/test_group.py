"""Answers from a desk's group: known officers of the alert's desk, and nobody else (P7, P13)."""

from dataclasses import replace

import pytest

from intake.actions.report_concern import report_concern
from intake.actions.sign_in import add_officer
from intake.duty.group import Answered, GroupAnswer, GroupDoor
from tests.build_office import a_submission, an_office


@pytest.fixture
def office():
    return an_office()


def seated(office, login, *, desk="northmoor_children", account="", role="duty_officer"):
    return add_officer(
        office, login=login, name=login.title(), desk=desk, role=role, telegram_id=account
    )


def an_alert(office):
    with office.begin() as work:
        report_concern(office, work, a_submission())
    with office.look() as work:
        return work.dispatch.open_alerts(["northmoor_children"])[0]


def answered(office, alert, account, act="acknowledge"):
    return GroupDoor(office).answer(account=account, act=act, alert_id=alert.id)


def test_p07_a_known_officer_takes_an_alert_by_name(office):
    seated(office, "dora", account="1002")
    alert = an_alert(office)

    assert answered(office, alert, "1002") == Answered(GroupAnswer.TAKEN, "Dora")
    assert answered(office, alert, "1002") == Answered(GroupAnswer.TAKEN, "Dora")
    assert answered(office, alert, "1002", "accept") == Answered(GroupAnswer.ACCEPTED, "Dora")


def test_a_colleague_is_told_who_has_it(office):
    seated(office, "dora", account="1002")
    seated(office, "wilf", account="1003")
    alert = an_alert(office)
    answered(office, alert, "1002")

    assert answered(office, alert, "1003") == Answered(GroupAnswer.SOMEBODY_ELSE, "Dora")


@pytest.mark.parametrize(
    ("account", "change"),
    [
        pytest.param("", {}, id="no account"),
        pytest.param("4711", {}, id="a stranger in the group"),
        pytest.param("1002", {"desk": "southfen_police"}, id="an officer of another desk"),
        pytest.param("1002", {"disabled": True}, id="an officer who has left"),
        pytest.param("1002", {"role": "analyst"}, id="a role that takes no alerts"),
    ],
)
def test_p13_being_in_the_group_is_no_authority(office, account, change):
    officer = seated(office, "dora", account="1002")
    with office.begin() as work:
        work.staff.officers.keep(replace(officer, **change))
    alert = an_alert(office)

    assert answered(office, alert, account) == Answered(GroupAnswer.NOT_KNOWN)
    with office.look() as work:
        assert not work.dispatch.alerts.get(alert.id).is_answered


def test_p13_an_alert_that_is_not_there_looks_like_one_that_is_not_theirs(office):
    seated(office, "dora", account="1002")

    unknown = GroupDoor(office).answer(account="1002", act="acknowledge", alert_id=999)
    assert unknown == Answered(GroupAnswer.NOT_KNOWN)
