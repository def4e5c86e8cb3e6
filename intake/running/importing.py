"""Flagged persons from a table; read `look_through` (the dry run) and `import_file`.

Rows are written in short batches that nobody sees, and one row of the list's versions makes
them visible together; then everybody reported earlier is looked up again (promise P3).
"""

import csv
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from intake.actions.recheck import ask_for_recheck
from intake.actions.weigh_person import weigh_person
from intake.domain.diary import diary_of_flag
from intake.domain.errors import ConflictError, PolicyError, UnavailableError
from intake.domain.held import Owned, PersonHeld, PersonKind
from intake.domain.person import Flag, SeenBy
from intake.domain.private import private
from intake.policy.loader import PolicySet
from intake.running.import_columns import Row, RowRefused, check_mapping, mapping_of, read_row
from intake.running.sheets import Line, columns_of, read_lines
from intake.store.office import Office
from intake.store.people import merged
from intake.store.work import Work

LEASE, LEASE_LASTS = "import", timedelta(minutes=2)
AHEAD = 10_000
"""How far ahead of the list the version of an import lies, so that a judgement made while it
runs, which makes a version too, does not show half of it."""

LOCK_SECONDS = 0.1
"""How long one batch should hold the writer; at most 200 ms is the promise."""

TRIES, WAIT_SECONDS = 60, 0.5
T = TypeVar("T")
FIRST_BATCH, LARGEST_BATCH = 20, 400
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read, and how.

    Args:
        path: The table.
        mapping: Field to column title.
        given: Values for fields that a row leaves empty.
        by: Who imports, for the audit.
    """

    path: Path
    mapping: Mapping[str, str]
    given: Mapping[str, str]
    by: str = "import"


@dataclass(slots=True)
class Tally:
    """Rows by what becomes of them. A same row is one whose person and flag are held so."""

    new: int = 0
    changed: int = 0
    same: int = 0
    children: int = 0
    rejected: int = 0
    version: int = 0
    rejects: list[tuple[int, str]] = field(default_factory=list)
    examples: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows read in all."""
        return self.new + self.changed + self.same + self.children + self.rejected

    def refuse(self, line: int, refusal: RowRefused) -> None:
        """Count a row that is not kept; a child is counted apart."""
        self.children += refusal.is_child
        self.rejected += not refusal.is_child
        self.rejects.append((line, "; ".join(refusal.reasons)))


def plan_of(path: Path, *, told: Mapping[str, str], given: Mapping[str, str], by: str = "") -> Plan:
    """Work out what the columns of a table mean.

    Raises:
        PolicyError: The table cannot be read, or a flag would lack something; a sentence each.
    """
    mapping = mapping_of(columns_of(path), told)
    check_mapping(mapping, given)
    return Plan(path, mapping, given, by or "import")


def look_through(office: Office, plan: Plan, *, progress: Progress = lambda _: None) -> Tally:
    """Tell what an import would do, without writing anything."""
    tally = Tally()
    for batch in _batches(_read(plan, office.policy, office, tally), lambda: LARGEST_BATCH):
        with office.look() as work:
            for line, row, before in _beside(work, batch):
                change = _change(work, row, before)
                _count(tally, line, row, change)
        progress(tally.read)
    progress(tally.read)
    return tally


def import_file(office: Office, plan: Plan, *, progress: Progress = lambda _: None) -> Tally:
    """Take a table in.

    Args:
        office: The office.
        plan: See `plan_of`.
        progress: Told how many rows are done.

    Returns:
        Counts, rejects by line, and the version from which the list shows them.

    Raises:
        ConflictError: Another import is running.

    A row known from before gains what is new, and a further flag where its flag differs;
    nothing is taken away and no owner changes hands (P5, P8). An import that died is finished
    by running it again.
    """
    holder = secrets.token_hex(8)
    tally = Tally()
    pace = _Pace()
    with office.begin() as work:
        if not work.staff.hold(LEASE, holder, lasts=LEASE_LASTS):
            raise ConflictError(what="import")
        version = work.people.list_version() + AHEAD
        work.audit.note("import.begun", actor=plan.by, list_version=version)
    for batch in _batches(_read(plan, office.policy, office, tally), pace.size):
        for one in _kept(office, batch, version, holder, pace):
            _count(tally, *one)
        progress(tally.read)
        pace.rest()
    _patiently(lambda: _show(office, tally, version, plan, holder))
    progress(tally.read)
    return tally


