"""Which desks hear of a concern, by the packaged rules, from what was told."""

import pytest

from intake.actions.report_concern import report_concern
from intake.domain.concern import Part, SignSaid, exactly
from tests.build_office import a_mention, a_submission, an_office

FRONT_DOOR, POLICE = "northmoor_children", "northmoor_police"


def desks_told(*mentions, **told):
    office = an_office()
    with office.begin() as work:
        concern = report_concern(office, work, a_submission(*mentions, **told)).concern
        alerts = work.dispatch.alerts_of_concern(concern.id)
        return {alert.desk: alert.urgency.value for alert in alerts}


def a_child(**facts):
    return a_mention("Wren Mossop", part=Part.CHILD, **facts)


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("GC7", id="a grave sign of grooming"),
        pytest.param("OB12", id="an order breached"),
    ],
)
def test_a_grave_sign_about_an_adult_reaches_the_police_today_though_a_child_is_named(sign):
    told = desks_told(a_mention("Wilf Oakapple"), a_child(), signs=(sign,))

    assert told[FRONT_DOOR] == told[POLICE] == "today"


def test_ordinary_help_with_a_child_named_does_not_reach_the_police():
    told = desks_told(a_mention("Wilf Oakapple"), a_child(), signs=("GP1",))

    assert POLICE not in told


def test_row_p46_harm_between_children_stays_on_the_childrens_route():
    told = desks_told(
        a_mention("Bran Mossop", age="13"), a_child(age="9"), signs=(), where=exactly("Northmoor"),
        story="He did something to her.",
        area="northmoor",
    )  # fmt: skip

    assert POLICE not in told


@pytest.mark.parametrize(
    ("age", "is_told"),
    [
        pytest.param("13", False, id="the one who did it is a child"),
        pytest.param("about 40", True, id="an adult causes concern as well"),
        pytest.param("", True, id="nobody said how old the one who causes concern is"),
    ],
)
def test_sexual_behaviour_of_a_child_reaches_the_police_only_where_an_adult_is_named(age, is_told):
    signs = (SignSaid("CS2", about_mention=None), SignSaid("CS20", about_mention=None))
    office = an_office()
    with office.begin() as work:
        submission = a_submission(a_mention("Bran Mossop", age=age), a_child(age="9"))
        object.__setattr__(submission, "signs", signs)
        concern = report_concern(office, work, submission).concern
        desks = {alert.desk for alert in work.dispatch.alerts_of_concern(concern.id)}

    assert (POLICE in desks) is is_told
