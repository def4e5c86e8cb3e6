"""The command line: each command teaches, and a mistake ends as a sentence, never as a trace."""

import json
import re
import shutil
import socket
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from dialogs.shell.commands.telling import SENTENCES, sentences_of
from dialogs.shell.main import ABOUT, COMMANDS, app
from intake.domain import errors
from intake.policy.files import PACKAGED
from tests.build_judged import judge, judged_files
from tests.intake.running.test_importing import a_table

SECRET = "a secret that only tests know of"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Give a function that runs a command in a folder of its own; `database` is there at wish."""
    monkeypatch.chdir(tmp_path)
    for name in ("DUEREGARD_CONFIG", "TELEGRAM_BOT_TOKEN", "DUEREGARD_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DUEREGARD_SECRET_KEY", SECRET)
    monkeypatch.setenv("DUEREGARD_DATABASE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words, **more):
        return CliRunner().invoke(app, [str(word) for word in words], **more)

    return run


@pytest.fixture
def office(run):
    """Make the database; gives the same function."""
    assert run("migrate", "--new").exit_code == 0
    return run


def is_one_sentence(result):
    """Whether a failure told one line, and no trace."""
    told = result.stderr.strip()
    return bool(told) and "\n" not in told and "Traceback" not in result.output


ALL = [
    *((name,) for name in COMMANDS if name not in {"policy", "officer", "organisation", "audit", "script", "wording", "files"}),
    ("policy", "adopt"), ("officer", "add"), ("officer", "disable"), ("officer", "link"),
    ("organisation", "key"), ("audit", "verify"), ("script", "check"),
    ("wording", "update"), ("wording", "check"), ("files", "hand-over"),
    ("script", "export"), ("script", "import"), ("script", "draw"), ("script", "preview"),
]  # fmt: skip


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_each_command_teaches_with_an_example(run, words):
    told = run(*words, "--help")

    assert told.exit_code == 0
    assert f"Example: dueregard {' '.join(words)}" in told.stdout


def test_help_lists_every_command(run):
    told = run("--help").stdout

    assert [name for name in COMMANDS if name not in told] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_each_command_what_its_own_help_begins_with(name):
    command = get_command(app).get_command(None, name)

    assert " ".join(command.help.split("\n\n")[0].split()) == ABOUT[name]


def test_the_list_of_commands_opens_none_of_them():
    """Nobody waits four seconds for the first page that this program shows."""
    code = "import sys; from dialogs.shell.main import app; app(['--help'], standalone_mode=False)"
    looks = "; sys.exit('sqlalchemy' in sys.modules or 'fastapi' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code + looks], check=False).returncode == 0


def every(kind):
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


def test_each_error_has_its_sentence():
    codes = {one.code for one in every(errors.DueRegardError)} | {"error"}

    assert codes - set(SENTENCES) == set()


def test_a_sentence_says_the_facts_and_no_more():
    assert sentences_of(errors.NotFoundError(what="officer")) == (
        "There is nothing of that name; look at how it is spelt. (what officer)",
    )


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        pytest.param(("serve",), 1, "--new", id="no database"),
        pytest.param(("import", "gone.csv", "--set", "kind=rso"), 1, "no file", id="no table"),
        pytest.param(("check-config", "gone"), 1, "no folder", id="no folder of settings"),
        pytest.param(("explain-route", "gone.json"), 1, "no file", id="no facts"),
        pytest.param(("backup", "x.db"), 1, "--new", id="nothing to back up"),
        pytest.param(("restore", "gone.db"), 1, "no backup", id="no backup"),
        pytest.param(("audit", "verify"), 1, "no database", id="no audit"),
        pytest.param(
            ("screen", "--queries", "q.csv", "--out", "o.csv"), 1, "no file", id="no names"
        ),
        pytest.param(("explain-match", "--queries", "q.csv"), 1, "no database", id="no list"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(run, words, code, says):
    told = run(*words)

    assert told.exit_code == code
    assert is_one_sentence(told), told.output
    assert says in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("screen",), id="an option is missing"),
        pytest.param(("nonsense",), id="no such command"),
        pytest.param(("import", "x.csv", "--set", "owner"), id="a value is missing"),
        pytest.param(("demo", "--port", "99999"), id="no such port"),
    ],
)
def test_a_command_written_wrongly_ends_with_two(run, words):
    told = run(*words)

    assert told.exit_code == 2
    assert "Traceback" not in told.output


@pytest.mark.parametrize(
    "words", [("audit", "verify"), ("backup", "copy.db"), ("policy", "adopt", "--by", "A")]
)
def test_a_command_without_new_does_not_advise_it(run, words):
    told = run(*words)
    assert told.exit_code == 1
    assert "no database" in told.output
    assert "say --new" not in told.output
    assert "serve --new" in " ".join(told.output.split())


def test_a_missing_secret_is_told_with_what_to_do(run, monkeypatch):
    monkeypatch.setenv("DUEREGARD_SECRET_KEY", "short")

    told = run("serve", "--new")

    assert told.exit_code == 1
    assert "DUEREGARD_SECRET_KEY" in told.stderr
    assert is_one_sentence(told)


def test_a_bad_value_of_the_environment_is_not_repeated(run, monkeypatch):
    monkeypatch.setenv("SMTP_PORT", "not-a-port-but-a-secret")

    told = run("migrate", "--new")

    assert told.exit_code == 1
    assert "SMTP_PORT" in told.stderr
    assert "a-secret" not in told.output


def test_serve_refuses_settings_that_name_nobody(run, monkeypatch, tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(PACKAGED, folder)
    kept = (folder / "organisation.yaml").read_text()
    kept = re.sub(r"^(controller|impact_assessment): .*$", r'\1: ""', kept, flags=re.MULTILINE)
    (folder / "organisation.yaml").write_text(kept.replace("is_demo: true", "is_demo: false"))
    monkeypatch.setenv("DUEREGARD_CONFIG", str(folder))

    told = run("serve", "--new")

    assert told.exit_code == 1
    assert "organisation.yaml: controller" in told.stderr
    assert "organisation.yaml: impact_assessment" in told.stderr
    assert "telegram.signed_off_by" in told.stderr
    assert not (tmp_path / "office.db").exists()


def test_check_config_tells_every_fault_of_every_file(run, tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(PACKAGED, folder)
    (folder / "numbers.yaml").unlink()
    (folder / "channels.yaml").write_text("telegrams: {}\n")

    told = run("check-config", folder)

    assert told.exit_code == 1
    assert "numbers.yaml" in told.stderr
    assert "channels.yaml" in told.stderr


def test_check_config_says_from_which_age_every_page_to_learn_from_is_read(run):
    told = run("check-config").output

    for page in ("what_to_look_for", "signs_in_a_child", "ask_the_police"):
        assert re.search(rf"learn/{page}: from \d+(\.\d)? years; hardest", told), page


def test_check_config_lists_contacts_that_nobody_has_checked(run):
    told = run("check-config")

    assert told.exit_code == 0
    assert "nobody has checked" in told.stdout
    assert "areas.yaml: areas.northmoor.out_of_hours_number" in told.stdout


def test_an_import_shows_columns_and_counts_and_writes_rejects(office, tmp_path):
    path = a_table(tmp_path, {}, {"dob": "2015-01-01"}, {"owner": "nobody"})

    dry = office("import", path, "--dry-run")
    wet = office("import", path)

    assert "1 would be new" in dry.stdout
    assert "1 new" in wet.stdout
    assert "1 children" in wet.stdout
    assert "review date" in wet.stdout
    assert (tmp_path / "list.csv.rejects.csv").exists()


def test_screening_against_a_file_needs_neither_database_nor_secret(run, tmp_path, monkeypatch):
    monkeypatch.delenv("DUEREGARD_SECRET_KEY")
    (tmp_path / "r.csv").write_text("id,full_name,dob\n1,Wilf Oakapple,1988-07-03\n")
    (tmp_path / "q.csv").write_text("query_id,name,dob\nQ1,Wilf Oakapple,1988-07-03\n")

    told = run("screen", "--queries", "q.csv", "--registry", "r.csv", "--out", "o.csv")

    assert told.exit_code == 0, told.output
    assert (tmp_path / "o.csv").read_text().count("\n") == 2
    assert not (tmp_path / "office.db").exists()


@pytest.mark.parametrize("option", ["--queries", "--registry"])
def test_screening_never_writes_over_what_it_reads(run, tmp_path, option):
    table = "id,name\n1,Wilf Oakapple\n"
    for name in ("r.csv", "q.csv"):
        (tmp_path / name).write_text(table)
    out = {"--queries": "q.csv", "--registry": "r.csv"}[option]
    told = run("screen", "--queries", "q.csv", "--registry", "r.csv", "--out", out)
    assert told.exit_code == 1
    assert is_one_sentence(told), told.output
    assert option in told.stderr
    assert (tmp_path / out).read_text() == table


def test_explain_route_says_desk_reason_and_moment(run, tmp_path):
    facts = {"names_child": True, "areas": [["child", "northmoor"]]}
    (tmp_path / "facts.json").write_text(json.dumps(facts))

    told = run("explain-route", "facts.json", "--at", "2026-11-17T10:00:00")

    assert told.exit_code == 0
    assert "Northmoor children, day (leads now)" in told.stdout
    assert "acknowledge by Tuesday 17 November" in told.stdout


def test_explain_route_says_who_hears_of_somebody_who_works_with_adults(run, tmp_path):
    facts = {"roles_with_adults": ["care_home"], "areas": [["work", "southfen"]]}
    (tmp_path / "facts.json").write_text(json.dumps(facts))
    (tmp_path / "wrong.json").write_text('{"roles_with_adults": ["plumber"]}')

    told = run("explain-route", "facts.json", "--at", "2026-11-17T10:00:00")
    wrong = run("explain-route", "wrong.json")

    assert "adults who need care and support (PiPoT)" in told.stdout
    assert wrong.exit_code == 1
    assert "roles_with_adults: plumber" in wrong.stderr


def test_explain_match_says_row_by_row_how_somebody_came_to_his_points(run, tmp_path):
    (tmp_path / "list.csv").write_text("id,full_name,dob\nL1,Corrin Thistlewood,1979-02-14\n")
    (tmp_path / "asked.csv").write_text("query_id,name\n17,Corrin Thistlewood\n")

    told = run("explain-match", "--queries", "asked.csv", "--registry", "list.csv", "--query", "17")

    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("1. L1\n  Before comparing: 2 in 100 reports name somebody on")
    assert "Same name, nothing else: this says little either way" in told.stdout
    assert "A date of birth would settle it: the record holds it." in told.stdout


def test_explain_route_names_the_key_that_it_does_not_know(run, tmp_path):
    (tmp_path / "facts.json").write_text('{"names_kid": true}')

    told = run("explain-route", "facts.json")

    assert told.exit_code == 1
    assert "names_child" in told.stderr


FLAG = {"kind": "rso", "agency": "southfen_police", "area": "southfen", "owner_desk": "southfen_police"}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        pytest.param(
            {"flags": [FLAG | {"owner_desk": "nowhere"}]}, "flags.0.owner_desk", id="desk"
        ),
        pytest.param({"flags": [FLAG | {"kind": "nothing"}]}, "flags.0.kind", id="kind of flag"),
        pytest.param({"flags": [FLAG | {"agency": "nobody"}]}, "flags.0.agency", id="agency"),
        pytest.param({"flags": [FLAG | {"area": "atlantis"}]}, "flags.0.area", id="area of a flag"),
        pytest.param({"areas": [["child", "atlantis"]]}, "areas", id="area"),
        pytest.param({"areas": [["moon", "southfen"]]}, "areas", id="place"),
        pytest.param({"reported_area": "atlantis"}, "reported_area", id="area told"),
        pytest.param({"signs": ["ZZ9"]}, "signs", id="sign"),
        pytest.param({"roles": ["king"]}, "roles", id="role"),
        pytest.param({"topics": ["weather"]}, "topics", id="topic"),
        pytest.param({"line": "above"}, "line", id="line"),
        pytest.param({"about_desks": ["nowhere"]}, "about_desks", id="desk told of"),
        pytest.param({"about_agencies": ["nobody"]}, "about_agencies", id="agency told of"),
    ],
)
def test_explain_route_says_a_sentence_for_each_code_that_it_does_not_know(
    run, tmp_path, facts, told
):
    (tmp_path / "facts.json").write_text(json.dumps(facts))

    answer = run("explain-route", "facts.json")

    assert answer.exit_code == 1
    assert f"facts.json: {told}" in answer.stderr


def test_an_officer_comes_and_goes(office):
    come = office("officer", "add", "m.fenn", "--name", "M. Fenn",
                  "--desk", "northmoor_children", "--role", "duty_officer")  # fmt: skip
    again = office("officer", "add", "m.fenn", "--name", "M. Fenn",
                   "--desk", "northmoor_children", "--role", "duty_officer")  # fmt: skip
    gone = office("officer", "disable", "m.fenn")

    assert "/desk/enter/" in come.stdout
    assert (come.exit_code, again.exit_code, gone.exit_code) == (0, 1, 0)
    assert is_one_sentence(again)
    assert office("officer", "link", "m.fenn").exit_code == 1


def test_a_desk_misspelt_is_told_with_the_nearest(office):
    told = office("officer", "add", "x", "--name", "X Y", "--desk", "northmor_children",
                  "--role", "duty_officer")  # fmt: skip

    assert told.exit_code == 1
    assert "northmoor_children" in told.stderr


def test_a_key_is_shown_once_and_kept_as_a_hash(office, tmp_path):
    told = office("organisation", "key", "Thornbury practice")

    key = told.stdout.split()[-1]
    assert key.startswith("dr_")
    assert key.encode() not in (tmp_path / "office.db").read_bytes()


def test_a_backup_is_whole_and_comes_back(office, tmp_path, monkeypatch):
    office("organisation", "key", "Thornbury practice")
    assert office("backup", "safe.db").exit_code == 0
    assert office("backup", "safe.db").exit_code == 1, "nothing is written over"
    monkeypatch.setenv("DUEREGARD_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")

    back = office("restore", "safe.db")

    assert back.exit_code == 0, back.output
    assert office("audit", "verify").exit_code == 0
    assert (tmp_path / "safe.db").stat().st_mode & 0o077 == 0
    assert office("restore", "safe.db").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("chat",), id="chat"),
        pytest.param(("officer", "link", "m.fenn"), id="an officer's link"),
        pytest.param(("organisation", "key", "Thornbury practice"), id="an organisation's key"),
        pytest.param(("policy", "adopt", "--by", "A. Name"), id="policy adopt"),
        pytest.param(("serve", "--port", "0"), id="serve"),
        pytest.param(("audit", "verify"), id="audit verify"),
    ],
)
def test_another_secret_key_is_refused_in_one_sentence(office, monkeypatch, words):
    assert office("organisation", "key", "Mill practice").exit_code == 0
    monkeypatch.setenv("DUEREGARD_SECRET_KEY", "another secret than the first one")

    told = office(*words)

    assert told.exit_code == 1
    assert is_one_sentence(told)
    assert "DUEREGARD_SECRET_KEY is another" in told.stderr


def test_what_is_no_backup_is_refused(run, tmp_path):
    (tmp_path / "letter.db").write_text("dear madam " * 500)

    told = run("restore", "letter.db")

    assert told.exit_code == 1
    assert is_one_sentence(told)


def test_settings_are_adopted_once_and_changed_ones_want_a_human(office, monkeypatch, tmp_path):
    first = office("policy", "adopt", "--by", "M. Fenn", "--yes")
    again = office("policy", "adopt", "--by", "M. Fenn", "--yes")
    folder = tmp_path / "config"
    shutil.copytree(PACKAGED, folder)
    kept = (folder / "channels.yaml").read_text()
    (folder / "channels.yaml").write_text(
        kept.replace("session_minutes: 60", "session_minutes: 30")
    )
    monkeypatch.setenv("DUEREGARD_CONFIG", str(folder))

    refused = office("serve", "--port", "0")
    said_no = office("policy", "adopt", "--by", "M. Fenn", input="n\n")
    adopted = office("policy", "adopt", "--by", "M. Fenn", input="y\n")

    assert "In force" in first.stdout
    assert "already" in again.stdout
    assert "dueregard policy adopt" in refused.stderr
    assert said_no.exit_code == 1
    assert "0 would stand lower" in adopted.stdout
    assert "In force" in adopted.stdout


def test_trying_the_chat_keeps_nothing(run, tmp_path):
    told = run("chat", "--try", input="/help\n")

    assert told.exit_code == 0, told.output
    assert "nothing is kept" in told.stdout
    assert list(tmp_path.glob("*.db")) == []


def test_the_chat_reads_bytes_that_are_no_letters_of_its_own(run):
    told = run("chat", "--try", input=b"2\n1\nShe cried.\ndone\ncaf\xe9 \x81\n/back\n")

    assert told.exit_code == 0, told.output
    assert "caf\xe9 \ufffd" in told.stdout


def test_a_port_that_is_taken_is_told(office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        told = office("serve", "--port", port)

    assert told.exit_code == 1
    assert f"127.0.0.1:{port}" in told.stderr
    assert is_one_sentence(told)


def test_the_role_telegram_wants_its_token(office):
    told = office("serve", "--role", "telegram")

    assert told.exit_code == 1
    assert "TELEGRAM_BOT_TOKEN" in told.stderr


def test_weights_are_drawn_judged_signed_and_proposed(office, tmp_path):
    judged_files(tmp_path)
    files = ("--queries", "asked.csv", "--registry", "list.csv")
    learn = ("learn-weights", *files, "--truth", "judged.csv", "--out", "proposed.yaml")
    office("officer", "add", "fenn", "--name", "M. Fenn",
           "--desk", "northmoor_children", "--role", "duty_officer")  # fmt: skip

    both = office(*learn, "--signed-by", "fenn", "--draw", "100")
    drawn = office("learn-weights", *files, "--draw", "100", "--out", "pairs.csv")
    unjudged = office(*learn, "--signed-by", "fenn", "--sample", "pairs.csv")
    judge(tmp_path / "pairs.csv", truth=tmp_path / "judged.csv")
    unsampled = office(*learn, "--signed-by", "fenn")
    unsigned = office(*learn, "--sample", "pairs.csv")
    strange = office(*learn, "--signed-by", "nobody.here", "--sample", "pairs.csv")
    done = office(*learn, "--signed-by", "fenn", "--sample", "pairs.csv")

    assert both.exit_code == 2
    assert "takes no --truth and no --signed-by" in " ".join(both.stderr.split())
    assert drawn.exit_code == 0, drawn.output
    for refused in (unjudged, unsampled, strange):
        assert refused.exit_code == 1
        assert is_one_sentence(refused), refused.output
    assert unsigned.exit_code == 2
    assert done.exit_code == 0, done.output
    assert "Proposed" in done.output
    assert 'signed_by: "fenn"' in (tmp_path / "proposed.yaml").read_text(encoding="utf-8")
