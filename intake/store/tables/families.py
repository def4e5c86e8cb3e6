"""Who was spoken to and who was there; what families are told, in which words, by which right."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class ContactRow(SQLModel, table=True):
    """One time that somebody was spoken to, with who else was there; never changed."""

    __tablename__ = "contact"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    with_whom: str = Field(repr=False)
    how: str
    held_on: date
    who_else: str
    present: str = Field(repr=False)
    words: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
    is_denial: bool = False
    why_joint: str = Field(default="", repr=False)
    was_warned: bool = False
    told: str = Field(default="", repr=False)
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    only_desk: str = ""


class SafePlanRow(SQLModel, table=True):
    """How somebody may be reached safely; a new one stands beside the old."""

    __tablename__ = "safe_plan"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    with_whom: str = Field(repr=False)
    how: str = Field(repr=False)
    when: str = Field(repr=False)
    code: str = Field(repr=False)
    never: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
    only_desk: str = ""


class ApplicationRow(SQLModel, table=True):
    """Somebody asked the police under a scheme; never changed."""

    __tablename__ = "application"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    scheme: str
    applicant: str = Field(repr=False)
    relation: str = Field(repr=False)
    protects: str = Field(repr=False)
    received_at: datetime
    officer: str
    desk: str
    at: datetime
    only_desk: str = ""


class StepDoneRow(SQLModel, table=True):
    """One step of an application was taken; never changed."""

    __tablename__ = "application_step"
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    step: str
    words: str = Field(repr=False)
    officer: str
    at: datetime


class DecisionRow(SQLModel, table=True):
    """What two humans decided to tell a family, or not to; never changed."""

    __tablename__ = "family_decision"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    decided: str
    what: str = Field(repr=False)
    to_whom: str = Field(repr=False)
    route: str
    words: str = Field(repr=False)
    asked_of: str = Field(repr=False)
    why: str = Field(repr=False)
    authorised_by: str
    say_by_on: date | None = None
    follow_up_on: date
    officer: str
    desk: str
    at: datetime
    application_id: int | None = Field(default=None, foreign_key="application.id", index=True)
    only_desk: str = ""


class SaidRow(SQLModel, table=True):
    """That the words of a decision were said; never changed."""

    __tablename__ = "family_said"
    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="family_decision.id", index=True)
    said_on: date
    by_whom: str = Field(repr=False)
    words: str = Field(repr=False)
    understood: str
    language: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
