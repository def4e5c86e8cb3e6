"""The door of a desk's own system: looking somebody up by a key, as that desk may see them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intake.domain.access import may_do
from intake.domain.errors import NotFoundError, PurposeMissingError
from intake.domain.held import Officer
from intake.duty.doors.base import DoorPart
from intake.duty.lookup import description_of, look_up_noted
from intake.duty.purposes import PURPOSES
from intake.duty.sight import reader_of
from intake.duty.views import Found
from intake.store.people import description_for_matching

SCOPE = "screen"
ROLE = "duty_officer"
"""As whom a system of a desk sees: never more than the officer on duty there."""


@dataclass(frozen=True, slots=True)
class System:
    """A system of a desk that knocks with a key of its own."""

    name: str
    desk: str


@dataclass(frozen=True, slots=True)
class Screened:
    """What a look-up found, and the names of the fields that could not be read."""

    found: Found
    not_read: tuple[str, ...]


class SystemDoor(DoorPart):
    """What a desk's system may do: look somebody up."""

    def system_of(self, *, key: str) -> System | None:
        """Return whose key this is; None for an unknown key, or one that may not screen."""
        with self.office.look() as work:
            found = work.staff.organisation_of(key, SCOPE)
        return System(*found) if found else None

    def screen(
        self,
        *,
        system: System,
        names: tuple[str, ...],
        facts: Mapping[str, str],
        purpose: str,
    ) -> Screened:
        """Return the records that some words might mean; audited without the words.

        Args:
            system: Who asks.
            names: Names, or what somebody is called; may be empty.
            facts: `birth`, `age`, `place`, `postcode`, `phone`, `vehicle`, as far as known.
            purpose: A code of `PURPOSES`.

        Raises:
            PurposeMissingError: The purpose is none of the list.
            NotFoundError: The desk is gone, or its role may not look anybody up (P13).

        Why:
            The same eyes as an officer's of that desk: a record that stands on a flag hidden
            from it does not exist here either, and every look leaves its line before the
            answer does.
        """
        if purpose not in PURPOSES:
            raise PurposeMissingError
        with self.office.begin() as work:
            login = f"system:{system.name}"
            asker = Officer(
                login=login, name=system.name, desk=system.desk, role=ROLE, made_at=work.at
            )
            reader = reader_of(self.office, asker)
            if not may_do(self.office.policy.access, reader, "look_up"):
                raise NotFoundError(what="act")
            sight = self._sight(work, asker)
            told = replace(description_of(sight, dict(facts)), names=names)
            asked = description_for_matching(told)
            read = {"birth": asked.birth, "age": asked.age}
            found = look_up_noted(sight, told, purpose=purpose)
        not_read = (name for name, value in read.items() if facts.get(name) and value is None)
        return Screened(found, tuple(not_read))
