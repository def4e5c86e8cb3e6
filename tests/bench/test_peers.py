"""The benchmark beside peers walks its whole way on a few invented people."""

import csv
import sys
from pathlib import Path

import pytest

from tests.bench.make_people import people
from tests.bench.peers.__main__ import main
from tests.bench.peers.data import from_folder
from tests.bench.peers.figures import Share, as_probabilities, judged_ranking

RECORDS = 30


def write(path: Path, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((head, *rows))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty people; all are asked about with a letter left out, and thirty others as well."""
    made = list(people(2 * RECORDS))
    held, others = made[:RECORDS], made[RECORDS:]
    write(
        tmp_path / "registry.csv",
        ("id", "full_name", "given", "family", "aliases", "dob", "town", "postcode"),
        [(one[0], one[1], "", "", one[2], one[3], one[4], one[5]) for one in held],
    )
    write(
        tmp_path / "queries.csv",
        ("query_id", "name", "dob", "age", "place"),
        [(f"Q{one[0]}", one[1][:2] + one[1][3:], one[3][:4], "", "") for one in made],
    )
    write(
        tmp_path / "truth.csv",
        ("query_id", "registry_id", "slices"),
        [(f"Q{one[0]}", one[0], "typo") for one in held]
        + [(f"Q{one[0]}", "", "nm_other") for one in others],
    )
    return tmp_path


def test_ours_and_the_scans_are_measured_in_one_command(folder, tmp_path, capsys):
    out = tmp_path / "out"
    main([str(folder), "--sizes", "20", "--only", "ours,naive,token-sort", "--out", str(out),
          "--here"])  # fmt: skip

    told = (out / "report.md").read_text(encoding="utf-8")
    assert "| Due Regard | 1.000 · 1.000 · 1.000 |" in told
    assert told.count("| 20 | ") == 3
    assert "rapidfuzz, token-sort scan" in (out / "recall-against-time.svg").read_text("utf-8")
    assert all(one[1] not in told for one in people(RECORDS))


def test_a_peer_that_is_not_there_is_skipped_with_a_line(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "splink", None)
    main([str(folder), "--sizes", "", "--only", "naive,splink", "--out", str(tmp_path), "--here"])

    assert "is not installed; pip install -e" in capsys.readouterr().out


def test_nobody_stands_in_both_halves(folder):
    bench = from_folder(folder)

    training, checking = ({one.right for one in half} for half in (bench.training, bench.checking))
    assert training & checking <= {None}


def test_a_score_becomes_the_share_that_was_right_and_never_falls(folder):
    asked = [one for one in from_folder(folder).training if one.right][:4]
    scores = ((0.2, "?"), (0.4, None), (0.6, "?"), (0.8, None))
    rows = [
        judged_ranking(one, [(wrong or str(one.right), score)])
        for one, (score, wrong) in zip(asked, scores, strict=True)
    ]

    assert [row.likelihood for row in as_probabilities(rows, rows)] == [0.0, 0.5, 0.5, 1.0]


def test_an_interval_holds_its_share():
    low, high = Share(18, 20).interval

    assert (round(low, 3), round(high, 3)) == (0.699, 0.972)
