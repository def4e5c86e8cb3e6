"""What happened to a person is written down, and everybody who must know of it is told.

Read `note_event` first. Each desk owes an answer by its alert; a silence or a refusal climbs.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from intake.actions.alerting import raise_alerts
from intake.actions.answer_alert import hand_back_alert, settle_alert
from intake.actions.ask_who_knows import areas_of_concern, ask_who_knows, is_surely
from intake.actions.kept_from import about_of
from intake.actions.seats import Seat, seats_of, why_it_sits
from intake.actions.weigh_person import weigh_person
from intake.domain.alert import Alert, AlertKind
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import NotFoundError
from intake.domain.event import (
    Event,
    EventKind,
    EventRule,
    Telling,
    Told,
    ToldAnswer,
    check_event,
    who_is_told,
)
from intake.domain.held import ConcernHeld, Officer, PersonHeld, View
from intake.domain.person import FlagStatus, is_open_to
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.papers import Papers, papers_of
from intake.store.work import Work

WROTE_IT = "Wrote it down."
NO_SUCH_DESK = "{area} has no such desk in the settings, so this one finds who it is."
IN_WORDS = {
    ToldAnswer.ATTENDING: "Attending.",
    ToldAnswer.SENDING_REPORT: "Sending a report.",
    ToldAnswer.HELD: "Something is held.",
    ToldAnswer.NOTHING_HELD: "Nothing is held.",
    ToldAnswer.NO_INVOLVEMENT: "No involvement.",
    ToldAnswer.REFUSED: "Refused.",
}


def note_event(
    office: Office,
    *,
    officer: Officer,
    person_id: int,
    kind: EventKind,
    happened_on: date | None,
    words: str,
    areas: Iterable[str] = (),
) -> Event:
    """Write down what happened to a person, and tell every desk that must know.

    Args:
        office: Settings in force; `events.yaml` says who is told of what.
        officer: Who writes it down.
        person_id: To whom.
        kind: What.
        happened_on: The local day; None is refused.
        words: What is to be known of it; the desks told read them.
        areas: Areas that it touches beside those linked already, as where he lives from now on.

    Returns:
        The event as kept.

    Raises:
        JudgementRefusedError: `missing` holds words or happened_on.
        NotFoundError: There is no such person.

    Why:
        A rape might have been prevented had children's social workers been told of the
        release (Teesside review, row T1). Of a person whom only some desks may know of, only
        those are told, and the owner owes the children's services a word or a reason (P13).
    """
    with office.begin() as work:
        return note_event_in(
            office,
            work,
            officer=officer,
            person_id=person_id,
            kind=kind,
            happened_on=happened_on,
            words=words,
            areas=areas,
        )


def note_event_in(
    office: Office,
    work: Work,
    *,
    officer: Officer,
    person_id: int,
    kind: EventKind,
    happened_on: date | None,
    words: str,
    areas: Iterable[str] = (),
    only_desk: str = "",
) -> Event:
    """Note an event within an act that leads to it; all else as `note_event`.

    Of a record that was joined to another it is kept there, and told as of that other: its
    links, and so its areas and children, hang there. What follows from something that only
    some desks know of, as minutes of a meeting set while the record was reserved, stays with
    those desks (`only_desk`) though the record was opened since (decision 0053).
    """
    day = check_event(words, happened_on)
    work.people.records.locked([person_id])
    person = work.people.records.get(work.joinings.head_of(person_id))
    papers = papers_of(work.people, work.flags, work.concerns, [person.id])
    concerns = _surely_about(work, papers, person)
    linked = _linked_areas(office, work, papers, person)
    if not person.only_desk:
        person = replace(person, only_desk=only_desk)
    event = work.stewards.events.add(
        Event(
            person_id=person_id,
            kind=kind,
            happened_on=day,
            known_at=work.at,
            officer=officer.name,
            desk=officer.desk,
            words=private(words.strip()),
            areas=tuple(dict.fromkeys((*areas, *linked))),
            only_desk=person.only_desk,
        )
    )
    rule = office.policy.events[kind]
    _tell(office, work, officer, person, concerns, event, rule)
    _mark(office, work, officer, person, rule)
    if rule.asks or person.only_desk:
        _ask_owner(office, work, officer, person, event, rule)
    ask_who_knows(office, work, person, papers, event, rule)
    work.decisions.touch([person_id])
    work.audit.note(
        "event.noted",
        actor=officer.login,
        person=person_id,
        noted=event.id,
        kind=kind.value,
        areas=event.areas,
    )
    return event


def answer_told(
    office: Office, *, officer: Officer, alert_id: int, answer: ToldAnswer, words: str
) -> Told:
    """Say what an agency does or holds; one act acknowledges, accepts and decides the alert.

    A refusal hands the alert back, and the next rung is asked at once.

    Raises:
        ConflictError: It was answered before, or another officer has it.
        JudgementRefusedError: The answer says nothing without words; `missing` is words.
        NotFoundError: The alert tells of no event.
        TransitionRefusedError: A refusal, where the rung that asked cannot refuse.
    """
    with office.begin() as work:
        told = work.stewards.told_of_alert(alert_id)
        if told is None:
            raise NotFoundError(what="told")
        kept = work.stewards.told.keep(told.answered(answer, words, officer.name, work.at))
        work.decisions.touch([work.stewards.events.get(kept.event_id).person_id])
        said = f"{IN_WORDS[answer]} {words.strip()}".strip()
        if answer is ToldAnswer.REFUSED:
            hand_back_alert(office, work, officer=officer, alert_id=alert_id, reason=said)
        else:
            settle_alert(office, work, officer=officer, alert_id=alert_id, decision=said)
        work.audit.note(
            "event.answered",
            actor=officer.login,
            noted=kept.event_id,
            told=kept.id,
            answer=answer.value,
        )
        return kept


def _surely_about(work: Work, papers: Papers, person: PersonHeld) -> list[ConcernHeld]:
    """Return the concerns that are surely about a person; a lead nobody judged links no area."""
    ids = {link.concern_id for link in papers.links[person.id] if is_surely(link)}
    return list(work.concerns.records.by_id(ids).values())


def _linked_areas(
    office: Office, work: Work, papers: Papers, person: PersonHeld
) -> tuple[str, ...]:
    """Return where he is flagged in the open, and where he, children and events of reports lie.

    What rests on a hidden flag or link is left out of what is known of everybody (P13).
    """
    areas = [person.area]
    ids = {
        link.concern_id
        for link in papers.links[person.id]
        if is_surely(link) and (person.only_desk or not link.only_desk)
    }
    areas += [
        flag.area for flag in papers.flags[person.id] if person.only_desk or not flag.only_desks
    ]
    for concern in work.concerns.records.by_id(ids).values():
        areas += areas_of_concern(office, concern)
    known = office.policy.areas.areas
    return tuple(dict.fromkeys(area for area in areas if area in known))


def _tell(
    office: Office,
    work: Work,
    officer: Officer,
    person: PersonHeld,
    concerns: list[ConcernHeld],
    event: Event,
    rule: EventRule,
) -> None:
    """Write down who must be told, and raise the alert of each; who writes it down knows it."""
    book = office.policy.duty

    def desk_for(function: str, area: str) -> str:
        desk = book.desk_for(function, area)
        return desk.name if desk else ""

    owner = work.people.owner(person.id)
    owner_desk = owner.desk if owner else ""
    tellings = who_is_told(
        rule,
        event.areas,
        desk_for=desk_for,
        catch_all=book.catch_all,
        also=[owner_desk] if owner else [],
    )
    asked = _seated(office, work, person, concerns, tellings, rule)
    asked.setdefault(officer.desk, (Telling(officer.desk, "", WROTE_IT), Seat(officer.desk)))
    of_him = replace(event, person_id=person.id)
    alerts = raise_alerts(
        office,
        work,
        [
            _alert(office, of_him, rule, seat, telling, is_lead=desk == owner_desk)
            for desk, (telling, seat) in asked.items()
            if desk != officer.desk
        ],
    )
    alert_of = {alert.desk: alert.id for alert in alerts}
    for desk, (telling, _) in asked.items():
        is_own = desk == officer.desk
        work.stewards.told.add(
            Told(
                event_id=event.id,
                desk=desk,
                area=telling.area,
                because=WROTE_IT if is_own else _because(office, telling),
                alert_id=alert_of.get(desk),
                answer=ToldAnswer.HELD.value if is_own else "",
                answered_by=officer.name if is_own else "",
                answered_at=work.at if is_own else None,
            )
        )


def _seated(
    office: Office,
    work: Work,
    person: PersonHeld,
    concerns: list[ConcernHeld],
    tellings: Iterable[Telling],
    rule: EventRule,
) -> dict[str, tuple[Telling, Seat]]:
    """Return who hears of an event, by desk; a desk that is told as itself sits in for nobody.

    What cannot wait for the morning of a closed desk is told to whoever sits there now as well.
    """
    view = View.WHOLE if person.only_desk else View.OPEN
    about = about_of(office, work, concerns, [person])
    can_wait = rule.urgency < Urgency.TODAY
    own: dict[str, tuple[Telling, Seat]] = {}
    sitting: dict[str, tuple[Telling, Seat]] = {}
    for telling in tellings:
        for seat in seats_of(office, about, telling.desk, view, at=work.at, can_wait=can_wait):
            if not is_open_to(person.only_desk, seat.desk):
                continue
            if seat.sits_for:
                because = " ".join(why_it_sits(office, seat))
                sitting.setdefault(seat.desk, (Telling(seat.desk, "", because), seat))
            else:
                own.setdefault(seat.desk, (telling, seat))
    return own | {desk: found for desk, found in sitting.items() if desk not in own}


def _alert(
    office: Office, event: Event, rule: EventRule, seat: Seat, telling: Telling, *, is_lead: bool
) -> Alert:
    return Alert(
        kind=AlertKind.EVENT,
        desk=seat.desk,
        urgency=rule.urgency,
        made_at=event.known_at,
        policy_hash=office.policy.hash,
        is_lead=is_lead,
        person_id=event.person_id,
        held_until=seat.held_until,
        because=(f"{rule.title}, {event.happened_on:%-d %B %Y}.", _because(office, telling)),
        tag=f"event:{event.kind.value}",
        view=View.WHOLE.value if event.only_desk else View.OPEN.value,
        cause=f"event:{event.id}",
    )


def _because(office: Office, telling: Telling) -> str:
    if not telling.is_missing:
        return telling.because
    area = office.policy.areas.areas.get(telling.area)
    return f"{telling.because} {NO_SUCH_DESK.format(area=area.title if area else telling.area)}"


def _mark(
    office: Office, work: Work, officer: Officer, person: PersonHeld, rule: EventRule
) -> None:
    """Leave on the flags in the officer's view what stays for good, and weigh the person anew."""
    flags = [
        flag
        for flag in work.flags.of(person.id)
        if flag.status is FlagStatus.ACTIVE and flag.is_seen_by(officer.desk)
    ]
    if not rule.marks or not flags:
        return
    for flag in flags:
        work.flags.mark(flag, rule.marks)
    owner = work.people.owner(person.id)
    weigh_person(office, work, person.id, lead=owner.desk if owner else officer.desk)


def _ask_owner(
    office: Office,
    work: Work,
    officer: Officer,
    person: PersonHeld,
    event: Event,
    rule: EventRule,
) -> None:
    """Make the owner say what follows, and of a person few may know of, tell the others."""
    owner = work.people.owner(person.id)
    is_told = owner is not None and is_open_to(person.only_desk, owner.desk)
    desk = owner.desk if owner is not None and is_told else officer.desk
    kinds = [DiaryKind.AFTER_EVENT] if rule.asks else []
    kinds += [DiaryKind.TELL_OTHERS] if person.only_desk else []
    due_at = office.policy.duty.decide_by(rule.urgency, desk, work.at)
    for kind in kinds:
        work.dispatch.owe(
            DiaryEntry(
                kind=kind,
                subject=f"event:{event.id}",
                desk=desk,
                due_at=due_at,
                opened_at=work.at,
                next_at=work.at,
                ladder=office.policy.duty.desk(desk).ladder,
                cause=f"event:{event.id}:{kind.value}",
                only_desk=desk if person.only_desk else "",
            )
        )
