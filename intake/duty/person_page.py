"""One person's record as far as the reader may see it; read `read_person` first."""

from datetime import date

from intake.domain.band import Band
from intake.domain.concern import Certainty, Part
from intake.domain.held import ConcernHeld, MentionHeld, Owned, PersonHeld, View
from intake.domain.person import Flag, FlagStatus, LinkState
from intake.duty.asked import told_of
from intake.duty.concern_page import notes_of
from intake.duty.diary import lines_about
from intake.duty.sight import Sight
from intake.duty.views import ChronologyLine, FlagView, LinkedLine, PersonPage, WorkTold
from intake.duty.weights import plot_of, weight_of
from intake.duty.wording import PART_WORDS, born_words, called, role_words
from intake.store.glances import LinkGlance

QUOTE = 90
"""Letters of a concern's first words in the chronology."""


def read_person(sight: Sight, person_id: int, *, purpose: str) -> PersonPage:
    """Return a person's page.

    Raises:
        NotFoundError: There is none, or it is not for this officer (P13).
    """
    person, seen = sight.person(person_id)
    flags = sight.flags(person.id) if "person.flags" in seen else ()
    active = [flag for flag in flags if flag.status is FlagStatus.ACTIVE]
    owned = _owner_in_view(sight, person)
    weight = weight_of(sight, person)
    hangs = _hangs_on(sight, person)
    has_chronology = "person.chronology" in seen
    alerts = sight.work.dispatch.alerts_of_person(person.id)
    return PersonPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        line=_line(sight, person, seen),
        is_flagged=bool(active),
        purpose=purpose,
        at=sight.work.at,
        owner=sight.desk_title(owned.desk) if owned else "",
        owner_since=owned.since if owned else None,
        review_on=min((flag.review_on for flag in active if flag.review_on), default=None),
        next_end=_next_end(sight, active),
        standing=weight.standing if weight else Band.NOTE,
        last_news=max((one.received_at for _, _, one in hangs), default=None),
        flags=tuple(_flag(sight, flag) for flag in flags),
        sees=seen,
        weight=weight,
        plot=plot_of(sight, person) if "person.weight" in seen else None,
        chronology=_chronology(sight, person, flags, hangs) if has_chronology else (),
        linked=_linked(sight, hangs) if "person.links" in seen else (),
        diary=lines_about(sight, person, flags),
        told=told_of(sight, alerts),
        unjudged=_unjudged(hangs),
        notes=notes_of(sight, f"person:{person.id}") if has_chronology else (),
        works_as=_works_as(sight, hangs),
        is_owned_here=owned is not None and owned.desk == sight.reader.desk,
    )


Hanging = tuple[LinkGlance, MentionHeld, ConcernHeld]


def _hangs_on(sight: Sight, person: PersonHeld) -> list[Hanging]:
    """Return links in view that are not rejected, each with its mention and concern."""
    links = [link for link, _ in sight.known.hanging_on(person.id)]
    mentions = sight.work.concerns.mentions_by_id(one.mention_id for one in links)
    concerns = sight.work.concerns.of(one.concern_id for one in links)
    sight.prepare(concerns.values())
    found = [(one, mentions[one.mention_id], concerns[one.concern_id]) for one in links]
    return [one for one in found if "concern.reference" in sight.sees(one[2])]


def _owner_in_view(sight: Sight, person: PersonHeld) -> Owned | None:
    """Return the owner, unless it owns by a flag that this desk may not know of."""
    owned = sight.work.people.owner(person.id)
    if owned is None or owned.desk == sight.reader.desk:
        return owned
    visible = {flag.id for flag in sight.flags(person.id)}
    hidden = [one for one in sight.work.people.flags(person.id) if one.id not in visible]
    seen = {one.owner_desk for one in sight.flags(person.id)}
    return None if owned.desk in {one.owner_desk for one in hidden} - seen else owned


def _line(sight: Sight, person: PersonHeld, seen: frozenset[str]) -> str:
    told: list[str] = []
    body = person.body
    if "person.description" in seen:
        born = f"Born {born_words(body.birth)}" if body.birth else ""
        guessed = f"About {body.age_low} to {body.age_high}" if body.age_low else ""
        also = ", ".join(f"“{name}”" for name in body.names if name != person.label.reveal())
        told += [born or guessed, f"Also {also}" if also else "", *body.places[:2]]
        told += [*body.vehicles[:1], *body.work[:1]]
    told.append(sight.area_title(person.area))
    return ". ".join(part for part in dict.fromkeys(told) if part)


