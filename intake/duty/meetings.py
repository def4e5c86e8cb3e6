"""The pack of a meeting and its minutes, as one desk may read them; read `meeting_page` first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from intake.domain.agreement import verified_at
from intake.domain.held import ConcernHeld
from intake.domain.meeting import Came, Meeting, MeetingKind, Minutes, is_joint
from intake.domain.person import Flag, FlagStatus, LinkState, is_open_to
from intake.duty.chronology_page import quoted
from intake.duty.events import event_view, events_of
from intake.duty.flag_view import coming_holds, flag_view
from intake.duty.homes_page import homes_of
from intake.duty.network import HOPS, children_in_reach
from intake.duty.person_page import line_of_person, owner_in_view
from intake.duty.sight import Sight
from intake.duty.views.homes import HomeLine, HomeView
from intake.duty.views.meetings import (
    CameLine,
    ChildLine,
    LinkedChild,
    MeetingPage,
    MinutesView,
    PackAgreement,
    PackConcern,
)
from intake.duty.weights import weight_of
from intake.duty.wording import role_words

KEY_LENGTH = 16
BEGINS = 320
"""Letters of a report that a chair reads in the pack; the whole stands on its own page."""
MOST = 500
"""Nodes of the network that homes are read from, at most."""
KINDS = {
    MeetingKind.MAPPA_2: "MAPPA meeting, level 2",
    MeetingKind.MAPPA_3: "MAPPA meeting, level 3",
    MeetingKind.STRATEGY: "Strategy discussion",
    MeetingKind.MARAC: "MARAC",
    MeetingKind.MULTI_AGENCY: "Multi-agency discussion",
}
CAME = {
    Came.ATTENDED: "attended",
    Came.REPORT: "sent a report",
    Came.APOLOGIES: "apologies",
    Came.ABSENT: "absent, no word",
}


def meeting_page(sight: Sight, meeting: Meeting) -> MeetingPage:
    """Return a meeting in the order in which a chair reads: children first.

    Args:
        sight: The reader's eyes; what they may not see is not in the pack (P13).
        meeting: Of a person whose history the reader may read.

    Why:
        Ten meetings were held without the children's history (Teesside review, row T5). Every
        linked child stands here, also those of a concern of years ago, and who did not answer
        is named (row T7).
    """
    person, seen = sight.person(meeting.person_id)
    owned = owner_in_view(sight, person)
    stewards = sight.work.stewards
    told = list(stewards.told_of_events([meeting.event_id]))
    weight = weight_of(sight, person)
    active = [one for one in sight.flags(person.id) if one.status is FlagStatus.ACTIVE]
    last = _last_closed(sight, meeting)
    before = last.held_on if last is not None else None
    own, today = sight.reader.desk, sight.office.policy.duty.office.local_day(sight.work.at)
    signed = {one.desk for one in stewards.signatures_of(meeting.id)}
    return MeetingPage(
        meeting_id=meeting.id,
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        title=KINDS[meeting.kind],
        held_on=meeting.held_on,
        desk=sight.desk_title(meeting.desk),
        officer=meeting.officer,
        words=meeting.words.reveal(),
        standing=weight.standing.words if weight else "",
        invited=tuple((one.desk, sight.desk_title(one.desk)) for one in told),
        event=event_view(sight, stewards.events.get(meeting.event_id), told),
        children=linked_children(sight, meeting.person_id),
        homes=tuple(map(_once, homes_of(sight, person, hops=HOPS, most=MOST).homes)),
        asked=_asked(sight, meeting),
        agreements=_agreements(sight, person.id),
        line=line_of_person(sight, person, seen),
        owner=sight.desk_title(owned.desk) if owned else "",
        flags=tuple(flag_view(sight, one).title for one in active if "person.flags" in seen),
        holds=_holds(active, today),
        to_come=coming_holds(active, today),
        history=tuple(
            one for one in events_of(sight, person.id) if one.event_id != meeting.event_id
        ),
        concerns=_concerns(sight, meeting, before),
        last_meeting_on=before,
        minutes=_minutes(sight, meeting),
        may_close=meeting.closed_at is None and meeting.desk == own,
        may_sign=meeting.closed_at is not None
        and own in {one.desk for one in told}
        and own not in signed,
    )


def linked_children(sight: Sight, person_id: int) -> tuple[LinkedChild, ...]:
    """Return every child linked to a person now, the nearest first."""
    person, _ = sight.person(person_id)
    return tuple(
        LinkedChild(
            sha256(one.node.key.encode()).hexdigest()[:KEY_LENGTH],
            one.node.words or "a child",
            one.hops,
            one.is_firm,
            one.references,
        )
        for one in children_in_reach(sight, person)
    )


def meetings_in_view(sight: Sight, person_id: int) -> tuple[Meeting, ...]:
    """Return the meetings about a person that the reader's desk may know of, oldest first."""
    kept = sight.work.stewards.meetings_of(person_id)
    return tuple(one for one in kept if is_open_to(one.only_desk, sight.reader.desk))


