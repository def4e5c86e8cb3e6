"""Files of a concern as a desk may see them: where each stands, and one that was opened."""

from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.attachment import FileState


@dataclass(frozen=True, slots=True)
class FileView:
    """One file: what it was sent as, where it stands, in words; never its name."""

    file_id: int
    kind: str
    size: int
    at: datetime
    state: FileState
    words: str
    sha256: str = ""

    @property
    def can_open(self) -> bool:
        """Whether it was checked and may be opened."""
        return self.state is FileState.READY

    @property
    def can_seal(self) -> bool:
        """Whether it can still be put out of reach."""
        return self.state is not FileState.SEALED_AWAY


@dataclass(frozen=True, slots=True)
class FilePage:
    """One file that an officer opened: the shown copy, or only what it is."""

    reference: str
    file: FileView
    name: str = field(repr=False)
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class FileTaken:
    """A file as it is taken away: a name of our making, and the bytes as they came."""

    file_name: str
    data: bytes = field(repr=False)
