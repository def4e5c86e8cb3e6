"""Written agreements, their terms, and every look at them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class AgreementRow(SQLModel, table=True):
    """A written agreement about a person of concern; only its end is ever added."""

    __tablename__ = "agreement"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    parties: str = Field(repr=False)
    why: str = Field(repr=False)
    terms: str = Field(repr=False)
    made_at: datetime
    expires_on: date
    officer: str
    desk: str = Field(index=True)
    only_desk: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_because: str = Field(default="", repr=False)


class TermCheckRow(SQLModel, table=True):
    """One look at one term; never changed."""

    __tablename__ = "term_check"
    id: int | None = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="agreement.id", index=True)
    term: int
    found: str
    words: str = Field(repr=False)
    officer: str
    at: datetime
