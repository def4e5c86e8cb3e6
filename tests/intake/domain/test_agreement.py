"""A term that nobody can verify is not kept; what nobody looked at is not relied on."""

from datetime import date, timedelta

import pytest

from intake.domain.agreement import (
    Agreement,
    Found,
    Term,
    TermCheck,
    check_agreement,
    verified_at,
)
from intake.domain.errors import JudgementRefusedError
from intake.domain.private import private
from tests.build import NOON

TODAY = date(2026, 3, 2)


def a_term(**facts):
    told = {
        "words": "He does not stay the night.",
        "how": "An unannounced visit.",
        "who": "P. Sedge",
        "every_days": 7,
        "breach": "A strategy discussion the same day.",
    }
    told |= facts
    days = told.pop("every_days")
    return Term(every_days=days, **{name: private(words) for name, words in told.items()})


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        pytest.param({"how": ""}, "1.how", id="no way to verify it"),
        pytest.param({"who": ""}, "1.who", id="nobody who looks"),
        pytest.param({"every_days": 0}, "1.every_days", id="no day of looking"),
        pytest.param({"every_days": 400}, "1.every_days", id="a look once a year is none"),
        pytest.param({"breach": ""}, "1.breach", id="no consequence"),
        pytest.param({"words": " "}, "1.words", id="nothing agreed"),
    ],
)
def test_row_p25_a_term_without_a_check_cannot_be_saved(facts, missing):
    whole = {"expires_on": TODAY + timedelta(days=60), "today": TODAY}
    check_agreement("Ms Mossop", "Safety at home.", [a_term()], **whole)

    with pytest.raises(JudgementRefusedError) as refused:
        check_agreement("Ms Mossop", "Safety at home.", [a_term(**facts)], **whole)
    assert refused.value.facts["missing"] == (missing,)


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_row_p25_an_agreement_ends_within_a_year_and_all_that_lacks_is_named(days):
    with pytest.raises(JudgementRefusedError) as refused:
        check_agreement("", "", [], TODAY + timedelta(days=days), today=TODAY)
    assert refused.value.facts["missing"] == ("parties", "why", "terms", "expires_on")


def test_row_p47_a_look_that_could_not_be_made_verifies_nothing():
    agreement = Agreement(
        person_id=1,
        parties=private("x"),
        why=private("x"),
        terms=(a_term(), a_term()),
        made_at=NOON,
        expires_on=TODAY,
        officer="x",
        desk="d",
    )
    later = NOON + timedelta(days=7)
    look = TermCheck(1, 0, Found.NOT_CHECKED, private("Nobody in."), "x", later)
    seen = TermCheck(1, 0, Found.BREACHED, private("His car."), "x", later)

    assert verified_at(agreement, [look], 0) == (NOON, False)
    assert verified_at(agreement, [look, seen], 0) == (later, True)
    assert verified_at(agreement, [look, seen], 1) == (NOON, False)
