"""Who may see and do what: one table of agency, area, role and field (promise P13).

Read `may_see` first. Nothing is allowed that no grant of the table allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reach(StrEnum):
    """How far a grant reaches: subjects of the reader's own area, or of any."""

    OWN = "own"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Reader:
    """An officer as the table sees one; `agency_kind` is children, police, health and so on."""

    login: str
    role: str
    desk: str
    agency: str
    agency_kind: str
    area: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What is read, as the table sees it.

    Args:
        areas: Every linked area; empty where none is known, and then every area is own.
        about_desks: Desks, agencies and officers that the report is about.
    """

    areas: frozenset[str] = frozenset()
    about_desks: frozenset[str] = frozenset()
    about_agencies: frozenset[str] = frozenset()
    about_officers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table: these roles of these agencies see these fields, this far."""

    roles: frozenset[str]
    agencies: frozenset[str]
    reach: Reach
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lending:
    """What a desk may lend another to read, and for how long; nothing where nothing is set.

    Args:
        fields: Fields that may be lent, in the order in which they are offered.
        at_most_days: Days after today that a loan may last, 0 to 366.
    """

    fields: tuple[str, ...] = ()
    at_most_days: int = 0


@dataclass(frozen=True, slots=True)
class AccessTable:
    """The whole table; `actions` maps a door's method to the roles that may call it."""

    roles: frozenset[str]
    agencies: frozenset[str]
    fields: frozenset[str]
    grants: tuple[Grant, ...]
    actions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lending: Lending = field(default_factory=Lending)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed or not, and why; true where allowed."""

    allowed: bool
    because: str

    def __bool__(self) -> bool:
        return self.allowed


OWN_PEOPLE = Verdict(allowed=False, because="it is about the reader's own desk")


def may_see(table: AccessTable, reader: Reader, field_name: str, subject: Subject) -> Verdict:
    """Whether a reader may see one field of one subject.

    Args:
        table: The table in force.
        reader: Who asks.
        field_name: A field of the table; one that it does not know is refused.
        subject: What is asked about.

    Returns:
        The verdict with its reason; any combination has one.

    Why:
        Pieces were shared with all or with nobody. Need to know is a table that can be
        read and tested, and nobody sees reports about themselves or their own desk.
    """
    if is_about_own_people(reader, subject):
        return OWN_PEOPLE
    if field_name not in table.fields:
        return Verdict(allowed=False, because="the table has no such field")
    for grant in table.grants:
        if _fits(grant, reader, field_name, subject):
            return Verdict(
                allowed=True,
                because=f"{reader.role} of {reader.agency_kind}, {grant.reach.value} area",
            )
    return Verdict(allowed=False, because="no grant of the table allows it")


def may_do(
    table: AccessTable, reader: Reader, action: str, subject: Subject | None = None
) -> Verdict:
    """Whether a reader may call a method of the door, on a subject if one is given."""
    if subject is not None and is_about_own_people(reader, subject):
        return OWN_PEOPLE
    if action not in table.actions:
        return Verdict(allowed=False, because="the table has no such action")
    if reader.role not in table.actions[action]:
        return Verdict(allowed=False, because=f"not an action of the role {reader.role}")
    return Verdict(allowed=True, because=f"an action of the role {reader.role}")


def fields_seen(table: AccessTable, reader: Reader, subject: Subject) -> frozenset[str]:
    """Return every field of a subject that a reader may see."""
    return frozenset(name for name in table.fields if may_see(table, reader, name, subject))


def is_about_own_people(reader: Reader, subject: Subject) -> bool:
    """Whether a report is about the reader, their desk or their agency."""
    return (
        reader.login in subject.about_officers
        or reader.desk in subject.about_desks
        or reader.agency in subject.about_agencies
    )


def _fits(grant: Grant, reader: Reader, field_name: str, subject: Subject) -> bool:
    return (
        field_name in grant.fields
        and reader.role in grant.roles
        and reader.agency_kind in grant.agencies
        and (grant.reach is Reach.ANY or not subject.areas or reader.area in subject.areas)
    )
