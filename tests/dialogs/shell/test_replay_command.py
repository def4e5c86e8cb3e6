"""`dueregard replay`: what a safeguarding partnership meets that writes its own review."""

import json
import re
import shutil

import pytest
from typer.testing import CliRunner

from dialogs.shell.main import app
from intake.policy.files import PACKAGED
from tests.build_replay import a_flag, a_history, a_report, on, written


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Give a function that runs the command in a folder of its own, without any key."""
    monkeypatch.chdir(tmp_path)
    for name in ("DUEREGARD_CONFIG", "DUEREGARD_SECRET_KEY", "DUEREGARD_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(app, ["replay", *(str(word) for word in words)])

    return run


def test_a_history_is_played_told_and_written_as_a_page_that_asks_nobody(run, tmp_path):
    history = a_history(
        on("2024-03-04", report=a_report(words="He said <b>hello</b> & waited.", signs=["GC1"])),
        on("2024-03-04", flag=a_flag()),
        on("2024-03-04", judge={"desk": "southfen_police", "report": "r1"}),
        on("2024-03-04", report=a_report(2, teller="r1")),
        expect=[{"by": "2024-03-05", "person": "MAN", "band": "note"}],
    )

    told = run(written(tmp_path, history))

    page_file = tmp_path / "replay.replay.html"
    page = page_file.read_text(encoding="utf-8")
    assert told.exit_code == 0, told.stderr
    assert "1 of 1 expectations hold" in told.stdout
    assert page.count('<svg class="wplot"') == 2
    assert "&lt;b&gt;hello&lt;/b&gt; &amp; waited" in page
    assert page_file.stat().st_mode & 0o077 == 0
    addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", page)
    assert not addresses
    assert "prefers-color-scheme: dark" in page


def test_a_failed_expectation_ends_with_one_and_says_which_where_and_what_was_there(run, tmp_path):
    history = a_history(
        on("2024-03-04", report=a_report()),
        expect=[{"by": "2024-03-05", "person": "MAN", "band": "discuss"}],
    )
    path = written(tmp_path, history)
    line = path.read_text(encoding="utf-8").splitlines().index("expect:") + 2

    told = run(path, "--no-page")

    assert told.exit_code == 1
    assert f"replay.yaml: line {line}: By 5 March 2024: MAN stands at discuss" in told.stderr
    assert "instead: MAN stands at note" in told.stderr
    assert list(tmp_path.glob("*.html")) == []


def test_faults_are_told_before_anything_is_played(run, tmp_path):
    path = written(tmp_path, a_history(on("2024-03-04", report=a_report(signs=["GC99"]))))

    told = run(path)

    assert told.exit_code == 1
    assert "line 3" in told.stderr or "no such sign" in told.stderr
    assert "Playing" not in told.output
    assert list(tmp_path.glob("*.html")) == []


def test_check_plays_nothing(run, tmp_path):
    told = run(written(tmp_path, a_history(on("2024-03-04", report=a_report()))), "--check")

    assert told.exit_code == 0
    assert "no fault; 1 events, 0 expectations" in told.stdout
    assert list(tmp_path.glob("*.html")) == []


def test_new_writes_a_beginning_that_has_no_fault_and_replaces_nothing(run, tmp_path):
    first, second = run("ours", "--new"), run("ours", "--new")

    assert first.exit_code == 0
    assert (tmp_path / "ours.yaml").exists()
    assert run("ours.yaml", "--check").exit_code == 0
    assert second.exit_code == 1
    assert "there already" in second.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param((), 2, "--list", id="no file"),
        pytest.param(("none.yaml",), 1, "--new", id="a file that is not there"),
        pytest.param(("peterborow",), 1, "write 'peterborough' instead", id="a misspelt name"),
        pytest.param(("beginning", "--config", "gone"), 1, "no folder", id="no such settings"),
        pytest.param(
            ("beginning", "--config", "a", "--config", "b", "--against", "c"),
            2,
            "not more",
            id="three settings",
        ),
    ],
)
def test_rubbish_is_answered_in_a_sentence(run, words, code, said):
    told = run(*words)

    assert told.exit_code == code
    assert said in told.output + told.stderr
    assert "Traceback" not in told.output


def test_the_packaged_ones_are_listed_by_title(run):
    told = run("--list")

    assert told.exit_code == 0
    assert "peterborough: Replay P" in told.stdout


def test_the_schema_is_json_for_an_editor(run):
    assert "history" in json.loads(run("--schema").stdout)["properties"]


def test_what_is_no_page_of_a_replay_is_never_replaced(run, tmp_path):
    (tmp_path / "minutes.html").write_text("<html>our minutes</html>", encoding="utf-8")
    path = written(tmp_path, a_history(on("2024-03-04", report=a_report())))

    told = run(path, "--out", "minutes.html")

    assert told.exit_code == 1
    assert "no page of a replay" in told.stderr
    assert "our minutes" in (tmp_path / "minutes.html").read_text(encoding="utf-8")
    assert run(path, "--out", "ours.html").exit_code == 0
    assert run(path, "--out", "ours.html").exit_code == 0


def test_two_settings_are_put_side_by_side(run, tmp_path):
    shutil.copytree(PACKAGED, tmp_path / "sharp", ignore=shutil.ignore_patterns("replays"))
    weights = tmp_path / "sharp" / "weights.yaml"
    text = weights.read_text(encoding="utf-8")
    weights.write_text(
        text.replace("ordinary_at_most_points: 12", "ordinary_at_most_points: 3")
        .replace("review: 14 ", "review: 4 ")
        .replace("discuss: 24 ", "discuss: 20 "),
        encoding="utf-8",
    )
    history = a_history(
        on("2024-03-04", report=a_report(signs=["GC1"])), people={"MAN": {"harmless": True}}
    )

    told = run(written(tmp_path, history), "--against", "sharp", "--out", "both.html")

    assert told.exit_code == 0, told.stderr
    assert "only with the second" in told.stdout
    assert "noise in all" in told.stdout
    page = (tmp_path / "both.html").read_text(encoding="utf-8")
    assert "Two settings, side by side" in page
    assert "crossed about somebody harmless" in page
