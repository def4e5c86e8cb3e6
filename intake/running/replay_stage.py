"""The stage of a replay: an office in memory, a clock that is turned by hand, who is who.

Read `Stage`. What the file knows and the software must never learn, whom somebody meant, is
kept here beside the office and never handed to an act.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from intake.domain.alert import Alert
from intake.domain.concern import Receipt
from intake.domain.errors import NotFoundError, PolicyError
from intake.domain.event import ToldAnswer
from intake.domain.held import ConcernHeld, LinkHeld, Officer
from intake.domain.person import LinkState
from intake.policy.loader import PolicySet
from intake.policy.replay import Event, ReplayFile
from intake.policy.replay_events import Flagged
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.schema import migrate
from intake.store.sealing import Sealer
from intake.store.work import Work
from matching.matcher import Matcher

SECRET = b"a replay is thrown away when it ends"
FIRST_HOUR = time(10, 0)
APART = timedelta(minutes=10)
LAST_MOMENT = time(23, 59)
SEED = 7
"""Of references and codes: the same file gives the same replay."""


@dataclass(slots=True)
class TurnedClock:
    """A clock that is turned by hand, and only forward."""

    at: datetime

    def __call__(self) -> datetime:
        """Return the moment it shows, aware UTC."""
        return self.at

    def turn_to(self, at: datetime) -> None:
        """Go on to a moment; one that has passed changes nothing."""
        self.at = max(self.at, at)


@dataclass
class Stage:
    """One replay while it is played.

    Args:
        replay: The file.
        office: In memory; gone when the replay ends.
        clock: The office's clock.
        reports: The concern of each report, by its id in the file.
        receipts: What each reporter got, by the same id.
        meant: Whom each mention meant, by the mention's id.
        listed: The record of each person that a flag put on the list.
        said: What flags have said of a person so far.
        agreements: The agreement of each id in the file.
        meetings: The meeting of each id in the file.
        tellings: The decision what to tell of each id in the file.
    """

    replay: ReplayFile
    office: Office
    clock: TurnedClock
    reports: dict[str, ConcernHeld] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    meant: dict[int, str] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)
    said: dict[str, Flagged] = field(default_factory=dict)
    agreements: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    tellings: dict[str, int] = field(default_factory=dict)
    silent: list[tuple[frozenset[str], datetime, datetime | None]] = field(default_factory=list)
    _holds: dict[int, str] = field(default_factory=dict)
    _links_seen: int = 0

    @property
    def policy(self) -> PolicySet:
        """The settings it is played under."""
        return self.office.policy

    def officer(self, desk: str) -> Officer:
        """Return the one invented officer of a desk."""
        title = self.policy.duty.desk(desk).title
        return Officer(
            login=f"replay_{desk}",
            name=f"Officer of {title}",
            desk=desk,
            role="duty_officer",
            made_at=self.clock.at,
        )

    def answers_from(self, desk: str, at: datetime) -> datetime | None:
        """Return from when somebody at a desk answers what waits at a moment; None is never."""
        moment: datetime | None = at
        for desks, since, until in self.silent:
            in_it = moment is not None and since <= moment and (until is None or moment < until)
            if in_it and desks & {desk, "all"}:
                moment = until
        return moment

    def answers_to_come(self, alert: Alert) -> frozenset[ToldAnswer]:
        """Return how events still to come answer what this alert told its desk; empty for none."""
        today = self.policy.duty.office.local_day(self.clock.at)
        with self.office.look() as work:
            told = work.stewards.told_of_alert(alert.id)
            kind = work.stewards.events.get(told.event_id).kind if told else None
            return frozenset(
                one.answer
                for event in self.replay.history
                if (one := event.told) is not None
                and event.on >= today
                and one.desk == alert.desk
                and one.event in (None, kind)
                and alert.person_id in self.records_of(work, one.person)
            )

    # who is who

    def links(self, work: Work, code: str) -> tuple[LinkHeld, ...]:
        """Return every link of words that meant a person, rejected ones too."""
        told = [one for one, who in self.meant.items() if who == code]
        return work.people.links_of_mentions(told)

    def records_of(self, work: Work, code: str) -> frozenset[int]:
        """Return the records that hold a person: listed, made of his mentions, or judged his."""
        firm = {link.person_id for link in self.links(work, code) if link.state is LinkState.SAME}
        listed = {self.listed[code]} if code in self.listed else set()
        return frozenset(firm | listed)

    def record_ids(self, code: str) -> list[int]:
        """Return the record of a person who is listed, else every record that holds them.

        Raises:
            NotFoundError: None does yet.
        """
        if code in self.listed:
            return [self.listed[code]]
        with self.office.look() as work:
            records = sorted(self.records_of(work, code))
        if not records:
            raise NotFoundError(what="person")
        return records

    def subjects_of(self, work: Work, code: str) -> list[str]:
        """Return what the diary may hold about a person: records, flags, handovers, events."""
        found = []
        handovers, events = work.stewards.handovers, work.stewards.events
        for number in sorted(self.records_of(work, code)):
            flags = work.flags.of(number)
            offers = handovers.all(handovers.row.person_id == number)
            found += [f"person:{number}", *(f"flag:{flag.id}" for flag in flags)]
            happened = events.all(events.row.person_id == number)
            found += [f"handover:{offer.id}" for offer in offers]
            found += [f"event:{event.id}" for event in happened]
        found += [f"agreement:{one}" for one in self.agreements.values()]
        found += [f"meeting:{one}" for one in self.meetings.values()]
        found += [f"telling:{one}" for one in self.tellings.values()]
        return found

    def meant_by_record(self, work: Work) -> dict[int, str]:
        """Return whom each record holds, as whoever wrote the file knows it.

        A record that a flag made is of the person listed; any other of whom its own first
        mention meant.
        """
        rows = work.people.links
        for link in rows.all(rows.row.id > self._links_seen):
            self._links_seen = link.id
            if link.is_own and link.mention_id in self.meant:
                self._holds.setdefault(link.person_id, self.meant[link.mention_id])
        self._holds |= {number: code for code, number in self.listed.items()}
        return self._holds

    def forget(self) -> None:
        """Let go of the database."""
        self.office.archive.close()


def set_up(
    replay: ReplayFile,
    policy: PolicySet,
    *,
    archive: Archive | None = None,
    clock_at: Callable[[datetime], TurnedClock] = TurnedClock,
) -> Stage:
    """Open an office that stands just before the first day of a replay.

    Args:
        replay: The file.
        policy: The settings to play it under.
        archive: An empty database that is thrown away after; None is one in memory.
        clock_at: Makes the clock, given the moment at which it stands.
    """
    archive = archive or Archive("sqlite://")
    migrate(archive)
    zone = policy.duty.office.zone
    first = datetime.combine(replay.history[0].on, time(0), tzinfo=zone).astimezone(UTC)
    clock = clock_at(first - timedelta(hours=1))
    office = Office(
        archive=archive,
        policy=policy,
        sealer=Sealer(SECRET),
        matcher=Matcher(policy.match_settings),
        clock=clock,
        bits=random.Random(SEED).getrandbits,
        stopwatch=lambda: 0.0,
    )
    with office.begin() as work:
        work.staff.adopt(digest=policy.hash, whole=policy.whole, by="replay")
        work.audit.note("settings.adopted", actor="replay", policy=policy.hash)
    return Stage(replay, office, clock)


def moments_of(replay: ReplayFile, policy: PolicySet) -> tuple[datetime, ...]:
    """Return the moment of each event, aware UTC, rising.

    Args:
        replay: The file.
        policy: Gives the zone in which the days are meant.

    Raises:
        PolicyError: The hours of a day are not in order.

    Events of a day without an hour follow at ten o'clock, ten minutes apart or as close as a
    crowded day needs.
    """
    zone = policy.duty.office.zone
    many: dict[date, int] = defaultdict(int)
    for event in replay.history:
        many[event.on] += 1
    moments: list[datetime] = []
    for number, event in enumerate(replay.history):
        apart = min(APART, timedelta(hours=12) / many[event.on])
        before = moments[-1] if moments else None
        moments.append(_moment_of(event, before, apart, zone))
        if before is not None and moments[-1] <= before:
            words = "its hour comes before that of the event above it; put them in their order"
            raise PolicyError((f"event {number + 1}: {words}",))
    return tuple(moments)


def _moment_of(event: Event, before: datetime | None, apart: timedelta, zone: object) -> datetime:
    told = datetime.combine(event.on, event.at or FIRST_HOUR, tzinfo=zone)  # type: ignore[arg-type]
    moment = told.astimezone(UTC)
    if event.at is None and before is not None and before >= moment:
        return before + apart
    return moment


def end_of(day: date, policy: PolicySet) -> datetime:
    """Return the last moment of a local day."""
    zone = policy.duty.office.zone
    return datetime.combine(day, LAST_MOMENT, tzinfo=zone).astimezone(UTC)


def start_of(day: date, policy: PolicySet) -> datetime:
    """Return the first moment of a local day."""
    return datetime.combine(day, time(0), tzinfo=policy.duty.office.zone).astimezone(UTC)
