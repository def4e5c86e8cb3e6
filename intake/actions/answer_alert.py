"""An officer answers an alert: acknowledge, accept, decide, or decline with a reason."""

from collections.abc import Callable

from intake.actions.alerting import owe_for
from intake.domain.alert import Alert, AlertState, AlertStep
from intake.domain.diary import DiaryKind
from intake.domain.held import Officer
from intake.store.office import Office
from intake.store.work import Work

Decide = Callable[[Work, Alert], AlertStep]


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
    return _answer(office, officer, alert_id, "alert.accepted", _accepting(office, officer))


def decide_alert(office: Office, *, officer: Officer, alert_id: int, decision: str) -> Alert:
    """Record what was decided on an alert, in the officer's words.

    Raises:
        TransitionRefusedError: It was not accepted, or the words are missing.
    """
    return _answer(office, officer, alert_id, "alert.decided", _deciding(officer, decision))


def settle_alert(
    office: Office, work: Work, *, officer: Officer, alert_id: int, decision: str
) -> Alert:
    """Accept and decide an alert in one act of a running transaction; raises as both.

    Why: A desk that has nothing on somebody says so in one tap (row T12).
    """
    if work.dispatch.alerts.get(alert_id).state is not AlertState.ACCEPTED:
        accepting = _accepting(office, officer)
        _answer_in(office, work, officer, alert_id, "alert.accepted", accepting)
    deciding = _deciding(officer, decision)
    return _answer_in(office, work, officer, alert_id, "alert.decided", deciding)


def hand_back_alert(
    office: Office, work: Work, *, officer: Officer, alert_id: int, reason: str
) -> Alert:
    """Decline an alert in a running transaction; raises as `decline_alert`."""
    declining = _declining(office, officer, reason)
    return _answer_in(office, work, officer, alert_id, "alert.declined", declining)


def decline_alert(office: Office, *, officer: Officer, alert_id: int, reason: str) -> Alert:
    """Hand an alert back with a reason; the next rung is asked at once.

    Raises:
        TransitionRefusedError: The reason is missing, it was accepted, or the rung that asked
            is one that cannot decline.
    """
    declining = _declining(office, officer, reason)
    return _answer(office, officer, alert_id, "alert.declined", declining)


def _accepting(office: Office, officer: Officer) -> Decide:
    def step(work: Work, alert: Alert) -> AlertStep:
        decide_by = office.policy.duty.decide_by(alert.urgency, alert.desk, work.at)
        return alert.accept(officer.name, work.at, decide_by=decide_by)

    return step


def _deciding(officer: Officer, decision: str) -> Decide:
    def step(work: Work, alert: Alert) -> AlertStep:
        return alert.decide(officer.name, decision, work.at)

    return step


def _declining(office: Office, officer: Officer, reason: str) -> Decide:
    def step(work: Work, alert: Alert) -> AlertStep:
        ladder = office.policy.duty.ladder_of(alert.desk, alert.urgency)
        asked = _rungs_asked(work, alert) - 1
        return alert.decline(
            officer.name,
            reason,
            at_rung_that_cannot=ladder.rung_of(asked).cannot_decline,
            acknowledge_by=office.policy.duty.acknowledge_by(alert.urgency, work.at),
        )

    return step


def _answer(
    office: Office,
    officer: Officer,
    alert_id: int,
    event: str,
    decide: Decide,
) -> Alert:
    with office.begin() as work:
        return _answer_in(office, work, officer, alert_id, event, decide)


def _answer_in(
    office: Office,
    work: Work,
    officer: Officer,
    alert_id: int,
    event: str,
    decide: Decide,
) -> Alert:
    before = work.dispatch.alerts.get(alert_id)
    step = decide(work, before)
    if step.alert == before:
        return before
    alert = work.dispatch.alerts.keep(step.alert)
    asked = _rungs_asked(work, alert)
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


def _rungs_asked(work: Work, alert: Alert) -> int:
    """Return how many rungs were asked about an alert, whoever answered since.

    Why: A rung that acknowledged and then refused was asked again, for what it had met no
    longer counted; the next one is asked (row T18).
    """
    rows = work.dispatch.diary
    about = rows.row.subject == f"alert:{alert.id}"
    asked = rows.row.kind.in_([DiaryKind.ACKNOWLEDGE.value, DiaryKind.ACCEPT.value])
    return max((entry.rung for entry in rows.all(about, asked)), default=0)
