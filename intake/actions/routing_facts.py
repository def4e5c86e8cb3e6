"""What routing looks at, gathered from a concern and from the flags a view may know of."""

from collections.abc import Iterable, Mapping

from intake.actions.entries import flags_in
from intake.actions.screening import POSTCODE
from intake.domain.ages import age_range_of
from intake.domain.concern import Danger, Fact, MentionSaid, Part, ReporterRole
from intake.domain.facts import Facts, FlagInView, Place, RouteEvent
from intake.domain.held import ConcernHeld, PersonHeld, View
from intake.domain.person import Flag, FlagStatus, SeenBy, TermKind
from intake.domain.signs import About, Sign
from intake.domain.urgency import Urgency
from intake.store.office import Office
from matching.scoring import Band

ADULT_FROM = 18
ALERTING_BANDS = frozenset({Band.STRONG, Band.POSSIBLE})

TOPIC_SIGNS = {
    "domestic_abuse": "DA",
    "missing": "CS3",
    "private_fostering": "CV11",
    "harmful_sexual_behaviour": "CS2",
}
"""Topics that a sign, or a group of signs, brings up by itself."""

ROLE_WORDS = {
    "childminder": ("childminder", "child minder", "nanny", "babysitter"),
    "coach": ("coach", "trainer", "instructor", "scout leader"),
    "foster_carer": ("foster",),
    "teacher": ("teacher", "teaching assistant", "tutor", "school", "nursery worker"),
    "faith_leader": ("vicar", "priest", "imam", "pastor", "rabbi"),
    "health_worker": ("nurse", "doctor", "paediatric"),
}
"""Words of work that tell of a role with children; a role adds LADO and raises no band."""


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
    concern: ConcernHeld,
    flags: tuple[FlagInView, ...],
    *,
    event: RouteEvent = RouteEvent.CONCERN,
) -> Facts:
    """Gather what a route of one concern depends on.

    Areas come from postcodes and from the names of areas in what was told of places; where
    nothing is known the area the reporter chose is used.
    """
    told = concern.body
    signs = [office.policy.sign_book.sign_of(said.sign) for said in told.signs]
    of_concern = [one for one in told.mentions if one.part is Part.PERSON_OF_CONCERN]
    children = [one for one in told.mentions if one.part is Part.CHILD]
    own_desks, own_agencies = own_people_of(office, told.mentions)
    return Facts(
        event=event,
        danger=Danger(concern.danger),
        urgency=Urgency(concern.urgency),
        areas=places_of(office, told.mentions, told.where),
        reported_area=told.area or _first_area(office),
        names_child=bool(children)
        or Danger(concern.danger) is Danger.YES
        or any(is_told_to_be_a_child(one) for one in of_concern),
        names_adult=any(not is_told_to_be_a_child(one) for one in of_concern),
        is_child_on_child=any(sign.id == TOPIC_SIGNS["harmful_sexual_behaviour"] for sign in signs),
        child_class=_highest(signs, {About.CHILD, About.HOUSEHOLD}),
        adult_class=_highest(signs, {About.ADULT, About.RELATION}),
        signs=frozenset(sign.id for sign in signs),
        topics=_topics(signs),
        flags=flags,
        roles=frozenset(role for one in of_concern for role in roles_of(one)),
        reporter_role=ReporterRole(concern.role),
        about_desks=own_desks,
        about_agencies=own_agencies,
    )


def is_told_to_be_a_child(mention: MentionSaid) -> bool:
    """Whether the age told of somebody lies wholly below eighteen; unknown ages do not."""
    told = age_range_of(mention.age.told)
    return told is not None and told[1] < ADULT_FROM


def roles_of(mention: MentionSaid) -> tuple[str, ...]:
    """Return the known roles with children that somebody's work tells of."""
    words = f"{mention.work.told} {mention.relation.told}".lower()
    return tuple(role for role, marks in ROLE_WORDS.items() if any(m in words for m in marks))


def area_of(office: Office, *facts: Fact) -> str:
    """Return the area that the first telling place lies in; empty where unknown."""
    areas = office.policy.areas
    for fact in facts:
        words = fact.told
        for match in POSTCODE.finditer(words):
            if found := areas.area_of_postcode(match.group(0)):
                return found
        lowered = words.lower()
        for code, area in areas.areas.items():
            if lowered and area.title.lower() in lowered:
                return code
    return ""


def places_of(
    office: Office, mentions: Iterable[MentionSaid], where: Fact
) -> tuple[tuple[Place, str], ...]:
    """Return the areas that children, persons, their work and the happening lie in."""
    told = tuple(mentions)
    of_concern = [one for one in told if one.part is Part.PERSON_OF_CONCERN]
    children = [one for one in told if one.part is Part.CHILD]
    pairs = [(Place.CHILD, area_of(office, one.postcode, one.place)) for one in children]
    pairs += [(Place.PERSON, area_of(office, one.postcode, one.place)) for one in of_concern]
    pairs += [(Place.WORK, area_of(office, one.work)) for one in of_concern]
    harmed = [one for one in told if one.part is Part.PERSON_HARMED]
    pairs += [(Place.HARMED, area_of(office, one.postcode, one.place)) for one in harmed]
    pairs.append((Place.HAPPENED, area_of(office, where)))
    return tuple(dict.fromkeys((place, area) for place, area in pairs if area))


def _first_area(office: Office) -> str:
    return next(iter(office.policy.areas.areas))


def _highest(signs: list[Sign], about: set[About]) -> int:
    return max((sign.cls for sign in signs if sign.about in about), default=0)


def _topics(signs: list[Sign]) -> frozenset[str]:
    ids = {sign.id for sign in signs} | {sign.id.rstrip("0123456789") for sign in signs}
    return frozenset(topic for topic, mark in TOPIC_SIGNS.items() if mark in ids)


def own_people_of(
    office: Office, mentions: Iterable[MentionSaid]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return desks and agencies whose own people a concern is about, by their work.

    Why: Nobody sees reports about themselves or their own desk (P13).
    """
    of_concern = [one for one in mentions if one.part is Part.PERSON_OF_CONCERN]
    work = " ".join(f"{one.work.told} {one.relation.told}".lower() for one in of_concern)
    if not work.strip():
        return frozenset(), frozenset()
    desks = {name for name, desk in office.policy.duty.desks.items() if desk.title.lower() in work}
    agencies = {
        code
        for code, agency in office.policy.areas.agencies.items()
        if agency.title.lower() in work
    }
    return frozenset(desks), frozenset(agencies)
