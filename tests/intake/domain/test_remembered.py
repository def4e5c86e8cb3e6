"""A history that goes on weighs what it weighs from scratch, whatever happened to it between."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain import over_time, remembered, weight
from intake.domain.chronology import Held, LinkStrength
from intake.domain.over_time import weights_over_time
from intake.domain.weight import weigh
from tests.build import NOON, an_entry, scales

SCALES = scales()
HELD = {False: Held(), True: Held(is_flagged=True, recalled=True)}
told = st.tuples(
    st.sampled_from(["A", "B", "C"]),
    st.lists(st.sampled_from(["GC1", "GC4", "GC7", "GP8", "OB4", "CS1"]), max_size=2),
    st.sampled_from(list(LinkStrength)),
    st.booleans(),
    st.integers(0, 400),
)
deeds = st.lists(
    st.tuples(st.sampled_from(["more", "same", "change", "drop"]), told, st.integers(0, 99)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(autouse=True)
def remember_even_short_histories(monkeypatch):
    monkeypatch.setattr(remembered, "LONG", 1)


def told_as(number, said, at):
    voice, signs, strength, is_home, _ = said
    return an_entry(
        concern=f"DR-{number}",
        voice=voice,
        signs=tuple(signs),
        strength=strength,
        households=("home",) if is_home else (),
        new_child=is_home,
        known_at=at,
    )


def from_scratch(entries, facts):
    """Weigh with nothing remembered."""
    kept = weight._SUMS._kept, over_time._WALKS._kept
    weight._SUMS._kept, over_time._WALKS._kept = {}, {}
    try:
        return weigh(entries, SCALES, facts, at=NOON), weights_over_time(entries, SCALES, facts)
    finally:
        weight._SUMS._kept, over_time._WALKS._kept = kept


@settings(max_examples=60, deadline=None)
@given(st.booleans(), deeds)
def test_p05_a_history_that_went_on_weighs_as_one_weighed_from_scratch(is_flagged, history):
    facts = HELD[is_flagged]
    entries = []
    for number, (deed, said, place) in enumerate(history):
        if deed == "more":
            at = max((one.known_at for one in entries), default=NOON - timedelta(days=5000))
            entries.append(told_as(number, said, at + timedelta(days=said[4])))
        elif entries and deed == "change":
            old = entries[place % len(entries)]
            entries[place % len(entries)] = replace(
                told_as(number, said, old.known_at), concern=old.concern
            )
        elif entries and deed == "drop":
            entries.pop(place % len(entries))
        elif entries:
            entries.append(replace(entries[place % len(entries)], households=("another",)))
            entries[-1] = replace(entries[-1], known_at=entries[place % len(entries)].known_at)

        weighed = weigh(entries, SCALES, facts, at=NOON)
        steps = weights_over_time(entries, SCALES, facts)

        assert (weighed, steps) == from_scratch(entries, facts)


def test_what_was_made_is_used_again_and_not_made_anew(monkeypatch):
    entries = [told_as(n, ("A", ["GC1"], LinkStrength.FIRM, False, 0), NOON) for n in range(4)]
    weigh(entries[:3], SCALES, at=NOON)
    taken = []
    growing = weight.Growing
    real = growing.take
    monkeypatch.setattr(
        growing, "take", lambda self, some: (taken.append(len(some)), real(self, some))[1]
    )

    weigh(entries, SCALES, at=NOON)

    assert taken == [1]
