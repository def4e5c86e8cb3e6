"""Standing rises by itself and falls only by a named human; each line crossed is told once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.band import LINES
from intake.domain.chronology import Held, LinkStrength
from intake.domain.concern import KnownBy
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.private import private
from intake.domain.standing import (
    Band,
    Standing,
    clear_standing,
    lift_standing,
    lines_crossed,
    lower_standing,
    open_questions,
    raise_standing,
    would_fall,
)
from intake.domain.weight import weigh
from tests.build import NOON, an_entry, days_ago, held, scales

NEW = Standing()
WORRY = an_entry(voice="A", signs=("GC1",), concern="first")
SECOND = an_entry(voice="B", signs=("GC1",), concern="second")
THIRD = an_entry(voice="C", signs=("GC1",), concern="third", setting="health")
SILENCE = an_entry(voice="D", signs=("CS18",), concern="silence")
PRAISE = an_entry(voice="E", signs=("GP2",), concern="praise")


def of(*told, facts=None, with_scales=None, at=NOON):
    return weigh(told, with_scales or scales(), facts, at=at)


def lowered(standing, weight, to=Band.NOTE, **changes):
    act = {"officer": "Corrin Thistlewood", "reason": private("Mistaken."), "is_flagged": False}
    return lower_standing(standing, weight, to, at=NOON, **{**act, **changes})


def test_bands_are_ordered_from_note_to_act_now():
    assert sorted(Band, reverse=True) == [
        Band.ACT_NOW,
        Band.DISCUSS,
        Band.REVIEW,
        Band.WATCH,
        Band.NOTE,
    ]
    assert Band.ACT_NOW.words == "act now"


def test_a_band_is_compared_with_bands_only():
    with pytest.raises(TypeError):
        assert Band.NOTE < "watch"


@pytest.mark.parametrize(
    ("told", "facts", "band"),
    [
        pytest.param((), Held(), Band.NOTE, id="nothing told is a note"),
        pytest.param((WORRY,), Held(), Band.NOTE, id="one worry is a note"),
        pytest.param((WORRY, SECOND), Held(), Band.REVIEW, id="two worried voices are reviewed"),
        pytest.param((WORRY, SECOND, THIRD), Held(), Band.DISCUSS, id="three voices are discussed"),
        pytest.param(
            (an_entry(in_danger=True),), Held(), Band.ACT_NOW, id="danger is acted on now"
        ),
        pytest.param((), Held(assessed_high=True), Band.WATCH, id="a floor holds without news"),
    ],
)
def test_standing_rises_to_what_is_known(told, facts, band):
    assert raise_standing(NEW, of(*told, facts=facts)).band is band


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        pytest.param((WORRY,), (), id="no line"),
        pytest.param((WORRY, SECOND), (Band.REVIEW,), id="one line"),
        pytest.param((WORRY, SECOND, THIRD), (Band.REVIEW, Band.DISCUSS), id="two lines at once"),
        pytest.param(
            (an_entry(in_danger=True),),
            (Band.REVIEW, Band.DISCUSS, Band.ACT_NOW),
            id="all lines at once",
        ),
    ],
)
def test_each_line_is_crossed_in_its_own_right(told, lines):
    assert tuple(crossing.line for crossing in lines_crossed(NEW, of(*told))) == lines


def test_a_crossing_holds_its_rules_reasons_lessons_and_all_pieces():
    review, discuss = lines_crossed(NEW, of(WORRY, SECOND, THIRD))

    assert "two_worried_voices" in review.rules
    assert "two_worried_voices" not in discuss.rules
    assert discuss.rules == ("sum_of_points", "concerns_in_a_window", "voices_of_several_settings")
    assert discuss.concerns == ("first", "second", "third")
    assert len(discuss.because) == len(discuss.lessons) == len(discuss.rules)


def test_p05_a_line_is_crossed_once():
    weight = of(WORRY, SECOND)
    after = raise_standing(NEW, weight)

    assert lines_crossed(NEW, weight)
    assert lines_crossed(after, weight) == ()
    assert lines_crossed(after, of(WORRY, SECOND, PRAISE)) == ()


@pytest.mark.parametrize(
    "weaker",
    [
        pytest.param(of(), id="a link turned out to be different"),
        pytest.param(of(replace(WORRY, suspected_false=True), SECOND), id="one was graded false"),
        pytest.param(of(WORRY, SECOND, SILENCE), id="a child said nothing"),
        pytest.param(of(WORRY, replace(SECOND, voice="A")), id="two voices were joined"),
        pytest.param(of(WORRY, SECOND, at=NOON + timedelta(days=3650)), id="ten years passed"),
        pytest.param(
            of(WORRY, SECOND, with_scales=scales(review_at=Decimal(900), discuss_at=Decimal(999))),
            id="new settings ask for more",
        ),
    ],
)
def test_p05_standing_never_falls_by_itself(weaker):
    before = raise_standing(NEW, of(WORRY, SECOND))

    assert raise_standing(before, weaker) == before


def test_p05_new_settings_list_who_would_fall():
    weight = of(WORRY, SECOND)
    standing = raise_standing(NEW, weight)
    harder = replace(scales().rules, voices_for_review=9)
    fallen = of(WORRY, SECOND, with_scales=scales(review_at=Decimal(900), rules=harder))

    assert not would_fall(standing, weight)
    assert would_fall(standing, fallen)


def test_p05_a_floor_keeps_nobody_on_the_list_of_who_would_fall():
    standing = Standing(band=Band.WATCH, floor=Band.WATCH)

    assert not would_fall(standing, of())


def test_row_p09_after_a_recall_ten_years_leave_the_band_at_the_floor_or_above():
    recalled = raise_standing(NEW, of(facts=held(recalled=True)))
    later = raise_standing(recalled, of(at=NOON + timedelta(days=3650)))

    assert later.floor is Band.WATCH
    assert later.band is Band.REVIEW


def test_p05_a_floor_once_set_stays_when_what_set_it_is_gone():
    high = raise_standing(NEW, of(facts=held(assessed_high=True)))

    later = raise_standing(high, of(facts=held()))

    assert later.floor is Band.WATCH
    with pytest.raises(TransitionRefusedError):
        lowered(later, of(facts=held()))


def test_row_p19_a_lower_assessment_leaves_the_floor():
    high = raise_standing(NEW, of(facts=held(assessed_high=True)))

    assert raise_standing(high, of(facts=held())).band is Band.WATCH


def test_row_p20_an_old_concern_stands_as_it_did():
    told = (replace(WORRY, known_at=days_ago(3650)), replace(SECOND, known_at=days_ago(3000)))

    assert raise_standing(NEW, of(*told)).band is Band.REVIEW


def test_p06_a_line_reached_only_by_a_possible_link_is_a_question():
    weight = of(WORRY, replace(SECOND, strength=LinkStrength.IF_SAME))
    standing = raise_standing(NEW, weight)

    (question,) = open_questions(standing, weight)

    assert standing.band is Band.NOTE
    assert lines_crossed(NEW, weight) == ()
    assert question.line is Band.REVIEW
    assert "two_worried_voices" in question.rules
    assert question.concerns == ("first", "second")


def test_p06_a_question_becomes_a_crossing_when_the_answer_is_same():
    weight = of(WORRY, SECOND)

    assert [crossing.line for crossing in lines_crossed(NEW, weight)] == [Band.REVIEW]
    assert open_questions(raise_standing(NEW, weight), weight) == ()


def test_p06_a_question_is_gone_when_the_answer_is_different():
    weight = of(WORRY)

    assert open_questions(raise_standing(NEW, weight), weight) == ()


def test_p06_a_line_already_crossed_is_no_question():
    weight = of(WORRY, SECOND, replace(PRAISE, strength=LinkStrength.IF_SAME))

    assert open_questions(raise_standing(NEW, weight), weight) == ()


def test_p05_a_named_human_with_a_reason_lowers_a_standing():
    weight = of(WORRY, SECOND)
    standing = raise_standing(NEW, weight)

    after = lowered(standing, weight)

    assert after.band is Band.NOTE
    assert after.decided.officer == "Corrin Thistlewood"
    assert raise_standing(after, weight) == after
    assert lines_crossed(after, weight) == ()


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        pytest.param({"officer": " "}, ("officer",), id="nobody"),
        pytest.param({"reason": private("")}, ("reason",), id="no reason"),
        pytest.param({"is_flagged": True}, ("second",), id="alone on a flagged person"),
        pytest.param(
            {"is_flagged": True, "second": "Corrin Thistlewood"},
            ("second",),
            id="the first human again",
        ),
    ],
)
def test_p05_lowering_is_refused_to(changes, missing):
    weight = of(WORRY, SECOND)
    standing = raise_standing(NEW, weight)

    with pytest.raises(JudgementRefusedError) as refused:
        lowered(standing, weight, **changes)

    assert refused.value.facts["missing"] == missing


def test_p05_two_humans_lower_a_flagged_person():
    weight = of(WORRY, SECOND, facts=held())
    standing = raise_standing(NEW, weight)

    after = lowered(standing, weight, Band.WATCH, is_flagged=True, second="Tansy Mossop")

    assert after.band is Band.WATCH
    assert after.decided.second == "Tansy Mossop"


@pytest.mark.parametrize(
    ("to", "facts"),
    [
        pytest.param(Band.REVIEW, Held(), id="to where it stands already"),
        pytest.param(Band.DISCUSS, Held(), id="upwards"),
        pytest.param(Band.NOTE, Held(assessed_high=True), id="below the floor"),
    ],
)
def test_p05_a_standing_is_not_lowered(to, facts):
    weight = of(WORRY, SECOND, facts=facts)

    with pytest.raises(TransitionRefusedError):
        lowered(raise_standing(NEW, weight), weight, to)


def test_p05_one_new_worry_brings_back_what_was_lowered():
    weight = of(WORRY, SECOND)
    after = lowered(raise_standing(NEW, weight), weight)

    again = of(WORRY, SECOND, THIRD)

    assert raise_standing(after, again).band is Band.DISCUSS
    assert [crossing.line for crossing in lines_crossed(after, again)] == [
        Band.REVIEW,
        Band.DISCUSS,
    ]


def test_p05_the_same_rule_told_by_one_more_brings_back_what_was_lowered():
    heard = [
        an_entry(voice=voice, signs=("GC1",), known_by=KnownBy.RUMOUR, known_at=days_ago(days))
        for voice, days in (("A", 4000), ("B", 3000), ("C", 1))
    ]
    weight, again = of(*heard[:2]), of(*heard)
    after = lowered(raise_standing(NEW, weight), weight)

    assert [one.rule for one in again.firm.fired] == [one.rule for one in weight.firm.fired]
    assert raise_standing(after, weight) == after
    assert raise_standing(after, again).band is Band.REVIEW
    assert [one.line for one in lines_crossed(after, again)] == [Band.REVIEW]


@pytest.mark.parametrize("second", ["", " ", "Corrin Thistlewood"])
def test_p05_nobody_is_cleared_by_one_human(second):
    weight = of(WORRY, SECOND)
    act = {"officer": "Corrin Thistlewood", "reason": private("Unfounded."), "at": NOON}
    standing = raise_standing(NEW, weight)

    with pytest.raises(JudgementRefusedError) as refused:
        clear_standing(standing, weight, second=second, answers_all=True, **act)

    assert refused.value.facts["missing"] == ("second",)
    cleared = clear_standing(standing, weight, second="Tansy Mossop", answers_all=True, **act)
    assert cleared.band is Band.NOTE


def test_p11_a_friendly_word_does_not_bring_back_what_a_human_decided():
    weight = of(WORRY, SECOND)
    after = lowered(raise_standing(NEW, weight), weight)

    assert raise_standing(after, of(WORRY, SECOND, PRAISE)).band is Band.NOTE


def test_a_new_fact_brings_back_what_was_lowered():
    weight = of(WORRY, SECOND)
    after = lowered(raise_standing(NEW, weight), weight)

    assert raise_standing(after, of(WORRY, SECOND, facts=held(recalled=True))).band is Band.REVIEW


def test_watch_comes_from_a_named_human():
    act = {"officer": "Tansy Mossop", "reason": private("Unease."), "at": NOON}

    after = lift_standing(NEW, Band.WATCH, **act)

    assert after.band is Band.WATCH
    with pytest.raises(TransitionRefusedError):
        lift_standing(after, Band.WATCH, **act)
    with pytest.raises(JudgementRefusedError):
        lift_standing(NEW, Band.WATCH, **{**act, "reason": private(" ")})


def test_p05_lifting_by_hand_answers_nothing():
    weight = of(WORRY, SECOND)
    act = {"officer": "Tansy Mossop", "reason": private("Unease."), "at": NOON}

    fresh = lift_standing(NEW, Band.WATCH, **act)
    after = lift_standing(lowered(Standing(Band.REVIEW), weight), Band.WATCH, **act)

    assert raise_standing(fresh, weight).band is Band.REVIEW
    assert raise_standing(after, weight).band is Band.WATCH


def test_p11_act_now_comes_by_rule_and_never_by_sum():
    told = [an_entry(voice=f"voice {n}", signs=("GC7", "GC11")) for n in range(40)]

    assert raise_standing(NEW, of(*told)).band is Band.DISCUSS


signs_told = st.lists(
    st.builds(
        an_entry,
        voice=st.sampled_from("ABC"),
        signs=st.lists(
            st.sampled_from(["GC1", "GC4", "GC7", "GP2", "OB2", "CS18", "CS20"]), max_size=3
        ),
        known_by=st.sampled_from(KnownBy),
        strength=st.sampled_from(LinkStrength),
        suspected_false=st.booleans(),
    ),
    max_size=5,
)


@given(signs_told, signs_told, st.sampled_from(Band), st.booleans())
def test_p05_no_weighing_ever_lowers_a_standing(before, after, band, flagged):
    standing = raise_standing(Standing(band), of(*before, facts=Held(is_flagged=flagged)))
    later = raise_standing(standing, of(*after))

    assert later.band >= standing.band >= band
    assert later.floor >= standing.floor


@given(signs_told, signs_told)
def test_p05_the_standing_after_all_news_is_the_same_however_it_came(first, second):
    at_once = raise_standing(NEW, of(*first, *second))
    step_by_step = raise_standing(raise_standing(NEW, of(*first)), of(*first, *second))

    assert at_once.band is step_by_step.band


@given(signs_told)
def test_every_band_above_the_old_one_is_a_crossing_or_a_question_never_both(told):
    weight = of(*told)
    after = raise_standing(NEW, weight)
    crossed = {crossing.line for crossing in lines_crossed(NEW, weight)}
    asked = {question.line for question in open_questions(after, weight)}

    assert crossed == {line for line in LINES if line <= after.band}
    assert not crossed & asked
