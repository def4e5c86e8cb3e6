"""Which records an officer said are one person."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class JoinedRow(SQLModel, table=True):
    """Two records joined, and parted again; a record is joined to one other at a time."""

    __tablename__ = "joined"
    __table_args__ = (
        Index(
            "ux_joined_open",
            "person_id",
            unique=True,
            sqlite_where=text("parted_at IS NULL"),
            postgresql_where=text("parted_at IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    into_id: int = Field(foreign_key="person.id", index=True)
    officer: str
    at: datetime
    reason: str = Field(repr=False)
    moved: str = "[]"
    changed: str = "[]"
    parted_by: str = ""
    parted_at: datetime | None = None
    parted_reason: str = Field(default="", repr=False)
    flags: str = "[]"
    waits: bool = False
    second: str = ""
    second_at: datetime | None = None
