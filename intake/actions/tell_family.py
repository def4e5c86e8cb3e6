"""What a family is told is decided by two, said in exact words, understood, and followed up.

Read `decide_telling`, then `keep_said`. Nothing here sends anything to anybody.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disclosing import (
    Decided,
    Decision,
    Said,
    Step,
    StepDone,
    Understood,
    check_decision,
    check_said,
)
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.held import Officer, PersonHeld
from intake.store.office import Office
from intake.store.work import Work


def decide_telling(
    office: Office, *, officer: Officer, decision: Decision, given: Iterable[str] = ()
) -> Decision:
    """Keep what two humans decided, and owe its saying and its follow-up.

    It answers a warning without words that this desk was asked about, and the application that
    it names.

    Args:
        office: Settings in force.
        officer: Who writes it down.
        decision: As written down; officer, desk and moment are put here.
        given: Names of days that nobody could read.

    Raises:
        ConflictError: The application was decided before.
        JudgementRefusedError: `missing` as `check_decision`.
        NotFoundError: There is no such person or application.
        TransitionRefusedError: The application is about somebody else.
    """
    with office.begin() as work:
        person = work.people.records.get(decision.person_id)
        check_decision(decision, officer=officer.name, today=_today(office, work), given=given)
        whole = replace(
            decision,
            officer=officer.name,
            desk=officer.desk,
            at=work.at,
            only_desk=person.only_desk,
        )
        kept = work.families.decisions.add(whole)
        if kept.application_id is not None:
            _decide_application(work, kept, officer)
        if kept.decided is Decided.NOT_TELL or kept.say_by_on is None:
            _owe(office, work, person, kept, DiaryKind.DISCLOSURE_FOLLOW_UP, kept.follow_up_on)
        else:
            _owe(office, work, person, kept, DiaryKind.DISCLOSE, kept.say_by_on)
        _answer_warnings(work, person, officer)
        work.audit.note(
            "telling.decided",
            actor=officer.login,
            person=person.id,
            decision=kept.id,
            decided=kept.decided.value,
            route=kept.route.value,
            second=kept.authorised_by,
        )
        return kept


def keep_said(office: Office, *, officer: Officer, said: Said) -> Said:
    """Keep that the words were said; what was not understood is said again, and stays owed.

    Raises:
        ConflictError: They were said and understood before.
        JudgementRefusedError: `missing` as `check_said`.
        NotFoundError: There is no such decision.
        TransitionRefusedError: Nothing was to be told, or another desk decided it.
    """
    with office.begin() as work:
        decision = work.families.decisions.get(said.decision_id)
        if decision.desk != officer.desk or decision.decided is Decided.NOT_TELL:
            raise TransitionRefusedError(decision=decision.id, step="said")
        subject = f"telling:{decision.id}"
        owed = work.dispatch.owed(subject, DiaryKind.DISCLOSE)
        if not owed:
            raise ConflictError(decision=decision.id, step="said")
        check_said(said, today=_today(office, work))
        kept = work.families.said.add(
            replace(said, officer=officer.name, desk=officer.desk, at=work.at)
        )
        if kept.understood is Understood.YES:
            for entry in owed:
                work.dispatch.silence(entry.id)
                work.dispatch.diary.keep(entry.meet(officer.name, work.at))
            person = work.people.records.get(decision.person_id)
            day = max(decision.follow_up_on, _today(office, work))
            _owe(office, work, person, decision, DiaryKind.DISCLOSURE_FOLLOW_UP, day)
        work.audit.note(
            "telling.said",
            actor=officer.login,
            person=decision.person_id,
            decision=decision.id,
            understood=kept.understood.value,
        )
        return kept


def _answer_warnings(work: Work, person: PersonHeld, officer: Officer) -> None:
    """End what this desk was asked where somebody was only warned, of joined records too."""
    for one in work.joinings.together([person.id]):
        for entry in work.dispatch.owed(f"person:{one}", DiaryKind.WARNED_ONLY):
            if entry.desk == officer.desk:
                work.dispatch.silence(entry.id)
                work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _decide_application(work: Work, decision: Decision, officer: Officer) -> None:
    """Take the last step of an application; what its other steps owe is owed no longer.

    Raises:
        ConflictError: It was decided before.
        TransitionRefusedError: It is about somebody else.
    """
    application = work.families.applications.get(decision.application_id or 0)
    is_his = application.person_id in work.joinings.together([decision.person_id])
    if not is_his or application.desk != officer.desk:
        raise TransitionRefusedError(application=application.id, step="decide")
    if any(one.step is Step.DECISION for one in work.families.steps_of([application.id])):
        raise ConflictError(application=application.id, step="decide")
    work.families.steps.add(
        StepDone(application.id, Step.DECISION, decision.why, officer.name, work.at)
    )
    for entry in work.dispatch.owed(f"application:{application.id}"):
        work.dispatch.silence(entry.id)
        work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _owe(
    office: Office,
    work: Work,
    person: PersonHeld,
    decision: Decision,
    kind: DiaryKind,
    day: date,
) -> None:
    settings = office.policy.diary
    due_at = max(settings.office.moment_of(day, settings.hour), work.at)
    work.dispatch.owe(
        DiaryEntry(
            kind=kind,
            subject=f"telling:{decision.id}",
            desk=decision.desk,
            due_at=due_at,
            opened_at=work.at,
            next_at=min(due_at, settings.next_reminder(day, work.at)),
            ladder=office.policy.called.disclosure.ladder,
            cause=f"telling:{decision.id}:{kind.value}",
            only_desk=decision.desk if person.only_desk else "",
        )
    )


def _today(office: Office, work: Work) -> date:
    return office.policy.diary.office.local_day(work.at)
