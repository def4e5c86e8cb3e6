"""Faults of `indicators.yaml` are told at start, with what to write instead."""

import pytest
import yaml
from pydantic import ValidationError

from intake.policy.indicators import Indicators
from tests.build import CONFIG

SHIPPED = yaml.safe_load((CONFIG / "indicators.yaml").read_text(encoding="utf-8"))


def a_sign(**changes):
    words = dict.fromkeys(("plain", "professional", "in_short"), "words")
    return {**words, "about": "adult", "class": 2} | changes


def test_the_shipped_signs_load():
    assert len(Indicators.model_validate(SHIPPED).to_sign_book()) == 75


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        pytest.param({"GC1": a_sign(raised_to=3)}, "when together", id="a rise with no condition"),
        pytest.param({"GC1": a_sign(when="flagged")}, "together", id="a condition with no rise"),
        pytest.param(
            {"GC1": a_sign(raised_to=2, when="flagged")}, "write 3 or more", id="a rise to nowhere"
        ),
        pytest.param({"GC1": a_sign(raised_to=3, when="angry")}, "flagged", id="no such condition"),
        pytest.param({"GC1": a_sign(about="dog")}, "'adult', 'child'", id="about nobody"),
        pytest.param({"GC1": a_sign(**{"class": 4})}, "less than or equal to 3", id="no class"),
        pytest.param({"GC1": a_sign(weight=4)}, "not permitted", id="an unknown key"),
        pytest.param({"XX1": a_sign()}, "such as GC1", id="an unknown group"),
        pytest.param({"GC0": a_sign()}, "such as GC1", id="a number of nothing"),
        pytest.param({"GC1": a_sign(raises_urgency=True)}, "about: child", id="an adult's urgency"),
        pytest.param({"GC1": a_sign(childrens_route=True)}, "about: child", id="an adult's route"),
        pytest.param({}, "at least 1", id="no signs"),
    ],
)
def test_a_fault_says_what_to_write(signs, told):
    with pytest.raises(ValidationError, match=told):
        Indicators.model_validate({"signs": signs})


def test_p10_a_fault_does_not_repeat_what_was_typed():
    with pytest.raises(ValidationError) as refused:
        Indicators.model_validate({"signs": {"GC1": a_sign(about="Wilf Oakapple")}})

    assert "Wilf" not in str(refused.value)
