"""Time that passes between two events of a replay: ladders climb, reviews fall due, desks answer.

Read `Hours.pass_until`. The loops of the service run at each moment at which one of them has
something to do. A last rung that only repeats is asked again once a day for a month and every
thirty days after that: a quarter of an hour for six years would be told 210,000 times.
"""

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intake.actions.ask_again import ask_again
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.key_earlier import key_earlier
from intake.actions.note_event import answer_told
from intake.actions.owe_reviews import owe_missing_reviews
from intake.actions.recheck import recheck_due
from intake.domain.alert import Alert, AlertKind, AlertState
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import ConflictError
from intake.domain.event import ToldAnswer
from intake.policy.replay_events import DiaryDone
from intake.running.replay_officers import answer_alert, answer_entry, judge_truly
from intake.running.replay_stage import Stage
from intake.store.waking import next_rung_at

A_MONTH = timedelta(days=30)
DAILY, MONTHLY = timedelta(days=1), timedelta(days=30)
BEFORE_IT_IS_DUE = timedelta(hours=1)
NEXT_YEAR = timedelta(days=364)
DECISION = "Looked at with what is known, and written down."
REVIEWED = "Looked at by name, with all that is known; to be looked at again."
ALERT, REVIEW, JUDGE = "alert", "review", "judge"


