"""Opening an office from the settings of the process, or saying why not; read `open_office`.

Nothing here prints: what to tell is returned or raised as `PolicyError`, one sentence a fault.
"""

import secrets
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from intake.domain.errors import ConflictError, PolicyError, UnavailableError
from intake.policy.loader import PolicySet, load_policy
from intake.settings import Settings, environment
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.schema import migrate, prepare
from intake.store.sealing import Sealer
from matching.matcher import Matcher

NO_KEY = (
    "DUEREGARD_SECRET_KEY is not set, or shorter than 16 characters; set it to the output of "
    "`python3 -c 'import secrets; print(secrets.token_urlsafe(32))'` and keep it safe: without "
    "it, unsent drafts and reporters' identities cannot be opened again"
)

OTHER_KEY = (
    "DUEREGARD_SECRET_KEY is another than the one this database was made with, so nothing sealed "
    "in it can be opened; set the key of that time (a restored backup needs the key that was in "
    "use when it was made)"
)

NO_ADDRESS = (
    "DUEREGARD_DATABASE_URL is not an address; write sqlite:////path/to/file.db or "
    "postgresql+psycopg://user:password@host/name"
)


def policy_of(settings: Settings) -> PolicySet:
    """Load the policy that the settings point to.

    Raises:
        PolicyError: The folder is not there, or its files have faults.
    """
    folder = settings.config
    if folder is not None and not folder.is_dir():
        raise PolicyError((f"DUEREGARD_CONFIG: there is no folder {folder.resolve()}",))
    return load_policy(folder.resolve() if folder else None, environment())


def sealer_of(settings: Settings) -> Sealer:
    """Make the sealer.

    Raises:
        PolicyError: The secret key is missing or short.
    """
    secret = settings.secret_key.get_secret_value().encode()
    if len(secret) < 16:
        raise PolicyError((NO_KEY,))
    return Sealer(secret)


def database_words(settings: Settings) -> str:
    """Return where the database is, in words without any password: an absolute path or address.

    Raises:
        PolicyError: The address is none.
    """
    try:
        url = make_url(settings.database_url)
    except ArgumentError as fault:
        raise PolicyError((NO_ADDRESS,)) from fault
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database).resolve()) if url.database else "in memory"
    return url.render_as_string(hide_password=True)


def open_archive(settings: Settings, *, new: bool | None = None) -> Archive:
    """Open the database and make it ready.

    Args:
        settings: Its address.
        new: Whether it may be made where it is not there; PostgreSQL gets its tables. None
            for a command without --new, which then advises another way.

    Raises:
        PolicyError: There is none and `new` was not said, or it has an older shape.
        UnavailableError: It does not answer.

    Why:
        Started in the wrong folder, a service that makes a new, empty database looks well
        and finds nobody.
    """
    words = database_words(settings)
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        _check_file(Path(url.database).resolve(), new=new)
    try:
        archive = Archive(settings.database_url)
        if new and not archive.is_sqlite:
            migrate(archive)
        prepare(archive)
    except ModuleNotFoundError as fault:
        raise PolicyError((f"{words}: write postgresql+psycopg://… as its beginning",)) from fault
    except SQLAlchemyError as fault:
        raise UnavailableError(what="database") from fault
    return archive


def _check_file(path: Path, *, new: bool | None) -> None:
    if not new and not path.exists():
        make = "`dueregard serve --new` makes one" if new is None else "say --new to make one"
        raise PolicyError(
            (f"there is no database {path}; {make}, or set DUEREGARD_DATABASE_URL to where it is",)
        )
    if not path.parent.is_dir():
        raise PolicyError((f"there is no folder {path.parent}; make it first",))


def open_office(
    settings: Settings, *, new: bool | None = None, policy: PolicySet | None = None
) -> Office:
    """Open the office: policy (unless it is loaded already), database, sealer, matcher.

    Raises:
        PolicyError: The secret key is not the database's as well; see `with_its_key`.
    """
    policy = policy or policy_of(settings)
    sealer = sealer_of(settings)
    return with_its_key(office_of(policy, open_archive(settings, new=new), sealer))


def office_of(policy: PolicySet, archive: Archive, sealer: Sealer) -> Office:
    """Put an office together."""
    return Office(
        archive=archive, policy=policy, sealer=sealer, matcher=Matcher(policy.match_settings)
    )


def with_its_key(office: Office) -> Office:
    """Make sure that the secret key is the database's; the first to open it keeps a check of it.

    Raises:
        PolicyError: It is another.

    Why:
        With another key a service starts, looks well and takes reports, and no desk can open
        one that came before.
    """
    with office.look() as work:
        is_other, is_kept = work.key_check.is_other_key(), work.key_check.is_kept()
    if is_other:
        raise PolicyError((OTHER_KEY,))
    if is_kept:
        return office
    try:
        with office.begin() as work:
            work.key_check.keep()
            work.audit.sign_witness()
    except ConflictError:
        return with_its_key(office)
    return office


def with_rules_in_force(office: Office) -> Office:
    """Make sure that the settings are adopted; the first ever are adopted by being there.

    Raises:
        PolicyError: Others were adopted last: a human must see first who would fall.

    Why:
        New settings never lower a standing by themselves (promise P5), and every settings
        that ever decided anything are kept whole (P9).
    """
    with office.begin() as work:
        newest = work.staff.newest_settings()
        if newest is None:
            work.staff.adopt(digest=office.policy.hash, whole=office.policy.whole, by="first start")
            work.audit.note("settings.adopted", policy=office.policy.hash)
        elif newest[0] != office.policy.hash:
            fault = (
                f"the settings in {office.policy.folder} are not those in force; "
                "`dueregard policy adopt` shows what they change and puts them in force"
            )
            raise PolicyError((fault,))
    return office


def check_may_serve(policy: PolicySet) -> None:
    """Refuse to serve real people before somebody answers for it.

    Raises:
        PolicyError: A sentence for each thing that is not named. The demo's own settings
            name invented ones; whoever starts them is told so.
    """
    faults = [
        f"organisation.yaml: {key}: is empty; write who or what it is before real people are served"
        for key in policy.organisation.unnamed
    ]
    telegram = policy.channels.telegram
    is_signed = telegram.signed_off_by.strip() or policy.organisation.is_demo
    if telegram.mode == "full" and not is_signed:
        faults.append(
            "channels.yaml: telegram.signed_off_by: is empty; write who answers for whole "
            "reports passing through Telegram, or set telegram.mode to link or off"
        )
    if faults:
        raise PolicyError(tuple(faults))


def at_database(settings: Settings, path: Path, *, secret: str) -> Settings:
    """Return the settings with a SQLite file and a secret of their own, for a demo."""
    return settings.model_copy(
        update={
            "database_url": f"sqlite:///{path}",
            "secret_key": type(settings.secret_key)(secret),
            "config": None,
        }
    )


def throw_away_office(settings: Settings) -> Office:
    """Open an office in memory, gone when the process ends."""
    archive = Archive("sqlite://")
    migrate(archive)
    return office_of(policy_of(settings), archive, Sealer(secrets.token_bytes(32)))