Counted = tuple[int, Row, "_Change"]


def _kept(
    office: Office, batch: Sequence["Read"], version: int, holder: str, pace: "_Pace"
) -> list[Counted]:
    """Keep one batch whole, and give what became of its rows once it is committed."""

    def keep() -> list[Counted]:
        with pace.measured() as watch, office.begin() as work:
            watch.restart()
            work.staff.hold(LEASE, holder, lasts=LEASE_LASTS)
            return _keep_batch(office, work, batch, version)

    return _patiently(keep)


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


def _show(office: Office, tally: Tally, version: int, plan: Plan, holder: str) -> None:
    with office.begin() as work:
        _make_visible(work, tally, version, plan, holder)


def _make_visible(work: Work, tally: Tally, version: int, plan: Plan, holder: str) -> None:
    """Make everything visible at once, and ask for everybody to be looked up again."""
    if tally.new or tally.changed:
        tally.version = work.people.new_list_version("import", version=version)
        ask_for_recheck(work, cause=f"import:{version}")
    work.audit.note(
        "import.done", actor=plan.by, list_version=tally.version, new=tally.new,
        changed=tally.changed, same=tally.same, children=tally.children, rejected=tally.rejected,
    )  # fmt: skip
    work.staff.let_go(LEASE, holder)


@dataclass(slots=True)
class _Pace:
    """Keeps each batch short and lets others write between two of them."""

    rows: float = FIRST_BATCH
    took: float = 0.0

    def size(self) -> int:
        return int(self.rows)

    def measured(self) -> "_Stopwatch":
        return _Stopwatch(self)

    def rest(self) -> None:
        """Stay off the lock for about as long as it was held.

        Why:
            SQLite's waiters sleep up to 0.1 s between two tries; without a gap they may
            never meet a free moment (decision 0001).
        """
        time.sleep(min(0.25, max(0.11, self.took)))


@dataclass(slots=True)
class _Stopwatch:
    pace: _Pace
    began: float = 0.0

    def __enter__(self) -> "_Stopwatch":
        self.restart()
        return self

    def restart(self) -> None:
        """Begin to count now: waiting for the lock is not holding it."""
        self.began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        took = time.perf_counter() - self.began
        aim = self.pace.rows * LOCK_SECONDS / max(took, 0.001)
        self.pace.rows = min(LARGEST_BATCH, max(FIRST_BATCH, min(aim, self.pace.rows * 2)))
        self.pace.took = took


Read = tuple[int, Row]


def _read(plan: Plan, policy: PolicySet, office: Office, tally: Tally) -> Iterator[Read]:
    """Yield rows that may be kept; the others are counted, a key that comes twice as well."""
    seen: dict[str, int] = {}
    for line in read_lines(plan.path):
        try:
            row = _row(line, plan, policy, office)
        except RowRefused as refusal:
            tally.refuse(line.number, refusal)
            continue
        if row.key in seen:
            again = RowRefused(f"the same person as in line {seen[row.key]}")
            tally.refuse(line.number, again)
            continue
        seen[row.key] = line.number
        yield line.number, row


def _row(line: Line, plan: Plan, policy: PolicySet, office: Office) -> Row:
    today = office.now().date()
    return read_row(line.cells, plan.mapping, plan.given, policy, today=today)


def _batches(rows: Iterable[Read], size: Callable[[], int]) -> Iterator[list[Read]]:
    source = iter(rows)
    while batch := list(islice(source, size())):
        yield batch


