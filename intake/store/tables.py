"""All rows of the house; nothing outside this room may hold one. Read `archive.py` next.

Text about people is kept with `repr=False`; what a reporter may expect nobody to read
(drafts, identities, chat addresses) is sealed before it comes here (`sealing.py`). States
are text with the domain's own codes: an enum column would hide a new member from migrations.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Numeric, UniqueConstraint, text
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
    return_code_hash: str = Field(repr=False)
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


class ReporterRow(SQLModel, table=True):
    """Who told, kept apart; opening it is an audited act."""

    __tablename__ = "reporter"
    concern_id: int = Field(primary_key=True, foreign_key="concern.id")
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)


class MentionRow(SQLModel, table=True):
    """Words about one person inside one concern."""

    __tablename__ = "mention"
    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(foreign_key="concern.id", index=True)
    place: int
    part: str
    from_story: bool = False
    body: str = Field(repr=False)


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
    """An order, licence or bail, with its end."""

    __tablename__ = "flag_term"
    id: int | None = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="flag.id", index=True)
    kind: str
    starts_on: date | None = None
    ends_on: date
    forbids_children: bool = False
    words: str = Field(default="", repr=False)


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


class AlertRow(SQLModel, table=True):
    """One thing a desk must answer for."""

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_desk_state", "desk", "state"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    concern_id: int | None = Field(default=None, foreign_key="concern.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    desk: str
    urgency: str
    is_lead: bool
    state: str
    made_at: datetime = Field(index=True)
    acknowledge_by: datetime | None = None
    accept_by: datetime | None = None
    decide_by: datetime | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    accepted_by: str = ""
    accepted_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = Field(default="", repr=False)
    declined_by: str = ""
    declined_reason: str = Field(default="", repr=False)
    held_until: datetime | None = None
    because: str = "[]"
    tag: str = ""
    view: str = "open"
    cause: str = Field(default="", index=True)
    policy_hash: str
    version: int = 1


class DiaryRow(SQLModel, table=True):
    """A thing somebody must do by a moment."""

    __tablename__ = "diary"
    __table_args__ = (
        Index("ix_diary_state_due", "state", "due_at"),
        Index("ix_diary_state_next", "state", "next_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str = Field(index=True)
    desk: str = Field(index=True)
    due_at: datetime
    opened_at: datetime
    state: str = "open"
    ladder: str
    rung: int = 0
    next_at: datetime
    only_desk: str = ""
    cause: str = Field(index=True)
    met_by: str = ""
    met_at: datetime | None = None


class DeliveryRow(SQLModel, table=True):
    """One notice to one recipient over one channel; its key can never be planned twice."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_state_due", "state", "due_at"),)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    diary_id: int | None = Field(default=None, foreign_key="diary.id", index=True)
    alert_id: int | None = Field(default=None, foreign_key="alert.id", index=True)
    rung: int
    channel: str
    recipient: str = Field(repr=False)
    subject: str
    urgency: str
    answer_by: datetime | None = None
    due_at: datetime
    made_at: datetime
    state: str = "waiting"
    lease_until: datetime | None = None
    lease_token: str = ""
    tries: int = 0
    last_error: str = ""
    sent_at: datetime | None = None
    external_id: str = ""


class NoteRow(SQLModel, table=True):
    """An officer's note on a concern or a person."""

    __tablename__ = "note"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime
    officer: str
    desk: str
    words: str = Field(repr=False)


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


class AuditRow(SQLModel, table=True):
    """One line of the audit; sealed into the chain within a second."""

    __tablename__ = "audit_line"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    event: str
    actor: str
    facts: str
    place: int | None = Field(default=None, unique=True)
    previous: str = ""
    hash: str = Field(default="", index=True)


class WitnessRow(SQLModel, table=True):
    """Where the audit's chain ends, signed by the key: one row, written as lines are sealed."""

    __tablename__ = "audit_witness"
    id: int = Field(default=1, primary_key=True)
    place: int
    head: str
    signature: str = ""


class KeyCheckRow(SQLModel, table=True):
    """A known text that only the key of this database opens: one row."""

    __tablename__ = "key_check"
    id: int = Field(default=1, primary_key=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)


class SettingsRow(SQLModel, table=True):
    """Every settings ever adopted, whole."""

    __tablename__ = "settings_adopted"
    hash: str = Field(primary_key=True)
    adopted_at: datetime
    by: str
    whole: str


class InboxRow(SQLModel, table=True):
    """Every event that arrived, written down before anybody is told that it did."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_inbox_state", "state", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str = Field(repr=False)
    chat_hash: str = Field(repr=False, index=True)
    arrived_at: datetime
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    state: str = "waiting"
    fingerprint: str = ""
    answer: bytes | None = Field(default=None, sa_column=Column(LargeBinary), repr=False)
    concern_id: int | None = None


class DraftRow(SQLModel, table=True):
    """A report that is being told; sealed, so that no person reads it (P12)."""

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    chat_hash: str = Field(unique=True, repr=False)
    channel: str
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    started_at: datetime
    touched_at: datetime = Field(index=True)
    concern_id: int | None = Field(default=None, foreign_key="concern.id")
    version: int = 1


class OutboxRow(SQLModel, table=True):
    """One message to a chat, in the order of its making."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state", "channel", "state", "not_before"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    chat_hash: str = Field(repr=False, index=True)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False), repr=False)
    urgent: bool = False
    not_before: datetime
    made_at: datetime
    state: str = "waiting"
    tries: int = 0
    lease_until: datetime | None = None
    last_error: str = ""
    sent_at: datetime | None = None


class WayInRow(SQLModel, table=True):
    """An address that leads into the web chat once; tied to nobody, gone with its use."""

    __tablename__ = "way_in"
    token_hash: str = Field(primary_key=True, repr=False)
    expires_at: datetime = Field(index=True)


class FaultRow(SQLModel, table=True):
    """What is wrong with a part of the service now; no row where all is well."""

    __tablename__ = "fault"
    part: str = Field(primary_key=True)
    code: str
    since: datetime


class OfficerRow(SQLModel, table=True):
    """A named human of a desk."""

    __tablename__ = "officer"
    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    desk: str = Field(index=True)
    role: str
    password_hash: str = Field(default="", repr=False)
    telegram_id: str = Field(default="", index=True, repr=False)
    disabled: bool = False
    made_at: datetime
    failed: int = 0
    locked_until: datetime | None = None


class SessionRow(SQLModel, table=True):
    """A sign-in, or a one-time link that becomes one."""

    __tablename__ = "sign_in"
    token_hash: str = Field(primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    kind: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class OrganisationRow(SQLModel, table=True):
    """An outside system's key."""

    __tablename__ = "organisation"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    key_hash: str = Field(unique=True, repr=False)
    scopes: str = "concerns"
    desk: str = ""
    made_at: datetime
    disabled: bool = False


class LeaseRow(SQLModel, table=True):
    """Who holds a job that only one process may do, and until when; also the heartbeat."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    holder: str
    until: datetime
