"""The case of one child, offered by one desk to another."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

_OFFERED = text("state = 'offered'")


class CaseOfferRow(SQLModel, table=True):
    """One offer; a case has one at a time that stands."""

    __tablename__ = "case_offer"
    __table_args__ = (
        Index(
            "ux_case_offer_open",
            "case_id",
            unique=True,
            sqlite_where=_OFFERED,
            postgresql_where=_OFFERED,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="child_case.id", index=True)
    from_desk: str
    to_desk: str
    reason: str = Field(repr=False)
    offered_by: str
    offered_at: datetime
    answer_by: datetime
    state: str
    answered_by: str = ""
    answered_at: datetime | None = None
    answer: str = Field(default="", repr=False)
