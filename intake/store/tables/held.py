"""Who is held: people, flags, links and what was judged of them, standing, owners."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, Index, Numeric, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class PersonRow(SQLModel, table=True):
    """A held record: flagged, or only reported (emerging)."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    label: str = Field(repr=False)
    body: str = Field(repr=False)
    kind: str
    area: str = ""
    made_at: datetime
    only_desk: str = Field(default="", index=True)
    import_key: str = Field(default="", index=True)
    version: int = 1
    own_words: str | None = Field(default=None, repr=False)


class FlagRow(SQLModel, table=True):
    """A formal status with exactly one owner desk."""

    __tablename__ = "flag"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    agency: str
    area: str
    owner_desk: str = Field(index=True, min_length=1)
    review_on: date
    source: str
    lawful_basis: str
    category: str = ""
    level: str = ""
    risk: str = ""
    status: str = "active"
    seen_by: str = "all"
    named_desks: str = "[]"
    starts_on: date | None = None
    assessed_high: bool = False
    recalled: bool = False
    convicted_relevant: bool = False
    notes: str = Field(default="", repr=False)
    visible_from: int = 0


class FlagTermRow(SQLModel, table=True):
    """An order, licence, bail or registration, with its end."""

    __tablename__ = "flag_term"
    id: int | None = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="flag.id", index=True)
    kind: str
    starts_on: date | None = None
    ends_on: date
    forbids_children: bool = False
    words: str = Field(default="", repr=False)
    ended_on: date | None = None


class LinkRow(SQLModel, table=True):
    """A mention and a person who might be the same."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("mention_id", "person_id"),
        Index("ix_link_glance", "person_id", "state", "only_desk", "is_own", "band", "mention_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    mention_id: int = Field(foreign_key="mention.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    state: str
    is_own: bool = False
    band: str = ""
    candidate: str = Field(default="{}", repr=False)
    only_desk: str = ""
    made_at: datetime
    version: int = 1


class JudgementRow(SQLModel, table=True):
    """One human answer on one link; never changed, only followed by another."""

    __tablename__ = "judgement"
    id: int | None = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="link.id", index=True)
    answer: str
    reason: str = Field(repr=False)
    officer: str
    at: datetime
    was: str


class ListVersionRow(SQLModel, table=True):
    """One state of the list; what is staged above the newest version is not seen yet."""

    __tablename__ = "list_version"
    version: int = Field(primary_key=True)
    at: datetime
    why: str
    people: int = 0


class StandingRow(SQLModel, table=True):
    """One change of standing, with the weight and the settings it rests on."""

    __tablename__ = "standing"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    view: str
    band: str
    at: datetime
    by: str
    second: str = ""
    reason: str = Field(default="", repr=False)
    state: str = Field(default="{}", repr=False)
    weight: str = Field(default="{}", repr=False)
    points: Decimal = Field(default=Decimal(0), sa_column=Column(Numeric(12, 4), nullable=False))
    policy_hash: str


class CrossedRow(SQLModel, table=True):
    """A line crossed, or asked about; each raises one alert, once."""

    __tablename__ = "crossed"
    __table_args__ = (UniqueConstraint("person_id", "view", "line", "kind", "episode"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    view: str
    line: str
    kind: str
    episode: int = 0
    at: datetime
    concern_id: int | None = None
    open: bool = True


class OwnershipRow(SQLModel, table=True):
    """Which desk owns a person; exactly one open row at every instant (P8)."""

    __tablename__ = "ownership"
    __table_args__ = (
        Index(
            "ux_ownership_open",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    desk: str
    since: datetime
    until: datetime | None = None
    why: str
    officer: str = ""


class OutcomeRow(SQLModel, table=True):
    """How it came out for one person: recorded by one, confirmed or refused by a second."""

    __tablename__ = "outcome"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    reason: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
    state: str
    concern_ids: str = "[]"
    meant_id: int | None = Field(default=None, foreign_key="person.id")
    second: str = ""
    second_desk: str = ""
    second_at: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None
    last_words: str = Field(default="", repr=False)
    effects: str = "{}"


class StatementRow(SQLModel, table=True):
    """What a person says of it all, in the person's own words; never changed."""

    __tablename__ = "statement"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    words: str = Field(repr=False)
    said_on: date
    how: str
    officer: str
    desk: str
    at: datetime
