"""whole catalogue"""

from datetime import time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "public_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_public_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_version")),
    )
    op.create_table(
        "competence",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("framework", sa.String(length=24), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_competence_course_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", "framework", "version", "code", name=op.f("pk_competence")),
    )
    op.create_table(
        "skill_block",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", portal.database.TranslatedText(), nullable=False),
        sa.Column("skills", portal.database.TranslatedTexts(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_skill_block_course_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", "position", name=op.f("pk_skill_block")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("financing", portal.database.TranslatedText(), nullable=True))
        batch_op.add_column(sa.Column("entry", sa.String(length=12), nullable=False, server_default="seat"))
        batch_op.create_check_constraint(op.f("ck_course_entry"), "entry IN ('application', 'seat')")

    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("evening", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("weekend", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("childcare", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("data_mb_hour", sa.Integer(), nullable=True))

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("town", portal.database.TranslatedText(), nullable=True))

    # The defaults were for the rows that are there: from here on the models give the values.
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.alter_column("entry", server_default=None)
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        for name in ("evening", "weekend", "childcare"):
            batch_op.alter_column(name, server_default=None)
    op.execute("INSERT INTO public_version (id, number) VALUES (1, 0)")
    _evenings_and_weekends()


def _evenings_and_weekends():
    """What the dates that are there fall on; new ones are told when they are set."""
    connection = op.get_bind()
    zones = dict(
        connection.execute(
            sa.text("SELECT s.id, p.timezone FROM course_session s JOIN place p ON p.id = s.place_id")
        ).all()
    )
    date = sa.table("session_date", sa.column("course_session_id"), sa.column("starts_at", portal.database.Instant()))
    starts = {}
    for course_session_id, start in connection.execute(sa.select(date.c.course_session_id, date.c.starts_at)):
        local = start.astimezone(ZoneInfo(zones[course_session_id]))
        starts.setdefault(course_session_id, []).append(local)
    for course_session_id, local in starts.items():
        connection.execute(
            sa.text("UPDATE course_session SET evening = :evening, weekend = :weekend WHERE id = :id"),
            {
                "id": course_session_id,
                "evening": all(start.time() >= time(17, 30) for start in local),
                "weekend": all(start.weekday() >= 5 for start in local),
            },
        )


def downgrade():
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("town")

    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.drop_column("data_mb_hour")
        batch_op.drop_column("childcare")
        batch_op.drop_column("weekend")
        batch_op.drop_column("evening")

    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_course_entry"), type_="check")
        batch_op.drop_column("entry")
        batch_op.drop_column("financing")

    op.drop_table("skill_block")
    op.drop_table("competence")
    op.drop_table("public_version")
