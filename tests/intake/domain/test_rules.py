"""The rules beside the sum: each fires on what it names, and only on that."""

from datetime import UTC, date, datetime

import pytest

from intake.domain.band import Band
from intake.domain.chronology import Held, SignSeen, Span
from intake.domain.concern import KnownBy
from intake.domain.grounds import months_after
from intake.domain.rules import RULES
from intake.domain.weight import weigh
from tests.build import NOON, an_entry, days_ago, held, scales

ALWAYS = (Span(date(2099, 1, 1)),)


def fired(told, facts=None):
    weight = weigh(told, scales(), facts, at=NOON)
    return {one.rule: one.band for one in weight.firm.fired if one.rule != "sum_of_points"}


def worried(voice, **told):
    return an_entry(voice=voice, fears_for_child=True, **told)


@pytest.mark.parametrize(
    ("happened_on", "band"),
    [
        pytest.param(date(2026, 3, 31), Band.ACT_NOW, id="on its last day"),
        pytest.param(date(2026, 4, 1), Band.REVIEW, id="the day after"),
        pytest.param(date(2025, 1, 1), Band.ACT_NOW, id="on its first day"),
        pytest.param(date(2024, 12, 31), Band.REVIEW, id="before it began"),
    ],
)
def test_an_order_is_breached_on_the_day_it_ran_whenever_it_is_told(happened_on, band):
    order = Span(date(2026, 3, 31), date(2025, 1, 1))
    told = [an_entry(signs=("OB2",), happened_on=happened_on)]

    assert fired(told, held(no_contact=(order,)))["order_breached"] is band


