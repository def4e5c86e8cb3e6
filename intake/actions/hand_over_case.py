"""One child's case passes from desk to desk: offered with its alert, accepted in writing.

Read `offer_case`, then `answer_case_offer`. The desk that offers owns it until the other accepts,
and silence climbs on both sides, as with a person (`hand_over`).
"""

from datetime import timedelta

from intake.actions.ask_agency import desks_to_ask
from intake.actions.close_child_case import owner_of
from intake.actions.freeze_dossier import matter_of_concern
from intake.actions.open_child_cases import cause_of
from intake.actions.seats import raise_seated
from intake.domain.alert import Alert
from intake.domain.case_offer import CaseOffer, check_case_offer
from intake.domain.child_case import KIND_OF_PART, ChildCase
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.handover import HandoverState
from intake.domain.held import ConcernHeld, Officer, View
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work

NEEDED = frozenset({"concern.story", "child.details"})
"""What a desk must see of a report in its own area to take a child's case on."""
OFFERED = "This child’s case is offered to your desk: accept it in writing, or say why not."


def desks_to_offer(
    office: Office, work: Work, concern: ConcernHeld, *, desk: str
) -> tuple[str, ...]:
    """Return which desks may take a child's case on, in the order of the settings.

    Left out are those whose own people the report is about, and those whose table of access does
    not let them read of a child (promise P13).
    """
    areas, book = office.policy.areas, office.policy.duty
    kinds = {
        kind
        for grant in office.policy.access.grants
        if grant.fields >= NEEDED
        for kind in grant.agencies
    }
    found = desks_to_ask(office, work, matter_of_concern(work, concern, desk), desk=desk)
    return tuple(one for one in found if areas.agencies[book.desk(one).agency].kind in kinds)


def offer_case(
    office: Office, *, officer: Officer, case_id: int, to_desk: str, reason: str
) -> CaseOffer:
    """Offer a child's case to another desk, which hears of the child by an alert.

    Args:
        office: Desks, deadline and ladder in force.
        officer: Of the desk that owns the case.
        case_id: Which case.
        to_desk: Who is asked.
        reason: Why.

    Raises:
        ConflictError: An offer stands already, or the case is closed or about to be.
        JudgementRefusedError: `missing` holds to_desk or words.
        NotFoundError: There is no such case.
        TransitionRefusedError: Another desk owns it.
    """
    with office.begin() as work:
        case, concern = _locked(work, case_id)
        check_case_offer(
            case,
            owner=owner_of(office, case),
            desk=officer.desk,
            to_desk=to_desk,
            may_take=desks_to_offer(office, work, concern, desk=officer.desk),
            reason=reason,
        )
        if work.case_offers.standing([case.id]):
            raise ConflictError(what="case_offer")
        plan, hours = office.policy.called.handover, office.policy.duty.desk(to_desk).hours
        due_at = hours.working_days_later(work.at, plan.within_working_days)
        kept = work.case_offers.shelf.add(
            CaseOffer(
                case_id=case.id,
                from_desk=officer.desk,
                to_desk=to_desk,
                reason=private(reason.strip()),
                offered_by=officer.name,
                offered_at=work.at,
                answer_by=max(due_at, work.at + timedelta(hours=1)),
            )
        )
        raise_seated(office, work, [_alert(office, work, case, to_desk)], concern)
        _owe(office, work, kept, DiaryKind.HANDOVER, desk=to_desk)
        _owe(office, work, kept, DiaryKind.HANDOVER_AWAITED, desk=officer.desk)
        work.audit.note(
            "child_case.offered",
            actor=officer.login,
            case=case.id,
            offer=kept.id,
            to=to_desk,
        )
        return kept


def answer_case_offer(
    office: Office, *, officer: Officer, case_id: int, state: HandoverState, words: str
) -> CaseOffer:
    """Accept or refuse the offer of a case that stands, or take it back.

    Accepted, the case is the other desk's from that moment. Refused, the owner says who goes on.

    Raises:
        ConflictError: None stands any more.
        JudgementRefusedError: `missing` is words.
        NotFoundError: There is no such case.
        TransitionRefusedError: That is for another desk to say.
    """
    with office.begin() as work:
        case, _ = _locked(work, case_id)
        offer = work.case_offers.standing([case.id]).get(case.id)
        if offer is None:
            raise ConflictError(what="case_offer")
        kept = work.case_offers.shelf.keep(
            offer.answered(state, officer=officer.name, desk=officer.desk, words=words, at=work.at)
        )
        if state is HandoverState.ACCEPTED:
            work.concerns.child_cases.keep(case.passed_to(kept.to_desk))
        for entry in work.dispatch.owed(_subject(kept)):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        if state is HandoverState.REFUSED:
            _owe_refused(office, work, kept, case)
        work.audit.note(
            f"child_case.{state.value}", actor=officer.login, case=case.id, offer=kept.id
        )
        return kept


def _locked(work: Work, case_id: int) -> tuple[ChildCase, ConcernHeld]:
    """Return a case and its concern, locked, so that two acts come one after the other."""
    case = work.concerns.child_cases.by_id([case_id]).get(case_id)
    if case is None:
        raise NotFoundError(what="child_case")
    work.concerns.records.locked([case.concern_id])
    return work.concerns.child_cases.get(case_id), work.concerns.records.get(case.concern_id)


def _alert(office: Office, work: Work, case: ChildCase, desk: str) -> Alert:
    return Alert(
        kind=KIND_OF_PART[case.part],
        desk=desk,
        urgency=Urgency.NEXT_DAY,
        made_at=work.at,
        policy_hash=office.policy.hash,
        concern_id=case.concern_id,
        because=(OFFERED,),
        view=View.OPEN.value,
        cause=cause_of(case.id),
    )


def _owe(office: Office, work: Work, offer: CaseOffer, kind: DiaryKind, *, desk: str) -> None:
    """Make one side owe its part of an offer; the side that waits is asked when it is late."""
    is_asked = kind is DiaryKind.HANDOVER
    work.dispatch.owe(
        DiaryEntry(
            kind=kind,
            subject=_subject(offer),
            desk=desk,
            due_at=offer.answer_by,
            opened_at=work.at,
            next_at=work.at if is_asked else offer.answer_by,
            ladder=office.policy.called.handover.ladder,
            cause=f"{_subject(offer)}:{kind.value}",
        )
    )


def _owe_refused(office: Office, work: Work, offer: CaseOffer, case: ChildCase) -> None:
    hours = office.policy.duty.desk(offer.from_desk).hours
    due_at = max(hours.working_days_later(work.at, 1), work.at + timedelta(hours=1))
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.HANDOVER_REFUSED,
            subject=f"concern:{case.concern_id}",
            desk=offer.from_desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=work.at,
            ladder=office.policy.called.handover.ladder,
            cause=f"{_subject(offer)}:refused",
        )
    )


def _subject(offer: CaseOffer) -> str:
    return f"case_offer:{offer.id}"
