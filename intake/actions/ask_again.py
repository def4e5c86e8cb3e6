"""Late facts: a decision that stands is compared with what is known now, and its desk is asked.

Read `ask_again`, then `answer_late`. Nothing is undone by itself: a named human says no.
"""

from dataclasses import replace

from intake.actions.freeze_dossier import keep_people, matter_of, table_for
from intake.actions.undo_decision import undo_decision
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.dossier import (
    Decided,
    Difference,
    Dossier,
    DossierState,
    Relook,
    Table,
    check_relook,
    difference,
    last_table,
)
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.held import Officer
from intake.domain.outcome import OutcomeState
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work

AT_ONCE = 20
"""Decisions compared in one round, each in a transaction of its own."""

OPEN = "open"


def ask_again(office: Office, *, limit: int = AT_ONCE) -> int:
    """Compare the decisions that something has touched, and ask whom there is news for.

    Args:
        office: Settings in force.
        limit: How many to compare at most.

    Returns:
        How many were compared; 0 where nothing waits. A process that dies between two leaves
        the rest waiting.

    Why:
        What came after a decision was filed with it and changed nothing (Peterborough review,
        rows P26 and P39). One question stands at a time: what comes while it waits is shown
        with it.
    """
    with office.look() as work:
        waiting = work.decisions.stale(limit=limit)
    for one in waiting:
        with office.begin() as work:
            _compare(office, work, work.decisions.dossiers.get(one.id))
    return len(waiting)


def answer_late(
    office: Office, *, officer: Officer, dossier_id: int, same: bool, words: str
) -> Relook:
    """Say whether the same would be decided on what is known now; a no undoes the decision.

    Args:
        office: Settings in force.
        officer: Of the desk that decided.
        dossier_id: Which decision.
        same: Whether it would be decided the same.
        words: Why.

    Raises:
        ConflictError: Nobody asks, or somebody has answered.
        JudgementRefusedError: `missing` is words.
        NotFoundError: There is no such decision.
        TransitionRefusedError: Another desk decided.
    """
    check_relook(words)
    with office.begin() as work:
        dossier = work.decisions.dossiers.get(dossier_id)
        if dossier.desk != officer.desk:
            raise TransitionRefusedError(dossier=dossier_id, step="answer")
        owed = work.dispatch.owed(_subject(dossier), DiaryKind.LATE_FACT)
        if not owed or dossier.state is not DossierState.DECIDED:
            raise ConflictError(dossier=dossier_id, step="answer")
        table = table_for(office, work, matter_of(work, dossier), dossier.desk)
        for entry in owed:
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        if not same:
            undo_decision(office, work, officer=officer, dossier=dossier, because=words)
        kept = work.decisions.relooks.add(
            Relook(dossier_id, same, private(words.strip()), officer.name, work.at, table)
        )
        work.audit.note(
            "decision.looked_again",
            actor=officer.login,
            dossier=dossier_id,
            same=int(same),
            papers=tuple(one.key for one in table.papers),
        )
        return kept


def news_for(office: Office, work: Work, dossier: Dossier) -> Difference:
    """Return what came since a decision was last looked at, as far as its desk may know."""
    before = last_table(dossier, work.decisions.relooks_of(dossier.id))
    return difference(before, _now(office, work, dossier))


def _now(office: Office, work: Work, dossier: Dossier) -> Table:
    return table_for(office, work, matter_of(work, dossier), dossier.desk)


def _compare(office: Office, work: Work, dossier: Dossier) -> None:
    if not dossier.is_stale or dossier.state is not DossierState.DECIDED:
        return
    if not _still_stands(work, dossier):
        work.decisions.dossiers.keep(dossier.undone(work.at))
        return
    work.decisions.dossiers.keep(replace(dossier, is_stale=False))
    keep_people(work, dossier, matter_of(work, dossier).people)
    news = news_for(office, work, dossier)
    if news.is_late and not work.dispatch.owed(_subject(dossier), DiaryKind.LATE_FACT):
        _ask(office, work, dossier, news)


def _still_stands(work: Work, dossier: Dossier) -> bool:
    """Whether the decision is still in force: not reopened, nor taken back by somebody."""
    if dossier.decided is Decided.CLOSING and dossier.concern_id is not None:
        return work.concerns.records.get(dossier.concern_id).state != OPEN
    if dossier.decided is Decided.OUTCOME:
        return work.outcomes.records.get(dossier.act_id).state is OutcomeState.CONFIRMED
    return True


def _ask(office: Office, work: Work, dossier: Dossier, news: Difference) -> None:
    plan = office.policy.decisions.late_fact
    hours = office.policy.duty.desk(dossier.desk).hours
    due_at = hours.working_days_later(work.at, plan.within_working_days)
    looks = len(work.decisions.relooks_of(dossier.id))
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.LATE_FACT,
            subject=_subject(dossier),
            desk=dossier.desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=work.at,
            ladder=plan.ladder,
            cause=f"{_subject(dossier)}:late:{looks}",
            only_desk=dossier.only_desk,
        )
    )
    work.audit.note("decision.late_fact", dossier=dossier.id, papers=news.keys)


def _subject(dossier: Dossier) -> str:
    return f"dossier:{dossier.id}"
