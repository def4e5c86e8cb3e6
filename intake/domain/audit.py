"""The audit's hash chain: any line changed, removed or swapped is found."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
class Witness:
    """Where the chain ends, as a second row knows it that a cut of the lines does not reach.

    Args:
        place: Of the last line sealed; 0 where none was.
        head: That line's hash.
        is_signed: Whether the key signed it; None where nobody with the key looked.
    """

    place: int
    head: str
    is_signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found.

    Args:
        faults: In words, one a fault.
        sealed: How many sealed lines were read.
        unsealed: Ids of lines not in the chain yet.
        head: Hash of the last sealed line.
        unseen: What this look could not find, in words.
    """

    faults: tuple[str, ...]
    sealed: int
    unsealed: tuple[int, ...]
    head: str
    unseen: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


NO_ANCHOR = (
    "without --anchor this look does not find a whole database put back from an older copy, "
    "nor what somebody wrote anew who holds the key and may write to every table"
)
NO_SIGNATURE = (
    "the witness's signature was not checked: nobody with the key has signed it yet, or "
    "DUEREGARD_SECRET_KEY is not set"
)
NO_WITNESS = "the witness of where the chain ends was removed; nobody can say what was cut off"
NOT_SIGNED = "the witness of where the chain ends is not signed by this database's key"


def verify(
    sealed: Iterable[AuditLine],
    unsealed: Iterable[int],
    *,
    witness: Witness | None,
    anchor: tuple[int, str] | None = None,
) -> Verdict:
    """Walk the chain from its start, and hold its end against the witness.

    Args:
        sealed: Sealed lines by place.
        unsealed: Ids of lines not sealed yet.
        witness: Where the chain ended when it was last sealed; None is a fault.
        anchor: A place and hash written down elsewhere; catches what was rewritten from its
            end by somebody who could write to every table.

    Why:
        A chain whose last lines are gone is still a chain. The witness is written in the
        transaction that seals, so the lines cannot be cut without it being seen.
    """
    faults = []
    seen, place, head = 0, 0, GENESIS
    anchored = anchor is None
    for line, problem in _walk(sealed):
        seen, place, head = seen + 1, line.place or place, line.hash
        if problem:
            faults.append(problem)
        if anchor is not None and (line.place, line.hash) == anchor:
            anchored = True
    if not anchored and anchor is not None:
        faults.append(f"place {anchor[0]}: the hash written down elsewhere is not in the chain")
    faults += _witness_faults(witness, place, head)
    unseen = [] if anchor is not None else [NO_ANCHOR]
    if witness is not None and witness.is_signed is None:
        unseen.append(NO_SIGNATURE)
    return Verdict(tuple(faults), seen, tuple(unsealed), head, tuple(unseen))


def _witness_faults(witness: Witness | None, place: int, head: str) -> list[str]:
    if witness is None:
        return [NO_WITNESS]
    faults = [NOT_SIGNED] if witness.is_signed is False else []
    if place < witness.place:
        cut = f"places {place + 1} to {witness.place}: cut off; the witness knows that they were"
        faults.append(f"{cut} sealed")
    elif place > witness.place:
        faults.append(f"places {witness.place + 1} to {place}: added without the witness")
    elif head != witness.head:
        faults.append(f"place {place}: is not the line that the witness knows")
    return faults


def settings_faults(kept: Mapping[str, str], adopted: Collection[str]) -> tuple[str, ...]:
    """Find settings that are not those once adopted.

    Args:
        kept: The hash under which each settings are kept, and the hash of what is kept.
        adopted: Hashes that lines of the audit say were adopted.

    Why:
        A decision is re-read by the settings of its day; changed afterwards they would
        make any decision look right (P9).
    """
    faults = [
        f"settings {digest[:12]}: changed after they were adopted"
        for digest, found in kept.items()
        if found != digest
    ]
    faults += [
        f"settings {digest[:12]}: kept, and no line says that they were adopted"
        for digest in sorted(kept.keys() - set(adopted))
    ]
    faults += [
        f"settings {digest[:12]}: adopted, and no longer kept"
        for digest in sorted(set(adopted) - kept.keys())
    ]
    return tuple(faults)


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
