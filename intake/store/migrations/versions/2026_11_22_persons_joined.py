"""Records that an officer said are one person, with the links that were moved."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sqlmodel.sql.sqltypes.UTCDateTime
    op.create_table(
        "joined",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("parted_by", sa.String(), nullable=False),
        sa.Column("parted_at", moment(), nullable=True),
        sa.Column("parted_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["into_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_joined_person_id", "joined", ["person_id"])
    op.create_index("ix_joined_into_id", "joined", ["into_id"])
    op.create_index(
        "ux_joined_open",
        "joined",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("parted_at IS NULL"),
        postgresql_where=sa.text("parted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("joined")
