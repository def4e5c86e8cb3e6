"""Who was cleared by two officers: the label that goes wherever the person is found."""

from collections.abc import Iterable

from intake.domain.outcome import Outcome, OutcomeKind, cleared_by
from intake.duty.sight import Sight
from intake.duty.views.outcome import Cleared

KIND_WORDS = {
    OutcomeKind.SUBSTANTIATED: "substantiated",
    OutcomeKind.UNSUBSTANTIATED: "unsubstantiated",
    OutcomeKind.UNFOUNDED: "unfounded",
    OutcomeKind.MISTAKEN_IDENTITY: "mistaken identity",
    OutcomeKind.MALICIOUS: "malicious",
}


def cleared_of(sight: Sight, person_id: int) -> Cleared | None:
    """Return how a person was cleared, or None; reports since are those this desk sees."""
    outcomes = sight.work.outcomes.confirmed_of([person_id])[person_id]
    found = cleared_by(outcomes)
    if found is None or found.second_at is None:
        return None
    told = sight.concerns_of_person(person_id).values()
    since = [one for one in told if one.received_at > found.second_at and sight.hears_of(one)]
    return Cleared(
        kind=KIND_WORDS[found.kind],
        on=sight.office.policy.duty.office.local_day(found.second_at),
        officers=(found.officer, found.second),
        since=len(since),
    )


def label_of(sight: Sight, person_id: int) -> str:
    """Return the label in a few words; empty for who was not cleared.

    Why: A new report must still find who was once wrongly named, and whoever reads it must
        find in the same line that he was cleared (P11).
    """
    found = cleared_of(sight, person_id)
    return f"Cleared: {found.kind}, {found.on:%-d %B %Y}" if found else ""


def newest_first(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return outcomes as a page lists them."""
    return tuple(sorted(outcomes, key=lambda one: one.id, reverse=True))
