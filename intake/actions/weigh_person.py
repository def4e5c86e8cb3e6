"""Weighing one person anew: what is known, what line was crossed, who must hear of it.

Worked out twice: with every flag, and as everyone else sees it, without the restricted ones
(promise P13).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from intake.actions.alerting import raise_alerts
from intake.domain.alert import Alert, AlertKind
from intake.domain.band import Band
from intake.domain.chronology import Entry, Held, LinkStrength, SignSeen
from intake.domain.concern import Danger, Part, ReporterRole, SignSaid
from intake.domain.errors import NotFoundError
from intake.domain.held import (
    ConcernHeld,
    Crossed,
    LinkHeld,
    MentionHeld,
    Owned,
    PersonHeld,
    StandingHeld,
    View,
)
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy
from intake.domain.signs import About
from intake.domain.standing import (
    Crossing,
    Question,
    Standing,
    lines_crossed,
    open_questions,
    raise_standing,
)
from intake.domain.urgency import Urgency
from intake.domain.weight import Weight, weigh
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.papers import Papers, crossed_of, owners_of, papers_of
from intake.store.work import Work

SETTINGS = {
    ReporterRole.COMMUNITY: "community",
    ReporterRole.CHILD: "child",
    ReporterRole.PARENT: "family",
    ReporterRole.HEALTH: "health",
    ReporterRole.THERAPIST: "therapy",
    ReporterRole.TEACHER: "school",
    ReporterRole.POLICE: "police",
    ReporterRole.SOCIAL_CARE: "social care",
    ReporterRole.OTHER_PROFESSIONAL: "other agency",
}
"""Where a voice speaks from, for the rule of settings."""

LINE_URGENCY = {
    Band.REVIEW: Urgency.NEXT_DAY,
    Band.DISCUSS: Urgency.TODAY,
    Band.ACT_NOW: Urgency.NOW,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person in one view: the weight and the standing it leads to."""

    weight: Weight
    standing: Standing


