"""Faults of `weights.yaml` are told at start, with what to write instead."""

from copy import deepcopy
from decimal import Decimal

import pytest
import yaml
from pydantic import ValidationError

from intake.domain.concern import KnownBy
from intake.policy.weights import Weights
from tests.build import CONFIG, scales

SHIPPED = yaml.safe_load((CONFIG / "weights.yaml").read_text(encoding="utf-8"))


def changed(path, value):
    weights = deepcopy(SHIPPED)
    *way, key = path.split(".")
    place = weights
    for step in way:
        place = place[step]
    place[key] = value
    return weights


def test_the_shipped_weights_are_exact_decimals():
    given = scales()

    assert given.points == {0: 0, 1: 2, 2: 8, 3: 25}
    assert given.class_one_on_flagged == 7
    assert given.known_by[KnownBy.TOLD_BY_OTHER] == Decimal("0.6")
    assert given.known_by[KnownBy.RUMOUR] == Decimal("0.3")
    assert (given.review_at, given.discuss_at) == (14, 24)
    assert given.repeat_share == Decimal("0.5")


def test_the_signs_that_rules_name_are_in_the_book():
    named = Weights.model_validate(SHIPPED).rules.named_signs()

    assert named == {"CS20", "OB2", "OB9"}
    assert all(sign in scales().signs for sign in named)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        pytest.param("points.class_1", 9, "rise with the class", id="class 1 above class 2"),
        pytest.param("points.class_2", -8, "greater than or equal to 0", id="points below nothing"),
        pytest.param("known_by.rumour", 0.7, "rumour <= told_by_other", id="a loud rumour"),
        pytest.param("known_by.saw", 1.5, "less than or equal to 1", id="more than whole"),
        pytest.param("repeats.share", 1, "less than 1", id="a repeat as good as a second voice"),
        pytest.param("repeats.share", 0.55, "1 decimal", id="a share with a long tail"),
        pytest.param("lines.discuss", 10, "swapped", id="swapped lines"),
        pytest.param(
            "ordinary_at_most_points", 14, "lower than lines.review", id="ordinary help alone"
        ),
        pytest.param(
            "rules.discuss_window.voices", 4, "voices <= concerns", id="more voices than concerns"
        ),
        pytest.param(
            "rules.discuss_settings.settings", 4, "no higher than voices", id="too many settings"
        ),
        pytest.param("rules.access.or_sign_group", "ZZ", "match pattern", id="no such group"),
        pytest.param(
            "urgency.class_1", "now", "must not wait longer", id="a grave sign that waits"
        ),
        pytest.param("urgency.class_1", "soon", "'three_days'", id="no such step"),
        pytest.param("picked_counts_as", "guess", "'told_by_other'", id="no such knowledge"),
        pytest.param("points.class_4", 50, "not permitted", id="an unknown key"),
    ],
)
def test_a_fault_says_what_to_write(path, value, told):
    with pytest.raises(ValidationError, match=told):
        Weights.model_validate(changed(path, value))
