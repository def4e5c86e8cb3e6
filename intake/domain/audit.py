"""The audit's hash chain: any line changed, removed or swapped is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line: who did what, when, with ids and codes only.

    `place` is its number in the chain and None until sealed; `facts` is JSON text.
    """

    id: int
    at: datetime
    event: str
    actor: str
    facts: str
    place: int | None = None
    previous: str = ""
    hash: str = ""


def hash_of(line: AuditLine, place: int, previous: str) -> str:
    """Return the chain hash of a line at a place after a hash."""
    parts = (str(place), previous, str(line.id), line.at.isoformat(), line.event, line.actor)
    return sha256("\x1f".join((*parts, line.facts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: faults in words, sealed lines read, and the unsealed tail."""

    faults: tuple[str, ...]
    sealed: int
    unsealed: tuple[int, ...]
    head: str

    @property
    def is_whole(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def verify(
    sealed: Iterable[AuditLine], unsealed: Iterable[int], *, anchor: tuple[int, str] | None = None
) -> Verdict:
    """Walk the chain from its start.

    Args:
        sealed: Sealed lines by place.
        unsealed: Ids of lines not sealed yet.
        anchor: A place and hash written down elsewhere; catches a chain cut short or
            rewritten from its end.
    """
    faults = []
    seen, head = 0, GENESIS
    anchored = anchor is None
    for line, problem in _walk(sealed):
        seen, head = seen + 1, line.hash
        if problem:
            faults.append(problem)
        if anchor is not None and (line.place, line.hash) == anchor:
            anchored = True
    if not anchored and anchor is not None:
        faults.append(f"place {anchor[0]}: the hash written down elsewhere is not in the chain")
    return Verdict(tuple(faults), seen, tuple(unsealed), head)


def _walk(sealed: Iterable[AuditLine]) -> Iterator[tuple[AuditLine, str]]:
    previous, place = GENESIS, 0
    for line in sealed:
        place += 1
        problem = ""
        if line.place != place:
            problem = f"place {place}: a line is missing here (the next is {line.place})"
            place = line.place or place
        elif line.previous != previous:
            problem = f"place {place} (line {line.id}): does not follow the line before it"
        elif hash_of(line, place, previous) != line.hash:
            problem = f"place {place} (line {line.id}): changed after it was sealed"
        previous = line.hash
        yield line, problem
