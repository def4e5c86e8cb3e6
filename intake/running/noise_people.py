"""The invented people of a year: who they are and of which kind; read `Crowd` first.

The generator knows what no desk knows: who each mention is, and whether there is anything
behind it. Nothing of this file reaches the office but words in reports and a list.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from intake.policy.loader import PolicySet
from intake.running.noise_names import Names

ADULT_DAYS = (18 * 365, 75 * 365)
TRUE_KINDS = frozenset({"listed", "harmful"})
"""Kinds behind whose concerns there is something; all others are noise, honest or not."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One invented adult, as the generator knows him.

    Args:
        number: Apart from everybody else's.
        kind: A key of `people` in noise.yaml; behind *listed* and *harmful* there is something.
        area: A code of areas.yaml.
    """

    number: int
    kind: str
    area: str
    given: str = field(repr=False)
    family: str = field(repr=False)
    community: str
    born: date = field(repr=False)
    street: str = field(repr=False)
    postcode: str = field(repr=False)
    vehicle: str = field(repr=False)

    @property
    def whole_name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    @property
    def is_true(self) -> bool:
        """Whether there is something behind what is told of him."""
        return self.kind in TRUE_KINDS

    def is_kin_of(self, other: "Somebody") -> bool:
        """Whether two share a family name and a door; nobody is his own kin."""
        is_other = self.number != other.number
        return is_other and (self.family, self.street) == (other.family, other.street)


class Crowd:
    """Draws the people of a county, each apart, some of them kin.

    Args:
        policy: Areas and names, and what is assumed.
        dice: Seeded; the same seed gives the same people.
        today: The first day of the year played.
    """

    def __init__(self, policy: PolicySet, dice: random.Random, *, today: date) -> None:
        noise = policy.noise
        self.names = Names(policy)
        self._noise = noise
        self._dice = dice
        self._today = today
        self._areas = policy.areas.areas
        self._streets = max(1, noise.county.people.value // noise.county.people_per_street.value)
        self._known: list[Somebody] = []

    def anybody(self, kind: str) -> Somebody:
        """Draw somebody of a kind; a few are kin of somebody drawn before."""
        families = self._noise.families
        kin_share = families.kin_of_another.value
        kin = self._dice.choice(self._known) if self._known else None
        is_kin = kin is not None and self._dice.random() < kin_share
        one = self._kin_of(kin, kind) if kin and is_kin else self._stranger(kind)
        self._known.append(one)
        return one

    def listed(self) -> tuple[Somebody, ...]:
        """Draw the whole list."""
        per_person = self._noise.flagged_list.per_1000_people.value / 1000
        count = round(self._noise.county.people.value * per_person)
        return tuple(self.anybody("listed") for _ in range(count))

    def _stranger(self, kind: str) -> Somebody:
        dice = self._dice
        community = self.names.community(dice)
        area = dice.choice(sorted(self._areas))
        street = dice.randrange(self._streets)
        return Somebody(
            number=len(self._known),
            kind=kind,
            area=area,
            given=self.names.given(dice, community),
            family=self.names.family(dice, community),
            community=community,
            born=self._today - timedelta(days=dice.randint(*ADULT_DAYS)),
            street=f"{self.names.street(street)}, {self._areas[area].title}",
            postcode=_postcode(self._areas[area].outward, street),
            vehicle=_plate(dice),
        )

    def _kin_of(self, kin: Somebody, kind: str) -> Somebody:
        """Draw a brother, father or son: one family name and door, now and then one name."""
        dice = self._dice
        is_named_after = dice.random() < self._noise.families.named_after_kin.value
        given = kin.given if is_named_after else self.names.given(dice, kin.community)
        years = dice.choice((-27, -3, 4, 26))
        oldest, youngest = (self._today - timedelta(days=days) for days in reversed(ADULT_DAYS))
        born = min(max(kin.born + timedelta(days=365 * years), oldest), youngest)
        return replace(
            kin, number=len(self._known), kind=kind, given=given, born=born, vehicle=_plate(dice)
        )


def _postcode(outward: tuple[str, ...], street: int) -> str:
    if not outward:
        return ""
    letters = "ABDEFGHJLN"
    inward = f"{street % 9 + 1}{letters[street // 9 % 10]}{letters[street // 90 % 10]}"
    return f"{outward[street % len(outward)]} {inward}"


def _plate(dice: random.Random) -> str:
    letters = "".join(dice.choice("ABCDEFGHJKLMNPRSTVWXY") for _ in range(5))
    return f"{letters[:2]}{dice.randrange(10, 75)} {letters[2:]}"


def ages_of(one: Somebody, today: date) -> Iterator[str]:
    """Yield an age as people say it: whole, and as a round figure."""
    years = (today - one.born).days // 365
    yield str(years)
    yield f"about {round(years, -1) or 20}"
