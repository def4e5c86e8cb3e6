"""Looks at each file before any officer may: its content, a scanner, a copy drawn anew.

A row that is due is claimed, looked at outside any transaction, and its outcome written down; a
process that dies in between leaves the row to the next (decision 0019). Read `check_due_files`.
"""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from intake.actions.keep_file import put_copy
from intake.domain.attachment import Attachment, Copy, FileRefusal, FileState
from intake.domain.file_kinds import IMAGES, media_type_of, refusal_of
from intake.policy.channels import AttachmentPolicy
from intake.running import redraw
from intake.store.office import Office

LEASE = timedelta(minutes=10)
AGAIN, LONGEST_AGAIN = timedelta(seconds=10), timedelta(minutes=10)
REDRAW_SECONDS = 40.0
CLEAN, FOUND = 0, 1


class NotLookedAtError(Exception):
    """A file could not be looked at now; it stays locked and due."""


def check_due_files(office: Office) -> int:
    """Look at one file that is due; returns how many were looked at, 0 or 1."""
    with office.look() as work:
        if not work.files.has_due(FileState.CHECKING):
            return 0
    with office.begin() as work:
        claimed = work.files.claim(FileState.CHECKING, lease=LEASE, limit=1)
    for file in claimed:
        check_file(office, file)
    return len(claimed)


def check_file(office: Office, file: Attachment) -> None:
    """Look at one file and write down what came out.

    Why nothing is thrown away:
        A refused file may be what the report is about. It stays kept and sealed, with its
        SHA-256, for whoever may lawfully ask for it; it is only never opened here.
    """
    plan = office.policy.channels.attachments
    with office.look() as work:
        data = b"".join(work.files.parts(file.id, Copy.ORIGINAL))
    refusal = refusal_of(data, plan.types, most_unpacked=plan.most_unpacked_megabytes << 20)
    shown = b""
    try:
        if refusal is None and not is_clean(data, plan):
            refusal = FileRefusal.SCANNER
        if refusal is None and media_type_of(data) in IMAGES:
            shown = drawn(data, plan)
            refusal = None if shown else FileRefusal.UNREADABLE
    except NotLookedAtError:
        _look_again(office, file)
        return
    parts = put_copy(office, file.id, Copy.SHOWN, shown)
    checked = replace(
        file,
        state=FileState.REFUSED if refusal else FileState.READY,
        refusal=refusal.value if refusal else "",
        media_type=media_type_of(data),
        shown_size=len(shown),
        shown_parts=parts,
        due_at=None,
    )
    _write_down(office, checked)


def is_clean(data: bytes, plan: AttachmentPolicy) -> bool:
    """Ask the scanner of the settings; no scanner finds nothing.

    Raises:
        NotLookedAtError: It did not answer yes or no.
    """
    if not plan.scanner:
        return True
    try:
        asked = subprocess.run(  # noqa: S603 - the words are the operator's own, without a shell
            plan.scanner,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=plan.scanner_seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise NotLookedAtError from fault
    if asked.returncode not in {CLEAN, FOUND}:
        raise NotLookedAtError
    return asked.returncode == CLEAN


def drawn(data: bytes, plan: AttachmentPolicy) -> bytes:
    """Return a picture drawn anew by a process of its own; empty where it cannot be.

    Raises:
        NotLookedAtError: The process could not be started.
    """
    words = [str(plan.shown_edge_pixels), str(plan.most_megapixels * 1_000_000)]
    try:
        made = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(Path(redraw.__file__)), *words],
            input=data,
            capture_output=True,
            timeout=REDRAW_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    except OSError as fault:
        raise NotLookedAtError from fault
    return made.stdout if made.returncode == 0 else b""


def _write_down(office: Office, checked: Attachment) -> None:
    with office.begin() as work:
        now = work.files.get(checked.id, locked=True)
        if now.state is not FileState.CHECKING:
            if now.state is FileState.SEALED_AWAY:
                work.files.drop_copy(checked.id, Copy.SHOWN)
            return
        work.files.keep(replace(checked, concern_id=now.concern_id))
        work.audit.note("file.checked", file=now.id, outcome=checked.refusal or "ready")


def _look_again(office: Office, file: Attachment) -> None:
    tries = file.tries + 1
    wait = min(AGAIN * (1 << min(tries, 12)), LONGEST_AGAIN)
    with office.begin() as work:
        work.files.try_again(file.id, at=work.at + wait, tries=tries)
