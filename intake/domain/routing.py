"""Which desks are told of something, why, and which of them leads; read `route` first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.concern import Danger
from intake.domain.desk import NOT_IN_SETTINGS, Desk, DutyBook
from intake.domain.facts import REPORTS, Facts, FlagInView, Place, RouteEvent
from intake.domain.routing_rules import (
    HOLDER,
    OWNER,
    Marks,
    Rule,
    RuleBook,
    Target,
    When,
    matches,
)
from intake.domain.urgency import Urgency

__all__ = [
    "HOLDER",
    "OWNER",
    "Facts",
    "FlagInView",
    "Leg",
    "Marks",
    "Place",
    "Route",
    "RouteEvent",
    "Rule",
    "RuleBook",
    "Target",
    "When",
    "Why",
    "instead_of",
    "matches",
    "route",
]

PLACE_WORDS = {
    Place.CHILD: "where the child lives or is",
    Place.HAPPENED: "where it happened",
    Place.PERSON: "where the person lives or acts",
    Place.WORK: "where the person works",
    Place.HARMED: "where the person harmed lives",
    Place.MANAGED: "where the person is managed",
    Place.HISTORY: "where their history is held",
    Place.LINKED: "a linked area",
}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for one leg; `rule` is empty for the catch-all."""

    rule: str
    sentence: str
    lesson: str = ""
    place: str = ""
    area: str = ""

    @property
    def words(self) -> str:
        """The reason as an officer reads it."""
        return f"{self.sentence} ({self.place}: {self.area})" if self.place else self.sentence


@dataclass(frozen=True, slots=True)
class Leg:
    """One desk that is told.

    Args:
        desk: Its name.
        because: Every reason, in the order of the rules.
        urgency: The most urgent of its reasons.
        is_lead: Whether it leads now; exactly one leg of a route does.
        held_until: Where the desk is closed: the opening at which its kept copy goes out.
        stands_in_for: Closed desks for which it is asked.
        only_desk: Asked for a flag that nobody else may know of: no other desk stands in.
    """

    desk: str
    because: tuple[Why, ...]
    urgency: Urgency
    is_lead: bool = False
    held_until: datetime | None = None
    stands_in_for: tuple[str, ...] = ()
    only_desk: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """The answer: `lead` is responsible (and first owner), `lead_now` is open and acts.

    They differ while the lead is closed. `unmatched` is counted: no rule knew the report.
    """

    lead: str
    lead_now: str
    legs: tuple[Leg, ...]
    unmatched: bool = False

    @property
    def reason(self) -> tuple[str, ...]:
        """Why each desk is told, in words, one line a reason."""
        return tuple(f"{leg.desk}: {why.words}" for leg in self.legs for why in leg.because)


NO_AREA = "nobody could tell which area"
UNMATCHED = Why("", "No routing rule knows this report; a human decides where it goes")


@dataclass(frozen=True, slots=True)
class _Ask:
    desk: str
    why: Why
    urgency: Urgency
    leads: bool = False
    only: bool = False


def route(facts: Facts, rules: RuleBook, duty_book: DutyBook, *, at: datetime) -> Route:
    """Work out which desks are told, why, how soon, and which one leads.

    Args:
        facts: What is reported; for others than an owner, `facts.without_owner_only()`.
        rules: The rules in force; every one that matches applies.
        duty_book: Desks and hours in force.
        at: The moment, aware UTC.

    Returns:
        At least one leg and exactly one lead. Nothing matched: the catch-all, counted.
        A rule whose area is not known goes to the catch-all with its reason, and is counted
        too where nobody could tell any area: whoever has it asks, and hands over. A closed
        desk gives two legs: who sits there now, and its own copy held until it opens.

    Why:
        Concerns went to one agency and stopped there; owners were unclear between areas
        (both reviews). Nobody gets reports about their own people (P13).
    """
    asks = [ask for rule in rules.rules for ask in _asks_of(rule, facts, duty_book)]
    barred = _Barred(facts, rules, duty_book)
    allowed = [turned for ask in asks for turned in barred.turn(ask)]
    unmatched = not allowed or (facts.event in REPORTS and all(ask.only for ask in allowed))
    if unmatched:
        allowed += barred.turn(_Ask(duty_book.catch_all, UNMATCHED, facts.urgency, leads=True))
    unmatched = unmatched or facts.has_no_area
    lead = next((ask for ask in allowed if ask.leads), allowed[0])
    seats = {(ask.desk, ask.only): barred.seat_of(ask, at) for ask in allowed}
    lead_now = seats[lead.desk, lead.only].desk
    legs = _merged(leg for ask in allowed for leg in _legs_of(ask, seats[ask.desk, ask.only]))
    marked = tuple(
        replace(leg, is_lead=(leg.desk, leg.only_desk) == (lead_now, lead.only)) for leg in legs
    )
    return Route(lead.desk, lead_now, marked, unmatched)


