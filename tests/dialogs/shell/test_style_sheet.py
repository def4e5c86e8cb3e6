"""The reporters' style: laid out by start and end, so that no line is hidden from right to left."""

import re
from pathlib import Path

import pytest

from dialogs.shell import pages

SHEET = (Path(pages.__file__).parent / "static" / "look.css").read_text(encoding="utf-8")
REPORTERS = SHEET.partition("DESK: ")[0]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIDES = re.compile(r"(?<![\w-])((padding|margin|border|inset)-)?(left|right)(?![\w-])[^;:]*:")
FOUR = re.compile(r"(?:padding|margin|inset): *([^\s;]+) +([^\s;]+) +([^\s;]+) +([^\s;]+)(?:;|$)")


def rules():
    return [(name.strip(), body) for name, body in RULE.findall(REPORTERS)]


def sided(body):
    """Return what a rule says of left or right: a property of a side, or two sides that differ."""
    four = [one for one in FOUR.findall(body) if one[1] != one[3]]
    return [*SIDES.findall(body), *four]


def test_the_reporters_rules_are_found():
    assert len(rules()) > 100


@pytest.mark.parametrize(
    "body",
    ["padding: 0 0 20px 52px;", "margin-left: 4px;", "left: 0;", "padding: 1px 2px 3px 4px"],
)
def test_a_rule_of_one_side_is_noticed(body):
    assert sided(body)


def test_no_rule_of_the_reporters_pages_names_left_or_right():
    assert [name for name, body in rules() if sided(body)] == []
