"""The shape of `config/access.yaml`: who sees and does what (promise P13)."""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from intake.domain.access import AccessTable, Grant, Reach
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


class AccessPolicy(Policy):
    """`config/access.yaml`."""

    roles: dict[Code, Title]
    fields: dict[FieldName, Title]
    actions: dict[Code, tuple[Code, ...]]
    grants: Annotated[tuple[GrantPolicy, ...], Field(min_length=1)]

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
        )
