"""Whether a talk can be walked as it is written."""

import pytest
import yaml

from dialogs.reporting.answering import ANOTHER_SCRIPT
from intake.policy.script_check import BEGUN, FIRST
from intake.policy.script_flow import flow_remarks
from tests.build import shipped_policy
from tests.build_script import (
    DANGER,
    STORY,
    a_choice,
    a_group,
    a_question,
    a_script,
    checked,
    faults_of,
)

WHO = a_question("child", slot="mention")


@pytest.mark.parametrize("name", sorted(shipped_policy().scripts))
def test_nothing_stands_in_the_way_of_a_shipped_script(name):
    policy = shipped_policy()

    assert flow_remarks(policy.scripts[name], signs=frozenset(policy.sign_book.signs)) == []


def test_a_small_script_has_no_fault():
    assert faults_of() == ""


@pytest.mark.parametrize(
    ("relevant", "told"),
    [
        pytest.param(
            "danger = 'yes' and danger = 'no'", "can never hold", id="two answers at once"
        ),
        pytest.param("danger = 'maybe'", "no choice 'maybe'", id="a choice that is not offered"),
        pytest.param("selected(danger, 'ja')", "no choice 'ja'", id="selected of no choice"),
        pytest.param("after = 'x'", "asked after here", id="an answer that comes later"),
        pytest.param("here = 'x'", "asked after here", id="its own answer"),
        pytest.param("count(facts) > 0", "never counted", id="a group to which nobody can add"),
        pytest.param("count(fatcs) > 0", "write 'facts' instead", id="a group that does not exist"),
        pytest.param("dangr = 'yes'", "write 'danger' instead", id="a name that nothing bears"),
        pytest.param("thin(facts)", "a part to that group", id="thin answers of nobody"),
        pytest.param("years_ago(where) >= 2", "tells nothing", id="the years of no time"),
        pytest.param("years_ago(wher) >= 2", "write 'where' instead", id="the years of nothing"),
        pytest.param("years_ago(story) < 0", "can never hold", id="fewer years than none"),
        pytest.param("danger = 'yes", "cannot be read", id="a quote that is not closed"),
        pytest.param("danger == 'yes'", "cannot be read", id="a mark of another language"),
        pytest.param("string-length(.) > 3", "being given", id="the answer being given"),
        pytest.param("facts = 'x'", "is a group", id="a group as if it were a question"),
        pytest.param("where < 0", "can never hold", id="a number below all numbers"),
        pytest.param("not(danger)", "can never hold", id="without the answer that everybody gives"),
    ],
)
def test_a_question_that_nobody_would_be_asked_is_told(relevant, told):
    where = a_group("place", a_question("where", slot="where"))
    faults = faults_of(
        where, a_group("facts", a_question("here", relevant=relevant), a_question("after"))
    )

    assert faults.count("\n") == 0
    assert told in faults
    assert faults.startswith("scripts/short.yaml: here.relevant")


@pytest.mark.parametrize(
    "relevant",
    [
        "danger = 'yes'",
        "not(danger = 'yes') and (where or story)",
        "story = ''",
        "where = 'Mill Lane'",
        "where > 12",
        "string-length(where) >= 300",
        "selected(kinds, 'red') and not(selected(kinds, 'blue'))",
        "selected(kinds, 'red') and selected(kinds, 'blue')",
        "count(people) > 2",
        "count(people) = 0",
        "years_ago(story) >= 2",
        "years_ago(story) > 7 and years_ago(story) < 9",
    ],
)
def test_a_condition_that_some_answers_meet_is_left_alone(relevant):
    before = a_group(
        "place",
        a_question("where", slot="where"),
        a_choice("kinds", "red", "blue", "green", type="select_multiple"),
    )
    people = a_group("people", WHO, repeat=True, add_label="Another", part="child")

    assert faults_of(before, people, a_group("facts", a_question("here", relevant=relevant))) == ""


def test_an_answer_given_only_in_danger_is_none_without_it():
    now = a_group("now", a_question("where_now", slot="where_now"), relevant="danger = 'yes'")
    never = a_group("facts", a_question("here", relevant="where_now and danger = 'no'"))

    assert "can never hold" in faults_of(now, never)


def test_a_whole_group_that_nobody_reaches_is_told_once():
    never = a_group("facts", a_question("here"), relevant="danger = 'yes' and danger = 'no'")

    faults = faults_of(never).splitlines()

    assert len(faults) == 1
    assert "group facts.relevant" in faults[0]


