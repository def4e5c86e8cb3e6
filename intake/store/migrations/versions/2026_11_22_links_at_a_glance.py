"""An index from which the links of many people are read without their evidence."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ["person_id", "state", "only_desk", "is_own", "band", "mention_id"]


def upgrade() -> None:
    op.create_index("ix_link_glance", "link", COLUMNS)


def downgrade() -> None:
    op.drop_index("ix_link_glance", "link")
