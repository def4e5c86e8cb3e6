"""Originals of files packed for the police or a court: bytes as they came, and a list of them.

Read `hand_over`. Nothing is opened, drawn or looked at on the way.
"""

import zipfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from intake.actions.hand_files_over import (
    HandOver,
    Originals,
    check_hand_over,
    note_hand_over,
)
from intake.domain.attachment import Attachment, Copy, FileState
from intake.domain.codes import normal_reference
from intake.domain.errors import JudgementRefusedError, PolicyError, RefusedError
from intake.domain.file_kinds import SUFFIXES
from intake.store.office import Office

LIST = "what-is-here.txt"
SEALED = "sealed"
"""What a file is called that nobody may open here: no machine opens it by its name."""


LACKS = {
    "by": "--by: no officer of that login may sign in",
    "second": "--second: name another officer who may sign in, and who agrees",
    "to_whom": "--to: write who takes them, name and office",
    "authority": "--authority: write the request, order or warrant by which they may",
}
"""What is said of each thing that lacks, by its option."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: how many originals, and the SHA-256 of the whole package."""

    count: int
    sha256: str


def hand_over(office: Office, told: HandOver, *, reference: str, path: Path) -> Packed:
    """Pack every original of a concern into a file that is not there yet, and write it down.

    Args:
        office: The office.
        told: Who hands over to whom, by which right, and who agreed.
        reference: Of the concern.
        path: A .zip that is not there; only its owner may read it. It is not encrypted: write it
            to a medium that is.

    Raises:
        PolicyError: The file is there, its folder is not, or something lacks; a sentence each.
        RefusedError: An original is not what arrived (its SHA-256 differs).
        NotFoundError: There is no such concern, or no original of it is here.

    Why the note comes before the file may be used:
        What left without a line of the audit could not be told from what was stolen. So a
        package that cannot be noted is thrown away again.
    """
    _check_target(path)
    reference = normal_reference(reference) or reference
    found = _checked(office, told, reference)
    path.touch(mode=0o600)
    try:
        _pack(office, found, path)
        ids = frozenset(one.id for one in found.files)
        note_hand_over(office, told, reference=reference, file_ids=ids)
    except BaseException:
        with suppress(FileNotFoundError):
            path.unlink()
        raise
    with path.open("rb") as packed:
        digest = sha256()
        while part := packed.read(1 << 20):
            digest.update(part)
    return Packed(len(found.files), digest.hexdigest())


def _checked(office: Office, told: HandOver, reference: str) -> Originals:
    try:
        with office.look() as work:
            return check_hand_over(work, told, reference=reference)
    except JudgementRefusedError as refused:
        missing = refused.facts["missing"]
        names = missing if isinstance(missing, tuple) else ()
        raise PolicyError(tuple(LACKS[name] for name in names)) from refused


def _pack(office: Office, found: Originals, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for file in found.files:
            package.writestr(_name_of(found, file), _original(office, file))
        package.writestr(LIST, "\n".join(_listed(found)) + "\n")


def _original(office: Office, file: Attachment) -> bytes:
    with office.look() as work:
        data = b"".join(work.files.parts(file.id, Copy.ORIGINAL))
    if sha256(data).hexdigest() != file.sha256:
        raise RefusedError(what="integrity", file=file.id)
    return data


def _name_of(found: Originals, file: Attachment) -> str:
    """Return a name of our making: the one it came with is words about people."""
    is_open = file.state is FileState.READY
    suffix = SUFFIXES.get(file.media_type, SEALED) if is_open else SEALED
    return f"{found.concern.reference}-{file.id}.{suffix}"


def _listed(found: Originals) -> list[str]:
    head = [
        f"Originals that came with concern {found.concern.reference}, as they came.",
        "Nobody has looked at what is called .sealed: it was sealed away, refused or not checked.",
        "",
    ]
    rows = (
        f"{_name_of(found, file)}  {file.size} bytes  SHA-256 {file.sha256}  "
        f"arrived {file.arrived_at:%Y-%m-%d %H:%M} UTC  {file.state.value}"
        f"{' ' + file.refusal if file.refusal else ''}"
        for file in found.files
    )
    return [*head, *rows]


def _check_target(path: Path) -> None:
    if path.exists():
        raise PolicyError((f"{path.resolve()} is there already; name a file that is not",))
    if not path.resolve().parent.is_dir():
        raise PolicyError((f"there is no folder {path.resolve().parent}; make it first",))
