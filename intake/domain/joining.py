"""Two records of one person, joined and parted by a named officer: links are changed, never rows.

Read `plan_of` first, then `parting_of`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import LinkHeld
from intake.domain.person import LinkState
from intake.domain.private import Private, private


@dataclass(frozen=True, slots=True)
class Joined:
    """Two records that an officer said are one person, until another said that they are not.

    Of two flagged ones a second officer says yes first; until then it waits, and a no ends it
    as a parting does.

    Args:
        officer: Who said so first, `at` when.
        person_id: The record whose links were moved; it stays, empty, with its own history.
        into_id: The record they hang on since then.
        moved: Ids of the links that were moved.
        changed: Ids of links of the other record that became *same*, with the state before.
        flags: Ids of the flags that were moved.
        waits: A second officer has not said yes; nothing was moved.
        second: Who said yes, `second_at` when; empty where one officer was enough.
    """

    person_id: int
    into_id: int
    officer: str
    at: datetime
    reason: Private
    moved: tuple[int, ...] = ()
    changed: tuple[tuple[int, str], ...] = ()
    parted_by: str = ""
    parted_at: datetime | None = None
    parted_reason: Private = field(default_factory=lambda: private(""))
    flags: tuple[int, ...] = ()
    waits: bool = False
    second: str = ""
    second_at: datetime | None = None
    id: int = 0

    @property
    def holds(self) -> bool:
        """Whether they are one now: nobody waits for a second officer, and nobody parted them."""
        return self.parted_at is None and not self.waits

    @property
    def is_asked(self) -> bool:
        """Whether a second officer is asked and has not answered."""
        return self.parted_at is None and self.waits

    @property
    def since(self) -> datetime:
        """Since when they are, or would be, one."""
        return self.second_at or self.at


@dataclass(frozen=True, slots=True)
class Plan:
    """What a joining does to links: which are moved, and which become *same*."""

    moved: tuple[int, ...]
    changed: tuple[tuple[int, str], ...]


def check_reason(reason: str) -> None:
    """Refuse an act without a reason; raises JudgementRefusedError."""
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))


def needs_second(flagged: frozenset[int], openly: frozenset[int]) -> bool:
    """Whether a second officer has to say yes before two records are joined.

    Args:
        flagged: Those of the two under a flag, whoever may see it.
        openly: Those of them under a flag that every desk sees.

    Raises:
        ConflictError: Both are flagged, and one of them by flags alone that only some desks may
            know of: their owner answers for the links instead (P13).

    Why:
        Two forces each flag a man and nobody lays the two files together; but a wrong joining of
        two flagged men is the worst file there is, so one officer's word is not enough.
    """
    if len(openly) > 1:
        return True
    if len(flagged) > 1:
        raise ConflictError(what="joining")
    return False


def check_second_officer(joined: Joined, officer: str) -> None:
    """Refuse a second answer that is no second officer's.

    Raises:
        ConflictError: Nobody is asked, or somebody was first.
        JudgementRefusedError: `missing` is second: it is the same officer.
    """
    if not joined.is_asked:
        raise ConflictError(what="joining")
    if officer.strip() == joined.officer.strip():
        raise JudgementRefusedError(missing=("second",))


def head_of(links: Mapping[int, Iterable[LinkHeld]], flagged: frozenset[int]) -> tuple[int, int]:
    """Return which of two records stays and which is joined to it.

    Args:
        links: The links of each of the two.
        flagged: Those of them under a flag, whoever may see it.

    Returns:
        Who stays first: the flagged one, else the one that more is surely known of, else the
        older.
    """
    sure = {key: sum(one.state is LinkState.SAME for one in some) for key, some in links.items()}
    stays, goes = sorted(links, key=lambda key: (key not in flagged, -sure[key], key))
    return stays, goes


def plan_of(stays: Iterable[LinkHeld], goes: Iterable[LinkHeld]) -> Plan:
    """Return what becomes of links when two records are joined.

    Args:
        stays: Links of the record that stays.
        goes: Links of the other.

    Returns:
        Every link of the other is moved, but for mentions that both are linked to: there the
        link that stays becomes *same* where the other was, and the other is left as it is.

    Raises:
        ConflictError: A mention was judged to be the one and not to be the other. That answer
            has to be undone by whoever gave it, for it says that they are two.

    Why:
        Both histories are kept (promise P6): nothing is written over, so that parting puts
        every link back where it was.
    """
    known = {one.mention_id: one for one in stays}
    moved: list[int] = []
    changed: list[tuple[int, str]] = []
    for link in goes:
        other = known.get(link.mention_id)
        if other is None:
            moved.append(link.id)
            continue
        answers = {link.state, other.state}
        if answers == {LinkState.SAME, LinkState.DIFFERENT}:
            raise ConflictError(what="joining")
        if link.state is LinkState.SAME and other.state is LinkState.POSSIBLE:
            changed.append((other.id, other.state.value))
    return Plan(tuple(moved), tuple(changed))


def parting_of(joined: Joined, links: Iterable[LinkHeld]) -> tuple[tuple[int, ...], Plan]:
    """Return what parting does: links that go back, and states that are restored.

    Args:
        joined: The joining that is taken back.
        links: The links of the record that stayed, as they are now.

    Returns:
        First the links that were found since by the words of the record that was joined: they
        go with it. Then those that were moved, and the states before; a link that an officer
        has judged meanwhile keeps its answer.
    """
    now = {one.id: one for one in links}
    since = tuple(
        one.id
        for one in now.values()
        if one.id not in joined.moved and one.candidate.get("record_id") == joined.person_id
    )
    moved = tuple(one for one in joined.moved if one in now)
    changed = tuple(
        (key, was) for key, was in joined.changed if key in now and now[key].state is LinkState.SAME
    )
    return since, Plan(moved, changed)
