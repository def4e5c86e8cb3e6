"""Putting a file out of everybody's reach at once; what was reported stays whole."""

from dataclasses import replace

from intake.domain.attachment import Attachment, Copy, FileState
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.private import private
from intake.store.office import Office

SEALABLE = frozenset({FileState.FETCHING, FileState.CHECKING, FileState.READY, FileState.REFUSED})


def seal_file_away(office: Office, *, officer: str, file_id: int, reason: str) -> Attachment:
    """Seal a file away: nobody opens it here any more, and its shown copy is gone.

    Args:
        office: The office.
        officer: Who does it; nobody else is asked, for every look would be one too many.
        file_id: Which file.
        reason: Why, in a few words.

    Returns:
        The file as it is held now; its original stays sealed, with its SHA-256.

    Raises:
        JudgementRefusedError: No reason was given.
        TransitionRefusedError: It is sealed away already.

    Why:
        An indecent picture of a child may be neither kept in reach nor shown, and destroying it
        would destroy evidence (decision 0019). What was reported, when, and that a file came
        with it stays in the audit's chain.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        file = work.files.get(file_id, locked=True)
        if file.state not in SEALABLE:
            raise TransitionRefusedError(what="file")
        sealed = replace(
            file,
            state=FileState.SEALED_AWAY,
            due_at=None,
            shown_size=0,
            shown_parts=0,
            source=private(""),
            sealed_by=officer,
            sealed_reason=private(reason.strip()),
        )
        work.files.keep(sealed)
        work.files.drop_copy(file_id, Copy.SHOWN)
        work.audit.note("file.sealed_away", actor=officer, file=file_id, sha256=file.sha256)
    return sealed
