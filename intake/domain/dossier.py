"""What lay on the table when somebody decided, frozen, and whether they would decide the same.

Read `Dossier`, then `difference`. A dossier holds what the deciding desk may know, nothing more
(promise P13).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.private import Private, private


class Decided(StrEnum):
    """What was decided."""

    CLOSING = "closing"
    STANDING = "standing"
    OUTCOME = "outcome"


class PaperKind(StrEnum):
    """What lies on the table, in the order in which it is read."""

    CONCERN = "concern"
    CHECK = "check"
    LEAD = "lead"
    FLAG = "flag"
    HOLD = "hold"
    EVENT = "event"
    TOLD = "told"
    AGREEMENT = "agreement"
    REQUEST = "request"
    OUTCOME = "outcome"
    STANDING = "standing"


WAITING, QUIET = "waiting", "quiet"
"""Stamps of what lies on the table and is no news: nobody answered yet, or nothing came of it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing on the table.

    Args:
        kind: What it is.
        code: What it is known by again, as a reference or an id; names nobody.
        stamp: How it stood, in codes; another stamp is news.
        words: How it stood, in words that a desk reads.
        reference: The concern that it belongs to; empty for none.
    """

    kind: PaperKind
    code: str
    stamp: str
    words: Private
    reference: str = ""

    @property
    def key(self) -> str:
        """What it is known by among all papers."""
        return f"{self.kind.value}:{self.code}"

    @property
    def is_news(self) -> bool:
        """Whether a decider is asked again when it comes, or comes to stand so."""
        return self.stamp not in (WAITING, QUIET)


@dataclass(frozen=True, slots=True)
class SignAnswer:
    """What was found of one sign before a concern was closed."""

    sign: str
    words: Private


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on the table, and what is missing from it, in codes that name nobody."""

    papers: tuple[Paper, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A code of all of it: who decides on another table has not read this one."""
        lines = [f"{one.key}={one.stamp}" for one in self.papers]
        return sha256("\n".join([*sorted(lines), *sorted(self.missing)]).encode()).hexdigest()[:32]


class DossierState(StrEnum):
    """Where a decision stands."""

    WAITING = "waiting"
    DECIDED = "decided"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One decision with what lay on the table; what was frozen is never written over.

    Args:
        decided: What kind of decision.
        act_id: The closing, outcome or standing that it led to.
        concern_id: The concern decided on; None where a person was.
        person_id: The person decided on; None where a concern was.
        desk: Which desk decided; the table is what it may know.
        papers: What lay there when it was decided, with what the decision itself changed.
        missing: What was missing then, in codes.
        opened: References and pages that the decider had opened.
        asked: Desks of other agencies whose view was had.
        alone_because: Why no other agency's view was had, where one was needed.
        grounds: Codes of what a closing rests on.
        beside: Whether what was said was said beside him: "", "apart" or "beside".
        answers: What was found of each sign.
        is_stale: Something about it may have changed since somebody last compared.
    """

    decided: Decided
    desk: str
    officer: str
    at: datetime
    state: DossierState = DossierState.DECIDED
    act_id: int = 0
    concern_id: int | None = None
    person_id: int | None = None
    table: Table = field(default_factory=Table)
    opened: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    alone_because: Private = field(default_factory=lambda: private(""))
    grounds: tuple[str, ...] = ()
    beside: str = ""
    answers: tuple[SignAnswer, ...] = ()
    second: str = ""
    only_desk: str = ""
    is_stale: bool = False
    undone_at: datetime | None = None
    id: int = 0

    def undone(self, at: datetime) -> "Dossier":
        """Record that the decision does not stand any more.

        Raises:
            ConflictError: It was undone before.
        """
        if self.state is DossierState.UNDONE:
            raise ConflictError(dossier=self.id, state=self.state.value)
        return replace(self, state=DossierState.UNDONE, undone_at=at, is_stale=False)


@dataclass(frozen=True, slots=True)
class Relook:
    """What a decider answered to "would you decide the same?", and on what table."""

    dossier_id: int
    same: bool
    words: Private
    officer: str
    at: datetime
    table: Table
    id: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """How two tables differ, each in the order of the table it is on."""

    added: tuple[Paper, ...] = ()
    changed: tuple[tuple[Paper, Paper], ...] = ()
    gone: tuple[Paper, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether something came or changed; what is gone alone asks nobody again."""
        return bool(self.added or self.changed)

    @property
    def keys(self) -> tuple[str, ...]:
        """What came or changed, in codes that name nobody."""
        return (*(one.key for one in self.added), *(now.key for _, now in self.changed))


def difference(before: Table, now: Table) -> Difference:
    """Compare two tables.

    Args:
        before: What lay there when somebody decided, or last said that they would again.
        now: What lies there now.

    Returns:
        What came and what stands differently, where it is news, and what is gone; all empty
        for equal tables.

    Why:
        Information that came after a decision was filed with it, and nobody asked whether the
        decision still held (Peterborough review, rows P26 and P39).
    """
    old, new = {one.key: one for one in before.papers}, {one.key: one for one in now.papers}
    return Difference(
        added=tuple(one for key, one in new.items() if key not in old and one.is_news),
        changed=tuple(
            (old[key], one)
            for key, one in new.items()
            if key in old and old[key].stamp != one.stamp and one.is_news
        ),
        gone=tuple(one for key, one in old.items() if key not in new),
    )


def last_table(dossier: Dossier, relooks: Sequence[Relook]) -> Table:
    """Return the table last decided on: the newest look's, else the frozen one."""
    newest = max(relooks, key=lambda one: (one.at, one.id), default=None)
    return newest.table if newest is not None else dossier.table


def unopened(table: Table, opened: Iterable[str]) -> tuple[str, ...]:
    """Return the references of concerns on the table that a decider has not opened."""
    known = frozenset(opened)
    return tuple(
        one.reference
        for one in table.papers
        if one.kind is PaperKind.CONCERN and one.reference not in known
    )


def check_relook(words: str) -> None:
    """Refuse an answer to "would you decide the same?" without its reason.

    Raises:
        JudgementRefusedError: `missing` is words.
    """
    if not words.strip():
        raise JudgementRefusedError(missing=("words",))
