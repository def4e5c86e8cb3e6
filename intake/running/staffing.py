"""Who works here and which systems may knock, for the command line; acts checked and audited."""

from datetime import timedelta

from intake.actions.sign_in import add_officer, disable_officer, make_link
from intake.actions.vouch import invite
from intake.domain.concern import ReporterRole
from intake.domain.errors import PolicyError
from intake.domain.held import Officer
from intake.policy.faults import did_you_mean
from intake.store.office import Office

SCOPES = ("concerns", "screen")
SHORTEST_PASSWORD = 12


def seat(
    office: Office,
    *,
    login: str,
    name: str,
    desk: str,
    role: str,
    password: str = "",
    telegram_id: str = "",
) -> Officer:
    """Add an officer to a desk that there is, in a role that there is.

    Raises:
        PolicyError: Desk or role are not known, or the password is short.
        ConflictError: The login is taken.
    """
    policy = office.policy
    faults = []
    if desk not in policy.duty.desks:
        faults.append(f"--desk: there is no '{desk}'; {did_you_mean(desk, policy.duty.desks)}")
    if role not in policy.access.roles:
        faults.append(f"--role: there is no '{role}'; {did_you_mean(role, policy.access.roles)}")
    if password and len(password) < SHORTEST_PASSWORD:
        faults.append(f"the password is short; take at least {SHORTEST_PASSWORD} characters")
    if faults:
        raise PolicyError(tuple(faults))
    return add_officer(
        office,
        login=login,
        name=name,
        desk=desk,
        role=role,
        password=password,
        telegram_id=telegram_id,
    )


def new_link(office: Office, *, login: str) -> str:
    """Make a one-time link's token; see `make_link`."""
    return make_link(office, login=login)


def disable(
    office: Office, *, login: str, hand_to: str = "", by: str = "", reason: str = ""
) -> Officer:
    """Shut a leaver out, and pass on what they hold; see `disable_officer`."""
    return disable_officer(office, login=login, hand_to=hand_to, by=by, reason=reason)


def new_key(office: Office, *, name: str, scopes: tuple[str, ...], desk: str = "") -> str:
    """Make or renew an organisation's key; the key itself is kept nowhere.

    Raises:
        PolicyError: A key that may screen belongs to no desk that there is.
    """
    desks = office.policy.duty.desks
    if "screen" in scopes and desk not in desks:
        raise PolicyError(
            (f"--desk: a key that screens belongs to a desk; {did_you_mean(desk, desks)}",)
        )
    with office.begin() as work:
        key = work.staff.new_organisation(name, scopes=" ".join(scopes), desk=desk)
        work.audit.note("organisation.key", scopes=scopes, desk=desk)
    return key


def invitations(office: Office, *, name: str, role: str, count: int, days: int) -> tuple[str, ...]:
    """Make invitations by which an organisation vouches for its staff; each works once.

    Raises:
        PolicyError: The role is nobody's work.
    """
    work_roles = [one.value for one in ReporterRole if one.is_professional]
    if role not in work_roles:
        advice = did_you_mean(role, work_roles)
        raise PolicyError((f"--role: there is no work called '{role}'; {advice}",))
    lasts = timedelta(days=days)
    with office.begin() as work:
        return tuple(
            invite(office, work, organisation=name, role=ReporterRole(role), lasts=lasts)
            for _ in range(count)
        )
