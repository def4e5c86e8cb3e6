"""A reporting door in memory for page tests: keeps drafts, repeats repeats, takes reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from intake.domain.codes import reference_of
from intake.domain.errors import ConflictError, NotFoundError
from intake.reporting.values import (
    Granted,
    Profile,
    PublicLetter,
    PublicReport,
    PublicStatus,
    Receipt,
    Reply,
    Step,
    Submission,
    Turn,
    Welcomed,
    Wish,
    WishKind,
    normal_return_code,
)

CODE = "amber kettle pillow harbour lantern meadow pebble"


@dataclass
class DoorInMemory:
    """What the pages need of a door, and what a test wants to read afterwards."""

    drafts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    seen: dict[tuple[str, str], Reply] = field(default_factory=dict)
    sent: list[Submission] = field(default_factory=list)
    dangers: list[Turn] = field(default_factory=list)
    taken: dict[tuple[str, str], tuple[str, Receipt]] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    release: timedelta | None = None
    ways_in: set[str] = field(default_factory=set)
    invitations: dict[str, str] = field(default_factory=dict)
    letters: tuple[PublicLetter, ...] = ()
    additions: list[Turn] = field(default_factory=list)

    def let_in(self, token: str) -> bool:
        known = token in self.ways_in
        self.ways_in.discard(token)
        return known

    def turn(
        self, *, channel: str, chat: str, event_id: str, step: Step, source: str = ""
    ) -> Reply:
        if (chat, event_id) in self.seen:
            return replace(self.seen[chat, event_id], repeated=True)
        turn = step.advance(self.drafts.get(chat))
        if turn.wish is not None:
            after = step.grant(turn.draft, self._granted(turn.wish))
            turn = replace(after, says=turn.says + after.says)
        if turn.addition is not None:
            self.additions.append(turn)
        self.drafts[chat] = turn.draft
        if turn.danger is not None:
            self.dangers.append(turn)
        if turn.forget:
            del self.drafts[chat]
        reply = Reply(turn.says, draft=turn.draft)
        if turn.send is not None:
            receipt = self._receipt(turn.send)
            says = (*turn.says, *step.conclude(turn.draft, receipt))
            leaves_at = datetime.now(UTC) + self.release if self.release else None
            reply = replace(reply, says=says, receipt=receipt, leaves_at=leaves_at)
        self.seen[chat, event_id] = reply
        return reply

    def peek(self, *, channel: str, chat: str) -> Mapping[str, Any] | None:
        return self.drafts.get(chat)

    def forget(self, *, channel: str, chat: str) -> None:
        self.drafts.pop(chat, None)

    def invited_by(self, token: str) -> str | None:
        return self.invitations.get(token)

    def accept(self, token: str, *, channel: str, chat: str, profile: Profile) -> Welcomed | None:
        organisation = self.invitations.pop(token, None)
        return Welcomed(organisation, CODE) if organisation else None

    def come_again(self, typed: str, *, channel: str, chat: str, source: str) -> str | None:
        return "Thornbury practice" if normal_return_code(typed) == CODE else None

    def receive(
        self,
        *,
        organisation: str,
        key: str,
        fingerprint: str,
        submission: Submission,
        files: tuple[int, ...] = (),
    ) -> Receipt:
        before = self.taken.get((organisation, key))
        if before is None:
            before = (fingerprint, self._receipt(submission))
            self.taken[organisation, key] = before
        if before[0] != fingerprint:
            raise ConflictError
        return before[1]

    def report(self, *, reference: str, return_code: str, source: str) -> PublicReport:
        known = {receipt.reference for receipt in self.receipts}
        if reference in known and normal_return_code(return_code) == CODE:
            return self._public(reference)
        raise NotFoundError

    def mine(self, *, channel: str, chat: str) -> PublicReport | None:
        return self._public(self.receipts[-1].reference) if self.receipts else None

    def pause_for(self, source: str) -> int:
        return 0

    def _public(self, reference: str) -> PublicReport:
        return PublicReport(
            reference, PublicStatus.RECEIVED, datetime.now(UTC), "community", "en", self.letters
        )

    def _granted(self, wish: Wish) -> Granted:
        is_code = normal_return_code(wish.words) == CODE
        match wish.kind:
            case WishKind.SAVE:
                return Granted(wish.kind, code=CODE)
            case WishKind.OPEN if is_code and self.receipts:
                return Granted(wish.kind, report=self._public(self.receipts[-1].reference))
            case WishKind.READ if self.receipts:
                return Granted(wish.kind, report=self._public(self.receipts[-1].reference))
        return Granted(wish.kind, is_done=False)

    def _receipt(self, submission: Submission) -> Receipt:
        self.sent.append(submission)
        receipt = Receipt(
            reference=reference_of(7_000 + len(self.sent)),
            return_code=CODE,
            received_at=datetime.now(UTC),
            danger=submission.danger,
        )
        self.receipts.append(receipt)
        return receipt
