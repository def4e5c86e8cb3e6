"""What an exercise leaves behind: figures by player and step, and not one word of the history.

Read `results_of`; a file of it is kept by `keep_results` and read again by `read_results`.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from intake.domain.alert import Alert
from intake.domain.errors import PolicyError
from intake.running.exercise import Exercise, How
from intake.store.audit_lines import lines_after

ENDING = ".exercise.json"
NOT_COUNTED = frozenset({"sign_in", "link.made"})


@dataclass(frozen=True, slots=True)
class PlayerResult:
    """What one player did.

    Args:
        login: The place, such as southfen_children_1; whose place it was is kept nowhere here.
        desk: Of which desk.
        acknowledged, accepted, decided: Alerts that this player did so with.
        in_time: Of those acknowledged, how many by their deadline.
        seconds: Median seconds to acknowledge, of the exercise's clock; None for none.
        acts: Everything else that was done, by the codes of the audit.
    """

    login: str
    desk: str
    acknowledged: int
    accepted: int
    decided: int
    in_time: int
    seconds: float | None
    acts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Results:
    """One exercise in figures.

    Args:
        exercise: Name of its file, without folder or ending.
        ended_at: Of the wall clock, aware UTC, ISO.
        policy: Hash of the settings it was played under.
        steps: Of each kind of deed and how it went, how many.
        expected, held: What the file expected and was looked at; what of it held.
        alerts: Alerts that players had to answer.
        unanswered: Of those, without a named human at the end.
        messages: Messages that would have left, by channel; none did.
        players: By login.
    """

    exercise: str
    ended_at: str
    policy: str
    steps: Mapping[str, int]
    expected: int
    held: int
    alerts: int
    unanswered: int
    messages: Mapping[str, int]
    players: tuple[PlayerResult, ...]


def results_of(
    exercise: Exercise, *, name: str, ended_at: datetime, messages: Mapping[str, int]
) -> Results:
    """Count what an exercise gave.

    Args:
        exercise: Ended, or still going on.
        name: Of its file.
        ended_at: Of the wall clock, aware UTC.
        messages: By channel, how many would have left.

    Why:
        What somebody learned is worth keeping; the words, the names and the references of an
        exercise are not, and would be taken for real ones later (row T22).
    """
    alerts = exercise.alerts_of_players()
    outcomes = exercise.outcomes()
    played = [one for one in exercise.steps if one.how is not How.TO_COME]
    with exercise.office.look() as work:
        lines = lines_after(work.session, 0)
    acts: dict[str, Counter[str]] = {one.login: Counter() for one in exercise.players}
    for line in lines:
        if line.actor in acts and line.event not in NOT_COUNTED:
            acts[line.actor][line.event] += 1
    return Results(
        exercise=name,
        ended_at=ended_at.isoformat(timespec="seconds"),
        policy=exercise.office.policy.hash,
        steps=dict(Counter(f"{one.event.deed}: {one.how.value}" for one in played)),
        expected=len(outcomes),
        held=sum(one.holds for one in outcomes),
        alerts=len(alerts),
        unanswered=sum(not one.is_answered for one in alerts),
        messages=dict(messages),
        players=tuple(
            _result(one.login, one.name, one.desk, alerts, acts[one.login])
            for one in exercise.players
        ),
    )


def _result(
    login: str, name: str, desk: str, alerts: tuple[Alert, ...], acts: Mapping[str, int]
) -> PlayerResult:
    mine = [one for one in alerts if one.acknowledged_by == name]
    waits = [
        (one.acknowledged_at - max(one.made_at, one.held_until or one.made_at)).total_seconds()
        for one in mine
        if one.acknowledged_at is not None
    ]
    in_time = [
        one
        for one in mine
        if one.acknowledge_by and one.acknowledged_at and one.acknowledged_at <= one.acknowledge_by
    ]
    return PlayerResult(
        login=login,
        desk=desk,
        acknowledged=len(mine),
        accepted=sum(one.accepted_by == name for one in alerts),
        decided=sum(one.decided_by == name for one in alerts),
        in_time=len(in_time),
        seconds=round(median(waits), 1) if waits else None,
        acts=dict(sorted(acts.items())),
    )


def keep_results(results: Results, folder: Path) -> Path:
    """Write results as a file that its owner alone can read; returns where.

    Raises:
        PolicyError: It cannot be written there.
    """
    stamp = results.ended_at.replace(":", "").replace("+0000", "Z")
    path = folder / f"{results.exercise}-{stamp}{ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(results), out, indent=2)
    except OSError as fault:
        sentence = f"cannot write results in {folder.resolve()}; name another folder"
        raise PolicyError((sentence,)) from fault
    return path


def read_results(folder: Path) -> tuple[Mapping[str, Any], ...]:
    """Return the results kept in a folder, oldest first; what is none is passed over."""
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(told, dict) and "players" in told:
            found.append(told)
    return tuple(sorted(found, key=lambda one: str(one.get("ended_at", ""))))
