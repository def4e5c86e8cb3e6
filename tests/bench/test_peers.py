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


def test_two_records_are_enough_for_a_report(tmp_path, capsys):
    write(
        tmp_path / "registry.csv",
        ("id", "full_name", "given", "family", "aliases", "dob", "town", "postcode"),
        [("R1", "Corrin Thistlewood", "", "", "", "1979-02-14", "", ""),
         ("R2", "Tansy Mossop", "", "", "", "", "", "")],
    )  # fmt: skip
    write(
        tmp_path / "queries.csv",
        ("query_id", "name", "dob", "age", "place"),
        [("Q1", "Corin Thistlewood", "1979-02-14", "", ""), ("Q2", "Nobody Here", "", "", "")],
    )
    write(
        tmp_path / "truth.csv",
        ("query_id", "registry_id", "slices"),
        [("Q1", "R1", "typo"), ("Q2", "", "nonmatch")],
    )
    main([str(tmp_path), "--sizes", "2", "--only", "ours,naive", "--out", str(tmp_path), "--here"])

    told = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "nan" not in told
    assert "Skipped" not in told
    assert "Our weights are those of the settings as they stand." in told
    assert "| Due Regard | none · none · none |" in told


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


def refusal(capsys, *given: str) -> str:
    """Give the one sentence with which a run ends that cannot be made."""
    with pytest.raises(SystemExit) as ended:
        main(list(given))
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert not told.out
    assert told.err.count("\n") == 1
    return told.err


def spoilt(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        pytest.param("registry.csv", "aliases", "other", "lacks the columns aliases", id="column"),
        pytest.param("truth.csv", "Q", "X", "1 of queries.csv are not in truth", id="no answer"),
        pytest.param("truth.csv", ",", ",nobody", "name nobody of registry", id="a stranger"),
        pytest.param("queries.csv", ",,\n", "\n", "has not as many cells", id="a short row"),
    ],
)
def test_a_folder_that_does_not_fit_is_told_in_a_sentence(folder, capsys, name, old, new, told):
    text = (folder / name).read_text("utf-8")
    head, _, rest = text.partition("\n")
    if name != "registry.csv":
        (folder / name).write_text(f"{head}\n{rest.replace(old, new, 1)}", "utf-8")
    else:
        spoilt(folder / name, old, new)

    assert told in refusal(capsys, str(folder))


def test_a_folder_or_file_that_is_not_there_is_told_in_a_sentence(folder, tmp_path, capsys):
    assert "registry.csv cannot be read" in refusal(capsys, str(tmp_path / "nowhere"))
    (folder / "queries.csv").write_bytes(b"\xff\xfe\x00")
    assert "queries.csv cannot be read: it is no CSV in UTF-8" in refusal(capsys, str(folder))
    (folder / "queries.csv").write_text("query_id,name,dob,age,place\n")
    assert "holds no rows" in refusal(capsys, str(folder))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(("--sizes", "a,b"), id="no numbers"),
        pytest.param(("--sizes", "-5"), id="below nothing"),
        pytest.param(("--sizes", "0"), id="nobody"),
        pytest.param(("--sizes", "99999999999999999999"), id="too many"),
        pytest.param(("--queries", "0"), id="no question"),
        pytest.param(("--only", "ours,theirs"), id="a matcher that is not there"),
        pytest.param(("--config", "nowhere.yaml"), id="settings that are not there"),
        pytest.param(("--config", "README.md"), id="settings that are none"),
        pytest.param(("--config", "config/areas.yaml"), id="settings of something else"),
        pytest.param(("--out", "README.md/deeper"), id="a folder that cannot be"),
        pytest.param(("--readme", "nowhere.md"), id="a page that is not there"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(folder, capsys, given):
    assert refusal(capsys, str(folder), *given).strip()
