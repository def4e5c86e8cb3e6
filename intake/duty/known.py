"""What was read for one desk's eyes in one transaction: many at once, and each thing once.

`Sight` decides by it. Ask for many (`read_…`) before asking for each, and a list costs a
handful of statements; what was not asked for before is read when it is needed.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from intake.domain.held import PersonKind
from intake.domain.person import Flag, LinkState, is_open_to
from intake.domain.private import Private
from intake.duty.leads import Leads, LeadsKept
from intake.store.glances import ConcernGlance, Glances, LinkGlance, PersonGlance
from intake.store.work import Work


class AnyConcern(Protocol):
    """A concern, whole or at a glance."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def version(self) -> int:
        """Grows with its words."""

    @property
    def area(self) -> str:
        """Code of its area."""


class AnyLink(Protocol):
    """A link, whole or at a glance."""

    @property
    def person_id(self) -> int:
        """The record."""

    @property
    def only_desk(self) -> str:
        """The desk that alone may know of it; empty for every desk."""


class AnyPerson(Protocol):
    """A record, whole or at a glance."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def area(self) -> str:
        """Code of its area."""

    @property
    def only_desk(self) -> str:
        """The desk that alone may know of it; empty for every desk."""

    @property
    def label(self) -> Private:
        """What it is called."""


L = TypeVar("L", bound=AnyLink)


class Known:
    """Flags, links, areas and owners as far as one desk may know of them (P13)."""

    def __init__(self, work: Work, desk: str, kept: LeadsKept) -> None:
        self.glances = Glances(work.session)
        self._work = work
        self._desk = desk
        self._kept = kept
        self._leads: dict[int, Leads] = {}
        self._told: dict[int, list[tuple[str, str]]] = {}
        self._links: dict[int, list[LinkGlance]] = {}
        self._areas: dict[int, set[str]] = {}
        self._people: dict[int, PersonGlance | None] = {}
        self._flags: dict[int, tuple[Flag, ...]] = {}
        self._exists: dict[int, bool] = {}
        self._hanging: dict[int, list[tuple[LinkGlance, ConcernGlance]]] = {}
        self._owners: dict[int, str] = {}
        self._offered: frozenset[int] | None = None

    # concerns

    def leads_of(self, concern: AnyConcern) -> Leads:
        """Return where a concern leads, and whose own people it is about."""
        if concern.id not in self._leads:
            self.read_leads([concern])
        return self._leads[concern.id]

    def read_leads(self, concerns: Iterable[AnyConcern]) -> None:
        """Read where many concerns lead."""
        new = [(one.id, one.version) for one in concerns if one.id not in self._leads]
        self._leads |= self._kept.of(self.glances, new)

    def leads_by_id(self, concerns: Iterable[tuple[int, int]]) -> dict[int, Leads]:
        """Return where concerns lead, by id; each is given as id and version."""
        found = self._kept.of(self.glances, concerns)
        self._leads |= found
        return found

    def told_of(self, concern_id: int) -> list[tuple[str, str]]:
        """Return desk and view of each alert of a concern."""
        if concern_id not in self._told:
            self.read_concerns([concern_id])
        return self._told[concern_id]

    def links_of(self, concern_id: int) -> list[LinkGlance]:
        """Return the links of a concern in view, rejected ones too."""
        if concern_id not in self._links:
            self.read_links([concern_id])
        return self._links[concern_id]

    def read_links(self, concern_ids: Iterable[int]) -> None:
        """Read who many concerns may be about."""
        new = [one for one in dict.fromkeys(concern_ids) if one not in self._links]
        self._links |= {one: [] for one in new}
        for link in self.in_view(self.glances.links_of_concerns(new)):
            self._links[link.concern_id].append(link)

    def read_concerns(self, concern_ids: Iterable[int]) -> None:
        """Read who was told of many concerns, and where those are known whom they are about."""
        new = [one for one in dict.fromkeys(concern_ids) if one not in self._told]
        self._told |= {one: [] for one in new}
        for concern_id, desk, view in self.glances.told(new):
            self._told[concern_id].append((desk, view))
        self.read_links(new)
        links = (link for one in new for link in self._links[one])
        same = [link.person_id for link in links if link.state is LinkState.SAME]
        self.read_areas(same)
        self.read_owners(same)

    # people

    def firm_areas(self, person_id: int) -> set[str]:
        """Return where a person is flagged in view, and where he was reported for sure."""
        if person_id not in self._areas:
            self.read_areas([person_id])
        return self._areas[person_id]

    def read_areas(self, person_ids: Iterable[int]) -> None:
        """Read the firm areas of many persons."""
        new = [one for one in dict.fromkeys(person_ids) if one not in self._areas]
        self.read_people(new)
        for one in new:
            self._areas[one] = {flag.area for flag in self.flags(one)}
        for person_id, only_desk, area in self.glances.areas_of_people(new):
            if is_open_to(only_desk, self._desk) and self.exists(person_id):
                self._areas[person_id].add(area)

    def read_people(self, person_ids: Iterable[int]) -> None:
        """Read many persons with their flags; one whose flags went to another is where that is."""
        new = [one for one in dict.fromkeys(person_ids) if one not in self._people]
        if not new:
            return
        found = self.glances.people(new)
        self._people |= {one: found.get(one) for one in new}
        self._flags |= self._work.flags.of_many(new)
        unsure = [one for one in new if self._is_open(one) and not self._is_sure(one)]
        reported = self.glances.reported(unsure)
        self._exists |= {
            one: self._is_open(one) and (self._is_sure(one) or one in reported) for one in new
        }
        heads = self._work.joinings.heads(one for one in unsure if one not in reported)
        self._exists |= {one: self.exists(head) for one, head in heads.items()}

    def _is_open(self, person_id: int) -> bool:
        person = self._people[person_id]
        return person is not None and is_open_to(person.only_desk, self._desk)

    def _is_sure(self, person_id: int) -> bool:
        person = self._people[person_id]
        is_emerging = person is not None and person.kind is PersonKind.EMERGING
        return is_emerging or bool(self.flags(person_id))

    def exists(self, person_id: int) -> bool:
        """Whether a record exists for this desk; one that stands on a hidden flag does not."""
        if person_id not in self._exists:
            self.read_people([person_id])
        return self._exists[person_id]

    def person(self, person_id: int) -> PersonGlance | None:
        """Return a record that exists for this desk, or None."""
        return self._people[person_id] if self.exists(person_id) else None

    def all_flags(self, person_id: int) -> tuple[Flag, ...]:
        """Return every flag of a person, hidden ones too; never to be shown."""
        if person_id not in self._flags:
            self.read_people([person_id])
        return self._flags[person_id]

    def flags(self, person_id: int) -> tuple[Flag, ...]:
        """Return a person's flags that this desk may know of."""
        return tuple(one for one in self.all_flags(person_id) if one.is_seen_by(self._desk))

    def in_view(self, links: Iterable[L]) -> list[L]:
        """Return the links that exist for this desk, rejected ones too."""
        open_to = [link for link in links if is_open_to(link.only_desk, self._desk)]
        self.read_people(link.person_id for link in open_to)
        return [link for link in open_to if self.exists(link.person_id)]

    def hanging_on(self, person_id: int) -> list[tuple[LinkGlance, ConcernGlance]]:
        """Return the links to a person in view with their concerns, rejected ones left out."""
        if person_id not in self._hanging:
            self.read_hanging([person_id])
        return self._hanging[person_id]

    def read_hanging(self, person_ids: Iterable[int]) -> None:
        """Read what hangs on many persons, and who owns them."""
        new = [one for one in dict.fromkeys(person_ids) if one not in self._hanging]
        self._hanging |= {one: [] for one in new}
        self.read_people(new)
        for link, concern in self.glances.links_of_people(new):
            if is_open_to(link.only_desk, self._desk) and self.exists(link.person_id):
                self._hanging[link.person_id].append((link, concern))

    def owner(self, person_id: int) -> str:
        """Return the desk that owns a person now; empty where there is none."""
        if person_id not in self._owners:
            self.read_owners([person_id])
        return self._owners[person_id]

    def read_owners(self, person_ids: Iterable[int]) -> None:
        """Read who owns many persons."""
        new = [one for one in dict.fromkeys(person_ids) if one not in self._owners]
        found = self.glances.owners(new)
        self._owners |= {one: found.get(one, "") for one in new}

    def is_kept_here(self, person_id: int) -> bool:
        """Whether this desk owns a person, is asked to, or was told of what happened to him.

        Why: A handover is offered with everything attached (row P10), and what is told carries
        what is needed to act (row P22): who must answer reads the record first.
        """
        if self._offered is None:
            self._offered = self.glances.offered_or_told(self._desk)
        return person_id in self._offered or self.owner(person_id) == self._desk
