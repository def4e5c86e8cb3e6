"""The shape of `config/gathering.yaml`: how people without a name are known again."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from intake.domain.gathering import GatherScales
from intake.domain.household import ClueKind
from intake.policy.base import Policy

Points = Annotated[Decimal, Field(ge=0, le=20)]


class GatherPoints(Policy):
    """Points of one thing that two reports share, by its kind."""

    house: Points
    child: Points
    carer: Points
    phone: Points
    street: Points
    vehicle: Points
    name: Points
    word: Points
    relation: Points


class Gathering(Policy):
    """`config/gathering.yaml`."""

    points: GatherPoints
    words_at_most: Points
    other_name: Points
    lead_from: Annotated[Decimal, Field(gt=0, le=20)]
    too_common: Annotated[int, Field(ge=2, le=1000)]

    @model_validator(mode="after")
    def one_weak_thing_is_no_lead(self) -> Self:
        """Find settings by which everybody of a street, or every van, would be a lead."""
        weak = ("street", "vehicle", "name", "word", "relation")
        alone = [one for one in weak if getattr(self.points, one) >= self.lead_from]
        if alone:
            raise ValueError(
                f"{', '.join(alone)} alone would be a lead; write fewer points than lead_from"
            )
        return self

    def to_scales(self) -> GatherScales:
        """Return the numbers as gathering reads them."""
        return GatherScales(
            points={kind: getattr(self.points, kind.value) for kind in ClueKind},
            words_at_most=self.words_at_most,
            other_name=self.other_name,
            lead_from=self.lead_from,
            too_common=self.too_common,
        )
