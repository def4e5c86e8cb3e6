"""Recording how it came out: one named human says it, a second says yes or no.

Read `record_outcome`, then `confirm_outcome`; what follows is done in `clear_person.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from intake.actions.clear_person import carry_out, restore
from intake.actions.freeze_dossier import Matter, drop, freeze, lacking, settle
from intake.actions.keep_contact import is_heard_beside_him_only
from intake.actions.set_standing import LOOKED_WITHIN
from intake.domain.deciding import Said
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.dossier import Decided
from intake.domain.errors import ConflictError, JudgementRefusedError, NotFoundError
from intake.domain.held import Officer, PersonHeld
from intake.domain.outcome import (
    OF_SOME_REPORTS,
    Outcome,
    OutcomeKind,
    OutcomeState,
    Statement,
    check_outcome,
    check_second,
    check_statement,
)
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work

ON_ACCOUNTS = frozenset({OutcomeKind.UNSUBSTANTIATED, OutcomeKind.UNFOUNDED, OutcomeKind.MALICIOUS})
"""Outcomes that lean on what people said; nobody is let off by a denial made beside him."""

ENDED = {OutcomeState.REFUSED: "outcome.refused", OutcomeState.TAKEN_BACK: "outcome.taken_back"}


def record_outcome(
    office: Office,
    *,
    officer: Officer,
    person_id: int,
    kind: str,
    concern_ids: Sequence[int] = (),
    meant_id: int | None = None,
    reason: str,
    said: Said | None = None,
) -> Outcome:
    """Record how it came out; nothing follows before a second human confirms it.

    The desk owes that second look on the diary, so that it does not lie.

    Args:
        office: Settings in force.
        officer: Who says it.
        person_id: Of whom.
        kind: substantiated, unsubstantiated, unfounded, mistaken_identity or malicious.
        concern_ids: The reports that are mistaken or malicious.
        meant_id: Of mistaken identity: whom they really mean, where that is known.
        reason: Why; everybody who may read the record reads it.
        said: What is said beside it: one that clears then needs another agency's view, or why
            none was had. None only where history is played.

    Raises:
        ConflictError: An outcome waits already, or the record is joined to another: what is said
            now is said of both, there.
        JudgementRefusedError: As `check_outcome`; `missing` is meant where it is he himself,
            seen_apart where it would lean on what was said beside him alone, changed or
            second_view as `freeze_dossier.lacking` says.
        NotFoundError: There is no such person.
    """
    found = check_outcome(kind, concern_ids, reason=reason)
    if meant_id == person_id:
        raise JudgementRefusedError(missing=("meant",))
    with office.begin() as work:
        work.people.records.locked([person_id])
        person = work.people.records.get(person_id)
        _check_stands_alone(work, person_id)
        _check_apart(office, work, officer, found, person_id)
        if any(one.state is OutcomeState.WAITING for one in work.outcomes.of_person(person_id)):
            raise ConflictError(what="outcome")
        matter = Matter((person_id,))
        if said is not None and found is not OutcomeKind.SUBSTANTIATED:
            missing = lacking(office, work, matter, said, officer.desk)
            if missing:
                raise JudgementRefusedError(missing=missing)
        kept = work.outcomes.records.add(
            Outcome(
                person_id=person_id,
                kind=found,
                reason=private(reason),
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
                concern_ids=tuple(concern_ids) if found in OF_SOME_REPORTS else (),
                meant_id=meant_id if found is OutcomeKind.MISTAKEN_IDENTITY else None,
            )
        )
        _note(work, officer, kept, "outcome.recorded")
        _owe_second(office, work, person, kept)
        freeze(
            office,
            work,
            officer=officer,
            decided=Decided.OUTCOME,
            act_id=kept.id,
            matter=matter,
            said=said or Said(),
            since=work.at - LOOKED_WITHIN,
            is_final=False,
        )
        return kept


def _check_stands_alone(work: Work, person_id: int) -> None:
    """Refuse an outcome of a record whose reports hang on another; it would answer none of them.

    Raises:
        ConflictError: It is joined to another.
    """
    if work.joinings.heads([person_id]):
        raise ConflictError(what="joining")


def _check_apart(
    office: Office, work: Work, officer: Officer, kind: OutcomeKind, person_id: int
) -> None:
    """Refuse to let anybody off on what was said beside him (row T11).

    Raises:
        JudgementRefusedError: `missing` is seen_apart.
    """
    if kind in ON_ACCOUNTS and is_heard_beside_him_only(office, work, officer, person_id):
        raise JudgementRefusedError(missing=("seen_apart",))


def confirm_outcome(office: Office, *, officer: Officer, outcome_id: int) -> Outcome:
    """Confirm a colleague's outcome; if it clears him, that is done in the same moment.

    Raises:
        ConflictError: It waits no longer, or the record was joined to another.
        JudgementRefusedError: It is the same human (`missing` second), or as
            `record_outcome` (seen_apart).
        NotFoundError: There is no such outcome.
    """
    with office.begin() as work:
        outcome = _waiting(work, officer, outcome_id)
        _check_stands_alone(work, outcome.person_id)
        _check_apart(office, work, officer, outcome.kind, outcome.person_id)
        confirmed = replace(
            outcome,
            state=OutcomeState.CONFIRMED,
            second=officer.name,
            second_desk=officer.desk,
            second_at=work.at,
        )
        effects = carry_out(office, work, officer, confirmed)
        kept = work.outcomes.records.keep(replace(confirmed, effects=effects))
        _note(work, officer, kept, "outcome.confirmed")
        _meet_second(work, officer, kept)
        work.decisions.touch([kept.person_id])
        settle(office, work, officer=officer, decided=Decided.OUTCOME, act_id=kept.id)
        return kept


def refuse_outcome(office: Office, *, officer: Officer, outcome_id: int, reason: str) -> Outcome:
    """Say no to a colleague's outcome, with a reason; it stays in the history.

    Raises:
        ConflictError: It waits no longer.
        JudgementRefusedError: The reason is empty, or it is the same human (`missing` says).
    """
    _check_reason(reason)
    with office.begin() as work:
        outcome = _waiting(work, officer, outcome_id)
        second = replace(outcome, second=officer.name, second_desk=officer.desk, second_at=work.at)
        kept = _end(work, officer, second, OutcomeState.REFUSED, reason)
        _meet_second(work, officer, kept)
        return kept


def take_back_outcome(office: Office, *, officer: Officer, outcome_id: int, reason: str) -> Outcome:
    """Take an outcome back: links, grades and standing are as they were, both histories kept.

    One human is enough, for this only raises what is known of a risk. What waits is taken back
    without effect.

    Raises:
        ConflictError: It was refused or taken back before.
        JudgementRefusedError: The reason is empty.
    """
    with office.begin() as work:
        return take_back_outcome_in(
            office, work, officer=officer, outcome_id=outcome_id, reason=reason
        )


def take_back_outcome_in(
    office: Office, work: Work, *, officer: Officer, outcome_id: int, reason: str
) -> Outcome:
    """Take an outcome back within an act that leads to it; all else as `take_back_outcome`."""
    _check_reason(reason)
    outcome = _locked(work, outcome_id)
    if outcome.state not in (OutcomeState.WAITING, OutcomeState.CONFIRMED):
        raise ConflictError(outcome=outcome.id, state=outcome.state.value)
    if outcome.state is OutcomeState.CONFIRMED:
        restore(office, work, officer, outcome)
    else:
        _meet_second(work, officer, outcome)
    return _end(work, officer, outcome, OutcomeState.TAKEN_BACK, reason)


def record_statement(
    office: Office, *, officer: Officer, person_id: int, words: str, said_on: date | None, how: str
) -> Statement:
    """Keep what the person says, beside all that others said; nothing weighs by it.

    Raises:
        JudgementRefusedError: As `check_statement`.
        NotFoundError: There is no such person.

    Why:
        Whoever is spoken of for years without a finding has a right to be heard in the same
        place where the others are (P11).
    """
    with office.begin() as work:
        work.people.records.get(person_id)
        today = office.policy.duty.office.local_day(work.at)
        day = check_statement(words, said_on, how, today=today)
        kept = work.outcomes.statements.add(
            Statement(
                person_id=person_id,
                words=private(words),
                said_on=day,
                how=how,
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
            )
        )
        work.audit.note("statement.recorded", actor=officer.login, person=person_id)
        return kept


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))


def _locked(work: Work, outcome_id: int) -> Outcome:
    found = work.outcomes.records.by_id([outcome_id])
    if not found:
        raise NotFoundError(what="outcome")
    work.people.records.locked([found[outcome_id].person_id])
    return work.outcomes.records.get(outcome_id)


def _waiting(work: Work, officer: Officer, outcome_id: int) -> Outcome:
    outcome = _locked(work, outcome_id)
    check_second(outcome, officer.name)
    return outcome


def _end(
    work: Work, officer: Officer, outcome: Outcome, state: OutcomeState, reason: str
) -> Outcome:
    ended = replace(
        outcome,
        state=state,
        ended_by=officer.name,
        ended_at=work.at,
        last_words=private(reason),
    )
    _note(work, officer, ended, ENDED[state])
    drop(work, decided=Decided.OUTCOME, act_id=outcome.id)
    work.decisions.touch([outcome.person_id])
    return work.outcomes.records.keep(ended)


def _note(work: Work, officer: Officer, outcome: Outcome, event: str) -> None:
    work.audit.note(
        event,
        actor=officer.login,
        person=outcome.person_id,
        outcome=outcome.id,
        kind=outcome.kind.value,
    )


def _owe_second(office: Office, work: Work, person: PersonHeld, outcome: Outcome) -> None:
    settings = office.policy.diary
    day = settings.office.local_day(work.at) + timedelta(days=1)
    due_at = settings.office.moment_of(day, settings.hour)
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.CONFIRM_OUTCOME,
            subject=f"person:{person.id}",
            desk=outcome.desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=due_at,
            ladder=settings.ladder,
            only_desk=outcome.desk if person.only_desk else "",
            cause=f"outcome:{outcome.id}:confirm",
        )
    )


def _meet_second(work: Work, officer: Officer, outcome: Outcome) -> None:
    """Stop what is owed for the second human's answer."""
    cause = f"outcome:{outcome.id}:confirm"
    owed = work.dispatch.owed(f"person:{outcome.person_id}", DiaryKind.CONFIRM_OUTCOME)
    for one in (one for one in owed if one.cause == cause):
        work.dispatch.silence(one.id)
        known = work.dispatch.diary.get(one.id)
        work.dispatch.diary.keep(known.meet(officer.name, work.at))
