"""Decisions with what lay on the table, questions between agencies, challenges, flags proposed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

MOMENT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("alone_because", sa.String(), nullable=False),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("beside", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("only_desk", sa.String(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("undone_at", MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("concern_id", "person_id", "desk", "is_stale"):
        op.create_index(f"ix_dossier_{name}", "dossier", [name])
    op.create_table(
        "dossier_about",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dossier_about_dossier_id", "dossier_about", ["dossier_id"])
    op.create_index("ix_dossier_about_person_id", "dossier_about", ["person_id"])
    op.create_table(
        "relook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_relook_dossier_id", "relook", ["dossier_id"])
    _requests()
    _challenges()
    _proposals()


def _requests() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_desk", sa.String(), nullable=False),
        sa.Column("to_desk", sa.String(), nullable=False),
        sa.Column("shared", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("answer_by", MOMENT(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("concern_id", sa.Integer(), sa.ForeignKey("concern.id"), nullable=True),
        sa.Column("only_desk", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("from_desk", "to_desk", "person_id", "concern_id"):
        op.create_index(f"ix_request_{name}", "request", [name])


def _challenges() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), sa.ForeignKey("dossier.id"), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("by_desk", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("to_desk", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("answer_by", MOMENT(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", MOMENT(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_at", MOMENT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("dossier_id", "to_desk"):
        op.create_index(f"ix_challenge_{name}", "challenge", [name])


def _proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=True),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lawful_basis", sa.String(), nullable=False),
        sa.Column("second_desk", sa.String(), nullable=False),
        sa.Column("owner_desk", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("only_desk", sa.String(), nullable=False),
        sa.Column("agreed_by", sa.String(), nullable=False),
        sa.Column("agreed_desk", sa.String(), nullable=False),
        sa.Column("agreed_at", MOMENT(), nullable=True),
        sa.Column("agreed_words", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.Column("ended_desk", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT(), nullable=True),
        sa.Column("ended_words", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("flag_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("person_id", "second_desk", "owner_desk"):
        op.create_index(f"ix_proposal_{name}", "proposal", [name])


def downgrade() -> None:
    for name in ("proposal", "challenge", "request", "relook", "dossier_about", "dossier"):
        op.drop_table(name)
