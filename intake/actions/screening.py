"""Looking up everybody a concern names or describes, at the moment of the report (P2).

Read-only and bounded in time. What it finds stays on this side of the doors: nothing here
reaches a reporter (P4).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from intake.domain.ages import guessed_age_of
from intake.domain.concern import Fact, MentionSaid, Part, Submission, about
from intake.domain.errors import DueRegardError
from intake.domain.held import Addition, CheckState, Description
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.people import description_for_matching
from intake.store.work import Work
from matching.index import Reserved
from matching.index.sql import SqlIndex
from matching.matcher import Answer, Apart
from matching.scoring import Band, Candidate
from matching.story import Sighting

LINKED_BANDS = (Band.STRONG, Band.POSSIBLE, Band.NAME_ONLY, Band.OTHER_DATE)
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)(?:\s*(\d[A-Z]{2}))?\b", re.IGNORECASE)
TEXT_LIMIT = 20_000
STORY_PLACES = 1000
"""Mentions found by reading the story are numbered from here, apart from those told of."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One lookup and its outcome; `mention` is the mention's place, None for the story."""

    mention: int | None
    state: CheckState
    asked: dict[str, Any] = field(repr=False)
    candidates: tuple[Candidate, ...] = field(default=(), repr=False)
    searched: int = 0
    cut: bool = False
    took_ms: int = 0

    @property
    def is_made(self) -> bool:
        """Whether the lookup was made, found or not."""
        return self.state is not CheckState.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Screening:
    """Everything looked up for one submission, against one list version.

    `found_in_story` are people whose names stand in the story and who were not told of as
    mentions; they come as mentions of part *not said*.
    """

    list_version: int
    lookups: tuple[Lookup, ...]
    found_in_story: tuple[tuple[MentionSaid, Lookup], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every lookup was made."""
        return all(one.is_made for one in self.lookups)


def described(mention: MentionSaid, today: date) -> Description:
    """Return what a mention says, in the form that records are looked up by.

    Args:
        mention: The words; facts not told are left out.
        today: The day of the report, for an age told as of then.
    """
    ages = guessed_age_of(mention.age.told) if mention.age.told else None
    place = mention.place.told
    codes = [mention.postcode.told, *(match.group(0) for match in POSTCODE.finditer(place))]
    return Description(
        names=_told(mention.names, mention.nickname),
        birth=mention.birth.told,
        age_low=ages[0] if ages else None,
        age_high=ages[1] if ages else None,
        age_as_of=today if ages else None,
        places=_told(mention.place),
        postcodes=tuple(code for code in codes if code),
        phones=_told(mention.phone),
        vehicles=_told(mention.vehicle),
        handles=_told(mention.handle),
        work=_told(mention.work),
        words=_told(mention.description),
    )


def _told(*facts: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.told.strip() for fact in facts if fact.told.strip()))


def screen(office: Office, work: Work, submission: Submission) -> Screening:
    """Look up everybody in a submission, the story too.

    Args:
        office: Matcher, clock and settings.
        work: An open transaction, reading or writing.
        submission: What was told.

    Returns:
        One lookup a mention, and one for the story with the words beside the questions.
        Where the time allowed is used up, or the index cannot be read, the rest is *not
        checked* and due again; never an error.

    Why:
        Intelligence checks were not made when the offence was reported (Peterborough review);
        they would have shown his record.
    """
    clock = _Allowance(office)
    version = work.people.list_version()
    people = work.people
    listed = _Listed(people.index(version), people.unlisted_among, people.reserved(version))
    today = work.at.date()
    lookups = []
    for place, mention in enumerate(submission.mentions):
        body = described(mention, today)
        lookups.append(_look_up(clock, office, listed, place, body, today))
    size = next((one.searched for one in lookups if one.is_made), None)
    story_lookup, sighted = _read_story(clock, office, listed, submission, (today, size))
    return Screening(version, (*lookups, story_lookup), sighted)


def screen_words(office: Office, work: Work, told: Submission) -> Screening:
    """Look up everybody whom the story of a submission names beyond its mentions.

    Args:
        office: Matcher, clock and settings.
        work: An open transaction, reading or writing.
        told: Its story is what came after sending, its mentions are those known already.

    Returns:
        One lookup, of the words, and whom they name; see `screen` for what may be missing.
    """
    version, people = work.people.list_version(), work.people
    listed = _Listed(people.index(version), people.unlisted_among, people.reserved(version))
    known = work.at.date(), None
    lookup, sighted = _read_story(_Allowance(office), office, listed, told, known)
    return Screening(version, (lookup,), sighted)


def story_of(submission: Submission, added: Iterable[Addition] = ()) -> str:
    """Return the story, what happened other times, and the words beside the questions.

    As far as it is read: words that go on for long are cut off.

    Args:
        submission: What was told.
        added: What came after sending, which is read as far again.
    """
    beside = (asked.answer for asked in submission.answers if asked.is_beside)
    parts = (*submission.at_length, *beside)
    story = "\n".join(part.reveal() for part in parts)[:TEXT_LIMIT]
    more = "\n".join(one.words.reveal() for one in added)[:TEXT_LIMIT]
    return f"{story}\n{more}" if more else story


def not_checked_yet(work: Work, submission: Submission) -> Screening:
    """Return a screening in which everything is still owed.

    Why: What is told with a "yes, in danger" is answered at once, and how long the answer
    takes must tell nothing (P4); the check follows within seconds, on its own.
    """
    today = work.at.date()
    owed = [
        Lookup(place, CheckState.NOT_CHECKED, plain_of(described(mention, today)))
        for place, mention in enumerate(submission.mentions)
    ]
    story = Lookup(None, CheckState.NOT_CHECKED, {"story": len(submission.story)})
    return Screening(work.people.list_version(), (*owed, story))


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list, who stands on it unlisted, and whom only some desks may know of (P13)."""

    index: SqlIndex
    apart: Apart
    reserved: Reserved | None


class _Allowance:
    """The time a screening may take; beyond it nothing more is looked up."""

    def __init__(self, office: Office) -> None:
        self._watch = office.stopwatch
        self._until = self._watch() + office.policy.channels.screening.at_most_milliseconds / 1000

    def now(self) -> float:
        return self._watch()

    @property
    def is_over(self) -> bool:
        return self._watch() > self._until


def _look_up(
    clock: _Allowance, office: Office, listed: _Listed, place: int, body: Description, today: date
) -> Lookup:
    asked = plain_of(body)
    if clock.is_over:
        return Lookup(place, CheckState.NOT_CHECKED, asked)
    start = clock.now()
    try:
        wanted = description_for_matching(body)
        answer = office.matcher.search(
            listed.index,
            wanted,
            limit=10,
            today=today,
            apart=listed.apart,
            reserved=listed.reserved,
        )
    except (SQLAlchemyError, DueRegardError, ArithmeticError, LookupError, ValueError):
        return Lookup(place, CheckState.NOT_CHECKED, asked)
    return _lookup_of(place, asked, answer, clock.now() - start)


def _lookup_of(place: int | None, asked: dict[str, Any], answer: Answer, took: float) -> Lookup:
    return Lookup(
        mention=place,
        state=CheckState.DONE if answer.searched else CheckState.LIST_EMPTY,
        asked=asked,
        candidates=tuple(one for one in answer.candidates if one.band is not Band.NONE),
        searched=answer.searched,
        cut=answer.cut,
        took_ms=round(took * 1000),
    )


def _read_story(
    clock: _Allowance,
    office: Office,
    listed: _Listed,
    told: Submission,
    known: tuple[date, int | None],
) -> tuple[Lookup, tuple[tuple[MentionSaid, Lookup], ...]]:
    """Read the story; `known` is this day, and how long the list is if that was asked already."""
    story = story_of(told)
    asked: dict[str, Any] = {"story": len(story)}
    today, size = known
    if clock.is_over:
        return Lookup(None, CheckState.NOT_CHECKED, asked), ()
    start = clock.now()
    try:
        size = listed.index.size() if size is None else size
        sightings = office.matcher.scan_text(
            listed.index,
            story,
            limit=10,
            today=today,
            apart=listed.apart,
            reserved=listed.reserved,
        )
    except (SQLAlchemyError, DueRegardError, ArithmeticError, LookupError, ValueError):
        return Lookup(None, CheckState.NOT_CHECKED, asked), ()
    took = round((clock.now() - start) * 1000)
    state = CheckState.DONE if size else CheckState.LIST_EMPTY
    sighted = tuple(sighted_among(sightings, told.mentions, size=size, today=today))
    return Lookup(None, state, asked, (), size, took_ms=took), sighted


def sighted_among(
    sightings: Iterable[Sighting], told: Iterable[MentionSaid], *, size: int, today: date
) -> Iterator[tuple[MentionSaid, Lookup]]:
    """Yield what a story says of people beyond those who were told of, each once.

    Args:
        sightings: What was seen in the story.
        told: The mentions there are already.
        size: Size of the list.
        today: The day of the report.

    Why two sets of words: what only some desks may know of is left out only where a mention
    was told that is looked up in full; and it leaves nothing out itself (P13).
    """
    of_told = {word for one in told for word in _words(described(one, today))}
    known = {is_reserved: set(of_told) for is_reserved in (False, True)}
    for sighting in sightings:
        mention = sighted_mention(sighting)
        body = described(mention, today)
        if _words(body) <= known[sighting.is_reserved]:
            continue
        known[sighting.is_reserved] |= _words(body)
        candidates = tuple(one for one in sighting.candidates if one.band in LINKED_BANDS)
        yield mention, Lookup(None, CheckState.DONE, plain_of(body), candidates, size)


def sighted_mention(sighting: Sighting) -> MentionSaid:
    """Return what a story says of somebody, as a mention of part *not said*."""
    said = sighting.said
    return MentionSaid(
        part=Part.NOT_SAID,
        names=about(" ".join(said.names)),
        place=about("; ".join(said.places)),
        postcode=about(" ".join(said.postcodes)),
        phone=about(" ".join(said.phones)),
        vehicle=about(" ".join(said.vehicles)),
        handle=about(" ".join(said.handles)),
    )


def _words(body: Description) -> set[str]:
    """Return the words of names and the facts that find somebody, as far as they were told."""
    facts = (*body.phones, *body.vehicles, *body.handles, *body.postcodes)
    plain = {"".join(filter(str.isalnum, fact.lower())) for fact in facts}
    return plain | {word for name in body.names for word in name.lower().split()}
