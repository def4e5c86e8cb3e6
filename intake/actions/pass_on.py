"""What an officer holds is passed to a colleague in one act, and can be taken back.

Read `pass_on` first. Alerts stay at their desk; who answered, and when, stays written.
"""

from intake.domain.alert import Alert, AlertState
from intake.domain.errors import LeavingRefusedError, NotFoundError, TransitionRefusedError
from intake.domain.held import Officer
from intake.domain.passing import Passing, check_passing
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def held_by(work: Work, officer: Officer) -> tuple[Alert, ...]:
    """Return the alerts that an officer has and that are not decided, by id."""
    return tuple(
        one
        for one in work.dispatch.open_alerts([officer.desk])
        if one.is_answered and one.holder == officer.name
    )


def pass_on(
    office: Office,
    *,
    officer: Officer,
    from_login: str,
    to_login: str,
    reason: str,
) -> Passing:
    """Pass everything that an officer holds to a colleague of the same desk.

    Args:
        office: The office.
        officer: Who does it; what others hold is passed on by a supervisor or manager.
        from_login: Who holds it.
        to_login: Who takes it.
        reason: Why, in words.

    Returns:
        The act as kept.

    Raises:
        JudgementRefusedError: `missing` holds to, words or held.
        NotFoundError: Who holds it is not of this desk, or may not be looked at.

    Why:
        At a shift's end, or when somebody falls ill, an alert stays under a name that nobody
        can ask (promise P7). One act, so that none of them is forgotten.
    """
    with office.begin() as work:
        holder = work.staff.by_login(from_login)
        if holder is None or holder.desk != officer.desk:
            raise NotFoundError(what="officer")
        if holder.login != officer.login and not _may_pass_for_others(office, officer):
            raise NotFoundError(what="officer")
        return _pass(work, holder, to_login, by=officer, reason=reason)


def take_back_passing(office: Office, *, officer: Officer, passing_id: int) -> Passing:
    """Give back what was passed on and who got it has neither accepted, decided nor passed on.

    Raises:
        ConflictError: It was taken back before.
        NotFoundError: There is no such act at this desk.
        TransitionRefusedError: Another officer did it, and this one may not act for others; or
            who had it has left meanwhile.
    """
    with office.begin() as work:
        done = work.turns.passings.get(passing_id)
        if done.desk != officer.desk:
            raise NotFoundError(what="passing")
        if done.officer != officer.name and not _may_pass_for_others(office, officer):
            raise TransitionRefusedError(passing=passing_id, step="take_back")
        if done.from_name not in {one.name for one in work.staff.of_desk(done.desk)}:
            raise TransitionRefusedError(passing=passing_id, step="take_back")
        undone = work.turns.passings.keep(done.undo(officer.name, work.at))
        given = 0
        for alert_id in done.alerts:
            alert = work.dispatch.alerts.get(alert_id)
            if alert.passed_to == done.to_name and alert.state is not AlertState.DECIDED:
                work.dispatch.alerts.keep(alert.pass_to(done.from_name))
                given += 1
        work.audit.note("passing.taken_back", actor=officer.login, passing=passing_id, alerts=given)
        return undone


def leave_in(work: Work, *, officer: Officer, hand_to: str, by: str, reason: str) -> int:
    """Pass an officer's work to a colleague in the act by which they are shut out.

    Returns:
        How many alerts were passed on; 0 where nothing was held.

    Raises:
        LeavingRefusedError: They hold alerts and nobody is named who takes them.
        NotFoundError: There is no officer `by`.
        JudgementRefusedError: `missing` holds to or words.
    """
    held = held_by(work, officer)
    if not held:
        return 0
    if not hand_to:
        raise LeavingRefusedError(held=len(held), alerts=tuple(f"A-{one.id}" for one in held))
    who = work.staff.by_login(by)
    if who is None or who.disabled:
        raise NotFoundError(what="by")
    return len(_pass(work, officer, hand_to, by=who, reason=reason).alerts)


def _may_pass_for_others(office: Office, officer: Officer) -> bool:
    roles = office.policy.access.actions.get("pass_on_for_others", frozenset())
    return officer.role in roles


def _pass(work: Work, holder: Officer, to_login: str, *, by: Officer, reason: str) -> Passing:
    taker = work.staff.by_login(to_login) if to_login.strip() else None
    held = held_by(work, holder)
    check_passing(
        from_name=holder.name,
        to_name=taker.name if taker is not None and taker.desk == holder.desk else "",
        colleagues=[one.name for one in work.staff.of_desk(holder.desk)],
        reason=reason,
        held=len(held),
    )
    to_name = taker.name if taker is not None else ""
    for one in held:
        work.dispatch.alerts.keep(work.dispatch.alerts.get(one.id).pass_to(to_name))
    kept = work.turns.passings.add(
        Passing(
            desk=holder.desk,
            from_name=holder.name,
            to_name=to_name,
            officer=by.name,
            at=work.at,
            reason=private(reason.strip()),
            alerts=tuple(one.id for one in held),
        )
    )
    work.audit.note(
        "alerts.passed_on",
        actor=by.login,
        passing=kept.id,
        desk=holder.desk,
        alerts=tuple(str(one.id) for one in held),
        to=to_login,
    )
    return kept
