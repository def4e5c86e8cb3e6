"""Weighing: voices add, repeats count in part, nothing fades, and the parts sum to the total."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.band import Band
from intake.domain.chronology import Held, LinkStrength, SignSeen
from intake.domain.concern import KnownBy, SignSource
from intake.domain.weight import weigh
from tests.build import NOON, an_entry, days_ago, held, scales
from tests.build_history import facts_held as facts
from tests.build_history import histories as entries


def test_two_neighbours_weigh_more_than_one_neighbour_twice():
    two = [an_entry(voice="Mrs A", signs=("GC1",)), an_entry(voice="Mr B", signs=("GC1",))]
    one = [an_entry(voice="Mrs A", signs=("GC1",)), an_entry(voice="Mrs A", signs=("GC1",))]

    assert weigh(two, scales(), at=NOON).points == 16
    assert weigh(one, scales(), at=NOON).points == 12


@pytest.mark.parametrize(
    ("entry", "flagged", "points"),
    [
        pytest.param(an_entry(signs=("GC4",)), False, "2", id="a class-1 sign brings 2"),
        pytest.param(an_entry(signs=("GC4",)), True, "7", id="on a flagged person it brings 7"),
        pytest.param(an_entry(signs=("GC1",)), False, "8", id="a class-2 sign brings 8"),
        pytest.param(an_entry(signs=("GC7",)), False, "25", id="a class-3 sign brings 25"),
        pytest.param(an_entry(signs=("CS18",)), True, "0", id="silence of a child brings nothing"),
        pytest.param(an_entry(signs=("OB13",)), True, "0", id="claimed voices bring nothing"),
        pytest.param(
            an_entry(signs=("DA6",)), True, "0", id="a denial in his presence brings nothing"
        ),
        pytest.param(an_entry(), True, "0", id="a concern without a sign brings nothing"),
        pytest.param(an_entry(signs=("GC1", "GC2")), False, "16", id="signs of one concern add up"),
        pytest.param(
            an_entry(signs=("GC1", "GC1")), False, "8", id="a sign said twice counts once"
        ),
        pytest.param(
            an_entry(signs=("GC1",), known_by=KnownBy.TOLD_BY_CHILD),
            False,
            "8",
            id="told by the child counts whole",
        ),
        pytest.param(
            an_entry(signs=("GC1",), known_by=KnownBy.TOLD_BY_OTHER),
            False,
            "4.8",
            id="told by another counts six tenths",
        ),
        pytest.param(
            an_entry(signs=("GC1",), known_by=KnownBy.RUMOUR),
            False,
            "2.4",
            id="rumour counts three tenths",
        ),
        pytest.param(
            an_entry(signs=("GC1",), known_by=KnownBy.NOT_SAID),
            False,
            "4.8",
            id="a blank is not a rumour",
        ),
        pytest.param(
            an_entry(signs=(SignSeen("GC1", SignSource.PICKED),)),
            False,
            "4.8",
            id="a picked sign counts as told by another",
        ),
        pytest.param(
            an_entry(signs=(SignSeen("GC1", SignSource.PICKED),), known_by=KnownBy.RUMOUR),
            False,
            "2.4",
            id="a picked sign does not lift a rumour",
        ),
        pytest.param(
            an_entry(signs=(SignSeen("GC1", SignSource.PICKED), SignSeen("GC1"))),
            False,
            "8",
            id="a sign said and picked counts as said",
        ),
        pytest.param(
            an_entry(signs=("GC7",), suspected_false=True),
            False,
            "2",
            id="suspected false brings at most 2",
        ),
        pytest.param(
            an_entry(signs=(SignSeen("CS1"),)),
            False,
            "0",
            id="a child's sign tied to nobody weighs on nobody",
        ),
        pytest.param(an_entry(signs=("CS1",)), False, "25", id="a child's sign tied to him counts"),
    ],
)
def test_points_of_one_concern(entry, flagged, points):
    assert weigh([entry], scales(), Held(is_flagged=flagged), at=NOON).points == Decimal(points)


@pytest.mark.parametrize(
    ("sign", "entry_facts", "facts_held", "points"),
    [
        pytest.param("GP7", {}, Held(), 8, id="GP7 is 2 on an unlisted person"),
        pytest.param("GP7", {}, held(), 25, id="GP7 rises on a flagged person"),
        pytest.param("GP9", {}, held(), 25, id="GP9 rises on a flagged person"),
        pytest.param("OB3", {}, Held(), 8, id="OB3 is 2 on an unlisted person"),
        pytest.param("OB3", {}, held(), 25, id="OB3 rises on a flagged person"),
        pytest.param("OB4", {}, held(), 25, id="OB4 rises on a flagged person"),
        pytest.param("GP8", {}, Held(), 2, id="GP8 is ordinary on an unlisted person"),
        pytest.param("GP8", {}, held(), 8, id="GP8 weighs on a flagged person"),
        pytest.param("GP10", {}, Held(), 2, id="GP10 is ordinary on an unlisted person"),
        pytest.param("GP10", {}, held(), 8, id="GP10 weighs on a flagged person"),
        pytest.param("DA7", {}, Held(), 8, id="DA7 is 2 without children"),
        pytest.param("DA7", {"households": ("h1",)}, Held(), 25, id="DA7 rises with children"),
    ],
)
def test_a_sign_rises_under_its_condition(sign, entry_facts, facts_held, points):
    entry = an_entry(signs=(sign,), **entry_facts)

    assert weigh([entry], scales(), facts_held, at=NOON).points == points


def test_an_ended_order_weighs_more_once_anybody_tells_of_grooming():
    ended = an_entry(voice="A", signs=("OB6",))
    friendly = an_entry(voice="B", signs=("GP1",))

    assert weigh([ended], scales(), at=NOON).points == 8
    assert weigh([ended, friendly], scales(), at=NOON).points == 27
    assert weigh([friendly, ended], scales(), at=NOON).points == 27


def test_within_a_voice_the_strongest_counts_whole_then_half_then_a_quarter():
    told = [
        an_entry(voice="A", signs=("GC4",)),
        an_entry(voice="A", signs=("GC1",)),
        an_entry(voice="A", signs=("GC7",)),
    ]

    parts = weigh(told, scales(), at=NOON).contributions

    assert [part.points for part in parts] == [25, 4, Decimal("0.5")]
    assert [part.place for part in parts] == [1, 2, 3]


def test_a_man_named_twice_in_one_concern_is_weighed_once():
    rob = an_entry(concern="one", signs=("GC1",), households=("h1",))
    the_van = an_entry(concern="one", signs=("GC1", "OB7"), strength=LinkStrength.IF_SAME)

    weight = weigh([rob, the_van], scales(), at=NOON)

    assert weight.firm.points == 8
    assert weight.if_same.points == 16
    assert len(weight.if_same.contributions) == 1


def test_a_man_named_twice_and_judged_the_same_has_what_was_told_of_either():
    rob = an_entry(concern="one", signs=("GC1",), strength=LinkStrength.IF_SAME)
    bob = an_entry(concern="one", signs=("OB7",), strength=LinkStrength.IF_SAME)

    (part,) = weigh([rob, bob], scales(), at=NOON).if_same.contributions

    assert part.points == 16
    assert part.strength is LinkStrength.IF_SAME


def test_what_a_voice_repeats_beyond_the_count_is_shown_and_adds_nothing():
    told = [an_entry(voice="A", signs=("GC1",)) for _ in range(14)]

    parts = weigh(told, scales(), at=NOON).contributions

    assert len(parts) == 14
    assert [part.points for part in parts[10:]] == [0, 0, 0, 0]


def test_five_homes_outrank_one_person_five_times():
    homes = [an_entry(voice=f"home {home}", signs=("GC1",)) for home in range(5)]
    one = [an_entry(voice="home 1", signs=("GC1",)) for _ in range(5)]

    assert weigh(homes, scales(), at=NOON).points > weigh(one, scales(), at=NOON).points
    assert weigh(homes, scales(), at=NOON).band > weigh(one, scales(), at=NOON).band


def test_nothing_known_weighs_nothing_and_has_no_reasons():
    later = an_entry(signs=("GC7",), known_at=NOON + timedelta(seconds=1))

    weight = weigh([later], scales(), at=NOON)

    assert weight.points == 0
    assert weight.because == ()
    assert weight.band is Band.NOTE


def test_a_sign_without_a_class_is_an_error_and_not_nothing():
    with pytest.raises(KeyError):
        weigh([an_entry(signs=("GC99",))], scales(), at=NOON)


def test_a_contribution_says_in_words_how_it_counts():
    told = [
        an_entry(voice="A", signs=("GC1",)),
        an_entry(voice="A", signs=("GC4",), known_by=KnownBy.RUMOUR),
        an_entry(voice="B", signs=("GC1",), suspected_false=True),
        an_entry(voice="C"),
    ]

    words = [part.because for part in weigh(told, scales(), at=NOON).contributions]

    assert words == [
        "GC1 (class 2, seen by the teller); counts whole.",
        "GC4 (class 1, rumour); concern 2 of this voice, counts in part.",
        "GC1 (class 2, seen by the teller); suspected false, so capped; counts whole.",
        "Nothing in it is a sign about him; kept and shown.",
    ]


def test_row_p15_a_protector_is_a_sign_and_never_lowers_anything():
    worry = [an_entry(voice="A", signs=("GC1",))]
    praised = [*worry, an_entry(voice="A", signs=("GP4",)), an_entry(voice="B", signs=("GP4",))]

    assert weigh(praised, scales(), at=NOON).points > weigh(worry, scales(), at=NOON).points


def test_row_p14_two_small_signs_on_a_flagged_person_reach_more_than_either():
    friend, protector = an_entry(voice="A", signs=("GP1",)), an_entry(voice="B", signs=("GP4",))

    assert weigh([friend], scales(), held(), at=NOON).band is Band.NOTE
    assert weigh([protector], scales(), held(), at=NOON).band is Band.NOTE
    assert weigh([friend, protector], scales(), held(), at=NOON).band is Band.REVIEW


def test_row_p30_no_verbal_disclosure_leaves_the_weight_unchanged():
    worry = [an_entry(voice="A", signs=("CS1",))]
    silent = [*worry, an_entry(voice="B", signs=("CS18",))]

    assert weigh(silent, scales(), at=NOON).points == weigh(worry, scales(), at=NOON).points
    assert weigh(silent, scales(), at=NOON).band is weigh(worry, scales(), at=NOON).band


def test_row_t11_a_denial_in_his_presence_leaves_the_weight_unchanged():
    abuse = [an_entry(voice="A", signs=("DA1",))]
    denied = [*abuse, an_entry(voice="B", signs=("DA6",))]

    assert weigh(denied, scales(), at=NOON).points == weigh(abuse, scales(), at=NOON).points


def test_row_p29_each_contribution_is_listed_with_its_own_merit():
    told = [an_entry(voice=voice, signs=("GC1",)) for voice in "ABA"]

    weight = weigh(told, scales(), at=NOON)

    assert {part.concern for part in weight.contributions} == {entry.concern for entry in told}
    assert all(part.because for part in weight.contributions)


def test_p06_a_possible_link_shows_its_weight_as_if_the_same():
    sure = an_entry(voice="A", signs=("GC1",))
    maybe = an_entry(voice="B", signs=("GC1",), strength=LinkStrength.IF_SAME)

    weight = weigh([sure, maybe], scales(), at=NOON)

    assert weight.firm.points == 8
    assert weight.if_same.points == 16
    assert (
        "If the possible matches are the same person, review is reached: decide." in weight.because
    )


def test_p06_a_possible_link_says_nothing_where_it_would_change_no_band():
    sure = an_entry(voice="A", signs=("GC4",))
    maybe = an_entry(voice="B", signs=("GC4",), strength=LinkStrength.IF_SAME)

    assert not any("possible" in words for words in weigh([sure, maybe], scales(), at=NOON).because)


@pytest.mark.parametrize(
    "signs",
    [
        pytest.param(("GP1", "GP2", "GP8", "GP10"), id="a childminder"),
        pytest.param(("GP2", "GP4", "GC4"), id="a grandfather"),
        pytest.param(("GP10", "GP4", "GC4", "GP8"), id="a coach"),
    ],
)
@pytest.mark.parametrize("times", [12, 400])
def test_p11_a_quiet_history_of_happy_families_crosses_no_line(signs, times):
    told = [
        an_entry(
            voice=f"family {number}",
            signs=(signs[number % len(signs)],),
            known_at=days_ago(90 * (number % 12)),
            households=(f"home {number}",),
            setting=("community", "school", "health")[number % 3],
            new_child=True,
        )
        for number in range(times)
    ]

    weight = weigh(told, scales(), Held(known_roles=("coach",)), at=NOON)

    assert weight.band is Band.NOTE
    assert weight.firm.fired == ()
    assert "Ordinary help alone reaches no line, however often it is told." in weight.because


def test_p11_one_rumour_beside_many_happy_families_is_looked_at_and_not_more():
    told = [an_entry(voice=f"family {number}", signs=("GP2",)) for number in range(30)]
    rumour = an_entry(voice="the pub", signs=("GC3",), known_by=KnownBy.RUMOUR)

    assert weigh([*told, rumour], scales(), at=NOON).band is Band.REVIEW


def test_p11_two_worried_families_among_happy_ones_are_heard():
    happy = [an_entry(voice=f"family {number}", signs=("GP2",)) for number in range(3)]
    worried = [an_entry(voice=voice, signs=("GP2",), fears_for_child=True) for voice in "AB"]

    assert weigh([*happy, *worried], scales(), at=NOON).band is Band.REVIEW


def test_p11_a_flood_suspected_false_reaches_no_line_by_itself():
    flood = [
        an_entry(voice=f"account {number}", signs=("GC7",), suspected_false=True)
        for number in range(50)
    ]

    assert weigh(flood, scales(), at=NOON).band is Band.NOTE


def test_p11_a_known_role_is_shown_and_changes_no_band():
    told = [an_entry(signs=("GC1",))]

    plain = weigh(told, scales(), at=NOON)
    coach = weigh(told, scales(), Held(known_roles=("coach",)), at=NOON)

    assert coach.band is plain.band
    assert coach.points == plain.points
    assert "Known role: coach. It raises no band and lowers none." in coach.because


def test_p11_reasons_about_an_unlisted_person_stand_under_allegations():
    told = [an_entry(voice="A", signs=("GC1",)), an_entry(voice="B", signs=("GC1",))]

    assert "Allegations, not findings." in weigh(told, scales(), at=NOON).because
    assert "Allegations, not findings." not in weigh(told, scales(), held(), at=NOON).because


def test_p11_a_sum_never_reaches_act_now():
    told = [an_entry(voice=f"voice {n}", signs=("GC7", "GC11", "OB10")) for n in range(50)]

    assert weigh(told, scales(), at=NOON).band is Band.DISCUSS


@given(entries, facts)
def test_the_parts_sum_exactly_to_the_total(told, facts_held):
    weight = weigh(told, scales(), facts_held, at=NOON)

    for tally in (weight.firm, weight.if_same):
        assert sum((part.points for part in tally.contributions), Decimal(0)) == tally.points
        assert tally.towards_lines <= tally.points


@given(entries, facts, st.randoms())
def test_the_order_of_telling_does_not_matter(told, facts_held, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert weigh(shuffled, scales(), facts_held, at=NOON) == weigh(
        told, scales(), facts_held, at=NOON
    )


@given(entries, entries, facts)
def test_p05_knowing_more_never_weighs_less(some_of_it, more, facts_held):
    less = weigh(some_of_it, scales(), facts_held, at=NOON)
    all_of_it = weigh(some_of_it + more, scales(), facts_held, at=NOON)

    assert all_of_it.points >= less.points
    assert all_of_it.firm.towards_lines >= less.firm.towards_lines
    assert all_of_it.band >= less.band


@given(entries, st.integers(0, 4000))
def test_p05_time_alone_lowers_no_weight(told, days):
    now = weigh(told, scales(), at=NOON)
    later = weigh(told, scales(), at=NOON + timedelta(days=days))

    assert replace(later, at=NOON) == now


@given(entries, facts)
def test_p05_being_flagged_never_weighs_less(told, facts_held):
    unlisted = weigh(told, scales(), replace(facts_held, is_flagged=False), at=NOON)
    flagged = weigh(told, scales(), replace(facts_held, is_flagged=True), at=NOON)

    assert flagged.points >= unlisted.points
    assert flagged.band >= unlisted.band


@given(entries, facts)
def test_p06_possible_links_never_hide_weight(told, facts_held):
    weight = weigh(told, scales(), facts_held, at=NOON)

    assert weight.if_same.points >= weight.firm.points
    assert weight.if_same.band >= weight.firm.band


@given(st.sampled_from(["GC1", "GC4", "GC7", "GP3", "OB7"]), st.sampled_from(KnownBy))
def test_a_repeat_of_one_voice_counts_less_than_a_second_voice(sign, known_by):
    first = an_entry(voice="A", signs=(sign,), known_by=known_by)
    repeat = an_entry(voice="A", signs=(sign,), known_by=known_by)
    second = an_entry(voice="B", signs=(sign,), known_by=known_by)

    repeated = weigh([first, repeat], scales(), at=NOON).points
    assert repeated < weigh([first, second], scales(), at=NOON).points
    assert repeated > weigh([first], scales(), at=NOON).points


@given(entries, facts)
def test_p11_no_reason_speaks_of_guilt_or_likelihood(told, facts_held):
    words = " ".join(weigh(told, scales(), facts_held, at=NOON).because).lower()

    assert not any(word in words for word in ("guilt", "probab", "likel", "%", "points"))


def test_row_p44_what_a_child_shows_without_words_weighs_with_what_neighbours_saw():
    drawn = an_entry(voice="therapist", setting="therapy", signs=("CS16",))
    unsaid = an_entry(voice="nurse", setting="health", signs=("CS18",))
    seen = an_entry(voice="Mrs A", signs=("GC1",))

    weight = weigh([drawn, unsaid, seen], scales(), at=NOON)

    assert weight.band is Band.REVIEW
    assert weight.points == weigh([drawn, seen], scales(), at=NOON).points
    rules = {one.rule: one.because for one in weight.firm.fired}
    assert rules["two_worried_voices"] == "2 independent voices are worried about him."


def test_a_picked_sign_says_so_where_the_teller_saw_it():
    signs = (SignSeen("GC1", SignSource.PICKED),)
    told = [replace(an_entry(signs=()), signs=signs, known_by=KnownBy.SAW)]
    [part] = weigh(told, scales(), at=NOON).contributions
    assert "GC1 (class 2, picked from a list, so counted as told by another)" in part.because
    rumour = [replace(told[0], known_by=KnownBy.RUMOUR)]
    [part] = weigh(rumour, scales(), at=NOON).contributions
    assert "GC1 (class 2, rumour)" in part.because
