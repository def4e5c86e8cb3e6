"""Offers to hand a person over."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("from_desk", sa.String(), nullable=False),
        sa.Column("to_desk", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("offered_at", MOMENT(), nullable=False),
        sa.Column("answer_by", MOMENT(), nullable=False),
        sa.Column("attached", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handover_person_id", "handover", ["person_id"])
    op.create_index("ix_handover_to_desk", "handover", ["to_desk"])
    op.create_index(
        "ux_handover_open",
        "handover",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'offered'"),
        postgresql_where=sa.text("state = 'offered'"),
    )


def downgrade() -> None:
    op.drop_table("handover")
