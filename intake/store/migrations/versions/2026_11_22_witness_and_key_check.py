"""A second witness of where the audit's chain ends, and a text that only the right key opens."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    witness = op.create_table(
        "audit_witness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    head = sa.text(
        "select place, hash from audit_line where place is not null order by place desc limit 1"
    )
    last = op.get_bind().execute(head).first()
    place, last_hash = last or (0, "0" * 64)
    row = {"id": 1, "place": place, "head": last_hash, "signature": ""}
    op.bulk_insert(witness, [row])


def downgrade() -> None:
    op.drop_table("key_check")
    op.drop_table("audit_witness")
