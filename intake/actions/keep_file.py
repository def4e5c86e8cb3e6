"""Taking a file in: its sealed parts first, its place in a report with the turn that tells it.

Nothing is told of before it is here: parts go into short transactions of their own, so that
nobody waits for a large file; the turn that says "kept" then names it in its own transaction.
A kill in between leaves a file that nobody was told of, and tidying puts that away.
"""

from dataclasses import replace
from hashlib import sha256

from intake.domain.attachment import Attachment, Copy, FileRefusal, FileState
from intake.domain.errors import NotFoundError
from intake.domain.file_kinds import refusal_of
from intake.domain.private import private
from intake.store.files import PART
from intake.store.office import Office
from intake.store.work import Work


def take_file_in(office: Office, file: Attachment, data: bytes) -> Attachment:
    """Keep a file's bytes; it is *arriving* until a turn tells of it.

    Args:
        office: The office.
        file: What is known of it; a cause that came before gives the file of that time.
        data: The whole file, at least one byte.
    """
    with office.begin() as work:
        kept = work.files.add(replace(file, state=FileState.ARRIVING))
    if kept.sha256:
        return kept
    count = put_copy(office, kept.id, Copy.ORIGINAL, data)
    told = replace(kept, size=len(data), sha256=sha256(data).hexdigest(), parts=count)
    with office.begin() as work:
        work.files.keep(told)
    return told


def put_copy(office: Office, file_id: int, copy: Copy, data: bytes) -> int:
    """Keep the bytes of one copy, a transaction a part; returns how many parts."""
    starts = range(0, len(data), PART)
    for place, start in enumerate(starts):
        with office.begin() as work:
            work.files.put_part(file_id, copy, place, data[start : start + PART])
    return len(starts)


def tell_of_file(work: Work, *, file_id: int, chat_hash: str) -> None:
    """Make a file that is here part of the report that its chat is telling.

    Raises:
        NotFoundError: It is not here, or another chat's.
    """
    file = work.files.get(file_id, locked=True)
    if file.chat_hash != chat_hash or not file.sha256:
        raise NotFoundError(what="file")
    if file.state is FileState.ARRIVING:
        work.files.keep(replace(file, state=FileState.CHECKING, due_at=work.at))


def fetched(office: Office, file: Attachment, data: bytes) -> FileRefusal | None:
    """Keep the bytes of a file that its channel handed over; it is checked next.

    Returns:
        Why nobody will open it, where that shows at once, so that the teller can be told.
    """
    plan = office.policy.channels.attachments
    if len(data) > plan.most_bytes:
        not_fetched(office, file, FileRefusal.TOO_LARGE)
        return FileRefusal.TOO_LARGE
    count = put_copy(office, file.id, Copy.ORIGINAL, data)
    refusal = refusal_of(data, plan.types, most_unpacked=plan.most_unpacked_megabytes << 20)
    with office.begin() as work:
        now = work.files.get(file.id, locked=True)
        if now.state is FileState.FETCHING:
            here = replace(now, size=len(data), sha256=sha256(data).hexdigest(), parts=count)
            waiting = replace(here, state=FileState.CHECKING, due_at=work.at, tries=0)
            work.files.keep(replace(waiting, source=private("")))
    return refusal


def not_fetched(office: Office, file: Attachment, refusal: FileRefusal) -> None:
    """Note that a file cannot be had from its channel; that it was sent stays kept."""
    with office.begin() as work:
        now = work.files.get(file.id, locked=True)
        if now.state is not FileState.FETCHING:
            return
        gone = replace(now, state=FileState.REFUSED, refusal=refusal.value, due_at=None)
        work.files.keep(replace(gone, source=private("")))
        work.audit.note("file.refused", file=now.id, reason=refusal.value)
