"""Puts the tables of a run into README.md, between the two marks that stand there for it."""

from pathlib import Path

from tests.bench.peers.data import UnusableError
from tests.bench.peers.report import Measured, in_short

PICTURE = Path("dialogs/shell/pictures/peers.svg")


def put_into(readme: Path, run: Measured, picture: str) -> None:
    """Replace what stands between the marks of this kind of data; the picture goes beside.

    Raises:
        UnusableError: The marks are not there.
    """
    kind = "folder" if run.bench.teaches else "febrl"
    begin, end = f"<!-- peers, {kind}: begin -->", f"<!-- peers, {kind}: end -->"
    before, found, rest = readme.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise UnusableError(f"{readme} has no {begin} … {end}")
    words = in_short(run)
    readme.write_text(f"{before}{begin}\n{words}\n{end}{after}", encoding="utf-8")
    if picture and run.bench.teaches:
        (readme.parent / PICTURE).write_text(picture, encoding="utf-8")
