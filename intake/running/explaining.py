"""Why would this go there? A route worked out from a file of facts, nothing kept."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from intake.domain.errors import PolicyError
from intake.domain.routing import Facts, Route, route
from intake.policy.faults import did_you_mean
from intake.policy.loader import PolicySet
from intake.policy.routing import Line

KEYS = tuple(Facts.__dataclass_fields__)
LINES = get_args(Line)


def read_facts(path: Path, policy: PolicySet) -> Facts:
    """Read facts from JSON, by the field names of `Facts`.

    Areas are pairs: `"areas": [["child", "northmoor"]]`; signs are ids: `"signs": ["GC1"]`.

    Args:
        path: The file.
        policy: The settings whose codes it may name.

    Raises:
        PolicyError: It is no file, no JSON, or holds what routing or the settings do not
            know; a sentence each.
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
    faults += [f"{path}: {one}" for one in _strangers(facts, policy)]
    if faults:
        raise PolicyError(tuple(faults))
    return facts


def _strangers(facts: Facts, policy: PolicySet) -> Iterator[str]:
    """Yield a sentence for every code that the settings do not know."""
    areas, agencies = policy.areas.areas, policy.areas.agencies
    desks, words = policy.duty.desks, json.loads(policy.whole)["routing.yaml"]
    yield from _unknown("areas", (code for _, code in facts.areas), areas)
    yield from _unknown("reported_area", (facts.reported_area,), areas)
    yield from _unknown("signs", facts.signs, policy.sign_book.signs)
    yield from _unknown("topics", facts.topics, words["topics"])
    yield from _unknown("roles", facts.roles, words["roles"])
    with_adults = words.get("roles_with_adults", ())
    yield from _unknown("roles_with_adults", facts.roles_with_adults, with_adults)
    yield from _unknown("line", (facts.line,), LINES)
    yield from _unknown("about_desks", facts.about_desks, desks)
    yield from _unknown("holders", facts.holders, desks)
    yield from _unknown("about_agencies", facts.about_agencies, agencies)
    for place, flag in enumerate(facts.flags):
        where = f"flags.{place}"
        yield from _unknown(f"{where}.kind", (flag.kind,), policy.areas.flag_kinds)
        yield from _unknown(f"{where}.agency", (flag.agency,), agencies)
        yield from _unknown(f"{where}.area", (flag.area,), areas)
        yield from _unknown(f"{where}.owner_desk", (flag.owner_desk,), desks, may_lack=False)
        yield from _unknown(f"{where}.named", flag.named, desks)


def _unknown(
    where: str, codes: Iterable[str], known: Iterable[str], *, may_lack: bool = True
) -> Iterator[str]:
    names = frozenset(known)
    for code in sorted(codes):
        if code not in names and (code or not may_lack):
            yield f"{where}: {code or 'nothing'} is not known; {did_you_mean(code, names)}"


def _words(one: Any) -> str:
    where = ".".join(str(part) for part in one["loc"])
    return f"{where}: {one['msg'].lower()}"


def explain_route(policy: PolicySet, facts: Facts, *, at: datetime) -> Route:
    """Return which desks would be told of such facts at a moment, and why."""
    return route(facts, policy.routing, policy.duty, at=at)
