"""The board of one area: who owes what, and what might fall off the radar; read `radar_of`.

It is drawn from what the reader's desk may know of: a hidden flag's loose ends stand at its own
desk's diary alone (P13).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from intake.domain.agreement import verified_at
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.diary_answer import ENDS
from intake.domain.person import Flag, FlagStatus
from intake.duty.overdue_decisions import WORDS, asked_again, undecided
from intake.duty.releases import releases_open
from intake.duty.sight import Sight
from intake.duty.unreviewed import may_name
from intake.duty.views.radar import DeskLoad, Loose, Radar, Strand
from intake.store.boards import OnBoard, OwedBy

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
MOST_ASKED = 500
"""Decisions asked about again that are looked at, the soonest owed first."""
MOST_LINES = 25
"""Lines of each strand, the oldest first; of the rest stands how many."""


def radar_of(sight: Sight) -> Radar:
    """Return the board of the reader's area.

    Returns:
        Every desk of the area with what it owes, and nine kinds of loose end, each the oldest
        first; of people whom the reader may not open only how many, and so of what does not
        fit on a page.

    Why:
        His bail ended and no thought was given to managing him: he fell off the radar
        (Peterborough review, row P12). What nobody owes is in no diary, so it needs a page.
    """
    desks = {
        name: desk
        for name, desk in sight.office.policy.duty.desks.items()
        if desk.area == sight.reader.area
    }
    loads = sight.work.boards.owed_by(desks, reader=sight.reader.desk)
    found: dict[str, tuple[Ends, int | None]] = {
        "gap": _gaps(sight, desks),
        "no_hold": _no_hold(sight, desks),
        "silent": (_silent(sight, desks), None),
        "offers": (_offers(sight, desks), None),
        "unverified": (_unverified(sight, desks), None),
        "reviews": _reviews(sight, desks),
        "releases": (releases_open(sight, desks), None),
        "asked_again": _asked_again(sight, desks),
        "undecided": _undecided(sight, desks),
    }
    return Radar(
        area=sight.area_title(sight.reader.area),
        desks=tuple(_load(sight, loads.get(name, OwedBy(name, 0, 0, None))) for name in desks),
        strands=tuple(_strand(sight, code, *ends) for code, ends in found.items()),
        at=sight.work.at,
    )


def _strand(sight: Sight, code: str, ends: Ends, total: int | None) -> Strand:
    """Return a strand; `total` is how many there are where only the first were read."""
    told = sorted(ends, key=lambda one: (one.since or date.min, one.person_id, one.desk))
    shown = told[:MOST_LINES]
    read_ahead(sight, (one.person_id for one in shown if one.person_id))
    lines = tuple(one for one in shown if _may_stand(sight, one))
    more = max(len(told), total or 0) - len(shown)
    return Strand(code, STRANDS[code], lines, len(shown) - len(lines), more)


def _may_stand(sight: Sight, one: Loose) -> bool:
    """Whether a line may stand: of nobody in particular where it leads to a page of its own."""
    return may_name(sight, one.person_id) if one.person_id else bool(one.where)


def _load(sight: Sight, load: OwedBy) -> DeskLoad:
    return DeskLoad(sight.desk_title(load.desk), load.owed, load.late, load.oldest)


def read_ahead(sight: Sight, person_ids: Iterable[int]) -> None:
    """Read what is asked of everybody on a board in a handful of questions, not some each."""
    wanted = tuple(dict.fromkeys(person_ids))
    sight.known.read_hanging(wanted)
    sight.known.read_owners(wanted)


def _no_hold(sight: Sight, desks: Collection[str]) -> tuple[Ends, int]:
    """Return who is flagged here and held by no order, licence or bail of today.

    Stays until a new hold stands or the flag is ended: that somebody said what manages him now
    is shown, it is no hold.
    """
    found, total = sight.work.boards.without_hold(
        desks, reader=sight.reader.desk, on=_today(sight), limit=MOST_LINES
    )
    read_ahead(sight, (one.person_id for one in found))
    return _unheld(sight, desks, found), total


def _unheld(sight: Sight, desks: Collection[str], found: Iterable[OnBoard]) -> Ends:
    for one in found:
        flags = _flags_here(sight, desks, one.person_id)
        if not flags:
            continue
        said = [answer for flag in flags for answer in _answers_to_ends(sight, flag)]
        by = max(said, key=lambda answer: answer.met_at or answer.opened_at, default=None)
        words = "Nobody has said what manages this person now"
        if by is not None:
            words = f"{by.met_by} said what manages this person now"
        elif one.since is None:
            words = "Flagged, and never held by anything on record"
        yield _loose(sight, one.person_id, flags[0].owner_desk, words, one.since)


def _gaps(sight: Sight, desks: Collection[str]) -> tuple[Ends, int]:
    """Return who is assessed high and neither under a flag that manages, nor under any hold.

    Why: Dangerous persons are to be identified and reviewed by somebody (row P42); who is high
        and under nothing is nobody's work until this page says so.
    """
    found, total = sight.work.boards.high_and_none(
        desks,
        reader=sight.reader.desk,
        on=_today(sight),
        managing=sight.office.policy.areas.managing_kinds,
        limit=MOST_LINES,
    )
    read_ahead(sight, (one.person_id for one in found))
    return _unmanaged(sight, desks, found), total


def _unmanaged(sight: Sight, desks: Collection[str], found: Iterable[OnBoard]) -> Ends:
    words = "Assessed high; no flag, order, licence or bail manages this person"
    for one in found:
        if flags := _flags_here(sight, desks, one.person_id):
            yield _loose(sight, one.person_id, flags[0].owner_desk, words, one.since)


def _flags_here(sight: Sight, desks: Collection[str], person_id: int) -> list[Flag]:
    """Return the active flags of these desks in view; none of a record that is not."""
    if sight.record(person_id) is None:
        return []
    active = (one for one in sight.flags(person_id) if one.status is FlagStatus.ACTIVE)
    return [one for one in active if one.owner_desk in desks]


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


def _asked_again(sight: Sight, desks: Collection[str]) -> tuple[Ends, None]:
    own = sight.reader.desk
    owed = sight.work.boards.owed(desks, reader=own, limit=MOST_ASKED, kinds=WORDS)
    return asked_again(sight, owed), None


def _undecided(sight: Sight, desks: Collection[str]) -> tuple[Ends, int]:
    boards, own, at = sight.work.boards, sight.reader.desk, sight.work.at
    kind = DiaryKind.DECIDE
    late = boards.owed(desks, reader=own, limit=MOST_LINES, until=at, kinds=(kind,))
    return undecided(sight, late), boards.count_owed(desks, reader=own, until=at, kind=kind)


def _reviews(sight: Sight, desks: Collection[str]) -> tuple[Ends, int]:
    boards, own, at = sight.work.boards, sight.reader.desk, sight.work.at
    kind = DiaryKind.REVIEW
    late = boards.owed(desks, reader=own, limit=MOST_LINES, until=at, kinds=(kind,))
    return _overdue(sight, late), boards.count_owed(desks, reader=own, until=at, kind=kind)


def _overdue(sight: Sight, late: Iterable[DiaryEntry]) -> Ends:
    for entry in late:
        kind, _, key = entry.subject.partition(":")
        flag = sight.work.flags.one(int(key)) if kind == "flag" else None
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
