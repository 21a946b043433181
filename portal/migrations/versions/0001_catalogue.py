"""catalogue"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("name", portal.database.TranslatedText(), nullable=False),
        sa.Column("address", portal.database.TranslatedText(), nullable=True),
        sa.Column("directions", portal.database.TranslatedText(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("slug", name=op.f("uq_place_slug")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", portal.database.TranslatedText(), nullable=False),
        sa.Column("summary", portal.database.TranslatedText(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('discovery', 'flash', 'international', 'literacy', 'on_request', 'professional', 'soft_skills')",
            name=op.f("ck_programme_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("title", portal.database.TranslatedText(), nullable=False),
        sa.Column("summary", portal.database.TranslatedText(), nullable=False),
        sa.Column("activities", portal.database.TranslatedTexts(), nullable=False),
        sa.Column("bring", portal.database.TranslatedTexts(), nullable=False),
        sa.Column("prerequisites", portal.database.TranslatedText(), nullable=True),
        sa.Column("certificate", portal.database.TranslatedText(), nullable=True),
        sa.Column("french", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("french BETWEEN 0 AND 4", name=op.f("ck_course_french")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_course_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("slug", name=op.f("uq_course_slug")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "course_next",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("next_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_next_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["next_id"], ["course.id"], name=op.f("fk_course_next_next_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", "next_id", name=op.f("pk_course_next")),
    )
    op.create_table(
        "course_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("opens_at", portal.database.Instant(), nullable=True),
        sa.Column("closes_at", portal.database.Instant(), nullable=True),
        sa.Column("cancelled_at", portal.database.Instant(), nullable=True),
        sa.Column("starts_at", portal.database.Instant(), nullable=True),
        sa.Column("ends_at", portal.database.Instant(), nullable=True),
        sa.Column("join_url", sa.String(length=300), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(starts_at IS NULL) = (ends_at IS NULL)", name=op.f("ck_course_session_starts_and_ends")
        ),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_course_session_capacity")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_course_session_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_session_course_id_course")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_course_session_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_session")),
        sa.UniqueConstraint("ref", name=op.f("uq_course_session_ref")),
    )
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_session_course_id_starts_at"), ["course_id", "starts_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_course_session_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_session_starts_at_id"), ["starts_at", "id"], unique=False)

    op.create_table(
        "session_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_session_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", portal.database.Instant(), nullable=False),
        sa.Column("ends_at", portal.database.Instant(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_session_date_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["course_session_id"],
            ["course_session.id"],
            name=op.f("fk_session_date_course_session_id_course_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_date")),
    )
    with op.batch_alter_table("session_date", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_date_course_session_id"), ["course_session_id"], unique=False
        )

    op.create_table(
        "spoken_language",
        sa.Column("course_session_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_session_id"],
            ["course_session.id"],
            name=op.f("fk_spoken_language_course_session_id_course_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("course_session_id", "code", name=op.f("pk_spoken_language")),
    )


def downgrade():
    op.drop_table("spoken_language")
    with op.batch_alter_table("session_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_date_course_session_id"))

    op.drop_table("session_date")
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_session_starts_at_id"))
        batch_op.drop_index(batch_op.f("ix_course_session_place_id"))
        batch_op.drop_index(batch_op.f("ix_course_session_course_id_starts_at"))

    op.drop_table("course_session")
    op.drop_table("course_next")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_programme_id"))

    op.drop_table("course")
    op.drop_table("programme")
    op.drop_table("place")
