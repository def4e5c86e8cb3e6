"""One run of bulk screening: chunk by chunk, on several cores, resumed where it was stopped.

Read `Run` first. Beside the file that is being written lies a note of how far it got; after a
stop of any kind the next run of the same question cuts off what came after the note and goes on.
"""

import csv
import fcntl
import hashlib
import io
import json
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, TypeVar

from intake.domain.errors import PolicyError

CHUNK = 200
"""Queries asked between two notes; a stop costs at most so many, times the cores."""
AHEAD = 2
"""Chunks that wait for each core, so that memory stays bounded whatever the file's length."""

LOCK_TRIES = 25
"""Tenths of a second for which the processes of a killed run are waited for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a chunk gave: rows to write, lines with reasons, and how many found somebody.

    `written` and `rejects` are text as it stands in the files: it is made where the question
    was answered, so that the process that writes has little to do.
    """

    queries: int
    found: int
    rows: int
    rejected: int
    written: str = field(repr=False)
    rejects: str


@dataclass(slots=True)
class Progressed:
    """How far a run got, in counts, and how long its files were by then (bytes)."""

    mark: str = ""
    queries: int = 0
    found: int = 0
    rows: int = 0
    rejected: int = 0
    size: int = 0
    rejects_size: int = 0


def mark_of(*files: Path | None, **settings: Any) -> str:
    """Return what makes two runs the same: the files as they lie there, and all that is asked."""
    stats = [path.stat() for path in files if path is not None]
    told = [[one.st_size, one.st_mtime_ns] for one in stats]
    return hashlib.sha256(json.dumps([told, settings], sort_keys=True).encode()).hexdigest()


class Run:
    """The files of one run; `so_far` tells how far it got, also before this process."""

    def __init__(self, out: Path, rejects: Path, mark: str, titles: tuple[str, ...]) -> None:
        self._ends = {_part(out): out, _part(rejects): rejects}
        self._note = out.with_name(f"{out.name}.note")
        self.so_far = self._kept(mark)
        self.resumed_at = self.so_far.queries
        self._lock = _locked(_part(out))
        self._out = _opened(_part(out), self.so_far.size, titles)
        self._rejects = _opened(_part(rejects), self.so_far.rejects_size, ("line", "reason"))

    def _kept(self, mark: str) -> Progressed:
        try:
            kept = Progressed(**json.loads(self._note.read_text(encoding="utf-8")))
            are_whole = [path.stat().st_size for path in self._ends]
        except (OSError, ValueError, TypeError):
            return Progressed(mark=mark)
        is_same = kept.mark == mark
        reaches = are_whole[0] >= kept.size and are_whole[1] >= kept.rejects_size
        return kept if is_same and reaches else Progressed(mark=mark)

    def write(self, answered: Answered) -> None:
        """Write what a chunk gave, and note that it is done."""
        self._out.write(answered.written)
        self._rejects.write(answered.rejects)
        so_far = self.so_far
        so_far.queries += answered.queries
        so_far.found += answered.found
        so_far.rows += answered.rows
        so_far.rejected += answered.rejected
        so_far.size, so_far.rejects_size = _flushed(self._out), _flushed(self._rejects)
        half = self._note.with_name(f"{self._note.name}.new")
        half.touch(mode=0o600)
        half.write_text(json.dumps(asdict(so_far)), encoding="utf-8")
        half.replace(self._note)

    def end(self) -> None:
        """Give the files their names; of rejects only where there are any."""
        self.close()
        out, rejects = self._ends
        if self.so_far.rejected:
            rejects.replace(self._ends[rejects])
        else:
            rejects.unlink(missing_ok=True)
            self._ends[rejects].unlink(missing_ok=True)
        out.replace(self._ends[out])
        self._note.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the files; what was noted stays for the next run."""
        self._out.close()
        self._rejects.close()
        self._lock.close()


@contextmanager
def running(out: Path, rejects: Path, mark: str, titles: tuple[str, ...]) -> Iterator[Run]:
    """Give a run, ended if all went well, else left to be gone on with.

    Raises:
        PolicyError: The folder is not there or may not be written in.
    """
    try:
        run = Run(out, rejects, mark, titles)
        try:
            yield run
        finally:
            run.close()
        run.end()
    except OSError as fault:
        where = out.resolve().parent
        raise PolicyError((f"cannot write {out.name} in {where}; choose another place",)) from fault


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _locked(path: Path) -> TextIO:
    """Hold a file for this run alone; the processes of a killed run let it go in a second.

    Raises:
        PolicyError: Another run is writing it, and two would spoil each other's rows.
    """
    path.touch(mode=0o600)
    file = path.open("a", encoding="utf-8")
    for _ in range(LOCK_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return file
    file.close()
    sentence = f"another run is writing {path.stem}; wait for it, or choose another --out"
    raise PolicyError((sentence,))


def _opened(path: Path, size: int, titles: tuple[str, ...]) -> TextIO:
    """Open a file that only its owner may read, cut to a length; a new one gets its titles."""
    path.touch(mode=0o600)
    os.truncate(path, size)
    file = path.open("a", encoding="utf-8", newline="")
    if not size:
        csv.writer(file).writerow(titles)
    return file


def as_csv(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as they stand in a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _flushed(file: TextIO) -> int:
    """Put what was written on the disk, so that the note is never ahead of it."""
    file.flush()
    os.fsync(file.fileno())
    return file.tell()


def chunks_of(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield items in lists of `CHUNK`, the last one shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def answers_of(
    chunks: Iterable[list[T]], answer: Callable[[list[T]], Answered], *, cores: int
) -> Iterator[Answered]:
    """Yield the answer to each chunk, in their order.

    Args:
        chunks: Read no further ahead than the cores need.
        answer: Answers one chunk; on several cores it runs in forked processes, which share
            what this one has read.
        cores: 1 stays in this process.
    """
    if cores < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(answer, chunks)
        return
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(cores, fork, initializer=_begin_here, initargs=(answer,))
    try:
        waiting: deque[Future[Answered]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_answer_here, chunk))
            if len(waiting) > cores * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_HELD: dict[int, Callable[[Any], Answered]] = {}
"""What a forked process answers with; empty in the one that forks."""


def _begin_here(answer: Callable[[Any], Answered]) -> None:
    """Hold what to answer with; Ctrl-C is for the process that writes, and its end is ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HELD[0] = answer
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process once the one that forked it was killed, and nobody asks any more."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _answer_here(chunk: list[Any]) -> Answered:
    return _HELD[0](chunk)


def check_places(out: Path, read: Mapping[str, Path | None]) -> None:
    """Refuse to write over what is read.

    Args:
        out: Where is written.
        read: Files that are read, by the option that names them.

    Raises:
        PolicyError: `out` is one of them; the sentence names the option.
    """
    for option, path in read.items():
        if path is not None and out.exists() and path.exists() and out.samefile(path):
            raise PolicyError(
                (f"--out is the file of {option}, which would be lost; choose another",)
            )
