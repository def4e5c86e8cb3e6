"""Meetings about people, their minutes, and who signed."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class MeetingRow(SQLModel, table=True):
    """One meeting; its minutes are written once, when they are closed."""

    __tablename__ = "meeting"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    event_id: int = Field(foreign_key="event.id")
    held_on: date
    desk: str = Field(index=True)
    officer: str
    made_at: datetime
    words: str = Field(repr=False)
    only_desk: str = ""
    minutes: str | None = Field(default=None, repr=False)
    closed_at: datetime | None = None
    closed_by: str = ""


class SignatureRow(SQLModel, table=True):
    """That an agency's desk signed what a meeting assessed."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("meeting_id", "desk"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    desk: str
    officer: str
    at: datetime
