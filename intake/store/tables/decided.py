"""Decisions with what lay on the table, questions between agencies, challenges, flags proposed."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class DossierRow(SQLModel, table=True):
    """One decision and its frozen table."""

    __tablename__ = "dossier"
    id: int | None = Field(default=None, primary_key=True)
    decided: str
    act_id: int = 0
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    desk: str = Field(index=True)
    officer: str
    at: datetime
    state: str
    table: str = Field(repr=False)
    opened: str = "[]"
    asked: str = "[]"
    alone_because: str = Field(default="", repr=False)
    grounds: str = "[]"
    beside: str = ""
    answers: str = Field(default="[]", repr=False)
    second: str = ""
    only_desk: str = ""
    is_stale: bool = Field(default=False, index=True)
    undone_at: datetime | None = None


class DossierAboutRow(SQLModel, table=True):
    """That a dossier is about a person, as its desk may know."""

    __tablename__ = "dossier_about"
    id: int | None = Field(default=None, primary_key=True)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)


class RelookRow(SQLModel, table=True):
    """One answer to "would you decide the same?"; never changed."""

    __tablename__ = "relook"
    id: int | None = Field(default=None, primary_key=True)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    same: bool
    words: str = Field(repr=False)
    officer: str
    at: datetime
    table: str = Field(repr=False)


class RequestRow(SQLModel, table=True):
    """One question of one desk to another."""

    __tablename__ = "request"
    id: int | None = Field(default=None, primary_key=True)
    from_desk: str = Field(index=True)
    to_desk: str = Field(index=True)
    shared: str = Field(repr=False)
    question: str = Field(repr=False)
    basis: str
    officer: str
    at: datetime
    answer_by: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    only_desk: str = ""
    answer: str = ""
    words: str = Field(default="", repr=False)
    answered_by: str = ""
    answered_at: datetime | None = None


class ChallengeRow(SQLModel, table=True):
    """One level of one challenge of a decision."""

    __tablename__ = "challenge"
    id: int | None = Field(default=None, primary_key=True)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    level: int
    by_desk: str
    officer: str
    words: str = Field(repr=False)
    to_desk: str = Field(index=True)
    at: datetime
    answer_by: datetime
    state: str
    answer: str = Field(default="", repr=False)
    answered_by: str = ""
    answered_at: datetime | None = None
    settled_by: str = ""
    settled_at: datetime | None = None


class ProposalRow(SQLModel, table=True):
    """One flag that an agency proposes for a person."""

    __tablename__ = "proposal"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    category: str = ""
    level: str = ""
    risk: str | None = None
    terms: str = Field(default="[]", repr=False)
    reason: str = Field(repr=False)
    lawful_basis: str
    second_desk: str = Field(index=True)
    owner_desk: str = Field(index=True)
    officer: str
    desk: str
    at: datetime
    state: str
    only_desk: str = ""
    agreed_by: str = ""
    agreed_desk: str = ""
    agreed_at: datetime | None = None
    agreed_words: str = Field(default="", repr=False)
    ended_by: str = ""
    ended_desk: str = ""
    ended_at: datetime | None = None
    ended_words: str = Field(default="", repr=False)
    review_on: date | None = None
    flag_id: int | None = None