def _beside(work: Work, batch: Sequence[Read]) -> Iterator[tuple[int, Row, PersonHeld | None]]:
    """Yield each row beside the record that an earlier import made of it."""
    records = work.people.records
    keys = [row.key for _, row in batch]
    held = {one.import_key: one for one in records.all(records.row.import_key.in_(keys))}
    for line, row in batch:
        yield line, row, held.get(row.key)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a row brings: a new person, more words on one held, a further flag, or nothing."""

    is_new: bool = False
    words: bool = False
    flag: bool = False

    @property
    def name(self) -> str:
        if self.is_new:
            return "new"
        return "changed" if self.words or self.flag else "same"


def _change(work: Work, row: Row, before: PersonHeld | None) -> _Change:
    if before is None:
        return _Change(is_new=True)
    flags = {replace(flag, id=0, person_id=0) for flag in work.people.flags(before.id)}
    return _Change(words=merged(before.body, row.body) != before.body, flag=row.flag not in flags)


def _count(tally: Tally, line: int, row: Row, change: _Change) -> None:
    setattr(tally, change.name, getattr(tally, change.name) + 1)
    if change.name == "changed" and len(tally.examples) < 20:
        what = "more about the person" if change.words else ""
        more = f"a further flag ({row.flag.kind}, {row.flag.owner_desk})" if change.flag else ""
        tally.examples.append((line, change.name, " and ".join(filter(None, (what, more)))))


def _keep_batch(office: Office, work: Work, batch: Sequence[Read], version: int) -> list[Counted]:
    became: list[Counted] = []
    fresh: list[Row] = []
    for line, row, before in _beside(work, batch):
        change = _change(work, row, before)
        became.append((line, row, change))
        if before is None:
            fresh.append(row)
            continue
        if change.words:
            work.people.describe(before, row.body)
        if change.flag:
            _keep_flag(office, work, replace(row.flag, person_id=before.id), version)
            _weigh(office, work, before.id, row.flag)
    people = [_person_of(row, work) for row in fresh]
    if people:
        kept = work.people.add_many(people, visible_from=version)
        _hang_on(office, work, list(zip(kept, fresh, strict=True)), version)
    return became


def _hang_on(
    office: Office, work: Work, fresh: Sequence[tuple[PersonHeld, Row]], version: int
) -> None:
    """Give new persons their flags, owners, diary and, where a floor holds, their standing."""
    flags = work.people.add_flags(
        [replace(row.flag, person_id=person.id) for person, row in fresh], visible_from=version
    )
    work.people.owned.add_many(
        [
            Owned(person_id=flag.person_id, desk=flag.owner_desk, since=work.at, why="import")
            for flag in flags
        ]
    )
    diary = office.policy.diary
    entries = [entry for flag in flags for entry in diary_of_flag(flag, diary, at=work.at)]
    work.dispatch.diary.add_many(entries)
    for flag in flags:
        _weigh(office, work, flag.person_id, flag)


def _person_of(row: Row, work: Work) -> PersonHeld:
    flag = row.flag
    return PersonHeld(
        label=private(row.body.names[0]),
        body=row.body,
        kind=PersonKind.FLAGGED,
        made_at=work.at,
        area=flag.area,
        only_desk=flag.owner_desk if flag.seen_by is not SeenBy.ALL else "",
        import_key=row.key,
    )


def _keep_flag(office: Office, work: Work, flag: Flag, version: int) -> Flag:
    """Keep a flag with what it makes its owner owe."""
    kept = work.people.add_flag(flag, visible_from=version)
    for entry in diary_of_flag(kept, office.policy.diary, at=work.at):
        work.dispatch.diary.add(entry)
    return kept


def _weigh(office: Office, work: Work, person_id: int, flag: Flag) -> None:
    """Give a standing to whom a floor holds from the first day (P5)."""
    if flag.assessed_high or flag.recalled or flag.convicted_relevant:
        weigh_person(office, work, person_id, lead=flag.owner_desk, quiet=True)


def write_rejects(path: Path, rejects: Sequence[tuple[int, str]]) -> None:
    """Write lines and reasons of what was not kept, readable by its owner only.

    Raises:
        PolicyError: It cannot be written there.

    Why no words of the rows:
        The table itself is kept by whoever sent it; a second copy of names lies about.
    """
    try:
        path.touch(mode=0o600)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("line", "reason"))
            writer.writerows(rejects)
    except OSError as fault:
        where = path.resolve().parent
        raise PolicyError(
            (f"cannot write {path.name} in {where}; choose another place",)
        ) from fault
