"""Who is vouched for: invitations, professionals, the chats they write from, their reports."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class InvitationRow(SQLModel, table=True):
    """An address by which an organisation vouches for one of its staff, once."""

    __tablename__ = "invitation"
    token_hash: str = Field(primary_key=True, repr=False)
    organisation: str
    role: str
    expires_at: datetime = Field(index=True)


class ProfessionalRow(SQLModel, table=True):
    """Somebody vouched for; what their reports are filled in with is sealed."""

    __tablename__ = "professional"
    id: int | None = Field(default=None, primary_key=True)
    organisation: str
    role: str
    vouched_at: datetime
    code_hash: str = Field(unique=True, repr=False)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)


class WorkChatRow(SQLModel, table=True):
    """A chat from which a professional writes."""

    __tablename__ = "work_chat"
    chat_hash: str = Field(primary_key=True, repr=False)
    professional_id: int = Field(foreign_key="professional.id", index=True)
    tied_at: datetime


class VouchedRow(SQLModel, table=True):
    """A concern whose reporter an organisation vouches for."""

    __tablename__ = "vouched"
    concern_id: int = Field(primary_key=True, foreign_key="concern.id")
    organisation: str
    at: datetime
