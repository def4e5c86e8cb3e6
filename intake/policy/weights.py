"""The shape of `config/weights.yaml`: every number of weighing, and its cross-checks.

Why each number is what it is stands in decision 0003.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from intake.domain.campaign import CampaignScales
from intake.domain.concern import KnownBy
from intake.domain.grounds import RuleScales
from intake.domain.points import Scales
from intake.domain.signs import SignBook
from intake.domain.urgency import Urgency, UrgencyScales
from intake.policy.base import Policy

Points = Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=2)]
Count = Annotated[int, Field(ge=1, le=100)]
SignClass = Annotated[int, Field(ge=1, le=3)]
Lower = Annotated[str, Field(pattern=r"^[a-z0-9]+$")]
SignIds = Annotated[tuple[str, ...], Field(min_length=1)]


class PointsPolicy(Policy):
    """Points of a sign by its class; class 0 has none."""

    class_1: Points
    class_1_on_flagged: Points
    class_2: Points
    class_3: Points

    @model_validator(mode="after")
    def a_higher_class_weighs_more(self) -> Self:
        """Find points that would let a rise in class lower the weight."""
        rising = (self.class_1, self.class_1_on_flagged, self.class_2, self.class_3)
        if list(rising) != sorted(rising):
            raise ValueError(
                "points must rise with the class: write class_1 <= class_1_on_flagged <= "
                "class_2 <= class_3"
            )
        return self


class KnownByPolicy(Policy):
    """What a concern's points are multiplied by, 0 to 1, by how its reporter knows."""

    saw: Share
    told_by_child: Share
    told_by_other: Share
    rumour: Share
    not_said: Share

    @model_validator(mode="after")
    def nearer_knowledge_weighs_more(self) -> Self:
        """Find a rumour that outweighs a sighting."""
        if not self.rumour <= self.told_by_other <= min(self.saw, self.told_by_child):
            raise ValueError(
                "write rumour <= told_by_other, and told_by_other no higher than saw and "
                "told_by_child"
            )
        return self

    def by_kind(self) -> dict[KnownBy, Decimal]:
        """Return the multipliers by the domain's names."""
        return {kind: getattr(self, kind.value) for kind in KnownBy}


class RepeatsPolicy(Policy):
    """What repeats of one voice count."""

    share: Annotated[Decimal, Field(ge=0, lt=1, decimal_places=1)]
    counted: Annotated[int, Field(ge=1, le=12)]


class LinesPolicy(Policy):
    """The lines that a sum can cross, in points."""

    review: Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2)]
    discuss: Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2)]

    @model_validator(mode="after")
    def discuss_lies_above_review(self) -> Self:
        """Find swapped lines."""
        if self.discuss <= self.review:
            raise ValueError("the lines are swapped: write discuss higher than review")
        return self


class WindowPolicy(Policy):
    """Worried concerns close together in time, of more than one voice."""

    concerns: Count
    voices: Count
    within_months: Annotated[int, Field(ge=1, le=120)]

    @model_validator(mode="after")
    def voices_fit_the_concerns(self) -> Self:
        """Find a rule that could never fire."""
        if self.voices > self.concerns:
            raise ValueError("no rule needs more voices than concerns: write voices <= concerns")
        return self


class SettingsPolicy(Policy):
    """Worried voices from several walks of life."""

    voices: Count
    settings: Count

    @model_validator(mode="after")
    def settings_fit_the_voices(self) -> Self:
        """Find a rule that would hardly ever fire."""
        if self.settings > self.voices:
            raise ValueError("write settings no higher than voices: each voice has a setting")
        return self


class AccessPolicy(Policy):
    """The pattern of access to one family after another."""

    households: Annotated[int, Field(ge=2, le=100)]
    worried_voices: Count
    or_sign_group: Annotated[str, Field(pattern=r"^(GC|GP|CS|OB|DA|CV)$")]
    or_sign_class: SignClass


