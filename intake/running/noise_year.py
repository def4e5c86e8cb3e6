"""A year of invented reports, seeded; read `Year` first.

What is told of whom, when and by whom is drawn by `noise.yaml`. The same seed and settings
give the same year, so two settings can be laid side by side on the very same reports.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from intake.domain.concern import (
    Danger,
    MentionSaid,
    Part,
    ReporterRole,
    ReporterSaid,
    SignSaid,
    SignSource,
    Submission,
    about,
    exactly,
)
from intake.domain.private import private
from intake.domain.signs import About, Sign, SignBook
from intake.policy.loader import PolicySet
from intake.policy.noise import Identity, Kind
from intake.running.noise_names import slipped
from intake.running.noise_people import Crowd, Somebody, ages_of

K = TypeVar("K", bound=str)
DAYS = 364
"""A year of 52 whole weeks."""

HOURS = (7, 22)
STORIES = (
    "{him} is seen with {child} again and again, and it does not feel right.",
    "I was told about {him} by somebody at the gate and I do not know what to make of it.",
    "{child} talks about {him} a lot lately. I thought that somebody should know.",
    "It has been going on for some weeks with {him}, mostly after school.",
    "At the appointment {child} said a few things about {him}.",
)
CAMPAIGN = "Everybody on the estate knows about {him} and nobody does anything, get {him} out."
DRAMA = ("07700 900", "01632 960", "020 7946 0")
"""Beginnings of the telephone numbers kept free for drama, each with three digits to follow."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One report to be made: when, what, and whom it is truly about."""

    at: datetime
    told: Submission = field(repr=False)
    him: Somebody


@dataclass(frozen=True, slots=True)
class _Home:
    """A household with children."""

    family: str
    children: tuple[tuple[str, int], ...]


