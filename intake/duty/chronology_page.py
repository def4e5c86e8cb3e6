"""What happened around one person and when it was known, in order; read `chronology_of`."""

from collections.abc import Iterable
from datetime import date

from intake.domain.band import Band
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, Owned, PersonHeld
from intake.domain.person import Flag, LinkState
from intake.duty.flag_view import flag_view
from intake.duty.sight import Sight
from intake.duty.views import ChronologyLine
from intake.duty.weights import BY_WEIGHING, standings_in_view
from intake.duty.wording import role_words

QUOTE = 90
"""Letters of a concern's first words in the chronology."""

Hanging = tuple[LinkHeld, MentionHeld, ConcernHeld]
"""A link in view with its mention and concern."""


def chronology_of(
    sight: Sight,
    person: PersonHeld,
    flags: Iterable[Flag],
    hangs: list[Hanging],
    owners: Iterable[Owned],
    *,
    by_known: bool,
) -> list[ChronologyLine]:
    """Return everything known, newest first by the day it happened, or when it was known."""
    lines = [_concern_line(sight, one) for one in hangs]
    lines += [_flag_line(sight, person, flag) for flag in flags]
    lines += _judgement_lines(sight, hangs)
    lines += _standing_lines(sight, person)
    lines += [_owner_line(sight, one) for one in owners]
    if by_known:
        return sorted(lines, key=lambda one: one.known_at, reverse=True)
    return sorted(lines, key=lambda one: (one.happened_on, one.known_at), reverse=True)


def _concern_line(sight: Sight, hanging: Hanging) -> ChronologyLine:
    link, _, concern = hanging
    seen = sight.sees(concern)
    happened = told_day(concern.body.happened_on)
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
        happened_on=happened or sight.office.policy.duty.office.local_day(concern.received_at),
        is_happened_told=happened is not None,
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
