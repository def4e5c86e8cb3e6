"""The board of one area: who owes what, and what might fall off the radar; read `radar_of`.

It is drawn from what the reader's desk may know of: a hidden flag's loose ends stand at its own
desk's diary alone (P13).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from intake.domain.agreement import verified_at
from intake.domain.diary import DiaryEntry
from intake.domain.diary_answer import ENDS
from intake.domain.person import Flag, FlagStatus, RiskLevel
from intake.duty.overdue_decisions import asked_again, undecided
from intake.duty.releases import releases_open
from intake.duty.sight import Sight
from intake.duty.unreviewed import may_name
from intake.duty.views.radar import DeskLoad, Loose, Radar, Strand

STRANDS = {
    "gap": "Assessed high, and managed by nothing",
    "no_hold": "No statutory hold",
    "silent": "Told of something, and no answer",
    "offers": "Offered to another desk, and no answer",
    "unverified": "Relied on, and not verified",
    "reviews": "Not looked at again in time",
    "releases": "Released, and not everything known",
    "asked_again": "Decided, and asked again: something came late, or somebody disagrees",
    "undecided": "Accepted, and not decided in time",
}
Ends = Iterator[Loose]


def radar_of(sight: Sight) -> Radar:
    """Return the board of the reader's area.

    Returns:
        Every desk of the area with what it owes, and nine kinds of loose end, each the oldest
        first; of people whom the reader may not open only how many.

    Why:
        His bail ended and no thought was given to managing him: he fell off the radar
        (Peterborough review, row P12). What nobody owes is in no diary, so it needs a page.
    """
    desks = {
        name: desk
        for name, desk in sight.office.policy.duty.desks.items()
        if desk.area == sight.reader.area
    }
    owed = [
        one
        for one in sight.work.dispatch.owed_by_desks(desks)
        if one.only_desk in ("", sight.reader.desk)
    ]
    found = {
        "gap": _gaps(sight, desks),
        "no_hold": _no_hold(sight, desks),
        "silent": _silent(sight, desks),
        "offers": _offers(sight, desks),
        "unverified": _unverified(sight, desks),
        "reviews": _reviews(sight, owed),
        "releases": releases_open(sight, desks),
        "asked_again": asked_again(sight, owed),
        "undecided": undecided(sight, owed),
    }
    return Radar(
        area=sight.area_title(sight.reader.area),
        desks=tuple(_load(sight, name, owed) for name in desks),
        strands=tuple(_strand(sight, code, ends) for code, ends in found.items()),
        at=sight.work.at,
    )


def _strand(sight: Sight, code: str, ends: Ends) -> Strand:
    lines, others = [], 0
    for one in ends:
        if one.where if one.person_id == 0 else may_name(sight, one.person_id):
            lines.append(one)
        else:
            others += 1
    lines.sort(key=lambda one: (one.since or date.min, one.number, one.desk))
    return Strand(code, STRANDS[code], tuple(lines), others)


def _load(sight: Sight, desk: str, owed: Iterable[DiaryEntry]) -> DeskLoad:
    here = [one for one in owed if one.desk == desk]
    late = [one.due_at for one in here if one.due_at < sight.work.at]
    return DeskLoad(sight.desk_title(desk), len(here), len(late), min(late, default=None))


def _no_hold(sight: Sight, desks: Iterable[str]) -> Ends:
    """Yield who is flagged here and held by no order, licence or bail of today.

    Stays until a new hold stands or the flag is ended: that somebody said what manages him now
    is shown, it is no hold.
    """
    today = _today(sight)
    for person_id, flags in _flagged_here(sight, desks):
        terms = [term for flag in sight.flags(person_id) for term in flag.terms]
        if any(term.holds_on(today) for term in terms):
            continue
        last = max((term.last_on for term in terms), default=None)
        said = [one for flag in flags for one in _answers_to_ends(sight, flag)]
        by = max(said, key=lambda one: one.met_at or one.opened_at, default=None)
        words = "Nobody has said what manages this person now"
        if by is not None:
            words = f"{by.met_by} said what manages this person now"
        elif last is None:
            words = "Flagged, and never held by anything on record"
        yield _loose(sight, person_id, flags[0].owner_desk, words, last)


def _gaps(sight: Sight, desks: Iterable[str]) -> Ends:
    """Yield who is assessed high and neither under a flag that manages, nor under any hold.

    Why: Dangerous persons are to be identified and reviewed by somebody (row P42); who is high
        and under nothing is nobody's work until this page says so.
    """
    today = _today(sight)
    managing = sight.office.policy.areas.managing_kinds
    for person_id, flags in _flagged_here(sight, desks):
        active = [one for one in sight.flags(person_id) if one.status is FlagStatus.ACTIVE]
        is_high = any(one.assessed_high or one.risk is RiskLevel.HIGH for one in active)
        is_held = any(term.holds_on(today) for one in active for term in one.terms)
        if is_high and not is_held and not any(one.kind in managing for one in active):
            since = min((one.starts_on for one in active if one.starts_on), default=None)
            words = "Assessed high; no flag, order, licence or bail manages this person"
            yield _loose(sight, person_id, flags[0].owner_desk, words, since)


def _flagged_here(sight: Sight, desks: Iterable[str]) -> Iterator[tuple[int, list[Flag]]]:
    """Yield who has an active flag of these desks in view, with those flags."""
    by_person: dict[int, list[Flag]] = {}
    for flag in sight.work.people.flags_owned_by(desks):
        if flag.is_seen_by(sight.reader.desk) and flag.status is FlagStatus.ACTIVE:
            by_person.setdefault(flag.person_id, []).append(flag)
    yield from (one for one in by_person.items() if sight.record(one[0]) is not None)


def _answers_to_ends(sight: Sight, flag: Flag) -> list[DiaryEntry]:
    entries = sight.work.dispatch.diary_of(f"flag:{flag.id}")
    return [one for one in entries if one.kind in ENDS and one.met_by]


def _silent(sight: Sight, desks: Iterable[str]) -> Ends:
    for told, event in sight.work.stewards.unanswered(desks):
        if event.only_desk or sight.record(event.person_id) is None:
            continue
        title = sight.office.policy.events[event.kind].title
        since = sight.office.policy.diary.office.local_day(event.known_at)
        state = "refused" if told.answer else "no answer"
        yield _loose(sight, event.person_id, told.desk, f"{title}: {state}", since, page="events")


def _offers(sight: Sight, desks: Iterable[str]) -> Ends:
    for offer in sight.work.stewards.standing_offers(desks):
        if sight.record(offer.person_id) is None:
            continue
        since = sight.office.policy.diary.office.local_day(offer.offered_at)
        words = f"Offered by {sight.desk_title(offer.from_desk)}"
        if offer.has_lapsed(sight.work.at):
            words += "; its time has passed"
        yield _loose(sight, offer.person_id, offer.to_desk, words, since, page="handover")


def _unverified(sight: Sight, desks: Iterable[str]) -> Ends:
    today = _today(sight)
    for agreement in sight.work.stewards.agreements_in_force(desks, on=today):
        if agreement.only_desk or sight.record(agreement.person_id) is None:
            continue
        looks = sight.work.stewards.looks_at(agreement.id)
        for place, term in enumerate(agreement.terms):
            since, ever = verified_at(agreement, looks, place)
            day = sight.office.policy.diary.office.local_day(since)
            if (today - day).days <= term.every_days:
                continue
            words = f"Term {place + 1}: {'not verified since' if ever else 'never verified'}"
            yield _loose(sight, agreement.person_id, agreement.desk, words, day, page="agreements")


def _reviews(sight: Sight, owed: Iterable[DiaryEntry]) -> Ends:
    for entry in owed:
        if entry.kind.value != "review" or entry.due_at >= sight.work.at:
            continue
        kind, _, key = entry.subject.partition(":")
        flag = sight.work.people.flag(int(key)) if kind == "flag" else None
        if kind == "flag" and (flag is None or not flag.is_seen_by(sight.reader.desk)):
            continue
        person_id = flag.person_id if flag is not None else int(key)
        if sight.record(person_id) is None:
            continue
        day = sight.office.policy.diary.office.local_day(entry.due_at)
        yield _loose(sight, person_id, entry.desk, "Review overdue", day)


def _loose(
    sight: Sight, person_id: int, desk: str, words: str, since: date | None, *, page: str = ""
) -> Loose:
    return Loose(person_id, f"P-{person_id:04d}", sight.desk_title(desk), words, since, page)


def _today(sight: Sight) -> date:
    return sight.office.policy.diary.office.local_day(sight.work.at)
