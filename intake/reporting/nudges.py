"""What leaves for a chat by the clock: notices of letters, and of a draft its reminder and hold.

Read `Nudging` first. A notice is neutral, and the same for everyone; it is sent in the hours
that its chat's owner chose. Drafts are spoken of by their own clock alone (promise P12).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import return_code_of
from intake.domain.two_way import Letter
from intake.reporting.turns import Say
from intake.reporting.wishes import CODE_BITS, put_away
from intake.store.bodies import plain_of
from intake.store.drafts import HELD, OPEN, SENT, STOPPED, DraftHeld
from intake.store.office import Office
from intake.store.work import Work

__all__ = ["Notices", "Nudging"]

AT_ONCE = 20
"""Spoken of in one transaction."""


class Notices(Protocol):
    """Words the notices; each in the language of its chat."""

    def letter(self, language: str) -> tuple[Say, ...]:
        """Return the notice that something was written; nothing else."""
        ...

    def reminder(self, language: str, *, until: datetime) -> tuple[Say, ...]:
        """Return the one reminder of a draft; `until` is when it is locked away."""
        ...

    def hold(self, language: str, *, code: str, until: datetime) -> tuple[Say, ...]:
        """Return that a draft is locked away, with its code; `until` is when it is deleted."""
        ...


class Nudging:
    """One round of what leaves by the clock; see `__call__`.

    Args:
        office: The office.
        notices: Words them.
        on_said: Called when something was put into an outbox.
    """

    def __init__(
        self, office: Office, notices: Notices, *, on_said: Callable[[], None] = lambda: None
    ) -> None:
        self._office = office
        self._notices = notices
        self._on_said = on_said

    def __call__(self) -> int:
        """Do one round; returns how much was done, 0 where nothing is due.

        Letters first; then drafts: a reminder, once; a hold, of which the chat is told with a
        code; and an end, which its teller was told beforehand.
        """
        done = self._letters() + self._remind() + self._hold() + self._end()
        if done:
            self._on_said()
        return done

    # letters

    def _letters(self) -> int:
        with self._office.look() as work:
            if not work.two_way.unnoticed(limit=1):
                return 0
        with self._office.begin() as work:
            due = work.two_way.unnoticed(limit=AT_ONCE)
            for letter in due:
                self._notify(work, letter)
            return len(due)

    def _notify(self, work: Work, letter: Letter) -> None:
        """Put a notice into the outbox of its chat; one read meanwhile needs none."""
        way = work.two_way.way_of(letter.concern_id)
        work.two_way.letters.keep(replace(letter, notified_at=work.at))
        if way is None or letter.read_at is not None:
            return
        self._say(
            work,
            channel=way.channel,
            chat_hash=way.chat_hash,
            address=work.two_way.address_of(way),
            says=self._notices.letter(way.language),
        )
        work.audit.note("letter.notified", letter=letter.id, channel=way.channel)

    # drafts

    def _remind(self) -> int:
        """Remind of drafts that fell silent, once each; where there is no chat, nobody is told."""
        plan = self._office.policy.channels.drafts
        before = self._office.now() - plan.remind_after
        with self._office.look() as work:
            if not work.drafts.unsaid(OPEN, before=before, limit=1):
                return 0
        with self._office.begin() as work:
            due = work.drafts.unsaid(OPEN, before=before, limit=AT_ONCE)
            for draft in due:
                if work.drafts.said(draft) and draft.address:
                    until = draft.touched_at + plan.keeps
                    self._say_to(work, draft, self._notices.reminder(_tongue(draft), until=until))
                    work.audit.note("draft.reminded", channel=draft.channel)
            return len(due)

    def _hold(self) -> int:
        """Lock drafts away that nobody came back to; a chat is given a code to them first."""
        plan = self._office.policy.channels.drafts
        before = self._office.now() - plan.keeps
        done = 0
        for phase in (OPEN, STOPPED):
            with self._office.look() as work:
                if not work.drafts.untouched(phase, before=before, limit=1):
                    continue
            with self._office.begin() as work:
                due = work.drafts.untouched(phase, before=before, limit=AT_ONCE)
                for draft in due:
                    self._lock_away(work, draft, draft.touched_at + plan.keeps + plan.holds)
                done += len(due)
        return done

    def _lock_away(self, work: Work, draft: DraftHeld, until: datetime) -> None:
        code = return_code_of(self._office.bits(CODE_BITS), CODE_WORDS)
        work.drafts.give_code(draft.chat_hash, code)
        put_away(self._office, work, draft)
        if draft.address:
            says = self._notices.hold(_tongue(draft), code=code, until=until)
            self._say_to(work, draft, says)
        work.audit.note("draft.held", channel=draft.channel)

    def _end(self) -> int:
        """Delete drafts whose time is over; what a desk was told of stands there for good."""
        plan = self._office.policy.channels.drafts
        now = self._office.now()
        ends = {HELD: plan.keeps + plan.holds, SENT: plan.keeps_sent}
        return sum(self._end_of(phase, now - span) for phase, span in ends.items())

    def _end_of(self, phase: str, before: datetime) -> int:
        with self._office.look() as work:
            if not work.drafts.untouched(phase, before=before, limit=1):
                return 0
        with self._office.begin() as work:
            due = work.drafts.untouched(phase, before=before, limit=AT_ONCE)
            for draft in due:
                work.drafts.drop(draft.chat_hash)
                work.audit.note("draft.ended", channel=draft.channel, phase=phase)
            return len(due)

    # the outbox

    def _say_to(self, work: Work, draft: DraftHeld, says: tuple[Say, ...]) -> None:
        self._say(
            work,
            channel=draft.channel,
            chat_hash=draft.chat_hash,
            address=draft.address,
            says=says,
        )

    def _say(
        self, work: Work, *, channel: str, chat_hash: str, address: str, says: tuple[Say, ...]
    ) -> None:
        work.outbox.say(
            channel=channel,
            chat_hash=chat_hash,
            body={"address": address, "says": plain_of(says)},
            not_before=work.at,
        )


def _tongue(draft: DraftHeld) -> str:
    return str(draft.body.get("language") or "en")
