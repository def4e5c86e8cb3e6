"""What the pack of a meeting says on paper, in the order of its page; read `pack_of` first.

The page (`templates/meeting.html`) and this say the same; a test holds them to each other.
"""

from dataclasses import dataclass, field
from datetime import datetime

from dialogs.duty.homes_room import HOW
from dialogs.duty.words import TERMS, count, day, days_until, due, long_day, stamp
from intake.duty.views.homes import HomeLine, HomeView
from intake.duty.views.meetings import (
    ChildLine,
    LinkedChild,
    MeetingPage,
    MinutesView,
    PackAgreement,
    PackConcern,
)
from intake.duty.views.stewardship import EventView, ToldLine

IF_SAME = "only if this is the same person"


@dataclass(frozen=True, slots=True)
class Bit:
    """A paragraph, plain, strong or muted; `begins` something that stands by itself."""

    words: str = field(repr=False)
    strong: bool = False
    muted: bool = False
    begins: bool = False


Cell = tuple[Bit, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and a table or paragraphs below it; never both empty.

    Args:
        title: The heading.
        note: Muted, below the heading; may be empty.
        heads: Of the table's columns; empty where there is none.
        rows: Of the table, a cell for each head.
        bits: Paragraphs, below the table.
        is_small: Whether it stands within the part before.
    """

    title: str
    note: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=(), repr=False)
    bits: Cell = field(default=(), repr=False)
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack: `name` names nobody, `head` stands on every page."""

    name: str
    head: str = field(repr=False)
    lead: Cell = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)


def pack_of(page: MeetingPage, now: datetime) -> Pack:
    """Return what the pack says on paper at a moment: minutes first where they are closed."""
    head = f"{page.title} about {page.label}, {long_day(page.held_on)}"
    return Pack(
        name=f"{page.title}: {page.number}",
        head=head,
        lead=_lead(page),
        parts=(
            *(_minutes(page.minutes) if page.minutes else ()),
            _children(page.children),
            _asked(page),
            _homes(page.homes),
            _concerns(page),
            _told(page.event, now),
            _holds(page, now),
            _history(page.history),
        ),
    )


def _lead(page: MeetingPage) -> Cell:
    before = page.last_meeting_on
    last = f"Last meeting {long_day(before)}." if before else "No meeting was closed before."
    held = f"Held by {page.desk}, set by {page.officer}. Allegations are not findings. {last}"
    flags = f"Flagged: {', '.join(page.flags)}. " if page.flags else ""
    standing = f" Standing: {page.standing}." if page.standing else ""
    about = f"{page.line}. Record {page.number}. {flags}Owner: {page.owner or 'nobody'}.{standing}"
    return (Bit(held, muted=True), Bit(page.words), Bit(about))


def _minutes(minutes: MinutesView) -> tuple[Part, ...]:
    joint = (
        Bit("Jointly assessed")
        if minutes.is_joint
        else Bit("Not joint: two agencies sign, one of them children’s services", strong=True)
    )
    day_checked = long_day(minutes.checked_on) if minutes.checked_on else ""
    none = Bit(f"None known: checked with {minutes.checked_with} on {day_checked}.")
    came = (f"{one.desk}: {one.came}{_more(one.who)}" for one in minutes.attendance)
    signed = (f"{desk}: {officer}, {stamp(at)}" for desk, officer, at in minutes.signed)
    return (
        Part(
            "Minutes",
            note=f"Closed by {minutes.closed_by}, {stamp(minutes.closed_at)}.",
            bits=(joint,),
        ),
        _child_part("The children", minutes.children, ("Risk", "Action"), none, is_small=True),
        Part("Decided", bits=(Bit(minutes.words),), is_small=True),
        Part("Who took part", bits=tuple(map(Bit, came)), is_small=True),
        Part(
            "Signed",
            bits=tuple(map(Bit, signed)) or (Bit("Nobody yet.", muted=True),),
            is_small=True,
        ),
    )


def _child_part(
    title: str,
    children: tuple[ChildLine, ...],
    heads: tuple[str, str],
    none: Bit,
    *,
    note: str = "",
    is_small: bool = False,
) -> Part:
    rows = tuple(
        (
            (Bit(one.child, strong=True), Bit(f"known to: {one.known_to}", muted=True)),
            (Bit(one.risk),),
            (
                Bit(one.action),
                Bit(f"{one.owner}{_more(_by(one))}", muted=True),
            ),
        )
        for one in children
    )
    return Part(
        title,
        note=note,
        heads=("Child", *heads) if rows else (),
        rows=rows,
        bits=() if rows else (none,),
        is_small=is_small,
    )


def _by(one: ChildLine) -> str:
    return f"by {long_day(one.by_on)}" if one.by_on else ""


def _more(words: str) -> str:
    return f", {words}" if words else ""


def _children(children: tuple[LinkedChild, ...]) -> Part:
    rows = tuple(
        (
            (
                Bit(one.words, strong=True),
                *(() if one.is_firm else (Bit(IF_SAME, muted=True),)),
            ),
            (Bit(" ".join(one.references)),),
        )
        for one in children
    )
    none = Bit("None is known. The minutes must say with whom that was checked.")
    return Part(
        f"1. Children within reach: {len(rows)}",
        note="Every one linked, also by a concern of years ago",
        heads=("Child", "Told of in") if rows else (),
        rows=rows,
        bits=() if rows else (none,),
    )