def test_a_tie_asked_after_nobody_was_told_of_is_found():
    lonely = a_group("people", a_question("more", relevant="thin(people)"), WHO, part="child")

    assert "nobody was asked of before" in faults_of(lonely)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param({"allows": []}, "no way past", id="a question nobody can pass"),
        pytest.param({"required": True, "allows": []}, "only the question of danger", id="a must"),
        pytest.param({"constraint": "string-length(.) < 0", "constraint_message": "Too long."}, "no answer is ever accepted", id="an answer that is never good enough"),
        pytest.param({"constraint": "string-length(.) < 0", "constraint_message": "No.", "allows": []}, "dead end", id="and no way past it"),
        pytest.param({"slot": "fears_for_child"}, "name: fears", id="an answer that would be looked for elsewhere"),
    ],
)  # fmt: skip
def test_a_dead_end_is_told(question, told):
    assert told in faults_of(a_group("facts", a_question("here", **question)))


def test_a_constraint_that_some_answers_meet_is_left_alone():
    rule = {"constraint": "string-length(.) <= 500", "constraint_message": "Too long for us."}

    assert faults_of(a_group("facts", a_question("here", **rule))) == ""


def test_danger_that_is_passed_over_is_told():
    may_skip = {**DANGER, "allows": ["skip"]}
    script = a_script() | {"groups": [a_group("first", may_skip), a_group("worry", STORY)]}

    assert "may be passed" in "\n".join(checked(script).faults)


def test_p12_a_script_that_does_not_ask_for_danger_first_is_refused():
    script = a_script() | {"groups": [a_group("worry", STORY), a_group("first", DANGER)]}

    assert "must be the one of danger" in "\n".join(checked(script).faults)


def test_a_script_that_asks_for_nothing_is_refused():
    script = a_script() | {"groups": [a_group("first", DANGER)]}

    assert "slot: story" in "\n".join(checked(script).faults)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("danger stroy", "write 'story' instead", id="a name that nobody bears"),
        pytest.param("danger calm", "never asked in danger", id="a question of other times"),
        pytest.param(" ", "names no question", id="nothing at all"),
    ],
)
def test_the_short_path_names_what_is_asked_in_danger(path, told):
    calm = a_group("facts", a_question("calm", relevant="danger = 'no'"))

    assert told in faults_of(calm, texts={"short_path": path})
    assert faults_of(calm, texts={"short_path": "danger story"}) == ""


def test_names_written_twice_are_told_where_the_second_stands():
    text = "name: short\ngroups:\n- name: first\n"
    twice = a_script(a_group("facts", a_question("here"), a_question("here")))
    groups = a_script(a_group("facts", a_question("a")), a_group("facts", a_question("b")))

    assert "another question is named here, in group facts" in "\n".join(checked(twice).faults)
    assert "two groups are named facts" in "\n".join(checked(groups, text=text).faults)


def test_every_fault_is_told_at_once_with_its_line():
    text = (
        "name: short\nversion: '1'\ntitle: Short\ngroups:\n- name: first\n  questions:\n"
        "  - {name: danger, type: select_one, label: 'Danger?', slot: danger}\n"
        "  - name: why\n    type: text\n    label: What happened then?\n    lable: x\n"
    )
    faults = checked(yaml.safe_load(text), text=text).faults

    assert any(one.startswith("scripts/short.yaml: line 7: danger") for one in faults)
    assert any("line 11: why.lable: there is no such key" in one for one in faults)


def test_thin_answers_of_another_person_are_told():
    other = a_group("other", a_question("first", slot="mention"), part="witness")
    asked = a_question("more", relevant="thin(other)")

    assert "write thin(people)" in faults_of(other, a_group("people", WHO, asked, part="child"))


def test_one_faulty_question_hides_no_fault_of_another():
    wrong = a_question("here", type="txt", slot="nowhere", hint="Why?")
    never = a_question("there", relevant="danger = 'maybe'", label="Did he come?")

    faults = checked(a_script(a_group("facts", wrong, never))).faults

    assert sum(": here." in one for one in faults) == 1
    assert sum(": there." in one for one in faults) == 2


def test_the_scripts_that_a_talk_begins_are_those_the_check_knows():
    assert {FIRST} | ANOTHER_SCRIPT == BEGUN
