"""Histories for properties: entries, facts held, and the same told in any order."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from intake.domain.chronology import Entry, Held, LinkStrength, SignSeen, Span
from intake.domain.concern import KnownBy, SignSource
from tests.build import days_ago, scales

SIGNS = sorted(sign.id for sign in scales().signs)

signs_seen = st.builds(
    SignSeen,
    sign=st.sampled_from(SIGNS),
    source=st.sampled_from(SignSource),
    tied_to_him=st.booleans(),
)
told_once = st.builds(
    Entry,
    concern=st.uuids().map(str),
    voice=st.sampled_from(["A", "B", "C", "D"]),
    known_at=st.integers(0, 4000).map(days_ago),
    signs=st.lists(signs_seen, max_size=4).map(tuple),
    known_by=st.sampled_from(KnownBy),
    setting=st.sampled_from(["community", "health", "school"]),
    fears_for_child=st.booleans(),
    suspected_false=st.booleans(),
    households=st.lists(st.sampled_from(["h1", "h2", "h3"]), max_size=2).map(tuple),
    new_child=st.booleans(),
    strength=st.sampled_from(LinkStrength),
    in_danger=st.booleans(),
    child_ages=st.lists(
        st.tuples(st.integers(0, 12), st.integers(12, 17)) | st.just((4, 5)), max_size=2
    ).map(tuple),
)
named_twice = st.builds(
    lambda entry, signs, strength: [entry, replace(entry, signs=signs, strength=strength)],
    told_once,
    st.lists(signs_seen, max_size=2).map(tuple),
    st.sampled_from(LinkStrength),
)
histories = st.lists(told_once.map(lambda entry: [entry]) | named_twice, max_size=7).map(
    lambda told: [entry for concern in told for entry in concern]
)
facts_held = st.builds(
    Held,
    is_flagged=st.booleans(),
    no_contact=st.sampled_from([(), (Span(date(2030, 1, 1)),)]),
    assessed_high=st.booleans(),
    recalled=st.booleans(),
    convicted_relevant=st.booleans(),
)
