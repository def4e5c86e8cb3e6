"""What passes between a desk and whoever told, after sending; and codes by which drafts go on."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class LetterRow(SQLModel, table=True):
    """An officer's own words to a reporter."""

    __tablename__ = "letter"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    kind: str
    at: datetime
    officer: str
    desk: str
    words: str = Field(repr=False)
    warned: str = "[]"
    reason: str = Field(default="", repr=False)
    notify_at: datetime | None = Field(default=None, index=True)
    notified_at: datetime | None = None
    read_at: datetime | None = None
    answered_at: datetime | None = None
    diary_id: int | None = Field(default=None, foreign_key="diary.id")


class DisclosureRow(SQLModel, table=True):
    """A named officer's release; never changed."""

    __tablename__ = "disclosure"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    at: datetime
    officer: str
    desk: str
    what: str
    to: str
    to_whom: str = Field(default="", repr=False)
    route: str = Field(repr=False)
    words: str = Field(repr=False)
    authorised_by: str


class WayBackRow(SQLModel, table=True):
    """How a notice reaches the chat in which a report was told; its address is sealed."""

    __tablename__ = "way_back"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", unique=True)
    channel: str
    chat_hash: str = Field(repr=False)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    chosen: str = "code"
    language: str = "en"


class ResumeCodeRow(SQLModel, table=True):
    """The keyed hash of a code by which one draft goes on in another chat."""

    __tablename__ = "resume_code"
    code_hash: str = Field(primary_key=True, repr=False)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    made_at: datetime
