"""Voices joined and parted by a named officer."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voice_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["voice_act.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("undoes"),
    )
    op.create_table(
        "voice_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.Integer(), nullable=False),
        sa.Column("now", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["voice_act.id"]),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"]),
        sa.ForeignKeyConstraint(["was"], ["voice.id"]),
        sa.ForeignKeyConstraint(["now"], ["voice.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_voice_move_act_id", "voice_move", ["act_id"])
    op.create_index("ix_voice_move_concern_id", "voice_move", ["concern_id"])


def downgrade() -> None:
    op.drop_table("voice_move")
    op.drop_table("voice_act")
