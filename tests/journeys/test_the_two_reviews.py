"""The two reviews that the software comes from, as histories with invented people (issue 5).

Each is a file in `config/replays/`, so that a safeguarding partnership reads it, changes it, and
sees what would have come of it.
"""

import pytest

from intake.running.replay import play
from tests.build_office import shipped_policy
from tests.build_replay import failures, packaged

ROWS = {
    "peterborough": {"P1", "P2", "P3", "P4", "P5", "P9", "P10", "P12", "P13", "P14", "P15", "P20"},
    "teesside": {"T1", "T3", "T4", "T5", "T9", "T10", "T11"},
}


@pytest.mark.parametrize("name", ROWS)
def test_the_review_is_replayed_and_every_expectation_holds(name):
    told = play(packaged(name), shipped_policy())

    assert failures(told) == []
    assert len(told.every_outcome) > 25


@pytest.mark.parametrize("name", ROWS)
def test_the_replay_names_the_rows_that_it_shows(name):
    replay = packaged(name)

    named = {row for event in replay.history for row in event.seed}
    named |= {row for event in replay.history for one in event.then for row in one.seed}
    named |= {row for one in replay.expect for row in one.seed}
    assert named >= ROWS[name]


def test_the_beginning_that_new_writes_holds():
    assert failures(play(packaged("beginning"), shipped_policy())) == []
