"""Why would this go there? A route worked out from a file of facts, nothing kept."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from intake.domain.errors import PolicyError
from intake.domain.routing import Facts, Route, route
from intake.policy.faults import did_you_mean
from intake.policy.loader import PolicySet

KEYS = tuple(Facts.__dataclass_fields__)


def read_facts(path: Path) -> Facts:
    """Read facts from JSON, by the field names of `Facts`.

    Areas are pairs: `"areas": [["child", "northmoor"]]`; signs are ids: `"signs": ["GC1"]`.

    Raises:
        PolicyError: It is no file, no JSON, or holds what routing does not know; a sentence
            each.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise PolicyError((f"there is no file {path.resolve()}",)) from fault
    except ValueError as fault:
        raise PolicyError((f"{path}: is no JSON; mind quotes and commas",)) from fault
    if not isinstance(told, dict):
        raise PolicyError((f'{path}: write an object, such as {{"danger": "no"}}',))
    faults = [f"{path}: {key}: is not known; {did_you_mean(key, KEYS)}"
              for key in told if key not in KEYS]  # fmt: skip
    try:
        facts = TypeAdapter(Facts).validate_python(told)
    except ValidationError as error:
        faults += [f"{path}: {_words(one)}" for one in error.errors(include_input=False)]
        raise PolicyError(tuple(faults)) from error
    if faults:
        raise PolicyError(tuple(faults))
    return facts


def _words(one: Any) -> str:
    where = ".".join(str(part) for part in one["loc"])
    return f"{where}: {one['msg'].lower()}"


def explain_route(policy: PolicySet, facts: Facts, *, at: datetime) -> Route:
    """Return which desks would be told of such facts at a moment, and why."""
    return route(facts, policy.routing, policy.duty, at=at)
