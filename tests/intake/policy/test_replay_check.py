"""A replay file is read whole or refused with every fault of it, each with its line."""

import pytest
import yaml

from intake.domain.errors import PolicyError
from intake.policy.replay import ReplayFile
from intake.policy.replay_check import read_replay
from tests.build_office import shipped_policy
from tests.build_replay import REPLAYS, a_flag, a_history, a_report, on, written


def faults_of(tmp_path, replay):
    with pytest.raises(PolicyError) as refused:
        read_replay(written(tmp_path, replay), shipped_policy())
    return refused.value.faults


@pytest.mark.parametrize("path", sorted(REPLAYS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_packaged_replay_has_no_fault(path):
    assert read_replay(path, shipped_policy()).history


@pytest.mark.parametrize(
    ("event", "said"),
    [
        pytest.param(on("2024-03-04"), "nothing happens in it", id="an event holds a deed"),
        pytest.param(
            on("2024-03-04", report=a_report(), nothing="x"),
            "it holds report and nothing",
            id="an event holds one deed alone",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(signs=["GC99"])), "no such sign", id="a sign is known"
        ),
        pytest.param(
            on("2024-03-04", report=a_report(signs=[{"sign": "GC1", "about": "MEN"}])),
            "write 'MAN' instead",
            id="a sign is tied to somebody of the report",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(area="nowhere")), "no area", id="an area is known"
        ),
        pytest.param(
            on("2024-03-04", flag=a_flag(owner="southfen_polise")),
            "write 'southfen_police' instead",
            id="a misspelt desk is told with the right one",
        ),
        pytest.param(
            on("2024-03-04", flag={"person": "MAN"}),
            "whoever is listed first needs it",
            id="who is listed first has names, kind and owner",
        ),
        pytest.param(
            on("2024-03-04", move={"person": "MAN", "place": "Lido Row"}),
            "is on no list by then",
            id="nobody moves on the list who is not on it",
        ),
        pytest.param(
            on("2024-03-04", judge={"desk": "northmoor_children", "report": "r7"}),
            "no report above has that id",
            id="nothing is judged of a report that is not told yet",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"band": "review"}]),
            "band needs it",
            id="a band is somebody's",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"person": "MAN"}]),
            "nothing is looked at",
            id="an expectation looks at something",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"person": "MAN", "rule": "two_voices"}]),
            "no such rule",
            id="a rule is known",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(words="")),
            "is empty; write words",
            id="a report has words",
        ),
        pytest.param(
            on("2024-03-04", sign={"desk": "northmoor_children", "meeting": "m1"}),
            "no meeting above has that id",
            id="nobody signs for a meeting that is not set",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"minutes": "closed"}]),
            "minutes needs it",
            id="minutes are those of a meeting",
        ),
        pytest.param(
            on(
                "2024-03-04",
                report=a_report(),
                then=[{"person": "MAN", "told": ["northmoor_polise"]}],
            ),
            "write 'northmoor_police' instead",
            id="whoever is told is a known desk",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"owes": "review"}]),
            "of whom?",
            id="what is owed is owed of somebody",
        ),
        pytest.param(
            on("2024-03-04", report=a_report(), then=[{"person": "MAN", "event": "release"}]),
            "event says which",
            id="a kind of event alone asks nothing",
        ),
        pytest.param(
            on("2024-03-04", reports=a_report()), "write 'report' instead", id="a deed is known"
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_write(tmp_path, event, said):
    first = on("2024-03-01", nothing="The first day.")
    history = a_history(first, event)

    told = faults_of(tmp_path, history)

    assert any(said in one for one in told), told
    assert all(one.startswith("replay.yaml: line ") for one in told)
    lines = yaml.safe_dump(history, sort_keys=False).splitlines()
    second = next(n for n, line in enumerate(lines, 1) if "2024-03-04" in line)
    assert any(int(one.split("line ")[1].split(":")[0]) >= second for one in told)


def test_all_faults_are_told_at_once(tmp_path):
    told = faults_of(
        tmp_path,
        a_history(
            on("2024-03-04", report=a_report(area="nowhere", signs=["GC99"])),
            on("2024-03-01", nothing="Too early."),
            people={"NOBODY": {"called": "somebody"}},
            expect=[{"person": "WHO", "band": "review"}],
        ),
    )

    for said in ("no area", "no such sign", "comes before the event above", "means them", "when?"):
        assert any(said in one for one in told), (said, told)


def test_a_misspelt_code_in_a_report_does_not_make_another_person(tmp_path):
    typo = a_report(people=[{"who": "MNA", "names": "Robbie"}], id="r2")
    history = a_history(
        on("2024-03-01", report=a_report()),
        on("2024-03-04", report=typo),
        people={"MAN": {"called": "him"}},
    )

    (told,) = faults_of(tmp_path, history)

    assert told.endswith(
        "nobody of that code stands in people; write 'MAN' instead, or put them there"
    )


def test_no_fault_repeats_words_about_anybody(tmp_path):
    told = faults_of(
        tmp_path,
        a_history(on("2024-03-04", report=a_report(danger="Cordelia Canarybird", area="x"))),
    )

    assert told
    assert "Canarybird" not in " ".join(told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("title: [", "cannot be read as YAML", id="what is no YAML"),
        pytest.param("- a list", "holds no keys", id="what is a list"),
        pytest.param("title: x\ntitle: y", "a key is written twice", id="a key written twice"),
        pytest.param("title: x\nhistory: []", "is empty", id="no event at all"),
        pytest.param("{{ NAME }}: x", "line 1: a key is no word", id="braces left unfilled"),
        pytest.param("title: !!int abc", "cannot be read as YAML", id="a word said to be a number"),
        pytest.param(
            "title: x\nhistory:\n- on: 2024-06-31\n  nothing: A day.",
            "line 3: event 1.on: must be a day that there is; write it as 2024-04-30",
            id="a day that no month has",
        ),
        pytest.param(
            "title: x\nhistory:\n- on: 2024-06-30\n  at: '25:99'\n  nothing: A day.",
            "line 4: event 1.at: must be an hour of the day",
            id="an hour that no day has",
        ),
    ],
)
def test_rubbish_is_refused_in_words(tmp_path, text, said):
    path = tmp_path / "rubbish.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(PolicyError) as refused:
        read_replay(path, shipped_policy())

    assert any(said in one for one in refused.value.faults), refused.value.faults


