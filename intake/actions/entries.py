"""The chronology of a person as weighing reads it: which concerns bear on him, and how.

Read `entries_of` first; `intake.domain.weight` weighs what is made here.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from intake.domain.ages import age_range_of
from intake.domain.chronology import Entry, Held, LinkStrength, SignSeen, Span
from intake.domain.concern import Danger, Part, ReporterRole, SignSaid
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, View
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy
from intake.domain.signs import About
from intake.store.office import Office
from intake.store.papers import Papers, papers_of
from intake.store.work import Work

SETTINGS = {
    ReporterRole.COMMUNITY: "community",
    ReporterRole.CHILD: "child",
    ReporterRole.PARENT: "family",
    ReporterRole.HEALTH: "health",
    ReporterRole.THERAPIST: "therapy",
    ReporterRole.TEACHER: "school",
    ReporterRole.POLICE: "police",
    ReporterRole.SOCIAL_CARE: "social care",
    ReporterRole.OTHER_PROFESSIONAL: "other agency",
}
"""Where a voice speaks from, for the rule of settings."""


def flags_in(view: View, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the flags that a view may know of."""
    return tuple(flag for flag in flags if view is View.WHOLE or flag.seen_by is SeenBy.ALL)


def held_of(flags: Iterable[Flag]) -> Held:
    """Return what flags say of a person; what once was so stays so (P5)."""
    kept = tuple(flags)
    active = [flag for flag in kept if flag.status is FlagStatus.ACTIVE]
    orders = [term for flag in kept for term in flag.terms if term.forbids_children]
    return Held(
        is_flagged=bool(active),
        no_contact=tuple(Span(term.ends_on, term.starts_on) for term in orders),
        assessed_high=any(flag.assessed_high for flag in kept),
        recalled=any(flag.recalled for flag in kept),
        convicted_relevant=any(flag.convicted_relevant for flag in kept),
    )


def entries_of(
    office: Office, work: Work, person_id: int, *, view: View = View.WHOLE
) -> tuple[Entry, ...]:
    """Return the chronology of a person as weighing reads it, oldest first.

    Rejected links are left out; possible ones bear *if the same*. A mention of part *not
    said* is at most that, for only a person of concern carries weight. The open view leaves
    out links that only a flag's owner may see. A child counts as seen before only along firm
    links, so that an uncertain one hides nothing (P6).
    """
    papers = papers_of(work.people, work.concerns, [person_id])
    return entries_in(office, papers, person_id, view)


def entries_in(office: Office, papers: Papers, person_id: int, view: View) -> tuple[Entry, ...]:
    """Return the same from papers that were read before."""
    mentions = papers.mentions
    links = [
        link
        for link in papers.links[person_id]
        if link.state is not LinkState.DIFFERENT and (view is View.WHOLE or not link.only_desk)
    ]
    entries: list[Entry] = []
    seen: set[str] = set()
    told = sorted(links, key=lambda link: (mentions[link.mention_id].concern_id, link.id))
    for link in told:
        mention = mentions[link.mention_id]
        if mention.part not in (Part.PERSON_OF_CONCERN, Part.NOT_SAID):
            continue
        concern = papers.concerns[mention.concern_id]
        children = _children_of(office, concern)
        is_only = papers.people_of_concern[concern.id] == 1
        entry = _entry(
            office, concern, mention, link, is_new_child=bool(children - seen), is_only=is_only
        )
        if entry.strength is LinkStrength.FIRM:
            seen |= children
        entries.append(entry)
        if not is_only and mention.part is Part.PERSON_OF_CONCERN:
            entries += _if_it_is_his(office, concern, entry)
    return tuple(entries)


def _children_of(office: Office, concern: ConcernHeld) -> set[str]:
    keys = set()
    for place, mention in enumerate(concern.body.mentions):
        if mention.part is Part.CHILD:
            words = mention.names.told or mention.school.told or mention.place.told
            known = " ".join(words.lower().split())
            keys.add(office.sealer.hash_of("child", known or f"{concern.reference}:{place}"))
    return keys


def _households_of(office: Office, concern: ConcernHeld) -> tuple[str, ...]:
    """Return keys of the households with children: by family name, else by address."""
    keys = []
    for mention in concern.body.mentions:
        if mention.part is Part.CHILD:
            names = mention.names.told.lower().split()
            known = names[-1] if len(names) > 1 else " ".join(mention.place.told.lower().split())
            if known:
                keys.append(office.sealer.hash_of("household", known))
    return tuple(dict.fromkeys(keys))


def _entry(
    office: Office,
    concern: ConcernHeld,
    mention: MentionHeld,
    link: LinkHeld,
    *,
    is_new_child: bool,
    is_only: bool,
) -> Entry:
    firm = link.state is LinkState.SAME and mention.part is Part.PERSON_OF_CONCERN
    is_his = is_only and mention.part is Part.PERSON_OF_CONCERN
    return Entry(
        concern=concern.reference,
        voice=str(concern.voice_id),
        known_at=concern.received_at,
        signs=tuple(_signs_for(office, concern, mention, is_only=is_his)),
        known_by=concern.body.known_by,
        setting=SETTINGS[ReporterRole(concern.role)],
        happened_on=_day(concern.body.happened_on),
        fears_for_child=concern.body.fears_for_child,
        suspected_false=concern.suspected_false,
        households=_households_of(office, concern),
        new_child=is_new_child,
        strength=LinkStrength.FIRM if firm else LinkStrength.IF_SAME,
        in_danger=concern.danger == Danger.YES.value and is_his,
        child_ages=_ages_of(concern),
    )


def _ages_of(concern: ConcernHeld) -> tuple[tuple[int, int], ...]:
    """Return the ages of the children it names, where an age was told."""
    ages = (
        age_range_of(mention.age.told)
        for mention in concern.body.mentions
        if mention.part is Part.CHILD
    )
    return tuple(age for age in ages if age is not None)


def _if_it_is_his(office: Office, concern: ConcernHeld, entry: Entry) -> Iterable[Entry]:
    """Yield what a concern about several people tells of one of them, not said of whom.

    Why:
        Untied signs and a "yes" to danger must not count for nobody because two people are
        named; nor do they accuse both. They bear *if it is his*: an officer is asked, and ties
        the sign to him or not (promise P6).
    """
    told = concern.body.signs
    tied = {said.sign for said in told if said.about_mention is not None}
    signs = tuple(
        SignSeen(said.sign, said.source)
        for said in told
        if said.about_mention is None and said.sign not in tied and _is_of_an_adult(office, said)
    )
    in_danger = concern.danger == Danger.YES.value
    if signs or in_danger:
        yield replace(
            entry,
            signs=signs,
            in_danger=in_danger,
            strength=LinkStrength.IF_SAME,
            households=(),
            new_child=False,
            fears_for_child=False,
        )


def _signs_for(
    office: Office, concern: ConcernHeld, mention: MentionHeld, *, is_only: bool
) -> Iterable[SignSeen]:
    """Yield the signs that bear on one mention.

    A sign tied to nobody is his where he is the only person of concern; a child's sign is his
    only where the reporter tied it to him.
    """
    for said in concern.body.signs:
        if said.about_mention == mention.place:
            yield SignSeen(said.sign, said.source, tied_to_him=True)
        elif said.about_mention is None and is_only and _is_of_an_adult(office, said):
            yield SignSeen(said.sign, said.source)


def _is_of_an_adult(office: Office, said: SignSaid) -> bool:
    return office.policy.sign_book.sign_of(said.sign).about is not About.CHILD


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
