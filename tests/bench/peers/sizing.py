"""Time and memory of one matcher on one list, in a process of its own.

Read first: `sized`. Every question is put to the naive scan as well, just before or after, so
that both feel the same machine. Time is processor time: threads and children of the matcher count.
"""

import ctypes
import gc
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from math import nan
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.peers.contender import Contender
from tests.bench.peers.data import Bench
from tests.bench.peers.figures import Share
from tests.bench.peers.growth import rows_in
from tests.bench.peers.scans import Naive

_WARM_ROWS = 300
_WARM = 40
_SHORT = 1_000
"""On a list as short a question's first scan costs more to wake than to make."""
_TIMED = 400
_SECONDS = 25.0
_LONGEST = 2_700.0
_GRACE = 10.0
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True, slots=True)
class Sized:
    """One matcher on one list; times in milliseconds a question, memory in MB, build in seconds.

    `ratios` are shares of the naive scan's time on the very same question, in order.
    """

    name: str
    size: int
    build_s: float
    memory_mb: float
    own_ms: Sequence[float]
    naive_ms: Sequence[float]
    ratios: Sequence[float]
    first: Share
    in_ten: Share


def sized(contender: Contender, bench: Bench, path: Path, size: int) -> Sized | str:
    """Measure in a child process; what goes wrong there is told in a line, and kills nothing."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(contender, bench, path, size, theirs))
    child.start()
    theirs.close()
    try:
        told: Sized | str = ours.recv() if ours.poll(_LONGEST) else "took too long"
    except EOFError:
        told = "its process ended"
    finally:
        child.join(_GRACE)
        if child.is_alive():
            child.terminate()
            child.join()
    return told


def _child(contender: Contender, bench: Bench, path: Path, size: int, out: Connection) -> None:
    try:
        out.send(measured(contender, bench, path, size, alone=True))
    except Exception as fault:  # noqa: BLE001 - told in a line by whoever asked
        out.send(f"{type(fault).__name__}: {fault}"[:200])


def measured(
    contender: Contender, bench: Bench, path: Path, size: int, *, alone: bool = False
) -> Sized:
    """Measure in this very process; memory is told only where nothing else lives in it."""
    naive_scan = Naive().ready(rows_in(path), bench)
    for one in islice(cycle(bench.training), _WARM):
        naive_scan.answer([one])
    small = contender.ready(list(islice(rows_in(path), _WARM_ROWS)), bench)
    for one in islice(cycle(bench.training), _WARM):
        small.answer([one])
    del small
    before = _memory() if alone else nan
    began = _worked()
    asked = contender.ready(rows_in(path), bench)
    built = _worked() - began
    held = {row["id"] for row in rows_in(path) if not row["id"].startswith("nobody")}
    questions = [one for one in bench.checking if one.right is None or one.right in held]
    own, naive, ratios, ranks = [], [], [], []
    for one in questions[:: max(len(questions) // _TIMED, 1)][:_TIMED]:
        if size <= _SHORT:
            naive_scan.answer([one])
        ranking, took = _timed(lambda one=one: asked.answer([one])[0])
        own.append(took)
        if sum(naive) < _SECONDS * 1e3:
            naive.append(_timed(lambda one=one: naive_scan.answer([one]))[1])
            ratios.append(took / naive[-1])
        if one.right:
            ids = [record for record, _ in ranking]
            ranks.append(ids.index(one.right) if one.right in ids else 99)
        if sum(own) > _SECONDS * 1e3:
            break
    grown = _memory() - before if alone else nan
    return Sized(
        contender.name, size, built, grown, own, naive, ratios,
        Share(sum(rank == 0 for rank in ranks), len(ranks)),
        Share(sum(rank < 10 for rank in ranks), len(ranks)),
    )  # fmt: skip


def _worked() -> float:
    """Processor seconds so far, those of children that ended included."""
    return sum(os.times()[:4])


def _timed(deed: Callable[[], object]):
    began = time.process_time()
    given = deed()
    return given, (time.process_time() - began) * 1e3


def _memory() -> float:
    """What this process holds, without what it maps of files or has given up."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    resident, shared = Path("/proc/self/statm").read_text().split()[1:3]
    return (int(resident) - int(shared)) * _PAGE_MB
