"""What was truly behind what the office made of an invented year; read `Truth` first.

The generator knows who each mention is. Here that is laid beside links, lines and weights.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from intake.actions.entries import entries_in, flags_in, held_of
from intake.domain.alert import Alert, AlertKind
from intake.domain.band import Band
from intake.domain.held import ConcernHeld, LinkHeld, View
from intake.domain.person import LinkState
from intake.domain.weight import Tally, weigh
from intake.running.noise_people import Somebody
from intake.store.office import Office
from intake.store.papers import Papers, papers_of
from intake.store.work import Work

SUM = "sum_of_points"
"""The rule that stands for the sum; the others are told as the bands they reach."""


BANDS = ("strong", "possible", "other_date", "name_only")
"""Bands of a match that make a link, strongest first."""

HIM, KIN, NAMESAKE = "him", "kin", "namesake"
"""Who was told of where a record is meant: himself, his kin, or a stranger taken for him."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one working reaches: points towards the lines, and each rule with its band's rank."""

    points: Decimal
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One weighing of one record in the open view.

    Args:
        week: From 0; may lie after the last.
        person: The record.
        kind: Of whom it truly is.
        number: Who he truly is.
        told: How many concerns there were of him by then, as the generator knows.
        firm: Along *same* links.
        if_same: With possible ones as well.
    """

    week: int
    person: int
    kind: str
    number: int
    told: int
    firm: Reach
    if_same: Reach


@dataclass(frozen=True, slots=True)
class LineTold:
    """One line crossed or asked about, told at once to some desks.

    Args:
        week: From 0.
        is_question: Asked "if the same", not crossed.
        line: The highest line of the telling.
        rules: What reached it.
        kind: Of whom the record truly is.
        rests_on: *him*, if what was told of him alone reaches it; else *kin*, if that of his
            kin beside it does; else *namesake*, a stranger taken for him.
        desks: How many desks were told.
        band: The strongest match by which other people's reports hang on the record; empty
            where none does.
        is_listed: It is of somebody on the list.
    """

    week: int
    is_question: bool
    line: str
    rules: tuple[str, ...]
    kind: str
    rests_on: str
    desks: int
    band: str = ""
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """One possible match: its band, who was truly told of, and an officer's answer, if any."""

    band: str
    who: str
    is_listed: bool
    answer: str = ""

    @property
    def is_true(self) -> bool:
        """Whether the two are one person."""
        return self.who == HIM


