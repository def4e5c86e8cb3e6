"""The shape of a routing rule, and when one matches; `intake.policy.routing` fills it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from intake.domain.facts import REPORTS, Facts, Place
from intake.domain.urgency import Urgency

OWNER = "owner"
"""A target that is not a function of an area: the desk that owns each flag."""
HOLDER = "holder"
"""Another: the desk that owns each person named who has crossed a line."""


@dataclass(frozen=True, slots=True)
class When:
    """Conditions of a rule; all that are asked must hold, an empty one asks nothing.

    Sets hold when any member is told; None of a yes/no asks nothing. Without `events` a
    rule fires on reports, not on what befalls a held person.
    """

    events: frozenset[str] = frozenset()
    danger: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    sign_groups: frozenset[str] = frozenset()
    topics_or_sign_groups: frozenset[str] = frozenset()
    flag_kinds: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    reporter_roles: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    least_child_class: int = 0
    least_adult_class: int = 0
    is_flagged: bool | None = None
    is_open_flagged: bool | None = None
    is_held: bool | None = None
    on_licence: bool | None = None
    has_role: bool | None = None
    has_role_with_adults: bool | None = None
    names_child: bool | None = None
    names_adult: bool | None = None
    is_child_on_child: bool | None = None
    is_about_own_people: bool | None = None
    many_areas: bool | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a rule tells: a function at areas, or the owner of each flag or of each person.

    With `every` all places count; else the first place of the list that is known.
    """

    function: str
    places: tuple[Place, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when, whom, how soon, and why in words that an officer reads."""

    name: str
    when: When
    tell: tuple[Target, ...]
    urgency: Urgency
    because: str
    lesson: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What brings up a role or a topic: signs by their ids, and words as they are told."""

    signs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in force, in the order in which they may lead.

    `instead` lists functions, in order of preference, that take a report from a desk whose
    own people it is about; `scrutiny` is the function that is told as well. `roles`,
    `roles_with_adults` and `topics` say by what each is known.
    """

    rules: tuple[Rule, ...]
    instead: tuple[str, ...]
    scrutiny: str
    roles: Mapping[str, Marks] = field(default_factory=dict)
    topics: Mapping[str, Marks] = field(default_factory=dict)
    roles_with_adults: Mapping[str, Marks] = field(default_factory=dict)


def matches(when: When, facts: Facts) -> bool:
    """Whether every condition that is asked holds for the facts."""
    groups = facts.sign_groups
    return (
        facts.event in (when.events or REPORTS)
        and _any(when.danger, {facts.danger})
        and _any(when.topics, facts.topics)
        and _any(when.sign_groups, groups)
        and _any(when.topics_or_sign_groups, facts.topics | groups)
        and _any(when.flag_kinds, {flag.kind for flag in facts.open_flags})
        and _any(when.roles, facts.roles)
        and _any(when.reporter_roles, {facts.reporter_role})
        and _any(when.lines, {facts.line})
        and facts.child_class >= when.least_child_class
        and facts.adult_class >= when.least_adult_class
        and _yes_no_hold(when, facts)
    )


def _yes_no_hold(when: When, facts: Facts) -> bool:
    told = (
        (when.is_flagged, bool(facts.flags)),
        (when.is_open_flagged, bool(facts.open_flags)),
        (when.is_held, bool(facts.holders)),
        (when.on_licence, any(flag.on_licence for flag in facts.open_flags)),
        (when.has_role, bool(facts.roles)),
        (when.has_role_with_adults, bool(facts.roles_with_adults)),
        (when.names_child, facts.names_child),
        (when.names_adult, facts.names_adult),
        (when.is_child_on_child, facts.is_child_on_child),
        (when.is_about_own_people, bool(facts.about_desks or facts.about_agencies)),
        (when.many_areas, len(facts.areas_of(Place.LINKED)) > 1),
    )
    return all(asked is None or asked is holds for asked, holds in told)


def _any(asked: frozenset[str], told: Iterable[str]) -> bool:
    return not asked or not asked.isdisjoint(told)
