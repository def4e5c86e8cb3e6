"""A record keeps its own words apart from what judgements taught it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("own_words", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "own_words")
