"""Whose own people a report is about: a desk's, an agency's, an officer (promise P13).

Read `told_about` first. What it finds are codes and keys; `with_officers` adds those who work
here and are called so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from intake.domain.concern import MentionSaid, Part
from intake.domain.held import Officer
from intake.domain.told_words import (
    folded,
    holds,
    may_hold,
    name_keys,
    pieces,
    tells_of_work,
    tells_of_work_of,
)
from intake.policy.loader import PolicySet
from intake.store.staff import Staff


@dataclass(frozen=True, slots=True)
class OwnPeople:
    """Desks, agencies and officers that a report is about; keys of the names it tells."""

    desks: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def told_about(
    policy: PolicySet,
    mentions: Iterable[MentionSaid],
    *,
    story: Iterable[str] = (),
    areas: Iterable[str] = (),
) -> OwnPeople:
    """Return whose own people a report is about, by what it tells of their work.

    Args:
        policy: The settings: titles of desks, titles and other names of agencies.
        mentions: As they were told; only persons of concern count.
        story: What was told at length.
        areas: The areas concerned, for a name that agencies of several areas share.

    Why:
        Nobody sees reports about themselves or their own desk (P13). A name that several
        agencies bear ("the police") means that of the area told beside it, else that of the
        area concerned if only one there is called so (decision 0009).
    """
    at_length = tuple(piece for words in story for piece in pieces(words))
    of_concern = [
        _Told.of(one, at_length) for one in mentions if one.part is Part.PERSON_OF_CONCERN
    ]
    concerned = frozenset(areas)
    desks = {
        name
        for name, desk in policy.duty.desks.items()
        if any(True for one in of_concern for _ in one.where_work_is(desk.title))
    }
    agencies = {
        agency
        for phrase, called in policy.areas.called.items()
        for one in of_concern
        for words in one.where_work_is(phrase)
        for agency in _meant(policy, called, words, concerned)
    }
    names = frozenset(key for one in of_concern for name in one.names for key in name_keys(name))
    return OwnPeople(frozenset(desks), frozenset(agencies), names=names)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the work of one person, folded once for all phrases.

    Args:
        names: How they are called.
        at_work: Words that are about their work by the question asked.
        beside: Pieces of what else is told of them.
        story: Pieces of what was told at length.
        words: Every word of all of it.
    """

    names: tuple[str, str]
    at_work: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[tuple[str, ...], ...], ...]
    story: tuple[tuple[str, ...], ...]
    words: frozenset[str]

    @classmethod
    def of(cls, one: MentionSaid, story: tuple[tuple[str, ...], ...]) -> "_Told":
        names = (one.names.told, one.nickname.told)
        at_work = (folded(one.work.told), folded(one.relation.told))
        beside = tuple(pieces(words) for words in (one.description.told, *names))
        each = (*at_work, *story, *(piece for told in beside for piece in told))
        words = frozenset(word for said in each for word in said)
        return cls(names=names, at_work=at_work, beside=beside, story=story, words=words)

    def where_work_is(self, phrase: str) -> Iterator[tuple[str, ...]]:
        """Yield the words in which a phrase is told as their work."""
        if not may_hold(self.words, phrase):
            return
        yield from (said for said in self.at_work if holds(said, phrase))
        for told in self.beside:
            if any(tells_of_work(piece, phrase) for piece in told):
                yield tuple(word for piece in told for word in piece)
        if tells_of_work_of(self.names, self.story, phrase):
            yield ()


def _meant(
    policy: PolicySet, called: tuple[str, ...], said: tuple[str, ...], concerned: frozenset[str]
) -> Iterator[str]:
    """Yield which agencies of one name are meant."""
    if len(called) == 1:
        yield from called
        return
    agencies = policy.areas.agencies
    named = {code for code, area in policy.areas.areas.items() if holds(said, area.title)}
    if named:
        yield from (agency for agency in called if agencies[agency].area in named)
        return
    for area in concerned or {agencies[agency].area for agency in called}:
        here = [agency for agency in called if agencies[agency].area == area]
        if len(here) == 1:
            yield here[0]


Bearers = Mapping[str, tuple[Officer, ...]]
"""Officers by each key of their names; see `name_keys`."""


def bearers_of(staff: Staff) -> Bearers:
    """Return everybody who works here, or did, by the keys of their names."""
    bearers: dict[str, tuple[Officer, ...]] = {}
    for one in staff.everybody():
        for key in name_keys(one.name):
            bearers[key] = (*bearers.get(key, ()), one)
    return bearers


def with_officers(own: OwnPeople, bearers: Bearers) -> OwnPeople:
    """Add the officers who are called as somebody of concern is, and their desks.

    Why: The same full name may be somebody else's; that a colleague of another desk looks
    costs little, that an officer reads what is said about her may cost a child dear.
    """
    found = {one.login: one for key in own.names for one in bearers.get(key, ())}
    if not found:
        return own
    return replace(
        own,
        officers=own.officers | frozenset(found),
        desks=own.desks | {one.desk for one in found.values()},
    )
