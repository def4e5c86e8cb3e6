"""What routing looks at, gathered from a concern and from the flags a view may know of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from intake.actions.entries import flags_in
from intake.actions.own_people import OwnPeople, bearers_of, told_about, with_officers
from intake.actions.screening import POSTCODE
from intake.domain.ages import age_range_of
from intake.domain.band import LINES
from intake.domain.concern import Danger, Fact, MentionSaid, Part, ReporterRole
from intake.domain.facts import Facts, FlagInView, Place, RouteEvent
from intake.domain.held import ConcernHeld, PersonHeld, View
from intake.domain.person import Flag, FlagStatus, SeenBy, TermKind
from intake.domain.routing_rules import Marks
from intake.domain.signs import About, Sign
from intake.domain.told_words import folded, holds, name_keys, pieces, tells_of_work
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.papers import newest_standings, owners_of
from intake.store.work import Work
from matching.scoring import Band

ADULT_FROM = 18
ALERTING_BANDS = frozenset({Band.STRONG, Band.POSSIBLE})


def flags_named(
    people: Iterable[tuple[PersonHeld, Band]], flags: Mapping[int, tuple[Flag, ...]], view: View
) -> tuple[FlagInView, ...]:
    """Return the active flags of those who might be named, as far as a view may know.

    A name alone brings no flag into the route: half a town shares it.
    """
    found: dict[int, FlagInView] = {}
    for person, band in people:
        if band not in ALERTING_BANDS or (view is View.OPEN and person.only_desk):
            continue
        for flag in flags_in(view, flags[person.id]):
            if flag.status is FlagStatus.ACTIVE:
                found[flag.id] = flag_in_view(flag)
    return tuple(found.values())


def leads_named(people: Iterable[tuple[PersonHeld, Band]], view: View) -> tuple[PersonHeld, ...]:
    """Return those who might be named, as far as a view may know; a name alone leads nowhere."""
    return tuple(
        person
        for person, band in people
        if band in ALERTING_BANDS and not (view is View.OPEN and person.only_desk)
    )


def flag_in_view(flag: Flag) -> FlagInView:
    """Return a flag as routing sees it."""
    return FlagInView(
        kind=flag.kind,
        agency=flag.agency,
        area=flag.area,
        owner_desk=flag.owner_desk,
        on_licence=any(term.kind is TermKind.LICENCE for term in flag.terms),
        owner_only=bool(flag.only_desks),
        named=flag.named_desks if flag.seen_by is SeenBy.NAMED else (),
    )


def facts_of(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    flags: tuple[FlagInView, ...],
    *,
    event: RouteEvent = RouteEvent.CONCERN,
    leads: Iterable[PersonHeld] = (),
    tells_holders: bool = True,
) -> Facts:
    """Gather what a route of one concern depends on.

    Areas come from postcodes and from the names of areas in what was told of places; where
    nothing is known the area the reporter chose is used, and nothing else.
    """
    told = concern.body
    signs = [office.policy.sign_book.sign_of(said.sign) for said in told.signs]
    of_concern = [one for one in told.mentions if one.part is Part.PERSON_OF_CONCERN]
    children = [one for one in told.mentions if one.part is Part.CHILD]
    leads = tuple(leads)
    own = own_people_of(office, work, concern, leads)
    return Facts(
        event=event,
        danger=Danger(concern.danger),
        urgency=Urgency(concern.urgency),
        areas=places_of(office, told.mentions, told.places),
        reported_area=told.area,
        names_child=bool(children)
        or Danger(concern.danger) is Danger.YES
        or any(is_told_to_be_a_child(one) for one in of_concern),
        names_adult=any(not is_told_to_be_a_child(one) for one in of_concern),
        is_child_on_child=any(sign.childrens_route for sign in signs),
        child_class=_highest(signs, {About.CHILD, About.HOUSEHOLD}),
        adult_class=_highest(signs, {About.ADULT, About.RELATION}),
        signs=frozenset(sign.id for sign in signs),
        topics=topics_of(office, concern, signs),
        flags=flags,
        holders=holders_of(work, leads, flags) if tells_holders else (),
        roles=roles_of(office.policy.routing.roles, of_concern, signs),
        roles_with_adults=roles_of(office.policy.routing.roles_with_adults, of_concern, signs),
        reporter_role=ReporterRole(concern.role),
        about_desks=own.desks,
        about_agencies=own.agencies,
    )


def holders_of(
    work: Work, leads: Iterable[PersonHeld], flags: Iterable[FlagInView]
) -> tuple[str, ...]:
    """Return the desks that own those named who have crossed a line, each once, sorted.

    Args:
        work: The open transaction.
        leads: Who may be named; may be empty.
        flags: Flags in view; a desk that hears of its open flag hears of its person so.

    Returns:
        Desks of those who stand at review or above as everybody sees them: a standing that rests
        on what is hidden tells no other desk anything (promise P13).

    Why:
        A man stood at discuss, one more neighbour wrote that he gives a child gifts, and only the
        desk of that child's area heard of it; the desk that owned him never did (row P39).
    """
    ids = [one.id for one in leads]
    if not ids:
        return ()
    stood = newest_standings(work.people, ids)
    crossed = [
        one for one in ids if (held := stood.get((one, View.OPEN))) and held.state.band in LINES
    ]
    owned = owners_of(work.people, crossed) if crossed else {}
    told = {one.owner_desk for one in flags if not one.owner_only}
    return tuple(sorted({one.desk for one in owned.values()} - told))


def is_told_to_be_a_child(mention: MentionSaid) -> bool:
    """Whether the age told of somebody lies wholly below eighteen; unknown ages do not."""
    told = age_range_of(mention.age.told)
    return told is not None and told[1] < ADULT_FROM


def roles_of(
    roles: Mapping[str, Marks], of_concern: Iterable[MentionSaid], signs: Iterable[Sign]
) -> frozenset[str]:
    """Return which of some roles somebody's work, or a sign, tells of.

    A role with children adds LADO, one with adults who need care the adults' safeguarding desk;
    neither raises a band.
    """
    seen = {sign.id for sign in signs}
    by_sign = {name for name, marks in roles.items() if seen & marks.signs}
    people = tuple(of_concern)
    at_work = [folded(fact.told) for one in people for fact in (one.work, one.relation)]
    beside = [
        piece
        for one in people
        for fact in (one.description, one.names)
        for piece in pieces(fact.told)
    ]
    by_word = {
        name
        for name, marks in roles.items()
        for word in marks.words
        if any(holds(said, word) for said in at_work)
        or any(tells_of_work(said, word) for said in beside)
    }
    return frozenset(by_sign | by_word)


def topics_of(office: Office, concern: ConcernHeld, signs: Iterable[Sign]) -> frozenset[str]:
    """Return the topics that a sign, or a word of the report, brings up."""
    seen = {sign.id for sign in signs}
    told = [folded(part.reveal()) for part in concern.body.at_length]
    told += [
        folded(fact.told)
        for one in concern.body.mentions
        for fact in (one.description, one.work, one.relation)
    ]
    return frozenset(
        name
        for name, marks in office.policy.routing.topics.items()
        if seen & marks.signs or any(holds(said, word) for word in marks.words for said in told)
    )


def areas_told(office: Office, *facts: Fact) -> tuple[str, ...]:
    """Return the areas that the first telling fact names, in the order told; none if unknown.

    Postcodes are surer than titles. "Moved from Northmoor to Southfen" tells of both.
    """
    areas = office.policy.areas
    for fact in facts:
        words = fact.told
        by_code = (areas.area_of_postcode(one.group(0)) for one in POSTCODE.finditer(words))
        if found := tuple(dict.fromkeys(filter(None, by_code))):
            return found
        lowered = words.lower()
        by_title = {
            lowered.find(area.title.lower()): code for code, area in areas.areas.items() if lowered
        }
        if found := tuple(code for at, code in sorted(by_title.items()) if at >= 0):
            return found
    return ()


def places_of(
    office: Office, mentions: Iterable[MentionSaid], where: Iterable[Fact]
) -> tuple[tuple[Place, str], ...]:
    """Return the areas that children, persons, their work and the happening lie in."""
    told = tuple(mentions)
    of_concern = [one for one in told if one.part is Part.PERSON_OF_CONCERN]
    children = [one for one in told if one.part is Part.CHILD]
    harmed = [one for one in told if one.part is Part.PERSON_HARMED]
    homes = ((Place.CHILD, children), (Place.PERSON, of_concern), (Place.HARMED, harmed))
    said: list[tuple[Place, tuple[Fact, ...]]] = [
        (place, (one.postcode, one.place)) for place, people in homes for one in people
    ]
    said += [(Place.WORK, (one.work,)) for one in of_concern]
    said += [(Place.HAPPENED, (fact,)) for fact in where]
    pairs = ((place, area) for place, facts in said for area in areas_told(office, *facts))
    return tuple(dict.fromkeys(pairs))


def _highest(signs: list[Sign], about: set[About]) -> int:
    return max((sign.cls for sign in signs if sign.about in about), default=0)


def own_people_of(
    office: Office, work: Work, concern: ConcernHeld, leads: Iterable[PersonHeld] = ()
) -> OwnPeople:
    """Return whose own people a concern is about, officers by their names too.

    Args:
        office: Settings in force.
        work: The transaction.
        concern: The concern.
        leads: Whom it may name; one who is called as an officer is bars her as well.
    """
    told = concern.body
    places = places_of(office, told.mentions, told.places)
    own = told_about(
        office.policy,
        told.mentions,
        story=[part.reveal() for part in told.at_length],
        areas=areas_concerned((area for _, area in places), told.area),
    )
    named = frozenset(key for one in leads for key in name_keys(one.label.reveal()))
    return with_officers(replace(own, names=own.names | named), bearers_of(work.staff))


def areas_concerned(told: Iterable[str], chosen: str) -> frozenset[str]:
    """Return the areas that a report tells of; where it tells of none, the one chosen."""
    return frozenset(told) or frozenset({chosen} - {""})
