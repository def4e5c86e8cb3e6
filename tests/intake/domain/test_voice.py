"""A concern joins at most one voice on arrival, by a tie and never by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import JudgementRefusedError
from intake.domain.voice import Tie, check_joining_by_hand, voice_of
from tests.build import days_ago, some_ties

KEYS = {"reporter": "r1", "household": "h1", "workplace": "w1", "account": "a1"}


def earlier(**ties):
    return some_ties(voice="voice 1", **ties)


@pytest.mark.parametrize(
    ("new", "old", "tie"),
    [
        pytest.param({"reporter": "r1"}, {"reporter": "r1"}, Tie.SAME_REPORTER, id="reporter"),
        pytest.param(
            {"household": "h1"}, {"household": "h1"}, Tie.SAME_HOME_OR_WORK, id="household"
        ),
        pytest.param(
            {"workplace": "w1"}, {"workplace": "w1"}, Tie.SAME_HOME_OR_WORK, id="workplace"
        ),
        pytest.param({"account": "a1"}, {"account": "a1"}, Tie.SAME_ACCOUNT, id="account"),
        pytest.param(
            {"told_by": "n1"}, {"name": "n1"}, Tie.TOLD_BY_THAT_REPORTER, id="told by them"
        ),
        pytest.param({"name": "n1"}, {"told_by": "n1"}, None, id="only as this one says"),
        pytest.param({"name": "n1"}, {"name": "n1"}, None, id="two of one name are two"),
        pytest.param(
            {"named_at_work": "w1"},
            {"named_at_work": "w1"},
            Tie.SAME_REPORTER,
            id="one name at one workplace",
        ),
        pytest.param({"reporter": "r1"}, {"reporter": "r2"}, None, id="somebody else"),
        pytest.param({}, {}, None, id="two who gave nothing are two"),
        pytest.param({}, KEYS, None, id="one who gave nothing is nobody's echo"),
        pytest.param(KEYS, KEYS, Tie.SAME_REPORTER, id="the strongest of several ties"),
    ],
)
def test_a_concern_joins_a_voice_by_its_strongest_tie(new, old, tie):
    found = voice_of(some_ties(**new), [earlier(**old)])

    assert found.tie is tie
    assert found.voice == ("voice 1" if tie else "")
    assert found.because


def test_of_two_voices_the_stronger_tie_is_joined():
    by_account = some_ties(voice="by account", account="a1", known_at=days_ago(9))
    by_home = some_ties(voice="by home", household="h1")

    found = voice_of(some_ties(household="h1", account="a1"), [by_account, by_home])

    assert found.voice == "by home"


def test_of_two_equal_ties_the_earliest_concern_is_joined():
    old = some_ties(voice="old", household="h1", known_at=days_ago(9))
    new = some_ties(voice="new", household="h1", known_at=days_ago(1))

    assert voice_of(some_ties(household="h1"), [new, old]).voice == "old"


@pytest.mark.parametrize(
    ("ties", "voice"),
    [
        pytest.param({"household": "h1"}, "", id="at home"),
        pytest.param({"account": "a1"}, "", id="from one telephone"),
        pytest.param({"told_by": "r1"}, "", id="after speaking with each other"),
        pytest.param({"reporter": "r1"}, "voice 1", id="unless the same reporter told before"),
    ],
)
def test_row_p05_ones_own_harm_counts_by_itself(ties, voice):
    assert voice_of(some_ties(is_own_harm=True, **ties), [earlier(**KEYS)]).voice == voice


def test_row_p37_two_channels_of_one_telephone_are_one_voice():
    chat = some_ties(voice="voice 1", account="hash of 07700 900123")
    page = some_ties(account="hash of 07700 900123")

    assert voice_of(page, [chat]).voice == "voice 1"


keys = st.sampled_from(["", "1", "2"])
ties = st.builds(
    some_ties,
    voice=st.sampled_from(["v1", "v2", "v3"]),
    reporter=keys,
    household=keys,
    workplace=keys,
    account=keys,
    told_by=keys,
    is_own_harm=st.booleans(),
    known_at=st.integers(0, 99).map(days_ago),
)


@given(ties, st.lists(ties, max_size=6), st.randoms())
def test_the_voice_does_not_depend_on_the_order_of_earlier_ones(new, old, chance):
    shuffled = list(old)
    chance.shuffle(shuffled)

    assert voice_of(new, shuffled) == voice_of(new, old)


@given(ties, st.lists(ties, max_size=6))
def test_a_concern_joins_a_voice_there_is_or_none(new, old):
    assert voice_of(new, old).voice in {"", *(one.voice for one in old)}


def test_p11_an_officer_joins_voices_with_a_reason():
    check_joining_by_hand([some_ties(), some_ties()], reason="Both say they are one person.")

    with pytest.raises(JudgementRefusedError):
        check_joining_by_hand([some_ties(), some_ties()], reason=" ")


@pytest.mark.parametrize("kind", ["is_own_harm", "has_class_three"])
def test_p11_no_hand_joins_what_must_count_by_itself(kind):
    statements = [some_ties(reporter="r1", concern="theirs", **{kind: True}), some_ties()]

    with pytest.raises(JudgementRefusedError) as refused:
        check_joining_by_hand(statements, reason="They sound alike.")

    assert refused.value.facts["concerns"] == ("theirs",)


def test_statements_of_one_reporter_may_be_joined_by_hand():
    statements = [some_ties(reporter="r1", is_own_harm=True), some_ties(reporter="r1")]

    check_joining_by_hand(statements, reason="One person, two visits.")
