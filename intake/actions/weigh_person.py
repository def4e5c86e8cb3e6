"""Weighing one person anew: what is known, what line was crossed, who must hear of it.

Worked out twice: with every flag, and as everyone else sees it, without the restricted ones
(promise P13).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from intake.actions.alerting import first_owner_of, raise_alerts
from intake.actions.childhoods import childhood_in
from intake.actions.entries import entries_in, flags_in, held_of
from intake.actions.kept_from import about_of
from intake.actions.owe_reviews import owe_reviews
from intake.actions.routing_facts import flag_in_view
from intake.actions.seats import Seat, seats_of
from intake.actions.tell_of_lines import LineTeller, legs_of_line
from intake.domain.alert import Alert, AlertKind
from intake.domain.band import Band
from intake.domain.errors import NotFoundError
from intake.domain.held import ConcernHeld, Crossed, Owned, PersonHeld, StandingHeld, View
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy
from intake.domain.routing import Leg
from intake.domain.standing import (
    Crossing,
    Question,
    Standing,
    lines_crossed,
    open_questions,
    raise_standing,
)
from intake.domain.urgency import Urgency
from intake.domain.weight import Weight, record_of, weigh
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.papers import Hung, Papers, crossed_of, owners_of, papers_of
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person in one view: the weight and the standing it leads to."""

    weight: Weight
    standing: Standing


def known_of(office: Office, work: Work, person_id: int, view: View) -> Known:
    """Weigh a person in a view, without writing anything."""
    papers = papers_of(work.people, work.flags, work.concerns, [person_id])
    return _known_in(office, papers, person_id, view, papers.standings, at=work.at)