def test_a_missing_file_says_how_to_begin_one(tmp_path):
    with pytest.raises(PolicyError) as refused:
        read_replay(tmp_path / "none.yaml", shipped_policy())

    assert "dueregard replay --new" in refused.value.faults[0]


def test_a_comma_that_ends_a_sentence_in_braces_is_explained(tmp_path):
    path = tmp_path / "comma.yaml"
    path.write_text(
        "title: x\nhistory:\n  - {on: 2024-03-04, nothing: no words, but a comma}\n",
        encoding="utf-8",
    )

    with pytest.raises(PolicyError) as refused:
        read_replay(path, shipped_policy())

    assert "put its words in quotes" in refused.value.faults[0]


def test_ages_days_and_a_bare_no_are_read_as_they_were_meant(tmp_path):
    path = tmp_path / "plain.yaml"
    path.write_text(
        "title: 7\nhistory:\n  - on: 2024-03-04\n    report:\n      id: 1\n      danger: no\n"
        "      words: x\n      people: [{names: Wilf Oakapple, age: 9, birth: 1979-02-14}]\n",
        encoding="utf-8",
    )

    report = read_replay(path, shipped_policy()).history[0].report

    assert (report.id, report.danger.value) == ("1", "no")
    assert (report.people[0].age, report.people[0].birth) == ("9", "1979-02-14")


def test_the_schema_names_every_deed_for_an_editor():
    schema = ReplayFile.model_json_schema()

    assert {"report", "flag", "judge", "silence", "noted"} <= set(
        schema["$defs"]["Event"]["properties"]
    )


def test_the_readme_explains_every_deed_and_everything_that_can_be_looked_at():
    words = (REPLAYS / "README.md").read_text(encoding="utf-8")
    schema = ReplayFile.model_json_schema()["$defs"]

    for model in (
        *("Event", "Expected", "Desks", "Known", "Named", "Report", "Judged", "Silent", "Closed"),
        *("AnsweredTold", "MeetingSet", "MinutesWritten", "TookPart", "ChildWritten"),
        *("MeetingSigned", "HandedOver", "Agreed", "AgreementLooked", "Happened"),
        *("SpokenTo", "TellingDecided", "TellingSaid"),
    ):
        for key in schema[model]["properties"]:
            assert f"`{key}`" in words, f"{model}.{key} is not in config/replays/README.md"
