"""Playing a replay: a dated history through the real acts, with a clock that is turned by hand.

Read `play`. The stage is an office on a database in memory; between two events the loops of the
service run at each moment at which one of them has something to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.errors import ConflictError, NotFoundError, PolicyError, RefusedError
from intake.policy.loader import PolicySet
from intake.policy.replay import Event, ReplayFile
from intake.policy.replay_expects import Expected
from intake.running.replay_deeds import do
from intake.running.replay_expecting import looked_at, when_in_words
from intake.running.replay_seeing import Watcher
from intake.running.replay_stage import Stage, end_of, moments_of, set_up, start_of
from intake.running.replay_time import Hours
from intake.running.replay_told import Between, Moment, Outcome, Played

REFUSED = (RefusedError, ConflictError, NotFoundError, PolicyError)
"""What the rules may answer to a deed; anything else is a fault of ours."""

Progress = Callable[[int], None]


def play(replay: ReplayFile, policy: PolicySet, *, progress: Progress = lambda _: None) -> Played:
    """Play a replay from its first day to its last.

    Args:
        replay: The file, checked against these settings (`read_replay`).
        policy: The settings to play it under.
        progress: Told how many events are done.

    Returns:
        What was known, weighed, routed and told at each event, and each expectation with
        what was there.

    Raises:
        PolicyError: The hours of a day are not in order.
    """
    stage = set_up(replay, policy)
    try:
        return _Player(stage, Hours(stage), Watcher(stage)).play(progress)
    finally:
        stage.forget()


@dataclass
class _Player:
    """One playing of one file."""

    stage: Stage
    hours: Hours
    watcher: Watcher

    def play(self, progress: Progress) -> Played:
        """Play all events, and look at what is expected when its moment comes."""
        replay, policy = self.stage.replay, self.stage.policy
        waiting = sorted(_expected_at(replay, policy), key=lambda one: one[0])
        outcomes: list[Outcome] = []
        moments: list[Moment] = []
        for number, (at, event) in enumerate(
            zip(moments_of(replay, policy), replay.history, strict=True)
        ):
            outcomes += self._pass_until(at, waiting, moments)
            moments.append(self._happen(number, at, event))
            progress(number + 1)
        for at, *_ in list(waiting):
            outcomes += self._pass_until(at, waiting, moments, with_the_last=True)
        return Played(replay, policy, tuple(moments), tuple(outcomes), self.stage.clock.at)

    def _pass_until(
        self,
        at: datetime,
        waiting: list[tuple[datetime, int, Expected]],
        moments: list[Moment],
        *,
        with_the_last: bool = False,
    ) -> list[Outcome]:
        """Let time pass to a moment; on the way look at what is expected by then."""
        outcomes = []
        while waiting and (waiting[0][0] < at or (with_the_last and waiting[0][0] == at)):
            then, number, one = waiting.pop(0)
            self.hours.pass_until(then)
            outcomes.append(
                looked_at(
                    self.stage,
                    one,
                    at=("expect", number),
                    in_words=when_in_words(one),
                    reached=one.on is None,
                )
            )
        if not with_the_last:
            self.hours.pass_until(at)
        if moments:
            between = self.watcher.look_between()
            moments[-1] = replace(moments[-1], between=_more(moments[-1].between, between))
        return outcomes

    def _happen(self, number: int, at: datetime, event: Event) -> Moment:
        """Do one event, let the loops do what is due at once, and look at what came of it."""
        self.stage.clock.turn_to(at)
        refused = self._refusal_of(event)
        self.hours.happened()
        concern = self.stage.reports.get(event.report.id) if event.report else None
        news = self.watcher.look(concern)
        self.watcher.forget_audit()
        local = at.astimezone(self.stage.policy.duty.office.zone)
        return Moment(
            number=number,
            at=at,
            event=event,
            reference=concern.reference if concern else "",
            refused=refused,
            leads=news.leads,
            weighed=news.weighed,
            lines=news.lines,
            raised=news.raised,
            owed=news.owed,
            outcomes=(
                *self._refusal_looked_at(number, event, refused, local),
                *(
                    looked_at(
                        self.stage,
                        one,
                        at=("history", number, "then", place),
                        in_words=f"Then, on {local:%-d %B %Y}",
                        reached=False,
                    )
                    for place, one in enumerate(event.then)
                ),
            ),
        )

    def _refusal_of(self, event: Event) -> str:
        """Do an event; returns what the rules said no with, in words, or nothing."""
        try:
            do(self.stage, event)
        except REFUSED as refusal:
            return _refusal_in_words(refusal)
        return ""

    def _refusal_looked_at(
        self, number: int, event: Event, refused: str, local: datetime
    ) -> Iterator[Outcome]:
        """Yield an outcome where the rules said no, or should have."""
        if not event.refused and not refused:
            return
        wanted = "the rules say no" if event.refused else "it can be done"
        yield Outcome(
            at=("history", number, event.deed),
            moment=self.stage.clock.at,
            holds=event.refused == bool(refused),
            wanted=f"On {local:%-d %B %Y}, {event.deed}: {wanted}",
            instead=refused or "it was done",
            seed=event.seed,
        )


def _expected_at(replay: ReplayFile, policy: PolicySet) -> Iterator[tuple[datetime, int, Expected]]:
    """Yield each expectation with the moment at which it is looked at."""
    for number, one in enumerate(replay.expect):
        if one.day is not None:
            look = start_of if one.before else end_of
            yield look(one.day, policy), number, one


def _refusal_in_words(refusal: Exception) -> str:
    if isinstance(refusal, PolicyError):
        return "; ".join(refusal.faults)
    code = str(getattr(refusal, "code", "refused"))
    facts = getattr(refusal, "facts", {})
    told = [
        f"{key} {' and '.join(value) if isinstance(value, tuple) else value}"
        for key, value in facts.items()
    ]
    return f"{code} ({', '.join(told)})" if told else code


def _more(one: Between, other: Between) -> Between:
    """Put together what was seen between two events in several looks."""
    return Between(
        answered=one.answered + other.answered,
        climbed=(*one.climbed, *other.climbed),
        missed=(*one.missed, *other.missed),
        reminded=one.reminded + other.reminded,
        lines=(*one.lines, *other.lines),
        raised=(*one.raised, *other.raised),
    )
