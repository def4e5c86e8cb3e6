"""What one officer may see in one transaction; every room of the desk looks through it (P13).

A record that only a flag's owner may see is, for everybody else, as if it did not exist; what
is missing and what is not for the reader look alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from intake.actions.routing_facts import facts_of
from intake.domain.access import (
    AccessTable,
    Reader,
    Subject,
    fields_seen,
    is_about_own_people,
    may_do,
    may_see,
)
from intake.domain.alert import Alert
from intake.domain.errors import NotFoundError
from intake.domain.held import ConcernHeld, LinkHeld, Officer, PersonHeld, PersonKind, View
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy
from intake.store.office import Office
from intake.store.work import Work


def reader_of(office: Office, officer: Officer) -> Reader:
    """Return an officer as the table of access sees one.

    Raises:
        NotFoundError: The officer's desk is no longer in the settings.
    """
    desk = office.policy.duty.desks.get(officer.desk)
    agency = office.policy.areas.agencies.get(desk.agency) if desk else None
    if desk is None or agency is None:
        raise NotFoundError(what="desk")
    return Reader(
        login=officer.login,
        role=officer.role,
        desk=desk.name,
        agency=desk.agency,
        agency_kind=agency.kind,
        area=desk.area,
    )


@dataclass
class Sight:
    """The eyes of one officer in one transaction; remembers what it has looked at."""

    office: Office
    work: Work
    officer: Officer
    reader: Reader
    _flags: dict[int, tuple[Flag, ...]] = field(default_factory=dict, repr=False)
    _people: dict[int, PersonHeld | None] = field(default_factory=dict, repr=False)
    _subjects: dict[int, Subject] = field(default_factory=dict, repr=False)
    _seen: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    _alerts: dict[int, list[Alert]] = field(default_factory=dict, repr=False)
    _firm: dict[int, set[int]] = field(default_factory=dict, repr=False)
    _areas: dict[int, set[str]] = field(default_factory=dict, repr=False)

    @property
    def table(self) -> AccessTable:
        """The table of access in force."""
        return self.office.policy.access

    def may(self, action: str) -> bool:
        """Whether the officer's role may do an act at all."""
        return bool(may_do(self.table, self.reader, action))

    # concerns

    def prepare(self, concerns: Iterable[ConcernHeld]) -> None:
        """Read what many concerns need in a handful of questions instead of some each."""
        ids = [one.id for one in concerns if one.id not in self._alerts]
        if not ids:
            return
        for concern_id in ids:
            self._alerts[concern_id], self._firm[concern_id] = [], set()
        alerts, mentions = self.work.dispatch.alerts, self.work.concerns.mentions
        for alert in alerts.all(alerts.row.concern_id.in_(ids)):
            self._alerts[alert.concern_id or 0].append(alert)
        of = {one.id: one.concern_id for one in mentions.all(mentions.row.concern_id.in_(ids))}
        for link in self.links_of_mentions(of):
            if link.state is LinkState.SAME:
                self._firm[of[link.mention_id]].add(link.person_id)

    def subject_of(self, concern: ConcernHeld) -> Subject:
        """Return a concern as the table sees it: linked areas, and whose own people it is about.

        Linked are the areas told of, those of desks that were told in the open (a hidden flag's
        owner counts for itself alone), and those of everybody who was judged the same person.

        Why: Each area knew its part, and nobody read them together (both reviews). A lead that
        nobody has judged opens nothing yet: that something is held, and whom to ask.
        """
        if concern.id in self._subjects:
            return self._subjects[concern.id]
        facts = facts_of(self.office, concern, ())
        self.prepare([concern])
        areas = {area for _, area in facts.areas} | {concern.area}
        for alert in self._alerts[concern.id]:
            if alert.view == View.OPEN.value or alert.desk == self.reader.desk:
                desk = self.office.policy.duty.desks.get(alert.desk)
                areas.add(desk.area if desk else "")
        for person_id in self._firm[concern.id]:
            areas |= self._firm_areas(person_id)
        subject = Subject(
            areas=frozenset(areas - {""}),
            about_desks=facts.about_desks,
            about_agencies=facts.about_agencies,
        )
        self._subjects[concern.id] = subject
        return subject

    def _firm_areas(self, person_id: int) -> set[str]:
        """Return where a person is flagged in view, and where he was reported for sure."""
        if person_id not in self._areas:
            links = self.links_of_person(person_id)
            same = [one.mention_id for one in links if one.state is LinkState.SAME]
            mentions = self.work.concerns.mentions_by_id(same)
            told = self.work.concerns.of(one.concern_id for one in mentions.values())
            areas = {one.area for one in told.values()}
            self._areas[person_id] = areas | {flag.area for flag in self.flags(person_id)}
        return self._areas[person_id]

    def sees(self, concern: ConcernHeld) -> frozenset[str]:
        """Return the fields of a concern that the officer sees; empty for one not for them."""
        if concern.id not in self._seen:
            subject = self.subject_of(concern)
            is_own = is_about_own_people(self.reader, subject)
            seen = frozenset() if is_own else fields_seen(self.table, self.reader, subject)
            self._seen[concern.id] = seen
        return self._seen[concern.id]

    def concern(self, concern: ConcernHeld | None) -> tuple[ConcernHeld, frozenset[str]]:
        """Return a concern with the fields seen of it.

        Raises:
            NotFoundError: There is none, or it is not for this officer.
        """
        seen = self.sees(concern) if concern is not None else frozenset()
        if concern is None or "concern.reference" not in seen:
            raise NotFoundError(what="concern")
        return concern, seen

    def concern_of_id(self, concern_id: int) -> tuple[ConcernHeld, frozenset[str]]:
        """Return a concern by id with the fields seen of it; raises as `concern`."""
        return self.concern(self.work.concerns.of([concern_id]).get(concern_id))

    # people, flags, links

    def flags(self, person_id: int) -> tuple[Flag, ...]:
        """Return a person's flags that the officer's desk may know of."""
        if person_id not in self._flags:
            self._flags[person_id] = self.work.people.flags(person_id)
        return tuple(one for one in self._flags[person_id] if one.is_seen_by(self.reader.desk))

    def is_flagged(self, person_id: int) -> bool:
        """Whether a person has an active flag in view."""
        return any(flag.status is FlagStatus.ACTIVE for flag in self.flags(person_id))

    def record(self, person_id: int) -> PersonHeld | None:
        """Return a record that exists for this officer's desk, or None.

        One that stands on a hidden flag alone does not.
        """
        if person_id not in self._people:
            rows = self.work.people.records
            person = rows.find(rows.row.id == person_id)
            self._people[person_id] = person if person and self._exists(person) else None
        return self._people[person_id]

    def _exists(self, person: PersonHeld) -> bool:
        if person.only_desk not in ("", self.reader.desk):
            return False
        if person.kind is PersonKind.EMERGING or self.flags(person.id):
            return True
        return any(link.is_own for link in self.work.people.links_of_person(person.id))

    def in_view(self, links: Iterable[LinkHeld]) -> list[LinkHeld]:
        """Return the links that exist for this officer's desk, rejected ones too."""
        return [
            link
            for link in links
            if link.only_desk in ("", self.reader.desk) and self.record(link.person_id) is not None
        ]

    def links_of_mentions(self, mention_ids: Iterable[int]) -> list[LinkHeld]:
        """Return the links of some mentions in view."""
        return self.in_view(self.work.people.links_of_mentions(mention_ids))

    def links_of_person(self, person_id: int) -> list[LinkHeld]:
        """Return the links of a person in view."""
        return self.in_view(self.work.people.links_of_person(person_id))

    def view_of(self, person_id: int) -> View:
        """Return which working of the weight this desk sees: whole only if nothing is hidden.

        A desk that sees one restricted flag and not another gets the open working.
        """
        self.flags(person_id)
        hidden = [flag for flag in self._flags[person_id] if flag.seen_by is not SeenBy.ALL]
        links = self.work.people.links_of_person(person_id)
        sees_all = all(flag.is_seen_by(self.reader.desk) for flag in hidden)
        no_secret = all(link.only_desk in ("", self.reader.desk) for link in links)
        return View.WHOLE if sees_all and no_secret else View.OPEN

    def concerns_of_person(self, person_id: int) -> dict[int, ConcernHeld]:
        """Return the concerns that hang on a person in view, rejected pairs left out."""
        links = [
            one for one in self.links_of_person(person_id) if one.state is not LinkState.DIFFERENT
        ]
        mentions = self.work.concerns.mentions_by_id(link.mention_id for link in links)
        return self.work.concerns.of(one.concern_id for one in mentions.values())

    def subject_of_person(self, person: PersonHeld) -> Subject:
        """Return a person as the table sees one."""
        areas = {person.area} | {flag.area for flag in self.flags(person.id)}
        desks: set[str] = set()
        agencies: set[str] = set()
        for concern in self.concerns_of_person(person.id).values():
            subject = self.subject_of(concern)
            areas |= subject.areas
            desks |= subject.about_desks
            agencies |= subject.about_agencies
        owner = self.work.people.owner(person.id)
        desk = self.office.policy.duty.desks.get(owner.desk) if owner else None
        if desk is not None and (not person.only_desk or person.only_desk == desk.name):
            areas.add(desk.area)
        return Subject(frozenset(areas - {""}), frozenset(desks), frozenset(agencies))

    def sees_person(self, person: PersonHeld) -> frozenset[str]:
        """Return the fields of a person that the officer sees; empty where not for them."""
        subject = self.subject_of_person(person)
        if is_about_own_people(self.reader, subject):
            return frozenset()
        return fields_seen(self.table, self.reader, subject)

    def person(self, person_id: int) -> tuple[PersonHeld, frozenset[str]]:
        """Return a person with the fields seen.

        Raises:
            NotFoundError: There is none, or it is not for this officer.
        """
        person = self.record(person_id)
        seen = self.sees_person(person) if person is not None else frozenset()
        if person is None or "person.names" not in seen:
            raise NotFoundError(what="person")
        return person, seen

    def check(self, field_name: str, subject: Subject) -> None:
        """Refuse a field that is not for this officer.

        Raises:
            NotFoundError: As if there were nothing.
        """
        if not may_see(self.table, self.reader, field_name, subject):
            raise NotFoundError(what="field")

    # titles

    def desk_title(self, name: str) -> str:
        """Return a desk's or called person's title; the name itself where there is none."""
        desk = self.office.policy.duty.desks.get(name)
        if desk is not None:
            return desk.title
        called = self.office.policy.called.people.get(name)
        return called.title if called else name

    def titled(self, reasons: Iterable[str]) -> tuple[str, ...]:
        """Return reasons with the titles of areas instead of their codes."""
        areas = self.office.policy.areas.areas
        codes = re.compile(rf"\b({'|'.join(map(re.escape, areas))})\b")
        return tuple(codes.sub(lambda found: areas[found[1]].title, line) for line in reasons)

    def area_title(self, code: str) -> str:
        """Return an area's title, or the empty text."""
        area = self.office.policy.areas.areas.get(code)
        return area.title if area else ""


def sight_of(office: Office, work: Work, officer: Officer) -> Sight:
    """Open the eyes of an officer in a transaction; raises as `reader_of`."""
    return Sight(office, work, officer, reader_of(office, officer))
