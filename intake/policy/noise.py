"""The shape of `config/noise.yaml`: what a year in a county may look like, all of it assumed.

Read `Noise` first. Every number has a source beside it, if only the word "assumed".
"""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from intake.domain.concern import KnownBy, ReporterRole
from intake.policy import files
from intake.policy.base import Policy
from intake.policy.faults import read_as

NOISE = "noise.yaml"
Source = Annotated[str, Field(min_length=4, max_length=300)]
Portion = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Strength = Literal["class_0", "class_1", "class_2", "class_3"]


class Count(Policy):
    """A whole number of something, at least 1."""

    value: Annotated[int, Field(ge=1, le=100_000_000)]
    source: Source


class Rate(Policy):
    """So many of something in 1,000 people."""

    value: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
    source: Source


class Chance(Policy):
    """A share of something, 0 to 1."""

    value: Share
    source: Source


class Mean(Policy):
    """How many on average of something that everybody has once at least."""

    value: Annotated[float, Field(ge=1, le=100, allow_inf_nan=False)]
    source: Source


class InHundred(Policy):
    """How many in 100; 0 to 100."""

    value: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    source: Source


def _check_whole(shares: Collection[float]) -> None:
    if abs(sum(shares) - 100) > 0.01:
        raise ValueError(f"shares add up to {sum(shares):g}; write some that make 100")


class Communities(Policy):
    """How many in 100 bear the names of each community."""

    source: Source
    shares: Annotated[dict[Name, Portion], Field(min_length=1)]

    @model_validator(mode="after")
    def they_make_a_hundred(self) -> Self:
        """Find shares that leave people without a name."""
        _check_whole(self.shares.values())
        return self


class Tellers(Policy):
    """Who tells, in 100 concerns."""

    source: Source
    shares: Annotated[dict[ReporterRole, Portion], Field(min_length=1)]

    @model_validator(mode="after")
    def they_make_a_hundred(self) -> Self:
        """Find shares that leave concerns without a teller."""
        _check_whole(self.shares.values())
        return self


class WaysOfKnowing(Policy):
    """How the teller knows, in 100 concerns."""

    source: Source
    shares: Annotated[dict[KnownBy, Portion], Field(min_length=1)]

    @model_validator(mode="after")
    def they_make_a_hundred(self) -> Self:
        """Find shares that do not add up."""
        _check_whole(self.shares.values())
        return self


class Strengths(Policy):
    """The class of a concern's strongest sign, in 100 concerns."""

    source: Source
    shares: Annotated[dict[Strength, Portion], Field(min_length=1)]

    @model_validator(mode="after")
    def they_make_a_hundred(self) -> Self:
        """Find shares that do not add up."""
        _check_whole(self.shares.values())
        return self


class County(Policy):
    """The people among whom concerns arise."""

    people: Count
    communities: Communities
    rare_names: Chance
    people_per_street: Count


class Listed(Policy):
    """The list of flagged persons."""

    per_1000_people: Rate
    order_forbids_children: Chance
    assessed_high: Chance


class Concerns(Policy):
    """How many concerns, by whom, and what they hold."""

    per_1000_people_a_year: Rate
    tellers: Tellers
    people_per_workplace: Count
    public_gives_a_number: Chance
    story_names_him: Chance
    names_a_child: Chance
    known_by: WaysOfKnowing
    picked_sign: Chance
    further_sign: Chance
    childs_sign: Chance


class Kind(Policy):
    """One kind of person of whom concerns are told."""

    of_concerns: InHundred
    each: Mean
    new_voice: Chance
    within_days: Count
    strongest: Strengths
    fears_for_child: Chance
    danger_now: Chance


class Kinds(Policy):
    """Every kind there is; the generator knows of each person which it is."""

    listed: Kind
    harmful: Kind
    honest: Kind
    ordinary: Kind
    grudge: Kind
    campaign: Kind

    @property
    def by_name(self) -> dict[str, Kind]:
        """The kinds by name, in the order of the file."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @model_validator(mode="after")
    def they_make_a_hundred(self) -> Self:
        """Find shares that leave concerns about nobody."""
        _check_whole([kind.of_concerns.value for kind in self.by_name.values()])
        return self


class Families(Policy):
    """Kin and households."""

    kin_of_another: Chance
    named_after_kin: Chance
    households_of_harmful: Mean


class Identity(Policy):
    """What a report says of him: shares of reports; of the three names at most one is said."""

    full_name: Share
    given_name: Share
    family_name: Share
    age: Share
    birth: Share
    place: Share
    postcode: Share
    phone: Share
    vehicle: Share
    slip: Share
    source: Source

    @model_validator(mode="after")
    def names_leave_room(self) -> Self:
        """Find shares of names that are more than everybody."""
        if self.full_name + self.given_name + self.family_name > 1 + 1e-9:
            raise ValueError("full_name, given_name, family_name are over 1 together; write less")
        return self


class ToldOfHim(Policy):
    """What the public says of him, and what professionals say."""

    public: Identity
    professional: Identity


class Answered(Policy):
    """The share of possible matches that officers answer, by band."""

    source: Source
    bands: dict[Literal["strong", "possible", "other_date", "name_only"], Share]


class Officers(Policy):
    """What officers do with possible matches."""

    answer_after_hours: Count
    answered: Answered
    cannot_tell: Chance
    wrong: Chance

    @model_validator(mode="after")
    def they_answer_once(self) -> Self:
        """Find more answers than there are."""
        if self.cannot_tell.value + self.wrong.value > 1:
            raise ValueError("cannot_tell and wrong are over 1 together; write less")
        return self


class Noise(Policy):
    """`config/noise.yaml`; see the file for what each number assumes."""

    county: County
    flagged_list: Listed
    concerns: Concerns
    people: Kinds
    families: Families
    told_of_him: ToldOfHim
    officers: Officers


def read_noise(folder: Path) -> tuple[Noise | None, list[str]]:
    """Read the assumptions of a folder of settings.

    Args:
        folder: The folder; where it has no such file, the packaged one is read, for no
            decision leans on it and older copies of the settings stay usable.

    Returns:
        The assumptions, None where they cannot be read; and every fault as
        "noise.yaml: key: what is wrong; what to write instead".
    """
    own = folder / NOISE
    found, fault = files.read_file(own if own.exists() else files.PACKAGED / NOISE)
    if fault:
        return None, [f"{NOISE}: {fault}"]
    noise, faults = read_as(NOISE, Noise, found)
    return (None if faults else noise), faults