def known_of_each(
    office: Office, work: Work, person_ids: Sequence[int], view: View
) -> dict[int, Known]:
    """Weigh several people in a view, without writing anything; what is held is read together."""
    papers = papers_of(work.people, work.flags, work.concerns, person_ids)
    return {
        one: _known_in(office, papers, one, view, papers.standings, at=work.at)
        for one in person_ids
    }


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
        entries_in(office, papers, person_id, view),
        office.policy.scales,
        held_of(flags_in(view, papers.flags[person_id])),
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
        quiet: Raise no alert, for an import whose hits go out as one list.

    Returns:
        What is known now in the whole view.
    """
    weighed = weigh_people(office, work, [person_id], lead=lead, newest=newest, quiet=quiet)
    return weighed[person_id]


def weigh_people(
    office: Office,
    work: Work,
    person_ids: Iterable[int],
    *,
    lead: str,
    newest: int | None = None,
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
        papers_of(work.people, work.flags, work.concerns, ids),
        owners_of(work.people, ids),
        crossed_of(work.people, ids),
        _News(lead, newest, is_quiet=quiet),
    )
    known = {person.id: weighing.weigh(person) for person in people}
    if newest is not None:
        owe_reviews(office, work, people, weighing.owners, leads=weighing.leads_of(ids, newest))
    work.people.standings.put(weighing.news.standings)
    work.people.crossed.put(weighing.news.crossed)
    for alert in weighing.news.grown:
        work.dispatch.alerts.keep(alert)
    work.decisions.touch(ids, concern_id=newest)
    raise_alerts(office, work, [*alerts, *weighing.news.alerts])
    return known


def tell_of_line(
    office: Office, work: Work, person: PersonHeld, view: View, crossing: Crossing, *, lead: str
) -> None:
    """Tell of a line that a named human's decision crossed, as one that weight crosses is told.

    Args:
        office: Settings in force.
        work: The act's transaction.
        person: Who was raised; has an owner from then on (P8), and a review.
        view: The view in which the line was crossed.
        crossing: The line, with its reason.
        lead: The desk that decided; owns the person where nobody does.
    """
    papers = papers_of(work.people, work.flags, work.concerns, [person.id])
    newest = max((link.concern_id for link in _bearing(papers, person.id)), default=None)
    owners = owners_of(work.people, [person.id])
    crossed = crossed_of(work.people, [person.id])
    news = _News(lead, newest, is_quiet=False)
    _Weighing(office, work, papers, owners, crossed, news).decided(person, view, crossing)
    owe_reviews(office, work, [person], owners, leads={person.id: lead})
    work.people.crossed.put(news.crossed)
    raise_alerts(office, work, news.alerts)


@dataclass(frozen=True, slots=True)
class _News:
    """Who is to hear of it, and the rows that are to be written, by kind.

    `asked_before` holds the questions put about all of them, once the first of them is asked for;
    `opened` the concerns that were read whole, each once however many people it may be about.
    """

    lead: str
    newest: int | None
    is_quiet: bool
    standings: list[StandingHeld] = field(default_factory=list)
    crossed: list[Crossed] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    grown: list[Alert] = field(default_factory=list)
    asked_before: list[tuple[Alert, ...]] = field(default_factory=list)
    opened: dict[int, ConcernHeld] = field(default_factory=dict)


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
                legs_at = self._legs_at(person.id, view, restricted)
                self._teller(person, view, told).tell(crossings, questions, desk, legs_at)
        return known

    def decided(self, person: PersonHeld, view: View, crossing: Crossing) -> None:
        """Tell of one line in one view."""
        flags = self.papers.flags[person.id]
        restricted = next((flag for flag in flags if flag.seen_by is not SeenBy.ALL), None)
        desk = self._desk_of(person.id, view, (crossing,), restricted)
        legs_at = self._legs_at(person.id, view, restricted)
        self._teller(person, view, set()).tell((crossing,), (), desk, legs_at)

    def _teller(self, person: PersonHeld, view: View, told: set[str]) -> LineTeller:
        def seats(desk: str) -> tuple[Seat, ...]:
            concerns = self._concerns_of(person.id, view)
            about = about_of(self.office, self.work, concerns, [person])
            return seats_of(self.office, about, desk, view, at=self.work.at)

        return LineTeller(
            office=self.office,
            at=self.work.at,
            person_id=person.id,
            view=view,
            newest=self.news.newest,
            before=[row for row in self.crossed[person.id] if row.view is view],
            told=told,
            crossed=self.news.crossed,
            alerts=self.news.alerts,
            seats=cache(seats),
            asked=lambda: self._asked_of(person.id, view),
            asked_beside=lambda: self._asked_beside(person.id, view),
            grown=self.news.grown,
            is_child=cache(lambda: self._is_child(person.id, view)),
        )

    def _is_child(self, person_id: int, view: View) -> bool:
        """Whether the record is a child's, as a view knows; whoever is on a list is none."""
        flags = flags_in(view, self.papers.flags[person_id])
        if any(one.status is FlagStatus.ACTIVE for one in flags):
            return False
        is_whole = view is View.WHOLE
        return childhood_in(self.office, self.work, person_id, sees_all=is_whole) is not None

    def _asked_of(self, person_id: int, view: View) -> list[Alert]:
        """Return the questions put about a person in a view, oldest first."""
        return [
            one
            for one in self._all_asked()
            if one.person_id == person_id and one.view == view.value
        ]

    def _asked_beside(self, person_id: int, view: View) -> list[Alert]:
        """Return what waits to be answered about other records that the same words may mean.

        Nothing where somebody owns the person: then the owner is asked. In the open view only
        links that every desk may know of tie two records (P13).
        """
        if person_id in self.owners:
            return []
        mine = self._mentions_of(person_id, view)
        others = {one for one in self.papers.links if mine & self._mentions_of(one, view)}
        return [
            one
            for one in self._all_asked()
            if one.person_id in others - {person_id} and one.view == view.value
        ]

    def _mentions_of(self, person_id: int, view: View) -> frozenset[int]:
        links = _bearing(self.papers, person_id)
        return frozenset(one.mention_id for one in links if view is View.WHOLE or not one.only_desk)

    def _all_asked(self) -> tuple[Alert, ...]:
        if not self.news.asked_before:
            asked = self.work.dispatch.alerts_of_people(self.papers.links, AlertKind.QUESTION)
            self.news.asked_before.append(asked)
        return self.news.asked_before[0]

    def _concerns_of(self, person_id: int, view: View) -> list[ConcernHeld]:
        """Return the concerns that may be about a person, as far as a view knows, each once.

        They are opened here alone: to tell of a line, and not to weigh.
        """
        ids = {
            link.concern_id
            for link in _bearing(self.papers, person_id)
            if view is View.WHOLE or not link.only_desk
        }
        opened = self.news.opened
        if new := ids - opened.keys():
            opened.update(self.work.concerns.records.by_id(new))
        return [opened[one] for one in sorted(ids) if one in opened]

    def _legs_at(
        self, person_id: int, view: View, restricted: Flag | None
    ) -> Callable[[Band], tuple[Leg, ...]]:
        """Return who hears of a line beside the desk itself; of a hidden flag, whom it names."""
        if view is View.WHOLE:
            named = tuple(Leg(desk, (), Urgency.TODAY) for desk in _named(restricted))
            return lambda _: named
        flags = flags_in(view, self.papers.flags[person_id])
        active = tuple(flag_in_view(one) for one in flags if one.status is FlagStatus.ACTIVE)
        return lambda line: legs_of_line(
            self.office,
            self.work,
            self._concerns_of(person_id, view),
            active,
            line,
            at=self.work.at,
            is_child=self._is_child(person_id, view),
        )

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
            weight=plain_of(record_of(known.weight)),
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

    def leads_of(self, person_ids: Iterable[int], newest: int) -> dict[int, str]:
        """Return who led on the newest concern that is surely about each person.

        A concern that may be about him, or was judged not to be, moves no review to a desk that
        cannot see him; its own lead is named where nothing is sure.
        """
        leads = {}
        for person_id in person_ids:
            sure = [
                link.concern_id
                for link in self.papers.links[person_id]
                if link.state is LinkState.SAME
            ]
            told_last = max(sure, default=newest)
            is_now = told_last == newest
            leads[person_id] = (
                self.news.lead if is_now else first_owner_of(self.office, self.work, told_last)
            )
        return leads

    def lines_of(self, person_id: int, view: View, kind: str) -> list[Crossed]:
        """Return the lines crossed ("crossing") or asked about ("question") before now."""
        return [row for row in self.crossed[person_id] if row.view is view and row.kind == kind]


def _bearing(papers: Papers, person_id: int) -> list[Hung]:
    """Return the links to a person that nobody has rejected."""
    return [link for link in papers.links[person_id] if link.state is not LinkState.DIFFERENT]


def _named(restricted: Flag | None) -> tuple[str, ...]:
    """Return the desks that a hidden flag names beside its owner."""
    is_named = restricted is not None and restricted.seen_by is SeenBy.NAMED
    return restricted.named_desks if restricted is not None and is_named else ()


def _views_of(
    person: PersonHeld, links: Iterable[Hung], restricted: Flag | None
) -> tuple[View, ...]:
    """Return the views that differ; one is enough where nothing is restricted."""
    if person.only_desk:
        return (View.WHOLE,)
    some_hidden = any(link.only_desk for link in links)
    return (View.OPEN, View.WHOLE) if restricted or some_hidden else (View.OPEN,)
