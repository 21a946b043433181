"""people and sign-ups"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", portal.database.Sealed(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone')", name=op.f("ck_contact_kind")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_person_id"), ["person_id"], unique=False)

    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("course_session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("party", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("code", portal.database.Sealed(), nullable=False),
        sa.Column("code_digest", sa.String(length=32), nullable=False),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.Column("consent_version", sa.String(length=16), nullable=False),
        sa.Column("consent_at", portal.database.Instant(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("needs_note", portal.database.Sealed(), nullable=True),
        sa.Column("heard_from", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "state IN ('cancelled', 'cancelled_by_centre', 'confirmed', 'declined', 'expired', 'moved', 'offered', 'requested', 'waiting')",
            name=op.f("ck_sign_up_state"),
        ),
        sa.CheckConstraint("party BETWEEN 1 AND 4", name=op.f("ck_sign_up_party")),
        sa.ForeignKeyConstraint(
            ["course_session_id"],
            ["course_session.id"],
            name=op.f("fk_sign_up_course_session_id_course_session"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_up_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_sign_up_code_digest")),
        sa.UniqueConstraint("ref", name=op.f("uq_sign_up_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_sign_up_request_digest")),
    )
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_up_course_session_id_state"), ["course_session_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sign_up_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_sign_up_live",
            ["course_session_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'requested', 'waiting')"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'requested', 'waiting')"),
        )

    op.create_table(
        "sign_up_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["sign_up_id"],
            ["sign_up.id"],
            name=op.f("fk_sign_up_move_sign_up_id_sign_up"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up_move")),
    )
    with op.batch_alter_table("sign_up_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_move_sign_up_id"), ["sign_up_id"], unique=False)


def downgrade():
    with op.batch_alter_table("sign_up_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_move_sign_up_id"))

    op.drop_table("sign_up_move")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_sign_up_live",
            sqlite_where=sa.text("state IN ('confirmed', 'offered', 'requested', 'waiting')"),
            postgresql_where=sa.text("state IN ('confirmed', 'offered', 'requested', 'waiting')"),
        )
        batch_op.drop_index(batch_op.f("ix_sign_up_person_id"))
        batch_op.drop_index(batch_op.f("ix_sign_up_course_session_id_state"))

    op.drop_table("sign_up")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_person_id"))
        batch_op.drop_index(batch_op.f("ix_contact_digest"))

    op.drop_table("contact")
    op.drop_table("person")
