"""A script beside the version adopted before."""

import pytest

from intake.policy.script_versions import raised, version_remarks
from tests.build import shipped_policy
from tests.build_script import a_choice, a_group, a_question, a_script, read

WHERE = a_question("where", label="Where does it happen?", slot="where")
OFTEN = a_choice("how_often", "once", "often", label="How often does it happen?", slot="how_often")
PEOPLE = a_group("people", a_question("child", slot="mention"), repeat=True, add_label="Another")


def a_version(*questions, version="2", people=PEOPLE):
    return read(a_script(a_group("facts", *questions), people, version=version))


BEFORE = a_version(WHERE, OFTEN, version="1")


def told(*questions, **facts):
    remarks = version_remarks(BEFORE, a_version(*questions, **facts))
    return [one.words for one in remarks if one.is_fault], [one.words for one in remarks]


def test_an_unchanged_script_is_well():
    assert version_remarks(BEFORE, BEFORE) == []


def test_a_change_without_a_new_version_is_refused():
    faults, _ = told(WHERE, {**OFTEN, "hint": "Roughly."}, version="1")

    assert len(faults) == 1
    assert "write another version, such as 2" in faults[0]


def test_better_words_under_the_same_name_are_welcome():
    faults, every = told({**WHERE, "label": "Where did it happen?"}, OFTEN)

    assert (faults, every) == ([], [])


@pytest.mark.parametrize(
    ("questions", "fault"),
    [
        pytest.param((a_question("place", label="Where does it happen?"), OFTEN), "write name: where", id="a question under another name"),
        pytest.param((WHERE, {**OFTEN, "slot": ""}), "something else", id="another slot"),
        pytest.param(({**a_choice("where", "here", "there"), "slot": "where"}, OFTEN), "something else", id="another kind of answer"),
        pytest.param((WHERE, {**OFTEN, "choices": [{"name": "once", "label": "Once"}, {"name": "much", "label": "Often"}]}), "was often", id="a choice under another name"),
        pytest.param((WHERE, {**OFTEN, "choices": [{"name": "once", "label": "Often"}, {"name": "often", "label": "Daily"}]}), "said something else", id="a choice that says what another said"),
    ],
)  # fmt: skip
def test_a_stored_name_that_changes_its_meaning_is_refused(questions, fault):
    assert fault in "\n".join(told(*questions)[0])


def test_what_is_asked_no_longer_is_told_and_allowed():
    faults, every = told(WHERE)
    fewer = {**OFTEN, "choices": OFTEN["choices"][:1]}

    assert faults == []
    assert "how_often of version 1 is not asked any more" in every[0]
    assert "often of version 1 is not offered any more" in told(WHERE, fewer)[1][0]


def test_a_question_in_quite_other_words_is_told_and_allowed():
    faults, every = told({**WHERE, "label": "Mhm, zzz?"}, OFTEN)

    assert faults == []
    assert "reads quite unlike version 1" in every[0]


def test_a_repeat_under_another_name_is_refused():
    faults, _ = told(WHERE, OFTEN, people={**PEOPLE, "name": "children"})

    assert "was group people" in faults[0]


@pytest.mark.parametrize(
    ("version", "next_one"), [("2", "3"), ("2.9", "2.10"), ("spring", "spring.2")]
)
def test_the_next_version_is_proposed(version, next_one):
    assert raised(version) == next_one


def test_no_shipped_script_differs_from_itself():
    for script in shipped_policy().scripts.values():
        assert version_remarks(script, script) == []
