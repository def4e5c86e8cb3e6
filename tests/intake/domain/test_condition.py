"""The small language of relevant and constraint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.condition import ConditionError, Known, is_true, names_in

KNOWN = Known(
    answers={"danger": "yes", "age": "12", "signs": "GC1 GC3", "empty": ""},
    counts={"child": 2},
    years={"when": 4},
    this="07700 900123",
    is_thin=lambda group: group == "person",
)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True),
        ("danger = 'yes'", True),
        ("${danger} = 'yes'", True),
        ('danger != "yes"', False),
        ("age < 13", True),
        ("age >= 13", False),
        ("age <= 12 and danger = 'yes'", True),
        ("age > 12 or danger = 'yes'", True),
        ("not(danger = 'yes')", False),
        ("not(missing = 'x') and (age = 12 or age = 13)", True),
        ("selected(signs, 'GC3')", True),
        ("selected(signs, 'GC')", False),
        ("count(child) > 1", True),
        ("count(person) > 0", False),
        ("thin(person)", True),
        ("not(thin(child)) and thin(person)", True),
        ("thin(child)", False),
        ("years_ago(when) >= 2", True),
        ("years_ago(when) > 4", False),
        ("years_ago(story) >= 0", False),
        ("years_ago(when) >= 2 or years_ago(story) >= 2", True),
        ("string-length(.) <= 20", True),
        (". = '07700 900123'", True),
        ("missing = ''", True),
        ("empty < 3", False),
        ("danger", True),
        ("missing", False),
    ],
)
def test_a_condition_reads_as_it_says(condition, holds):
    assert is_true(condition, KNOWN) is holds


@pytest.mark.parametrize(
    "condition",
    ["danger =", "= 'yes'", "(danger = 'yes'", "danger = 'yes' danger", "selected(signs)", "a ; b",
     "thin()", "thin person", "years_ago()", "years_ago 2",
     "not danger", "__import__('os')", "danger == 'yes'", "and"],
)  # fmt: skip
def test_what_is_not_of_the_grammar_is_refused(condition):
    with pytest.raises(ConditionError):
        is_true(condition, KNOWN)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else_happens(condition):
    try:
        is_true(condition, KNOWN)
    except ConditionError:
        return


def test_the_names_of_a_condition_are_found():
    assert names_in("${danger} = 'yes' and not(age < 3)") == {"danger", "age"}
