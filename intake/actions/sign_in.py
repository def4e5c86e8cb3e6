"""Officers come and go: sign in, one-time links, new officers, leavers."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from pwdlib import PasswordHash

from intake.actions.pass_on import leave_in
from intake.domain.errors import ConflictError, NotFoundError, SignInRefusedError
from intake.domain.held import Officer
from intake.store.office import Office
from intake.store.work import Work

HASHES = PasswordHash.recommended()
LINK_LASTS = timedelta(minutes=30)


def sign_in(office: Office, *, login: str, password: str) -> str:
    """Sign an officer in; returns the secret token of the session.

    Raises:
        SignInRefusedError: Login, password or state did not fit; which is never said.
    """
    settings = office.policy.channels.sign_in
    with office.look() as work:
        found = work.staff.by_login(login)
    kept = found.password_hash if found and found.password_hash else _decoy()
    fits = HASHES.verify(password, kept)
    with office.begin() as work:
        officer = work.staff.by_login(login)
        locked = officer is not None and officer.locked_until and officer.locked_until > work.at
        if officer is None or not fits or officer.disabled or locked:
            if officer is not None and not locked:
                failed = officer.failed + 1
                is_over = failed >= settings.tries_before_lock
                until = work.at + timedelta(minutes=settings.lock_minutes) if is_over else None
                work.staff.officers.keep(
                    replace(officer, failed=0 if is_over else failed, locked_until=until)
                )
            work.audit.note("sign_in.refused", actor=officer.login if officer else "")
            token = ""
        else:
            work.staff.officers.keep(replace(officer, failed=0, locked_until=None))
            token = _begin(office, work, officer)
    if not token:
        raise SignInRefusedError
    return token


def use_link(office: Office, *, token: str) -> str:
    """Turn a one-time link into a session; returns its secret token.

    Raises:
        SignInRefusedError: The link is unknown, used, too old, or its officer has left.
    """
    with office.begin() as work:
        officer = work.staff.use_link(token)
        session = _begin(office, work, officer) if officer and not officer.disabled else ""
    if not session:
        raise SignInRefusedError
    return session


@cache
def _decoy() -> str:
    """Return what is checked against for an unknown login, so that the answer takes as long."""
    return HASHES.hash("no officer has this password")


def _begin(office: Office, work: Work, officer: Officer) -> str:
    lasts = timedelta(hours=office.policy.channels.sign_in.hours)
    token = work.staff.new_token(officer.id, kind="session", lasts=lasts)
    work.audit.note("sign_in", actor=officer.login)
    return token


def sign_out(office: Office, *, token: str) -> None:
    """End a session; an unknown token is no error."""
    with office.begin() as work:
        work.staff.end_session(token)


def officer_of(office: Office, token: str) -> Officer | None:
    """Return the officer of a session in force, or None."""
    with office.look() as work:
        return work.staff.of_session(token)


def make_link(office: Office, *, login: str, lasts: timedelta = LINK_LASTS) -> str:
    """Make a one-time sign-in link's token for an officer.

    Raises:
        NotFoundError: There is no such officer, or they have left.
    """
    with office.begin() as work:
        officer = work.staff.by_login(login)
        if officer is None or officer.disabled:
            raise NotFoundError(what="officer")
        work.audit.note("link.made", actor=officer.login)
        return work.staff.new_token(officer.id, kind="link", lasts=lasts)


def add_officer(
    office: Office,
    *,
    login: str,
    name: str,
    desk: str,
    role: str,
    password: str = "",
    telegram_id: str = "",
) -> Officer:
    """Add an officer to a desk.

    Raises:
        NotFoundError: There is no such desk or role; `what` says which.
        ConflictError: The login is taken.
    """
    if desk not in office.policy.duty.desks:
        raise NotFoundError(what="desk", desk=desk)
    if role not in office.policy.access.roles:
        raise NotFoundError(what="role", role=role)
    password_hash = HASHES.hash(password) if password else ""
    with office.begin() as work:
        if work.staff.by_login(login) is not None:
            raise ConflictError(what="login")
        officer = work.staff.officers.add(
            Officer(
                login=login.strip().lower(),
                name=name,
                desk=desk,
                role=role,
                made_at=work.at,
                password_hash=password_hash,
                telegram_id=telegram_id,
            )
        )
        work.audit.note("officer.added", actor=officer.login, desk=desk, role=role)
        return officer


def disable_officer(
    office: Office, *, login: str, hand_to: str = "", by: str = "", reason: str = ""
) -> Officer:
    """Shut a leaver out at once: their sessions end, their history stays.

    Args:
        office: The office.
        login: Who leaves.
        hand_to: Login of the colleague who takes what they hold; may be empty if that is nothing.
        by: Login of the officer who hands it over.
        reason: Why; kept.

    Raises:
        LeavingRefusedError: They hold alerts and nobody takes them; nothing is changed.
        JudgementRefusedError: The colleague or the reason is missing.
        NotFoundError: There is no such officer.

    Why:
        An alert under the name of somebody who has left is answered for ever, and by nobody
        (promises P7 and P8).
    """
    with office.begin() as work:
        officer = work.staff.by_login(login)
        if officer is None:
            raise NotFoundError(what="officer")
        leave_in(work, officer=officer, hand_to=hand_to, by=by, reason=reason)
        gone = work.staff.officers.keep(replace(officer, disabled=True))
        work.staff.end_sessions_of(officer.id)
        work.audit.note("officer.disabled", actor=officer.login)
        return gone