@dataclass
class Hours:
    """The hours of a replay.

    Args:
        stage: The replay.
        left_to_people: Alerts and diary entries that people answer themselves: of an exercise.
    """

    stage: Stage
    left_to_people: set[tuple[str, int]] = field(default_factory=set)
    _due: list[tuple[datetime, int, str, int]] = field(default_factory=list)
    _alerts_seen: int = 0
    _diary_seen: int = 0
    _quiet_since: datetime | None = None

    def settle(self) -> None:
        """Let the loops do at once what is due at this very moment, and see what is new."""
        office = self.stage.office
        if self._is_recheck_due():
            while key_earlier(office):
                pass
        while self._is_recheck_due() and recheck_due(office):
            pass
        while owe_missing_reviews(office):
            pass
        ask_again(office)
        self._climb()

    def _is_recheck_due(self) -> bool:
        """Whether earlier reports wait to be looked up again.

        Why not simply the loop: with nothing due it keeps earlier reports under their keys, which
        many a replay never needs. Before a re-check it is done, for that looks up singly what
        has no keys: a history of 90 events spent three quarters of its time so.
        """
        with self.stage.office.look() as work:
            return work.concerns.next_recheck() is not None

    def _climb(self) -> None:
        while escalate_overdue(self.stage.office):
            pass
        self._see_what_is_new()

    def happened(self) -> None:
        """Note that an event happened: what repeats is asked daily again."""
        self._quiet_since = self.stage.clock.at
        self.settle()

    def pass_until(self, moment: datetime) -> None:
        """Let time pass up to a moment."""
        self._see_what_is_new()
        while (stop := self._next_stop(moment)) is not None:
            self.stage.clock.turn_to(stop)
            if self._answer_due():
                self.settle()
            else:
                self._climb()
        self.stage.clock.turn_to(moment)

    # what comes next

    def _next_stop(self, moment: datetime) -> datetime | None:
        """Return the next moment at which something is due, up to one; None for nothing."""
        last = {name: one.last for name, one in self.stage.policy.duty.ladders.items()}
        with self.stage.office.look() as work:
            climbs = next_rung_at(work.session, last, is_again=False)
            again = next_rung_at(work.session, last, is_again=True)
        stops = [climbs, self._throttled(again), self._due[0][0] if self._due else None]
        stop = min((one for one in stops if one is not None), default=None)
        return stop if stop is not None and stop < moment else None

    def _throttled(self, again: datetime | None) -> datetime | None:
        """Return when what only repeats is asked again: not at once, but with the next stop."""
        if again is None:
            return None
        now = self.stage.clock.at
        quiet = now - (self._quiet_since or now)
        return max(again, now + (DAILY if quiet < A_MONTH else MONTHLY))

    def _see_what_is_new(self) -> None:
        """Write down when each new alert and review will be answered, if anybody will."""
        with self.stage.office.look() as work:
            alerts, diary = work.dispatch.alerts, work.dispatch.diary
            new = alerts.all(alerts.row.id > self._alerts_seen)
            owed = diary.all(diary.row.id > self._diary_seen)
        for alert in new:
            self._alerts_seen = alert.id
            self._plan(alert)
        for entry in owed:
            self._diary_seen = entry.id
            if entry.kind is DiaryKind.REVIEW and self.stage.replay.desks.answer_reviews:
                before = max(entry.due_at - self._ahead, self.stage.clock.at)
                self._push(before, REVIEW, entry.id)

    def _plan(self, alert: Alert) -> None:
        desks = self.stage.replay.desks
        after = timedelta(minutes=desks.answer_after_minutes)
        at = max(alert.held_until or alert.made_at, alert.made_at) + after
        if desks.answer_alerts:
            self._push(at, ALERT, alert.id)
        if desks.judge and alert.concern_id is not None:
            self._push(at, JUDGE, alert.concern_id)

    @property
    def _ahead(self) -> timedelta:
        """How long before its day a review is answered: before the first reminder of it."""
        days = max(self.stage.policy.diary.days_before, default=0)
        return timedelta(days=days) + BEFORE_IT_IS_DUE

    def _push(self, at: datetime, what: str, number: int) -> None:
        heapq.heappush(self._due, (at, len(what), what, number))

    # what desks do

    def _answer_due(self) -> bool:
        """Let desks do what is due; returns whether the list of people may have grown by it."""
        judged = False
        while self._due and self._due[0][0] <= self.stage.clock.at:
            _, _, what, number = heapq.heappop(self._due)
            if what == JUDGE:
                judge_truly(self.stage, number)
                judged = True
            elif what == ALERT:
                self._answer_alert(number)
            else:
                self._answer_review(number)
        return judged

    def _answer_alert(self, number: int) -> None:
        with self.stage.office.look() as work:
            (alert,) = work.dispatch.alerts.by_id([number]).values()
        if (ALERT, number) in self.left_to_people:
            return
        if alert.state is AlertState.DECIDED or self._is_silent(alert.desk, ALERT, number):
            return
        try:
            if alert.kind is AlertKind.EVENT:
                self._answer_telling(alert)
            else:
                answer_alert(self.stage, alert, step="decide", words=DECISION)
        except ConflictError:
            return  # an event of the file has answered it in another officer's name

    def _answer_telling(self, alert: Alert) -> None:
        """Answer what a desk is told; where the file holds its answer, only take it on."""
        waits_for = self.stage.answers_to_come(alert)
        if waits_for:
            step = "acknowledge" if ToldAnswer.REFUSED in waits_for else "accept"
            answer_alert(self.stage, alert, step=step, words="")
            return
        answer_told(
            self.stage.office,
            officer=self.stage.officer(alert.desk),
            alert_id=alert.id,
            answer=self.stage.replay.desks.told_answer,
            words=DECISION,
        )

    def _answer_review(self, number: int) -> None:
        with self.stage.office.look() as work:
            (entry,) = work.dispatch.diary.by_id([number]).values()
        if (REVIEW, number) in self.left_to_people:
            return
        if entry.is_owed and not self._is_silent(entry.desk, REVIEW, number):
            answer_entry(self.stage, entry, self._reviewed(entry))

    def _reviewed(self, entry: DiaryEntry) -> DiaryDone:
        today = self.stage.policy.duty.office.local_day(self.stage.clock.at)
        return DiaryDone(desk=entry.desk, words=REVIEWED, again_on=today + NEXT_YEAR)

    def _is_silent(self, desk: str, what: str, number: int) -> bool:
        """Whether nobody answers there now; the answer is then put off to when somebody does."""
        from_then = self.stage.answers_from(desk, self.stage.clock.at)
        if from_then == self.stage.clock.at:
            return False
        if from_then is not None:
            self._push(from_then, what, number)
        return True
