"""Opening a file of a concern, taking it away, sealing it away: each is written down."""

from intake.actions.seal_file import seal_file_away
from intake.domain.attachment import Attachment, Copy, FileState
from intake.domain.errors import NotFoundError
from intake.domain.file_kinds import SUFFIXES
from intake.domain.held import ConcernHeld, Officer
from intake.duty.doors.base import DoorPart
from intake.duty.files import file_view
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.files import FilePage, FileTaken

FIELD = "concern.files"


class FilesDoor(DoorPart):
    """What a desk may do with the files of a concern."""

    @act("open_file")
    def open_file(self, *, officer: Officer, file_id: int) -> FilePage:
        """Return a checked file, a picture as it was drawn anew; opening it is written down.

        Raises:
            NotFoundError: It is missing, not checked, refused, sealed away, or not for this
                officer; all look alike.
        """
        with self.office.begin() as work:
            concern, file = _ready(self._sight(work, officer), file_id)
            work.audit.note(
                "file.opened", actor=officer.login, concern=concern.reference, file=file.id
            )
            picture = b"".join(work.files.parts(file.id, Copy.SHOWN)) if file.is_shown else b""
            return FilePage(concern.reference, file_view(file), file.name.reveal(), picture)

    @act("open_file")
    def take_file(self, *, officer: Officer, file_id: int) -> FileTaken:
        """Return a checked file as it came, to be kept elsewhere; raises as `open_file`.

        Its name is made here: the one it came with is words about people (P10).
        """
        with self.office.begin() as work:
            concern, file = _ready(self._sight(work, officer), file_id)
            work.audit.note(
                "file.taken",
                actor=officer.login,
                concern=concern.reference,
                file=file.id,
                sha256=file.sha256,
            )
            data = b"".join(work.files.parts(file.id, Copy.ORIGINAL))
            suffix = SUFFIXES.get(file.media_type, "bin")
            return FileTaken(f"{concern.reference}-{file.id}.{suffix}", data)

    @act("seal_file")
    def seal_file(self, *, officer: Officer, file_id: int, reason: str) -> str:
        """Put a file out of everybody's reach at once; returns its concern's reference.

        Raises:
            JudgementRefusedError: No reason was given.
            TransitionRefusedError: It is sealed away already.
            NotFoundError: It is missing, or not for this officer.
        """
        with self.office.look() as work:
            concern, _ = _seen(self._sight(work, officer), file_id)
        seal_file_away(self.office, officer=officer.login, file_id=file_id, reason=reason)
        return concern.reference

    @act("seal_file")
    def file_to_seal(self, *, officer: Officer, file_id: int) -> FilePage:
        """Return what a file is, without opening it; raises NotFoundError as `seal_file`."""
        with self.office.look() as work:
            concern, file = _seen(self._sight(work, officer), file_id)
            return FilePage(concern.reference, file_view(file), "")


def _seen(sight: Sight, file_id: int) -> tuple[ConcernHeld, Attachment]:
    file = sight.work.files.get(file_id)
    if file.concern_id is None:
        raise NotFoundError(what="file")
    concern, seen = sight.concern_of_id(file.concern_id)
    if FIELD not in seen:
        raise NotFoundError(what="file")
    return concern, file


def _ready(sight: Sight, file_id: int) -> tuple[ConcernHeld, Attachment]:
    concern, file = _seen(sight, file_id)
    if file.state is not FileState.READY:
        raise NotFoundError(what="file")
    return concern, file
