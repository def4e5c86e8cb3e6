"""The cases of a concern's children, cut down to what the reader may see."""

from collections.abc import Iterable
from dataclasses import replace

from intake.actions.close_child_case import owner_of
from intake.actions.hand_over_case import desks_to_offer
from intake.actions.open_child_cases import cause_of
from intake.domain.alert import Alert
from intake.domain.case_offer import CaseOffer
from intake.domain.child_case import CaseState, ChildCase
from intake.domain.held import ConcernHeld, MentionHeld
from intake.duty.sight import Sight
from intake.duty.views import ChildCaseView
from intake.duty.wording import called

CHILD_DETAILS = "child.details"


def child_cases_of(
    sight: Sight,
    concern: ConcernHeld,
    seen: frozenset[str],
    mentions: Iterable[MentionHeld],
    alerts: Iterable[Alert],
) -> tuple[ChildCaseView, ...]:
    """Return the cases of a concern's children, the first opened first; usually none.

    Args:
        sight: What the officer may see.
        concern: The concern, whose story the officer may read.
        seen: The fields of it that they see.
        mentions: Everybody told of in it.
        alerts: All alerts of it; a case opens at the reader's own.
    """
    cases = sight.work.concerns.child_cases_of(concern.id)
    if not cases:
        return ()
    names = {one.id: called(one.body) for one in mentions} if CHILD_DETAILS in seen else {}
    own = {one.cause: one.id for one in alerts if one.desk == sight.reader.desk}
    offers = sight.work.case_offers.standing(one.id for one in cases)
    may_take: tuple[tuple[str, str], ...] = ()
    if sight.may("hand_over") and any(_is_ours(sight, one) for one in cases):
        found = desks_to_offer(sight.office, sight.work, concern, desk=sight.reader.desk)
        may_take = tuple((name, sight.desk_title(name)) for name in found)
    return tuple(
        _offered(sight, one, _view(sight, one, names, own), offers.get(one.id), may_take)
        for one in cases
    )


def _is_ours(sight: Sight, case: ChildCase) -> bool:
    return owner_of(sight.office, case) == sight.reader.desk


def _offered(
    sight: Sight,
    case: ChildCase,
    view: ChildCaseView,
    offer: CaseOffer | None,
    may_take: tuple[tuple[str, str], ...],
) -> ChildCaseView:
    """Return a case with its offer that stands, or with whom it may be offered to."""
    is_open = case.state is CaseState.OPEN
    if offer is None:
        return replace(view, may_take=may_take if is_open and _is_ours(sight, case) else ())
    return replace(
        view,
        offered_to=sight.desk_title(offer.to_desk),
        offered_by=offer.offered_by,
        offer_reason=offer.reason.reveal(),
        answer_by=offer.answer_by,
        can_answer=offer.to_desk == sight.reader.desk and sight.may("accept_handover"),
        can_take_back=offer.from_desk == sight.reader.desk and sight.may("hand_over"),
        can_propose=False,
        can_confirm=False,
    )


def case_of_alert(alert: Alert, cases: Iterable[ChildCaseView]) -> int:
    """Return the number of the case that an alert is for; 0 where it is for none."""
    return next((one.case_id for one in cases if cause_of(one.case_id) == alert.cause), 0)


def _view(
    sight: Sight, case: ChildCase, names: dict[int, str], own: dict[str, int]
) -> ChildCaseView:
    is_ours = _is_ours(sight, case)
    is_waiting = case.state is CaseState.WAITING
    is_other = case.officer != sight.officer.name
    return ChildCaseView(
        case_id=case.id,
        part=case.part.value,
        is_known=case.mention_id is not None,
        label=names.get(case.mention_id, "") if case.mention_id is not None else "",
        desk=sight.desk_title(case.desk),
        state=case.state.value,
        opened_at=case.opened_at,
        words=case.words.reveal(),
        officer=case.officer,
        proposed_at=case.proposed_at,
        second=case.second,
        closed_at=case.closed_at,
        alert_id=own.get(cause_of(case.id), 0),
        can_propose=is_ours and case.state is CaseState.OPEN and sight.may("propose_close"),
        can_confirm=is_ours and is_waiting and is_other and sight.may("confirm_close"),
    )
