"""The shape of `config/indicators.yaml`: the signs, their words and their classes."""

import re
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from intake.domain.signs import About, Sign, SignBook, When, sign_book
from intake.policy.base import Policy

GROUPS = ("GC", "GP", "CS", "OB", "DA", "CV")
SIGN_ID = re.compile(rf"(?:{'|'.join(GROUPS)})[1-9][0-9]?")

Words = Annotated[str, Field(min_length=3, max_length=200)]


class SignPolicy(Policy):
    """One sign as the file has it; `class` is the class without any condition."""

    plain: Words
    professional: Words
    in_short: Words
    about: About
    cls: Annotated[int, Field(alias="class", ge=0, le=3)]
    raised_to: Annotated[int, Field(ge=1, le=3)] | None = None
    when: When | None = None
    raises_urgency: bool = False
    childrens_route: bool = False

    @model_validator(mode="after")
    def rises_only_under_a_condition(self) -> Self:
        """Find half a rise: a higher class without its condition, or the other way round."""
        if (self.raised_to is None) != (self.when is None):
            raise ValueError(
                "write raised_to and when together, as 'raised_to: 3' and 'when: flagged', "
                "or leave both out"
            )
        if self.raised_to is not None and self.raised_to <= self.cls:
            raise ValueError(
                f"raised_to must be higher than class: write {self.cls + 1} or more, up to 3, "
                "or leave raised_to and when out"
            )
        return self

    @model_validator(mode="after")
    def only_a_childs_sign_takes_a_childs_turn(self) -> Self:
        """Keep a child's urgency and the children's route to signs about a child."""
        if (self.raises_urgency or self.childrens_route) and self.about is not About.CHILD:
            raise ValueError(
                "raises_urgency and childrens_route belong to signs about a child: write "
                "'about: child', or leave them out"
            )
        return self

    def to_sign(self, sign_id: str) -> Sign:
        """Make the domain's value."""
        return Sign(
            id=sign_id,
            plain=self.plain,
            professional=self.professional,
            in_short=self.in_short,
            about=self.about,
            cls=self.cls,
            raised_to=self.raised_to,
            when=self.when,
            raises_urgency=self.raises_urgency,
            childrens_route=self.childrens_route,
        )


class Indicators(Policy):
    """`config/indicators.yaml`: every sign by its id."""

    signs: Annotated[dict[str, SignPolicy], Field(min_length=1)]

    @field_validator("signs")
    @classmethod
    def ids_are_well_formed(cls, signs: dict[str, SignPolicy]) -> dict[str, SignPolicy]:
        """Find a misspelt id before a script asks for it."""
        strangers = sorted(sign_id for sign_id in signs if not SIGN_ID.fullmatch(sign_id))
        if strangers:
            raise ValueError(
                f"these ids are not of a known group: {', '.join(strangers)}; write one of "
                f"{', '.join(GROUPS)} and a number of 1 to 99, such as GC1"
            )
        return signs

    def to_sign_book(self) -> SignBook:
        """Make the domain's value, in the order of the file."""
        return sign_book(sign.to_sign(sign_id) for sign_id, sign in self.signs.items())
