"""The shape of `config/organisation.yaml`: who answers for the service."""

from typing import Annotated

from pydantic import Field

from intake.policy.areas import Title
from intake.policy.base import Policy

NAMED = ("controller", "data_protection_officer", "impact_assessment", "sharing_agreements")


class SharingAgreement(Policy):
    """One agreement under which agencies share."""

    title: Title
    parties: Annotated[tuple[Title, ...], Field(min_length=2)]
    reference: str = ""


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

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Keys that must be filled before real people are served, in the order of the file."""
        return tuple(key for key in NAMED if not getattr(self, key))
