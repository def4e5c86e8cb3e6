"""The shape of `config/organisation.yaml`: who answers for the service."""

from datetime import date
from typing import Annotated

from pydantic import Field

from intake.policy.areas import Code, Title
from intake.policy.base import Policy

NAMED = (
    "controller",
    "data_protection_officer",
    "impact_assessment",
    "sharing_agreements",
    "noise_figure",
)


class SharingAgreement(Policy):
    """One agreement under which agencies share."""

    title: Title
    parties: Annotated[tuple[Title, ...], Field(min_length=2)]
    reference: str = ""


class NoiseFigure(Policy):
    """Alerts a week that somebody has seen, and answers for that a desk can bear them.

    `settings` are the twelve signs that `dueregard noise` prints: what the figure holds for.
    """

    desk: Code
    alerts_a_week: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
    signed_by: Title
    signed_on: date
    settings: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]


class Organisation(Policy):
    """`config/organisation.yaml`; `serve` refuses to start while `unnamed` is not empty."""

    name: Title
    is_demo: bool = False
    controller: str = ""
    data_protection_officer: str = ""
    impact_assessment: str = ""
    sharing_agreements: tuple[SharingAgreement, ...] = ()
    lawful_basis: str = ""
    privacy_notice_url: str = ""
    noise_figure: NoiseFigure | None = None

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Keys that must be filled before real people are served, in the order of the file."""
        return tuple(key for key in NAMED if not getattr(self, key))
