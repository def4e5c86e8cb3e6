"""What one officer may see in one transaction; every room of the desk looks through it (P13).

A record that only a flag's owner may see is, for everybody else, as if it did not exist; what
is missing and what is not for the reader look alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from intake.actions.childhoods import childhood_by
from intake.actions.entries import entries_in
from intake.actions.own_people import Bearers, OwnPeople, bearers_of, with_officers
from intake.actions.routing_facts import ALERTING_BANDS
from intake.domain.access import (
    AccessTable,
    Reader,
    Subject,
    fields_seen,
    is_about_own_people,
    may_do,
    may_see,
)
from intake.domain.childhood import Childhood
from intake.domain.chronology import Entry
from intake.domain.errors import NotFoundError
from intake.domain.held import (
    CheckHeld,
    ConcernHeld,
    LinkHeld,
    MentionHeld,
    Officer,
    PersonHeld,
    View,
)
from intake.domain.lending import Loan
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy, is_open_to
from intake.domain.told_words import name_keys
from intake.duty.known import AnyConcern, AnyLink, AnyPerson, Known
from intake.duty.leads import Leads, LeadsKept
from intake.store.glances import ConcernGlance
from intake.store.office import Office
from intake.store.papers import Hung, Papers, papers_of
from intake.store.work import Work

L = TypeVar("L", bound=AnyLink)
ALERTING = frozenset(band.value for band in ALERTING_BANDS)
TOLD_OF_HIM = ("work", "place", "postcode", "age", "birth")
ELSEWHERE = frozenset({"elsewhere"})
"""Areas of a concern that touches nobody's; no code of an area may be this word."""


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
    known: Known
    _people: dict[int, PersonHeld | None] = field(default_factory=dict, repr=False)
    _subjects: dict[int, Subject] = field(default_factory=dict, repr=False)
    _persons: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    _papers: dict[int, Papers] = field(default_factory=dict, repr=False)
    _entries: dict[tuple[int, View], tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    _told: dict[int, dict[int, dict[str, str]]] = field(default_factory=dict, repr=False)
    _fields: dict[Subject, frozenset[str]] = field(default_factory=dict, repr=False)
    _childhoods: dict[int, Childhood | None] = field(default_factory=dict, repr=False)
    _bearers: Bearers | None = field(default=None, repr=False)

    @property
    def table(self) -> AccessTable:
        """The table of access in force."""
        return self.office.policy.access

    def may(self, action: str) -> bool:
        """Whether the officer's role may do an act at all."""
        return bool(may_do(self.table, self.reader, action))

    # concerns

    def prepare(self, concerns: Iterable[AnyConcern]) -> None:
        """Read what many concerns need in a handful of questions instead of some each."""
        new = [one for one in concerns if one.id not in self._subjects]
        self.known.read_leads(new)
        self.known.read_concerns(one.id for one in new)

    def subject_of(self, concern: AnyConcern) -> Subject:
        """Return a concern as the table sees it: linked areas, and whose own people it is about.

        Linked are the areas told of, those of desks that were told in the open (a hidden flag's
        owner counts for itself alone), and those of everybody who was judged the same person.

        Why: Each area knew its part, and nobody read them together (both reviews). A lead that
        nobody has judged opens nothing yet: that something is held, and whom to ask.
        """
        if concern.id not in self._subjects:
            self._subjects[concern.id] = self._subject(concern)
        return self._subjects[concern.id]

    def _subject(self, concern: AnyConcern) -> Subject:
        leads = self.known.leads_of(concern)
        areas = {*leads.areas, concern.area}
        for name, view in self.known.told_of(concern.id):
            if view == View.OPEN.value or name == self.reader.desk:
                desk = self.office.policy.duty.desks.get(name)
                areas.add(desk.area if desk else "")
        for link in self.known.links_of(concern.id):
            if link.state is LinkState.SAME:
                areas |= self.known.firm_areas(link.person_id)
                if self.known.is_kept_here(link.person_id):
                    areas.add(self.reader.area)
        names = leads.about_names | self._names_of_leads(concern.id)
        return replace(
            self._about(replace(leads, about_names=names)), areas=frozenset(areas - {""})
        )

    def _names_of_leads(self, concern_id: int) -> frozenset[str]:
        """Return the names of whom a concern may be about: a lead that may be her bars her."""
        links = self.known.links_of(concern_id)
        held = (
            self.known.person(one.person_id)
            for one in links
            if one.state is not LinkState.DIFFERENT and one.band in ALERTING
        )
        return frozenset(
            key for person in held if person for key in name_keys(person.label.reveal())
        )

    def _officers(self) -> Bearers:
        if self._bearers is None:
            self._bearers = bearers_of(self.work.staff)
        return self._bearers

    def _about(self, leads: Leads) -> Subject:
        """Return whose own people leads are about, officers by their full names too."""
        own = OwnPeople(leads.about_desks, leads.about_agencies, names=leads.about_names)
        own = with_officers(own, self._officers())
        return Subject(
            about_desks=own.desks, about_agencies=own.agencies, about_officers=own.officers
        )

    def sees(self, concern: AnyConcern) -> frozenset[str]:
        """Return the fields of a concern that the officer sees; empty for one not for them."""
        return self._sees(self.subject_of(concern))

    def _sees(self, subject: Subject) -> frozenset[str]:
        if subject not in self._fields:
            is_own = is_about_own_people(self.reader, subject)
            seen = frozenset() if is_own else fields_seen(self.table, self.reader, subject)
            self._fields[subject] = seen
        return self._fields[subject]

    def is_about_own(self, leads: Leads) -> bool:
        """Whether what leads there is about the reader's own people, and so is not for them."""
        if not (leads.about_desks or leads.about_agencies or leads.about_names):
            return False
        return is_about_own_people(self.reader, self._about(leads))

    def hears_of(self, concern: AnyConcern) -> bool:
        """Whether the officer may know that a concern exists.

        Why apart from `sees`: who may know of a concern wherever it is held needs no areas of
        it, and a list counts thousands.
        """
        if "concern.reference" in self._sees(Subject(areas=ELSEWHERE)):
            return not self.is_about_own(self.known.leads_of(concern))
        return "concern.reference" in self.sees(concern)

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

    def lent(self, loan: Loan) -> tuple[ConcernHeld, frozenset[str]]:
        """Return the concern of a loan, and the parts that this officer may read under it now.

        Raises:
            NotFoundError: It is not this desk's, not in its time, about the officer's own
                people, or its giver sees none of the parts any more; all look alike.

        Why apart from `sees`:
            A loan opens reading on its own page alone. Every act, list and count of the desk
            goes on as the table says, so nothing that hangs on the concern leaks by it.
        """
        if loan.to_desk != self.reader.desk or not loan.stands_at(self.work.at):
            raise NotFoundError(what="loan")
        concern = self.work.concerns.of([loan.concern_id]).get(loan.concern_id)
        if concern is None or is_about_own_people(self.reader, self.subject_of(concern)):
            raise NotFoundError(what="loan")
        giver = replace(self.officer, desk=loan.from_desk, role=loan.role, login=loan.login)
        parts = loan.shows(
            desk=self.reader.desk,
            giver_sees=sight_of(self.office, self.work, giver).sees(concern),
            lending=self.table.lending,
            at=self.work.at,
        )
        if not parts:
            raise NotFoundError(what="loan")
        return concern, frozenset(parts)

    # people, flags, links

    def flags(self, person_id: int) -> tuple[Flag, ...]:
        """Return a person's flags that the officer's desk may know of."""
        return self.known.flags(person_id)

    def is_flagged(self, person_id: int) -> bool:
        """Whether a person has an active flag in view."""
        return any(flag.status is FlagStatus.ACTIVE for flag in self.flags(person_id))

    def record(self, person_id: int) -> PersonHeld | None:
        """Return a record that exists for this officer's desk, or None.

        One that stands on a hidden flag alone does not.
        """
        if person_id not in self._people:
            rows = self.work.people.records
            found = rows.find(rows.row.id == person_id) if self.known.exists(person_id) else None
            self._people[person_id] = found
        return self._people[person_id]

    def in_view(self, links: Iterable[L]) -> list[L]:
        """Return the links that exist for this officer's desk, rejected ones too."""
        return self.known.in_view(links)

    def mentions_of(self, concern_id: int) -> tuple[MentionHeld, ...]:
        """Return a concern's mentions; of those read in its story whoever they name is in view.

        Why: A name that is marked in a story stands on a list (P13).
        """
        mentions = self.work.concerns.mentions_of(concern_id)
        in_story = [one.id for one in mentions if one.from_story]
        named = {one.mention_id for one in self.links_of_mentions(in_story)} if in_story else ()
        return tuple(one for one in mentions if not one.from_story or one.id in named)

    def checks_of(self, concern_id: int) -> tuple[CheckHeld, ...]:
        """Return the checks of a concern that were made for this desk, oldest first."""
        shown = {None, *(one.id for one in self.mentions_of(concern_id))}
        return tuple(
            one
            for one in self.work.concerns.checks_of(concern_id)
            if one.mention_id in shown and is_open_to(one.only_desk, self.reader.desk)
        )

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
        flags = self.known.all_flags(person_id)
        hidden = [flag for flag in flags if flag.seen_by is not SeenBy.ALL]
        desks = self.known.glances.desks_of_links(person_id)
        sees_all = all(flag.is_seen_by(self.reader.desk) for flag in hidden)
        no_secret = all(is_open_to(only, self.reader.desk) for only in desks)
        return View.WHOLE if sees_all and no_secret else View.OPEN

    def concerns_of_person(self, person_id: int) -> dict[int, ConcernGlance]:
        """Return the concerns that hang on a person in view, rejected pairs left out."""
        return {concern.id: concern for _, concern in self.known.hanging_on(person_id)}

    def subject_of_person(self, person: AnyPerson) -> Subject:
        """Return a person as the table sees one; a record joined to another with that one's.

        Why: What hung on it hangs on the other since, so that by itself it would be of no area,
            and of nobody's own people (P13).
        """
        areas = {person.area} | {flag.area for flag in self.flags(person.id)}
        desks: set[str] = set()
        agencies: set[str] = set()
        officers: set[str] = set()
        concerns = self.concerns_of_person(person.id).values()
        self.prepare(concerns)
        for concern in concerns:
            subject = self.subject_of(concern)
            areas |= subject.areas
            desks |= subject.about_desks
            agencies |= subject.about_agencies
            officers |= subject.about_officers
        owner = self.known.owner(person.id)
        desk = self.office.policy.duty.desks.get(owner)
        if desk is not None and is_open_to(person.only_desk, desk.name):
            areas.add(desk.area)
        if self.known.is_kept_here(person.id):
            areas.add(self.reader.area)
        own = with_officers(OwnPeople(names=name_keys(person.label.reveal())), self._officers())
        head = self.record(self._heads[person.id]) if person.id in self._heads else None
        if head is not None:
            whole = self.subject_of_person(head)
            areas |= whole.areas
            desks |= whole.about_desks
            agencies |= whole.about_agencies
            officers |= whole.about_officers
        return Subject(
            areas=frozenset(areas - {""}),
            about_desks=frozenset(desks) | own.desks,
            about_agencies=frozenset(agencies),
            about_officers=frozenset(officers) | own.officers,
        )

    @cached_property
    def _heads(self) -> dict[int, int]:
        return self.work.joinings.all_heads()

    def sees_person(self, person: AnyPerson) -> frozenset[str]:
        """Return the fields of a person that the officer sees; empty where not for them."""
        if person.id not in self._persons:
            self._persons[person.id] = self._sees(self.subject_of_person(person))
        return self._persons[person.id]

    def is_own_person(self, person_id: int) -> bool:
        """Whether a record in view is, or may be, of the reader's own people."""
        person = self.known.person(person_id)
        return person is not None and is_about_own_people(
            self.reader, self.subject_of_person(person)
        )

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

    def papers(self, person_id: int) -> Papers:
        """Return what is held of a person, hidden things too: never to be shown; read once."""
        if person_id not in self._papers:
            found = papers_of(self.work.people, self.work.flags, self.work.concerns, [person_id])
            self._papers[person_id] = found
        return self._papers[person_id]

    def bearing_on(self, person_id: int) -> list[Hung]:
        """Return the links of a person that nobody rejected, hidden ones too: see `papers`."""
        links = self.papers(person_id).links[person_id]
        return [one for one in links if one.state is not LinkState.DIFFERENT]

    def told_of(self, person_id: int) -> dict[int, dict[str, str]]:
        """Return work, place, ages as told of a person, by mention; read once, see `papers`."""
        if person_id not in self._told:
            found = self.known.glances.told_of_person(person_id, TOLD_OF_HIM)
            self._told[person_id] = dict(found)
        return self._told[person_id]

    def childhood(self, person_id: int) -> Childhood | None:
        """Return the childhood of a person by what is in view; None for an adult's record.

        Whoever is flagged in view is an adult: nobody under 18 ever is.

        Why: Of a child no weight, band or standing is shown anywhere (row P46, decision 0050);
            every page that shows one asks here.
        """
        if person_id not in self._childhoods:
            hanging = self.known.hanging_on(person_id)
            found = None
            if hanging and not self.is_flagged(person_id):
                told = self.told_of(person_id)
                found = childhood_by(self.office, self.work, person_id, hanging, told)
            self._childhoods[person_id] = found
        return self._childhoods[person_id]

    def entries(self, person_id: int, view: View) -> tuple[Entry, ...]:
        """Return the chronology of a person as a working weighs it; read once."""
        if (person_id, view) not in self._entries:
            found = entries_in(self.office, self.papers(person_id), person_id, view)
            self._entries[person_id, view] = found
        return self._entries[person_id, view]

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


def sight_of(office: Office, work: Work, officer: Officer, kept: LeadsKept | None = None) -> Sight:
    """Open the eyes of an officer in a transaction; raises as `reader_of`.

    Args:
        office: The office.
        work: The transaction.
        officer: Who looks.
        kept: What is remembered of where concerns lead; None remembers nothing.
    """
    reader = reader_of(office, officer)
    known = Known(work, reader.desk, kept or LeadsKept(office))
    return Sight(office, work, officer, reader, known)
