"""An officer answers an alert: acknowledge, accept, decide, or decline with a reason."""

from collections.abc import Callable

from intake.actions.alerting import owe_for
from intake.domain.alert import Alert, AlertStep
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.held import Officer
from intake.store.office import Office
from intake.store.work import Work


def acknowledge_alert(office: Office, *, officer: Officer, alert_id: int) -> Alert:
    """Give an alert to an officer: its pings stop, the time to accept begins.

    Raises:
        ConflictError: Another officer has it.

    Why:
        Pings that go on after an answer teach people to silence them; so they stop in the
        same transaction (P7).
    """

    def step(work: Work, alert: Alert) -> AlertStep:
        accept_by = office.policy.duty.accept_by(alert.urgency, work.at)
        return alert.acknowledge(officer.name, work.at, accept_by=accept_by)

    return _answer(office, officer, alert_id, "alert.acknowledged", step)


def accept_alert(office: Office, *, officer: Officer, alert_id: int) -> Alert:
    """Take an alert on for the officer's desk: the time to decide begins.

    Raises:
        ConflictError: Another officer has accepted it.
    """

    def step(work: Work, alert: Alert) -> AlertStep:
        decide_by = office.policy.duty.decide_by(alert.urgency, alert.desk, work.at)
        return alert.accept(officer.name, work.at, decide_by=decide_by)

    return _answer(office, officer, alert_id, "alert.accepted", step)


def decide_alert(office: Office, *, officer: Officer, alert_id: int, decision: str) -> Alert:
    """Record what was decided on an alert, in the officer's words.

    Raises:
        TransitionRefusedError: It was not accepted, or the words are missing.
    """

    def step(work: Work, alert: Alert) -> AlertStep:
        return alert.decide(officer.name, decision, work.at)

    return _answer(office, officer, alert_id, "alert.decided", step)


def decline_alert(office: Office, *, officer: Officer, alert_id: int, reason: str) -> Alert:
    """Hand an alert back with a reason; the next rung is asked at once.

    Raises:
        TransitionRefusedError: The reason is missing, it was accepted, or the rung that asked
            is one that cannot decline.
    """

    def step(work: Work, alert: Alert) -> AlertStep:
        ladder = office.policy.duty.ladder_of(alert.desk, alert.urgency)
        asked = max((entry.rung for entry in _owed(work, alert)), default=0) - 1
        return alert.decline(
            officer.name,
            reason,
            at_rung_that_cannot=ladder.rung_of(asked).cannot_decline,
            acknowledge_by=office.policy.duty.acknowledge_by(alert.urgency, work.at),
        )

    return _answer(office, officer, alert_id, "alert.declined", step)


def _answer(
    office: Office,
    officer: Officer,
    alert_id: int,
    event: str,
    decide: Callable[[Work, Alert], AlertStep],
) -> Alert:
    with office.begin() as work:
        before = work.dispatch.alerts.get(alert_id)
        step = decide(work, before)
        if step.alert == before:
            return before
        alert = work.dispatch.alerts.keep(step.alert)
        asked = max((entry.rung for entry in _owed(work, alert)), default=0)
        _meet(work, alert, step, officer)
        for kind, _ in step.opens:
            climbing = {"speaks_at": work.at, "step": asked} if step.climbs else {}
            owe_for(office, work, alert, kind, **climbing)  # type: ignore[arg-type]
        work.audit.note(event, actor=officer.login, alert=alert.id, desk=alert.desk)
        return alert


def _meet(work: Work, alert: Alert, step: AlertStep, officer: Officer) -> None:
    """Close what is met and silence its notices, in the same transaction.

    Each entry is locked before its notices are silenced: a rung that is being asked at this
    very moment is waited for, and its notices are silenced too.
    """
    for owed in work.dispatch.owed(f"alert:{alert.id}", *DiaryKind):
        entry = work.dispatch.diary.get(owed.id)
        if step.stops_pings:
            work.dispatch.silence(entry.id)
        if entry.kind in step.meets:
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))


def _owed(work: Work, alert: Alert) -> tuple[DiaryEntry, ...]:
    return work.dispatch.owed(f"alert:{alert.id}", DiaryKind.ACKNOWLEDGE, DiaryKind.ACCEPT)
