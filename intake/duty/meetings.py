"""The pack of a meeting and its minutes, as one desk may read them; read `meeting_page` first."""

from datetime import date
from hashlib import sha256

from intake.domain.meeting import Came, Meeting, MeetingKind, is_joint
from intake.domain.network import NodeKind
from intake.domain.person import FlagStatus, LinkState, is_open_to
from intake.duty.events import event_view, events_of
from intake.duty.network import children_in_reach, network_of_person
from intake.duty.sight import Sight
from intake.duty.views.meetings import (
    CameLine,
    ChildLine,
    LinkedChild,
    MeetingPage,
    MinutesView,
    PackConcern,
)
from intake.duty.weights import weight_of
from intake.duty.wording import role_words

KEY_LENGTH = 16
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
    person, _ = sight.person(meeting.person_id)
    stewards = sight.work.stewards
    told = list(stewards.told_of_events([meeting.event_id]))
    weight = weight_of(sight, person)
    active = [one for one in sight.flags(person.id) if one.status is FlagStatus.ACTIVE]
    before = _last_before(sight, meeting)
    own = sight.reader.desk
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
        homes=_homes(sight, meeting.person_id),
        holds=tuple(
            sorted(
                ((term.kind.value, term.last_on) for flag in active for term in flag.terms),
                key=lambda one: one[1],
            )
        ),
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


def _homes(sight: Sight, person_id: int) -> tuple[str, ...]:
    person, _ = sight.person(person_id)
    network = network_of_person(sight, person)
    homes = (node.words for node in network.nodes if node.kind is NodeKind.ADDRESS)
    return tuple(dict.fromkeys(words for words in homes if words))


def _last_before(sight: Sight, meeting: Meeting) -> date | None:
    days = [
        one.held_on
        for one in meetings_in_view(sight, meeting.person_id)
        if one.id != meeting.id and one.closed_at is not None and one.held_on <= meeting.held_on
    ]
    return max(days, default=None)


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
            ),
        )
    return tuple(sorted(found.values(), key=lambda one: one.received_at, reverse=True))


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
        children=tuple(
            ChildLine(
                child=one.child.reveal(),
                known_to=one.known_to.reveal(),
                risk=one.risk.reveal(),
                action=one.action.reveal(),
                owner=one.owner.reveal(),
                by_on=one.by_on,
            )
            for one in written.children
        ),
        checked_with=written.checked_with.reveal(),
        checked_on=written.checked_on,
        closed_by=meeting.closed_by,
        closed_at=meeting.closed_at,
        signed=tuple((sight.desk_title(one.desk), one.officer, one.at) for one in signed),
        is_joint=is_joint(signed, agencies),
    )
