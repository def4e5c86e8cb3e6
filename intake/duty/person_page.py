"""One person's record as far as the reader may see it; read `read_person` first."""

from collections.abc import Iterable
from datetime import date

from intake.actions.childhoods import subject_of
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.held import Owned, PersonHeld
from intake.domain.person import Flag, FlagStatus, LinkState
from intake.duty.asked import told_of
from intake.duty.chart import chart_of, places_of
from intake.duty.chronology_page import Hanging, chronology_of
from intake.duty.concern_page import notes_of
from intake.duty.diary import lines_about
from intake.duty.flag_view import flag_view
from intake.duty.joined_page import surely_twice
from intake.duty.linked_page import linked_of
from intake.duty.network import HOPS
from intake.duty.outcomes import beside
from intake.duty.replayed import then_of
from intake.duty.sight import Sight
from intake.duty.views import (
    DiaryLine,
    LinkChart,
    NoteLine,
    PersonAsked,
    PersonPage,
    WorkTold,
    paged,
)
from intake.duty.weights import plot_of, weight_of
from intake.duty.wording import born_words

DRAWN_HERE = 40
"""Concerns, and marks, of the largest chart that is drawn on the page itself."""
PLACES = 12


def read_person(
    sight: Sight, person_id: int, *, purpose: str, asked: PersonAsked | None = None
) -> PersonPage:
    """Return a person's page.

    Args:
        sight: The reader's eyes.
        person_id: Who.
        purpose: Why the reader looks.
        asked: Which part of the long lists, and which month to look back to; None gives the
            newest, as of now.

    Raises:
        NotFoundError: There is none, or it is not for this officer (P13).
    """
    asked = asked or PersonAsked()
    person, seen = sight.person(person_id)
    flags = sight.flags(person.id) if "person.flags" in seen else ()
    active = [flag for flag in flags if flag.status is FlagStatus.ACTIVE]
    owned = owner_in_view(sight, person)
    weight = weight_of(sight, person)
    hangs = _hangs_on(sight, person)
    has_chronology = "person.chronology" in seen
    owners = _owners(sight, person) if has_chronology else ()
    lines = chronology_of(sight, person, flags, hangs, owners, asked) if has_chronology else None
    plot = plot_of(sight, person) if "person.weight" in seen else None
    together = sight.work.joinings.together([person.id])
    alerts = [one for key in together for one in sight.work.dispatch.alerts_of_person(key)]
    childhood = sight.childhood(person.id)
    diary = lines_about(sight, person, flags)
    return PersonPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        line=line_of_person(sight, person, seen),
        is_flagged=bool(active),
        purpose=purpose,
        at=sight.work.at,
        owner=sight.desk_title(owned.desk) if owned else "",
        owner_since=owned.since if owned else None,
        review_on=_look_again_on(sight, active, diary),
        next_end=_next_end(sight, active),
        standing=weight.standing if weight else Band.NOTE,
        last_news=max((one.received_at for _, one in hangs), default=None),
        flags=tuple(flag_view(sight, flag) for flag in flags),
        sees=seen,
        weight=weight,
        plot=plot,
        then=then_of(sight, person, plot, asked.month) if plot else None,
        chronology=lines or paged((), 1),
        linked=linked_of(sight, hangs if "person.links" in seen else [], asked.linked),
        diary=diary,
        told=told_of(sight, alerts),
        unjudged=_unjudged(hangs),
        twice=surely_twice(sight, person.id) if "person.links" in seen else (),
        notes=_notes(sight, together) if has_chronology else (),
        works_as=_works_as(sight, person, hangs),
        chart=_chart(sight, person, hangs) if "person.links" in seen else None,
        places=places_of(sight, person)[:PLACES] if "person.links" in seen else (),
        beside=beside(sight, person),
        is_owned_here=owned is not None and owned.desk == sight.reader.desk,
        childhood=childhood,
        may_count=childhood is not None
        and childhood.is_past
        and "person.weight" in seen
        and sight.may("count_childhood"),
    )


def _notes(sight: Sight, together: Iterable[int]) -> tuple[NoteLine, ...]:
    """Return the notes on a person, and on records joined to theirs."""
    subjects = (name for one in together for name in (f"person:{one}", subject_of(one)))
    return notes_of(sight, *subjects)


def _look_again_on(sight: Sight, active: list[Flag], diary: tuple[DiaryLine, ...]) -> date | None:
    """Return the local day by which somebody looks again: of a flag, or of who is on no list."""
    days = [flag.review_on for flag in active if flag.review_on]
    office = sight.office.policy.diary.office
    days += [office.local_day(one.due_at) for one in diary if one.kind == DiaryKind.REVIEW.value]
    return min(days, default=None)


def _hangs_on(sight: Sight, person: PersonHeld) -> list[Hanging]:
    """Return links in view that are not rejected, each with its concern."""
    hangs = sight.known.hanging_on(person.id)
    sight.prepare(concern for _, concern in hangs)
    return [one for one in hangs if "concern.reference" in sight.sees(one[1])]


def owner_in_view(sight: Sight, person: PersonHeld) -> Owned | None:
    """Return the owner, unless it owns by a flag that this desk may not know of."""
    owned = sight.work.people.owner(person.id)
    if owned is None or owned.desk == sight.reader.desk:
        return owned
    visible = {flag.id for flag in sight.flags(person.id)}
    hidden = [one for one in sight.work.flags.of(person.id) if one.id not in visible]
    seen = {one.owner_desk for one in sight.flags(person.id)}
    return None if owned.desk in {one.owner_desk for one in hidden} - seen else owned


def _chart(sight: Sight, person: PersonHeld, hangs: list[Hanging]) -> LinkChart | None:
    """Return the chart of two steps, where it is small enough to stand among the rest."""
    if len(hangs) > DRAWN_HERE:
        return None
    chart = chart_of(sight, person, hops=HOPS, most=DRAWN_HERE + 1)
    return None if chart.is_cut or len(chart.nodes) > DRAWN_HERE else chart


def _owners(sight: Sight, person: PersonHeld) -> tuple[Owned, ...]:
    if owner_in_view(sight, person) is None:
        return ()
    rows = sight.work.people.owned
    return rows.all(rows.row.person_id == person.id)


def line_of_person(sight: Sight, person: PersonHeld, seen: frozenset[str]) -> str:
    """Return what a record says of somebody in one line, as far as it is seen."""
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
    held = (term for flag in flags for term in flag.terms if term.holds_on(today))
    coming = min(((term.last_on, term.kind.value) for term in held), default=None)
    return (coming[1], coming[0]) if coming else None


def _unjudged(hangs: list[Hanging]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            concern.reference
            for link, concern in hangs
            if link.state is LinkState.POSSIBLE and link.band in ("strong", "possible")
        )
    )


def _works_as(sight: Sight, person: PersonHeld, hangs: list[Hanging]) -> tuple[WorkTold, ...]:
    """Return what the reports say that this person works as, the newest first.

    Why: Who coaches or minds children is told to the LADO by a rule; the reader of the record
    should see what that rule saw.
    """
    works = {
        mention_id: told["work"]
        for mention_id, told in sight.told_of(person.id).items()
        if "work" in told
    }
    newest = sorted(hangs, key=lambda one: one[1].received_at, reverse=True)
    return tuple(
        WorkTold(works[link.mention_id], concern.reference, link.state is LinkState.SAME)
        for link, concern in newest
        if link.mention_id in works and "concern.mentions" in sight.sees(concern)
    )
