"""Closing a concern: four ways, refused while anything is missing, often by two officers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from intake.actions.alerting import first_owner_of
from intake.actions.entries import flags_in
from intake.actions.freeze_dossier import freeze, lacking, matter_of_concern, settle
from intake.actions.keep_contact import is_concern_heard_beside_him_only
from intake.actions.routing_facts import own_people_of
from intake.domain.band import Band
from intake.domain.child_case import CaseState
from intake.domain.closing import ClosedHow, ClosingFacts, check_closing, needs_second
from intake.domain.codes import normal_reference
from intake.domain.deciding import Said
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.dossier import Decided, Dossier
from intake.domain.errors import ClosureRefusedError, ConflictError
from intake.domain.held import CheckState, Closing, ConcernHeld, LinkHeld, Officer, View
from intake.domain.person import FlagStatus, LinkState, is_open_to
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band as MatchBand

WAITING, CLOSED = "waiting", "closed"
LEADS = (MatchBand.STRONG.value, MatchBand.POSSIBLE.value)


def close_concern(
    office: Office,
    *,
    officer: Officer,
    concern_id: int,
    how: str,
    detail: str = "",
    reason: str = "",
    look_again_on: date | None = None,
    said: Said | None = None,
) -> Closing:
    """Close a concern, or propose it where a second officer is needed.

    Args:
        office: Settings in force.
        officer: Who closes.
        concern_id: Which concern.
        how: passed_on, same_as, not_safeguarding or no_further_action.
        detail: Who accepted it, or the reference it is the same as.
        reason: Why, in words.
        look_again_on: The day to look again; needed for a weighty concern.
        said: What it rests on, what was found of each sign, why nobody else was asked; None
            says nothing of it.

    Returns:
        The closing; its state is *waiting* until a second officer confirms it.

    Raises:
        ClosureRefusedError: `missing` names everything that is missing.
        ConflictError: It is closed already.
    """
    try:
        way = ClosedHow(how)
    except ValueError:
        raise ClosureRefusedError(missing=("how",)) from None
    said = said or Said()
    with office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        if concern.state == CLOSED:
            raise ConflictError(what="concern")
        facts = closing_facts(office, work, concern, officer, said=said)
        check_closing(
            way,
            facts,
            detail=detail,
            reason=reason,
            look_again_on=look_again_on,
            today=office.policy.duty.office.local_day(work.at),
            said=said,
        )
        _check_same_as(work, way, detail, concern)
        closing = work.concerns.closings.add(
            Closing(
                concern_id=concern.id,
                how=way.value,
                detail=private(detail),
                reason=private(reason),
                officer=officer.name,
                look_again_on=look_again_on,
                at=work.at,
                state=WAITING if needs_second(way, facts) else CLOSED,
            )
        )
        work.audit.note(
            "concern.closing", actor=officer.login, concern=concern.reference, how=way.value
        )
        if closing.state == CLOSED:
            _close(office, work, concern, closing)
        freeze(
            office,
            work,
            officer=officer,
            decided=Decided.CLOSING,
            act_id=closing.id,
            matter=matter_of_concern(work, concern, officer.desk),
            said=said,
            since=concern.received_at,
            is_final=closing.state == CLOSED,
        )
        return closing


def confirm_closing(office: Office, *, officer: Officer, closing_id: int) -> Closing:
    """Confirm a colleague's closing as the second officer.

    Raises:
        ClosureRefusedError: `missing` is second_officer where it is the same human, or what
            has come to be missing since.
        ConflictError: It was settled already.
    """
    with office.begin() as work:
        closing = work.concerns.closings.get(closing_id)
        if closing.state != WAITING:
            raise ConflictError(what="closing")
        if closing.officer == officer.name:
            raise ClosureRefusedError(missing=("second_officer",))
        concern = work.concerns.records.get(closing.concern_id)
        if concern.state == CLOSED:
            raise ConflictError(what="concern")
        said = _said_in(work.decisions.of_act(Decided.CLOSING, closing.id))
        facts = closing_facts(office, work, concern, officer, said=said)
        check_closing(
            ClosedHow(closing.how),
            replace(facts, opened=facts.earlier),
            detail=closing.detail.reveal(),
            reason=closing.reason.reveal(),
            look_again_on=closing.look_again_on,
            today=office.policy.duty.office.local_day(closing.at),
            said=said,
        )
        settled = work.concerns.closings.keep(replace(closing, second=officer.name, state=CLOSED))
        work.audit.note("concern.closing_confirmed", actor=officer.login, concern=concern.reference)
        _close(office, work, concern, settled)
        settle(office, work, officer=officer, decided=Decided.CLOSING, act_id=closing.id)
        return settled


def _said_in(dossier: Dossier | None) -> Said:
    """Return what was said beside a proposed closing; its table is the second officer's anew."""
    if dossier is None:
        return Said()
    return Said(
        alone_because=dossier.alone_because.reveal(),
        grounds=dossier.grounds,
        beside=dossier.beside,
        answers=dossier.answers,
    )


