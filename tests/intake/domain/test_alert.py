"""An alert goes from planned to decided by named people only."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.alert import AlertState
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, TransitionRefusedError
from tests.build import NOON, an_alert

LATER = NOON + timedelta(hours=1)
WILF, TANSY = "wilf.oakapple", "tansy.mossop"


def acknowledged(by=WILF):
    return an_alert().acknowledge(by, NOON, accept_by=LATER).alert


def accepted(by=WILF):
    return acknowledged().accept(by, NOON, decide_by=LATER).alert


def decided():
    return accepted().decide(WILF, "strategy discussion today", NOON).alert


def test_p07_acknowledging_stops_the_pings_and_opens_the_time_to_accept():
    step = an_alert().acknowledge(WILF, NOON, accept_by=LATER)

    assert step.alert.state is AlertState.ACKNOWLEDGED
    assert step.alert.acknowledged_by == step.alert.holder == WILF
    assert step.meets == (DiaryKind.ACKNOWLEDGE,)
    assert step.opens == ((DiaryKind.ACCEPT, LATER),)
    assert step.stops_pings
    assert not step.climbs
    assert step.alert.deadline == LATER


def test_p07_accepting_opens_the_time_to_decide():
    step = acknowledged().accept(TANSY, NOON, decide_by=LATER)

    assert step.alert.holder == TANSY
    assert step.meets == (DiaryKind.ACCEPT,)
    assert step.opens == ((DiaryKind.DECIDE, LATER),)


def test_accepting_what_nobody_acknowledged_acknowledges_it_too():
    step = an_alert().accept(WILF, NOON, decide_by=LATER)

    assert step.meets == (DiaryKind.ACKNOWLEDGE, DiaryKind.ACCEPT)
    assert step.alert.acknowledged_by == WILF
    assert step.alert.acknowledged_at == NOON


def test_deciding_ends_it_and_keeps_the_words_masked():
    alert = decided()

    assert alert.state is AlertState.DECIDED
    assert alert.deadline is None
    assert "strategy" not in repr(alert)


def test_p07_declining_asks_the_next_rung_at_once_and_is_no_end():
    step = acknowledged().decline(
        WILF, "Southfen's", at_rung_that_cannot=False, acknowledge_by=LATER
    )

    assert step.climbs
    assert not step.alert.is_answered
    assert step.alert.declined_by == WILF
    assert step.meets == (DiaryKind.ACCEPT,)
    assert step.opens == ((DiaryKind.ACKNOWLEDGE, LATER),)
    assert step.alert.acknowledge(TANSY, NOON, accept_by=LATER).alert.holder == TANSY


def test_declining_before_an_answer_meets_the_acknowledgement():
    step = an_alert().decline(WILF, "not ours", at_rung_that_cannot=False, acknowledge_by=LATER)

    assert step.meets == (DiaryKind.ACKNOWLEDGE,)


def test_p07_the_last_rung_cannot_decline():
    with pytest.raises(TransitionRefusedError):
        an_alert().decline(WILF, "not ours", at_rung_that_cannot=True, acknowledge_by=LATER)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(
            lambda: acknowledged().acknowledge(TANSY, NOON, accept_by=LATER),
            id="acknowledging what a colleague has",
        ),
        pytest.param(
            lambda: accepted().accept(TANSY, NOON, decide_by=LATER),
            id="accepting what a colleague accepted",
        ),
        pytest.param(lambda: decided().decide(WILF, "again", NOON), id="deciding twice"),
        pytest.param(
            lambda: acknowledged().decline(
                TANSY, "no", at_rung_that_cannot=False, acknowledge_by=LATER
            ),
            id="declining what a colleague has",
        ),
    ],
)
def test_whoever_comes_second_is_told_so(act):
    with pytest.raises(ConflictError):
        act()


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(
            lambda: an_alert().acknowledge(" ", NOON, accept_by=LATER), id="nobody acknowledges"
        ),
        pytest.param(lambda: an_alert().accept("", NOON, decide_by=LATER), id="nobody accepts"),
        pytest.param(lambda: accepted().decide("", "done", NOON), id="nobody decides"),
        pytest.param(
            lambda: an_alert().decide(WILF, "done", NOON), id="deciding what nobody accepted"
        ),
        pytest.param(lambda: accepted().decide(WILF, " ", NOON), id="deciding without words"),
        pytest.param(
            lambda: an_alert().decline(WILF, "", at_rung_that_cannot=False, acknowledge_by=LATER),
            id="declining without a reason",
        ),
        pytest.param(
            lambda: accepted().decline(WILF, "no", at_rung_that_cannot=False, acknowledge_by=LATER),
            id="declining what was accepted",
        ),
    ],
)
def test_a_step_that_the_rules_forbid_is_refused(act):
    with pytest.raises(TransitionRefusedError):
        act()


def test_a_second_press_by_the_same_officer_changes_nothing():
    alert = accepted()

    assert alert.acknowledge(WILF, LATER, accept_by=LATER).alert is alert
    assert alert.accept(WILF, LATER, decide_by=LATER).opens == ()


@pytest.mark.parametrize(
    ("alert", "after"),
    [
        pytest.param(an_alert(), AlertState.DELIVERED, id="an unanswered alert is delivered"),
        pytest.param(acknowledged(), AlertState.ACKNOWLEDGED, id="a late receipt undoes nothing"),
        pytest.param(decided(), AlertState.DECIDED, id="nor after the decision"),
    ],
)
def test_a_carriers_receipt_never_undoes_an_answer(alert, after):
    assert alert.send().deliver().state is after


ACTS = {
    "send": lambda a, who: a.send(),
    "deliver": lambda a, who: a.deliver(),
    "acknowledge": lambda a, who: a.acknowledge(who, NOON, accept_by=LATER).alert,
    "accept": lambda a, who: a.accept(who, NOON, decide_by=LATER).alert,
    "decide": lambda a, who: a.decide(who, "done", NOON).alert,
    "decline": lambda a, who: (
        a.decline(who, "no", at_rung_that_cannot=False, acknowledge_by=LATER).alert
    ),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from([WILF, TANSY]))))
def test_p07_whatever_is_pressed_an_open_alert_has_a_deadline_and_versions_only_grow(presses):
    alert = an_alert()
    for act, who in presses:
        try:
            after = ACTS[act](alert, who)
        except (ConflictError, TransitionRefusedError):
            continue
        assert after is alert or after.version == alert.version + 1
        alert = after

    assert alert.state is AlertState.DECIDED or alert.deadline is not None
    assert alert.is_answered is bool(alert.holder)
