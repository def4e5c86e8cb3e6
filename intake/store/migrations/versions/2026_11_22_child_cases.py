"""A case for each child, where a child was harmed by a child."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "child_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT(), nullable=False),
        sa.Column("mention_id", sa.Integer(), sa.ForeignKey("mention.id"), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("proposed_at", MOMENT(), nullable=True),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("closed_at", MOMENT(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_child_case_concern_id", "child_case", ["concern_id"])


def downgrade() -> None:
    op.drop_index("ix_child_case_concern_id", "child_case")
    op.drop_table("child_case")
