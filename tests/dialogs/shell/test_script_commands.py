"""`dueregard script …`: what a safeguarding lead meets who changes the questions."""

import shutil
import signal
import subprocess
import sys
import time

import httpx
import pytest
import yaml
from typer.testing import CliRunner

from dialogs.shell.main import app
from dialogs.shell.site import preview_site
from intake.policy.files import PACKAGED
from intake.running.opening import throw_away_office
from intake.settings import read_settings
from tests.dialogs.client import Client


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Give a function that runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUEREGARD_CONFIG", raising=False)
    monkeypatch.setenv("DUEREGARD_SECRET_KEY", "a secret that only tests know of")
    monkeypatch.setenv("DUEREGARD_DATABASE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words, **more):
        return CliRunner().invoke(app, [str(word) for word in words], **more)

    return run


@pytest.fixture
def config(tmp_path):
    """Give a copy of the packaged settings, to be changed."""
    shutil.copytree(PACKAGED, tmp_path / "config", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "config"


def changed(config, old: str, new: str, name: str = "community") -> None:
    file = config / "scripts" / f"{name}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_packaged_scripts_are_well_and_their_reading_age_is_told(run):
    told = run("script", "check")

    assert told.exit_code == 0, told.stderr
    assert "no fault" in told.stdout
    assert "years" in told.stdout
    assert "Not compared with adopted scripts: there is no database" in told.stdout


def test_every_fault_is_told_at_once_with_file_line_and_what_to_write(run, config):
    changed(config, "label: Where is the child now?", "label: Why is the child there?")
    changed(config, "relevant: count(other) > 0", "relevant: count(reach) > 0")
    changed(config, "type: date", "type: day")
    changed(config, "label: Are you safe now?", "label: Did he leave?", name="child")

    told = run("script", "check", config)

    assert told.exit_code == 1
    line = next(
        number
        for number, words in enumerate(
            (config / "scripts/community.yaml").read_text(encoding="utf-8").splitlines(), start=1
        )
        if "Why is the child there?" in words
    )
    assert f"scripts/community.yaml: line {line}: where_now.label: “Why” asks why" in told.stderr
    assert "write What makes you think so?" in told.stderr
    assert "never counted" in told.stderr
    assert "when.type: is not a word of the list" in told.stderr
    assert "scripts/child.yaml" in told.stderr
    assert "4 faults in 3 scripts" in told.stderr


def test_check_config_refuses_what_script_check_refuses(run, config):
    changed(config, "label: Where is the child now?", "label: Why is the child there?")

    told = run("check-config", config)

    assert told.exit_code == 1
    assert "asks why" in told.stderr


def test_a_change_is_compared_with_what_was_adopted(run, config, monkeypatch):
    monkeypatch.setenv("DUEREGARD_CONFIG", str(config))
    assert run("migrate", "--new").exit_code == 0
    assert run("policy", "adopt", "--by", "M. Fenn", "--yes").exit_code == 0
    assert "Compared with adopted" in run("script", "check").stdout
    changed(config, "name: how_often", "name: how_many_times")

    told = run("script", "check")

    assert told.exit_code == 1
    assert "write name: how_often" in told.stderr
    assert "write another version" in told.stderr


def test_a_script_alone_and_a_folder_of_scripts_are_looked_at_too(run, config):
    alone = config / "scripts" / "child.yaml"

    assert run("script", "check", alone).exit_code == 0
    assert run("script", "check", config / "scripts").exit_code == 0
    assert run("script", "check", config / "scripts", "--against", config).exit_code == 0


@pytest.mark.parametrize(
    ("make", "told"),
    [
        pytest.param(lambda folder: folder / "nowhere", "there is no file or folder", id="nothing"),
        pytest.param(lambda folder: folder, "holds no script", id="an empty folder"),
    ],
)
def test_where_there_is_nothing_one_sentence_says_so(run, tmp_path, make, told):
    (tmp_path / "empty").mkdir()

    found = run("script", "check", make(tmp_path / "empty"))

    assert found.exit_code == 1
    assert told in found.stderr


def test_a_script_that_no_talk_begins_is_told(run, config):
    file = config / "scripts" / "teacher.yaml"
    script = yaml.safe_load((config / "scripts/child.yaml").read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump({**script, "name": "teacher"}), encoding="utf-8")
    (config / "scripts" / "community.yaml").unlink()

    told = run("script", "check", config)

    assert "no talk ever begins a script named teacher" in told.stderr
    assert "no script named community" in told.stderr


def test_a_file_that_is_no_yaml_is_told_beside_the_others(run, config):
    (config / "scripts" / "child.yaml").write_text("name: [", encoding="utf-8")
    changed(config, "label: Where is the child now?", "label: Why is the child there?")

    told = run("script", "check", config)

    assert "child.yaml: cannot be read as YAML" in told.stderr
    assert "asks why" in told.stderr


def test_a_script_goes_out_as_a_sheet_and_comes_in_again(run, config):
    out = run("script", "export", "community", "--out", "c.xlsx")
    again = run("script", "export", "community", "--out", "c.xlsx")
    same = run("script", "import", "c.xlsx", "--out", config)

    assert out.exit_code == 0, out.stderr
    assert again.exit_code == 1
    assert "--force" in again.stderr
    assert same.exit_code == 0
    assert "holds this very script already" in same.stdout


def test_nothing_is_replaced_without_being_asked_for(run, config):
    run("script", "export", "child", "--out", "c.xlsx")
    changed(config, "label: Are you safe now?", "label: Are you safe today?", name="child")
    before = (config / "scripts/child.yaml").read_text(encoding="utf-8")

    told = run("script", "import", "c.xlsx", "--out", config)

    assert told.exit_code == 1
    assert "-        label: Are you safe today?" in told.stdout
    assert "+        label: Are you safe now?" in told.stdout
    assert "still version" in told.stderr
    assert "say --force" in told.stderr
    assert (config / "scripts/child.yaml").read_text(encoding="utf-8") == before

    forced = run("script", "import", "c.xlsx", "--out", config, "--force")
    assert forced.exit_code == 0
    assert run("script", "check", config).exit_code == 0


def test_a_new_script_is_written_where_there_is_none(run, tmp_path):
    run("script", "export", "child", "--out", "c.xlsx")

    told = run("script", "import", "c.xlsx", "--out", tmp_path / "mine")

    assert told.exit_code == 0
    assert (tmp_path / "mine" / "child.yaml").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "comunity", "--out", "c.xlsx"), "write 'community' instead"),
        (("export", "community", "--out", "c.csv"), "ends in .xlsx"),
        (("export", "community", "--out", "no/such/c.xlsx"), "there is no folder"),
        (("export", "gone.yaml", "--out", "c.xlsx"), "there is no file"),
        (("import", "gone.xlsx", "--out", "."), "there is no file"),
    ],
)
def test_a_mistake_in_the_command_is_one_sentence(run, words, told):
    found = run("script", *words)

    assert found.exit_code == 1
    assert told in found.stderr
    assert "Traceback" not in found.output


