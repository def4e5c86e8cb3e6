"""Looking at what stewards of a replay owe and did: told, meetings, agreements, offers, closings.

Read `STEWARDS_ASKED`; each is put to the database as `replay_expecting.py` says.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

from intake.domain.agreement import Found as Seen
from intake.domain.diary import DiaryKind, DiaryState
from intake.domain.event import Event, Told
from intake.domain.meeting import Attendance, Came, Meeting, is_joint
from intake.running.replay_look import Found, Look

CAME = frozenset({Came.ATTENDED, Came.REPORT})
CLOSED = "closed"


def _titles(look: Look, desks: Iterable[str]) -> str:
    names = sorted({look.stage.policy.duty.desk(one).title for one in desks})
    return " and ".join(names) or "nobody"


# who was told


def _newest(look: Look) -> Event | None:
    """Return the newest event of the person, of the kind asked for."""
    rows = look.work.stewards.events
    found = rows.all(rows.row.person_id.in_(sorted(look.records())))
    wanted = look.one.event
    return next((one for one in reversed(found) if wanted in (None, one.kind)), None)


def _tellings(look: Look) -> tuple[Told, ...]:
    event = _newest(look)
    return look.work.stewards.told_of_events([event.id]) if event else ()


def _event_words(look: Look) -> str:
    kind = look.one.event
    return f"of {look.who}{f': {kind.value}' if kind else ''}".replace("_", " ")


def _among(look: Look, wanted: Collection[str], found: Collection[str], how: str) -> Found:
    """Say whether all desks that are wanted are among those found."""
    words = f"{_titles(look, wanted)} {how}"
    return Found(set(wanted) <= set(found), words, f"{_titles(look, found)}")


def _told(look: Look) -> Found:
    desks = [one.desk for one in _tellings(look)]
    return _among(look, look.one.told, desks, f"is told {_event_words(look)}")


def _answered(look: Look) -> Found:
    desks = [one.desk for one in _tellings(look) if one.is_answered]
    return _among(look, look.one.answered, desks, f"has answered what it was told {_owing(look)}")


def _no_answer(look: Look) -> Found:
    desks = [one.desk for one in _tellings(look) if not one.is_answered]
    return _among(look, look.one.no_answer, desks, f"owes an answer {_owing(look)}")


def _owing(look: Look) -> str:
    return _event_words(look)


# meetings


def _meeting(look: Look) -> Meeting | None:
    number = look.stage.meetings.get(look.one.meeting)
    return look.work.stewards.meetings.get(number) if number else None


def _named(look: Look) -> str:
    return f"meeting {look.one.meeting}"


def _minutes(look: Look) -> Found:
    meeting = _meeting(look)
    state = "none was set" if meeting is None else CLOSED if meeting.closed_at else "open"
    return Found(state == look.one.minutes, f"{_named(look)}: minutes {look.one.minutes}", state)


def _invited(look: Look) -> Found:
    meeting = _meeting(look)
    told = look.work.stewards.told_of_events([meeting.event_id]) if meeting else ()
    wanted = look.one.invited
    return _among(look, wanted, [one.desk for one in told], f"is invited to {_named(look)}")


def _took_part(look: Look) -> Found:
    desks = [one.desk for one in _attendance(look) if one.came in CAME]
    return _among(look, look.one.took_part, desks, f"took part in {_named(look)}")


def _stayed_away(look: Look) -> Found:
    desks = [one.desk for one in _attendance(look) if one.came not in CAME]
    return _among(look, look.one.stayed_away, desks, f"stayed away from {_named(look)}")


def _attendance(look: Look) -> tuple[Attendance, ...]:
    meeting = _meeting(look)
    return meeting.minutes.attendance if meeting and meeting.minutes else ()


def _children(look: Look) -> Found:
    meeting = _meeting(look)
    rows = len(meeting.minutes.children) if meeting and meeting.minutes else 0
    wanted = look.one.children
    words = f"{wanted} children stand in the minutes of {_named(look)}"
    return Found(rows == wanted, words, f"{rows} do")


def _joint(look: Look) -> Found:
    meeting = _meeting(look)
    policy = look.stage.policy
    agencies = {
        name: (desk.agency, policy.areas.agencies[desk.agency].kind)
        for name, desk in policy.duty.desks.items()
    }
    signed = look.work.stewards.signatures_of(meeting.id) if meeting else ()
    found = is_joint(signed, agencies)
    words = f"what {_named(look)} assessed is {'' if look.one.joint else 'not '}joint"
    return Found(found is look.one.joint, words, f"signed by {_titles(look, _desks(signed))}")


def _desks(rows: Iterable[object]) -> list[str]:
    return [str(getattr(one, "desk", "")) for one in rows]


# agreements


def _agreed(look: Look) -> Found:
    number = look.stage.agreements.get(look.one.agreement)
    state = "refused"
    if number is not None:
        kept = look.work.stewards.agreements.get(number)
        today = look.stage.policy.duty.office.local_day(look.work.at)
        state = "ended" if kept.ended_at else "over" if kept.expires_on < today else "stands"
    return Found(
        state == look.one.agreed, f"agreement {look.one.agreement} {look.one.agreed}", state
    )


def _breaches(look: Look) -> Found:
    number = look.stage.agreements.get(look.one.agreement, 0)
    looks = look.work.stewards.looks_at(number)
    found, wanted = sum(one.found is Seen.BREACHED for one in looks), look.one.breaches
    words = f"agreement {look.one.agreement} was breached {wanted} times, as was seen"
    return Found(found == wanted, words, f"{found} times")


def _look_missed(look: Look) -> Found:
    number = look.stage.agreements.get(look.one.agreement, 0)
    owed = look.work.dispatch.owed(f"agreement:{number}", DiaryKind.AGREEMENT_CHECK)
    late = any(one.state is DiaryState.MISSED or one.due_at < look.work.at for one in owed)
    words = f"a look at agreement {look.one.agreement} is {'' if look.one.look_missed else 'not '}"
    due = ", ".join(look.moment(one.due_at) for one in owed) or "no day"
    return Found(late is look.one.look_missed, f"{words}missed", f"it is due on {due}")


# offers, what is owed, closings


def _offered_to(look: Look) -> Found:
    offers = [look.work.stewards.offer_of(number) for number in sorted(look.records())]
    desks = {one.to_desk for one in offers if one is not None}
    wanted = set() if look.one.offered_to == "nobody" else {look.one.offered_to}
    words = f"{look.who} is offered to {_titles(look, wanted)}"
    holds = wanted <= desks if wanted else not desks
    return Found(holds, words, f"to {_titles(look, desks)}")


def _owes(look: Look) -> Found:
    kind, desk = look.one.owes, look.one.desk
    subjects = look.subjects() if look.one.person else []
    if look.one.report:
        subjects.append(f"concern:{look.stage.reports[look.one.report].id}")
    kinds = [kind] if kind else []
    owed = [one for subject in subjects for one in look.work.dispatch.owed(subject, *kinds)]
    desks = [one.desk for one in owed]
    words = f"{_titles(look, [desk] if desk else [])} owes {kind.value if kind else ''}"
    return Found(
        bool(desks) if not desk else desk in desks,
        words.replace("nobody", "somebody").replace("_", " "),
        f"{_titles(look, desks)} owes that",
    )


def _closed(look: Look) -> Found:
    concern = look.work.concerns.records.get(look.stage.reports[look.one.report].id)
    words = f"report {look.one.report} is {'closed' if look.one.closed else 'open'}"
    return Found((concern.state == CLOSED) is look.one.closed, words, f"it is {concern.state}")


STEWARDS_ASKED: Mapping[str, Callable[[Look], Found]] = MappingProxyType(
    {
        "told": _told,
        "answered": _answered,
        "no_answer": _no_answer,
        "minutes": _minutes,
        "invited": _invited,
        "took_part": _took_part,
        "stayed_away": _stayed_away,
        "children": _children,
        "joint": _joint,
        "agreed": _agreed,
        "breaches": _breaches,
        "look_missed": _look_missed,
        "offered_to": _offered_to,
        "owes": _owes,
        "closed": _closed,
    }
)
"""Each thing that stewards may owe or have done, with what looks."""
