"""Letters to reporters, disclosures, ways back, resume codes; what an addition is, where a draft stands."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("warned", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("notify_at", MOMENT(), nullable=True),
        sa.Column("notified_at", MOMENT(), nullable=True),
        sa.Column("read_at", MOMENT(), nullable=True),
        sa.Column("answered_at", MOMENT(), nullable=True),
        sa.Column("diary_id", sa.Integer(), sa.ForeignKey("diary.id"), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_letter_concern_id", "letter", ["concern_id"])
    op.create_index("ix_letter_notify_at", "letter", ["notify_at"])
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("authorised_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_disclosure_concern_id", "disclosure", ["concern_id"])
    op.create_table(
        "way_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("chat_hash", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("concern_id"),
    )
    op.create_table(
        "resume_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("made_at", MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_index("ix_resume_code_draft_id", "resume_code", ["draft_id"])
    op.create_index("ix_concern_return_code_hash", "concern", ["return_code_hash"])
    _widen()


def _widen() -> None:
    """Give additions and drafts their new columns; what stands there keeps its meaning."""
    more = (
        sa.Column("kind", sa.String(), nullable=False, server_default="more"),
        sa.Column("beside", sa.String(), nullable=False, server_default=""),
        sa.Column("letter_id", sa.Integer(), nullable=True),
    )
    for column in more:
        op.add_column("addition", column)
    op.add_column("draft", sa.Column("phase", sa.String(), nullable=False, server_default="open"))
    op.add_column(
        "draft",
        sa.Column("way", sa.LargeBinary(), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("draft", sa.Column("said_at", MOMENT(), nullable=True))


def downgrade() -> None:
    for name in ("said_at", "way", "phase"):
        op.drop_column("draft", name)
    for name in ("letter_id", "beside", "kind"):
        op.drop_column("addition", name)
    op.drop_index("ix_concern_return_code_hash", "concern")
    for name in ("resume_code", "way_back", "disclosure", "letter"):
        op.drop_table(name)