def flags_in(view: View, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the flags that a view may know of."""
    return tuple(flag for flag in flags if view is View.WHOLE or flag.seen_by is SeenBy.ALL)


def held_of(flags: Iterable[Flag], today: date) -> Held:
    """Return what flags say of a person; what once was so stays so (P5)."""
    kept = tuple(flags)
    active = [flag for flag in kept if flag.status is FlagStatus.ACTIVE]
    orders = [term for flag in active for term in flag.terms if term.forbids_children]
    return Held(
        is_flagged=bool(active),
        has_no_contact_order=any(term.ends_on >= today for term in orders),
        assessed_high=any(flag.assessed_high for flag in kept),
        recalled=any(flag.recalled for flag in kept),
        convicted_relevant=any(flag.convicted_relevant for flag in kept),
    )


def entries_of(
    office: Office, work: Work, person_id: int, *, view: View = View.WHOLE
) -> tuple[Entry, ...]:
    """Return the chronology of a person as weighing reads it, oldest first.

    Rejected links are left out; possible ones bear *if the same*. A mention of part *not
    said* is at most that, for only a person of concern carries weight. The open view leaves
    out links that only a flag's owner may see. A child counts as seen before only along firm
    links, so that an uncertain one hides nothing (P6).
    """
    papers = papers_of(work.people, work.concerns, [person_id])
    return _entries_in(office, papers, person_id, view)


def _entries_in(office: Office, papers: Papers, person_id: int, view: View) -> tuple[Entry, ...]:
    mentions = papers.mentions
    links = [
        link
        for link in papers.links[person_id]
        if link.state is not LinkState.DIFFERENT and (view is View.WHOLE or not link.only_desk)
    ]
    entries: list[Entry] = []
    seen: set[str] = set()
    told = sorted(links, key=lambda link: (mentions[link.mention_id].concern_id, link.id))
    for link in told:
        mention = mentions[link.mention_id]
        if mention.part not in (Part.PERSON_OF_CONCERN, Part.NOT_SAID):
            continue
        concern = papers.concerns[mention.concern_id]
        children = _children_of(office, concern)
        entry = _entry(office, concern, mention, link, is_new_child=bool(children - seen))
        if entry.strength is LinkStrength.FIRM:
            seen |= children
        entries += [entry, *_if_it_is_his(office, concern, mention, entry)]
    return tuple(entries)


def _children_of(office: Office, concern: ConcernHeld) -> set[str]:
    keys = set()
    for place, mention in enumerate(concern.body.mentions):
        if mention.part is Part.CHILD:
            words = mention.names.told or mention.school.told or mention.place.told
            known = " ".join(words.lower().split())
            keys.add(office.sealer.hash_of("child", known or f"{concern.reference}:{place}"))
    return keys


def _households_of(office: Office, concern: ConcernHeld) -> tuple[str, ...]:
    """Return keys of the households with children: by family name, else by address."""
    keys = []
    for mention in concern.body.mentions:
        if mention.part is Part.CHILD:
            names = mention.names.told.lower().split()
            known = names[-1] if len(names) > 1 else " ".join(mention.place.told.lower().split())
            if known:
                keys.append(office.sealer.hash_of("household", known))
    return tuple(dict.fromkeys(keys))


def _entry(
    office: Office,
    concern: ConcernHeld,
    mention: MentionHeld,
    link: LinkHeld,
    *,
    is_new_child: bool,
) -> Entry:
    firm = link.state is LinkState.SAME and mention.part is Part.PERSON_OF_CONCERN
    return Entry(
        concern=concern.reference,
        voice=str(concern.voice_id),
        known_at=concern.received_at,
        signs=tuple(_signs_for(office, concern, mention)),
        known_by=concern.body.known_by,
        setting=SETTINGS[ReporterRole(concern.role)],
        happened_on=_day(concern.body.happened_on),
        fears_for_child=concern.body.fears_for_child,
        suspected_false=concern.suspected_false,
        households=_households_of(office, concern),
        new_child=is_new_child,
        strength=LinkStrength.FIRM if firm else LinkStrength.IF_SAME,
        in_danger=concern.danger == Danger.YES.value and _is_only(concern, mention),
    )


def _if_it_is_his(
    office: Office, concern: ConcernHeld, mention: MentionHeld, entry: Entry
) -> Iterable[Entry]:
    """Yield what a concern about several people tells of one of them, not said of whom.

    Why:
        Untied signs and a "yes" to danger must not count for nobody because two people are
        named; nor do they accuse both. They bear *if it is his*: an officer is asked, and ties
        the sign to him or not (promise P6).
    """
    if _is_only(concern, mention) or mention.part is not Part.PERSON_OF_CONCERN:
        return
    told = concern.body.signs
    tied = {said.sign for said in told if said.about_mention is not None}
    signs = tuple(
        SignSeen(said.sign, said.source)
        for said in told
        if said.about_mention is None and said.sign not in tied and _is_of_an_adult(office, said)
    )
    in_danger = concern.danger == Danger.YES.value
    if signs or in_danger:
        yield replace(
            entry,
            signs=signs,
            in_danger=in_danger,
            strength=LinkStrength.IF_SAME,
            households=(),
            new_child=False,
            fears_for_child=False,
        )


def _signs_for(office: Office, concern: ConcernHeld, mention: MentionHeld) -> Iterable[SignSeen]:
    """Yield the signs that bear on one mention.

    A sign tied to nobody is his where he is the only person of concern; a child's sign is his
    only where the reporter tied it to him.
    """
    for said in concern.body.signs:
        if said.about_mention == mention.place:
            yield SignSeen(said.sign, said.source, tied_to_him=True)
        elif said.about_mention is None and _counts_untied(office, said, concern, mention):
            yield SignSeen(said.sign, said.source)


def _counts_untied(
    office: Office, said: SignSaid, concern: ConcernHeld, mention: MentionHeld
) -> bool:
    return _is_of_an_adult(office, said) and _is_only(concern, mention)


def _is_of_an_adult(office: Office, said: SignSaid) -> bool:
    return office.policy.sign_book.sign_of(said.sign).about is not About.CHILD


def _is_only(concern: ConcernHeld, mention: MentionHeld) -> bool:
    of_concern = [m for m in concern.body.mentions if m.part is Part.PERSON_OF_CONCERN]
    return len(of_concern) == 1 and mention.part is Part.PERSON_OF_CONCERN


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def known_of(office: Office, work: Work, person_id: int, view: View) -> Known:
    """Weigh a person in a view, without writing anything."""
    papers = papers_of(work.people, work.concerns, [person_id])
    return _known_in(office, papers, person_id, view, papers.standings, at=work.at)


def _known_in(
    office: Office,
    papers: Papers,
    person_id: int,
    view: View,
    standings: Mapping[tuple[int, View], StandingHeld],
    *,
    at: datetime,
) -> Known:
    weight = weigh(
        _entries_in(office, papers, person_id, view),
        office.policy.scales,
        held_of(flags_in(view, papers.flags[person_id]), at.date()),
        at=at,
    )
    kept = standings.get((person_id, view)) or standings.get((person_id, View.OPEN))
    return Known(weight, kept.state if kept else Standing())


def weigh_person(
    office: Office,
    work: Work,
    person_id: int,
    *,
    lead: str,
    newest: int | None = None,
    others: tuple[str, ...] = (),
    quiet: bool = False,
) -> Known:
    """Weigh a person anew in both views, raise the standing, and tell of lines crossed.

    Args:
        office: Settings in force.
        work: The act's transaction.
        person_id: Who.
        lead: The desk that leads on the newest concern; it becomes the owner at a crossing
            where nobody owns the person yet (P8).
        newest: The concern that brought this on, if any.
        others: Further desks that are told of a line at discuss or above.
        quiet: Raise no alert, for an import whose hits go out as one list.

    Returns:
        What is known now in the whole view.
    """
    weighed = weigh_people(
        office, work, [person_id], lead=lead, newest=newest, others=others, quiet=quiet
    )
    return weighed[person_id]


def weigh_people(
    office: Office,
    work: Work,
    person_ids: Iterable[int],
    *,
    lead: str,
    newest: int | None = None,
    others: tuple[str, ...] = (),
    quiet: bool = False,
    alerts: Sequence[Alert] = (),
) -> dict[int, Known]:
    """Weigh several people as `weigh_person` weighs one, each kind of row in one statement.

    Their records are locked first, in the order of their ids, and everything is read after
    that: weight that arrives at one moment from many is seen together. `alerts` are others
    of the same act, raised with those of lines crossed and before them.

    Raises:
        NotFoundError: One of them is not held.
    """
    ids = sorted(set(person_ids))
    if not ids:
        raise_alerts(office, work, alerts)
        return {}
    people = work.people.records.locked(ids)
    if len(people) < len(ids):
        raise NotFoundError(what="person")
    weighing = _Weighing(
        office,
        work,
        papers_of(work.people, work.concerns, ids),
        owners_of(work.people, ids),
        crossed_of(work.people, ids),
        _News(lead, newest, () if quiet else others, is_quiet=quiet),
    )
    known = {person.id: weighing.weigh(person) for person in people}
    work.people.standings.put(weighing.news.standings)
    work.people.crossed.put(weighing.news.crossed)
    raise_alerts(office, work, [*alerts, *weighing.news.alerts])
    return known


@dataclass(frozen=True, slots=True)
class _News:
    """Who is to hear of it, and the rows that are to be written, by kind."""

    lead: str
    newest: int | None
    others: tuple[str, ...]
    is_quiet: bool
    standings: list[StandingHeld] = field(default_factory=list)
    crossed: list[Crossed] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Weighs people whose papers lie ready; what is to be written goes into the news."""

    office: Office
    work: Work
    papers: Papers
    owners: dict[int, Owned]
    crossed: Mapping[int, Sequence[Crossed]]
    news: _News

    def weigh(self, person: PersonHeld) -> Known:
        """Weigh one person in every view that differs; returns the last, the widest."""
        flags = self.papers.flags[person.id]
        restricted = next((flag for flag in flags if flag.seen_by is not SeenBy.ALL), None)
        standings = dict(self.papers.standings)
        told: set[str] = set()
        for view in _views_of(person, self.papers.links[person.id], restricted):
            before = _known_in(
                self.office, self.papers, person.id, view, standings, at=self.work.at
            )
            crossings = lines_crossed(before.standing, before.weight)
            known = Known(before.weight, raise_standing(before.standing, before.weight))
            self._keep_standing(person.id, view, known, standings)
            questions = open_questions(known.standing, before.weight)
            self._close_answered(person.id, view, questions)
            if not self.news.is_quiet:
                desk = self._desk_of(person.id, view, crossings, restricted)
                teller = _Teller(self, person.id, view, told)
                others = self.news.others if view is View.OPEN else _named(restricted)
                teller.tell(crossings, questions, desk, others)
        return known

    def _keep_standing(
        self,
        person_id: int,
        view: View,
        known: Known,
        standings: dict[tuple[int, View], StandingHeld],
    ) -> None:
        before = standings.get((person_id, view))
        if before and before.state == known.standing and before.points == known.weight.points:
            return
        after = StandingHeld(
            person_id=person_id,
            view=view,
            band=known.standing.band.value,
            at=self.work.at,
            by="weighing",
            policy_hash=self.office.policy.hash,
            points=known.weight.points,
            state=known.standing,
            weight=plain_of(known.weight),
        )
        standings[person_id, view] = after
        self.news.standings.append(after)

    def _close_answered(self, person_id: int, view: View, questions: tuple[Question, ...]) -> None:
        """Put away questions that an answer has settled; they may come back as new ones."""
        asked = {question.line.value for question in questions}
        for row in self.lines_of(person_id, view, "question"):
            if row.open and row.line not in asked:
                self.work.people.crossed.keep(replace(row, open=False))

    def _desk_of(
        self,
        person_id: int,
        view: View,
        crossings: tuple[Crossing, ...],
        restricted: Flag | None,
    ) -> str:
        if view is View.WHOLE and restricted is not None:
            return restricted.owner_desk
        if crossings and person_id not in self.owners:
            given = self.work.people.give(person_id, desk=self.news.lead, why="line crossed")
            self.owners[person_id] = given
        owner = self.owners.get(person_id)
        return owner.desk if owner else self.news.lead

    def lines_of(self, person_id: int, view: View, kind: str) -> list[Crossed]:
        """Return the lines crossed ("crossing") or asked about ("question") before now."""
        return [row for row in self.crossed[person_id] if row.view is view and row.kind == kind]


def _named(restricted: Flag | None) -> tuple[str, ...]:
    """Return the desks that a hidden flag names beside its owner."""
    is_named = restricted is not None and restricted.seen_by is SeenBy.NAMED
    return restricted.named_desks if restricted is not None and is_named else ()


def _views_of(
    person: PersonHeld, links: Iterable[LinkHeld], restricted: Flag | None
) -> tuple[View, ...]:
    """Return the views that differ; one is enough where nothing is restricted."""
    if person.only_desk:
        return (View.WHOLE,)
    some_hidden = any(link.only_desk for link in links)
    return (View.OPEN, View.WHOLE) if restricted or some_hidden else (View.OPEN,)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells desks of lines crossed and asked about, each once."""

    weighing: _Weighing
    person_id: int
    view: View
    told: set[str]

    def tell(
        self,
        crossings: tuple[Crossing, ...],
        questions: tuple[Question, ...],
        desk: str,
        others: tuple[str, ...],
    ) -> None:
        """Tell of what was newly crossed or asked: one alert each, at its highest line.

        Lines crossed in one moment are told together, for three alerts about one report
        would teach a desk to look away; each line is kept in its own row.
        """
        crossed = [one for one in crossings if self._is_news(f"crossing:{one.line.value}")]
        if crossed:
            top = crossed[-1]
            desks = (desk, *others) if top.line >= Band.DISCUSS else (desk,)
            lines = [one.line for one in crossed]
            self._alert(AlertKind.CROSSED, lines, top.because, desks)
        asked = [
            one
            for one in questions
            if self._is_news(f"question:{one.line.value}") and not self._is_open(one.line)
        ]
        if asked:
            lines = [one.line for one in asked]
            self._alert(AlertKind.QUESTION, lines, asked[-1].because, (desk,))

    def _is_news(self, key: str) -> bool:
        """Whether no view has told this yet; the open view is told first."""
        is_news = key not in self.told
        self.told.add(key)
        return is_news

    def _is_open(self, line: Band) -> bool:
        asked = self.weighing.lines_of(self.person_id, self.view, "question")
        return any(row.open and row.line == line.value for row in asked)

    def _alert(
        self,
        kind: AlertKind,
        lines: Sequence[Band],
        because: tuple[str, ...],
        desks: tuple[str, ...],
    ) -> None:
        name = "crossing" if kind is AlertKind.CROSSED else "question"
        for line in lines:
            episode = self._keep(name, line)
        top = lines[-1]
        for place, desk in enumerate(dict.fromkeys(desks)):
            self.weighing.news.alerts.append(
                Alert(
                    kind=kind,
                    desk=desk,
                    urgency=LINE_URGENCY[top] if name == "crossing" else Urgency.NEXT_DAY,
                    made_at=self.weighing.work.at,
                    policy_hash=self.weighing.office.policy.hash,
                    is_lead=place == 0,
                    person_id=self.person_id,
                    concern_id=self.weighing.news.newest,
                    because=because,
                    tag=f"{name}:{top.value}",
                    view=self.view.value,
                    cause=f"{name}:{self.person_id}:{self.view.value}:{top.value}:{episode}",
                )
            )

    def _keep(self, name: str, line: Band) -> int:
        """Keep one line crossed or asked about; returns its episode, from 0."""
        earlier = self.weighing.lines_of(self.person_id, self.view, name)
        episode = sum(row.line == line.value for row in earlier)
        self.weighing.news.crossed.append(
            Crossed(
                person_id=self.person_id,
                view=self.view,
                line=line.value,
                kind=name,
                at=self.weighing.work.at,
                episode=episode,
                concern_id=self.weighing.news.newest,
            )
        )
        return episode
