"""What was told: concerns, words about people in them, voices, and what was checked."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel


class ConcernRow(SQLModel, table=True):
    """One report by one reporter at one moment; its words never change."""

    __tablename__ = "concern"
    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    channel: str
    received_at: datetime = Field(index=True)
    danger: str
    role: str
    known_by: str
    script: str = ""
    language: str = "en"
    area: str = Field(default="", index=True)
    body: str = Field(repr=False)
    voice_id: int = Field(foreign_key="voice.id", index=True)
    return_code_hash: str = Field(repr=False, index=True)
    urgency: str
    urgency_because: str = "[]"
    state: str = "open"
    closed_how: str = ""
    closed_by: str = ""
    closed_second: str = ""
    closed_reason: str = Field(default="", repr=False)
    closed_at: datetime | None = None
    look_again_on: date | None = None
    suspected_false: bool = False
    is_unfinished: bool = False
    taken_by: str = ""
    policy_hash: str
    version: int = 1


class AdditionRow(SQLModel, table=True):
    """Words added after sending; the concern's own words stay as they were."""

    __tablename__ = "addition"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    at: datetime
    words: str = Field(repr=False)
    kind: str = "more"
    beside: str = Field(default="", repr=False)
    letter_id: int | None = None


class LikeMarkRow(SQLModel, table=True):
    """One keyed mark of a report's words, by which nearly the same words are found."""

    __tablename__ = "like_mark"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    mark: str = Field(primary_key=True, repr=False)
    concern_id: int = Field(primary_key=True, foreign_key="concern.id", index=True)
    at: datetime


class ReporterRow(SQLModel, table=True):
    """Who told, kept apart; opening it is an audited act."""

    __tablename__ = "reporter"
    concern_id: int = Field(primary_key=True, foreign_key="concern.id")
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)


class MentionRow(SQLModel, table=True):
    """Words about one person inside one concern."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_part", "concern_id", "part"),)
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    place: int
    part: str
    from_story: bool = False
    body: str = Field(repr=False)


class GistRow(SQLModel, table=True):
    """What weighing needs of one concern, written with it; made from its words at any time."""

    __tablename__ = "gist"
    concern_id: int = Field(primary_key=True, foreign_key="concern.id")
    edition: int
    voice_id: int
    suspected_false: bool = False
    told: str = Field(repr=False)
    stamp: str


class VoiceRow(SQLModel, table=True):
    """Concerns that count as one source."""

    __tablename__ = "voice"
    id: int | None = Field(default=None, primary_key=True)
    setting: str
    opened_at: datetime


class VoiceTieRow(SQLModel, table=True):
    """One keyed hash by which a later concern may be known as the same voice."""

    __tablename__ = "voice_tie"
    __table_args__ = (Index("ix_voice_tie_kind_hash", "kind", "hash"),)
    id: int | None = Field(default=None, primary_key=True)
    voice_id: int = Field(foreign_key="voice.id", index=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    kind: str
    hash: str = Field(repr=False)
    known_at: datetime
    own_harm: bool = False


class VoiceActRow(SQLModel, table=True):
    """A named officer joined voices, parted one, or took that back; never changed."""

    __tablename__ = "voice_act"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    officer: str
    desk: str
    reason: str = Field(repr=False)
    at: datetime
    undoes: int | None = Field(default=None, foreign_key="voice_act.id", unique=True)


class VoiceMoveRow(SQLModel, table=True):
    """One concern that such an act moved from a voice to another."""

    __tablename__ = "voice_move"
    id: int | None = Field(default=None, primary_key=True)
    act_id: int = Field(foreign_key="voice_act.id", index=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    was: int = Field(foreign_key="voice.id")
    now: int = Field(foreign_key="voice.id")


class CheckRow(SQLModel, table=True, repr=False):
    """Proof that somebody was looked up: what was asked, of what, and what came back."""

    __tablename__ = "check_made"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    mention_id: int | None = Field(default=None, foreign_key="mention.id", index=True)
    state: str
    at: datetime
    asked: str = Field(default="{}", repr=False)
    found: str = Field(default="[]", repr=False)
    list_version: int
    searched: int
    cut: bool = False
    took_ms: int = 0
    policy_hash: str
    only_desk: str = ""


class RecheckRow(SQLModel, table=True):
    """Work due at once: look everybody up again, or one concern that was not checked."""

    __tablename__ = "recheck"
    id: int | None = Field(default=None, primary_key=True)
    cause: str
    list_version: int
    concern_id: int | None = Field(default=None, foreign_key="concern.id")
    next_mention: int = 0
    due_at: datetime = Field(index=True)
    done_at: datetime | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    next_concern: int = 0


class MentionKeyRow(SQLModel, table=True):
    """A key under which an earlier mention is kept, for records that come later."""

    __tablename__ = "mention_key"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    k: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class StoryKeyRow(SQLModel, table=True):
    """A key under which the story of an earlier concern is kept."""

    __tablename__ = "story_key"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}
    k: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class KeyedRow(SQLModel, table=True):
    """How far mentions or stories are kept under keys, and under which version of keys."""

    __tablename__ = "keyed"
    what: str = Field(primary_key=True)
    key_version: int
    next_id: int


class ClosingRow(SQLModel, table=True):
    """A closing proposed or made; where a second officer is needed it waits for them."""

    __tablename__ = "closing"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    how: str
    detail: str = Field(default="", repr=False)
    reason: str = Field(repr=False)
    officer: str
    second: str = ""
    look_again_on: date | None = None
    at: datetime
    state: str


class ChildCaseRow(SQLModel, table=True):
    """The case of one child, where a child was harmed by a child."""

    __tablename__ = "child_case"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    part: str
    desk: str
    opened_at: datetime
    mention_id: int | None = Field(default=None, foreign_key="mention.id")
    state: str
    words: str = Field(default="", repr=False)
    officer: str = ""
    proposed_at: datetime | None = None
    second: str = ""
    closed_at: datetime | None = None
    version: int = 1


class GradingRow(SQLModel, table=True):
    """One 3x5x2 grading of a concern, or the taking back of one; never changed."""

    __tablename__ = "grading"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    source: str = ""
    information: str = ""
    handling: str = ""
    conditions: str = Field(default="", repr=False)
    reason: str = Field(repr=False)
    officer: str
    desk: str
    at: datetime
    undoes: int | None = Field(default=None, foreign_key="grading.id", unique=True)
