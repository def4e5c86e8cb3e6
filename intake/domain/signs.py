"""Signs: what people notice, each with its class; read `Sign` first, then `SignBook`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """Whom a sign tells of; this decides whose points it enters."""

    ADULT = "adult"
    CHILD = "child"
    HOUSEHOLD = "household"
    RELATION = "relation"


class When(StrEnum):
    """The closed list of conditions under which a sign rises to its higher class."""

    FLAGGED = "flagged"
    FLAGGED_WITH_CHILD = "flagged_with_child"
    HOUSEHOLD_WITH_CHILD = "household_with_child"
    WITH_GC_OR_GP = "with_gc_or_gp"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of `indicators.yaml`.

    Args:
        id: Its lasting name, letters of its group and a number: GC1, CS20.
        plain: Words a member of the public would use.
        professional: Words a worker would use.
        in_short: How an account of several concerns says it, after "two describe".
        about: Whom it tells of.
        cls: 0 adds nothing, 1 only adds to others, 2 weighs, 3 asks for a look by itself.
        raised_to: The class it takes when its condition holds; None where it cannot rise.
        when: The condition; None where it cannot rise.
        raises_urgency: It makes what is known of a child one step more urgent.
        childrens_route: It takes the route for harm between children, and flags nobody.
    """

    id: str
    plain: str
    professional: str
    about: About
    cls: int
    raised_to: int | None = None
    when: When | None = None
    raises_urgency: bool = False
    childrens_route: bool = False
    in_short: str = ""

    @property
    def group(self) -> str:
        """The letters of its id: GC, GP, CS, OB, DA or CV."""
        return self.id.rstrip("0123456789")

    def class_under(self, conditions: frozenset[When]) -> int:
        """Return the class in force where these conditions hold; never below `cls`."""
        if self.raised_to is None or self.when not in conditions:
            return self.cls
        return max(self.cls, self.raised_to)

    def is_his(self, *, tied_to_him: bool) -> bool:
        """Whether the sign enters the points of the person it was told with.

        Why:
            A child's distress has many causes, so it counts on a person only where the
            reporter ties it to him. What a frightened partner says in his presence tells of
            the relation, and weighs on nobody (row T11).
        """
        if self.about is About.ADULT:
            return True
        return tied_to_him and self.about is not About.RELATION


@dataclass(frozen=True, slots=True)
class SignBook:
    """All signs in force, by id."""

    signs: Mapping[str, Sign]

    def sign_of(self, sign_id: str) -> Sign:
        """Look a sign up.

        Raises:
            KeyError: No such sign. Loading the policy rules this out for scripts and rules.
        """
        return self.signs[sign_id]

    def group_of(self, group: str) -> tuple[Sign, ...]:
        """Return the signs of a group such as GP, in the book's order; empty if unknown."""
        return tuple(sign for sign in self if sign.group == group)

    def __contains__(self, sign_id: object) -> bool:
        return sign_id in self.signs

    def __iter__(self) -> Iterator[Sign]:
        return iter(self.signs.values())

    def __len__(self) -> int:
        return len(self.signs)


def sign_book(signs: Iterable[Sign]) -> SignBook:
    """Make a book of signs; of two with one id the later stands."""
    return SignBook({sign.id: sign for sign in signs})
