"""Flagged persons from a table; read `look_through` (the dry run) and `import_file`.

How they are written so that nobody waits and nobody sees the half of it is in
`import_staging.py`; when they are seen, everybody reported earlier is looked up again (P3).
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from intake.domain.errors import PolicyError
from intake.domain.held import PersonHeld, PersonKind
from intake.domain.person import Flag
from intake.domain.private import private
from intake.policy.loader import PolicySet
from intake.running.import_columns import Row, RowRefused, check_mapping, mapping_of, read_row
from intake.running.import_staging import Change, Stager
from intake.running.sheets import columns_of, read_lines
from intake.store.office import Office
from intake.store.people import merged
from intake.store.staged import Bundle, prepared

AT_ONCE = 500
"""Rows worked out together; how many are written at once, the stager decides."""

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
    """Rows by what becomes of them. A same row is one whose person and flag are held so.

    `taken_back` counts rows of an earlier import that had stopped halfway.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    children: int = 0
    rejected: int = 0
    version: int = 0
    taken_back: int = 0
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
    for batch in _batches(_read(plan, office.policy, office, tally)):
        for one in _beside(office, batch):
            _count(tally, one)
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
    nothing is taken away and no owner changes hands (P5, P8). Nothing of an import that
    stopped halfway is seen; the next one takes it back before it begins.
    """
    tally = Tally()
    _take_in(office, _read(plan, office.policy, office, tally), tally, plan.by, progress)
    return tally


def import_row(office: Office, row: Row, *, by: str) -> Tally:
    """Take one row in that was read already, as a table of one row is taken in."""
    tally = Tally()
    _take_in(office, iter([(1, row)]), tally, by, lambda _: None)
    return tally


def _take_in(
    office: Office, rows: "Iterator[Read]", tally: Tally, by: str, progress: Progress
) -> None:
    with Stager(office, by=by) as stager:
        tally.taken_back = stager.take_back()
        stager.begin()
        for batch in _batches(rows):
            beside = _beside(office, batch)
            stager.add([_bundle(office, one.row) for one in beside if one.change.is_new])
            stager.change([one.change for one in beside if one.before is not None])
            for one in beside:
                _count(tally, one)
            progress(tally.read)
        counts = {name: getattr(tally, name) for name in COUNTED}
        tally.version = stager.show(counts, anything=bool(tally.new or tally.changed))
        progress(tally.read)
        stager.settle(tally.version)


COUNTED = ("new", "changed", "same", "children", "rejected")
Read = tuple[int, Row]


def _read(plan: Plan, policy: PolicySet, office: Office, tally: Tally) -> Iterator[Read]:
    """Yield rows that may be kept; the others are counted, a key that comes twice as well."""
    seen: dict[str, int] = {}
    today = office.now().date()
    for line in read_lines(plan.path):
        try:
            row = read_row(line.cells, plan.mapping, plan.given, policy, today=today)
        except RowRefused as refusal:
            tally.refuse(line.number, refusal)
            continue
        if row.key in seen:
            again = RowRefused(f"the same person as in line {seen[row.key]}")
            tally.refuse(line.number, again)
            continue
        seen[row.key] = line.number
        yield line.number, row


def _batches(rows: Iterable[Read]) -> Iterator[list[Read]]:
    source = iter(rows)
    while batch := list(islice(source, AT_ONCE)):
        yield batch


@dataclass(frozen=True, slots=True)
class Beside:
    """A row beside the record that an earlier import made of it, if any."""

    line: int
    row: Row
    before: PersonHeld | None
    change: Change


def _beside(office: Office, batch: Sequence[Read]) -> list[Beside]:
    """Compare rows with what is held, before any lock: one import runs at a time."""
    with office.look() as work:
        records = work.people.records
        keys = [row.key for _, row in batch]
        held = {one.import_key: one for one in records.all(records.row.import_key.in_(keys))}
        ids = [person.id for person in held.values()]
        heads = {one: one for one in ids} | work.joinings.heads(ids)
        flags = work.flags.of_many(heads.values())
    return [
        Beside(line, row, before, _change(row, before, flags, heads))
        for line, row in batch
        for before in (held.get(row.key),)
    ]


def _change(
    row: Row,
    before: PersonHeld | None,
    flags_of: Mapping[int, Iterable[Flag]],
    heads: Mapping[int, int],
) -> Change:
    """Return what a row brings; a flag of a record that was joined hangs where its links do."""
    if before is None:
        return Change(0)
    flags, hangs_on = flags_of[heads[before.id]], heads[before.id]
    held = {replace(flag, id=0, person_id=0) for flag in flags}
    words = row.body if merged(before.body, row.body) != before.body else None
    flag = replace(row.flag, person_id=hangs_on) if row.flag not in held else None
    return Change(before.id, words, flag)


def _count(tally: Tally, one: Beside) -> None:
    change = one.change
    setattr(tally, change.name, getattr(tally, change.name) + 1)
    if change.name == "changed" and len(tally.examples) < 20:
        what = "more about the person" if change.words else ""
        flag = one.row.flag
        more = f"a further flag ({flag.kind}, {flag.owner_desk})" if change.flag else ""
        tally.examples.append((one.line, change.name, " and ".join(filter(None, (what, more)))))


def _bundle(office: Office, row: Row) -> Bundle:
    flag, at = row.flag, office.now()
    person = PersonHeld(
        label=private(row.body.names[0]),
        body=row.body,
        kind=PersonKind.FLAGGED,
        made_at=at,
        area=flag.area,
        only_desk=flag.only_desks,
        import_key=row.key,
    )
    return prepared(person, flag, at=at)


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
