"""What passes between colleagues of a desk, and tests of how each is reached."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class PassingRow(SQLModel, table=True):
    """Some alerts passed from one officer to another in one act; only its undoing is added."""

    __tablename__ = "passing"
    id: int | None = Field(default=None, primary_key=True)
    desk: str = Field(index=True)
    from_name: str
    to_name: str
    officer: str
    at: datetime
    reason: str = Field(repr=False)
    alerts: str = "[]"
    undone_by: str = ""
    undone_at: datetime | None = None


class PingRow(SQLModel, table=True):
    """One test of one channel of one recipient; only its receipt is added."""

    __tablename__ = "ping"
    id: int | None = Field(default=None, primary_key=True)
    desk: str = Field(index=True)
    recipient: str
    channel: str
    officer: str
    at: datetime
    delivery_id: int = Field(foreign_key="delivery.id")
    received_by: str = ""
    received_at: datetime | None = None
