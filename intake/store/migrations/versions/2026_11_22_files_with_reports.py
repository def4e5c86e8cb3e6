"""Files that come with reports: what is held of each, and its sealed bytes in parts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("chat_hash", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("arrived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("concern_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("shown_size", sa.Integer(), nullable=False),
        sa.Column("shown_parts", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sealed_by", sa.String(), nullable=False),
        sa.Column("sealed_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cause"),
    )
    op.create_index("ix_attachment_due", "attachment", ["state", "due_at"])
    op.create_index("ix_attachment_chat_hash", "attachment", ["chat_hash"])
    op.create_index("ix_attachment_concern_id", "attachment", ["concern_id"])
    op.create_table(
        "file_part",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("copy_of", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"]),
        sa.PrimaryKeyConstraint("attachment_id", "copy_of", "place"),
    )


def downgrade() -> None:
    op.drop_table("file_part")
    op.drop_index("ix_attachment_concern_id", table_name="attachment")
    op.drop_index("ix_attachment_chat_hash", table_name="attachment")
    op.drop_index("ix_attachment_due", table_name="attachment")
    op.drop_table("attachment")
