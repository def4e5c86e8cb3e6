"""Notes made while only some desks know of a person stay with those desks."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("note", sa.Column("only_desk", sa.String(), nullable=False, server_default=""))
    op.execute(
        sa.text(
            "update note set only_desk = coalesce((select p.only_desk from person p"
            " where note.subject = 'person:' || p.id), '')"
            " where note.subject like 'person:%'"
        )
    )


def downgrade() -> None:
    op.drop_column("note", "only_desk")
