"""A year of invented reports played through the real acts; read `play` first.

On a database in memory, with a clock that is turned by hand. Nobody answers alerts; officers
answer possible matches as `noise.yaml` assumes, for without answers nothing would be firm.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from intake.actions.judge_link import judge_link
from intake.actions.recheck import recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.diary import DiaryKind
from intake.domain.held import Description, LinkHeld, Officer, PersonHeld, PersonKind
from intake.domain.person import Answer, Flag, FlagTerm, LinkState, TermKind
from intake.domain.private import private
from intake.policy.loader import PolicySet
from intake.policy.noise import Noise
from intake.running.noise_people import Somebody
from intake.running.noise_truth import Lead, LineTold, Step, Truth
from intake.running.noise_year import Planned, Year
from intake.running.opening import office_of
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.schema import migrate
from intake.store.sealing import Sealer

WEEKS = 52
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
REASON = "Invented year: answered as assumed."


@dataclass(frozen=True, slots=True)
class AlertMade:
    """One alert at one desk: in which week, of what kind, at what line (empty where none)."""

    week: int
    desk: str
    kind: str
    line: str


@dataclass(frozen=True, slots=True)
class Played:
    """What a year brought.

    Args:
        share: The share of the reported people that was played, above 0 to 1.
        concerns: Reports made.
        told_of: Reports by person, as the generator knows him: kind, and how many.
        listed: People on the list.
        alerts: Every alert that was raised.
        lines: Every line crossed or asked about, with what was truly behind it.
        leads: Every possible match of a person of concern, and what became of it.
        steps: Every weighing, for other thresholds to be tried on.
        missed: Pairs of a report and an earlier one of the same person with nothing between.
        reviews: Reviews by name that are owed at the end, by desk.
        seconds: Processor time.
    """

    share: float
    concerns: int
    told_of: tuple[tuple[str, int], ...]
    listed: int
    alerts: tuple[AlertMade, ...]
    lines: tuple[LineTold, ...]
    leads: tuple[Lead, ...]
    steps: tuple[Step, ...]
    missed: int
    reviews: tuple[tuple[str, int], ...]
    seconds: float


@dataclass(slots=True)
class _Clock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at


def play(
    policy: PolicySet,
    *,
    seed: int,
    share: float = 1.0,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Played:
    """Play a year.

    Args:
        policy: The settings to be tried, with what is assumed of the county.
        seed: The same one gives the same reports, and the same figures.
        share: The share of the reported people, above 0 to 1.
        progress: Told how many reports are made, and of how many.

    Raises:
        PolicyError: A community has no names.
    """
    began = time.process_time()
    year = Year(policy, begins_at=MONDAY, seed=seed, share=share)
    reports = year.reports()
    playing = _Playing(policy, year, seed)
    for done, planned in enumerate(reports, 1):
        playing.answer_until(planned.at)
        playing.report(planned)
        progress(done, len(reports))
    playing.answer_until(MONDAY + timedelta(weeks=WEEKS))
    return playing.played(reports, share, time.process_time() - began)


class _Playing:
    """The office of one invented year, and what its officers still have to answer."""

    def __init__(self, policy: PolicySet, year: Year, seed: int) -> None:
        archive = Archive("sqlite://")
        migrate(archive)
        self._dice = random.Random(seed + 1)
        self._clock = _Clock(MONDAY - timedelta(days=1))
        made = office_of(policy, archive, Sealer(b"an invented year of nobody"))
        self._office: Office = replace(
            made,
            clock=self._clock,
            bits=random.Random(seed + 2).getrandbits,
            stopwatch=lambda: 0.0,
        )
        self._noise = policy.noise.officers
        self._officer = Officer("noise", "An officer", "", "duty_officer", MONDAY)
        self._truth = Truth(self._office, MONDAY)
        self._waiting: list[tuple[datetime, int, int]] = []
        self._leads: dict[int, Lead] = {}
        self._put_on_list(year, policy.noise)

    # the list

    def _put_on_list(self, year: Year, noise: Noise) -> None:
        desks = _owners(self._office.policy)
        with self._office.begin() as work:
            version = work.people.list_version() + 1
            held = [_record(one, year, work.at) for one in year.listed]
            people = work.people.add_many(held, visible_from=version)
            flags = [
                replace(
                    _flag(one, desks[one.area], noise, self._dice, work.at), person_id=person.id
                )
                for one, person in zip(year.listed, people, strict=True)
            ]
            work.flags.add_many(flags, visible_from=version)
            for one, person in zip(year.listed, people, strict=True):
                work.people.give(person.id, desk=desks[one.area].owner, why="noise")
                self._truth.knows(person.id, one)
            work.people.new_list_version("noise")

    # reports and answers

    def report(self, planned: Planned) -> None:
        """Make one report, and let everything that follows from it follow."""
        self._clock.at = planned.at
        with self._office.begin() as work:
            done = report_concern(self._office, work, planned.told)
            mentions = [one.id for one in work.concerns.mentions_of(done.concern.id)]
            self._truth.told(done.concern, mentions, planned.him)
        self._follow(mentions, set())
        self._look_at_leads(mentions)

    def answer_until(self, moment: datetime) -> None:
        """Let officers answer the possible matches that are due before a moment."""
        while self._waiting and self._waiting[0][0] < moment:
            at, link_id, person_id = heappop(self._waiting)
            self._clock.at = at
            with self._office.look() as work:
                link = work.people.links.get(link_id)
            if link.state is LinkState.POSSIBLE:
                self._answer(link, person_id)

    def _answer(self, link: LinkHeld, person_id: int) -> None:
        lead = self._leads[link.id]
        drawn = self._dice.random()
        if drawn < self._noise.cannot_tell.value:
            answer = Answer.CANNOT_TELL
        else:
            is_wrong = drawn < self._noise.cannot_tell.value + self._noise.wrong.value
            answer = Answer.SAME if lead.is_true != is_wrong else Answer.DIFFERENT
        judge_link(
            self._office, officer=self._officer, link_id=link.id, answer=answer, reason=REASON
        )
        self._leads[link.id] = replace(lead, answer=answer.value)
        self._follow([link.mention_id], {person_id})

    def _follow(self, mentions: Iterable[int], people: set[int]) -> None:
        """Look at everybody whom an act has touched, and whom looking up again touches."""
        self._truth.look(mentions, people)
        while True:
            with self._office.look() as work:
                due = work.concerns.next_recheck()
            if not recheck_due(self._office):
                return
            if due is not None and due.person_id is not None:
                self._truth.look((), {due.person_id})
                self._look_at_leads_of(due.person_id)

    # possible matches

    def _look_at_leads(self, mentions: Iterable[int]) -> None:
        with self._office.look() as work:
            self._keep_leads(work.people.links_of_mentions(mentions))

    def _look_at_leads_of(self, person_id: int) -> None:
        with self._office.look() as work:
            self._keep_leads(work.people.links_of_person(person_id))

    def _keep_leads(self, links: Iterable[LinkHeld]) -> None:
        share = {str(band): one for band, one in self._noise.answered.bands.items()}
        after = timedelta(hours=self._noise.answer_after_hours.value)
        for link in links:
            if link.is_own or link.state is not LinkState.POSSIBLE or link.id in self._leads:
                continue
            lead = self._truth.lead_of(link)
            if lead is None:
                continue
            self._leads[link.id] = lead
            if self._dice.random() < share.get(link.band, 0.0):
                heappush(self._waiting, (self._clock.at + after, link.id, link.person_id))

    # what it came to

    def played(self, reports: tuple[Planned, ...], share: float, seconds: float) -> Played:
        """Return what the year brought; what fell after its last week is left out."""
        with self._office.look() as work:
            alerts = work.dispatch.alerts.all()
            owed = work.dispatch.owed_by_desks(self._office.policy.duty.desks)
        made = (
            AlertMade(self._week(one.made_at), one.desk, one.kind.value, _line(one.kind, one.tag))
            for one in alerts
        )
        told_of = Counter(one.him.number for one in reports)
        kinds = {one.him.number: one.him.kind for one in reports}
        reviews = Counter(one.desk for one in owed if one.kind is DiaryKind.REVIEW)
        return Played(
            share=share,
            concerns=len(reports),
            told_of=tuple((kinds[number], many) for number, many in told_of.items()),
            listed=self._truth.listed,
            alerts=tuple(one for one in made if one.week < WEEKS),
            lines=tuple(one for one in self._truth.lines if one.week < WEEKS),
            leads=tuple(self._leads.values()),
            steps=tuple(self._truth.steps),
            missed=self._truth.missed(),
            reviews=tuple(sorted(reviews.items())),
            seconds=seconds,
        )

    def _week(self, at: datetime) -> int:
        return (at - MONDAY).days // 7


def _line(kind: AlertKind, tag: str) -> str:
    is_line = kind in {AlertKind.CROSSED, AlertKind.QUESTION}
    return tag.partition(":")[2] if is_line else ""


@dataclass(frozen=True, slots=True)
class _Owner:
    """The desk of an area that owns the list there."""

    owner: str
    agency: str
    kinds: tuple[str, ...] = field(default=())


def _owners(policy: PolicySet) -> dict[str, _Owner]:
    """Return who owns flags in each area: the police there, else the desk for everything else."""
    kinds = tuple(policy.areas.flag_kinds)
    found = {}
    for area in policy.areas.areas:
        desk = policy.duty.desk_for("police_protection", area) or policy.duty.desk(
            policy.duty.catch_all
        )
        found[area] = _Owner(desk.name, desk.agency, kinds)
    return found


def _record(one: Somebody, year: Year, at: datetime) -> PersonHeld:
    """Return a record of the list: whole names and dates, places; some with a number."""
    return PersonHeld(
        label=private(one.whole_name),
        body=Description(
            names=(one.whole_name,),
            birth=one.born.isoformat(),
            places=(one.street,),
            postcodes=(one.postcode,) if one.postcode else (),
            phones=(year.phone_of(one),) if one.number % 3 == 0 else (),
            vehicles=(one.vehicle,) if one.number % 2 == 0 else (),
        ),
        kind=PersonKind.FLAGGED,
        made_at=at,
        area=one.area,
        import_key=f"noise:{one.number}",
    )


def _flag(one: Somebody, owner: _Owner, noise: Noise, dice: random.Random, at: datetime) -> Flag:
    today = at.date()
    order = FlagTerm(
        kind=TermKind.ORDER, ends_on=today + timedelta(days=700), starts_on=today,
        forbids_children=True,
    )  # fmt: skip
    has_order = dice.random() < noise.flagged_list.order_forbids_children.value
    return Flag(
        kind=dice.choice(owner.kinds) if owner.kinds else "listed",
        agency=owner.agency,
        area=one.area,
        owner_desk=owner.owner,
        review_on=today + timedelta(days=dice.randint(1, 365)),
        source="an invented year",
        lawful_basis="nobody exists",
        terms=(order,) if has_order else (),
        assessed_high=dice.random() < noise.flagged_list.assessed_high.value,
    )
