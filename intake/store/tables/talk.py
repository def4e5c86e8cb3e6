"""The talk with whoever tells: what came in, what is being told, what is to be said."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class InboxRow(SQLModel, table=True):
    """Every event that arrived, written down before anybody is told that it did."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_inbox_state", "state", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str = Field(repr=False)
    chat_hash: str = Field(repr=False, index=True)
    arrived_at: datetime
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    state: str = "waiting"
    fingerprint: str = ""
    answer: bytes | None = Field(default=None, sa_column=Column(LargeBinary), repr=False)
    concern_id: int | None = None


class DraftRow(SQLModel, table=True):
    """A report that is being told; sealed, so that no person reads it (P12)."""

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    chat_hash: str = Field(unique=True, repr=False)
    channel: str
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    started_at: datetime
    touched_at: datetime = Field(index=True)
    concern_id: int | None = Field(default=None, foreign_key="concern.id")
    version: int = 1
    phase: str = "open"
    way: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False), repr=False)
    said_at: datetime | None = None


class OutboxRow(SQLModel, table=True):
    """One message to a chat, in the order of its making."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state", "channel", "state", "not_before"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    chat_hash: str = Field(repr=False, index=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    urgent: bool = False
    not_before: datetime
    made_at: datetime
    state: str = "waiting"
    tries: int = 0
    lease_until: datetime | None = None
    last_error: str = ""
    sent_at: datetime | None = None


class WayInRow(SQLModel, table=True):
    """An address that leads into the web chat once; tied to nobody, gone with its use."""

    __tablename__ = "way_in"
    token_hash: str = Field(primary_key=True, repr=False)
    expires_at: datetime = Field(index=True)