def instead_of(desk: str, facts: Facts, rules: RuleBook, book: DutyBook) -> tuple[str, ...]:
    """Return who is told in place of a desk: itself, unless it is its own people's matter (P13).

    Returns:
        Where it is barred a desk of another agency, then the scrutiny contact; each once, and
        none where all are barred.
    """
    asked = _Ask(desk, UNMATCHED, Urgency.NEXT_DAY)
    return tuple(one.desk for one in _Barred(facts, rules, book).turn(asked))


def sitting_for(
    desk: str, facts: Facts, rules: RuleBook, book: DutyBook, *, at: datetime
) -> tuple[str, datetime | None]:
    """Return who sits for a desk at a moment, and until when the closed desk's copy is held.

    Args:
        desk: A desk of the book.
        facts: Whose own people it is about; such a desk sits in for nobody (P13).
        rules: Who hears instead.
        book: Desks and hours.
        at: The moment, aware UTC.

    Returns:
        The desk itself and None where it is open, or nobody else may sit there.
    """
    seat = _Barred(facts, rules, book).seat_of(_Ask(desk, UNMATCHED, Urgency.NEXT_DAY), at)
    return seat.desk, seat.held_until if seat.desk != desk else None


def _asks_of(rule: Rule, facts: Facts, book: DutyBook) -> Iterator[_Ask]:
    if not matches(rule.when, facts):
        return
    urgency = max(rule.urgency, facts.urgency)
    for target in rule.tell:
        if target.function == OWNER:
            yield from _asks_of_owners(rule, facts, urgency, book)
            continue
        if target.function == HOLDER:
            yield from _asks_of_holders(rule, facts, urgency, book)
            continue
        if facts.is_hidden_event:
            continue
        for place, desk in _desks_of(target, facts, book):
            words = PLACE_WORDS[place] if place else ""
            area = desk.area if place else ""
            is_lost = place is None and not facts.reported_area
            sentence = f"{rule.because}; {NO_AREA}" if is_lost else rule.because
            why = Why(rule.name, sentence, rule.lesson, words, area)
            yield _Ask(desk.name, why, urgency, rule.leads)


def _asks_of_owners(rule: Rule, facts: Facts, urgency: Urgency, book: DutyBook) -> Iterator[_Ask]:
    why = Why(rule.name, rule.because, rule.lesson)
    gone = replace(why, sentence=f"{rule.because}; {NOT_IN_SETTINGS}")
    for flag in facts.flags:
        if flag.owner_desk in book.desks or flag.owner_only:
            yield _Ask(flag.owner_desk, why, urgency, rule.leads, only=flag.owner_only)
        else:
            yield _Ask(book.catch_all, gone, urgency, rule.leads)
        for desk in flag.named:
            if desk in book.desks:
                yield _Ask(desk, why, urgency, only=True)


def _asks_of_holders(rule: Rule, facts: Facts, urgency: Urgency, book: DutyBook) -> Iterator[_Ask]:
    why = Why(rule.name, rule.because, rule.lesson)
    gone = replace(why, sentence=f"{rule.because}; {NOT_IN_SETTINGS}")
    for desk in facts.holders:
        if desk in book.desks:
            yield _Ask(desk, why, urgency, rule.leads)
        else:
            yield _Ask(book.catch_all, gone, urgency, rule.leads)


def _desks_of(target: Target, facts: Facts, book: DutyBook) -> Iterator[tuple[Place | None, Desk]]:
    known = [(place, area) for place in target.places for area in facts.areas_of(place)]
    if known and not target.every:
        known = [(place, area) for place, area in known if place is known[0][0]]
    wanted: list[tuple[Place | None, str]] = [*known] or [(None, facts.reported_area)]
    for place, area in wanted:
        desk = book.desk_for(target.function, area)
        yield (place, desk) if desk else (None, book.desk(book.catch_all))
    if wanted == [(None, "")] and _is_danger(facts):
        near = book.desk_for(target.function, book.desk(book.catch_all).area)
        if near is not None:
            yield None, near


