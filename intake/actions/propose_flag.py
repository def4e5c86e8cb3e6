"""A flag is proposed by any agency, agreed by a second, accepted by who will own it.

Read `propose_flag`, then `agree_proposal` and `accept_proposal`. Only then it stands on the list.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from intake.actions.ask_agency import desks_to_ask
from intake.actions.freeze_dossier import Matter
from intake.actions.recheck import ask_for_recheck
from intake.actions.weigh_person import weigh_person
from intake.domain.diary import DiaryEntry, DiaryKind, diary_of_flag
from intake.domain.errors import ConflictError, FlagRefusedError, NotFoundError
from intake.domain.held import Officer, PersonHeld, PersonKind
from intake.domain.person import Flag, RiskLevel, SeenBy, is_open_to
from intake.domain.private import private
from intake.domain.proposal import Proposal, Wanted, check_proposal, is_child_by
from intake.store.office import Office
from intake.store.work import Work

BECAUSE = "accepted a flag that two agencies agreed"


def propose_flag(office: Office, *, officer: Officer, person_id: int, wanted: Wanted) -> Proposal:
    """Propose a flag, and ask a desk of another agency to agree.

    Args:
        office: Kinds, desks, clock and ladder in force.
        officer: Who proposes; of any agency.
        person_id: For whom.
        wanted: What is proposed.

    Raises:
        ConflictError: A flag of this kind is proposed, or stands, already.
        FlagRefusedError: `missing` names what it lacks; adult for somebody under 18; joined
            for a record that went into another.
        NotFoundError: There is no such person.

    Why:
        People who present a risk are to be identified and flagged in the agencies, and managed
        together (Peterborough review, learning point 2, row P34); a child is never (row P46).
    """
    with office.begin() as work:
        work.people.records.locked([person_id])
        person = _standing_record(work, person_id, officer)
        today = office.policy.duty.office.local_day(work.at)
        seconds, owners = desks_for(office, work, person, officer.desk)
        check_proposal(
            wanted,
            kinds=office.policy.areas.flag_kinds,
            seconds=seconds,
            desks=owners,
            is_child=_is_child(person, today),
            today=today,
        )
        if any(one.is_open and one.kind == wanted.kind for one in _proposals(work, person_id)):
            raise ConflictError(what="proposal")
        kept = work.decisions.proposals.add(
            Proposal(
                person_id=person_id,
                kind=wanted.kind,
                category=wanted.category.strip(),
                level=wanted.level.strip(),
                risk=wanted.risk,
                terms=wanted.terms,
                reason=private(wanted.reason.strip()),
                lawful_basis=wanted.lawful_basis.strip(),
                second_desk=wanted.second_desk,
                owner_desk=wanted.owner_desk,
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
                only_desk=person.only_desk,
            )
        )
        _owe(office, work, kept, DiaryKind.AGREE_PROPOSAL, kept.second_desk)
        _note(work, officer, kept, "proposal.made")
        return kept


def agree_proposal(office: Office, *, officer: Officer, proposal_id: int, words: str) -> Proposal:
    """Agree for a second agency, and ask the desk that is to own the flag.

    Raises:
        ConflictError: It waits for nobody's agreement.
        FlagRefusedError: `missing` is words.
        NotFoundError: There is no such proposal.
        TransitionRefusedError: It is the agency that proposed it.
    """
    with office.begin() as work:
        proposal = _locked(work, proposal_id)
        book = office.policy.duty
        kept = work.decisions.proposals.keep(
            proposal.agreed(
                words,
                officer=officer.name,
                desk=officer.desk,
                agency=book.desk(officer.desk).agency,
                proposer=book.desk(proposal.desk).agency,
                at=work.at,
            )
        )
        _meet(work, officer, kept)
        _owe(office, work, kept, DiaryKind.ACCEPT_PROPOSAL, kept.owner_desk)
        _note(work, officer, kept, "proposal.agreed")
        return kept


def accept_proposal(
    office: Office, *, officer: Officer, proposal_id: int, review_on: date | None
) -> Proposal:
    """Accept a flag that two agencies agreed: it stands from now on, with an owner and a review.

    Everybody reported earlier is looked up again by it (P3), its ends are owed (P8), and the
    person is weighed with it.

    Raises:
        ConflictError: It is not agreed, or over.
        FlagRefusedError: `missing` is review_on, or joined as in `propose_flag`.
        NotFoundError: There is no such proposal.
        TransitionRefusedError: Another desk was asked to own it.
    """
    with office.begin() as work:
        proposal = _locked(work, proposal_id)
        today = office.policy.duty.office.local_day(work.at)
        accepted = proposal.accepted(
            review_on, officer=officer.name, desk=officer.desk, today=today, at=work.at
        )
        person = _standing_record(work, accepted.person_id, officer)
        flag = _flagged(office, work, person, accepted)
        kept = work.decisions.proposals.keep(replace(accepted, flag_id=flag.id))
        _meet(work, officer, kept)
        _note(work, officer, kept, "proposal.accepted")
        return kept


def refuse_proposal(office: Office, *, officer: Officer, proposal_id: int, words: str) -> Proposal:
    """Refuse a proposal for a desk that was asked; who proposed it reads why, and may challenge.

    Raises:
        ConflictError: It is over.
        FlagRefusedError: `missing` is words.
        NotFoundError: There is no such proposal.
        TransitionRefusedError: This desk was not asked.
    """
    with office.begin() as work:
        proposal = _locked(work, proposal_id)
        refused = proposal.refused(
            words,
            officer=officer.name,
            desk=officer.desk,
            may=(proposal.second_desk, proposal.owner_desk),
            at=work.at,
        )
        return _ended(work, officer, refused, "proposal.refused")


def withdraw_proposal(
    office: Office, *, officer: Officer, proposal_id: int, words: str
) -> Proposal:
    """Take a proposal back; raises as `refuse_proposal`, of the desk that made it."""
    with office.begin() as work:
        proposal = _locked(work, proposal_id)
        over = proposal.withdrawn(words, officer=officer.name, desk=officer.desk, at=work.at)
        return _ended(work, officer, over, "proposal.withdrawn")


def desks_for(
    office: Office, work: Work, person: PersonHeld, desk: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which desks may be asked to agree, and which to own a flag.

    Never one about whose own people it is, nor one that may not know of the person (P13).
    """
    book = office.policy.duty
    others = desks_to_ask(office, work, Matter((person.id,)), desk=desk)
    own = book.desk(desk).agency
    return tuple(one for one in others if book.desk(one).agency != own), (desk, *others)


