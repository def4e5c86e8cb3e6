"""Handing the sealed originals of a report to whoever may lawfully have them; each is written down.

Read `check_hand_over` first. The bytes are packed outside any transaction
(`intake.running.hand_over`); what leaves, to whom and by whom is noted before it may be used.
"""

from dataclasses import dataclass, field

from intake.domain.attachment import Attachment
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import ConcernHeld, Note, Officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who hands originals over, who agreed, to whom, and by which right.

    Args:
        by: Login of the officer who hands over.
        second: Login of another officer, who agrees.
        to_whom: Name and office of whoever takes them.
        authority: The request, order or warrant by which they may.
    """

    by: str
    second: str
    to_whom: str = field(repr=False)
    authority: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Originals:
    """What may be handed over: a concern's files whose originals are here, oldest first."""

    concern: ConcernHeld
    officer: Officer
    second: Officer
    files: tuple[Attachment, ...]


def check_hand_over(work: Work, told: HandOver, *, reference: str) -> Originals:
    """Return the originals that would be handed over.

    Args:
        work: A look, or the transaction that notes it.
        told: Who, to whom, by which right.
        reference: Of the concern.

    Raises:
        JudgementRefusedError: `missing` names what lacks of by, second, to_whom, authority; a
            second who is the first, and one who may not sign in any more, are none.
        NotFoundError: There is no such concern, or no original of it is here.

    Why two officers:
        An original may be what nobody is allowed to look at. The desk's page opens a checked
        file to one officer; what goes round the check and out of the house takes two.
    """
    first, second = (_active(work, login) for login in (told.by, told.second))
    is_one = first is not None and second is not None and first.id == second.id
    lacks = {
        "by": first is None,
        "second": second is None or is_one,
        "to_whom": not told.to_whom.strip(),
        "authority": not told.authority.strip(),
    }
    missing = tuple(name for name, is_missing in lacks.items() if is_missing)
    if missing or first is None or second is None:
        raise JudgementRefusedError(missing=missing)
    concern = work.concerns.by_reference(reference)
    if concern is None:
        raise NotFoundError(what="concern")
    files = tuple(one for one in work.files.of_concern(concern.id) if one.sha256)
    if not files:
        raise NotFoundError(what="file")
    return Originals(concern, first, second, files)


def note_hand_over(
    office: Office, told: HandOver, *, reference: str, file_ids: frozenset[int]
) -> None:
    """Write down that originals are handed over: a line of the audit each, and a note beside.

    Raises:
        JudgementRefusedError, NotFoundError: As `check_hand_over`.
    """
    with office.begin() as work:
        found = check_hand_over(work, told, reference=reference)
        for file in found.files:
            if file.id in file_ids:
                work.audit.note(
                    "file.handed_over",
                    actor=found.officer.login,
                    second=found.second.login,
                    concern=found.concern.reference,
                    file=file.id,
                    sha256=file.sha256,
                )
        work.concerns.notes.add(
            Note(
                subject=f"concern:{found.concern.id}",
                at=work.at,
                officer=found.officer.name,
                desk=found.officer.desk,
                words=private(
                    f"Originals handed over: {len(file_ids)}. To: {told.to_whom.strip()}. "
                    f"By authority of: {told.authority.strip()}. Agreed by: {found.second.name}."
                ),
            )
        )


def _active(work: Work, login: str) -> Officer | None:
    found = work.staff.by_login(login)
    return found if found is not None and not found.disabled else None
