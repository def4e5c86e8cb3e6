"""Written agreements and the looks at their terms."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("parties", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("only_desk", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_agreement_person_id", "agreement", ["person_id"])
    op.create_index("ix_agreement_desk", "agreement", ["desk"])
    op.create_table(
        "term_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_term_check_agreement_id", "term_check", ["agreement_id"])


def downgrade() -> None:
    op.drop_table("term_check")
    op.drop_table("agreement")