@dataclass(slots=True)
class Truth:
    """Who everybody is, and what was told of them.

    Args:
        office: Where it is played.
        begins_at: The first moment of the year.
        lines: Lines told of so far.
        steps: Weighings so far.
    """

    office: Office
    begins_at: datetime
    lines: list[LineTold] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    _him_of_record: dict[int, Somebody] = field(default_factory=dict, repr=False)
    _him_of_mention: dict[int, Somebody] = field(default_factory=dict, repr=False)
    _him_of_concern: dict[str, Somebody] = field(default_factory=dict, repr=False)
    _mentions_of: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _listed: set[int] = field(default_factory=set, repr=False)
    _told: set[int] = field(default_factory=set, repr=False)

    @property
    def listed(self) -> int:
        """How many are on the list."""
        return len(self._listed)

    def knows(self, person_id: int, him: Somebody) -> None:
        """Take note of a record of the list."""
        self._him_of_record[person_id] = him
        self._listed.add(person_id)

    def told(self, concern: ConcernHeld, mentions: Iterable[int], him: Somebody) -> None:
        """Take note of a report."""
        self._him_of_concern[concern.reference] = him
        self._mentions_of.setdefault(him.number, []).append(min(mentions))
        for mention in mentions:
            self._him_of_mention[mention] = him

    def lead_of(self, link: LinkHeld) -> Lead | None:
        """Return what a possible match truly is; None where it is of no person of concern."""
        record = self._him_of_record.get(link.person_id)
        mention = self._him_of_mention.get(link.mention_id)
        if record is None or mention is None:
            return None
        return Lead(link.band, _who(mention, record), link.person_id in self._listed)

    def look(self, mentions: Iterable[int], people: set[int]) -> None:
        """Look at the records that some mentions hang on, and at some records, after an act."""
        with self.office.look() as work:
            links = work.people.links_of_mentions(mentions)
            for link in links:
                if link.is_own:
                    him = self._him_of_mention.get(link.mention_id)
                    if him is not None:
                        self._him_of_record.setdefault(link.person_id, him)
            touched = people | {link.person_id for link in links}
            known = sorted(one for one in touched if one in self._him_of_record)
            papers = papers_of(work.people, work.flags, work.concerns, known)
            for person_id in known:
                self._look_at(work, papers, person_id)

    def missed(self) -> int:
        """Return how many further reports of somebody hang on no record of an earlier one.

        Why: A repeat that is not found is the harm all this is against; noise is only its price.
        """
        missed = 0
        with self.office.look() as work:
            for number, mentions in self._mentions_of.items():
                records: set[int] = set()
                for place, mention in enumerate(mentions):
                    links = work.people.links_of_mentions([mention])
                    his = {
                        link.person_id
                        for link in links
                        if link.state is not LinkState.DIFFERENT
                        and self._him_of_record[link.person_id].number == number
                    }
                    missed += bool(place) and his.isdisjoint(records)
                    records |= his
        return missed

    def _look_at(self, work: Work, papers: Papers, person_id: int) -> None:
        him = self._him_of_record[person_id]
        entries = entries_in(self.office, papers, person_id, View.OPEN)
        held = held_of(flags_in(View.OPEN, papers.flags[person_id]))
        scales = self.office.policy.scales
        at = work.at
        weight = weigh(entries, scales, held, at=at)
        week = (at - self.begins_at).days // 7
        told = len(self._mentions_of.get(him.number, ()))
        self.steps.append(
            Step(
                week, person_id, him.kind, him.number, told,
                _reach(weight.firm), _reach(weight.if_same),
            )
        )  # fmt: skip
        news = [
            one
            for one in work.dispatch.alerts_of_person(person_id)
            if one.kind in {AlertKind.CROSSED, AlertKind.QUESTION} and one.id not in self._told
        ]
        self._told.update(one.id for one in news)
        if not news:
            return
        whose = {one.concern: self._who(one.concern, him) for one in entries}
        workings = {
            HIM: weigh([one for one in entries if whose[one.concern] == HIM], scales, held, at=at),
            KIN: weigh(
                [one for one in entries if whose[one.concern] != NAMESAKE], scales, held, at=at
            ),
            NAMESAKE: weight,
        }
        firm = {who: one.firm for who, one in workings.items()}
        if_same = {who: one.if_same for who, one in workings.items()}
        match = (self._band_of_others(papers, person_id, him), person_id in self._listed)
        self._keep_lines(week, him, firm, _of(news, AlertKind.CROSSED), match)
        self._keep_lines(week, him, if_same, _of(news, AlertKind.QUESTION), match)

    def _band_of_others(self, papers: Papers, person_id: int, him: Somebody) -> str:
        bands = {
            link.band
            for link in papers.links[person_id]
            if link.state is not LinkState.DIFFERENT
            and link.mention_id in self._him_of_mention
            and self._him_of_mention[link.mention_id].number != him.number
        }
        return next((band for band in BANDS if band in bands), "")

    def _keep_lines(
        self,
        week: int,
        him: Somebody,
        workings: Mapping[str, Tally],
        alerts: list[Alert],
        match: tuple[str, bool],
    ) -> None:
        for cause in dict.fromkeys(one.cause for one in alerts):
            of_cause = [one for one in alerts if one.cause == cause]
            line = Band(of_cause[0].tag.partition(":")[2])
            reaching = [who for who, tally in workings.items() if tally.band >= line]
            fired = workings[NAMESAKE].fired
            self.lines.append(
                LineTold(
                    week=week,
                    is_question=of_cause[0].kind is AlertKind.QUESTION,
                    line=line.value,
                    rules=tuple(one.rule for one in fired if one.band >= line),
                    kind=him.kind,
                    rests_on=reaching[0] if reaching else NAMESAKE,
                    desks=len(of_cause),
                    band=match[0],
                    is_listed=match[1],
                )
            )

    def _who(self, reference: str, him: Somebody) -> str:
        return _who(self._him_of_concern[reference], him)


def _who(told: Somebody, him: Somebody) -> str:
    if told.number == him.number:
        return HIM
    return KIN if told.is_kin_of(him) else NAMESAKE


def _of(alerts: list[Alert], kind: AlertKind) -> list[Alert]:
    return [one for one in alerts if one.kind is kind]


def _reach(tally: Tally) -> Reach:
    rules = tuple((one.rule, one.band.rank) for one in tally.fired if one.rule != SUM)
    return Reach(tally.towards_lines, rules)
