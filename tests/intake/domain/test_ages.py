import pytest

from intake.domain.ages import age_range_of, guessed_age_of


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("14", (14, 14)), ("about 40", (36, 44)), ("40ish", (36, 44)), ("sixty-ish", (56, 64)),
        ("45 or 50", (45, 50)), ("30-35", (30, 35)), ("in his thirties", (30, 39)),
        ("late 40s", (46, 49)), ("early 40's", (40, 44)), ("mid-thirties", (33, 37)),
        ("teenager", (13, 19)), ("forty-five", (45, 45)), ("about thirty", (26, 34)),
        ("under 5", (0, 5)), ("over 18", (18, 110)), ("18+", (18, 110)), ("over forty", (40, 110)),
        ("just over 50", (50, 54)), ("year 9", (13, 14)), ("9 year old", (9, 9)),
        ("6 months", (0, 1)), ("middle aged", (40, 60)), ("British, 40", (40, 40)),
        ("18 to 80", (18, 80)), ("older than 40", (40, 110)),
    ],
)  # fmt: skip
def test_an_age_is_read_as_people_say_it(said, years):
    assert age_range_of(said) == years


@pytest.mark.parametrize(
    "said", ["", "1000", "unknown", "3 years older than me", "someone", "1970s", "adult"]
)
def test_what_is_no_age_is_not_known(said):
    assert age_range_of(said) is None
    assert guessed_age_of(said) is None


@pytest.mark.parametrize(("said", "years"), [("40", (36, 44)), ("14", (13, 15)), ("0", (0, 1))])
def test_a_bare_number_is_a_guess(said, years):
    assert guessed_age_of(said) == years


def test_a_range_that_was_said_is_not_widened():
    assert guessed_age_of("over 60") == (60, 110)
    assert guessed_age_of("in his thirties") == (30, 39)
