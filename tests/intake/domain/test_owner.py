"""Exactly one desk owns a person."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.errors import ConflictError
from intake.domain.held import Owned
from intake.domain.owner import owner_at, owner_of
from intake.domain.person import FlagStatus, SeenBy
from tests.build import NOON, a_flag

SECRET = a_flag(owner_desk="southfen_police", seen_by=SeenBy.OWNER)
ENDED = a_flag(owner_desk="northmoor_mappa", status=FlagStatus.ENDED)


@pytest.mark.parametrize(
    ("flags", "chosen", "desk"),
    [
        pytest.param((), "", "leading", id="without flags the leading desk owns"),
        pytest.param((a_flag(),), "", "northmoor_police", id="a flag names its owner"),
        pytest.param((ENDED, a_flag()), "", "northmoor_police", id="an ended flag owns nobody"),
        pytest.param(
            (SECRET, a_flag()), "", "northmoor_police", id="a hidden flag names no owner to others"
        ),
        pytest.param((SECRET,), "", "leading", id="nor does it take a person from the lead"),
        pytest.param((a_flag(),), "southfen_children", "southfen_children", id="a human's choice"),
    ],
)
def test_p08_exactly_one_desk_owns_and_says_why(flags, chosen, desk):
    owner = owner_of(flags, leading="leading", chosen=chosen)

    assert owner.desk == desk
    assert owner.because


@given(st.lists(st.integers(1, 500), max_size=8), st.integers(0, 6000))
def test_p08_after_any_row_of_moves_one_desk_owns_at_every_instant(moves, minute):
    edges = [0]
    for hours in moves:
        edges.append(edges[-1] + hours)
    ends = [*edges[1:], None]
    periods = [
        Owned(
            person_id=1,
            desk=f"desk {n}",
            since=NOON + timedelta(hours=start),
            until=None if end is None else NOON + timedelta(hours=end),
            why="moved",
        )
        for n, (start, end) in enumerate(zip(edges, ends, strict=True))
    ]

    assert owner_at(periods, NOON + timedelta(minutes=minute)) in periods


@pytest.mark.parametrize("count", [0, 2])
def test_p08_none_and_two_are_both_refused(count):
    period = Owned(person_id=1, desk="a", since=NOON, why="lead")

    with pytest.raises(ConflictError):
        owner_at([period] * count, NOON)
