"""Writing an import: in short batches that nobody sees, then one row that shows them all.

Read `Stager`. Whoever reports does not wait for an import: it holds the writer for a tenth of
a second at a time, stays off it between two batches, and tries again while others hold it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self, TypeVar

from intake.actions.recheck import ask_for_recheck
from intake.actions.settle_import import SETTLE, ask_for_settling, settle_import
from intake.domain.errors import ConflictError, UnavailableError
from intake.domain.held import Description
from intake.domain.person import Flag
from intake.running.lease import hold_alone, let_go, this_process
from intake.store.office import Office
from intake.store.staged import Bundle, Staged, packed, unpacked
from intake.store.work import Work
from matching.index.sql import OPEN, RESERVED

LEASE, LEASE_LASTS = "import", timedelta(minutes=2)
AHEAD = 10_000
"""How far ahead of the list the version of an import lies, so that a judgement made while it
runs, which makes a version too, does not show half of it."""

LOCK_SECONDS = 0.05
"""How long one batch should hold the writer; at most 200 ms is the promise."""

SHORTEST_REST, LONGEST_REST = 0.11, 0.25
TRIES, WAIT_SECONDS = 60, 0.5
KEYS_AT_ONCE = 600_000
"""Keys gathered before they are written in their order; some 80 MB."""

TAKEN_BACK_AT_ONCE = 2_000
FEW = 200
"""Records that are each asked after among earlier mentions; more than that ask everybody."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What a row brings: a new person (id 0), or more on one held; none of it where empty."""

    person_id: int
    words: Description | None = None
    flag: Flag | None = None

    @property
    def is_new(self) -> bool:
        """Whether nobody was held of that key."""
        return not self.person_id

    @property
    def name(self) -> str:
        """What the row counts as."""
        if self.is_new:
            return "new"
        return "changed" if self.words or self.flag else "same"


@dataclass(slots=True)
class Pace:
    """How much is written at once, so that the lock is held for `LOCK_SECONDS`.

    Args:
        size: What the next batch may hold; grows and shrinks with what the last one took.
        least: The smallest batch.
        most: The largest batch.
    """

    size: float
    least: int
    most: int

    def learn(self, count: int, took: float) -> None:
        """Set the next size by what a batch took, in seconds."""
        aim = count * LOCK_SECONDS / max(took, 0.001)
        self.size = min(self.most, max(self.least, min(aim, self.size * 1.5)))


