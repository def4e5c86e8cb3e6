"""Acts on one turn of talk inside its transaction; read `Player.play` first."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.actions.add_files import forget_files, take_files_back, tell_of_files
from intake.actions.add_words import Added, add_words, tell_of_words
from intake.actions.report_concern import report_concern
from intake.actions.screening import Screening
from intake.actions.tell_danger import tell_danger
from intake.actions.vouch import vouch_for
from intake.domain.calendar import release_slot
from intake.domain.concern import Receipt, Submission
from intake.domain.held import ConcernHeld
from intake.domain.private import private
from intake.reporting.slowing import Slowing
from intake.reporting.turns import Step, Turn, WishKind
from intake.reporting.wishes import Asking, granted, phase_of
from intake.store.drafts import DraftHeld
from intake.store.office import Office
from intake.store.work import Work

__all__: tuple[str, ...] = ()
"""Nothing of this is for channels, which hold the door."""


@dataclass(frozen=True, slots=True)
class Chat:
    """One end of the talk: channel, keyed hash, where to write, and whose codes are counted."""

    channel: str
    key: str = field(repr=False)
    address: str = field(repr=False)
    source: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a turn: the turn with all that is to be said, and when it may leave."""

    turn: Turn
    leaves_at: datetime | None
    receipt: Receipt | None


class Player:
    """Acts on one turn inside the transaction."""

    def __init__(
        self,
        office: Office,
        work: Work,
        chat: Chat,
        draft: DraftHeld | None,
        slowing: Slowing,
    ) -> None:
        self._office = office
        self._work = work
        self._channel = chat.channel
        self._chat_key = chat.key
        self._chat = chat
        self._slowing = slowing
        self.concern_id = draft.concern_id if draft else None

    def play(self, turn: Turn, step: Step, screening: Screening | None) -> Played:
        """Keep the draft, report or alert as the turn says; it comes back with all to be said."""
        receipt, leaves_at = None, None
        if turn.send is not None:
            receipt = self._send(turn.send, screening)
            turn = replace(turn, says=turn.says + step.conclude(turn.draft, receipt))
            release = self._office.policy.channels.release
            leaves_at = release_slot(self._work.at, release.slot, release.least)
        elif turn.known is not None:
            self._tell_unfinished(turn)
        elif self.concern_id is not None and (turn.danger or turn.addition):
            self._tell_more(turn, self._work.concerns.records.get(self.concern_id))
        take_files_back(self._work, turn.files_back, self._chat_key)
        self._bind_files(turn)
        if turn.wish is not None:
            turn = self._with_wish(turn, step)
        if turn.forget:
            self._work.drafts.drop(self._chat_key)
            forget_files(self._work, self._chat_key)
        else:
            self._work.drafts.keep(
                chat_hash=self._chat_key,
                channel=self._channel,
                body=dict(turn.draft),
                concern_id=self.concern_id,
                phase=phase_of(is_sent=turn.is_sent, ends=turn.ends),
                address=self._chat.address,
            )
        return Played(turn, leaves_at, receipt)

    def _with_wish(self, turn: Turn, step: Step) -> Turn:
        """Grant what only the door can give; the draft is kept first, for a code hangs on it."""
        if turn.wish is None:
            return turn
        self._work.drafts.keep(
            chat_hash=self._chat_key,
            channel=self._channel,
            body=dict(turn.draft),
            concern_id=self.concern_id,
        )
        concern = self._work.concerns.records.get(self.concern_id) if self.concern_id else None
        asking = Asking(
            channel=self._channel,
            chat_key=self._chat_key,
            address=self._chat.address,
            concern=concern if concern and not concern.is_unfinished else None,
            language=str(turn.draft.get("language") or "en"),
            source=self._chat.source,
        )
        opened = granted(self._office, self._work, turn.wish, asking, self._slowing)
        if turn.wish.kind is WishKind.OPEN and opened.granted.is_done:
            self.concern_id = opened.concern_id if not opened.granted.is_here else self.concern_id
        after = step.grant(turn.draft, opened.granted)
        return replace(after, says=turn.says + after.says)

    def _bind_files(self, turn: Turn) -> None:
        """Give a report its files; those of an untold draft stay where no person comes (P12)."""
        is_told = turn.send or turn.known or turn.are_files_added
        if self.concern_id is None or not turn.has_files or not is_told:
            return
        count = self._work.files.bind(self._chat_key, self.concern_id)
        if count and turn.are_files_added:
            concern = self._work.concerns.records.get(self.concern_id)
            self._work.audit.note("concern.added_to", concern=concern.reference, files=count)
            tell_of_files(self._office, self._work, concern)

    def _send(self, submission: Submission, screening: Screening | None) -> Receipt:
        told = self._with_account(submission)
        reported = report_concern(
            self._office, self._work, told, screening=screening, unfinished=self._unfinished()
        )
        self.concern_id = reported.concern.id
        vouch_for(self._work, reported.concern, told.reporter, chat_hash=self._chat_key)
        return reported.receipt

    def _tell_unfinished(self, turn: Turn) -> None:
        """Tell a desk at this moment what is known, sent or not (P12)."""
        if turn.known is None:
            return
        unfinished = self._unfinished()
        if unfinished is None and turn.danger is None:
            return
        told = replace(self._with_account(turn.known), is_unfinished=True)
        reported = report_concern(self._office, self._work, told, unfinished=unfinished)
        self.concern_id = reported.concern.id
        if turn.danger is not None:
            self._work.audit.note(
                "danger.told", concern=reported.concern.reference, kind=turn.danger.value
            )

    def _unfinished(self) -> ConcernHeld | None:
        if self.concern_id is None:
            return None
        concern = self._work.concerns.records.get(self.concern_id)
        return concern if concern.is_unfinished else None

    def _with_account(self, told: Submission) -> Submission:
        """Tie the report to its chat, by hash only, so that one account is one voice."""
        who = replace(told.reporter, account=private(self._chat_key))
        return replace(told, reporter=who, channel=told.channel or self._channel)

    def _tell_more(self, turn: Turn, concern: ConcernHeld) -> None:
        """Keep words that came after sending; danger goes to every desk, else the lead is told.

        The words are kept first, so that whoever is told of danger finds them there.
        """
        added = None
        if turn.addition:
            kind = turn.added_as
            more = Added(private(turn.addition), kind.kind, kind.letter_id, private(kind.beside))
            added = add_words(self._office, self._work, concern, more)
        is_told = turn.danger is not None and tell_danger(
            self._office, self._work, concern, turn.danger
        )
        if added is not None and not is_told:
            told = self._work.concerns.records.get(concern.id)
            tell_of_words(self._office, self._work, told, added)
