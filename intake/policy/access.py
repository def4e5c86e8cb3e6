"""The shape of `config/access.yaml`: who sees and does what (promise P13)."""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from intake.domain.access import AccessTable, Grant, Lending, Reach
from intake.policy.areas import Code, Title
from intake.policy.base import Policy

FieldName = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
ALL: Literal["all"] = "all"


class GrantPolicy(Policy):
    """One row: roles of agencies see fields, in their own area or any; *all* is every one."""

    roles: tuple[Code, ...]
    agencies: tuple[Code, ...] | Literal["all"] = ALL
    reach: Reach
    fields: tuple[FieldName, ...] | Literal["all"]


Lendable = Literal[
    "concern.story",
    "concern.mentions",
    "concern.signs",
    "concern.files",
    "concern.notes",
    "child.details",
    "reporter.role",
]
"""What the settings may let be lent.

Why closed: who told and how they are reached are the custodian's, and what is worked out of
people rests on flags that the borrower may not know of (P13).
"""


class LendingPolicy(Policy):
    """Which fields a desk may lend another to read, and for how many days after today."""

    fields: tuple[Lendable, ...]
    at_most_days: Annotated[int, Field(ge=0, le=366)]


class AccessPolicy(Policy):
    """`config/access.yaml`."""

    roles: dict[Code, Title]
    fields: dict[FieldName, Title]
    actions: dict[Code, tuple[Code, ...]]
    grants: Annotated[tuple[GrantPolicy, ...], Field(min_length=1)]
    lending: LendingPolicy

    def to_table(self, agency_kinds: frozenset[str]) -> AccessTable:
        """Make the domain's value; *all* becomes every kind or field there is."""
        grants = tuple(
            Grant(
                roles=frozenset(grant.roles),
                agencies=agency_kinds if grant.agencies == ALL else frozenset(grant.agencies),
                reach=grant.reach,
                fields=frozenset(self.fields if grant.fields == ALL else grant.fields),
            )
            for grant in self.grants
        )
        return AccessTable(
            roles=frozenset(self.roles),
            agencies=agency_kinds,
            fields=frozenset(self.fields),
            grants=grants,
            actions=MappingProxyType({name: frozenset(who) for name, who in self.actions.items()}),
            lending=Lending(self.lending.fields, self.lending.at_most_days),
        )
