"""Gists: what weighing needs of each concern, beside its words."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gist",
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.Column("suspected_false", sa.Boolean(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("concern_id"),
    )
    op.create_index("ix_mention_part", "mention", ["concern_id", "part"])


def downgrade() -> None:
    op.drop_index("ix_mention_part", table_name="mention")
    op.drop_table("gist")