class RulesPolicy(Policy):
    """Numbers and signs of the rules beside the sum."""

    worried_from_class: SignClass
    review_from_class: SignClass
    review_worried_voices: Count
    discuss_window: WindowPolicy
    discuss_settings: SettingsPolicy
    access: AccessPolicy
    breach_signs: SignIds
    own_words_signs: SignIds
    repeat_allegation_signs: SignIds

    def named_signs(self) -> frozenset[str]:
        """Return the ids of all signs that a rule names."""
        return frozenset((*self.breach_signs, *self.own_words_signs, *self.repeat_allegation_signs))

    def to_rule_scales(self) -> RuleScales:
        """Make the domain's value."""
        return RuleScales(
            worried_from_class=self.worried_from_class,
            alone_from_class=self.review_from_class,
            voices_for_review=self.review_worried_voices,
            concerns_for_discuss=self.discuss_window.concerns,
            concerns_need_voices=self.discuss_window.voices,
            concerns_within_months=self.discuss_window.within_months,
            voices_for_discuss=self.discuss_settings.voices,
            voices_need_settings=self.discuss_settings.settings,
            access_households=self.access.households,
            access_voices=self.access.worried_voices,
            access_sign_group=self.access.or_sign_group,
            access_sign_class=self.access.or_sign_class,
            breach_signs=frozenset(self.breach_signs),
            own_words_signs=frozenset(self.own_words_signs),
            repeat_allegation_signs=frozenset(self.repeat_allegation_signs),
        )


class UrgencyPolicy(Policy):
    """Steps of a child's urgency by the class of the child's signs."""

    class_1: Urgency
    class_2: Urgency
    class_3: Urgency
    danger_not_sure: Urgency

    @model_validator(mode="after")
    def a_higher_class_is_sooner(self) -> Self:
        """Find a graver sign that would wait longer."""
        if not self.class_1 <= self.class_2 <= self.class_3:
            raise ValueError(
                "a higher class must not wait longer: write class_1 no sooner than class_2, and "
                "class_2 no sooner than class_3 (now, today, next_day, three_days)"
            )
        return self

    def to_urgency_scales(self) -> UrgencyScales:
        """Make the domain's value; class 0 asks for nothing and has no step."""
        by_class = {1: self.class_1, 2: self.class_2, 3: self.class_3}
        return UrgencyScales(by_class=by_class, danger_not_sure=self.danger_not_sure)


class CampaignPolicy(Policy):
    """From where on reports in nearly the same words are shown as a possible campaign."""

    alike: Annotated[float, Field(ge=0.3, le=1)]
    reports: Annotated[int, Field(ge=2, le=100)]
    within_days: Annotated[int, Field(ge=1, le=365)]

    def to_campaign_scales(self) -> CampaignScales:
        """Make the domain's value."""
        return CampaignScales(self.alike, self.reports, timedelta(days=self.within_days))


class Weights(Policy):
    """`config/weights.yaml`: points, shares, caps, lines, rules and urgency."""

    points: PointsPolicy
    known_by: KnownByPolicy
    picked_counts_as: KnownBy
    repeats: RepeatsPolicy
    suspected_false_at_most_points: Points
    ordinary_at_most_points: Points
    lines: LinesPolicy
    rules: RulesPolicy
    urgency: UrgencyPolicy
    campaign: CampaignPolicy
    workplace_words_too_common: Annotated[tuple[Lower, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def ordinary_help_reaches_no_line(self) -> Self:
        """Keep promise P11: ordinary help with children is not a sign by itself."""
        if self.ordinary_at_most_points >= self.lines.review:
            raise ValueError(
                "ordinary help alone would reach review: write ordinary_at_most_points lower "
                "than lines.review"
            )
        return self

    def to_scales(self, book: SignBook) -> Scales:
        """Make the domain's value, with the signs of `indicators.yaml`."""
        return Scales(
            signs=book,
            points={
                0: Decimal(0),
                1: self.points.class_1,
                2: self.points.class_2,
                3: self.points.class_3,
            },
            class_one_on_flagged=self.points.class_1_on_flagged,
            known_by=self.known_by.by_kind(),
            picked_counts_as=self.picked_counts_as,
            repeat_share=self.repeats.share,
            repeats_counted=self.repeats.counted,
            suspected_false_at_most=self.suspected_false_at_most_points,
            ordinary_at_most=self.ordinary_at_most_points,
            review_at=self.lines.review,
            discuss_at=self.lines.discuss,
            rules=self.rules.to_rule_scales(),
            urgency=self.urgency.to_urgency_scales(),
        )