@pytest.mark.parametrize(
    ("told", "facts", "expected"),
    [
        pytest.param([], Held(), {}, id="nothing told fires nothing"),
        pytest.param([an_entry(signs=("GC1",))], Held(), {}, id="one worry fires nothing"),
        pytest.param(
            [an_entry(signs=("GC7",))],
            Held(),
            {"class_three_sign": Band.REVIEW},
            id="a class-3 sign about him is reviewed",
        ),
        pytest.param(
            [an_entry(signs=("GC7",), known_by=KnownBy.RUMOUR)],
            Held(),
            {"class_three_sign": Band.REVIEW},
            id="a class-3 sign is reviewed even as a rumour",
        ),
        pytest.param(
            [an_entry(signs=("GC7",), suspected_false=True)],
            Held(),
            {},
            id="no rule rests on a concern suspected false",
        ),
        pytest.param(
            [an_entry(signs=(SignSeen("CS1"),))],
            Held(),
            {},
            id="a child's class-3 sign tied to nobody is not about him",
        ),
        pytest.param(
            [an_entry(voice="A", signs=("GC1",)), an_entry(voice="B", signs=("OB7",))],
            Held(),
            {"two_worried_voices": Band.REVIEW},
            id="two worried voices are reviewed",
        ),
        pytest.param(
            [worried("A"), worried("B")],
            Held(),
            {"two_worried_voices": Band.REVIEW},
            id="two who fear for a child are reviewed without any sign",
        ),
        pytest.param(
            [worried("A"), worried("A")],
            Held(),
            {},
            id="one voice worried twice is one voice",
        ),
        pytest.param(
            [worried("A"), worried("B", suspected_false=True)],
            Held(),
            {},
            id="a voice suspected false is not a worried voice",
        ),
        pytest.param(
            [an_entry(voice="A", signs=("GC4",)), an_entry(voice="B", signs=("GP2",))],
            Held(),
            {},
            id="two voices with class-1 signs are not worried",
        ),
        pytest.param(
            [worried("A"), worried("A"), worried("B")],
            Held(),
            {"two_worried_voices": Band.REVIEW, "concerns_in_a_window": Band.DISCUSS},
            id="three worried concerns of two voices in a year are discussed",
        ),
        pytest.param(
            [worried("A"), worried("A"), worried("A")],
            Held(),
            {},
            id="three worried concerns of one voice are not",
        ),
        pytest.param(
            [worried("A"), worried("B", setting="health"), worried("C", known_at=days_ago(3000))],
            Held(),
            {"two_worried_voices": Band.REVIEW, "voices_of_several_settings": Band.DISCUSS},
            id="three voices of two settings are discussed at any distance in time",
        ),
        pytest.param(
            [worried("A"), worried("B"), worried("C", known_at=days_ago(3000))],
            Held(),
            {"two_worried_voices": Band.REVIEW},
            id="three voices of one setting far apart are reviewed",
        ),
        pytest.param(
            [an_entry(new_child=True)],
            held(),
            {"pattern_of_access": Band.DISCUSS},
            id="a flagged person and a new child are discussed",
        ),
        pytest.param(
            [an_entry(new_child=True)],
            Held(),
            {},
            id="a new child with an unlisted person is nobody's business",
        ),
        pytest.param(
            [
                an_entry(voice="A", households=("h1",)),
                an_entry(voice="B", households=("h2",), signs=("GC1",)),
            ],
            Held(),
            {"pattern_of_access": Band.DISCUSS},
            id="two households and one class-2 grooming sign are discussed",
        ),
        pytest.param(
            [
                an_entry(voice="A", households=("h1",)),
                an_entry(voice="B", households=("h2",), signs=("OB7",)),
            ],
            Held(),
            {},
            id="two households and one other class-2 sign are not",
        ),
        pytest.param(
            [worried("A", households=("h1",)), worried("B", households=("h2",))],
            Held(),
            {"two_worried_voices": Band.REVIEW, "pattern_of_access": Band.DISCUSS},
            id="two households and two worried voices are discussed",
        ),
        pytest.param(
            [worried("A", households=("h1",)), worried("B", households=("h1",))],
            Held(),
            {"two_worried_voices": Band.REVIEW},
            id="one household twice is one household",
        ),
        pytest.param(
            [an_entry(signs=("OB9",))],
            Held(),
            {"repeated_allegations": Band.REVIEW, "class_three_sign": Band.REVIEW},
            id="repeated allegations never charged are reviewed",
        ),
        pytest.param(
            [an_entry(signs=("OB2",))],
            held(no_contact=ALWAYS),
            {"order_breached": Band.ACT_NOW, "class_three_sign": Band.REVIEW},
            id="an order on his record and breached is acted on now",
        ),
        pytest.param(
            [an_entry(signs=("OB2",), known_by=KnownBy.RUMOUR)],
            held(no_contact=ALWAYS),
            {"order_breached": Band.REVIEW, "class_three_sign": Band.REVIEW},
            id="a rumour of a breach is reviewed",
        ),
        pytest.param(
            [an_entry(signs=("OB2",))],
            Held(),
            {"order_breached": Band.REVIEW, "class_three_sign": Band.REVIEW},
            id="a breach with no order known is reviewed",
        ),
        pytest.param(
            [an_entry(signs=("CS20",), known_by=KnownBy.TOLD_BY_CHILD)],
            Held(),
            {"childs_own_words": Band.ACT_NOW, "class_three_sign": Band.REVIEW},
            id="a child's own words about him are acted on now",
        ),
        pytest.param(
            [an_entry(signs=("CS20",), known_by=KnownBy.RUMOUR)],
            Held(),
            {"childs_own_words": Band.REVIEW, "class_three_sign": Band.REVIEW},
            id="a rumour of a child's words is reviewed",
        ),
        pytest.param(
            [an_entry(signs=(SignSeen("CS20"),))],
            Held(),
            {},
            id="a child's words tied to nobody accuse nobody",
        ),
        pytest.param(
            [an_entry(in_danger=True)],
            Held(),
            {"danger_now": Band.ACT_NOW},
            id="danger because of him is acted on now",
        ),
        pytest.param([], Held(recalled=True), {"recalled": Band.REVIEW}, id="a recall is reviewed"),
        pytest.param(
            [],
            Held(convicted_relevant=True),
            {"convicted": Band.REVIEW},
            id="a conviction for a relevant offence is reviewed",
        ),
        pytest.param(
            [],
            Held(assessed_high=True),
            {"assessed_high": Band.NOTE},
            id="a high assessment sets a floor and crosses no line",
        ),
    ],
)
def test_rules_fire_on_what_they_name(told, facts, expected):
    assert fired(told, facts) == expected


@pytest.mark.parametrize(
    ("days", "fires"),
    [
        pytest.param((0, 1, 365), True, id="twelve months apart to the day are within"),
        pytest.param((0, 1, 366), False, id="a day more is outside"),
        pytest.param((3000, 3100, 3200), True, id="the window slides over the whole history"),
        pytest.param((0, 400, 800), False, id="a year between each is no window"),
        pytest.param((0, 300, 600), False, id="two at a time are not three"),
    ],
)
def test_three_worried_concerns_within_any_twelve_months(days, fires):
    told = [worried(voice, known_at=days_ago(day)) for voice, day in zip("ABB", days, strict=True)]

    assert ("concerns_in_a_window" in fired(told)) is fires


