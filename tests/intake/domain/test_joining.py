"""What joining and parting two records does to links."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import LinkHeld
from intake.domain.joining import Joined, check_reason, head_of, needs_second, parting_of, plan_of
from intake.domain.person import LinkState
from intake.domain.private import private
from tests.build import NOON

SAME, POSSIBLE, DIFFERENT = LinkState.SAME, LinkState.POSSIBLE, LinkState.DIFFERENT


def a_link(number, mention, person=1, state=POSSIBLE, **told):
    return LinkHeld(mention, person, state, NOON, id=number, **told)


@pytest.mark.parametrize(
    ("flagged", "stays"),
    [
        pytest.param(frozenset({2}), 2, id="the flagged record stays"),
        pytest.param(frozenset({1, 2}), 1, id="of two flagged the one that more is known of"),
        pytest.param(frozenset(), 1, id="else the one that more is surely known of"),
    ],
)
def test_which_record_stays(flagged, stays):
    links = {1: [a_link(1, 1, state=SAME)], 2: [a_link(2, 2, 2)]}

    assert head_of(links, flagged) == (stays, 3 - stays)


@pytest.mark.parametrize(
    ("flagged", "openly", "is_needed"),
    [
        pytest.param({1, 2}, {1, 2}, True, id="two whom every desk knows as flagged"),
        pytest.param({1}, {1}, False, id="one flagged"),
        pytest.param({1}, set(), False, id="one whom only some desks know as flagged"),
        pytest.param(set(), set(), False, id="nobody flagged"),
    ],
)
def test_a_second_officer_says_yes_where_both_records_are_flagged(flagged, openly, is_needed):
    assert needs_second(frozenset(flagged), frozenset(openly)) is is_needed


@pytest.mark.parametrize("openly", [set(), {1}])
def test_p13_two_flagged_records_are_not_joined_where_only_some_desks_may_know_of_one(openly):
    with pytest.raises(ConflictError):
        needs_second(frozenset({1, 2}), frozenset(openly))


def test_an_answer_that_they_are_two_has_to_be_undone_first():
    with pytest.raises(ConflictError):
        plan_of([a_link(1, 7, state=DIFFERENT)], [a_link(2, 7, 2, SAME)])


def test_a_mention_of_both_becomes_the_same_where_it_was_surely_one_of_them():
    plan = plan_of([a_link(1, 7)], [a_link(2, 7, 2, SAME), a_link(3, 8, 2)])

    assert (plan.moved, plan.changed) == ((3,), ((1, "possible"),))


def test_a_reason_is_needed():
    with pytest.raises(JudgementRefusedError):
        check_reason(" ")


def test_what_was_found_since_by_the_words_of_the_joined_record_goes_with_it():
    joined = Joined(2, 1, "A. Birchall", NOON, private("The van."), moved=(3,))
    now = [a_link(3, 8), a_link(4, 9, candidate={"record_id": 2}), a_link(5, 10)]

    since, plan = parting_of(joined, now)

    assert (since, plan.moved) == ((4,), (3,))


STATES = st.dictionaries(st.integers(1, 9), st.sampled_from([SAME, POSSIBLE, DIFFERENT]))


@given(STATES, STATES)
def test_p06_joined_then_parted_every_link_is_where_it_was(one, other):
    stays = [
        a_link(number, mention, 1, state) for number, (mention, state) in enumerate(one.items(), 1)
    ]
    goes = [
        a_link(number, mention, 2, state)
        for number, (mention, state) in enumerate(other.items(), 50)
    ]
    try:
        plan = plan_of(stays, goes)
    except ConflictError:
        return
    states = dict(plan.changed)
    joined = [replace(link, state=SAME) if link.id in states else link for link in stays]
    joined += [replace(link, person_id=1) for link in goes if link.id in plan.moved]
    kept = [link for link in goes if link.id not in plan.moved]

    act = Joined(2, 1, "A. Birchall", NOON, private("x"), plan.moved, plan.changed)
    since, back = parting_of(act, joined)

    before = dict(back.changed)
    parted = [
        replace(
            link,
            person_id=2 if link.id in back.moved else 1,
            state=LinkState(before.get(link.id, link.state.value)),
        )
        for link in joined
    ]
    assert not since
    assert _by_id([*parted, *kept]) == _by_id([*stays, *goes])


def _by_id(links):
    return {link.id: link for link in links}
