"""What desks must answer for: alerts, diary entries, deliveries, notes."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class AlertRow(SQLModel, table=True):
    """One thing a desk must answer for."""

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_desk_state", "desk", "state"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    desk: str
    urgency: str
    is_lead: bool
    state: str
    made_at: datetime = Field(index=True)
    acknowledge_by: datetime | None = None
    accept_by: datetime | None = None
    decide_by: datetime | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    accepted_by: str = ""
    accepted_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = Field(default="", repr=False)
    passed_to: str = ""
    declined_by: str = ""
    declined_reason: str = Field(default="", repr=False)
    held_until: datetime | None = None
    because: str = "[]"
    tag: str = ""
    view: str = "open"
    cause: str = Field(default="", index=True)
    policy_hash: str
    version: int = 1


class DiaryRow(SQLModel, table=True):
    """A thing somebody must do by a moment."""

    __tablename__ = "diary"
    __table_args__ = (
        Index("ix_diary_state_due", "state", "due_at"),
        Index("ix_diary_state_next", "state", "next_at"),
        Index("ix_diary_desk_due", "desk", "due_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str = Field(index=True)
    desk: str = Field(index=True)
    due_at: datetime
    opened_at: datetime
    state: str = "open"
    ladder: str
    rung: int = 0
    next_at: datetime
    only_desk: str = ""
    cause: str = Field(index=True)
    met_by: str = ""
    met_at: datetime | None = None


class DeliveryRow(SQLModel, table=True):
    """One notice to one recipient over one channel; its key can never be planned twice."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_state_due", "state", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    diary_id: int | None = Field(default=None, foreign_key="diary.id", index=True)
    alert_id: int | None = Field(default=None, foreign_key="alert.id", index=True)
    rung: int
    channel: str
    recipient: str = Field(repr=False)
    subject: str
    urgency: str
    answer_by: datetime | None = None
    due_at: datetime
    made_at: datetime
    state: str = "waiting"
    lease_until: datetime | None = None
    lease_token: str = ""
    tries: int = 0
    last_error: str = ""
    sent_at: datetime | None = None
    external_id: str = ""


class NoteRow(SQLModel, table=True):
    """An officer's note on a concern or a person."""

    __tablename__ = "note"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime
    officer: str
    desk: str
    words: str = Field(repr=False)
    only_desk: str = ""
