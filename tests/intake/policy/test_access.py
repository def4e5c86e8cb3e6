"""What the settings may let be lent is a closed list (promise P13)."""

import pytest
from pydantic import ValidationError

from intake.policy.access import LendingPolicy
from tests.build import shipped_policy

FIELDS = sorted(shipped_policy().access.fields)


@pytest.mark.parametrize("field", FIELDS)
def test_p13_who_told_and_what_rests_on_flags_cannot_be_lent_by_any_settings(field):
    is_kept = field.startswith("person.") or field in {
        "reporter.identity", "reporter.contact", "concern.check", "alert.route", "audit.lines",
    }  # fmt: skip
    if is_kept:
        with pytest.raises(ValidationError):
            LendingPolicy(fields=(field,), at_most_days=1)
    elif field in shipped_policy().access.lending.fields:
        assert LendingPolicy(fields=(field,), at_most_days=1).fields == (field,)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_loan_lasts_a_year_at_most_whatever_the_settings(days):
    with pytest.raises(ValidationError):
        LendingPolicy(fields=(), at_most_days=days)
