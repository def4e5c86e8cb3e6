"""`dueregard noise`: what somebody meets who argues about thresholds."""

import csv
import re
import shutil
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from dialogs.shell.main import app
from dialogs.shell.noise_page import page_of
from dialogs.shell.noise_tables import BY_DESK, laid_out
from intake.domain.errors import PolicyError
from intake.policy.files import PACKAGED
from intake.running.noise_figures import figures_of
from intake.running.opening import check_may_serve
from tests.build import shipped_policy
from tests.build_noise import a_county, a_played_year


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Give a function that runs `noise` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUEREGARD_CONFIG", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(app, ["noise", *(str(word) for word in words)])

    return run


@pytest.fixture
def config(tmp_path):
    """Give a copy of the packaged settings for a county of eight hundred."""
    shutil.copytree(PACKAGED, tmp_path / "config", ignore=shutil.ignore_patterns("__pycache__"))
    changed(tmp_path / "config", "noise.yaml", "people: {value: 300000", "people: {value: 800")
    return tmp_path / "config"


def changed(config, name: str, old: str, new: str) -> None:
    text = (config / name).read_text(encoding="utf-8")
    assert old in text
    (config / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def a_setting(name="A config"):
    titles = {code: desk.title for code, desk in shipped_policy().duty.desks.items()}
    return name, figures_of(a_played_year(), a_county()), titles


def test_a_year_is_told_in_the_terminal_as_a_sheet_and_as_a_page(run, config, tmp_path):
    told = run("--config", config, "--out", tmp_path / "out")

    assert told.exit_code == 0, told.stderr
    assert "Alerts a week, by desk" in told.stdout
    assert "To be signed: " in told.stdout
    assert "Assumed, not measured" in told.stdout
    with (tmp_path / "out" / "noise.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {"settings", "table", "row", "column", "value"} == set(rows[0])
    total = [one for one in rows if (one["table"], one["row"]) == (BY_DESK, "whole county")]
    assert float(total[0]["value"]) > 0
    page = (tmp_path / "out" / "noise.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "noise_figure:" in page

    again = run("--config", config, "--out", tmp_path / "out")
    assert again.exit_code == 1
    assert "--force" in again.stderr


@pytest.mark.slow
def test_two_settings_meet_the_same_year_side_by_side(run, config, tmp_path):
    tried = tmp_path / "tried"
    shutil.copytree(config, tried)
    changed(tried, "weights.yaml", "discuss: 24", "discuss: 60")
    told = run("--config", config, "--config", tried, "--out", tmp_path / "out")

    assert told.exit_code == 0, told.stderr
    assert "a week, A config" in told.stdout
    assert "a week, B tried" in told.stdout
    reports = re.findall(r"(\d+) reports of (\d+) people", told.stdout)
    assert len(reports) == 2
    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--config", "nowhere"), "no folder", id="no such settings"),
        pytest.param(("--config", ".", "--config", ".", "--config", "."), "two settings", id="three"),
        pytest.param(("--share", "0"), "Error", id="nothing of the county"),
        pytest.param(("--share", "7"), "Error", id="more than the county"),
        pytest.param(("--seed", "x"), "Error", id="no seed"),
        pytest.param(("--out", "note.txt"), "is a file", id="a file for a folder"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_before_anything_is_played(run, tmp_path, words, said):
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    told = run(*words)

    assert told.exit_code in {1, 2}
    assert said in told.stderr
    assert (tmp_path / "note.txt").read_text(encoding="utf-8") == "mine"


def test_assumptions_that_cannot_be_are_told_every_one_with_its_key(run, config):
    changed(config, "noise.yaml", "british: 83", "british: 3")
    changed(config, "noise.yaml", "wrong: {value: 0.02", "wrong: {value: -1")
    told = run("--config", config)

    assert told.exit_code == 1
    assert "county.communities" in told.stderr
    assert "officers.wrong.value" in told.stderr


def test_a_year_of_too_many_reports_is_refused(run, config):
    changed(config, "noise.yaml", "people: {value: 800", "people: {value: 90000000")
    told = run("--config", config)

    assert told.exit_code == 1
    assert "720,000 concerns" in told.stderr
    assert "--share" in told.stderr


def test_a_county_of_one_has_no_alert_and_says_so(run, config):
    changed(config, "noise.yaml", "people: {value: 800", "people: {value: 1")
    told = run("--config", config, "--out", "out")

    assert told.exit_code == 0, told.stderr
    assert "No alert was raised" in told.stdout


def test_the_page_asks_nobody_else_names_nobody_and_says_that_all_is_assumed():
    page = page_of([a_setting()], a_county().noise, seed=5)

    assert not re.search(r"(src|href|url)\s*[=(]", page)
    assert "<script" not in page
    assert "Nothing here was measured at a desk" in page
    assert "assumed: a county of two areas" in page
    assert page.count("<th scope=") > 100


def test_a_share_of_the_county_is_nothing_to_be_signed():
    name, figures, titles = a_setting()

    part = replace(figures, played=replace(figures.played, share=0.5))
    page = page_of([(name, part, titles)], a_county().noise, seed=5)

    assert "noise_figure:" not in page
    assert "Sign the figure of a whole year" in page


def test_two_settings_stand_in_one_table_column_beside_column():
    laid = {one.title: one for one in laid_out([a_setting("A old"), a_setting("B new")])}

    assert laid[BY_DESK].heads[:2] == ("a week, A old", "a week, B new")
    for row in laid[BY_DESK].rows:
        assert row[1::2] == row[2::2]


def test_nobody_serves_real_people_before_the_figure_is_signed():
    policy = shipped_policy()
    unsigned = policy.organisation.model_copy(update={"noise_figure": None})

    check_may_serve(policy)
    with pytest.raises(PolicyError) as refused:
        check_may_serve(replace(policy, organisation=unsigned))
    assert "organisation.yaml: noise_figure" in refused.value.faults[0]
