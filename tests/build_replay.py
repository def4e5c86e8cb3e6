"""Builders of replays: a history of a few lines as text, read and played."""

from pathlib import Path
from typing import Any

import yaml

from intake.policy.files import PACKAGED
from intake.policy.loader import PolicySet
from intake.policy.replay import ReplayFile
from intake.policy.replay_check import read_replay
from intake.running.replay import play
from intake.running.replay_told import Played
from tests.build_office import shipped_policy

REPLAYS = PACKAGED / "replays"


def a_report(number: int = 1, **told: Any) -> dict[str, Any]:
    """Give a report of a man with a white van, by somebody new each time."""
    dull: dict[str, Any] = {
        "id": f"r{number}",
        "knows": "saw",
        "words": "He waits by the gate.",
        "people": [a_man()],
    }
    return {**dull, **told}


def a_man(**told: Any) -> dict[str, Any]:
    """Give a person of concern as a report names him."""
    dull = {"who": "MAN", "names": "Robbie Saltmarsh", "age": "about 40", "place": "Elm Row"}
    return {**dull, **told}


def a_flag(**told: Any) -> dict[str, Any]:
    """Give somebody who is put on the list by Southfen police."""
    return {
        "person": "MAN",
        "names": ["Robin Saltmarsh", "Robbie Saltmarsh"],
        "birth": "1979-02-14",
        "place": "Elm Row",
        "kind": "rso",
        "owner": "southfen_police",
        **told,
    }


def on(day: str, **deed: Any) -> dict[str, Any]:
    """Give an event of a day."""
    return {"on": day, **deed}


def a_history(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Give a whole replay in Northmoor."""
    return {"title": "A test", "area": "northmoor", "history": list(events), **more}


def written(folder: Path, replay: dict[str, Any]) -> Path:
    """Write a replay to a file and give its path."""
    path = folder / "replay.yaml"
    path.write_text(yaml.safe_dump(replay, sort_keys=False), encoding="utf-8")
    return path


def played(*events: dict[str, Any], policy: PolicySet | None = None, **more: Any) -> Played:
    """Play a history; it must be without a fault."""
    replay = ReplayFile.model_validate(a_history(*events, **more))
    return play(replay, policy or shipped_policy())


def packaged(name: str) -> ReplayFile:
    """Give a packaged replay, checked."""
    return read_replay(REPLAYS / f"{name}.yaml", shipped_policy())


def failures(told: Played) -> list[str]:
    """Give what failed, as sentences."""
    return [f"{one.wanted}; instead: {one.instead}" for one in told.failed]
