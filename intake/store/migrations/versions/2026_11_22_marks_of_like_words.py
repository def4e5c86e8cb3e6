"""Keyed marks of a report's words, by which nearly the same words are found."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "like_mark",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"]),
        sa.PrimaryKeyConstraint("mark", "concern_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_like_mark_concern_id", "like_mark", ["concern_id"])


def downgrade() -> None:
    op.drop_table("like_mark")
