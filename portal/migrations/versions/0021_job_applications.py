"""job applications"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "job_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("surname", portal.database.Sealed(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("profile", portal.database.SealedFacts(), nullable=False),
        sa.Column("answers", portal.database.SealedFacts(), nullable=False),
        sa.Column("words", portal.database.Sealed(), nullable=True),
        sa.Column("with_courses", sa.Boolean(), nullable=False),
        sa.Column("consent_version", sa.String(length=16), nullable=False),
        sa.Column("consent_at", portal.database.Instant(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("moved_at", portal.database.Instant(), nullable=False),
        sa.Column("interview_where", portal.database.Sealed(), nullable=True),
        sa.Column("interview_at", portal.database.Instant(), nullable=True),
        sa.Column("no", sa.String(length=20), nullable=True),
        sa.Column("no_shared", sa.Boolean(), nullable=False),
        sa.Column("no_words", portal.database.Sealed(), nullable=True),
        sa.Column("offer_words", portal.database.Sealed(), nullable=True),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "no IS NULL OR no IN ('dates', 'distance', 'experience', 'french', 'interview', "
            "'no_seat_any_more', 'papers', 'skills', 'somebody_else')",
            name=op.f("ck_job_application_no"),
        ),
        sa.CheckConstraint(
            "state IN ('closed', 'completed', 'confirmed', 'declined', 'expired', 'in_review', 'interview', "
            "'no_show', 'offered', 'read', 'sent', 'started', 'withdrawn')",
            name=op.f("ck_job_application_state"),
        ),
        sa.CheckConstraint("way IN ('fair', 'helped', 'own')", name=op.f("ck_job_application_way")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["job_fair.id"], name=op.f("fk_job_application_fair_id_job_fair"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["account.id"], name=op.f("fk_job_application_helper_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_job_application_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_job_application_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_application")),
        sa.UniqueConstraint("ref", name=op.f("uq_job_application_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_job_application_request_digest")),
    )
    with op.batch_alter_table("job_application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_application_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_application_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_application_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_application_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_application_posting_id"), ["posting_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_job_application_posting_id_state"), ["posting_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_job_application_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_job_application_live",
            ["posting_id", "person_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('confirmed', 'in_review', 'interview', 'offered', 'read', 'sent', 'started')"
            ),
            postgresql_where=sa.text(
                "state IN ('confirmed', 'in_review', 'interview', 'offered', 'read', 'sent', 'started')"
            ),
        )
    op.create_table(
        "job_date",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_job_date_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", "at", name=op.f("pk_job_date")),
    )
    op.create_table(
        "job_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", portal.database.Sealed(), nullable=False),
        sa.Column("media", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored", sa.String(length=40), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('agreement', 'cv')", name=op.f("ck_job_file_kind")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_job_file_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_job_file_ref")),
        sa.UniqueConstraint("stored", name=op.f("uq_job_file_stored")),
    )
    with op.batch_alter_table("job_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_file_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_file_until"), ["until"], unique=False)
    op.create_table(
        "job_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_job_move_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_move")),
    )
    with op.batch_alter_table("job_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_move_application_id"), ["application_id"], unique=False)


def downgrade():
    with op.batch_alter_table("job_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_move_application_id"))
    op.drop_table("job_move")
    with op.batch_alter_table("job_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_file_until"))
        batch_op.drop_index(batch_op.f("ix_job_file_application_id"))
    op.drop_table("job_file")
    op.drop_table("job_date")
    with op.batch_alter_table("job_application", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_application_live",
            sqlite_where=sa.text(
                "state IN ('confirmed', 'in_review', 'interview', 'offered', 'read', 'sent', 'started')"
            ),
            postgresql_where=sa.text(
                "state IN ('confirmed', 'in_review', 'interview', 'offered', 'read', 'sent', 'started')"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_job_application_state_id"))
        batch_op.drop_index(batch_op.f("ix_job_application_posting_id_state"))
        batch_op.drop_index(batch_op.f("ix_job_application_posting_id"))
        batch_op.drop_index(batch_op.f("ix_job_application_person_id"))
        batch_op.drop_index(batch_op.f("ix_job_application_helper_id"))
        batch_op.drop_index(batch_op.f("ix_job_application_fair_id"))
        batch_op.drop_index(batch_op.f("ix_job_application_created_at"))
    op.drop_table("job_application")
