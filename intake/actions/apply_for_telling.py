"""Applications under a scheme (CSODS, DVDS): kept with all their clocks, taken step by step."""

from dataclasses import replace
from datetime import datetime

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disclosing import Application, Step, StepDone, check_application, steps_left
from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.held import Officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def keep_application(office: Office, *, officer: Officer, application: Application) -> Application:
    """Keep an application, and owe each step by its clock.

    Args:
        office: `duty.yaml` says the steps of each scheme and their clocks.
        officer: Who took it; their desk owes the steps.
        application: As written down; officer, desk and moment are put here.

    Raises:
        JudgementRefusedError: `missing` as `check_application`.
        NotFoundError: There is no such person.
    """
    with office.begin() as work:
        person = work.people.records.get(application.person_id)
        check_application(application, at=work.at)
        kept = work.families.applications.add(
            replace(
                application,
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
                only_desk=person.only_desk,
            )
        )
        for plan in office.policy.called.disclosure.steps_of(kept.scheme):
            due_at = kept.received_at + plan.within
            work.dispatch.owe(
                DiaryEntry(
                    kind=DiaryKind.APPLICATION_STEP,
                    subject=f"application:{kept.id}",
                    desk=officer.desk,
                    due_at=due_at,
                    opened_at=work.at,
                    next_at=_next_at(office, work, due_at),
                    ladder=office.policy.called.disclosure.ladder,
                    cause=_cause(kept, plan.step),
                    only_desk=officer.desk if person.only_desk else "",
                )
            )
        work.audit.note(
            "application.kept",
            actor=officer.login,
            person=person.id,
            application=kept.id,
            scheme=kept.scheme.value,
        )
        return kept


def take_step(
    office: Office, *, officer: Officer, application_id: int, step: str, words: str
) -> StepDone:
    """Keep that one step was taken; the decision is taken by deciding what to tell.

    Raises:
        ConflictError: It was taken before, or the application is decided.
        JudgementRefusedError: `missing` holds step or words.
        NotFoundError: There is no such application.
        TransitionRefusedError: Another desk took the application.
    """
    with office.begin() as work:
        application = work.families.applications.get(application_id)
        if application.desk != officer.desk:
            raise TransitionRefusedError(application=application_id, step="take")
        plans = office.policy.called.disclosure.steps_of(application.scheme)
        known = {one.step.value: one.step for one in plans if one.step is not Step.DECISION}
        wanted = (("step", step in known), ("words", bool(words.strip())))
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        done = work.families.steps_of([application_id])
        left = {one.step for one in steps_left(plans, done, application_id)}
        if known[step] not in left or Step.DECISION not in left:
            raise ConflictError(application=application_id, step=step)
        kept = work.families.steps.add(
            StepDone(application_id, known[step], private(words.strip()), officer.name, work.at)
        )
        cause = _cause(application, known[step])
        for entry in work.dispatch.owed(f"application:{application_id}"):
            if entry.cause == cause:
                work.dispatch.silence(entry.id)
                work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        work.audit.note(
            "application.step",
            actor=officer.login,
            person=application.person_id,
            application=application_id,
            step=step,
        )
        return kept


def _cause(application: Application, step: Step) -> str:
    return f"application:{application.id}:{step.value}"


def _next_at(office: Office, work: Work, due_at: datetime) -> datetime:
    """Return when a step first speaks: the next warning before its day, at the latest then."""
    settings = office.policy.diary
    day = settings.office.local_day(due_at)
    coming = [one for one in settings.reminders(day) if work.at < one < due_at]
    return min(coming, default=due_at)
