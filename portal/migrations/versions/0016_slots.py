"""slots"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "slot_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_slot_alert_volunteer_id_volunteer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_alert")),
    )
    with op.batch_alter_table("slot_alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_alert_volunteer_id_at"), ["volunteer_id", "at"], unique=False)
    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("session_date_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", portal.database.Instant(), nullable=True),
        sa.Column("swap_wanted_at", portal.database.Instant(), nullable=True),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('coach', 'speaker', 'trainer')", name=op.f("ck_slot_role")),
        sa.CheckConstraint("(volunteer_id IS NULL) = (taken_at IS NULL)", name=op.f("ck_slot_taken")),
        sa.ForeignKeyConstraint(
            ["session_date_id"],
            ["session_date.id"],
            name=op.f("fk_slot_session_date_id_session_date"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_slot_volunteer_id_volunteer"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("ref", name=op.f("uq_slot_ref")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_session_date_id"), ["session_date_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_volunteer_id"), ["volunteer_id"], unique=False)
    op.create_table(
        "slot_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("change", sa.String(length=16), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_slot_move_slot_id_slot"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_slot_move_volunteer_id_volunteer"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_move")),
    )
    with op.batch_alter_table("slot_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_move_slot_id"), ["slot_id"], unique=False)


def downgrade():
    with op.batch_alter_table("slot_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_move_slot_id"))
    op.drop_table("slot_move")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_slot_session_date_id"))
    op.drop_table("slot")
    with op.batch_alter_table("slot_alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_alert_volunteer_id_at"))
    op.drop_table("slot_alert")