class Stager:
    """One import's way into the database; use it as a context.

    Args:
        office: The office.
        by: Who imports, for the audit.
        keys_at_once: How many keys are gathered before they are written in their order.

    Raises:
        ConflictError: Another import is running.
    """

    def __init__(self, office: Office, *, by: str, keys_at_once: int = KEYS_AT_ONCE) -> None:
        self._office = office
        self._by = by
        self._keys_at_once = keys_at_once
        self._holder = this_process()
        self._version = 0
        self._pairs: dict[str, list[int]] = {OPEN: [], RESERVED: []}
        self._brought: set[int] = set()
        self._people = Pace(100, 80, 500)
        self._keys = Pace(5_000, 4_000, 50_000)
        self._changes = Pace(8, 4, 100)
        self._free_since = 0.0
        self._held_for = 0.0

    def __enter__(self) -> Self:
        if not hold_alone(self._office, LEASE, self._holder, lasts=LEASE_LASTS):
            raise ConflictError(what="import")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _patiently(lambda: let_go(self._office, LEASE, self._holder))

    def begin(self) -> None:
        """Choose the version under which everything is written."""
        with self._office.begin() as work:
            self._version = work.people.list_version() + AHEAD
            work.audit.note("import.begun", actor=self._by, list_version=self._version)

    def add(self, bundles: Sequence[Bundle]) -> None:
        """Write new persons; their keys follow when enough have gathered."""
        for kept, pairs in self._pairs.items():
            own = [one for one in bundles if one.kept == kept]
            for part in _parts(own, self._people):

                def add(work: Work, part: Sequence[Bundle] = part, kept: str = kept) -> list[int]:
                    return _staged(work, kept).add(part, visible_from=self._version)

                ids = self._write(self._people, len(part), add)
                self._note_brought(ids)
                for number, bundle in zip(ids, part, strict=True):
                    pairs.extend(packed(number, bundle.keys))
        if sum(map(len, self._pairs.values())) >= self._keys_at_once:
            self._write_keys()

    def change(self, changes: Sequence[Change]) -> None:
        """Write what is new about persons held: words at once, flags under the version.

        Why words at once: a further name can only find more; it need not wait for the rest.
        """
        brought = [one for one in changes if one.name == "changed"]
        self._note_brought(one.person_id for one in brought)
        for part in _parts(brought, self._changes):

            def keep(work: Work, part: Sequence[Change] = part) -> None:
                for one in part:
                    if one.words is not None:
                        work.people.describe(work.people.records.get(one.person_id), one.words)
                    if one.flag is not None:
                        work.flags.add(one.flag, visible_from=self._version)

            self._write(self._changes, len(part), keep)

    def show(self, counts: Mapping[str, int], *, anything: bool) -> int:
        """Make everything seen at once; returns the list's version, 0 where nothing is new.

        Everybody reported is due to be looked up again, and what the flags make their owners
        owe is due to be written; see `settle`.
        """
        self._write_keys()
        version = self._version if anything else 0

        def show(work: Work) -> None:
            if version:
                work.people.new_list_version("import", version=version)
                ask_for_settling(work, version)
                self._ask_for_recheck(work, version)
            work.audit.note("import.done", actor=self._by, list_version=version, **counts)

        self._write(Pace(1, 1, 1), 1, show)
        return version

    def _ask_for_recheck(self, work: Work, version: int) -> None:
        """Have earlier mentions looked up again: those like each of a few, or all."""
        cause = f"import:{version}"
        if not self._brought or len(self._brought) > FEW:
            ask_for_recheck(work, cause=cause)
            return
        for person_id in sorted(self._brought):
            ask_for_recheck(work, cause=cause, person_id=person_id)

    def _note_brought(self, ids: Iterable[int]) -> None:
        if len(self._brought) <= FEW:
            self._brought.update(ids)

    def settle(self, version: int) -> None:
        """Write reviews and ends now; if this process dies, the service's loop goes on."""
        more = True
        while more:
            with self._office.look() as work:
                rows = work.concerns.rechecks
                due = rows.find(rows.row.cause == f"{SETTLE}{version}", rows.row.done_at.is_(None))
            if due is None:
                return
            began = time.monotonic()
            more = _patiently(lambda due=due: settle_import(self._office, due))  # type: ignore[misc]
            self._held_for, self._free_since = time.monotonic() - began, time.monotonic()
            self._rest()

    def take_back(self, *, at_most: int | None = None) -> int:
        """Take away what an import that stopped halfway had written.

        Args:
            at_most: How many persons to begin with; None takes all.

        Returns:
            How many persons were taken back.

        Why not go on with it: it may have been stopped because the table was the wrong one.
        """
        taken = sum(self._take_back(kept, at_most) for kept in self._pairs)
        self._write(Pace(1, 1, 1), 1, lambda work: _staged(work).drop_further_flags())
        return taken

    def _take_back(self, kept: str, at_most: int | None) -> int:
        """Take away what was written of one index."""
        taken = 0
        while at_most is None or taken < at_most:
            with self._office.look() as work:
                most = min(at_most or TAKEN_BACK_AT_ONCE, TAKEN_BACK_AT_ONCE)
                found = _staged(work, kept).some(most)
            if not found:
                break
            pairs = sorted(pair for number, keys in found for pair in packed(number, keys))
            for some in map(unpacked, _parts(pairs, self._keys)):
                self._write(
                    self._keys,
                    len(some),
                    lambda work, some=some: _staged(work, kept).drop_keys(some),  # type: ignore[misc]
                )
            for ids in _parts([number for number, _ in found], self._people):
                self._write(
                    self._people,
                    len(ids),
                    lambda work, ids=ids: _staged(work, kept).drop(ids),  # type: ignore[misc]
                )
            taken += len(found)
        return taken

    def _write_keys(self) -> None:
        """Write the gathered keys in the order in which each index keeps them."""
        for kept, pairs in self._pairs.items():
            pairs.sort()
            for part in map(unpacked, _parts(pairs, self._keys)):

                def add(
                    work: Work, part: Sequence[tuple[int, int]] = part, kept: str = kept
                ) -> None:
                    _staged(work, kept).add_keys(part)

                self._write(self._keys, len(part), add)
            pairs.clear()

    def _write(self, pace: Pace, count: int, act: Callable[[Work], T]) -> T:
        """Do one piece of writing in a transaction of its own, and learn from what it took."""
        self._rest()

        def keep() -> T:
            with self._office.begin() as work:
                self._check_still_ours(work)
                began = time.monotonic()
                done = act(work)
                self._held_for = began
            self._free_since = time.monotonic()
            self._held_for = self._free_since - self._held_for
            return done

        done = _patiently(keep)
        pace.learn(count, self._held_for)
        return done

    def _check_still_ours(self, work: Work) -> None:
        """Renew the hold on importing.

        Raises:
            ConflictError: It ended meanwhile, as of a machine that slept, and another took back
                what was staged; the rest alone must not be shown as if it were all.
        """
        is_ours = work.staff.holder_of(LEASE) == self._holder
        if not is_ours or not work.staff.hold(LEASE, self._holder, lasts=LEASE_LASTS):
            raise ConflictError(what="import")

    def _rest(self) -> None:
        """Stay off the lock for about as long as it was held.

        Why:
            SQLite's waiters sleep up to 0.1 s between two tries; without a gap they may
            never meet a free moment (decision 0001). On PostgreSQL nobody waits for it, and
            nobody else is in a database in memory.
        """
        if self._office.archive.path is None:
            return
        wanted = min(LONGEST_REST, max(SHORTEST_REST, self._held_for))
        left = self._free_since + wanted - time.monotonic()
        if left > 0:
            time.sleep(left)


def _staged(work: Work, kept: str = OPEN) -> Staged:
    return Staged(work.session, seen=work.people.list_version(), kept=kept)


def _parts(whole: Sequence[T], pace: Pace) -> Iterator[Sequence[T]]:
    """Yield parts of a sequence, each as long as the pace says at that moment."""
    place = 0
    while place < len(whole):
        part = whole[place : place + int(pace.size)]
        place += len(part)
        yield part


def _patiently(act: Callable[[], T]) -> T:
    """Do something in the database, tried again while others hold it.

    Why:
        An import may wait, and those who report may not; so it is the import that gives way.
    """
    for _ in range(TRIES):
        try:
            return act()
        except UnavailableError:
            time.sleep(WAIT_SECONDS)
    return act()
