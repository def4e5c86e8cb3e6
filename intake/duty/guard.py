"""The lock of the desk's door: every method names its act, and the table says who may."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from intake.domain.access import may_do
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.duty.sight import reader_of
from intake.store.office import Office


class HasOffice(Protocol):
    """A door over one office."""

    office: Office


D = TypeVar("D", bound=HasOffice)
P = ParamSpec("P")
R = TypeVar("R")
Method = Callable[Concatenate[D, P], R]


def act(name: str) -> Callable[[Method[D, P, R]], Method[D, P, R]]:
    """Let a method be called only by officers whose role may do this act.

    The method takes `officer` by keyword. Who may not is answered as if there were nothing
    (P13); that a record was asked for is written down.
    """

    def lock(method: Method[D, P, R]) -> Method[D, P, R]:
        @wraps(method)
        def guarded(door: D, /, *args: P.args, **told: P.kwargs) -> R:
            officer = cast(Officer, told["officer"])
            reader = reader_of(door.office, officer)
            if officer.disabled or not may_do(door.office.policy.access, reader, name):
                if told.get("person_id") is not None:
                    note_refused(door.office, officer, told["person_id"])
                raise NotFoundError(what="act")
            return method(door, *args, **told)

        guarded.act = name  # type: ignore[attr-defined]
        return guarded

    return lock


def note_refused(office: Office, officer: Officer, person_id: object) -> None:
    """Write down that somebody asked for a record that is not for them, or is not there.

    Why: Who looked where they may not look is what a review asks first (row T16).
    """
    with office.begin() as work:
        work.audit.note("person.refused", actor=officer.login, person=int(str(person_id)))
