"""What several concerns tell together is counted exactly, and said in good English."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.account import NUMBERS, account_of, count_up, sentences_of
from intake.domain.chronology import Held, LinkStrength
from intake.domain.concern import KnownBy
from tests.build import NOON, an_entry, days_ago, held, scales
from tests.build_history import facts_held, histories

MARCH = datetime(2019, 3, 4, 12, tzinfo=UTC)


def counted(told, facts=None, *, opens=lambda _: True):
    return count_up(
        told, scales(), facts or Held(), opens=opens, day_of=lambda moment: moment.date()
    )


def account(told, facts=None, *, opens=lambda _: True):
    return account_of(
        told, scales(), facts or Held(), opens=opens, day_of=lambda moment: moment.date()
    )


def seven():
    """Give seven concerns of five voices."""
    gifts = {"signs": ("GC1",)}
    return [
        an_entry(voice="nurse", setting="health", known_at=MARCH, **gifts),
        an_entry(voice="nurse", setting="health", child_ages=((9, 9),), **gifts),
        an_entry(voice="doctor", setting="health", signs=("GC3",), known_by=KnownBy.TOLD_BY_CHILD),
        an_entry(voice="head", setting="school", child_ages=((14, 15), (12, 12)), **gifts),
        an_entry(voice="Mrs A", households=("h1",), **gifts),
        an_entry(voice="Mr B", households=("h1", "h2"), fears_for_child=True),
        an_entry(voice="Mr B", signs=("GC3",), known_by=KnownBy.RUMOUR, suspected_false=True),
    ]


def test_row_p33_seven_concerns_are_told_in_words_fit_for_a_discussion():
    assert account(seven()) == (
        (
            "Seven concerns by five independent voices (2 health, 2 public, 1 school) since "
            "March 2019, the newest in January 2026."
        ),
        (
            "Four describe gifts; two describe secrets with a child; two name children under 13; one "
            "fears outright for a child because of him; two households with children are named."
        ),
        "How they know: five seen by the teller, one told by the child, one as a rumour.",
        "One is graded suspected false: its weight is capped.",
        "Allegations, not findings.",
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param([], (), id="nothing told is said in no words"),
        pytest.param(
            [an_entry(setting="health", signs=("GC1",), child_ages=((3, 4),), households=("h",))],
            (
                "One concern by one voice (1 health) in January 2026.",
                (
                    "One describes gifts; one names a child under 13; one household with children is "
                    "named."
                ),
                "How they know: one seen by the teller.",
            ),
            id="one is one",
        ),
        pytest.param(
            [an_entry(voice=voice, signs=("GC1",)) for voice in "AB"],
            (
                "Two concerns by two independent voices (2 public) in January 2026.",
                "Both describe gifts.",
                "How they know: two seen by the teller.",
            ),
            id="two are both",
        ),
        pytest.param(
            [an_entry(voice="A", signs=("GC1",)) for _ in range(13)],
            (
                "13 concerns by one voice (1 public) in January 2026.",
                "All 13 describe gifts.",
                "How they know: 13 seen by the teller.",
            ),
            id="many are all, and figures beyond twelve",
        ),
        pytest.param(
            [an_entry(signs=("CS18",))],
            (
                "One concern by one voice (1 public) in January 2026.",
                "How they know: one seen by the teller.",
            ),
            id="what weighs nothing is not made much of",
        ),
    ],
)
def test_the_words_agree_with_the_number(told, words):
    assert account(told, held()) == words


def test_two_graded_suspected_false_are_said_in_the_plural():
    told = [an_entry(voice=voice, suspected_false=True) for voice in "AB"]

    assert "Two are graded suspected false: their weight is capped." in account(told)


def test_p06_what_holds_only_if_the_same_says_so():
    maybe = an_entry(voice="B", signs=("GC1",), strength=LinkStrength.IF_SAME)

    sure_and_maybe = account([an_entry(voice="A", signs=("GC3",)), maybe], held())
    only_maybe = account([maybe], held())

    assert sure_and_maybe[0].startswith("One concern by one voice")
    assert (
        "If the possible matches are the same person: two concerns by two independent voices "
        "(2 public) in January 2026." in sure_and_maybe
    )
    assert only_maybe[0] == "Nothing is known of him for certain."
    assert only_maybe[1].startswith("If the possible matches are the same person: one concern")


def test_p13_what_a_concern_says_is_told_only_to_who_may_open_it():
    here = an_entry(voice="A", signs=("GC1",), concern="here")
    there = an_entry(
        voice="B", signs=("GC3",), concern="there", child_ages=((3, 3),), households=("h",)
    )

    words = " ".join(account([here, there], opens=lambda concern: concern == "here"))

    assert "secrets" not in words
    assert "13" not in words
    assert "household" not in words
    assert "One describes gifts." in words
    assert "One is held by others: ask there what it says." in words


def test_p13_nobody_says_all_where_some_may_not_be_opened():
    told = [an_entry(voice=voice, signs=("GC1",), concern=voice) for voice in "ABC"]

    words = " ".join(account(told, opens=lambda concern: concern != "C"))

    assert "Two describe gifts" in words


@given(histories, facts_held, st.sets(st.integers(0, 20)))
def test_each_number_equals_a_recount(told, facts, closed):
    names = sorted({one.concern for one in told})
    shut = {names[place] for place in closed if place < len(names)}
    counts = counted(told, facts, opens=lambda concern: concern not in shut)

    def concerns(holds, *, among=lambda one: one.concern not in shut):
        return len({one.concern for one in told if among(one) and holds(one)})

    assert counts.concerns == concerns(lambda _: True, among=lambda _: True)
    assert sum(many for _, many in counts.voices) == len({one.voice for one in told})
    assert counts.elsewhere == len(shut)
    assert counts.young == concerns(lambda one: any(high < 13 for _, high in one.child_ages))
    assert counts.fears == concerns(lambda one: one.fears_for_child)
    assert counts.dangers == concerns(lambda one: one.in_danger)
    open_ones = [one for one in told if one.concern not in shut]
    assert counts.households == len({key for one in open_ones for key in one.households})
    assert sum(many for _, many in counts.known_by) == counts.concerns - counts.elsewhere
    book = scales().signs
    for sign in book:
        telling = concerns(
            lambda one, sign=sign: any(
                seen.sign == sign.id and sign.is_his(tied_to_him=seen.tied_to_him)
                for seen in one.signs
            )
        )
        rises = sign.raised_to is not None
        if sign.cls or rises:
            assert dict(counts.signs).get(sign.in_short, 0) in ((telling,) if sign.cls else ())


@given(histories, facts_held)
def test_the_words_hold_the_numbers_counted_and_no_other(told, facts):
    counts = counted(told, facts)
    voices = sum(many for _, many in counts.voices)
    expected = [counts.concerns, *((voices,) if voices else ()), counts.young, counts.fears]
    expected += [counts.dangers, counts.households, counts.doubted]
    expected += [many for _, many in (*counts.signs, *counts.known_by)]
    words = " ".join(sentences_of(counts)).replace("under 13", "")
    for sign, _ in counts.signs:
        words = words.replace(sign, "")

    spelt = re.findall(rf"\b(?:{'|'.join(NUMBERS[1:])}|both)\b", words.lower())

    said = sorted(2 if word == "both" else NUMBERS.index(word) for word in spelt)
    assert said == sorted(number for number in expected if number)


@given(histories, facts_held, st.randoms())
def test_the_order_of_telling_changes_no_word(told, facts, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert account(shuffled, facts) == account(told, facts)


@given(histories, facts_held)
def test_p11_the_account_speaks_of_no_guilt_and_gives_no_points(told, facts):
    words = " ".join(account(told, facts)).lower()

    assert not any(word in words for word in ("guilt", "probab", "likel", "%", "points"))
    assert "None" not in " ".join(account(told, facts))
    assert (not told) or facts.is_flagged or "allegations, not findings" in words


def test_a_sign_without_short_words_is_said_in_the_professional_ones():
    book = scales().signs
    bare = replace(book.sign_of("GC1"), in_short="")
    plain = scales(signs=type(book)({**book.signs, "GC1": bare}))
    told = [an_entry(signs=("GC1",), known_at=days_ago(3))]

    counts = count_up(told, plain, Held(), opens=bool, day_of=lambda moment: moment.date())

    assert counts.signs == ((bare.professional, 1),)
    assert NOON


def test_row_p28_three_of_the_public_and_two_of_health_are_five_shown_by_kind():
    told = [an_entry(voice=f"public {number}", signs=("GC1",)) for number in range(3)]
    told += [an_entry(voice=f"health {number}", setting="health") for number in range(2)]

    assert account(told)[0].startswith(
        "Five concerns by five independent voices (3 public, 2 health) in "
    )
