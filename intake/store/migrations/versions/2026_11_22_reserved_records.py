"""Records that only some desks may know of stand in an index of their own (decision 0017)."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SHARDS = 16
KEYED = -1
"""The row of the state that tells by which version of the keys all is kept."""


def upgrade() -> None:
    op.create_table(
        "reserved_key",
        sa.Column("k", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("k", "record_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reserved_record",
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("visible_from", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("record_id"),
    )
    op.create_table(
        "reserved_state",
        sa.Column("visible_from", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visible_from", "shard"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("check_made") as batch_op:
        batch_op.add_column(sa.Column("only_desk", sa.String(), nullable=False, server_default=""))
    person = sa.table("person", sa.column("id"), sa.column("only_desk"))
    _move("match", "reserved", sa.select(person.c.id).where(person.c.only_desk != ""))


def downgrade() -> None:
    _move("reserved", "match", sa.select(_table("reserved_record", "record_id").c.record_id))
    state = _table("match_state", "visible_from")
    op.execute(sa.delete(state).where(state.c.visible_from == KEYED))
    with op.batch_alter_table("check_made") as batch_op:
        batch_op.drop_column("only_desk")
    for name in ("state", "record", "key"):
        op.drop_table(f"reserved_{name}")


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column, sa.Integer()) for column in columns))


def _move(source: str, target: str, ids: sa.Select[tuple[int]]) -> None:
    """Move records between indexes; `migrate` writes their keys, for the mark is missing."""
    columns = ("record_id", "payload", "visible_from")
    held, key = _table(f"{source}_record", *columns), _table(f"{source}_key", "record_id")
    shard = held.c.record_id % sa.literal_column(str(SHARDS))
    moved = held.c.record_id.in_(ids)
    asked = sa.select(held.c.visible_from, shard, sa.func.count()).where(moved)
    sizes = op.get_bind().execute(asked.group_by(held.c.visible_from, shard)).all()
    for visible_from, place, size in sizes:
        _add(source, visible_from, place, -size)
        _add(target, visible_from, place, size)
    into = _table(f"{target}_record", *columns)
    kept = sa.select(*(held.c[name] for name in columns)).where(moved)
    op.execute(sa.insert(into).from_select(columns, kept))
    if sizes:  # else the whole table would be read for nobody
        op.execute(sa.delete(key).where(key.c.record_id.in_(ids)))
    op.execute(sa.delete(held).where(moved))


def _add(kept: str, visible_from: int, shard: int, change: int) -> None:
    state = _table(f"{kept}_state", "visible_from", "shard", "size")
    place = (state.c.visible_from == visible_from) & (state.c.shard == shard)
    grown = sa.update(state).where(place).values(size=state.c.size + change)
    if not op.get_bind().execute(grown).rowcount:
        new = {"visible_from": visible_from, "shard": shard, "size": change}
        op.execute(sa.insert(state).values(**new))
