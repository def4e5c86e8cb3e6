"""Alerts passed between colleagues, and tests of channels with their receipts."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.add_column(
        "alert", sa.Column("passed_to", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    op.create_table(
        "passing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("alerts", sa.String(), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=False),
        sa.Column("undone_at", MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_passing_desk", "passing", ["desk"])
    op.create_table(
        "ping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), sa.ForeignKey("delivery.id"), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ping_desk", "ping", ["desk"])


def downgrade() -> None:
    op.drop_table("ping")
    op.drop_table("passing")
    op.drop_column("alert", "passed_to")
