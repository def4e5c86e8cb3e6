"""The prior moves with the size of the list, as each index counts it."""

from dataclasses import replace
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex
from matching.matcher import Matcher
from matching.scoring import Candidate, Scorer
from tests.build_matching import TODAY, a_connection, a_matcher, a_record, match_settings, words

MEANT = a_record(1, "Corrin Thistlewood", born="1979-02-14")
ASKED = words("Corin Thistlewood", born="1979")
sizes = st.integers(1, 5_000_000)
shares = st.floats(0.0005, 0.5)


def strangers(count: int):
    return [a_record(n, f"Wq{n:05d}x", born=f"18{n % 100:02d}-01-02") for n in range(2, count + 1)]


def first_of(index) -> Candidate:
    return a_matcher().search(index, ASKED, today=TODAY).candidates[0]


def points_before(size: int, share: float = 0.02) -> float:
    settings = match_settings()
    settings = replace(settings, prior=replace(settings.prior, share=share))
    return Scorer(settings, size=size)._prior.points


@given(sizes, sizes)
def test_a_list_so_many_times_longer_takes_its_log_away(one, other):
    least = match_settings().prior.smallest_size

    moved = points_before(one) - points_before(other)

    assert isclose(moved, log(max(other, least) / max(one, least)), abs_tol=0.011)


@given(sizes, shares)
def test_a_prior_moves_the_points_by_its_odds(size, share):
    moved = points_before(size, share) - points_before(size)

    assert isclose(moved, log(share / (1 - share)) - log(0.02 / 0.98), abs_tol=0.011)


@pytest.mark.parametrize("size", [1, 900, 3_000])
def test_the_database_counts_the_list_as_the_file_does(size):
    people = [MEANT, *strangers(size)]
    connection = a_connection()
    stored = SqlIndex(connection)
    stored.put_many(people)

    assert first_of(stored) == first_of(MemoryIndex.build(people))


def test_who_is_written_to_the_database_lowers_what_everybody_else_is_likely():
    connection = a_connection()
    index = SqlIndex(connection)
    index.put_many([MEANT, *strangers(1_000)])
    before = first_of(index)

    index.put_many(a_record(n, f"Zk{n:05d}v") for n in range(5_000, 8_000))
    after = first_of(index)

    assert (before.record_id, after.record_id) == (1, 1)
    assert after.likelihood < before.likelihood
    longer = log(4_001 / match_settings().prior.smallest_size)
    assert isclose(before.points - after.points, longer, abs_tol=0.02)


def test_who_cannot_be_seen_yet_does_not_lengthen_the_list():
    connection = a_connection()
    SqlIndex(connection).put_many([MEANT, *strangers(1_000)])
    before = first_of(SqlIndex(connection, version=0))

    SqlIndex(connection).put_many(
        [a_record(n, f"Zk{n:05d}v") for n in range(5_000, 8_000)], visible_from=1
    )

    assert first_of(SqlIndex(connection, version=0)) == before
    assert first_of(SqlIndex(connection, version=1)).points < before.points


def test_likelihoods_of_all_sum_to_less_than_one():
    people = [a_record(n, "Corrin Thistlewood", born="1979-02-14") for n in range(1, 6)]

    found = Matcher(match_settings()).search(
        MemoryIndex.build(people), words("Corrin Thistlewood", born="1979-02-14"), today=TODAY
    )

    assert sum(one.likelihood for one in found.candidates) < 1
