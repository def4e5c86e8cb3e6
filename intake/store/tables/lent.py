"""Parts of a concern that one desk lent another to read."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class LoanRow(SQLModel, table=True):
    """One loan; it ends, and is never thrown away."""

    __tablename__ = "loan"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    from_desk: str = Field(index=True)
    to_desk: str = Field(index=True)
    parts: str
    purpose: str = Field(repr=False)
    basis: str
    officer: str
    login: str
    role: str
    at: datetime
    ends_at: datetime = Field(index=True)
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = Field(default="", repr=False)
