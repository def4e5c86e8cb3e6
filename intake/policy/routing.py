"""The shape of `config/routing.yaml`: which desks are told of what."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.domain.concern import Danger, ReporterRole
from intake.domain.facts import Place, RouteEvent
from intake.domain.routing import HOLDER, OWNER, Marks, Rule, RuleBook, Target, When
from intake.domain.urgency import Urgency
from intake.policy.areas import Code
from intake.policy.base import Policy

SignClass = Annotated[int, Field(ge=0, le=3)]
Line = Literal["review", "discuss", "act_now"]
SETS = (
    "events",
    "danger",
    "topics",
    "sign_groups",
    "topics_or_sign_groups",
    "flag_kinds",
    "roles",
    "reporter_roles",
    "lines",
)


class WhenPolicy(Policy):
    """Conditions; every one that is written must hold, a list holds by any member."""

    events: frozenset[RouteEvent] = frozenset()
    danger: frozenset[Danger] = frozenset()
    topics: frozenset[Code] = frozenset()
    sign_groups: frozenset[str] = frozenset()
    topics_or_sign_groups: frozenset[str] = frozenset()
    flag_kinds: frozenset[Code] = frozenset()
    roles: frozenset[Code] = frozenset()
    reporter_roles: frozenset[ReporterRole] = frozenset()
    lines: frozenset[Line] = frozenset()
    least_child_class: SignClass = 0
    least_adult_class: SignClass = 0
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

    def to_when(self) -> When:
        """Make the domain's value; members of lists become plain words."""
        asked = {name: getattr(self, name) for name in type(self).model_fields}
        plain = {name: frozenset(str(word) for word in asked[name]) for name in SETS}
        return When(**{**asked, **plain})


class TargetPolicy(Policy):
    """Whom to tell: a function of a desk at places, or *owner* or *holder* without places."""

    function: Code
    places: tuple[Place, ...] = ()
    every: bool = False

    @model_validator(mode="after")
    def a_function_has_a_place(self) -> "TargetPolicy":
        """Find a target that no area decides."""
        if (self.function in {OWNER, HOLDER}) == bool(self.places):
            raise ValueError(
                "write places for every function, as 'places: [child]', and none for owner or "
                "holder"
            )
        return self


class RulePolicy(Policy):
    """One rule with its reason and the lesson it comes from."""

    name: Code
    when: WhenPolicy
    tell: Annotated[tuple[TargetPolicy, ...], Field(min_length=1)]
    urgency: Urgency
    because: Annotated[str, Field(min_length=10, max_length=200)]
    lesson: Annotated[str, Field(min_length=3, max_length=200)]
    leads: bool = False

    def to_rule(self) -> Rule:
        """Make the domain's value."""
        tell = tuple(Target(one.function, one.places, one.every) for one in self.tell)
        return Rule(
            name=self.name,
            when=self.when.to_when(),
            tell=tell,
            urgency=self.urgency,
            because=self.because,
            lesson=self.lesson,
            leads=self.leads,
        )


class MarksPolicy(Policy):
    """A role or topic that rules may ask for, and by what it is known in a report."""

    title: Annotated[str, Field(min_length=3, max_length=120)]
    words: frozenset[Annotated[str, Field(min_length=3, max_length=80)]] = frozenset()
    signs: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def something_brings_it_up(self) -> Self:
        """Find what no report could ever bring up, so that its rules are dead."""
        if not self.words and not self.signs:
            raise ValueError(
                "no word and no sign brings it up, so rules that ask for it never hold; write "
                "words: [...], or signs: [...]"
            )
        return self

    def to_marks(self) -> Marks:
        """Make the domain's value."""
        return Marks(self.signs, self.words)


class RolePolicy(MarksPolicy):
    """A role with children, or with adults; it has words, for work is told in words."""

    words: Annotated[
        frozenset[Annotated[str, Field(min_length=3, max_length=80)]], Field(min_length=1)
    ]


class RoutingPolicy(Policy):
    """`config/routing.yaml`; `topics` and `roles` are what rules may ask for beside signs."""

    topics: dict[Code, MarksPolicy]
    roles: dict[Code, RolePolicy]
    roles_with_adults: dict[Code, RolePolicy] = Field(default_factory=dict)
    instead: Annotated[tuple[Code, ...], Field(min_length=2)]
    scrutiny: Code
    rules: Annotated[tuple[RulePolicy, ...], Field(min_length=1)]

    def to_rules(self) -> RuleBook:
        """Make the domain's value."""
        return RuleBook(
            rules=tuple(rule.to_rule() for rule in self.rules),
            instead=self.instead,
            scrutiny=self.scrutiny,
            roles={name: role.to_marks() for name, role in self.roles.items()},
            roles_with_adults={
                name: role.to_marks() for name, role in self.roles_with_adults.items()
            },
            topics={name: topic.to_marks() for name, topic in self.topics.items()},
        )
