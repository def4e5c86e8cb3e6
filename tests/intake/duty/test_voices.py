"""Floods of like words among the voices of one person, however many there are."""

from datetime import timedelta
from types import SimpleNamespace

from intake.domain.campaign import Marked
from intake.duty import voices
from tests.build import NOON
from tests.build_office import shipped_policy

WORDS = 20


def floods(count, *, step=0):
    """Return the floods of reports whose marks are the same, or move on by a step each."""
    marked = {
        number: Marked(
            number, NOON, frozenset(f"m{place + number * step}" for place in range(WORDS))
        )
        for number in range(1, count + 1)
    }
    like_words = SimpleNamespace(of=lambda _: marked)
    sight = SimpleNamespace(
        office=SimpleNamespace(policy=shipped_policy()),
        work=SimpleNamespace(concerns=SimpleNamespace(like_words=like_words)),
    )
    told = [
        SimpleNamespace(
            concern=SimpleNamespace(id=one, reference=f"r{one:03}", voice_id=one),
            at=NOON + timedelta(minutes=one),
        )
        for one in marked
    ]
    return voices._alike(sight, told, {one: one for one in marked})


def test_a_flood_of_more_than_fifty_is_one_and_holds_every_report():
    [flood] = floods(voices.FLOOD + 10)
    assert len(flood.references) == voices.FLOOD + 10


def test_what_reaches_beyond_a_flood_is_found_as_it_was_without_a_bound(monkeypatch):
    bounded = {one.references for one in floods(80, step=1)}
    monkeypatch.setattr(voices, "FLOOD", 1000)
    assert bounded == {one.references for one in floods(80, step=1)}
