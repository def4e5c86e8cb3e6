"""The one door of whoever tells: a turn of talk in, something to say and when out.

Nothing that leaves here was computed from anybody's record (promise P4).
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from intake.actions.keep_file import tell_of_file
from intake.actions.report_concern import report_concern
from intake.actions.screening import Screening, screen
from intake.actions.vouch import Welcomed, accept, come_again
from intake.domain.calendar import release_slot
from intake.domain.code_meant import codes_meant
from intake.domain.concern import Receipt, Submission
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.private import private
from intake.domain.vouching import Profile, answers_of
from intake.reporting.files import note_files
from intake.reporting.player import Chat, Player
from intake.reporting.slowing import Slowing
from intake.reporting.turns import PublicReport, Say, Step, Turn
from intake.reporting.wishes import concern_of, public_report
from intake.store.archive import ROW
from intake.store.bodies import plain_of, value_of
from intake.store.drafts import DraftHeld
from intake.store.office import Office
from intake.store.work import Work

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a channel is to say, and the earliest moment at which it may.

    `leaves_at` is the release slot of a final reply (promise P4), or None for at once.
    `repeated` tells that the event had been seen before and is answered as before.
    """

    says: tuple[Say, ...]
    leaves_at: datetime | None = None
    receipt: Receipt | None = None
    repeated: bool = False
    draft: Mapping[str, Any] = field(default_factory=dict, repr=False)


class Reporting(Protocol):
    """What a channel may ask of the door."""

    def turn(
        self, *, channel: str, chat: str, event_id: str, step: Step, source: str = ""
    ) -> Reply:
        """Play one event of one chat: kept, answered, and acted on in one transaction.

        Args:
            channel: Code of the channel: web, telegram, terminal, rest.
            chat: The channel's own key of the conversation; kept only as a keyed hash.
            event_id: The channel's id of the event; a repeat is answered as before.
            step: The pure conversation bound to this event.
            source: Where a code was typed, to slow wrong ones by; the chat itself where empty.
        """
        ...

    def peek(self, *, channel: str, chat: str) -> Mapping[str, Any] | None:
        """Return the kept draft of a chat (to draw a page again), or None."""
        ...

    def forget(self, *, channel: str, chat: str) -> None:
        """Cut a chat from its session (Exit this page); the sealed draft stays resumable."""
        ...

    def let_in(self, token: str) -> bool:
        """Use up a one-use address; False where it is unknown, used or too old."""
        ...

    def invited_by(self, token: str) -> str | None:
        """Return the organisation that invites by a token; None for one that is no use."""
        ...

    def accept(self, token: str, *, channel: str, chat: str, profile: Profile) -> Welcomed | None:
        """Use an invitation up for a chat; None where it is unknown, used or too old."""
        ...

    def come_again(self, typed: str, *, channel: str, chat: str, source: str) -> str | None:
        """Know a chat as a professional's by their code; returns the organisation, or None.

        A wrong code counts against its source, as one of a report does (`pause_for`).
        """
        ...

    def receive(
        self,
        *,
        organisation: str,
        key: str,
        fingerprint: str,
        submission: Submission,
        files: tuple[int, ...] = (),
    ) -> Receipt:
        """Take a whole report from another system, once per idempotency key.

        Args:
            organisation: Whose system it is.
            key: Its idempotency key.
            fingerprint: Of the body, the same for the same body.
            submission: What was told.
            files: What `FileDoor.arrive` gave for each file that came with it.

        Raises:
            ConflictError: The key came before with another body.
        """
        ...

    def report(self, *, reference: str, return_code: str, source: str) -> PublicReport:
        """Return a report as its teller may see it, as promise P4 allows.

        Raises:
            NotFoundError: Reference and code do not fit together.
        """
        ...

    def mine(self, *, channel: str, chat: str) -> PublicReport | None:
        """Return the report that a chat has open, or None; what is shown counts as read."""
        ...

    def pause_for(self, source: str) -> int:
        """Return for how many seconds a code from a source waits before it is looked at."""
        ...


