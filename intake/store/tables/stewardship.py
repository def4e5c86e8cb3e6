"""Who looks after a person from here on: offers to hand one over."""

from datetime import datetime

from sqlalchemy import Index, text
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