def _flagged(office: Office, work: Work, person: PersonHeld, proposal: Proposal) -> Flag:
    """Put the flag on the list, and do all that follows from one."""
    version = work.people.new_list_version("flag")
    named = tuple(person.only_desk.split())
    flag = work.flags.add(
        Flag(
            kind=proposal.kind,
            agency=office.policy.duty.desk(proposal.owner_desk).agency,
            area=office.policy.duty.desk(proposal.owner_desk).area,
            owner_desk=proposal.owner_desk,
            review_on=proposal.review_on,
            source=f"proposal {proposal.id}, agreed by two agencies",
            lawful_basis=proposal.lawful_basis,
            category=proposal.category,
            level=proposal.level,
            risk=proposal.risk,
            assessed_high=proposal.risk is RiskLevel.HIGH,
            seen_by=SeenBy.NAMED if named else SeenBy.ALL,
            named_desks=named,
            starts_on=office.policy.duty.office.local_day(work.at),
            terms=proposal.terms,
            person_id=person.id,
        ),
        visible_from=version,
    )
    if person.kind is PersonKind.EMERGING:
        work.people.records.keep(
            replace(person, kind=PersonKind.FLAGGED, version=person.version + 1)
        )
    if work.people.owner(person.id) is None:
        work.people.give(person.id, desk=proposal.owner_desk, why=BECAUSE)
    for entry in diary_of_flag(flag, office.policy.diary, at=work.at):
        work.dispatch.owe(entry)
    ask_for_recheck(work, cause=f"flag:{flag.id}", person_id=person.id)
    weigh_person(office, work, person.id, lead=proposal.owner_desk)
    return flag


def _standing_record(work: Work, person_id: int, officer: Officer) -> PersonHeld:
    """Return a record that a flag may stand on.

    Raises:
        FlagRefusedError: It went into another that this desk may know of; `missing` is joined.
        NotFoundError: There is no such person.

    Why: a flag on a record that went would be looked for where nobody looks any more.
    """
    person = work.people.records.get(person_id)
    head = work.people.records.get(work.joinings.head_of(person_id))
    if head.id != person.id and is_open_to(head.only_desk, officer.desk):
        raise FlagRefusedError(missing=("joined",))
    return person


def _proposals(work: Work, person_id: int) -> Sequence[Proposal]:
    return work.decisions.proposals_of(person_id)


def _is_child(person: PersonHeld, today: date) -> bool:
    body = person.body
    return is_child_by(body.birth, body.age_low, body.age_as_of, today=today)


def _locked(work: Work, proposal_id: int) -> Proposal:
    found = work.decisions.proposals.by_id([proposal_id]).get(proposal_id)
    if found is None:
        raise NotFoundError(what="proposal")
    work.people.records.locked([found.person_id])
    return work.decisions.proposals.get(proposal_id)


def _ended(work: Work, officer: Officer, proposal: Proposal, event: str) -> Proposal:
    kept = work.decisions.proposals.keep(proposal)
    _meet(work, officer, kept)
    _note(work, officer, kept, event)
    return kept


def _owe(office: Office, work: Work, proposal: Proposal, kind: DiaryKind, desk: str) -> None:
    plan, hours = office.policy.decisions.proposal, office.policy.duty.desk(desk).hours
    work.dispatch.owe(
        DiaryEntry(
            kind=kind,
            subject=f"proposal:{proposal.id}",
            desk=desk,
            due_at=hours.working_days_later(work.at, plan.within_working_days),
            opened_at=work.at,
            next_at=work.at,
            ladder=plan.ladder,
            cause=f"proposal:{proposal.id}:{kind.value}",
            only_desk=desk if proposal.only_desk else "",
        )
    )


def _meet(work: Work, officer: Officer, proposal: Proposal) -> None:
    for entry in work.dispatch.owed(f"proposal:{proposal.id}"):
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _note(work: Work, officer: Officer, proposal: Proposal, event: str) -> None:
    work.audit.note(
        event,
        actor=officer.login,
        proposal=proposal.id,
        person=proposal.person_id,
        kind=proposal.kind,
    )
