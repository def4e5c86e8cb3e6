"""The house itself: audit, settings, officers, organisations, leases, faults."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class AuditRow(SQLModel, table=True):
    """One line of the audit; sealed into the chain within a second."""

    __tablename__ = "audit_line"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    event: str
    actor: str
    facts: str
    place: int | None = Field(default=None, unique=True)
    previous: str = ""
    hash: str = Field(default="", index=True)


class WitnessRow(SQLModel, table=True):
    """Where the audit's chain ends, signed by the key: one row, written as lines are sealed."""

    __tablename__ = "audit_witness"
    id: int = Field(default=1, primary_key=True)
    place: int
    head: str
    signature: str = ""


class KeyCheckRow(SQLModel, table=True):
    """A known text that only the key of this database opens: one row."""

    __tablename__ = "key_check"
    id: int = Field(default=1, primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)


class SettingsRow(SQLModel, table=True):
    """Every settings ever adopted, whole."""

    __tablename__ = "settings_adopted"
    hash: str = Field(primary_key=True)
    adopted_at: datetime
    by: str
    whole: str


class FaultRow(SQLModel, table=True):
    """What is wrong with a part of the service now; no row where all is well."""

    __tablename__ = "fault"
    part: str = Field(primary_key=True)
    code: str
    since: datetime


class OfficerRow(SQLModel, table=True):
    """A named human of a desk."""

    __tablename__ = "officer"
    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    desk: str = Field(index=True)
    role: str
    password_hash: str = Field(default="", repr=False)
    telegram_id: str = Field(default="", index=True, repr=False)
    disabled: bool = False
    made_at: datetime
    failed: int = 0
    locked_until: datetime | None = None


class SessionRow(SQLModel, table=True):
    """A sign-in, or a one-time link that becomes one."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    kind: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class OrganisationRow(SQLModel, table=True):
    """An outside system's key."""

    __tablename__ = "organisation"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    key_hash: str = Field(unique=True, repr=False)
    scopes: str = "concerns"
    desk: str = ""
    made_at: datetime
    disabled: bool = False


class LeaseRow(SQLModel, table=True):
    """Who holds a job that only one process may do, and until when; also the heartbeat."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    holder: str
    until: datetime
