"""What weighing needs of one concern, read out of its words once; begin with `gist_of`.

A report is long and a history has a thousand of them. Whoever weighs a person reads gists, and
opens a report only where a page or an alert shows its words (decision 0037).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from intake.domain.ages import age_range_of
from intake.domain.concern import Danger, KnownBy, MentionSaid, Part, ReporterRole, SignSaid
from intake.domain.held import ConcernHeld

EDITION = 1
"""Raise it by one whenever other things, or the same ones otherwise, are read out of a concern:
gists of another edition are not read, but made anew from the words."""


@dataclass(frozen=True, slots=True)
class Gist:
    """One concern without its words.

    Args:
        reference: The concern's.
        known_at: When it came in, aware UTC.
        role: Who told it.
        known_by: How its reporter knows.
        happened: The ISO day or month it is about, as told; empty where none was.
        fears_for_child: The reporter said so outright.
        in_danger: The answer to "Is a child in danger now?" was yes.
        signs: Its signs, each with the place of the mention it is tied to.
        children: A key for each child it names, by name, else school, else place; a child of
            whom nothing is told has a key of its own.
        households: Keys of the households with children, by family name, else by address.
        child_ages: Lowest and highest age in years of each child whose age was told.
        places: Where it happened, the other times too, in the words told.
    """

    reference: str
    known_at: datetime
    role: ReporterRole
    known_by: KnownBy
    happened: str
    fears_for_child: bool
    in_danger: bool
    signs: tuple[SignSaid, ...] = ()
    children: tuple[str, ...] = ()
    households: tuple[str, ...] = ()
    child_ages: tuple[tuple[int, int], ...] = ()
    places: tuple[str, ...] = field(default=(), repr=False)

    @property
    def happened_on(self) -> date | None:
        """The day it is about; None where none was told, or no whole day."""
        try:
            return date.fromisoformat(self.happened)
        except ValueError:
            return None


def gist_of(concern: ConcernHeld, key_of: Callable[[str, str], str]) -> Gist:
    """Return the gist of a concern as it stands now.

    Args:
        concern: The concern.
        key_of: Gives the keyed hash of a kind of words and the words; no word leaves the report.
    """
    body = concern.body
    children = [(place, one) for place, one in enumerate(body.mentions) if one.part is Part.CHILD]
    ages = (age_range_of(one.age.told) for _, one in children)
    homes = (_household_of(one) for _, one in children)
    return Gist(
        reference=concern.reference,
        known_at=concern.received_at,
        role=ReporterRole(concern.role),
        known_by=body.known_by,
        happened=body.happened_on,
        fears_for_child=body.fears_for_child,
        in_danger=concern.danger == Danger.YES.value,
        signs=body.signs,
        children=tuple(
            dict.fromkeys(
                key_of("child", _child_of(one) or f"{concern.reference}:{place}")
                for place, one in children
            )
        ),
        households=tuple(dict.fromkeys(key_of("household", home) for home in homes if home)),
        child_ages=tuple(age for age in ages if age is not None),
        places=tuple(words for fact in body.places if (words := fact.told.strip())),
    )


def _child_of(child: MentionSaid) -> str:
    words = child.names.told or child.school.told or child.place.told
    return " ".join(words.lower().split())


def _household_of(child: MentionSaid) -> str:
    """Return the family name in lower case, or else the address; empty where neither is told."""
    names = child.names.told.lower().split()
    return names[-1] if len(names) > 1 else " ".join(child.place.told.lower().split())
