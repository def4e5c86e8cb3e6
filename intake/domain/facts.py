"""What routing looks at: what is reported, where, and who is named; no words about people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from intake.domain.concern import Danger, ReporterRole
from intake.domain.urgency import Urgency


class Place(StrEnum):
    """Which area of the facts a rule asks about."""

    CHILD = "child"
    HAPPENED = "happened"
    PERSON = "person"
    WORK = "work"
    HARMED = "harmed"
    MANAGED = "managed"
    HISTORY = "history"
    LINKED = "linked"


class RouteEvent(StrEnum):
    """What happened: most rules fire on a report, some on what befalls a held person."""

    CONCERN = "concern"
    DANGER = "danger"
    CROSSED = "crossed"
    RECHECK = "recheck"
    NEW_ADDRESS = "new_address"
    NEW_HOUSEHOLD = "new_household"
    RELEASE = "release"
    RECALL = "recall"
    TERM_ENDING = "term_ending"
    CHARGED = "charged"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"


REPORTS = frozenset({RouteEvent.CONCERN, RouteEvent.DANGER, RouteEvent.CROSSED, RouteEvent.RECHECK})


@dataclass(frozen=True, slots=True)
class FlagInView:
    """A flag of somebody named, as far as the view that is routed may know it.

    With `owner_only` it leads to its owner's desk and those it `named` alone, and satisfies
    no other rule (P13).
    """

    kind: str
    agency: str
    area: str
    owner_desk: str
    on_licence: bool = False
    owner_only: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a route depends on.

    Args:
        event: What happened.
        danger: The answer to "Is a child in danger now?".
        urgency: The least urgency of every leg, from the signs.
        areas: (place, area) pairs, codes of `areas.yaml`; several areas a place are usual.
        reported_area: The area that the reporter chose; used where no place is known. Empty
            where they chose none: nobody guesses one.
        names_child: A child, or a household with children, is named or described.
        names_adult: A person of concern is named or described.
        is_child_on_child: Harmful sexual behaviour between children.
        child_class: Highest class (0 to 3) of a sign about a child; the same for the person.
        signs: Ids of the signs.
        topics: Further topics, such as domestic_abuse, missing, private_fostering.
        flags: Flags of those named, in view.
        roles: Known roles of the person: childminder, coach, foster_carer …
        roles_with_adults: Known roles with adults who need care: care home, home carer …
        holders: Desks that own somebody named who stands at review or above, as everybody sees
            him; those whose open flag says so already are left out.
        reporter_role: Who tells.
        line: The line crossed, for that event.
        about_desks: Desks whose own people are reported about; agencies likewise.
    """

    event: RouteEvent = RouteEvent.CONCERN
    danger: Danger = Danger.NO
    urgency: Urgency = Urgency.THREE_DAYS
    areas: tuple[tuple[Place, str], ...] = ()
    reported_area: str = ""
    names_child: bool = False
    names_adult: bool = False
    is_child_on_child: bool = False
    child_class: int = 0
    adult_class: int = 0
    signs: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    flags: tuple[FlagInView, ...] = ()
    roles: frozenset[str] = frozenset()
    reporter_role: ReporterRole = ReporterRole.COMMUNITY
    line: str = ""
    about_desks: frozenset[str] = frozenset()
    about_agencies: frozenset[str] = frozenset()
    roles_with_adults: frozenset[str] = frozenset()
    holders: tuple[str, ...] = ()

    @property
    def sign_groups(self) -> frozenset[str]:
        """Letters before the number of each sign, such as GC or DA."""
        return frozenset(sign.rstrip("0123456789") for sign in self.signs)

    @property
    def open_flags(self) -> tuple[FlagInView, ...]:
        """Flags that rules other than the owner's may look at."""
        return tuple(flag for flag in self.flags if not flag.owner_only)

    @property
    def is_hidden_event(self) -> bool:
        """Whether this befalls somebody whom only an owner's flag knows of (P13).

        Such an event has no open view: it is routed once, to the owner alone.
        """
        return self.event not in REPORTS and bool(self.flags) and not self.open_flags

    @property
    def has_no_area(self) -> bool:
        """Whether a report tells of no area at all, and none was chosen."""
        told = self.reported_area or self.areas_of(Place.LINKED)
        return self.event in REPORTS and not told

    def areas_of(self, place: Place) -> tuple[str, ...]:
        """Return the areas of one place, each once, in the order told.

        *managed* adds where each open flag is managed; *linked* is every area there is.
        """
        managed = [flag.area for flag in self.open_flags]
        told = [area for where, area in self.areas if place in {where, Place.LINKED}]
        return _once(told + (managed if place in {Place.MANAGED, Place.LINKED} else []))

    def without_owner_only(self) -> "Facts":
        """Return the facts as everyone but those flags' owners sees them (P13)."""
        return replace(self, flags=self.open_flags)


def _once(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(area for area in areas if area))
