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
    of_concern = [one for one in mentions if one.part is Part.PERSON_OF_CONCERN]
    told = tuple(story)
    concerned = frozenset(areas)
    desks = {
        name
        for name, desk in policy.duty.desks.items()
        if any(True for one in of_concern for _ in _where_work_is(one, told, desk.title))
    }
    agencies = {
        agency
        for phrase, called in policy.areas.called.items()
        for one in of_concern
        for words in _where_work_is(one, told, phrase)
        for agency in _meant(policy, called, words, concerned)
    }
    names = frozenset(
        key
        for one in of_concern
        for name in (one.names.told, one.nickname.told)
        for key in name_keys(name)
    )
    return OwnPeople(frozenset(desks), frozenset(agencies), names=names)


def _where_work_is(one: MentionSaid, story: tuple[str, ...], phrase: str) -> Iterator[str]:
    """Yield the words in which a phrase is told as somebody's work."""
    for fact in (one.work, one.relation):
        if holds(folded(fact.told), phrase):
            yield fact.told
    for words in (one.description.told, one.names.told, one.nickname.told):
        if any(tells_of_work(piece, phrase) for piece in pieces(words)):
            yield words
    called = (one.names.told, one.nickname.told)
    for words in story:
        if tells_of_work_of(called, words, phrase):
            yield ""


def _meant(
    policy: PolicySet, called: tuple[str, ...], words: str, concerned: frozenset[str]
) -> Iterator[str]:
    """Yield which agencies of one name are meant."""
    if len(called) == 1:
        yield from called
        return
    agencies = policy.areas.agencies
    said = folded(words)
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