class ReportingDoor:
    """The door itself; see `Reporting` for what each method promises."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._slowing = Slowing(office.now)

    # talk

    def turn(
        self,
        *,
        channel: str,
        chat: str,
        event_id: str,
        step: Step,
        address: str = "",
        trace: str = "",
        source: str = "",
    ) -> Reply:
        """Play one event; with an `address` what is said goes into the outbox too.

        `trace` is the channel's id of the message, kept so that the chat can be wiped. Where
        another process plays the same event at this moment, its answer is given.
        """

        def play() -> Reply:
            return self._play(channel, chat, event_id, step, (address, trace, source))

        return _once_more_if_met(play)

    def _play(
        self, channel: str, chat: str, event_id: str, step: Step, way_back: tuple[str, str, str]
    ) -> Reply:
        address, trace, source = way_back
        chat_key = self.chat_key(channel, chat)
        first = self._first_look(channel, chat_key, event_id, step)
        if isinstance(first, Reply):
            return first
        with self._office.begin() as work:
            before = work.inbox.take(channel=channel, external_id=event_id, chat_hash=chat_key)
            if before is not None:
                return _again(before.answer, work.drafts.of(chat_key))
            turn, screening, draft = first.turn, first.screening, first.draft
            if work.drafts.version_of(chat_key, locked=True) != (draft.version if draft else 0):
                draft = work.drafts.of(chat_key)
                turn, screening = step.advance(_told_to(work, chat_key, draft)), None
            note_files(work, turn.files, event=(channel, event_id), chat=(chat_key, address))
            ends_at = Chat(channel, chat_key, address, source or chat_key)
            player = Player(self._office, work, ends_at, draft, self._slowing)
            played = player.play(turn, step, screening)
            says, body = played.turn.says, played.turn.draft
            reply = Reply(says, played.leaves_at, played.receipt, draft=body)
            work.inbox.answered(
                channel=channel,
                external_id=event_id,
                chat_hash=chat_key,
                answer=plain_of(_kept_of(reply)),
                concern_id=player.concern_id,
                trace=trace,
            )
            if address:
                self._put_out(work, channel, chat_key, address, reply)
        return self._after_commit(reply)

    def _first_look(
        self, channel: str, chat_key: str, event_id: str, step: Step
    ) -> "Reply | _FirstLook":
        """Play the turn once without the write lock, and screen there if it ends in "send"."""
        with self._office.look() as work:
            before = work.inbox.answer_to(channel, event_id)
            draft = work.drafts.of(chat_key)
            if before is not None and before.is_done:
                return _again(before.answer, draft)
            turn = step.advance(_told_to(work, chat_key, draft))
            screening = screen(self._office, work, turn.send) if turn.send else None
            return _FirstLook(turn, screening, draft)

    def _after_commit(self, reply: Reply) -> Reply:
        """Move the release to a slot that has not passed while the report was stored."""
        if reply.leaves_at is None or self._office.now() <= reply.leaves_at:
            return reply
        release = self._office.policy.channels.release
        next_slot = release_slot(self._office.now(), release.slot, timedelta())
        return replace(reply, leaves_at=next_slot)

    def _put_out(self, work: Work, channel: str, chat_key: str, address: str, reply: Reply) -> None:
        if reply.says:
            work.outbox.say(
                channel=channel,
                chat_hash=chat_key,
                body={"address": address, "says": plain_of(reply.says)},
                not_before=reply.leaves_at or work.at,
                urgent=any(say.style.value == "danger" for say in reply.says),
            )

    def peek(self, *, channel: str, chat: str) -> Mapping[str, Any] | None:
        """Return the kept draft of a chat, or None."""
        with self._office.look() as work:
            draft = work.drafts.of(self.chat_key(channel, chat))
            return draft.body if draft else None

    def forget(self, *, channel: str, chat: str) -> None:
        """Note that a chat was left in a hurry; its draft stays sealed and resumable."""
        with self._office.begin() as work:
            has_draft = work.drafts.version_of(self.chat_key(channel, chat)) > 0
            work.audit.note("chat.left", channel=channel, has_draft=int(has_draft))

    def new_way_in(self) -> str:
        """Make the token of a one-use address: 192 random bits, kept only as a keyed hash.

        It is made for nobody: nothing leads from it to a chat, or from a chat to it.
        """
        token = urlsafe_b64encode(self._office.bits(192).to_bytes(24)).decode()
        with self._office.begin() as work:
            work.ways_in.add(token, lasts=self._office.policy.channels.telegram.address_lasts)
        return token

    def let_in(self, token: str) -> bool:
        """Use up a one-use address; False where it is unknown, used or too old."""
        with self._office.begin() as work:
            return work.ways_in.use(token)

    # professionals

    def invited_by(self, token: str) -> str | None:
        """Return the organisation that invites by a token; None for one that is no use."""
        with self._office.look() as work:
            invited = work.vouching.invitation(token)
            return invited[0] if invited else None

    def accept(self, token: str, *, channel: str, chat: str, profile: Profile) -> Welcomed | None:
        """Use an invitation up for a chat; None where it is unknown, used or too old."""
        with self._office.begin() as work:
            key = self.chat_key(channel, chat)
            return accept(self._office, work, token, chat_hash=key, profile=profile)

    def welcome(self, token: str, *, channel: str, chat: str) -> str | None:
        """Use an invitation up for a chat that is known again by itself, as Telegram's are.

        Returns:
            Who vouches, also where this chat had used it before (the same update may come
            twice); None where the invitation is of no use to this chat.
        """
        with self._office.begin() as work:
            key = self.chat_key(channel, chat)
            used = accept(self._office, work, token, chat_hash=key, profile=Profile())
            known = work.vouching.of_chat(key) if used is None else None
            return used.organisation if used else known.organisation if known else None

    def come_again(self, typed: str, *, channel: str, chat: str, source: str) -> str | None:
        """Know a chat as a professional's by their code; returns the organisation, or None."""
        with self._office.begin() as work:
            known = come_again(work, typed, chat_hash=self.chat_key(channel, chat))
        note = self._slowing.note_right if known else self._slowing.note_wrong
        note(source)
        return known.organisation if known else None

    def chat_key(self, channel: str, chat: str) -> str:
        """Return the keyed hash that stands for a chat; the address itself is not kept."""
        return self._office.sealer.hash_of(f"chat:{channel}", chat)

    # whole reports

    def organisation_of(self, key: str) -> str | None:
        """Return the organisation whose key may hand in concerns, or None."""
        with self._office.look() as work:
            found = work.staff.organisation_of(key, "concerns")
            return found[0] if found else None

    def receive(
        self,
        *,
        organisation: str,
        key: str,
        fingerprint: str,
        submission: Submission,
        files: tuple[int, ...] = (),
    ) -> Receipt:
        """Take a whole report from another system, once per idempotency key."""

        def take() -> Receipt:
            return self._take(organisation, key, fingerprint, submission, files)

        return _once_more_if_met(take)

    def _take(
        self,
        organisation: str,
        key: str,
        fingerprint: str,
        submission: Submission,
        files: tuple[int, ...],
    ) -> Receipt:
        channel = "rest"
        external = f"{organisation}:{key}"
        submission = self._with_hashed_account(submission)
        with self._office.look() as work:
            before = work.inbox.answer_to(channel, external)
            screening = None if before else screen(self._office, work, submission)
        with self._office.begin() as work:
            chat_key = self.chat_key(channel, organisation)
            before = work.inbox.take(channel=channel, external_id=external, chat_hash=chat_key)
            if before is not None:
                if before.fingerprint != fingerprint:
                    raise ConflictError(what="idempotency_key")
                return value_of(Receipt, before.answer)
            reported = report_concern(self._office, work, submission, screening=screening)
            for file_id in files:
                tell_of_file(work, file_id=file_id, chat_hash=chat_key)
                work.files.give(file_id, reported.concern.id)
            work.inbox.answered(
                channel=channel,
                external_id=external,
                chat_hash=chat_key,
                answer=plain_of(reported.receipt),
                fingerprint=fingerprint,
                concern_id=reported.concern.id,
            )
            return reported.receipt

    def _with_hashed_account(self, told: Submission) -> Submission:
        """Return a report in which the mark of its teller in another system is a keyed hash."""
        account = told.reporter.account.reveal()
        if not account:
            return told
        hashed = private(self.chat_key("rest teller", account))
        return replace(told, reporter=replace(told.reporter, account=hashed))

    def release_of(self, sent_at: datetime) -> datetime:
        """Return the slot at which the answer to a report sent at a moment may leave."""
        release = self._office.policy.channels.release
        slot = release_slot(sent_at, release.slot, release.least)
        now = self._office.now()
        return slot if now <= slot else release_slot(now, release.slot, timedelta())

    # after sending

    def report(self, *, reference: str, return_code: str, source: str) -> PublicReport:
        """Return a report as its teller may see it; a wrong code is counted for its source."""
        with self._office.begin() as work:
            concern = concern_of(work, codes_meant(return_code), reference) if reference else None
            if concern is None:
                self._slowing.note_wrong(source)
                raise NotFoundError(what="report")
            self._slowing.note_right(source)
            work.two_way.mark_read(work.two_way.letters_of(concern.id))
            return public_report(self._office, work, concern)

    def mine(self, *, channel: str, chat: str) -> PublicReport | None:
        """Return the report that a chat has open, or None; what is shown counts as read."""
        with self._office.look() as work:
            draft = work.drafts.of(self.chat_key(channel, chat))
            concern = work.concerns.of([draft.concern_id or 0]) if draft else {}
            mine = next((one for one in concern.values() if not one.is_unfinished), None)
            report = public_report(self._office, work, mine) if mine else None
        if mine is not None and report is not None and report.letters:
            with self._office.begin() as work:
                work.two_way.mark_read(work.two_way.letters_of(mine.id))
        return report

    def pause_for(self, source: str) -> int:
        """Return for how many seconds a code from a source waits before it is looked at."""
        return self._slowing.pause_for(source)


