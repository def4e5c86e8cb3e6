"""Migration and the audit's check, for the command line."""

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from intake.domain.audit import Verdict
from intake.domain.errors import PolicyError, UnavailableError
from intake.running.opening import database_words, open_archive
from intake.settings import Settings
from intake.store.archive import Archive
from intake.store.audit import AuditBook
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


def verify_audit(archive: Archive, *, anchor: str = "") -> Verdict:
    """Walk the audit's chain.

    Args:
        archive: The database.
        anchor: "place:hash" written down earlier, or nothing.

    Raises:
        PolicyError: The anchor has another form.
    """
    place, sign, head = anchor.partition(":")
    if anchor and not (sign and place.isdigit() and len(head) == 64):
        raise PolicyError(("--anchor: write PLACE:HASH as `audit verify` printed it",))
    known = (int(place), head) if anchor else None
    with archive.reading() as session:
        return AuditBook(session, at=wall_clock()).verify(anchor=known)
