"""Every number of the matcher as one frozen value, read from `config/matching.yaml`.

The file is opened elsewhere (`intake.policy`); here its content is checked and kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from math import inf
from types import MappingProxyType
from typing import Any, Self

from matching.bounds import check_order, check_within
from matching.communities import shares_of

_FINDINGS = {
    "name": "same nickname sibling spelling sound one_edit two_edits stem prefix joined initial"
    " consonants heard near coarse letters_off differs differs_given differs_initial unlike"
    " renamed renamed_perhaps differs_again only_said only_said_first only_said_last only_held"
    " only_held_first only_held_last alone_given alone_family alone_middle crossed crossed_one"
    " enough",
    "birth": "same month_same month_same_digit year_same day_month_same transposed one_digit"
    " year_only year_near year_digit differs",
    "age": "same near apart differs",
    "place": "same shares_word differs",
    "postcode": "same district_same area_same differs",
    "phone": "same shared differs",
    "vehicle": "same shared part differs",
    "handle": "same shared differs",
    "work": "same shares_word differs",
}
FINDINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {kind: frozenset(findings.split()) for kind, findings in _FINDINGS.items()}
)
_TIMES = "word nickname sound both_ends start rough end heard"
_LEVELS = f"{_TIMES} slip start_of_three end_of_three initial"
_FACTS = "whole date month year day_month outward place phone vehicle plate_end handle"
_DESPITE = "birth_year_digit birth_differs birth_year_only age_differs age_apart"
_CONTRADICTING = (
    "differs differs_given differs_initial unlike letters_off renamed renamed_perhaps"
    " differs_again only_said only_said_first only_said_last only_held only_held_first"
    " only_held_last"
    " alone_given alone_family alone_middle crossed crossed_one enough"
    " apart year_only year_digit year_near"
)
_FIRM_AND_LOOSE = (
    "same nickname spelling one_edit joined initial"
    " sibling sound stem two_edits prefix consonants heard near coarse"
)
AGAINST = frozenset(f"{_CONTRADICTING} {_DESPITE}".split())
OFFSETS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "name_flat": frozenset(_FIRM_AND_LOOSE.split()),
        "despite_name": frozenset(_DESPITE.split()),
    }
)


@dataclass(frozen=True, slots=True)
class Prior:
    """How likely a listed person is before anything is compared.

    `share` of reports name somebody listed; `at_fitting` was that share, and
    `size_at_fitting` the size of the list, when the weights were fitted.
    """

    share: float
    at_fitting: float
    size_at_fitting: float
    smallest_size: float
    points: float


@dataclass(frozen=True, slots=True)
class Rarity:
    """How the rarity of a part of a name is counted, in natural logs of its share.

    `pretended_size` keeps a short list from calling every name rare; `floor` and `cap`
    bound the measure, `place_cap` that of a place; from `rare_from` on an officer reads
    "rare here".
    """

    pretended_size: float
    floor: float
    cap: float
    place_cap: float
    rare_from: float


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the bands begin, in points; `name_agrees` is the least of the name rows alone."""

    strong: float
    strong_likelihood: float
    possible: float
    weak: float
    name_agrees: float
    supporting: float
    score_width: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the work for one question.

    A record whose keys are worth `shortlist_apart` points less than the best one's is not
    compared in full, unless those of its name alone come within `names_apart` of the best:
    a phone and a plate that fit must not hide somebody of the same name.
    """

    rows_per_key: int
    shortlist: int
    shortlist_apart: int
    names_apart: int
    parts_per_name: int
    counted_rows: int
    story_words: int
    story_spans: int


@dataclass(frozen=True, slots=True)
class Signed:
    """Who answers for the weights: an officer's login and a day, empty as they are shipped.

    `questions` were judged, and `unshown` pairs that nobody had been shown.
    """

    signed_by: str
    signed_on: str
    questions: int
    unshown: int


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """All weights, lines and limits; weights are keyed `kind.finding`, in points."""

    weights: Mapping[str, float]
    finding_times: Mapping[str, float]
    finding_flat: Mapping[str, float]
    common_parts: Mapping[str, float]
    prior: Prior
    rarity: Rarity
    lines: Lines
    limits: Limits
    learned: Signed

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> Self:
        """Check and keep the content of `config/matching.yaml`.

        Args:
            given: The file as plain mappings and numbers.

        Returns:
            The settings.

        Raises:
            ValueError: A key is missing, unknown, not a number or beyond its bounds
                (`bounds.py`), a weight has the wrong sign, or lines stand in the wrong order;
                the message names the key.

        Why:
            Evidence that agrees never lowers and a contradiction never lifts: the signs are
            held here so that no edit of the file can break it.
        """
        groups = {f.name for f in fields(cls)} - {"finding_times", "finding_flat"}
        _check_keys(given, groups | {"finding"}, "")
        finding = _section(given, "finding")
        _check_keys(finding, {"times_rarity", "flat"}, "finding.")
        prior, rarity, lines = (
            _numbers(given, key, shape)
            for key, shape in (("prior", Prior), ("rarity", Rarity), ("lines", Lines))
        )
        check_order(
            {f"rarity.{key}": value for key, value in rarity.items()}
            | {f"lines.{key}": value for key, value in lines.items()}
        )
        return cls(
            finding_times=_levels(finding, "times_rarity", _TIMES.split()),
            finding_flat=_levels(finding, "flat", f"{_LEVELS} {_FACTS}".split()),
            weights=MappingProxyType(_weights(_section(given, "weights"))),
            common_parts=shares_of(_section(given, "common_parts")),
            prior=Prior(**prior),
            rarity=Rarity(**rarity),
            lines=Lines(**lines),
            limits=Limits(**_counts(given)),
            learned=_signed(given),
        )


def _check_keys(given: Mapping[str, Any], wanted: set[str] | frozenset[str], where: str) -> None:
    for key in sorted(wanted - set(given)):
        raise ValueError(f"missing: {where}{key}")
    for key in sorted(set(given) - wanted):
        raise ValueError(f"unknown: {where}{key}")


def _section(given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    if not isinstance(given[key], Mapping):
        raise ValueError(f"not a group of keys: {key}")  # noqa: TRY004 - one error for all faults of the file
    return {str(name): value for name, value in given[key].items()}


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"not a number: {where}")  # noqa: TRY004 - one error for all faults of the file
    try:
        number = float(value)
    except OverflowError:
        number = inf
    check_within(number, where)
    return number


def _numbers(given: Mapping[str, Any], key: str, shape: type) -> dict[str, float]:
    section = _section(given, key)
    _check_keys(section, {f.name for f in fields(shape)}, f"{key}.")
    return {name: _number(value, f"{key}.{name}") for name, value in section.items()}


def _counts(given: Mapping[str, Any]) -> dict[str, int]:
    counts = _numbers(given, "limits", Limits)
    for name, value in counts.items():
        if value < 1 or value != int(value):
            raise ValueError(f"not a whole number of at least 1: limits.{name}")
    return {name: int(value) for name, value in counts.items()}


def _signed(given: Mapping[str, Any]) -> Signed:
    section = _section(given, "learned")
    _check_keys(section, {f.name for f in fields(Signed)}, "learned.")
    texts = {key: section[key] for key in ("signed_by", "signed_on")}
    if fault := next((key for key, text in texts.items() if not isinstance(text, str)), ""):
        raise ValueError(f"not a text: learned.{fault}")
    return Signed(
        **texts,
        questions=int(_number(section["questions"], "learned.questions")),
        unshown=int(_number(section["unshown"], "learned.unshown")),
    )


def _weights(section: Mapping[str, Any]) -> dict[str, float]:
    groups = {**FINDINGS, **OFFSETS}
    _check_keys(section, set(groups), "weights.")
    weights: dict[str, float] = {}
    for kind, findings in groups.items():
        group = _section(section, kind)
        _check_keys(group, findings, f"weights.{kind}.")
        for finding in sorted(findings):
            where = f"weights.{kind}.{finding}"
            weight = _number(group[finding], where)
            against = finding in AGAINST
            if kind != "name_flat" and (weight > 0 if against else weight < 0):
                raise ValueError(f"wrong sign: {where}")
            if where == "weights.name.enough" and weight < -1:
                raise ValueError(f"below -1, so that more agreement would be worth less: {where}")
            weights[f"{kind}.{finding}"] = weight
    return weights


def _levels(finding: Mapping[str, Any], group: str, levels: Iterable[str]) -> Mapping[str, float]:
    section = _section(finding, group)
    _check_keys(section, set(levels), f"finding.{group}.")
    return MappingProxyType(
        {level: _number(value, f"finding.{group}.{level}") for level, value in section.items()}
    )