def _next_end(sight: Sight, flags: list[Flag]) -> tuple[str, date] | None:
    today = sight.office.policy.duty.office.local_day(sight.work.at)
    ends = [(term.ends_on, term.kind.value) for flag in flags for term in flag.terms]
    coming = min((one for one in ends if one[0] >= today), default=None)
    return (coming[1], coming[0]) if coming else None


def _flag(sight: Sight, flag: Flag) -> FlagView:
    areas = sight.office.policy.areas
    agency = areas.agencies.get(flag.agency)
    return FlagView(
        title=areas.flag_kinds.get(flag.kind, flag.kind),
        agency=agency.title if agency else flag.agency,
        owner=sight.desk_title(flag.owner_desk),
        level=flag.level or (flag.risk.value if flag.risk else ""),
        status=flag.status.value,
        seen_by=flag.seen_by.value,
        starts_on=flag.starts_on,
        review_on=flag.review_on,
        terms=tuple((term.kind.value, term.ends_on) for term in flag.terms),
        source=flag.source,
    )


def _unjudged(hangs: list[Hanging]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            concern.reference
            for link, _, concern in hangs
            if link.state is LinkState.POSSIBLE and link.band in ("strong", "possible")
        )
    )


# the chronology


def _chronology(
    sight: Sight, person: PersonHeld, flags: tuple[Flag, ...], hangs: list[Hanging]
) -> tuple[ChronologyLine, ...]:
    """Return everything known, newest first by the day it happened."""
    lines = [_concern_line(sight, one) for one in hangs]
    lines += [_flag_line(sight, person, flag) for flag in flags]
    lines += _judgement_lines(sight, hangs)
    lines += _standing_lines(sight, person)
    lines += [_owner_line(sight, one) for one in _owners(sight, person)]
    return tuple(sorted(lines, key=lambda one: (one.happened_on, one.known_at), reverse=True))


def _concern_line(sight: Sight, hanging: Hanging) -> ChronologyLine:
    link, _, concern = hanging
    seen = sight.sees(concern)
    told_day = _day(concern.body.happened_on)
    who = role_words(concern.role) if "reporter.role" in seen else "Somebody"
    words = [who]
    if link.state is LinkState.POSSIBLE:
        words.append("Possible link, not judged")
    if "concern.story" not in seen:
        words.append(f"Held in {sight.area_title(concern.area)}: ask there")
    if concern.suspected_false:
        words.append("Suspected false; capped, not dropped")
    story = " ".join(part.reveal() for part in concern.body.story)
    return ChronologyLine(
        happened_on=told_day or sight.office.policy.duty.office.local_day(concern.received_at),
        is_happened_told=told_day is not None,
        known_at=concern.received_at,
        kind="concern",
        title="Concern",
        said=_quote(story) if "concern.story" in seen else "",
        words=". ".join(words),
        source=concern.reference,
        reference=concern.reference,
        is_firm=link.state is LinkState.SAME,
    )


def _quote(story: str) -> str:
    words = " ".join(story.split())
    if len(words) <= QUOTE:
        return words
    return words[:QUOTE].rsplit(" ", 1)[0] + " …"


def _day(words: str) -> date | None:
    """Return a told day; a month alone is its first."""
    try:
        return date.fromisoformat(words if len(words) != 7 else f"{words}-01")
    except ValueError:
        return None


def _flag_line(sight: Sight, person: PersonHeld, flag: Flag) -> ChronologyLine:
    view = _flag(sight, flag)
    known = sight.office.policy.duty.office.local_day(person.made_at)
    ends = ". ".join(f"{kind} ends {day:%-d %B %Y}".capitalize() for kind, day in view.terms)
    return ChronologyLine(
        happened_on=flag.starts_on or known,
        is_happened_told=flag.starts_on is not None,
        known_at=person.made_at,
        kind="flag",
        title=view.title,
        said="",
        words=". ".join(part for part in (f"Owner {view.owner}", view.level, ends) if part),
        source=view.source,
    )


