"""A named human undoes a decision that does not hold any more: as if it had not been made."""

from dataclasses import replace

from intake.actions.alerting import raise_alert
from intake.actions.freeze_dossier import drop
from intake.actions.record_outcome import take_back_outcome_in
from intake.actions.set_standing import set_standing_in
from intake.domain.alert import Alert, AlertKind
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.dossier import Decided, Dossier, DossierState
from intake.domain.held import Note, Officer
from intake.domain.outcome import OutcomeState
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work

REOPENED = "Closed before, and open again: somebody would not decide the same."
STILL_UP = frozenset({OutcomeState.WAITING, OutcomeState.CONFIRMED})


def undo_decision(
    office: Office, work: Work, *, officer: Officer, dossier: Dossier, because: str
) -> None:
    """Undo a decision: reopen the concern, raise the standing again, take back the outcome.

    Args:
        office: Settings in force.
        work: The transaction of the answer that says no.
        officer: Who says it.
        dossier: The decision.
        because: Why, in words.

    Why:
        One human is enough, for undoing only raises what is known of a risk; and what was
        undone by somebody else meanwhile needs nothing more.
    """
    match dossier.decided:
        case Decided.CLOSING:
            _reopen(office, work, officer, dossier, because)
        case Decided.STANDING:
            _raise_again(office, work, officer, dossier, because)
        case Decided.OUTCOME:
            if work.outcomes.records.get(dossier.act_id).state in STILL_UP:
                take_back_outcome_in(
                    office, work, officer=officer, outcome_id=dossier.act_id, reason=because
                )
    drop(work, decided=dossier.decided, act_id=dossier.act_id)
    for entry in work.dispatch.owed(f"dossier:{dossier.id}", DiaryKind.LATE_FACT):
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.meet(officer.name, work.at))
    work.audit.note("decision.undone", actor=officer.login, dossier=dossier.id)


def is_standing(dossier: Dossier) -> bool:
    """Whether a decision may still be challenged or answered for."""
    return dossier.state is DossierState.DECIDED


def _reopen(office: Office, work: Work, officer: Officer, dossier: Dossier, because: str) -> None:
    if dossier.concern_id is None:
        return
    concern = work.concerns.records.get(dossier.concern_id)
    if concern.state == "open":
        return
    work.concerns.records.keep(replace(concern, state="open", version=concern.version + 1))
    work.concerns.notes.add(
        Note(
            subject=f"concern:{concern.id}",
            at=work.at,
            officer=officer.name,
            desk=officer.desk,
            words=private(f"Reopened: {because.strip()}"),
        )
    )
    work.audit.note("concern.reopened", actor=officer.login, concern=concern.reference)
    raise_alert(
        office,
        work,
        Alert(
            kind=AlertKind.CONCERN,
            desk=dossier.desk,
            urgency=max(Urgency(concern.urgency), Urgency.NEXT_DAY),
            made_at=work.at,
            policy_hash=office.policy.hash,
            concern_id=concern.id,
            because=(REOPENED,),
            tag="addition",
            cause=f"dossier:{dossier.id}:reopened",
        ),
    )


def _raise_again(
    office: Office, work: Work, officer: Officer, dossier: Dossier, because: str
) -> None:
    """Raise a lowered standing to where it was, unless it stands there or higher already."""
    lowered = work.people.standings.by_id([dossier.act_id]).get(dossier.act_id)
    if lowered is None:
        return
    rows = work.people.standings
    before = rows.all(
        rows.row.person_id == lowered.person_id,
        rows.row.view == lowered.view.value,
        rows.row.id < lowered.id,
        limit=1,
        newest=True,
    )
    now = work.people.standing(lowered.person_id, lowered.view)
    band = Band(before[0].band) if before else Band.NOTE
    if now is not None and now.state.band < band:
        set_standing_in(
            office, work, officer=officer, person_id=lowered.person_id, to=band, reason=because
        )