def _is_danger(facts: Facts) -> bool:
    """Whether somebody is in danger now.

    Why: Then it is better to tell the police of the wrong area than none.
    """
    return facts.danger is Danger.YES or facts.event is RouteEvent.DANGER


@dataclass(frozen=True, slots=True)
class _Seat:
    """Who sits for an ask now, and until when the closed desk's copy is held."""

    desk: str
    held_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Barred:
    """Keeps a report from those it is about, and a hidden flag from all but its owner."""

    facts: Facts
    rules: RuleBook
    book: DutyBook

    def is_barred(self, desk: Desk) -> bool:
        return desk.name in self.facts.about_desks or desk.agency in self.facts.about_agencies

    def turn(self, ask: _Ask) -> tuple[_Ask, ...]:
        """Give a barred desk's ask to another agency's desk and the scrutiny contact.

        A hidden flag's owner has no stand-in: the ask falls away, the report itself goes
        its open way.
        """
        desk = self.book.desk(ask.desk)
        if not self.is_barred(desk):
            return (ask,)
        if ask.only:
            return ()
        why = replace(ask.why, sentence=f"{ask.why.sentence}; kept from the desk it is about")
        scrutiny = self._free((self.rules.scrutiny,), desk)
        takes = self._free(self.rules.instead, desk, but=desk.agency) or scrutiny
        return tuple(
            replace(ask, desk=name, why=why) for name in dict.fromkeys((takes, scrutiny)) if name
        )

    def seat_of(self, ask: _Ask, at: datetime) -> _Seat:
        """Return who is asked now; never one it is about, and never another for `only`."""
        if ask.only:
            return _Seat(ask.desk)
        sitting = self.book.sits_now(ask.desk, at)
        name = sitting.desk.name
        if self.is_barred(sitting.desk):
            name = self._awake_instead(self.book.desk(ask.desk), at)
        return _Seat(name, sitting.held_until)

    def _awake_instead(self, asked: Desk, at: datetime) -> str:
        """Return an open desk of whom it is not about: of the chain, else one always open."""
        chain = [desk for desk in self.book.chain_of(asked.name) if not self.is_barred(desk)]
        awake = next((desk.name for desk in chain if desk.hours.is_open(at)), "")
        return awake or self._free(self._always(), asked) or asked.name

    def _always(self) -> tuple[str, ...]:
        open_ones = (desk for desk in self.book.desks.values() if desk.hours.is_always)
        return tuple(dict.fromkeys(desk.function for desk in open_ones))

    def _free(self, functions: Sequence[str], like: Desk, but: str = "") -> str:
        """Return the first desk not barred: by function, in the same area before others."""
        areas = sorted({desk.area for desk in self.book.desks.values()} - {like.area})
        found = (
            desk
            for area in (like.area, *areas)
            for function in functions
            if (desk := self.book.desk_for(function, area))
            and not self.is_barred(desk)
            and desk.agency != but
        )
        return next((desk.name for desk in found), "")


def _legs_of(ask: _Ask, seat: _Seat) -> Iterator[Leg]:
    because = (ask.why,)
    if seat.desk == ask.desk:
        yield Leg(ask.desk, because, ask.urgency, only_desk=ask.only)
        return
    yield Leg(seat.desk, because, ask.urgency, stands_in_for=(ask.desk,))
    yield Leg(ask.desk, because, ask.urgency, held_until=seat.held_until)


def _merged(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """Join the legs of each desk; what it is told of a hidden flag stays a leg of its own."""
    merged: dict[tuple[str, bool], Leg] = {}
    for leg in legs:
        place = leg.desk, leg.only_desk
        merged[place] = _joined(merged[place], leg) if place in merged else leg
    return tuple(merged.values())


def _joined(one: Leg, other: Leg) -> Leg:
    """Join two legs of one desk: what it is asked now outranks what is held for it."""
    now = one.held_until is None or other.held_until is None
    return Leg(
        desk=one.desk,
        because=tuple(dict.fromkeys(one.because + other.because)),
        urgency=max(one.urgency, other.urgency),
        held_until=None if now else min(filter(None, (one.held_until, other.held_until))),
        stands_in_for=tuple(dict.fromkeys(one.stands_in_for + other.stands_in_for)),
        only_desk=one.only_desk,
    )
