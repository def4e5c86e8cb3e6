"""The shape of `config/decisions.yaml`: what a decision needs, and who may say that it is wrong."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from intake.domain.band import Band
from intake.domain.challenge import Level
from intake.policy.areas import Code, Title
from intake.policy.base import Policy

Days = Annotated[int, Field(ge=1, le=60)]


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """What a decision needs, as the actions read it."""

    second_view_from: Band
    second_view_when_flagged: bool
    second_view_holds_for_days: int
    views_wanted: tuple[str, ...]
    question: "Clock"
    late_fact: "Clock"
    therapy_remark: "Clock"
    proposal: "Clock"
    challenge_ladder: str
    levels: tuple[Level, ...]


class Clock(Policy):
    """By when something is answered, in working days of the desk that owes it, and its ladder."""

    within_working_days: Days
    ladder: Code


class SecondViewPolicy(Policy):
    """When another agency's view is needed before a decision, or the reason why none was had."""

    from_band: Band
    when_flagged: bool
    holds_for_days: Annotated[int, Field(ge=1, le=366)]
    wanted_of: tuple[Code, ...] = ()


class LevelPolicy(Policy):
    """Who answers a challenge at one level."""

    code: Code
    title: Title
    roles: Annotated[frozenset[Code], Field(min_length=1)]
    within_working_days: Days
    function: str = ""


class ChallengePolicy(Policy):
    """The levels of a challenge, the first one first."""

    ladder: Code
    levels: Annotated[tuple[LevelPolicy, ...], Field(min_length=2)]


class Decisions(Policy):
    """`config/decisions.yaml`."""

    second_view: SecondViewPolicy
    question: Clock
    late_fact: Clock
    therapy_remark: Clock
    proposal: Clock
    challenge: ChallengePolicy

    def to_rules(self) -> DecisionRules:
        """Make the values that actions read."""
        return DecisionRules(
            second_view_from=self.second_view.from_band,
            second_view_when_flagged=self.second_view.when_flagged,
            second_view_holds_for_days=self.second_view.holds_for_days,
            views_wanted=self.second_view.wanted_of,
            question=self.question,
            late_fact=self.late_fact,
            therapy_remark=self.therapy_remark,
            proposal=self.proposal,
            challenge_ladder=self.challenge.ladder,
            levels=tuple(
                Level(
                    code=one.code,
                    title=one.title,
                    roles=one.roles,
                    within_working_days=one.within_working_days,
                    function=one.function,
                )
                for one in self.challenge.levels
            ),
        )
