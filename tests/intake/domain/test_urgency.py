"""A child's signs say how soon; nobody needs to be accused for a child to be seen today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.chronology import SignSeen
from intake.domain.concern import Danger
from intake.domain.urgency import Urgency, urgency_of
from tests.build import scales


def soon(*signs, **said):
    return urgency_of([SignSeen(sign) for sign in signs], scales().signs, scales().urgency, **said)


@pytest.mark.parametrize(
    ("signs", "urgency"),
    [
        pytest.param((), Urgency.THREE_DAYS, id="no sign"),
        pytest.param(("CS7",), Urgency.THREE_DAYS, id="a class-1 sign"),
        pytest.param(("CS8",), Urgency.NEXT_DAY, id="a class-2 sign"),
        pytest.param(("CS6",), Urgency.TODAY, id="a class-3 sign"),
        pytest.param(("CS7", "CS8", "CS6"), Urgency.TODAY, id="the gravest sign decides"),
        pytest.param(("CS18",), Urgency.THREE_DAYS, id="silence neither raises nor lowers"),
        pytest.param(("CS6", "CS18"), Urgency.TODAY, id="silence beside a grave sign"),
        pytest.param(("CV6",), Urgency.THREE_DAYS, id="a sign of the household"),
        pytest.param(("GC7",), Urgency.THREE_DAYS, id="an adult's sign sets his weight instead"),
        pytest.param(("CV9",), Urgency.NEXT_DAY, id="under 13 raises by one step"),
        pytest.param(("CV9", "CS8"), Urgency.TODAY, id="under 13 raises a class-2 sign"),
        pytest.param(("CV9", "CS1"), Urgency.NOW, id="under 13 raises a class-3 sign"),
    ],
)
def test_urgency_by_signs(signs, urgency):
    found = soon(*signs)

    assert found.urgency is urgency
    assert found.because


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        pytest.param({"danger": Danger.YES}, Urgency.NOW, id="a yes to danger is now"),
        pytest.param({"danger": Danger.NOT_SURE}, Urgency.TODAY, id="not sure is today"),
        pytest.param({"danger": Danger.NO}, Urgency.THREE_DAYS, id="a no changes nothing"),
        pytest.param({"is_child_safe_now": False}, Urgency.NOW, id="I am not safe now is now"),
        pytest.param({"is_child_safe_now": True}, Urgency.THREE_DAYS, id="I am safe now"),
    ],
)
def test_p12_urgency_by_what_was_said_of_danger(said, urgency):
    assert soon(**said).urgency is urgency


def test_p12_safe_now_never_lowers_what_a_sign_asks_for():
    assert soon("CS6", is_child_safe_now=True, danger=Danger.NO).urgency is Urgency.TODAY


def test_reasons_name_the_signs():
    assert soon("CV9", "CS1", "CS7", danger=Danger.NOT_SURE).because == (
        "Nobody could say whether a child is in danger now.",
        "Signs of the child: CS1.",
        "CV9 raises it by one step.",
    )


def test_an_urgency_is_compared_with_urgencies_only():
    with pytest.raises(TypeError):
        assert Urgency.NOW < "today"


@given(
    st.lists(st.sampled_from(sorted(sign.id for sign in scales().signs)), max_size=5),
    st.lists(st.sampled_from(sorted(sign.id for sign in scales().signs)), max_size=5),
    st.sampled_from(Danger),
)
def test_knowing_more_of_a_child_is_never_less_urgent(some, more, danger):
    assert soon(*some, *more, danger=danger).urgency >= soon(*some, danger=danger).urgency