def _asked(page: MeetingPage) -> Part:
    none = (
        "Nothing: no child was known to it."
        if page.last_meeting_on
        else "No meeting was closed before this one."
    )
    return _child_part(
        "2. What the last meeting asked for",
        page.asked,
        ("Risk, as written then", "To be done"),
        Bit(none),
        note="Was it done, child by child?",
    )


def _homes(homes: tuple[HomeView, ...]) -> Part:
    rows = tuple(
        (
            (
                Bit("; ".join(home.addresses), strong=True)
                if home.addresses
                else Bit("address not told", muted=True),
            ),
            tuple(map(_dweller, home.people)) or (Bit("nobody told of", muted=True),),
        )
        for home in homes
    )
    return Part(
        f"3. Homes, present and former: {len(rows)}",
        heads=("Home", "Who") if rows else (),
        rows=rows,
        bits=() if rows else (Bit("No home is told of."),),
    )


def _dweller(one: HomeLine) -> Bit:
    since = f", since “{one.since}”" if one.since else ""
    until = f", until “{one.until}”" if one.until else ""
    until = ", over" if one.until == "before" else until
    unsure = "" if one.is_firm else " only if it is the same person"
    return Bit(f"{one.words}: {HOW[one.how].lower()}{since}{until}{unsure}")


def _concerns(page: MeetingPage) -> Part:
    is_later = page.last_meeting_on is not None
    new = sum(one.is_new for one in page.concerns)
    several = len(page.concerns)
    how_many = f" since the last meeting: {new} of {several}" if is_later else f": {several}"
    rows = tuple(_concern(one, is_later=is_later) for one in page.concerns)
    return Part(
        f"4. Concerns{how_many}",
        note="The newest first",
        heads=("Reported", "What was told, as the report begins") if rows else (),
        rows=rows,
        bits=() if rows else (Bit("None in view."),),
    )


def _concern(one: PackConcern, *, is_later: bool) -> Row:
    new = (Bit("new", strong=True),) if one.is_new and is_later else ()
    said = Bit(f"“{one.said}”") if one.said else Bit("The words are not for your desk", muted=True)
    signs = (Bit(". ".join(one.signs)),) if one.signs else ()
    setting = one.setting if one.is_firm else f"{one.setting}, {IF_SAME}"
    when = (Bit(day(one.received_at), strong=True), *new, Bit(one.reference))
    return (when, (said, *signs, Bit(setting, muted=True)))


def _told(event: EventView, now: datetime) -> Part:
    rows = tuple(
        ((Bit(one.desk, strong=True), Bit(one.because, muted=True)), _answer(one, now))
        for one in event.told
    )
    return Part(
        "5. Who was told, and who did not answer",
        heads=("Who", "Answer") if rows else (),
        rows=rows,
        bits=() if rows else (Bit("Nobody was told."),),
    )


def _answer(one: ToldLine, now: datetime) -> Cell:
    if one.state == "answered":
        said = f"{one.answer.capitalize()}{f': {one.words}' if one.words else ''}"
        when = stamp(one.answered_at) if one.answered_at else ""
        return (Bit(said), Bit(f"{one.answered_by}{_more(when)}", muted=True))
    if one.state == "refused":
        by = Bit(f"{one.answered_by}; the next is asked", muted=True)
        return (Bit(f"Refused: {one.words}", strong=True), by)
    left = _more(due(one.due_at, now)) if one.due_at else ""
    has = (Bit(f"{one.answered_by} has it", muted=True),) if one.answered_by else ()
    is_late = one.state == "late"
    words = f"No answer{left}" if is_late else f"No answer yet{left}"
    return (Bit(words, strong=is_late), *has)


def _holds(page: MeetingPage, now: datetime) -> Part:
    holds = tuple(
        Bit(f"{TERMS[kind]} ends {long_day(ends)}, {days_until(ends, now)}")
        for kind, ends in page.holds
    )
    to_come = tuple(
        Bit(
            f"{TERMS[kind]} begins on {long_day(begins)}, {days_until(begins, now)}: "
            f"until then it holds nobody. It ends {long_day(ends)}"
        )
        for kind, begins, ends in page.to_come
    )
    return Part(
        "6. What holds, and what was agreed",
        bits=(
            *(holds or (Bit("No order, licence, bail or registration in force in view."),)),
            *to_come,
            *(tuple(map(_agreed, page.agreements)) or (Bit("No written agreement in view."),)),
        ),
    )


def _agreed(one: PackAgreement) -> Bit:
    terms = count(one.terms, "term")
    kept = f"{one.unverified} of {terms} not verified in time"
    kept = kept if one.unverified else f"{terms}, verified in time"
    words = f"Written agreement with {one.parties}, until {long_day(one.until)}: {kept}"
    return Bit(words, strong=bool(one.unverified))


def _history(history: tuple[EventView, ...]) -> Part:
    bits = tuple(bit for event in history for bit in _event(event))
    return Part(
        "7. What happened before",
        bits=bits or (Bit("Nothing was written down before this meeting."),),
    )


def _event(event: EventView) -> Cell:
    linked = f". Linked: {', '.join(event.areas)}" if event.areas else ""
    by = f"Written down by {event.officer}, {event.desk}, {stamp(event.known_at)}{linked}"
    silent = ", ".join(one.desk for one in event.unanswered)
    return (
        Bit(f"{event.title}, {long_day(event.happened_on)}", strong=True, begins=True),
        Bit(by, muted=True),
        Bit(event.words),
        *((Bit(f"Not answered: {silent}", strong=True),) if silent else ()),
    )
