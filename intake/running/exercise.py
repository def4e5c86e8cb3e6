"""A history played by people at several desks, as an exercise; read `Exercise`.

It is a replay (`replay.py`) with a clock that runs between two events, and with desks whose
alerts people answer. It has a database of its own that is thrown away, and knows no other:
nothing of it can reach the live service.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from intake.actions.sign_in import add_officer, make_link
from intake.domain.alert import Alert, AlertState
from intake.domain.errors import PolicyError
from intake.policy.faults import did_you_mean
from intake.policy.loader import PolicySet
from intake.policy.replay import Event, ReplayFile
from intake.running.replay import REFUSED
from intake.running.replay_deeds import do
from intake.running.replay_expecting import looked_at
from intake.running.replay_stage import TurnedClock, moments_of, set_up
from intake.running.replay_time import ALERT, REVIEW, Hours
from intake.running.replay_told import Outcome
from intake.store.archive import Archive

FACILITATOR = "facilitator"
AS_LONG_AS_IT_RUNS = timedelta(days=36500)
"""How long links and sessions hold: the clock of an exercise leaps over years."""

MOST_PLAYERS = 20


class How(StrEnum):
    """How a step went."""

    TO_COME = "to_come"
    PLAYED = "played"
    LEFT = "left_to_the_desk"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Player:
    """A place at a desk that somebody of the exercise takes; it bears no name of anybody."""

    login: str
    name: str
    desk: str


@dataclass(slots=True)
class Step:
    """One event of the history in the exercise.

    Args:
        number: From 1.
        event: As the file has it.
        how: How it went.
        outcomes: What was expected right after it, looked at when the next one began.
    """

    number: int
    event: Event = field(repr=False)
    how: How = How.TO_COME
    outcomes: tuple[Outcome, ...] = field(default=(), repr=False)


class RunningClock(TurnedClock):
    """A clock that runs, and that is turned forward to the moment of each event."""

    def __init__(self, at: datetime, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._set_at, self._set_when = at, steady()

    @property
    def at(self) -> datetime:
        """The moment it shows, aware UTC."""
        return self._set_at + timedelta(seconds=self._steady() - self._set_when)

    @at.setter
    def at(self, moment: datetime) -> None:
        self._set_at, self._set_when = moment, self._steady()


class Exercise:
    """One exercise while it is played.

    Args:
        replay: The history, checked against these settings.
        policy: The settings to play it under.
        players: How many people sit at each desk that is played.
        archive: An empty database that is thrown away after.
        steady: Seconds of a clock that only runs forward.

    Raises:
        PolicyError: No desk is played, one does not exist, or it has too many players.
    """

    def __init__(
        self,
        replay: ReplayFile,
        policy: PolicySet,
        *,
        players: Mapping[str, int],
        archive: Archive,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        _check_players(policy, players)
        self._lock = threading.Lock()
        self._moments = moments_of(replay, policy)
        self.stage = set_up(
            replay,
            _with_long_sessions(policy),
            archive=archive,
            clock_at=lambda at: RunningClock(at, steady),
        )
        self.office = self.stage.office
        self.steps = [Step(number, event) for number, event in enumerate(replay.history, 1)]
        self.players = tuple(self._seat(players))
        self._hours = Hours(self.stage)
        self._seen = {ALERT: 0, REVIEW: 0}
        self._theirs: set[int] = set()

    def _seat(self, players: Mapping[str, int]) -> list[Player]:
        found = []
        for desk, many in players.items():
            title = self.office.policy.duty.desk(desk).title
            for number in range(1, many + 1):
                name = f"{title}, player {number}"
                found.append(Player(f"{desk}_{number}", name, desk))
        for one in found:
            add_officer(
                self.office, login=one.login, name=one.name, desk=one.desk, role="duty_officer"
            )
        add_officer(
            self.office,
            login=FACILITATOR,
            name="Facilitator of the exercise",
            desk=found[0].desk,
            role="duty_officer",
        )
        return found

    def link_of(self, login: str) -> str:
        """Return the one-time token by which a player, or the facilitator, signs in."""
        return make_link(self.office, login=login, lasts=AS_LONG_AS_IT_RUNS)

    @property
    def next_step(self) -> Step | None:
        """The step that comes next; None when all were played."""
        return next((one for one in self.steps if one.how is How.TO_COME), None)

    def is_for_people(self, step: Step) -> bool:
        """Whether a step is an act of an officer at a desk that is played."""
        desk = getattr(getattr(step.event, step.event.deed), "desk", "")
        return desk in {one.desk for one in self.players}

    def play_next(self, *, number: int | None = None, leave: bool = False) -> Step | None:
        """Let time pass to the next event, and do it.

        Args:
            number: Of the step that is meant; a second press of the same one does nothing.
            leave: Leave it to the people of its desk; nothing is done by itself.

        Returns:
            The step as it went; None where none is left, or another comes next.

        What people have not answered by now climbs while time passes. What comes up only in
        the time that is leapt over is answered as the file says that desks do.
        """
        with self._lock:
            step = self.next_step
            if step is None or number not in (None, step.number):
                return None
            self._look_back()
            self._leave_to_people()
            moment = self._moments[step.number - 1]
            self._hours.pass_until(moment)
            self.stage.clock.turn_to(moment)
            step.how = How.LEFT if leave else self._done(step.event)
            self._hours.happened()
            self._leave_to_people()
            return step

    def end(self) -> None:
        """Look at what the last step expected; further calls change nothing."""
        with self._lock:
            self._look_back()

    def tick(self) -> None:
        """Do what is due now: ladders climb, desks that nobody plays answer."""
        with self._lock:
            self._leave_to_people()
            self._hours.pass_until(self.office.now())
            self._hours.settle()

    def alerts_of_players(self) -> tuple[Alert, ...]:
        """Return the alerts that people of the exercise had to answer, oldest first."""
        with self._lock, self.office.look() as work:
            found = work.dispatch.alerts.by_id(self._theirs)
            return tuple(found[one] for one in sorted(self._theirs))

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what was expected and looked at so far."""
        return tuple(one for step in self.steps for one in step.outcomes)

    # beneath

    def _done(self, event: Event) -> How:
        try:
            do(self.stage, event)
        except REFUSED:
            return How.REFUSED
        return How.PLAYED

    def _look_back(self) -> None:
        """Look at what the newest step expected, after people had their time."""
        played = [one for one in self.steps if one.how is not How.TO_COME]
        if not played or played[-1].outcomes:
            return
        newest = played[-1]
        newest.outcomes = tuple(
            looked_at(
                self.stage,
                one,
                at=("history", newest.number - 1, "then", place),
                in_words=f"After step {newest.number}",
                reached=False,
            )
            for place, one in enumerate(newest.event.then)
        )

    def _leave_to_people(self) -> None:
        """Write down which alerts and reviews wait for people: those of their desks."""
        desks = {one.desk for one in self.players}
        with self.office.look() as work:
            alerts, diary = work.dispatch.alerts, work.dispatch.diary
            new = alerts.all(alerts.row.id > self._seen[ALERT])
            owed = diary.all(diary.row.id > self._seen[REVIEW])
        for alert in new:
            self._seen[ALERT] = alert.id
            if alert.desk in desks and alert.state is not AlertState.DECIDED:
                self._theirs.add(alert.id)
                self._hours.left_to_people.add((ALERT, alert.id))
        for entry in owed:
            self._seen[REVIEW] = entry.id
            if entry.desk in desks:
                self._hours.left_to_people.add((REVIEW, entry.id))


def _check_players(policy: PolicySet, players: Mapping[str, int]) -> None:
    faults = [
        f"there is no desk {desk}; {did_you_mean(desk, policy.duty.desks)}"
        for desk in players
        if desk not in policy.duty.desks
    ]
    faults += [
        f"{desk}: {many} players; from 1 to {MOST_PLAYERS} can sit at one desk"
        for desk, many in players.items()
        if not 1 <= many <= MOST_PLAYERS
    ]
    if not players:
        faults.append("name at least one desk that people play")
    if faults:
        raise PolicyError(tuple(faults))


def _with_long_sessions(policy: PolicySet) -> PolicySet:
    """Return settings whose sessions outlast leaps over years; all else as it is."""
    hours = int(AS_LONG_AS_IT_RUNS.total_seconds() // 3600)
    sign_in = policy.channels.sign_in.model_copy(update={"hours": hours})
    channels = policy.channels.model_copy(update={"sign_in": sign_in})
    return replace(policy, channels=channels)