class Year:
    """Draws the list and the reports of a year.

    Args:
        policy: Signs, areas, names, and what is assumed.
        begins_at: The first moment, aware UTC.
        seed: Any number; the same one draws the same year.
        share: Above 0 to 1; the share of the reported people that is drawn. The list is whole.

    Why:
        A share of the people, each with all reports of his, keeps repeats together; a share of
        the reports would tear them apart.
    """

    def __init__(
        self, policy: PolicySet, *, begins_at: datetime, seed: int, share: float = 1.0
    ) -> None:
        self._policy = policy
        self._noise = policy.noise
        self._begins_at = begins_at
        self._share = share
        self._dice = random.Random(seed)
        self._crowd = Crowd(policy, self._dice, today=begins_at.date())
        self._signs = _by_class(policy.sign_book)
        self._tellers = count(1)
        self._phones = count()
        self._phone_of: dict[int, str] = {}
        self.listed = self._crowd.listed()

    def reports(self) -> tuple[Planned, ...]:
        """Return the reports of the year, oldest first; few or none where the county is small."""
        planned: list[Planned] = []
        for name, kind in self._noise.people.by_name.items():
            wanted = round(concerns_of(self._policy) * self._share * kind.of_concerns.value / 100)
            told = 0
            while told < wanted:
                him = self._whom(name)
                if him is None:
                    break
                of_him = list(self._of(him, kind))[: wanted - told]
                planned += of_him
                told += len(of_him)
        return tuple(sorted(planned, key=lambda one: one.at))

    def phone_of(self, one: Somebody) -> str:
        """Return somebody's number; only who needs one gets one, for drama has few of them."""
        if one.number not in self._phone_of:
            number = next(self._phones)
            start = DRAMA[number // 1000 % len(DRAMA)]
            self._phone_of[one.number] = f"{start}{number % 1000:03d}"
        return self._phone_of[one.number]

    def _whom(self, kind: str) -> Somebody | None:
        if kind != "listed":
            return self._crowd.anybody(kind)
        return self._dice.choice(self.listed) if self.listed else None

    def _of(self, him: Somebody, kind: Kind) -> Iterator[Planned]:
        """Yield all concerns of one person, each by an old voice or a new one."""
        dice = self._dice
        concerns = _geometric(dice, kind.each.value)
        span = min(kind.within_days.value, DAYS)
        first = dice.randrange(max(1, DAYS - span + 1))
        days = sorted(first + dice.randrange(span) for _ in range(concerns))
        homes = self._homes(him, kind)
        tellers: list[ReporterSaid] = []
        for day in days:
            if not tellers or dice.random() < kind.new_voice.value:
                tellers.append(self._teller(is_public=him.kind in {"grudge", "campaign"}))
                teller = tellers[-1]
            else:
                teller = dice.choice(tellers)
            at = self._begins_at + timedelta(days=day, minutes=dice.randrange(60 * 24))
            at = at.replace(hour=dice.randint(*HOURS), tzinfo=UTC)
            yield Planned(at, self._submission(him, kind, teller, dice.choice(homes), at), him)

    def _homes(self, him: Somebody, kind: Kind) -> tuple[_Home, ...]:
        dice, names = self._dice, self._crowd.names
        many = 1
        if kind is self._noise.people.harmful:
            many = _geometric(dice, self._noise.families.households_of_harmful.value)
        homes = []
        for number in range(many):
            is_his = number == 0 and dice.random() < 0.5
            community = him.community if is_his else names.community(dice)
            family = him.family if is_his else names.family(dice, community)
            children = tuple(
                (names.given(dice, community), dice.randint(1, 17))
                for _ in range(dice.randint(1, 3))
            )
            homes.append(_Home(family, children))
        return tuple(homes)

    def _teller(self, *, is_public: bool) -> ReporterSaid:
        """Draw who tells: one person with an account, at work perhaps with colleagues."""
        dice, concerns = self._dice, self._noise.concerns
        shares: Mapping[ReporterRole, float] = concerns.tellers.shares
        role = ReporterRole.COMMUNITY if is_public else _drawn(dice, shares)
        number = next(self._tellers)
        places = max(1, self._noise.county.people.value // concerns.people_per_workplace.value)
        work = dice.randrange(places)
        gives = role.is_professional or dice.random() < concerns.public_gives_a_number.value
        at_work = f"{self._crowd.names.street(work).split()[0]} {role.value} {work}"
        return ReporterSaid(
            role=role,
            account=private(f"teller {number}"),
            contact=private(f"teller{number}@people.example" if gives else ""),
            agency=private(at_work if role.is_professional else ""),
        )

    def _submission(
        self, him: Somebody, kind: Kind, teller: ReporterSaid, home: _Home, at: datetime
    ) -> Submission:
        dice, concerns = self._dice, self._noise.concerns
        names_child = dice.random() < concerns.names_a_child.value
        child, years = dice.choice(home.children)
        mentions = [self._said_of(him, teller, at)]
        if names_child:
            named = exactly(f"{child} {home.family}" if teller.role.is_professional else child)
            mentions.append(MentionSaid(Part.CHILD, names=named, age=about(str(years))))
        words = CAMPAIGN if him.kind == "campaign" else dice.choice(STORIES)
        him_in_story = "he"
        if dice.random() < concerns.story_names_him.value:
            him_in_story = mentions[0].names.told or "he"
        is_danger = dice.random() < kind.danger_now.value
        return Submission(
            channel="web",
            danger=Danger.YES if is_danger else Danger.NO,
            story=(private(words.format(him=him_in_story, child=child)),),
            mentions=tuple(mentions),
            signs=self._signs_of(kind, teller, names_child=names_child),
            reporter=teller,
            known_by=_drawn(dice, concerns.known_by.shares),
            fears_for_child=dice.random() < kind.fears_for_child.value,
            where=about(him.street),
            area=him.area,
            happened_on=(at - timedelta(days=dice.randrange(10))).date().isoformat(),
            script="professional" if teller.role.is_professional else "community",
        )

    def _said_of(self, him: Somebody, teller: ReporterSaid, at: datetime) -> MentionSaid:
        """Return what one report says of him: some of it, now and then with a slip."""
        dice, told = self._dice, self._noise.told_of_him
        shares: Identity = told.professional if teller.role.is_professional else told.public

        def is_said(share: float) -> bool:
            return dice.random() < share

        given, family = him.given, him.family
        if is_said(shares.slip):
            given, family = slipped(dice, given), slipped(dice, family)
        drawn = dice.random()
        ways = ((shares.full_name, f"{given} {family}"), (shares.given_name, given))
        names = ""
        for share, words in (*ways, (shares.family_name, family)):
            if drawn < share:
                names = words
                break
            drawn -= share
        age = dice.choice(tuple(ages_of(him, at.date()))) if is_said(shares.age) else ""
        return MentionSaid(
            Part.PERSON_OF_CONCERN,
            names=exactly(names),
            age=about(age),
            birth=exactly(him.born.isoformat() if is_said(shares.birth) else ""),
            place=about(him.street if is_said(shares.place) else ""),
            postcode=exactly(him.postcode if is_said(shares.postcode) else ""),
            phone=exactly(self.phone_of(him) if is_said(shares.phone) else ""),
            vehicle=exactly(him.vehicle if is_said(shares.vehicle) else ""),
            description=about("" if names else "a man seen there"),
        )

    def _signs_of(
        self, kind: Kind, teller: ReporterSaid, *, names_child: bool
    ) -> tuple[SignSaid, ...]:
        dice, concerns = self._dice, self._noise.concerns
        strongest = int(_drawn(dice, kind.strongest.shares).removeprefix("class_"))
        classes = [strongest] if strongest else []
        while classes and len(classes) < 4 and dice.random() < concerns.further_sign.value:
            classes.append(dice.randint(1, min(strongest, 2)))
        said: dict[str, SignSaid] = {}
        for cls in classes:
            is_childs = names_child and dice.random() < concerns.childs_sign.value
            group = About.CHILD if is_childs else About.ADULT
            signs = self._signs.get((group, cls)) or self._signs.get((About.ADULT, cls))
            if not signs:
                continue
            sign = dice.choice(signs)
            is_picked = teller.role.is_professional and dice.random() < concerns.picked_sign.value
            source = SignSource.PICKED if is_picked else SignSource.SAID
            said[sign.id] = SignSaid(sign.id, source, about_mention=0)
        return tuple(said.values())


def concerns_of(policy: PolicySet) -> float:
    """Return how many concerns the whole county has in a year, as assumed."""
    noise = policy.noise
    return noise.county.people.value * noise.concerns.per_1000_people_a_year.value / 1000


def _by_class(book: SignBook) -> dict[tuple[About, int], tuple[Sign, ...]]:
    """Return the signs by whom they are about and their class; those of children's route out."""
    found: dict[tuple[About, int], tuple[Sign, ...]] = {}
    for sign in book:
        if not sign.childrens_route and not sign.raises_urgency:
            found[sign.about, sign.cls] = (*found.get((sign.about, sign.cls), ()), sign)
    return found


def _geometric(dice: random.Random, mean: float) -> int:
    """Draw a whole number of at least 1 with this mean, most often the lowest."""
    drawn = 1
    while dice.random() < 1 - 1 / mean:
        drawn += 1
    return drawn


def _drawn(dice: random.Random, shares: Mapping[K, float]) -> K:
    words: Sequence[K] = list(shares)
    return dice.choices(words, weights=list(shares.values()))[0]
