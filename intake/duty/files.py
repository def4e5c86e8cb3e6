"""Files of a concern in the words of a desk."""

from intake.domain.attachment import Attachment, FileKind, FileState
from intake.duty.views.files import FileView
from intake.store.work import Work

KIND_WORDS = {
    FileKind.PHOTO: "Photo",
    FileKind.AUDIO: "Recording",
    FileKind.VIDEO: "Video",
    FileKind.PAPER: "Document",
}
STATE_WORDS = {
    FileState.ARRIVING: "being received",
    FileState.FETCHING: "being fetched from its channel",
    FileState.CHECKING: "being checked",
    FileState.READY: "ready",
    FileState.SEALED_AWAY: "sealed away",
}
REFUSAL_WORDS = {
    "kind": "it is of a kind that is not opened here",
    "too_large": "it is too large",
    "too_many": "there are too many",
    "empty": "it is empty",
    "two_in_one": "it is two kinds of file in one",
    "active": "it would run something by itself",
    "swells": "it would swell to many times its size",
    "locked": "it is locked with a password",
    "unreadable": "it cannot be drawn",
    "scanner": "the scanner found something in it",
    "not_fetched": "its channel did not hand it over",
}


def file_views(work: Work, concern_id: int) -> tuple[FileView, ...]:
    """Return the files of a concern, oldest first."""
    return tuple(file_view(one) for one in work.files.of_concern(concern_id))


def file_view(file: Attachment) -> FileView:
    """Return one file in words; a refused one says why."""
    words = STATE_WORDS.get(file.state, "")
    if file.state is FileState.REFUSED:
        words = f"not opened, because {REFUSAL_WORDS.get(file.refusal, file.refusal)}"
    return FileView(
        file_id=file.id,
        kind=KIND_WORDS[file.kind],
        size=file.size,
        at=file.arrived_at,
        state=file.state,
        words=words,
        sha256=file.sha256,
    )