@dataclass(frozen=True, slots=True)
class _FirstLook:
    turn: Turn
    screening: Screening | None
    draft: DraftHeld | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """The part of a reply that is kept to answer a repeat."""

    says: tuple[Say, ...] = field(repr=False)
    leaves_at: datetime | None
    receipt: Receipt | None


def _once_more_if_met(act: Callable[[], V]) -> V:
    """Act, and once more where another process wrote the same row first."""
    try:
        return act()
    except ConflictError as met:
        if met.facts.get("what") != ROW:
            raise
        return act()


def _told_to(work: Work, chat_key: str, draft: DraftHeld | None) -> dict[str, Any] | None:
    """Return a draft as the conversation gets it: with what a known professional need not type."""
    body = draft.body if draft else None
    known = work.vouching.of_chat(chat_key)
    return body if known is None else {**(body or {}), "profile": answers_of(known)}


def _kept_of(reply: Reply) -> _Kept:
    return _Kept(reply.says, reply.leaves_at, reply.receipt)


def _again(answer: Any, draft: DraftHeld | None) -> Reply:
    """Answer as before; the draft is as it stands now, empty where it was thrown away."""
    kept = value_of(_Kept, answer)
    body = draft.body if draft else {}
    return Reply(kept.says, kept.leaves_at, kept.receipt, repeated=True, draft=body)