def test_a_flow_is_drawn_or_said(run, config):
    drawn = run("script", "draw", "community", "--out", "flow.svg")
    said = run("script", "draw", config / "scripts" / "child.yaml", "--text")

    assert drawn.exit_code == 0, drawn.stderr
    assert (config.parent / "flow.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "1. Is a child in danger now?" in said.stdout
    assert run("script", "draw", "--out", "flow.svg").exit_code == 1
    assert "ends in .svg" in run("script", "draw", "--out", "flow.png").stderr


def test_a_preview_in_the_terminal_walks_the_script_and_keeps_nothing(run, tmp_path):
    told = run("script", "preview", "community", input="2\nA worry.\n")

    assert told.exit_code == 0, told.stderr
    assert "nothing is kept" in told.stdout
    assert "Is a child in danger now?" in told.stdout
    assert "Who are you?" in told.stdout
    assert not (tmp_path / "office.db").exists()


def test_a_preview_of_a_childs_script_begins_as_a_childs(run):
    told = run("script", "preview", "child", input="2\n").stdout

    assert "It is not your fault" in told
    assert "Are you safe now?" in told
    assert "Who are you?" not in told


def test_a_preview_of_a_changed_file_shows_the_change_before_it_is_in_use(run, config):
    changed(config, "label: Who are you?", "label: Who is telling us?")

    told = run("script", "preview", config / "scripts" / "community.yaml", input="2\n").stdout

    assert "Who is telling us?" in told


def test_a_language_that_is_not_there_is_told(run):
    told = run("script", "preview", "community", "--language", "xx")

    assert told.exit_code == 1
    assert "there is no language xx" in told.stderr


def test_the_pages_of_a_preview_are_the_real_ones(run):
    office = throw_away_office(read_settings())
    site = preview_site(office, public_url="http://testserver", begins="professional")
    browser = Client(site)

    page = browser.get("/report").text

    assert "Is a child in danger now?" in page
    assert browser.get("/desk").status_code == 404
    office.archive.close()


@pytest.mark.slow
def test_a_preview_in_the_browser_serves_on_this_machine_alone_until_it_is_ended(tmp_path):
    command = [sys.executable, "-m", "dialogs.shell.main", "script", "preview", "--web"]
    with subprocess.Popen(
        command, cwd=PACKAGED.parent, stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            lines = iter(served.stdout.readline, "")
            address = next(line.strip() for line in lines if line.startswith("http://127.0.0.1:"))
            for _ in range(100):
                try:
                    page = httpx.get(address, timeout=5).text
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            assert "Is a child in danger now?" in page
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=30)


CATALOGUE = """msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Who are you?"
msgstr "{said}"
"""


def test_what_is_not_translated_is_told_and_what_leads_in_a_translation_is_refused(run, config):
    file = config / "wording" / "pl" / "dueregard.po"
    file.write_text(CATALOGUE.format(said="Kim jesteś?"), encoding="utf-8")
    whole = run("script", "check", config, "--missing")
    file.write_text(CATALOGUE.format(said="Dlaczego piszesz?"), encoding="utf-8")
    leading = run("script", "check", config)

    assert whole.exit_code == 0, whole.stderr
    assert "reach" in whole.stdout
    assert "is not translated into" in whole.stdout
    told = next(line for line in whole.stdout.splitlines() if ": teller.hint: is not" in line)
    assert "Polish" in told
    assert leading.exit_code == 1
    assert "teller.label: in Polish: “Dlaczego” asks why" in leading.stderr
    assert run("check-config", config).exit_code == 1


def test_adopting_tells_which_stored_names_were_changed(run, config, monkeypatch):
    monkeypatch.setenv("DUEREGARD_CONFIG", str(config))
    assert run("migrate", "--new").exit_code == 0
    assert run("policy", "adopt", "--by", "M. Fenn", "--yes").exit_code == 0
    changed(config, "{name: few, label: A few times}", "{name: some, label: A few times}")

    told = run("policy", "adopt", "--by", "M. Fenn", "--yes")

    assert "script community: how_often.choices.some.name: was few in version" in told.stderr
