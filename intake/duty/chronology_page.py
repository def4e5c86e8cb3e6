"""What happened around one person and when it was known, in order; read `chronology_of`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from intake.domain.band import Band
from intake.domain.held import ConcernHeld, Owned, PersonHeld
from intake.domain.person import Flag, LinkState
from intake.duty.flag_view import flag_view
from intake.duty.sight import Sight
from intake.duty.views import ChronologyLine, Paged, PersonAsked, paged
from intake.duty.weights import BY_WEIGHING, standings_in_view
from intake.duty.wording import role_words
from intake.store.glances import ConcernGlance, LinkGlance

QUOTE = 90
"""Letters of a concern's first words in the chronology."""

Hanging = tuple[LinkGlance, ConcernGlance]
"""A link in view with its concern."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A concern on its way into the chronology: when it happened, and whether that was told."""

    happened_on: date
    is_happened_told: bool
    hanging: Hanging

    @property
    def known_at(self) -> datetime:
        """When it came in."""
        return self.hanging[1].received_at


def chronology_of(
    sight: Sight,
    person: PersonHeld,
    flags: Iterable[Flag],
    hangs: list[Hanging],
    owners: Iterable[Owned],
    asked: PersonAsked,
) -> Paged[ChronologyLine]:
    """Return a page of all that is known, newest first by the day it happened, or was known.

    Only the concerns of that page are opened.
    """
    lines: list[ChronologyLine | _Told] = [*_told(sight, person, hangs)]
    lines += [_flag_line(sight, person, flag) for flag in flags]
    lines += _judgement_lines(sight, person, hangs)
    lines += _standing_lines(sight, person)
    lines += [_owner_line(sight, one) for one in owners]
    if asked.by_known:
        lines.sort(key=lambda one: one.known_at, reverse=True)
    else:
        lines.sort(key=lambda one: (one.happened_on, one.known_at), reverse=True)
    page = paged(lines, asked.page)
    concerns = sight.work.concerns.of(one.hanging[1].id for one in page if isinstance(one, _Told))
    drawn = [
        _concern_line(sight, one, concerns[one.hanging[1].id]) if isinstance(one, _Told) else one
        for one in page
    ]
    return Paged(tuple(drawn), page.page, page.pages, page.total)


def _told(sight: Sight, person: PersonHeld, hangs: Iterable[Hanging]) -> Iterator[_Told]:
    days = {link.id: link.gist.happened for link in sight.bearing_on(person.id)}
    local_day = sight.office.policy.duty.office.local_day
    for hanging in hangs:
        link, concern = hanging
        happened = told_day(days[link.id])
        yield _Told(happened or local_day(concern.received_at), happened is not None, hanging)


def _concern_line(sight: Sight, told: _Told, concern: ConcernHeld) -> ChronologyLine:
    link, _ = told.hanging
    seen = sight.sees(concern)
    words = [role_words(concern.role) if "reporter.role" in seen else "Somebody"]
    if link.state is LinkState.POSSIBLE:
        words.append("Possible link, not judged")
    if "concern.story" not in seen:
        words.append(f"Held in {sight.area_title(concern.area)}: ask there")
    if concern.suspected_false:
        words.append("Suspected false; capped, not dropped")
    story = " ".join(part.reveal() for part in concern.body.story)
    return ChronologyLine(
        happened_on=told.happened_on,
        is_happened_told=told.is_happened_told,
        known_at=concern.received_at,
        kind="concern",
        title="Concern",
        said=quoted(story) if "concern.story" in seen else "",
        words=". ".join(words),
        source=concern.reference,
        reference=concern.reference,
        is_firm=link.state is LinkState.SAME,
    )


def quoted(story: str, most: int = QUOTE) -> str:
    """Return how a story begins, cut between words; all of a short one.

    Args:
        story: What was told.
        most: Letters at most, 1 or more.
    """
    words = " ".join(story.split())
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"


def told_day(words: str) -> date | None:
    """Return a told day; a month alone is its first."""
    try:
        return date.fromisoformat(words if len(words) != 7 else f"{words}-01")
    except ValueError:
        return None


def _flag_line(sight: Sight, person: PersonHeld, flag: Flag) -> ChronologyLine:
    view = flag_view(sight, flag)
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


def _judgement_lines(
    sight: Sight, person: PersonHeld, hangs: list[Hanging]
) -> list[ChronologyLine]:
    words = {"same": "Judged the same", "different": "Judged different", "cannot_tell": "Asked"}
    seen = {one.id: concern for one, concern in hangs if "concern.check" in sight.sees(concern)}
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
        for judged in sight.work.people.judgements_about(person.id)
        if judged.link_id in seen
    ]


def _standing_lines(sight: Sight, person: PersonHeld) -> list[ChronologyLine]:
    lines = []
    before = Band.NOTE
    for one in standings_in_view(sight, person.id):
        band = one.state.band
        if band is before:
            continue
        who = " and ".join(name for name in (one.by, one.second) if name)
        by = "By weighing" if one.by == BY_WEIGHING else f"By {who}: {one.reason.reveal()}"
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