def _holds(flags: Iterable[Flag], today: date) -> tuple[tuple[str, date], ...]:
    """Return kind and last day of what is in force, the first to end first."""
    held = (term for flag in flags for term in flag.terms if term.holds_on(today))
    return tuple(sorted(((term.kind.value, term.last_on) for term in held), key=lambda one: one[1]))


def _once(home: HomeView) -> HomeView:
    """Return a home with whoever several reports tell of there named once, surely if one does."""
    people: dict[tuple[str, str, str, str], HomeLine] = {}
    for one in home.people:
        key = (one.words, one.how, one.since, one.until)
        if key not in people or one.is_firm:
            people[key] = one
    return replace(home, people=tuple(people.values()))


def _asked(sight: Sight, meeting: Meeting) -> tuple[ChildLine, ...]:
    """Return what the last minutes asked for: a chair begins with whether it was done."""
    last = _last_closed(sight, meeting)
    return _child_lines(last.minutes) if last is not None and last.minutes is not None else ()


def _agreements(sight: Sight, person_id: int) -> tuple[PackAgreement, ...]:
    """Return the written agreements in force that this desk may know of, the first to end first."""
    stewards, hours = sight.work.stewards, sight.office.policy.duty.office
    today = hours.local_day(sight.work.at)
    found = []
    for one in stewards.agreements_of(person_id):
        in_force = one.ended_at is None and one.expires_on >= today
        if not in_force or not is_open_to(one.only_desk, sight.reader.desk):
            continue
        looks = stewards.looks_at(one.id)
        since = [hours.local_day(verified_at(one, looks, n)[0]) for n in range(len(one.terms))]
        late = sum(
            (today - day).days > term.every_days for day, term in zip(since, one.terms, strict=True)
        )
        found.append(PackAgreement(one.parties.reveal(), one.expires_on, len(one.terms), late))
    return tuple(sorted(found, key=lambda one: one.until))


def _last_closed(sight: Sight, meeting: Meeting) -> Meeting | None:
    before = [
        one
        for one in meetings_in_view(sight, meeting.person_id)
        if one.id != meeting.id and one.closed_at is not None and one.held_on <= meeting.held_on
    ]
    return max(before, key=lambda one: (one.held_on, one.id), default=None)


def _concerns(sight: Sight, meeting: Meeting, before: date | None) -> tuple[PackConcern, ...]:
    """Return every concern about the person in view, the newest first."""
    hanging = sight.known.hanging_on(meeting.person_id)
    sight.prepare(concern for _, concern in hanging)
    rows = sight.work.concerns.of(concern.id for _, concern in hanging)
    found: dict[str, PackConcern] = {}
    for link, glance in hanging:
        concern = rows[glance.id]
        seen = sight.sees(concern)
        if "concern.reference" not in seen:
            continue
        day = sight.office.policy.duty.office.local_day(concern.received_at)
        found.setdefault(
            concern.reference,
            PackConcern(
                reference=concern.reference,
                received_at=concern.received_at,
                setting=role_words(concern.role) if "reporter.role" in seen else "Somebody",
                is_firm=link.state is LinkState.SAME,
                is_new=before is None or day > before,
                said=_said(concern) if "concern.story" in seen else "",
                signs=_signs(sight, concern) if "concern.signs" in seen else (),
            ),
        )
    return tuple(sorted(found.values(), key=lambda one: one.received_at, reverse=True))


def _said(concern: ConcernHeld) -> str:
    return quoted(" ".join(part.reveal() for part in concern.body.story), BEGINS)


def _signs(sight: Sight, concern: ConcernHeld) -> tuple[str, ...]:
    book = sight.office.policy.sign_book
    return tuple(dict.fromkeys(book.sign_of(one.sign).plain for one in concern.body.signs))


def _child_lines(written: Minutes) -> tuple[ChildLine, ...]:
    return tuple(
        ChildLine(
            child=one.child.reveal(),
            known_to=one.known_to.reveal(),
            risk=one.risk.reveal(),
            action=one.action.reveal(),
            owner=one.owner.reveal(),
            by_on=one.by_on,
        )
        for one in written.children
    )


def _minutes(sight: Sight, meeting: Meeting) -> MinutesView | None:
    written = meeting.minutes
    if written is None or meeting.closed_at is None:
        return None
    signed = sight.work.stewards.signatures_of(meeting.id)
    policy = sight.office.policy
    agencies = {
        name: (desk.agency, policy.areas.agencies[desk.agency].kind)
        for name, desk in policy.duty.desks.items()
    }
    return MinutesView(
        words=written.words.reveal(),
        attendance=tuple(
            CameLine(sight.desk_title(one.desk), CAME[one.came], one.who)
            for one in written.attendance
        ),
        children=_child_lines(written),
        checked_with=written.checked_with.reveal(),
        checked_on=written.checked_on,
        closed_by=meeting.closed_by,
        closed_at=meeting.closed_at,
        signed=tuple((sight.desk_title(one.desk), one.officer, one.at) for one in signed),
        is_joint=is_joint(signed, agencies),
    )
