"""Who looks after a person: offers to hand one over, what happened, and who was told of it."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class HandoverRow(SQLModel, table=True):
    """One desk offers a person to another; at most one offer stands at a time (P8)."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "ux_handover_open",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    from_desk: str
    to_desk: str = Field(index=True)
    reason: str = Field(repr=False)
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    attached: str = "[]"
    state: str
    answered_by: str = ""
    answered_at: datetime | None = None
    answer: str = Field(default="", repr=False)


class EventRow(SQLModel, table=True):
    """One thing that happened to a person; never changed."""

    __tablename__ = "event"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    happened_on: date
    known_at: datetime
    officer: str
    desk: str
    words: str = Field(repr=False)
    areas: str = "[]"
    only_desk: str = ""


class ToldRow(SQLModel, table=True):
    """That one desk must know of one event, and what it answered."""

    __tablename__ = "told"
    __table_args__ = (UniqueConstraint("event_id", "desk"),)
    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    desk: str = Field(index=True)
    area: str
    because: str
    alert_id: int | None = Field(default=None, foreign_key="alert.id", index=True)
    answer: str = ""
    words: str = Field(default="", repr=False)
    answered_by: str = ""
    answered_at: datetime | None = None
