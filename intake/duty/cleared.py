"""Who was cleared by two officers: the label that goes wherever the person is found.

Of records that were joined each keeps what was said of it; read `cleared_of`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from intake.domain.errors import NotFoundError
from intake.domain.held import PersonHeld
from intake.domain.outcome import Outcome, OutcomeKind, cleared_as_one, cleared_by
from intake.duty.sight import Sight
from intake.duty.views.outcome import Cleared, JoinedTo

KIND_WORDS = {
    OutcomeKind.SUBSTANTIATED: "substantiated",
    OutcomeKind.UNSUBSTANTIATED: "unsubstantiated",
    OutcomeKind.UNFOUNDED: "unfounded",
    OutcomeKind.MISTAKEN_IDENTITY: "mistaken identity",
    OutcomeKind.MALICIOUS: "malicious",
}


def cleared_of(sight: Sight, person_id: int) -> Cleared | None:
    """Return how a person was cleared, or None; reports since are those this desk sees.

    A record with others joined to it is cleared where all of them are.
    """
    said = _said_of_each(sight, person_id)
    if cleared_by(said[person_id]) is None:
        return None
    joinings = sight.work.joinings.within(person_id)
    joined = [(one.since, said[one.person_id]) for one in joinings]
    found = cleared_as_one(said[person_id], joined)
    if found is None or found.second_at is None:
        return None
    told = sight.concerns_of_person(person_id).values()
    since = [one for one in told if one.received_at > found.second_at and sight.hears_of(one)]
    return _cleared(sight, found, since=len(since))


def _said_of_each(sight: Sight, person_id: int) -> Mapping[int, list[Outcome]]:
    """Return what two humans said of a record and of each that hangs on it, apart."""
    said: dict[int, list[Outcome]] = defaultdict(list)
    for one in sight.work.outcomes.confirmed_of([person_id])[person_id]:
        said[one.person_id].append(one)
    return said


def cleared_apart(sight: Sight, person: PersonHeld) -> tuple[Cleared, ...]:
    """Return which records of a joined whole were cleared by themselves; none where all were."""
    members = joined_to(sight, person)
    if not members or cleared_of(sight, person.id) is not None:
        return ()
    both = {person.id: person.number, **{one.person_id: one.number for one in members}}
    said = _said_of_each(sight, person.id)
    found = ((number, cleared_by(said[key])) for key, number in both.items())
    return tuple(_cleared(sight, one, of=number) for number, one in found if one is not None)


def joined_to(sight: Sight, person: PersonHeld) -> tuple[JoinedTo, ...]:
    """Return the records that hang on a person's now, as far as the reader may open them (P13)."""
    joinings = sight.work.joinings.within(person.id)
    found = (_opened(sight, one.person_id) for one in joinings)
    return tuple(one for one in found if one is not None)


def hangs_on(sight: Sight, person: PersonHeld) -> JoinedTo | None:
    """Return the record that a person's links hang on now, or None where they are his own."""
    head = sight.work.joinings.heads([person.id]).get(person.id)
    return _opened(sight, head) if head is not None else None


def _opened(sight: Sight, person_id: int) -> JoinedTo | None:
    try:
        person, seen = sight.person(person_id)
    except NotFoundError:
        return None
    is_seen = {"person.weight", "person.chronology"} <= seen
    return JoinedTo(person.id, person.number) if is_seen else None


def _cleared(sight: Sight, found: Outcome, *, since: int = 0, of: str = "") -> Cleared:
    assert found.second_at is not None
    return Cleared(
        kind=KIND_WORDS[found.kind],
        on=sight.office.policy.duty.office.local_day(found.second_at),
        officers=(found.officer, found.second),
        since=since,
        of=of,
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
