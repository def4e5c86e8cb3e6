"""Keys of earlier mentions and stories, so that a new record finds them; a re-check of one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY_TABLES = ("mention_key", "story_key")


def upgrade() -> None:
    for table in KEY_TABLES:
        op.create_table(
            table,
            sa.Column("k", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
            sa.PrimaryKeyConstraint("k", "id"),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "keyed",
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("next_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what"),
    )
    with op.batch_alter_table("recheck") as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("next_concern", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.create_foreign_key("fk_recheck_person", "person", ["person_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("recheck") as batch_op:
        batch_op.drop_constraint("fk_recheck_person", type_="foreignkey")
        batch_op.drop_column("next_concern")
        batch_op.drop_column("person_id")
    op.drop_table("keyed")
    for table in KEY_TABLES:
        op.drop_table(table)
