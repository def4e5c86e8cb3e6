"""Migration and the audit's check, for the command line."""

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from intake.domain.audit import Verdict
from intake.domain.errors import PolicyError, UnavailableError
from intake.running.opening import OTHER_KEY, database_words, open_archive, sealer_of
from intake.settings import Settings
from intake.store.archive import Archive
from intake.store.audit import AuditBook
from intake.store.key_check import KeyCheck
from intake.store.office import wall_clock
from intake.store.schema import migrate


def migrate_database(settings: Settings, *, new: bool = False) -> str:
    """Bring the database to the newest shape; returns the revision.

    Args:
        settings: Its address.
        new: Whether a SQLite file may be made.

    Raises:
        PolicyError: There is no such SQLite file.
        UnavailableError: It does not answer.
    """
    database_words(settings)
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        return migrate(open_archive(settings, new=new))
    archive = Archive(settings.database_url)
    try:
        return migrate(archive)
    except SQLAlchemyError as fault:
        raise UnavailableError(what="database") from fault
    finally:
        archive.close()


def verify_audit(settings: Settings, *, anchor: str = "") -> Verdict:
    """Walk the audit's chain, hold it against its witness, and look at all settings kept.

    Args:
        settings: The database's address; with its key the witness's signature is checked.
        anchor: "place:hash" written down earlier, or nothing.

    Raises:
        PolicyError: The anchor has another form, or the key is another than the database's.
    """
    place, sign, head = anchor.partition(":")
    if anchor and not (sign and place.isdigit() and len(head) == 64):
        raise PolicyError(("--anchor: write PLACE:HASH as `audit verify` printed it",))
    known = (int(place), head) if anchor else None
    sealer = sealer_of(settings) if settings.secret_key.get_secret_value() else None
    with open_archive(settings).reading() as session:
        if sealer is not None and KeyCheck(session, sealer=sealer).is_other_key():
            raise PolicyError((OTHER_KEY,))
        return AuditBook(session, sealer=sealer, at=wall_clock()).verify(anchor=known)
