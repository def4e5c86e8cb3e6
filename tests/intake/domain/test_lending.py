"""A loan shows what was chosen, never more than its giver sees, and never after its end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.access import Lending
from intake.domain.asking import Basis
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.lending import LendingOffer, Loan, check_loan, parts_to_lend
from intake.domain.private import private
from tests.build import shipped_policy

FIELDS = sorted(shipped_policy().access.fields)
TODAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)
LENDING = Lending(("concern.story", "concern.notes"), 28)
some_fields = st.lists(st.sampled_from(FIELDS), unique=True)
moments = st.integers(-100, 100).map(lambda hours: NOON + timedelta(hours=hours))


def a_loan(parts=("concern.story", "concern.notes"), *, ends_at=NOON + timedelta(days=1)):
    return Loan(
        concern_id=1,
        from_desk="northmoor_probation",
        to_desk="southfen_children",
        parts=tuple(parts),
        purpose=private("To assess the children together."),
        basis=Basis.CHILD_AT_RISK,
        officer="W. Oakapple",
        login="oakapple",
        role="supervisor",
        at=NOON,
        ends_at=ends_at,
    )


@given(some_fields, some_fields, some_fields, moments, moments)
def test_a_loan_never_shows_more_than_was_chosen_than_its_giver_sees_or_after_its_end(
    parts, sees, lendable, ends_at, at
):
    loan = a_loan(parts, ends_at=ends_at)
    lending = Lending(tuple(lendable), 28)
    shown = loan.shows(desk="southfen_children", giver_sees=sees, lending=lending, at=at)
    assert set(shown) <= set(parts) & set(sees) & set(lendable)
    if at < NOON or at >= ends_at:
        assert shown == ()
    else:
        assert set(shown) == set(parts) & set(sees) & set(lendable)
    for desk in ("northmoor_probation", "southfen_police", ""):
        assert loan.shows(desk=desk, giver_sees=sees, lending=lending, at=at) == ()


@given(moments)
def test_a_loan_that_was_ended_shows_nothing_at_any_moment(at):
    ended = a_loan().end(
        officer="W. Oakapple", desk="northmoor_probation", because="Done.", at=NOON
    )
    seen = {"desk": "southfen_children", "giver_sees": FIELDS, "lending": LENDING}
    assert ended.shows(**seen, at=at) == ()
    assert a_loan().lapse().shows(**seen, at=at) == ()


def offered(**changes):
    told = {
        "to_desk": "southfen_children",
        "parts": ("concern.story",),
        "last_on": TODAY,
        "purpose": "To assess the children together.",
        "basis": "child_at_risk",
    }
    return LendingOffer(**{**told, **changes})


def checked(offer, sees=("concern.story", "reporter.identity")):
    return check_loan(
        offer, may_have=("southfen_children",), giver_sees=sees, today=TODAY, lending=LENDING
    )


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        pytest.param({"to_desk": "southfen_police"}, "to_desk", id="a desk that may not have it"),
        pytest.param({"parts": ()}, "parts", id="no part"),
        pytest.param({"parts": ("concern.notes",)}, "parts", id="a part its giver does not see"),
        pytest.param({"parts": ("reporter.identity",)}, "parts", id="who told"),
        pytest.param({"last_on": None}, "last_on", id="no day"),
        pytest.param({"last_on": TODAY - timedelta(days=1)}, "last_on", id="a day that is over"),
        pytest.param({"last_on": TODAY + timedelta(days=29)}, "last_on", id="a day too late"),
        pytest.param({"last_on": date.max}, "last_on", id="for ever"),
        pytest.param({"purpose": "  "}, "purpose", id="no purpose"),
        pytest.param({"basis": "because"}, "basis", id="no lawful basis"),
    ],
)
def test_an_offer_that_is_not_whole_is_refused_and_says_what_it_lacks(changes, missing):
    assert checked(offered()) == (Basis.CHILD_AT_RISK, TODAY)
    assert checked(offered(last_on=TODAY + timedelta(days=28)))
    with pytest.raises(JudgementRefusedError) as refused:
        checked(offered(**changes))
    assert refused.value.facts["missing"] == (missing,)


def test_only_the_desk_that_lent_ends_a_loan_once_and_with_a_reason():
    loan, told = a_loan(), {"officer": "W. Oakapple", "at": NOON}
    with pytest.raises(TransitionRefusedError):
        loan.end(**told, desk="southfen_children", because="Enough.")
    with pytest.raises(JudgementRefusedError):
        loan.end(**told, desk="northmoor_probation", because=" ")
    ended = loan.end(**told, desk="northmoor_probation", because="Enough.")
    with pytest.raises(ConflictError):
        ended.end(**told, desk="northmoor_probation", because="Enough.")


def test_p13_the_packaged_settings_lend_nothing_of_who_told_or_of_what_rests_on_flags():
    lending = shipped_policy().access.lending
    offer = parts_to_lend(lending, FIELDS)
    assert offer == lending.fields
    assert not {"reporter.identity", "reporter.contact", "concern.check"} & set(offer)
    assert not [one for one in offer if one.startswith("person.")]
