"""attendance"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "check_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("course_session_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_digest", sa.String(length=32), nullable=False),
        sa.Column("made_at", portal.database.Instant(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("until", portal.database.Instant(), nullable=False),
        sa.Column("revoked_at", portal.database.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_session_id"],
            ["course_session.id"],
            name=op.f("fk_check_in_link_course_session_id_course_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_check_in_link_made_by_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_link")),
        sa.UniqueConstraint("ref", name=op.f("uq_check_in_link_ref")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_check_in_link_token_digest")),
    )
    with op.batch_alter_table("check_in_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_in_link_course_session_id"), ["course_session_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("session_date_id", sa.Integer(), nullable=False),
        sa.Column("half", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("ticked_at", portal.database.Instant(), nullable=False),
        sa.CheckConstraint("half IN ('afternoon', 'evening', 'morning')", name=op.f("ck_attendance_half")),
        sa.CheckConstraint("mark IN ('absent', 'excused', 'present')", name=op.f("ck_attendance_mark")),
        sa.ForeignKeyConstraint(
            ["session_date_id"],
            ["session_date.id"],
            name=op.f("fk_attendance_session_date_id_session_date"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_attendance_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("sign_up_id", "session_date_id", "half", name="uq_attendance_half"),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_session_date_id"), ["session_date_id"], unique=False)
    op.create_table(
        "attendance_tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("session_date_id", sa.Integer(), nullable=False),
        sa.Column("half", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=True),
        sa.Column("ticked_at", portal.database.Instant(), nullable=False),
        sa.Column("received_at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("check_in_link_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_attendance_tick_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["check_in_link_id"],
            ["check_in_link.id"],
            name=op.f("fk_attendance_tick_check_in_link_id_check_in_link"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["session_date_id"],
            ["session_date.id"],
            name=op.f("fk_attendance_tick_session_date_id_session_date"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_attendance_tick_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_tick")),
        sa.UniqueConstraint("token", name=op.f("uq_attendance_tick_token")),
    )
    with op.batch_alter_table("attendance_tick", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_tick_session_date_id"), ["session_date_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_tick_sign_up_id"), ["sign_up_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=True),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_note_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_note_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_note_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_sign_up_id"), ["sign_up_id"], unique=False)
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("way", sa.String(length=8), server_default="own", nullable=False))
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.alter_column("way", existing_type=sa.String(length=8), existing_nullable=False, server_default=None)
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f("ck_sign_up_way"), "way IN ('import', 'own', 'phone', 'walk_in')")


def downgrade():
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_sign_up_way"), type_="check")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_column("way")
    op.drop_table("note")
    op.drop_table("attendance_tick")
    op.drop_table("attendance")
    op.drop_table("check_in_link")
