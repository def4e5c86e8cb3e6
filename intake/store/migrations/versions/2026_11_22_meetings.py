"""Meetings, their minutes, and who signed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id"), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("only_desk", sa.String(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.Column("closed_at", MOMENT(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_person_id", "meeting", ["person_id"])
    op.create_index("ix_meeting_desk", "meeting", ["desk"])
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "desk"),
    )
    op.create_index("ix_signature_meeting_id", "signature", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("signature")
    op.drop_table("meeting")