def closing_facts(
    office: Office, work: Work, concern: ConcernHeld, officer: Officer, *, said: Said | None = None
) -> ClosingFacts:
    """Gather what closing depends on, as far as the officer's desk may know (P13)."""
    links = links_in_view(work, concern, officer.desk)
    people = {link.person_id for link in links}
    signs = [office.policy.sign_book.sign_of(said.sign) for said in concern.body.signs]
    unjudged = [one for one in links if one.state is LinkState.POSSIBLE and one.band in LEADS]
    earlier = earlier_concerns(office, work, concern, people, desk=officer.desk)
    matter, subject = matter_of_concern(work, concern, officer.desk), f"concern:{concern.id}"
    return ClosingFacts(
        is_checked=is_checked(work, concern.id),
        is_flagged=any(is_flagged_for(work, person_id, officer.desk) for person_id in people),
        is_weighty=any(_band(work, person_id) >= Band.REVIEW for person_id in people),
        has_telling_sign=any(sign.cls > 1 for sign in signs),
        has_unjudged_lead=any(not work.people.judgements_of(one.id) for one in unjudged),
        earlier=earlier,
        opened=frozenset(
            reference for reference in earlier if _has_opened(work, officer, reference, concern)
        ),
        is_unfinished=concern.is_unfinished,
        is_heard_beside_him=is_concern_heard_beside_him_only(
            office,
            work,
            officer,
            concern,
            firmly_about(work, concern, officer.desk),
        ),
        telling=frozenset(sign.id for sign in signs if sign.cls > 1),
        owes_follow_up=bool(work.dispatch.owed(subject, DiaryKind.THERAPY_REMARK)),
        lacking=lacking(office, work, matter, said or Said(), officer.desk),
        open_children=sum(
            one.state is not CaseState.CLOSED for one in work.concerns.child_cases_of(concern.id)
        ),
    )


def is_checked(work: Work, concern_id: int) -> bool:
    """Whether the newest check of every mention, the story and each addition was made (P2)."""
    checks = (one for one in work.concerns.checks_of(concern_id) if not one.only_desk)
    newest = {check.of_what: check.state for check in checks}
    return bool(newest) and CheckState.NOT_CHECKED not in newest.values()


def links_in_view(work: Work, concern: ConcernHeld, desk: str) -> list[LinkHeld]:
    """Return the links of a concern that a desk may know of, rejected ones left out."""
    mentions = [mention.id for mention in work.concerns.mentions_of(concern.id)]
    return [
        link
        for link in work.people.links_of_mentions(mentions)
        if link.state is not LinkState.DIFFERENT and is_open_to(link.only_desk, desk)
    ]


def firmly_about(work: Work, concern: ConcernHeld, desk: str) -> tuple[int, ...]:
    """Return whom a concern is surely about, as far as a desk may know."""
    links = links_in_view(work, concern, desk)
    firm = (one.person_id for one in links if one.is_own or one.state is LinkState.SAME)
    return tuple(dict.fromkeys(firm))


def is_flagged_for(work: Work, person_id: int, desk: str) -> bool:
    """Whether a person has an active flag that a desk may know of."""
    return any(
        flag.is_seen_by(desk)
        for flag in flags_in(View.WHOLE, work.flags.of(person_id))
        if flag.status is FlagStatus.ACTIVE
    )


def earlier_concerns(
    office: Office, work: Work, concern: ConcernHeld, people: Iterable[int], *, desk: str
) -> frozenset[str]:
    """Return references of other concerns about the same people, as far as a desk may know.

    Left out are links that it may not know of, and concerns about its own people: what nobody
    there can open must not be asked for, and must not betray itself (promise P13).
    """
    mention_ids = [
        link.mention_id
        for person_id in people
        for link in work.people.links_of_person(person_id)
        if link.state is not LinkState.DIFFERENT and is_open_to(link.only_desk, desk)
    ]
    ids = {one.concern_id for one in work.concerns.mentions_by_id(mention_ids).values()}
    return frozenset(
        other.reference
        for other in work.concerns.of(ids - {concern.id}).values()
        if not _is_about_desk(office, work, other, desk)
    )


def _is_about_desk(office: Office, work: Work, concern: ConcernHeld, desk: str) -> bool:
    own = own_people_of(office, work, concern)
    known = office.policy.duty.desks.get(desk)
    return desk in own.desks or (known is not None and known.agency in own.agencies)


def _band(work: Work, person_id: int) -> Band:
    kept = work.people.standing(person_id, View.OPEN)
    return kept.state.band if kept else Band.NOTE


def _has_opened(work: Work, officer: Officer, reference: str, concern: ConcernHeld) -> bool:
    return work.audit.noted_since(
        "concern.opened", officer.login, concern.received_at, facts=f'"{reference}"'
    )


def _check_same_as(work: Work, how: ClosedHow, detail: str, concern: ConcernHeld) -> None:
    if how is not ClosedHow.SAME_AS:
        return
    reference = normal_reference(detail)
    other = work.concerns.by_reference(reference) if reference else None
    if other is None or other.id == concern.id:
        raise ClosureRefusedError(missing=("same_as",))


def _close(office: Office, work: Work, concern: ConcernHeld, closing: Closing) -> None:
    """Close, and write down the day on which somebody looks again."""
    work.concerns.records.keep(
        replace(
            concern,
            state=CLOSED,
            closed_how=closing.how,
            closed_by=closing.officer,
            closed_second=closing.second,
            closed_reason=closing.reason,
            closed_at=work.at,
            look_again_on=closing.look_again_on,
            version=concern.version + 1,
        )
    )
    if closing.look_again_on is None:
        return
    diary = office.policy.diary
    due_at = diary.office.moment_of(closing.look_again_on, diary.hour)
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.LOOK_AGAIN,
            subject=f"concern:{concern.id}",
            desk=first_owner_of(office, work, concern.id),
            due_at=due_at,
            opened_at=work.at,
            next_at=due_at,
            ladder=diary.ladder,
            cause=f"closing:{closing.id}",
        )
    )