def _judgement_lines(sight: Sight, hangs: list[Hanging]) -> list[ChronologyLine]:
    words = {"same": "Judged the same", "different": "Judged different", "cannot_tell": "Asked"}
    seen = {one.id: concern for one, _, concern in hangs if "concern.check" in sight.sees(concern)}
    rows = sight.work.people.judgements
    return [
        ChronologyLine(
            happened_on=sight.office.policy.duty.office.local_day(judged.at),
            is_happened_told=True,
            known_at=judged.at,
            kind="judgement",
            title=words.get(judged.answer, judged.answer),
            said="",
            words=f"{judged.officer}: {judged.reason.reveal()}",
            source=seen[judged.link_id].reference,
        )
        for judged in rows.all(rows.row.link_id.in_(list(seen)))
    ]


def _standing_lines(sight: Sight, person: PersonHeld) -> list[ChronologyLine]:
    view = sight.view_of(person.id)
    rows = sight.work.people.standings
    kept = rows.all(rows.row.person_id == person.id)
    if not any(one.view is view for one in kept):
        view = View.OPEN
    lines = []
    before = Band.NOTE
    for one in (one for one in kept if one.view is view):
        band = one.state.band
        if band is before:
            continue
        by = "By weighing" if one.by == "weighing" else f"By {one.by}: {one.reason.reveal()}"
        lines.append(
            ChronologyLine(
                happened_on=sight.office.policy.duty.office.local_day(one.at),
                is_happened_told=True,
                known_at=one.at,
                kind="standing",
                title=f"Standing: {band.words}",
                said="",
                words=f"{by}. Before: {before.words}",
                source="",
            )
        )
        before = band
    return lines


def _owners(sight: Sight, person: PersonHeld) -> tuple[Owned, ...]:
    if _owner_in_view(sight, person) is None:
        return ()
    rows = sight.work.people.owned
    return rows.all(rows.row.person_id == person.id)


def _owner_line(sight: Sight, owned: Owned) -> ChronologyLine:
    return ChronologyLine(
        happened_on=sight.office.policy.duty.office.local_day(owned.since),
        is_happened_told=True,
        known_at=owned.since,
        kind="owner",
        title="Owner",
        said="",
        words=f"{sight.desk_title(owned.desk)} ({owned.why})",
        source="",
    )


def _linked(sight: Sight, hangs: list[Hanging]) -> tuple[LinkedLine, ...]:
    """Return who else is named in the concerns; a child by age only."""
    found: dict[LinkedLine, None] = {}
    seen = [one for one in hangs if "concern.mentions" in sight.sees(one[2])]
    mentions = _mentions_of(sight, {concern.id for _, _, concern in seen})
    for link, own, concern in seen:
        for mention in mentions.get(concern.id, ()):
            if mention.id == own.id or mention.from_story:
                continue
            is_child = mention.part is Part.CHILD
            age = mention.body.age
            told = f"{age.told} years" if age.certainty is Certainty.EXACT else age.told
            words = (told or "age not said") if is_child else called(mention.body)
            relation = mention.body.relation.told
            found[
                LinkedLine(
                    part=PART_WORDS[mention.part],
                    words=f"{words or 'not named'}{f' ({relation})' if relation else ''}",
                    reference=concern.reference,
                    is_firm=link.state is LinkState.SAME,
                )
            ] = None
    return tuple(found)


def _works_as(sight: Sight, hangs: list[Hanging]) -> tuple[WorkTold, ...]:
    """Return what the reports say that this person works as, the newest first.

    Why: Who coaches or minds children is told to the LADO by a rule; the reader of the record
    should see what that rule saw.
    """
    newest = sorted(hangs, key=lambda one: one[2].received_at, reverse=True)
    return tuple(
        WorkTold(own.body.work.told, concern.reference, link.state is LinkState.SAME)
        for link, own, concern in newest
        if own.body.work.told and "concern.mentions" in sight.sees(concern)
    )


def _mentions_of(sight: Sight, concern_ids: set[int]) -> dict[int, list[MentionHeld]]:
    rows = sight.work.concerns.mentions
    found: dict[int, list[MentionHeld]] = {}
    for mention in rows.all(rows.row.concern_id.in_(list(concern_ids))):
        found.setdefault(mention.concern_id, []).append(mention)
    return found
