"""A child's case is offered by one desk to another."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime
OFFERED = sa.text("state = 'offered'")


def upgrade() -> None:
    op.create_table(
        "case_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("child_case.id"), nullable=False),
        sa.Column("from_desk", sa.String(), nullable=False),
        sa.Column("to_desk", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("offered_at", MOMENT(), nullable=False),
        sa.Column("answer_by", MOMENT(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_offer_case_id", "case_offer", ["case_id"])
    op.create_index(
        "ux_case_offer_open",
        "case_offer",
        ["case_id"],
        unique=True,
        sqlite_where=OFFERED,
        postgresql_where=OFFERED,
    )


def downgrade() -> None:
    op.drop_index("ux_case_offer_open", "case_offer")
    op.drop_index("ix_case_offer_case_id", "case_offer")
    op.drop_table("case_offer")
