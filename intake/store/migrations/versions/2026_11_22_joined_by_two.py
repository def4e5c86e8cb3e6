"""Two flagged records joined: a second officer says yes, and flags are moved with the links."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("joined", sa.Column("flags", sa.String(), nullable=False, server_default="[]"))
    op.add_column(
        "joined", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("joined", sa.Column("second", sa.String(), nullable=False, server_default=""))
    moment = sqlmodel.sql.sqltypes.UTCDateTime
    op.add_column("joined", sa.Column("second_at", moment(), nullable=True))


def downgrade() -> None:
    for column in ("second_at", "second", "waits", "flags"):
        op.drop_column("joined", column)