def test_one_concern_told_of_him_twice_is_one_concern():
    told = [worried("A", concern="one"), worried("B", concern="one"), worried("B", concern="two")]

    assert "concerns_in_a_window" not in fired(told)


def test_p05_what_came_close_together_stays_told_when_years_have_passed():
    years_ago = [worried(f"old {n}", known_at=days_ago(3000 + n)) for n in range(3)]
    news = worried("new", known_at=days_ago(0))

    before, after = fired(years_ago), fired([*years_ago, news])

    assert before["concerns_in_a_window"] is after["concerns_in_a_window"] is Band.DISCUSS


def test_spans_of_two_decades_are_never_told_as_one():
    told = [worried(f"v{n}", known_at=days_ago(start + n)) for start in (0, 3000) for n in range(3)]

    found = weigh(told, scales(), at=NOON).firm.fired

    (window,) = [one for one in found if one.rule == "concerns_in_a_window"]
    assert window.because == (
        "6 worried concerns of 3 voices came close together: each was one of 3 or more within "
        "12 months."
    )
    few = weigh(told[:3], scales(), at=NOON).firm.fired
    (window,) = [one for one in few if one.rule == "concerns_in_a_window"]
    assert window.because == "3 worried concerns of 3 voices came within 12 months."


def test_a_window_names_only_the_concerns_in_it():
    old = worried("A", concern="old", known_at=days_ago(4000))
    new = [worried(voice, concern=f"new {n}") for n, voice in enumerate("ABB")]

    found = weigh([old, *new], scales(), at=NOON).firm.fired

    window = next(one for one in found if one.rule == "concerns_in_a_window")
    assert window.concerns == ("new 0", "new 1", "new 2")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(Held(recalled=True), id="recalled"),
        pytest.param(Held(convicted_relevant=True), id="convicted of a relevant offence"),
        pytest.param(Held(assessed_high=True), id="once assessed high"),
    ],
)
def test_some_facts_set_a_floor_for_good(facts):
    weight = weigh([], scales(), facts, at=NOON)

    assert weight.firm.floor is Band.WATCH
    assert weight.band >= Band.WATCH


def test_row_p31_sexualised_behaviour_with_him_alone_asks_for_review():
    assert fired([an_entry(signs=("CS1",))]) == {"class_three_sign": Band.REVIEW}


def test_row_p37_two_public_reports_of_one_household_count_as_one_voice():
    assert fired([worried("home"), worried("home")]) == {}
    assert fired([worried("home"), worried("next door")]) == {"two_worried_voices": Band.REVIEW}


def test_row_p13_three_worried_voices_open_a_discussion():
    told = [worried("A"), worried("B", setting="health"), worried("C", setting="school")]

    assert weigh(told, scales(), at=NOON).band is Band.DISCUSS


def test_row_t04_three_reports_of_abuse_in_a_year_are_one_discussion():
    told = [
        an_entry(voice=voice, signs=("DA1",), known_at=days_ago(day))
        for voice, day in (("A", 300), ("B", 100), ("C", 1))
    ]

    assert fired(told)["concerns_in_a_window"] is Band.DISCUSS


def test_every_fired_rule_has_a_reason_and_a_lesson_in_words():
    told = [
        worried("A", households=("h1",), signs=("OB2", "OB9", "CS20"), new_child=True),
        worried("B", setting="health", households=("h2",), in_danger=True),
        worried("C", setting="school"),
    ]
    facts = held(recalled=True, convicted_relevant=True, assessed_high=True)

    found = weigh(told, scales(), facts, at=NOON).firm.fired

    assert len(found) == len(RULES) + 1
    assert all(one.because.endswith(".") and one.lesson.endswith(".") for one in found)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param((2023, 1, 31), (2024, 1, 31), id="a year on is the same day"),
        pytest.param((2024, 2, 29), (2025, 2, 28), id="a leap day becomes the last of February"),
    ],
)
def test_twelve_months_after(start, end):
    assert months_after(datetime(*start, tzinfo=UTC), 12) == datetime(*end, tzinfo=UTC)


def test_one_month_after_the_last_of_august_is_the_last_of_september():
    assert months_after(datetime(2025, 8, 31, tzinfo=UTC), 1) == datetime(2025, 9, 30, tzinfo=UTC)


def test_one_month_after_mid_december_is_mid_january():
    assert months_after(datetime(2025, 12, 15, tzinfo=UTC), 1) == datetime(2026, 1, 15, tzinfo=UTC)
