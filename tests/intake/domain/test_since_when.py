"""Since when it could have been known is said exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.since_when import since_when

REPORTED, TODAY = date(2023, 3, 3), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        pytest.param(
            [(date(2019, 3, 4), TODAY)],
            "Known since 4 March 2019, on this list since 22 November 2026, reported 3 March 2023: "
            "it could have been known since 3 March 2023.",
            id="an old flag that was listed today",
        ),
        pytest.param(
            [(date(2024, 5, 1), TODAY)],
            "Known since 1 May 2024, on this list since 22 November 2026, reported 3 March 2023: "
            "it could have been known since 1 May 2024.",
            id="a flag younger than the report",
        ),
        pytest.param(
            [(None, TODAY)],
            "Known since 22 November 2026, reported 3 March 2023.",
            id="a flag without a day counts from its listing",
        ),
        pytest.param(
            [(TODAY, TODAY)],
            "Known since 22 November 2026, reported 3 March 2023.",
            id="a flag of today",
        ),
        pytest.param(
            [(None, date(2020, 1, 2)), (date(2024, 5, 1), TODAY)],
            "Known since 2 January 2020, reported 3 March 2023: it could have been known since "
            "3 March 2023.",
            id="of several the oldest, as after a new alias",
        ),
        pytest.param(
            [],
            "Known since 2 January 2021, reported 3 March 2023: it could have been known since "
            "3 March 2023.",
            id="on no list, by the record",
        ),
    ],
)
def test_since_when_it_could_have_been_known(flags, words):
    since = since_when(REPORTED, flags, held=date(2021, 1, 2), found=TODAY)

    assert since.words == words


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(days, st.lists(st.tuples(st.none() | days, days)), days, days)
def test_it_could_not_have_been_known_before_it_was_told_or_before_he_was_known(
    reported, flags, held, found
):
    since = since_when(reported, flags, held=held, found=found)

    assert since.could >= reported
    assert since.could >= since.known
    assert since.could in (reported, since.known)
