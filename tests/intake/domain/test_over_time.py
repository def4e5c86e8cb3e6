"""A history weighed step by step says what weighing each of its beginnings says."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings

from intake.domain.band import Band
from intake.domain.chronology import Held, LinkStrength
from intake.domain.concern import KnownBy
from intake.domain.over_time import Level, weights_over_time
from intake.domain.rules import RULES
from intake.domain.weight import Tally, weigh
from tests.build import NOON, an_entry, days_ago, held, scales
from tests.build_history import facts_held, histories


def level(tally):
    return Level(tally.points, tally.towards_lines, tally.band, tally.voices)


def by_voice(tally):
    found = {}
    for part in tally.contributions:
        found[part.voice] = found.get(part.voice, Decimal(0)) + part.points
    return found


def beginnings(told, facts):
    """Weigh each beginning of a history from scratch, a concern more each time."""
    ordered = sorted(told, key=lambda entry: entry.known_at)
    concerns = list(dict.fromkeys(entry.concern for entry in ordered))
    for number, concern in enumerate(concerns, start=1):
        known = [entry for entry in ordered if entry.concern in concerns[:number]]
        moment = next(entry.known_at for entry in ordered if entry.concern == concern)
        yield concern, weigh(known, scales(), facts, at=moment)


def keys(tally):
    return {(fired.rule, fired.band) for fired in tally.fired}


@settings(max_examples=200)
@given(histories, facts_held)
def test_each_step_stands_where_weighing_its_beginning_from_scratch_stands(told, facts):
    steps = weights_over_time(told, scales(), facts)
    scratch = list(beginnings(told, facts))

    assert [step.concern for step in steps] == [concern for concern, _ in scratch]
    so_far, voices = Tally(Decimal(0), Decimal(0), (), (), 0), {}
    both_so_far = so_far
    for step, (concern, weight) in zip(steps, scratch, strict=True):
        assert step.firm == level(weight.firm)
        assert step.if_same == level(weight.if_same)
        assert step.adds == weight.firm.points - so_far.points
        assert step.adds_if_same == weight.if_same.points - both_so_far.points
        voices |= dict(step.by_voice)
        assert voices == by_voice(weight.firm)
        old = keys(so_far)
        assert step.fired == tuple(
            fired for fired in weight.firm.fired if (fired.rule, fired.band) not in old
        )
        known = keys(both_so_far) | keys(weight.firm)
        assert step.asked == tuple(
            fired for fired in weight.if_same.fired if (fired.rule, fired.band) not in known
        )
        part = next(one for one in weight.if_same.contributions if one.concern == concern)
        assert step.because == part.because
        so_far, both_so_far = weight.firm, weight.if_same


@given(histories, facts_held)
def test_no_step_takes_anything_away(told, facts):
    steps = weights_over_time(told, scales(), facts)

    for earlier, later in pairwise(steps):
        assert later.adds >= 0
        assert later.firm.band >= earlier.firm.band
        assert later.if_same.band >= earlier.if_same.band


@given(histories, facts_held)
def test_a_rule_never_reaches_more_than_its_top(told, facts):
    """What a history leaves out of asking is a rule at its top; it must be the top."""
    for fired in weigh(told, scales(), facts, at=NOON).if_same.fired:
        if fired.rule != "sum_of_points":
            assert fired.band <= RULES[fired.rule][1]


def test_nothing_told_has_no_steps():
    assert weights_over_time((), scales(), held(recalled=True)) == ()


def test_a_line_is_told_at_the_step_that_crossed_it():
    told = [
        an_entry(voice=voice, signs=("GC1",), known_at=days_ago(10 - day))
        for day, voice in enumerate("AABC")
    ]

    fired = [[one.rule for one in step.fired] for step in weights_over_time(told, scales())]

    assert fired == [
        [],
        [],
        ["sum_of_points", "concerns_in_a_window", "two_worried_voices"],
        ["sum_of_points"],
    ]


def test_what_one_concern_tells_lifts_an_earlier_one_and_the_step_says_how_many():
    ended = an_entry(voice="A", signs=("OB6",), known_at=days_ago(2))
    friendly = an_entry(voice="B", signs=("GP1",), known_at=days_ago(1))

    first, second = weights_over_time([friendly, ended], scales())

    assert (first.lifted, first.adds) == (0, 8)
    assert (second.lifted, second.adds) == (1, 19)
    assert dict(second.by_voice) == {"A": 25, "B": 2}


def test_a_rumour_that_is_seen_later_reaches_the_next_band():
    rumour = an_entry(signs=("CS20",), known_by=KnownBy.RUMOUR, known_at=days_ago(9))
    seen = an_entry(signs=("CS20",), known_at=days_ago(1))

    steps = weights_over_time([rumour, seen], scales(), Held())

    own_words = [
        [one.band for one in step.fired if one.rule == "childs_own_words"] for step in steps
    ]
    assert own_words == [[Band.REVIEW], [Band.ACT_NOW]]


def test_p06_what_is_reached_only_if_the_same_is_asked_and_not_fired():
    maybe = [an_entry(voice=voice, signs=("GC1",), strength=LinkStrength.IF_SAME) for voice in "AB"]

    last = weights_over_time(maybe, scales())[-1]

    assert last.fired == ()
    assert {one.rule for one in last.asked} == {"sum_of_points", "two_worried_voices"}
    assert last.firm.band is Band.NOTE
    assert last.if_same.band is Band.REVIEW


def test_concerns_of_one_moment_keep_the_order_given():
    told = [an_entry(concern=name, signs=("GC4",)) for name in ("b", "a", "c")]

    assert [step.concern for step in weights_over_time(told, scales())] == ["b", "a", "c"]
    later = an_entry(concern="z", known_at=NOON - timedelta(seconds=1))
    assert weights_over_time([*told, later], scales())[0].concern == "z"
