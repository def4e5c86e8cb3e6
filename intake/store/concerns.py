"""Concerns, their mentions, checks, voices and reporters."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from typing import Any

from sqlalchemy import func, insert, text, union
from sqlmodel import Session, col, select

from intake.domain.child_case import ChildCase
from intake.domain.concern import ReporterSaid
from intake.domain.grading import Grading
from intake.domain.held import (
    Addition,
    CheckHeld,
    Closing,
    ConcernHeld,
    MentionHeld,
    Note,
    RecheckHeld,
)
from intake.domain.voice import VoiceTies
from intake.store.bodies import plain_of, value_of
from intake.store.earlier import Keyed, keyed_mentions, keyed_stories
from intake.store.gists import ConcernShelf
from intake.store.like_words import LikeWords
from intake.store.sealing import Sealer
from intake.store.shelf import Shelf
from intake.store.tables import (
    AdditionRow,
    CheckRow,
    ChildCaseRow,
    ClosingRow,
    ConcernRow,
    GradingRow,
    MentionRow,
    NoteRow,
    RecheckRow,
    ReporterRow,
    VoiceRow,
    VoiceTieRow,
)
from intake.store.voice_acts import VoiceActs

_TIES = VoiceTieRow.metadata.tables["voice_tie"]
_NEW_TIE = insert(_TIES)
_NEW_REPORTER = insert(ReporterRow.metadata.tables["reporter"])
_HOLD = text(
    "SELECT count(pg_advisory_xact_lock(k)) FROM unnest(CAST(:keys AS bigint[])) AS one(k)"
)
NEWEST = 50
TIE_KINDS = (
    "reporter",
    "named_at_work",
    "name",
    "household",
    "workplace",
    "account",
    "told_by",
    "other_reach",
)
SPOKEN_OF = frozenset({"name", "told_by", "other_reach"})
"""Ties that hold only between the two of them: who told, and who says so; or that only show."""


class Concerns:
    """The shelf of concerns with all that hangs on them."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at
        self.records = ConcernShelf(session, sealer)
        self.mentions: Shelf[MentionHeld] = Shelf(session, MentionRow, MentionHeld)
        self.checks: Shelf[CheckHeld] = Shelf(session, CheckRow, CheckHeld)
        self.rechecks: Shelf[RecheckHeld] = Shelf(session, RecheckRow, RecheckHeld)
        self.additions: Shelf[Addition] = Shelf(session, AdditionRow, Addition)
        self.notes: Shelf[Note] = Shelf(session, NoteRow, Note)
        self.closings: Shelf[Closing] = Shelf(session, ClosingRow, Closing)
        self.child_cases: Shelf[ChildCase] = Shelf(session, ChildCaseRow, ChildCase)
        self.gradings: Shelf[Grading] = Shelf(session, GradingRow, Grading)

    def add(self, concern: ConcernHeld, reporter: ReporterSaid) -> ConcernHeld:
        """Keep a concern; the reporter's identity goes sealed into a table of its own."""
        without_identity = replace(
            concern,
            body=replace(concern.body, reporter=ReporterSaid(role=reporter.role)),
        )
        kept = self.records.add(without_identity)
        bound = f"reporter:{kept.reference}"
        sealed = {"concern_id": kept.id, "sealed": self._sealer.seal(plain_of(reporter), bound)}
        self._session.connection().execute(_NEW_REPORTER, sealed)
        return kept

    def bring_up_to_date(self, concern: ConcernHeld, reporter: ReporterSaid) -> ConcernHeld:
        """Keep what is known by now of a concern that was not sent yet."""
        role_only = replace(concern.body, reporter=ReporterSaid(role=reporter.role))
        row = self._session.get(ReporterRow, concern.id)
        if row is not None:
            row.sealed = self._sealer.seal(plain_of(reporter), f"reporter:{concern.reference}")
            self._session.add(row)
        return self.records.keep(replace(concern, body=role_only))

    def reporter(self, concern: ConcernHeld) -> ReporterSaid:
        """Open who told; the caller audits it."""
        row = self._session.get(ReporterRow, concern.id)
        if row is None:
            return ReporterSaid()
        return value_of(
            ReporterSaid, self._sealer.open(row.sealed, f"reporter:{concern.reference}")
        )

    def of_own_harm(self, concerns: Iterable[ConcernHeld]) -> frozenset[int]:
        """Return the concerns in which their reporters tell of their own harm, by id.

        Opened together and for this alone: who told is handed to nobody.
        """
        references = {one.id: one.reference for one in concerns}
        asked = select(col(ReporterRow.concern_id), col(ReporterRow.sealed))
        rows = self._session.connection().execute(
            asked.where(col(ReporterRow.concern_id).in_(list(references)))
        )
        return frozenset(
            number
            for number, sealed in rows
            if self._sealer.open(sealed, f"reporter:{references[number]}").get("is_own_harm")
        )

    def by_reference(self, reference: str) -> ConcernHeld | None:
        """Return the concern of a reference, or None."""
        return self.records.find(col(ConcernRow.reference) == reference)

    def by_return_code(self, hashes: Iterable[str]) -> ConcernHeld | None:
        """Return the concern whose return code has one of some keyed hashes, or None.

        One told of and not sent has no code; its empty hash is never asked for.
        """
        wanted = [one for one in hashes if one]
        return self.records.find(col(ConcernRow.return_code_hash).in_(wanted))

    def of(self, ids: Iterable[int]) -> dict[int, ConcernHeld]:
        """Return concerns by id."""
        return self.records.by_id(ids)

    def mentions_of(self, concern_id: int) -> tuple[MentionHeld, ...]:
        """Return the mentions of a concern in the order told."""
        return self.mentions.among("concern_id", [concern_id])

    def mentions_by_id(self, ids: Iterable[int]) -> dict[int, MentionHeld]:
        """Return mentions by id."""
        return self.mentions.by_id(ids)

    def checks_of(self, concern_id: int) -> tuple[CheckHeld, ...]:
        """Return all checks of a concern, oldest first."""
        return self.checks.among("concern_id", [concern_id])

    def additions_of(self, concern_id: int) -> tuple[Addition, ...]:
        """Return what was added to a concern."""
        return self.additions.among("concern_id", [concern_id])

    def notes_of(self, subject: str) -> tuple[Note, ...]:
        """Return the notes on a subject such as `concern:12`."""
        return self.notes.among("subject", [subject])

    def child_cases_of(self, concern_id: int) -> tuple[ChildCase, ...]:
        """Return the cases of a concern's children, the first opened first; usually none."""
        return self.child_cases.among("concern_id", [concern_id])

    def gradings_of(self, concern_id: int) -> tuple[Grading, ...]:
        """Return every grading of a concern, those taken back too, oldest first."""
        return self.gradings.among("concern_id", [concern_id])

    def next_recheck(self) -> RecheckHeld | None:
        """Return the piece of re-checking due longest, taken by one process, or None."""
        row = self._session.exec(
            select(RecheckRow)
            .where(col(RecheckRow.done_at).is_(None), col(RecheckRow.due_at) <= self._at)
            .order_by(col(RecheckRow.due_at), col(RecheckRow.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        return self.rechecks.value(row) if row else None

    def mentions_from(self, first: int, limit: int) -> tuple[MentionHeld, ...]:
        """Return mentions by id from one on, for a re-check in batches."""
        return self.mentions.all(col(MentionRow.id) >= first, limit=limit)

    def received(self, ids: Iterable[int]) -> dict[int, datetime]:
        """Return when concerns were received, without their words."""
        asked = select(col(ConcernRow.id), col(ConcernRow.received_at))
        rows = self._session.exec(asked.where(col(ConcernRow.id).in_(list(set(ids)))))
        return {number: at for number, at in rows if number is not None}

    def settled_mentions(self, first: int, limit: int, *, before: datetime) -> list[int]:
        """Return mentions by id from one on, up to the first that came at a moment or later."""
        asked = select(col(MentionRow.id), col(ConcernRow.received_at)).join(ConcernRow)
        rows = asked.where(col(MentionRow.id) >= first).order_by(col(MentionRow.id)).limit(limit)
        return _until(self._session.exec(rows), before)

    def settled_concerns(self, first: int, limit: int, *, before: datetime) -> list[int]:
        """Return concerns by id from one on, up to the first that came at a moment or later."""
        asked = select(col(ConcernRow.id), col(ConcernRow.received_at))
        rows = asked.where(col(ConcernRow.id) >= first).order_by(col(ConcernRow.id)).limit(limit)
        return _until(self._session.exec(rows), before)

    def concerns_from(self, first: int, limit: int) -> tuple[ConcernHeld, ...]:
        """Return concerns by id from one on, for a re-check in batches."""
        return self.records.all(col(ConcernRow.id) >= first, limit=limit)

    @cached_property
    def keyed_mentions(self) -> Keyed:
        """The mentions under the matcher's keys."""
        return keyed_mentions(self._session)

    @cached_property
    def keyed_stories(self) -> Keyed:
        """The stories under the matcher's keys."""
        return keyed_stories(self._session)

    @cached_property
    def like_words(self) -> LikeWords:
        """The marks by which nearly the same words are found."""
        return LikeWords(self._session)

    def count(self) -> int:
        """Return how many concerns are held."""
        return int(self._session.exec(select(func.count()).select_from(ConcernRow)).one())

    # voices

    def open_voice(self, setting: str) -> int:
        """Start a voice; returns its id."""
        row = VoiceRow(setting=setting, opened_at=self._at)
        self._session.add(row)
        self._session.flush()
        return row.id or 0

    def settings_of_voices(self, ids: Iterable[int]) -> dict[int, str]:
        """Return where each voice speaks from."""
        rows = self._session.exec(select(VoiceRow).where(col(VoiceRow.id).in_(list(set(ids)))))
        return {row.id or 0: row.setting for row in rows}

    def tie(self, *, voice_id: int, concern_id: int, ties: VoiceTies) -> None:
        """Keep the keyed hashes by which a later concern may join this voice."""
        rows = [
            {
                "voice_id": voice_id,
                "concern_id": concern_id,
                "kind": kind,
                "hash": key,
                "known_at": ties.known_at,
                "own_harm": ties.is_own_harm,
            }
            for kind in TIE_KINDS
            if (key := getattr(ties, kind))
        ]
        if rows:
            self._session.connection().execute(_NEW_TIE, rows)

    def hold_ties(self, ties: VoiceTies) -> None:
        """Let nobody else look for a voice by one of these ties until this has committed.

        Why:
            A voice is looked for and then opened: two concerns of one account at one instant
            found none and opened two, and one source weighed as two. SQLite has one writer;
            PostgreSQL is asked for a lock a tie, in one order for all.
        """
        if self._session.connection().dialect.name == "postgresql":
            keys = sorted(int(key[:16], 16) - 2**63 for key in _keys_of(ties))
            self._session.connection().execute(_HOLD, {"keys": keys})

    def ties_like(self, ties: VoiceTies) -> tuple[VoiceTies, ...]:
        """Return the ties of earlier concerns that share a keyed hash, the newest of each."""
        shared = [_newest_with(kind, key) for kind, key in _shared_by(ties)]
        if not shared:
            return ()
        rows = self._session.connection().execute(
            select(*_TIES.c)
            .where(_TIES.c.concern_id.in_(union(*shared)))
            .order_by(_TIES.c.id.desc())
        )
        return tuple(_ties_in(rows).values())

    def ties_of(self, concern_ids: Collection[int]) -> dict[int, VoiceTies]:
        """Return the ties of some concerns; one that gave nothing is left out."""
        asked = select(*_TIES.c).where(_TIES.c.concern_id.in_(list(concern_ids)))
        return _ties_in(self._session.connection().execute(asked.order_by(_TIES.c.id)))

    @cached_property
    def voice_acts(self) -> VoiceActs:
        """What officers have joined and parted."""
        return VoiceActs(self._session)


def _ties_in(rows: Iterable[Any]) -> dict[int, VoiceTies]:
    found: dict[int, VoiceTies] = {}
    for row in rows:
        plain = found.get(row.concern_id) or VoiceTies(
            concern=str(row.concern_id),
            known_at=row.known_at,
            voice=str(row.voice_id),
            is_own_harm=row.own_harm,
        )
        found[row.concern_id] = replace(plain, **{row.kind: row.hash})
    return found


def _until(rows: Iterable[tuple[int | None, datetime]], before: datetime) -> list[int]:
    """Return the ids of rows up to the first that came at a moment or later."""
    early = takewhile(lambda row: row[1] < before, rows)
    return [number for number, _ in early if number is not None]


def _keys_of(ties: VoiceTies) -> set[str]:
    return {getattr(ties, kind) for kind in TIE_KINDS} - {""}


def _shared_by(ties: VoiceTies) -> list[tuple[str, str]]:
    """Return kind and hash of every row by which an earlier concern may be tied to this one."""
    kinds = [(kind, getattr(ties, kind)) for kind in TIE_KINDS if kind not in SPOKEN_OF]
    return [(kind, key) for kind, key in [*kinds, ("name", ties.told_by)] if key]


def _newest_with(kind: str, key: str) -> Any:
    """Ask for the newest concerns under one hash; a busy workplace has thousands."""
    newest = (
        select(_TIES.c.concern_id)
        .where(_TIES.c.kind == kind, _TIES.c.hash == key)
        .order_by(_TIES.c.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    return select(newest.c.concern_id)
