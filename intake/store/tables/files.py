"""Files that came with reports: what is held of each, and its bytes in sealed parts."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel


class AttachmentRow(SQLModel, table=True):
    """One file: everything but its bytes. Its name and source are sealed."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_due", "state", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    cause: str = Field(unique=True, repr=False)
    chat_hash: str = Field(repr=False, index=True)
    channel: str
    state: str
    kind: str
    arrived_at: datetime
    due_at: datetime | None = None
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    name: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    source: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    media_type: str = ""
    refusal: str = ""
    size: int = 0
    sha256: str = ""
    parts: int = 0
    shown_size: int = 0
    shown_parts: int = 0
    tries: int = 0
    sealed_by: str = ""
    sealed_reason: str = Field(default="", repr=False)


class FilePartRow(SQLModel, table=True):
    """A piece of one copy of a file, sealed; `place` counts from 0."""

    __tablename__ = "file_part"
    attachment_id: int = Field(primary_key=True, foreign_key="attachment.id")
    copy_of: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
