"""What manages people whom nothing holds any more, and checklists of releases."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class ManagedRow(SQLModel, table=True):
    """That two officers said what manages a person now; never changed."""

    __tablename__ = "managed"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    diary_id: int = Field(foreign_key="diary.id")
    by_whom: str = Field(repr=False)
    words: str = Field(repr=False)
    officer: str
    second: str
    desk: str
    at: datetime
    flag_id: int | None = Field(default=None, foreign_key="flag.id")
    event_id: int | None = Field(default=None, foreign_key="event.id")
    only_desk: str = ""


class ReleaseItemRow(SQLModel, table=True):
    """That one item of a release's checklist was filled; never changed."""

    __tablename__ = "release_item"
    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    item: str
    words: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
