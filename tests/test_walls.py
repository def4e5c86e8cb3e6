"""Walls that imports alone do not hold: no type at the reporter's door leads to a match (P4)."""

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing

import intake.reporting

FORBIDDEN = (
    "Candidate",
    "PersonHeld",
    "LinkHeld",
    "CheckHeld",
    "Weight",
    "Standing",
    "Route",
    "Screening",
    "Lookup",
    "Flag",
    "ConcernHeld",
)


def exported():
    """Yield every public class and function that the rooms of the door define."""
    for info in pkgutil.iter_modules(intake.reporting.__path__):
        module = importlib.import_module(f"intake.reporting.{info.name}")
        names = getattr(module, "__all__", [name for name in vars(module) if name[0] != "_"])
        for name in names:
            thing = getattr(module, name)
            is_own = getattr(thing, "__module__", "") == module.__name__
            if (inspect.isclass(thing) or inspect.isfunction(thing)) and is_own:
                yield thing


def hints_of(thing):
    """Give the types that a class or function hands out or takes, but for how it is made."""
    if inspect.isfunction(thing):
        return list(typing.get_type_hints(thing).values())
    found = list(typing.get_type_hints(thing).values())
    for name, member in inspect.getmembers(thing, inspect.isfunction):
        if not name.startswith("_"):
            found += typing.get_type_hints(member).values()
    return found


def walked(kind, seen):
    """Add every type that a type leads to."""
    for inner in typing.get_args(kind):
        walked(inner, seen) if not isinstance(inner, list) else [walked(i, seen) for i in inner]
    if not isinstance(kind, type) or isinstance(kind, types.GenericAlias) or kind in seen:
        return
    seen.add(kind)
    if dataclasses.is_dataclass(kind):
        for inner in typing.get_type_hints(kind).values():
            walked(inner, seen)


def test_p04_nothing_the_reporting_door_exports_leads_to_a_match():
    reached = set()
    things = list(exported())
    for thing in things:
        for hint in hints_of(thing):
            walked(hint, reached)
    names = {getattr(kind, "__name__", "") for kind in reached}
    assert len(things) > 10
    assert not names.intersection(FORBIDDEN)
