"""Who may answer for learned weights: an officer who works here."""

from intake.domain.errors import PolicyError
from intake.store.office import Office


def signer_of(office: Office, login: str) -> str:
    """Return the login of who signs, as it is kept.

    Raises:
        PolicyError: No officer who works here signs in so.
    """
    with office.look() as work:
        officer = work.staff.by_login(login)
    if officer is None or officer.disabled:
        raise PolicyError(
            (f"no officer who works here signs in as {login}; --signed-by takes a login",)
        )
    return officer.login
