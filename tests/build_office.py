"""Builders of a whole office on a database, with a clock that a test turns by hand."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from intake.domain.concern import (
    Danger,
    KnownBy,
    MentionSaid,
    Part,
    ReporterRole,
    ReporterSaid,
    SignSaid,
    Submission,
    about,
    exactly,
)
from intake.domain.held import Description, Officer, PersonHeld, PersonKind
from intake.domain.person import Flag
from intake.domain.private import private
from intake.policy.loader import PolicySet, load_policy
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.sealing import Sealer
from intake.store.work import Work
from matching.matcher import Matcher
from tests.databases import make_ready

TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
"""A working Tuesday morning: every desk of the demo set is open."""

SECRET = b"a secret that only tests know of"


@dataclass
class HandClock:
    """A clock that moves only when it is told to."""

    at: datetime = TUESDAY

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> datetime:
        """Move on by a span and give the new moment."""
        self.at += timedelta(**span)
        return self.at


@cache
def shipped_policy() -> PolicySet:
    """Give the packaged policy, read once."""
    return load_policy()


def an_office(
    *, clock: HandClock | None = None, url: str = "sqlite://", seed: int = 1, **changes: Any
) -> Office:
    """Give an office on a fresh database in memory, or on a given one."""
    archive = Archive(url)
    make_ready(archive)
    policy = changes.pop("policy", None) or shipped_policy()
    return Office(
        archive=archive,
        policy=policy,
        sealer=Sealer(SECRET),
        matcher=Matcher(policy.match_settings),
        clock=clock or HandClock(),
        bits=random.Random(seed).getrandbits,
        stopwatch=changes.pop("stopwatch", lambda: 0.0),
        **changes,
    )


def a_description(names: tuple[str, ...] = ("Corrin Thistlewood",), **facts: Any) -> Description:
    """Give what a record is found by."""
    return Description(names=names, **facts)


def a_flag(**facts: Any) -> Flag:
    """Give a flag that lacks nothing."""
    return Flag(
        **{
            "kind": "rso",
            "agency": "southfen_police",
            "area": "southfen",
            "owner_desk": "southfen_police",
            "review_on": date(2027, 3, 1),
            "source": "court register",
            "lawful_basis": "public task",
            **facts,
        }
    )


def a_flagged_person(
    work: Work,
    *,
    names: tuple[str, ...] = ("Corrin Thistlewood",),
    flag: Flag | None = None,
    only_desk: str = "",
    **facts: Any,
) -> PersonHeld:
    """Keep a flagged person with an owner, as an import would."""
    kept_flag = flag or a_flag()
    person = work.people.add(
        PersonHeld(
            label=private(names[0]),
            body=a_description(names, **facts),
            kind=PersonKind.FLAGGED,
            made_at=work.at,
            area=kept_flag.area,
            only_desk=only_desk,
        )
    )
    work.flags.add(replace(kept_flag, person_id=person.id))
    work.people.give(person.id, desk=kept_flag.owner_desk, why="import")
    return person


def a_mention(names: str = "Corrin Thistlewood", **facts: Any) -> MentionSaid:
    """Give a person of concern named for certain; further facts are taken as about."""
    part = facts.pop("part", Part.PERSON_OF_CONCERN)
    told = {name: about(words) for name, words in facts.items()}
    return MentionSaid(part=part, names=exactly(names), **told)


def a_submission(
    *mentions: MentionSaid,
    story: str = "He is always round there when I go past.",
    signs: tuple[str, ...] = (),
    role: ReporterRole = ReporterRole.COMMUNITY,
    account: str = "",
    **facts: Any,
) -> Submission:
    """Give a report by a neighbour of Northmoor who saw it."""
    who = facts.pop("reporter", None) or ReporterSaid(role=role, account=private(account))
    return Submission(
        **{
            "channel": "web",
            "danger": Danger.NO,
            "story": (private(story),),
            "mentions": mentions or (a_mention(),),
            "signs": tuple(SignSaid(sign, about_mention=0) for sign in signs),
            "reporter": who,
            "known_by": KnownBy.SAW,
            "area": "northmoor",
            **facts,
        }
    )


def an_officer(**facts: Any) -> Officer:
    """Give an officer of Northmoor's front door."""
    return Officer(
        **{
            "login": "a.birchall",
            "name": "A. Birchall",
            "desk": "northmoor_children",
            "role": "duty_officer",
            "made_at": TUESDAY,
            "id": 1,
            **facts,
        }
    )
