"""Files that came with reports: rows, and their bytes in sealed parts; read `Files` first."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session

from intake.domain.attachment import Attachment, Copy, FileKind, FileState
from intake.domain.errors import NotFoundError
from intake.domain.private import private
from intake.store.sealing import Sealer
from intake.store.tables import AttachmentRow, FilePartRow

PART = 1 << 20
"""Bytes of one sealed part: a transaction of one part holds the writer for some milliseconds."""
UNFINISHED = (FileState.FETCHING.value, FileState.CHECKING.value)

_ROWS = AttachmentRow.metadata.tables["attachment"]
_PARTS = FilePartRow.metadata.tables["file_part"]
_NAMES = tuple(item.name for item in fields(Attachment))
_SEALED = ("name", "source")


class Files:
    """The shelf of files."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    def add(self, file: Attachment) -> Attachment:
        """Keep a new file without its bytes; the one of the same cause where there is one."""
        known = self.of_cause(file.cause)
        if known is not None:
            return known
        made = self._run(insert(_ROWS).values(self._cells(file)))
        return self.get(made.inserted_primary_key[0])

    def keep(self, file: Attachment) -> None:
        """Write a changed file over its row."""
        self._run(update(_ROWS).where(_ROWS.c.id == file.id).values(self._cells(file)))

    def get(self, file_id: int, *, locked: bool = False) -> Attachment:
        """Return a file; raises NotFoundError where there is none."""
        query = select(_ROWS).where(_ROWS.c.id == file_id)
        found = self._values(query.with_for_update() if locked else query)
        if not found:
            raise NotFoundError(what="file")
        return found[0]

    def of_cause(self, cause: str) -> Attachment | None:
        """Return the file that came by a cause, or None."""
        return next(iter(self._values(select(_ROWS).where(_ROWS.c.cause == cause))), None)

    def of_chat(self, chat_hash: str) -> tuple[Attachment, ...]:
        """Return the files of the report that a chat is telling, oldest first."""
        return self._values(self._untold(chat_hash))

    def of_concern(self, concern_id: int) -> tuple[Attachment, ...]:
        """Return the files of a concern, oldest first."""
        mine = _ROWS.c.concern_id == concern_id
        return self._values(select(_ROWS).where(mine).order_by(_ROWS.c.id))

    def newest_of(self, concern_id: int) -> int:
        """Return the id of a concern's newest file; 0 where it has none."""
        found = self._run(select(func.max(_ROWS.c.id)).where(_ROWS.c.concern_id == concern_id))
        return int(found.scalar_one() or 0)

    def bind(self, chat_hash: str, concern_id: int) -> int:
        """Give the files of a chat's untold report to its concern; returns how many."""
        mine = (
            update(_ROWS)
            .where(
                _ROWS.c.chat_hash == chat_hash,
                _ROWS.c.concern_id.is_(None),
                _ROWS.c.state != FileState.ARRIVING.value,
            )
            .values(concern_id=concern_id)
        )
        return int(self._run(mine).rowcount)

    def move(self, chat_hash: str, to: str) -> None:
        """Let the files of an untold report follow it into another chat."""
        mine = update(_ROWS).where(_ROWS.c.chat_hash == chat_hash, _ROWS.c.concern_id.is_(None))
        self._run(mine.values(chat_hash=to))

    def give(self, file_id: int, concern_id: int) -> None:
        """Give one file to a concern."""
        mine = update(_ROWS).where(_ROWS.c.id == file_id, _ROWS.c.concern_id.is_(None))
        self._run(mine.values(concern_id=concern_id))

    def claim(
        self, state: FileState, *, lease: timedelta, limit: int, channel: str = ""
    ) -> tuple[Attachment, ...]:
        """Take files that somebody must fetch or check now; others leave them alone meanwhile."""
        due = (
            select(_ROWS)
            .where(_ROWS.c.state == state.value, _ROWS.c.due_at <= self._at)
            .order_by(_ROWS.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = self._values(due.where(_ROWS.c.channel == channel) if channel else due)
        if found:
            ids = [one.id for one in found]
            later = update(_ROWS).where(_ROWS.c.id.in_(ids)).values(due_at=self._at + lease)
            self._run(later)
        return found

    def try_again(self, file_id: int, *, at: datetime, tries: int) -> None:
        """Put a file off until a moment, after so many tries."""
        self._run(update(_ROWS).where(_ROWS.c.id == file_id).values(due_at=at, tries=tries))

    def has_due(self, state: FileState) -> bool:
        """Whether a file waits to be fetched or checked now; takes no lock."""
        due = select(_ROWS.c.id).where(_ROWS.c.state == state.value, _ROWS.c.due_at <= self._at)
        return self._run(due.limit(1)).first() is not None

    # bytes

    def put_part(self, file_id: int, copy: Copy, place: int, data: bytes) -> None:
        """Keep one part, sealed and bound to its place; one that is there stays."""
        there = select(_PARTS.c.place).where(*_is_part(file_id, copy), _PARTS.c.place == place)
        if self._run(there).first() is not None:
            return
        sealed = self._sealer.seal_bytes(data, _place_of(file_id, copy, place))
        row = {"attachment_id": file_id, "copy_of": copy.value, "place": place, "sealed": sealed}
        self._run(insert(_PARTS).values(row))

    def parts(self, file_id: int, copy: Copy) -> Iterator[bytes]:
        """Yield the bytes of a copy, part by part."""
        found = self._run(
            select(_PARTS.c.place, _PARTS.c.sealed)
            .where(*_is_part(file_id, copy))
            .order_by(_PARTS.c.place)
        )
        for place, sealed in found:
            yield self._sealer.open_bytes(sealed, _place_of(file_id, copy, place))

    def drop_copy(self, file_id: int, copy: Copy) -> None:
        """Throw the bytes of one copy away."""
        self._run(delete(_PARTS).where(*_is_part(file_id, copy)))

    def drop(self, file_ids: Sequence[int]) -> int:
        """Throw files away that no concern has; returns how many."""
        wanted = select(_ROWS.c.id).where(
            _ROWS.c.id.in_(list(file_ids)), _ROWS.c.concern_id.is_(None)
        )
        ids = [row[0] for row in self._run(wanted)]
        if not ids:
            return 0
        self._run(delete(_PARTS).where(_PARTS.c.attachment_id.in_(ids)))
        return int(self._run(delete(_ROWS).where(_ROWS.c.id.in_(ids))).rowcount)

    def stranded(self, before: datetime, *, limit: int) -> tuple[int, ...]:
        """Return ids of files that began to arrive before a moment and were never told of."""
        query = select(_ROWS.c.id).where(
            _ROWS.c.state == FileState.ARRIVING.value, _ROWS.c.arrived_at < before
        )
        return tuple(row[0] for row in self._run(query.limit(limit)))

    def _untold(self, chat_hash: str) -> Any:
        return (
            select(_ROWS)
            .where(
                _ROWS.c.chat_hash == chat_hash,
                _ROWS.c.concern_id.is_(None),
                _ROWS.c.state != FileState.ARRIVING.value,
            )
            .order_by(_ROWS.c.id)
        )

    def _cells(self, file: Attachment) -> dict[str, Any]:
        cells = {name: getattr(file, name) for name in _NAMES if name != "id"}
        cells |= {"state": file.state.value, "kind": file.kind.value}
        cells["sealed_reason"] = file.sealed_reason.reveal()
        for name in _SEALED:
            words = getattr(file, name).reveal()
            cells[name] = self._sealer.seal(words, f"file:{name}:{file.cause}")
        return cells

    def _values(self, query: Any) -> tuple[Attachment, ...]:
        return tuple(self._value(row._mapping) for row in self._run(query))  # noqa: SLF001

    def _value(self, row: Any) -> Attachment:
        told = {name: row[name] for name in _NAMES}
        told |= {"state": FileState(row["state"]), "kind": FileKind(row["kind"])}
        told["sealed_reason"] = private(row["sealed_reason"])
        for name in _SEALED:
            words = self._sealer.open(row[name], f"file:{name}:{row['cause']}")
            told[name] = private(words)
        return Attachment(**told)

    def _run(self, statement: Any) -> Any:
        return cast(Any, self._session.connection().execute(statement))


def _is_part(file_id: int, copy: Copy) -> tuple[Any, Any]:
    return _PARTS.c.attachment_id == file_id, _PARTS.c.copy_of == copy.value


def _place_of(file_id: int, copy: Copy, place: int) -> str:
    return f"file:{file_id}:{copy.value}:{place}"
