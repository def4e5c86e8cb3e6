"""Clues by which somebody, or a home, may be known again; of earlier reports they are kept while idle."""

import json

import sqlalchemy as sa
from alembic import op

from intake.domain.address import addresses_in

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = ("key", "kind", "area", "person_id", "words")


def upgrade() -> None:
    op.create_table(
        "clue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("concern_id", sa.Integer(), nullable=True),
        sa.Column("mention_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"]),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("key", "concern_id", "mention_id", "person_id"):
        op.create_index(f"ix_clue_{name}", "clue", [name])
    op.execute("UPDATE keyed SET next_id = 0 WHERE what = 'story_key'")
    _keep_houses_of_records()


def _keep_houses_of_records() -> None:
    """Keep the houses that records say somebody lives in, as new records have them kept."""
    bind = op.get_bind()
    person = sa.table("person", sa.column("id"), sa.column("body"))
    clue = sa.table("clue", *(sa.column(name) for name in COLUMNS))
    for number, body in bind.execute(sa.select(person.c.id, person.c.body)).all():
        told = json.loads(body)
        places = told.get("places") or []
        codes = (told.get("postcodes") or [])[:1] if len(places) == 1 else []
        rows = [
            {"key": key, "kind": "house", "area": "", "person_id": number, "words": place}
            for place in places
            for address in addresses_in(" ".join((place, *codes)), is_place=True)
            for key in address.keys
        ]
        if rows:
            bind.execute(sa.insert(clue), rows)


def downgrade() -> None:
    op.drop_table("clue")
