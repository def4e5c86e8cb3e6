"""A diary is read by desk and moment, a page at a time: an index for that."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_diary_desk_due", "diary", ["desk", "due_at"])


def downgrade() -> None:
    op.drop_index("ix_diary_desk_due", "diary")
