"""A person is offered to another desk, and is that desk's only when it accepts in writing.

Read `offer_handover` first. Until then the old owner keeps duty and clocks; an offer that
nobody answers climbs on both sides.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.handover import Handover, check_offer, flags_that_move
from intake.domain.held import Officer, PersonHeld
from intake.domain.person import LinkState, is_open_to
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work

WHY = "accepted in writing from {desk}"
BY_RULE = "By rule, after a judgement by {name}"


def offer_handover(
    office: Office, *, officer: Officer, person_id: int, to_desk: str, reason: str
) -> Handover:
    """Offer a person to another desk, with everything that hangs on the record attached.

    Args:
        office: Desks, deadline and ladder in force.
        officer: Who offers; of the desk that owns the person.
        person_id: Whom.
        to_desk: Who is asked; it may read the record from now on.
        reason: Why, in the officer's words.

    Returns:
        The offer as kept.

    Raises:
        ConflictError: An offer stands already.
        JudgementRefusedError: `missing` holds to_desk or words.
        NotFoundError: There is no such person.
        TransitionRefusedError: The officer's desk does not own the person.

    Why:
        He moved area, both areas thought the other had him, and nobody owned him any more
        (Peterborough review, row P10; promise P8).
    """
    with office.begin() as work:
        return offer_in(
            office, work, officer=officer, person_id=person_id, to_desk=to_desk, reason=reason
        )


def offer_in(
    office: Office, work: Work, *, officer: Officer, person_id: int, to_desk: str, reason: str
) -> Handover:
    """Offer a person inside an act that offers others too; see `offer_handover`."""
    work.people.records.locked([person_id])
    person = work.people.records.get(person_id)
    owner = work.people.owner(person_id)
    check_offer(
        owner=owner.desk if owner else "",
        desk=officer.desk,
        to_desk=to_desk,
        desks=office.policy.duty.desks,
        only_desk=person.only_desk,
        reason=reason,
    )
    offer = _offer_of(office, work, person, officer.desk, to_desk)
    offer = replace(offer, reason=private(reason.strip()), offered_by=officer.name)
    return put_offer(office, work, person, offer, officer=officer)


def offer_by_rule(
    office: Office, work: Work, person: PersonHeld, *, to_desk: str, reason: str, officer: Officer
) -> Handover:
    """Offer a person because of a new address, for the owner, within an act that found it.

    The owner hears of it at once, and may take the offer back with the reason.

    Args:
        office: Desks, deadline and ladder in force.
        work: The act's transaction.
        person: Whom; somebody owns him.
        to_desk: The desk that does for the new area what the owner does for its own.
        reason: Why, in words.
        officer: Whose judgement led to it.

    Raises:
        ConflictError: An offer stands already.
        NotFoundError: Nobody owns him.
    """
    owner = work.people.owner(person.id)
    if owner is None:
        raise NotFoundError(what="owner")
    offer = _offer_of(office, work, person, owner.desk, to_desk)
    offer = replace(offer, reason=private(reason), offered_by=BY_RULE.format(name=officer.name))
    return put_offer(office, work, person, offer, officer=officer, is_by_rule=True)


def _offer_of(
    office: Office, work: Work, person: PersonHeld, from_desk: str, to_desk: str
) -> Handover:
    """Return an offer that is not kept yet, with all that goes with it."""
    plan, desk = office.policy.called.handover, office.policy.duty.desks[to_desk]
    due_at = desk.hours.working_days_later(work.at, plan.within_working_days)
    return Handover(
        person_id=person.id,
        from_desk=from_desk,
        to_desk=to_desk,
        reason=private(""),
        offered_by="",
        offered_at=work.at,
        answer_by=max(due_at, work.at + timedelta(hours=1)),
        attached=_attached(work, person, to_desk),
    )


def put_offer(
    office: Office,
    work: Work,
    person: PersonHeld,
    offer: Handover,
    *,
    officer: Officer,
    is_by_rule: bool = False,
) -> Handover:
    """Keep an offer, settle what it answers, and make both sides owe their part.

    Raises:
        ConflictError: An offer stands already.
    """
    if (standing := work.stewards.offer_of(person.id)) is not None:
        raise ConflictError(handover=standing.id, state=standing.state.value)
    kept = work.stewards.handovers.add(offer)
    _settle_asked(work, person.id, officer)
    is_reserved = bool(person.only_desk)
    _owe(office, work, kept, DiaryKind.HANDOVER, is_reserved=is_reserved)
    _owe(
        office,
        work,
        kept,
        DiaryKind.HANDOVER_AWAITED,
        is_reserved=is_reserved,
        is_now=is_by_rule,
    )
    work.audit.note(
        "handover.offered",
        actor=officer.login,
        person=person.id,
        handover=kept.id,
        to=kept.to_desk,
        attached=len(kept.attached),
        by_rule=int(is_by_rule),
    )
    return kept


def accept_handover(office: Office, *, officer: Officer, handover_id: int, words: str) -> Handover:
    """Accept a person in writing: owner, flags, reviews and ends pass in one transaction.

    What is owed at alerts stays with the desks that were told; a flag that the new owner may
    not know of stays at its own desk (P13).

    Raises:
        ConflictError: It was answered or taken back before.
        JudgementRefusedError: Nothing is written; `missing` is words.
        NotFoundError: There is no such offer.
        TransitionRefusedError: Another desk was asked.
    """
    with office.begin() as work:
        return accept_in(work, officer=officer, handover_id=handover_id, words=words)


def accept_in(
    work: Work, *, officer: Officer, handover_id: int, words: str, is_whole: bool = False
) -> Handover:
    """Accept a person inside an act that accepts others too; see `accept_handover`.

    Args:
        work: The transaction.
        officer: Of the desk that was asked.
        handover_id: Which offer.
        words: The acceptance.
        is_whole: Whether agreements, meetings and what follows events pass as well, as they
            must from a desk that closes.
    """
    offer = _locked(work, handover_id)
    taken = work.stewards.handovers.keep(
        offer.accept(officer.name, desk=officer.desk, words=words, at=work.at)
    )
    why = WHY.format(desk=taken.from_desk)
    work.people.give(taken.person_id, desk=taken.to_desk, why=why, officer=officer.name)
    moved = _move(work, taken) + (_move_the_rest(work, taken) if is_whole else 0)
    _stop(work, taken, officer)
    work.audit.note(
        "handover.accepted",
        actor=officer.login,
        person=taken.person_id,
        handover=taken.id,
        entries=moved,
    )
    return taken


def refuse_handover(office: Office, *, officer: Officer, handover_id: int, words: str) -> Handover:
    """Refuse a person with a reason; the owner must say who keeps him. Raises as `accept`."""
    with office.begin() as work:
        offer = _locked(work, handover_id)
        refused = work.stewards.handovers.keep(
            offer.refuse(officer.name, desk=officer.desk, words=words, at=work.at)
        )
        _stop(work, refused, officer)
        person = work.people.records.get(refused.person_id)
        is_reserved = bool(person.only_desk)
        _owe(office, work, refused, DiaryKind.HANDOVER_REFUSED, is_reserved=is_reserved)
        work.audit.note(
            "handover.refused",
            actor=officer.login,
            person=refused.person_id,
            handover=refused.id,
        )
        return refused


def take_back_handover(
    office: Office, *, officer: Officer, handover_id: int, words: str
) -> Handover:
    """Keep a person after all, before the other desk answered. Raises as `accept_handover`."""
    with office.begin() as work:
        offer = _locked(work, handover_id)
        kept = work.stewards.handovers.keep(
            offer.take_back(officer.name, desk=officer.desk, words=words, at=work.at)
        )
        _stop(work, kept, officer)
        work.audit.note(
            "handover.taken_back", actor=officer.login, person=kept.person_id, handover=kept.id
        )
        return kept


def _locked(work: Work, handover_id: int) -> Handover:
    """Return an offer with its person locked, so that two answers come one after the other."""
    offer = work.stewards.handovers.get(handover_id)
    work.people.records.locked([offer.person_id])
    return work.stewards.handovers.get(handover_id)


def _attached(work: Work, person: PersonHeld, to_desk: str) -> tuple[str, ...]:
    """Return the codes of what hangs on a record, as far as the new desk may know of it."""
    links = [
        one
        for one in work.people.links_of_person(person.id)
        if one.state is not LinkState.DIFFERENT and is_open_to(one.only_desk, to_desk)
    ]
    mentions = work.concerns.mentions_by_id([one.mention_id for one in links])
    concerns = work.concerns.of({one.concern_id for one in mentions.values()})
    flags = [one for one in work.flags.of(person.id) if one.is_seen_by(to_desk)]
    people = [f"person:{one}" for one in work.joinings.together([person.id])]
    subjects = [*people, *(f"flag:{one.id}" for one in flags)]
    owed = [one for subject in subjects for one in work.dispatch.owed(subject)]
    owed += _asked_of_owner(work, person.id)
    owed = [one for one in owed if one.only_desk in ("", to_desk)]
    return (
        *sorted(one.reference for one in concerns.values()),
        *(f"flag:{one.id}" for one in flags),
        *(f"diary:{one.id}" for one in owed),
    )


def _owe(
    office: Office,
    work: Work,
    offer: Handover,
    kind: DiaryKind,
    *,
    is_reserved: bool,
    is_now: bool = False,
) -> None:
    """Make one side owe its part of an offer; the side that only waits is asked when it is late.

    It is asked at once where the offer was made for it (`is_now`). Of a reserved person each
    side's entry is for that desk alone (P13).
    """
    is_asked = kind is DiaryKind.HANDOVER
    is_refused = kind is DiaryKind.HANDOVER_REFUSED
    due_at = offer.answer_by
    if is_refused:
        hours = office.policy.duty.desks[offer.from_desk].hours
        due_at = max(hours.working_days_later(work.at, 1), work.at + timedelta(hours=1))
    desk = offer.to_desk if is_asked else offer.from_desk
    work.dispatch.owe(
        DiaryEntry(
            kind=kind,
            subject=f"handover:{offer.id}" if not is_refused else f"person:{offer.person_id}",
            desk=desk,
            only_desk=desk if is_reserved else "",
            due_at=due_at,
            opened_at=work.at,
            next_at=work.at if is_asked or is_refused or is_now else due_at,
            ladder=office.policy.called.handover.ladder,
            cause=f"handover:{offer.id}:{kind.value}",
        )
    )


def _stop(work: Work, offer: Handover, officer: Officer) -> None:
    """End what both sides owed for an offer; its pings stop in the same transaction."""
    for entry in work.dispatch.owed(f"handover:{offer.id}"):
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _settle_asked(work: Work, person_id: int, officer: Officer) -> None:
    """A new offer answers who keeps a person, after a refusal or a place told elsewhere."""
    asked = (DiaryKind.HANDOVER_REFUSED, DiaryKind.MOVED)
    for one in work.joinings.together([person_id]):
        for entry in work.dispatch.owed(f"person:{one}", *asked):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _move(work: Work, offer: Handover) -> int:
    """Pass flags, and what is owed about them and the person; returns how many entries.

    What follows an event is asked of the owner, so it is the new one's to say. What rests on a
    hidden link, for the old desk alone, stays with that desk (P13).
    """
    flags = flags_that_move(
        work.flags.of(offer.person_id), from_desk=offer.from_desk, to_desk=offer.to_desk
    )
    for flag in flags:
        work.flags.move(flag, to_desk=offer.to_desk)
    moved = _pass_entries(work, offer, _owed_about(work, [f"flag:{flag.id}" for flag in flags]))
    people = [f"person:{one}" for one in work.joinings.together([offer.person_id])]
    about = _owed_about(work, people) + _asked_of_owner(work, offer.person_id)
    if not work.people.records.get(offer.person_id).only_desk:
        about = [one for one in about if not one.only_desk]
    return moved + _pass_entries(work, offer, about)


def _move_the_rest(work: Work, offer: Handover) -> int:
    """Pass what else the old desk does for a person; returns how many entries were owed.

    Agreements, meetings not closed yet, applications and what families are told, and what is
    owed after events: of a desk that closes nobody is left to do them.
    """
    who, old = offer.person_id, offer.from_desk
    stewards, families = work.stewards, work.families
    subjects = [f"event:{one.id}" for one in stewards.events_of(who)]
    for agreement in stewards.agreements_of(who):
        if agreement.desk == old:
            stewards.agreements.keep(replace(agreement, desk=offer.to_desk))
            subjects.append(f"agreement:{agreement.id}")
    for meeting in stewards.meetings_of(who):
        if meeting.desk == old and meeting.closed_at is None:
            stewards.meetings.keep(replace(meeting, desk=offer.to_desk))
            subjects.append(f"meeting:{meeting.id}")
    for application in families.applications_of(who):
        if application.desk == old:
            families.applications.keep(replace(application, desk=offer.to_desk))
            subjects.append(f"application:{application.id}")
    for decision in families.decisions_of(who):
        if decision.desk == old:
            families.decisions.keep(replace(decision, desk=offer.to_desk))
            subjects.append(f"telling:{decision.id}")
    return _pass_entries(work, offer, _owed_about(work, subjects))


def _owed_about(work: Work, subjects: Iterable[str]) -> list[DiaryEntry]:
    return [one for subject in subjects for one in work.dispatch.owed(subject)]


def _asked_of_owner(work: Work, person_id: int) -> list[DiaryEntry]:
    """Return what the owner is asked to say after events, as what manages him now."""
    events = [f"event:{one.id}" for one in work.stewards.events_of(person_id)]
    return [one for subject in events for one in work.dispatch.owed(subject, DiaryKind.AFTER_EVENT)]


def _pass_entries(work: Work, offer: Handover, entries: Iterable[DiaryEntry]) -> int:
    """Pass what the old desk owes among some entries; returns how many."""
    owed = [one for one in entries if one.desk == offer.from_desk]
    for entry in owed:
        only = offer.to_desk if entry.only_desk else ""
        work.dispatch.diary.keep(replace(entry, desk=offer.to_desk, only_desk=only))
    return len(owed)
