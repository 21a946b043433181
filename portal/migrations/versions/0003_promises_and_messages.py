"""promises and messages"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "opt_out",
        sa.Column("address_digest", sa.String(length=32), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address_digest", name=op.f("pk_opt_out")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("facts", portal.database.SealedFacts(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("address", portal.database.Sealed(), nullable=True),
        sa.Column("address_digest", sa.String(length=32), nullable=True),
        sa.Column("dedupe_key", sa.String(length=120), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("useless_from", portal.database.Instant(), nullable=True),
        sa.Column("next_try_at", portal.database.Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("claimed_until", portal.database.Instant(), nullable=True),
        sa.Column("sent_at", portal.database.Instant(), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=True),
        sa.Column("link_digest", sa.String(length=32), nullable=True),
        sa.Column("link_until", portal.database.Instant(), nullable=True),
        sa.CheckConstraint("channel IN ('card', 'email', 'text')", name=op.f("ck_message_channel")),
        sa.CheckConstraint(
            "kind IN ('call_late', 'call_not_made', 'call_promised', 'date_cancelled', 'offer_ends_soon', 'offer_over', 'reminder_day_before', 'reminder_morning', 'seat_changed', 'seat_confirmed', 'seat_given_back', 'seat_moved', 'seat_offered', 'staff_owes', 'waiting_confirmed', 'waiting_joined', 'waiting_over', 'wish_come_true', 'wish_noted', 'wish_over')",
            name=op.f("ck_message_kind"),
        ),
        sa.CheckConstraint("state IN ('card', 'dead', 'dropped', 'queued', 'sent')", name=op.f("ck_message_state")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_message_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_message_dedupe_key")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_message_link_digest")),
        sa.UniqueConstraint("ref", name=op.f("uq_message_ref")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_channel_sent_at"), ["channel", "sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_message_queue",
            ["next_try_at", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'queued'"),
            postgresql_where=sa.text("state = 'queued'"),
        )

    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", portal.database.Instant(), nullable=False),
        sa.Column("reply_by", portal.database.Instant(), nullable=False),
        sa.Column("latest", portal.database.Instant(), nullable=True),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("next_step_at", portal.database.Instant(), nullable=True),
        sa.Column("note", portal.database.Sealed(), nullable=True),
        sa.Column("passed_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(state = 'open') = (next_step_at IS NOT NULL)", name=op.f("ck_promise_open_goes_on")),
        sa.CheckConstraint(
            "kind IN ('budget', 'call_back', 'call_list', 'date_wish', 'not_reachable', 'offer', 'undelivered', 'waiting')",
            name=op.f("ck_promise_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('answered', 'closed', 'open', 'passed_on', 'withdrawn')", name=op.f("ck_promise_state")
        ),
        sa.ForeignKeyConstraint(
            ["passed_to_id"], ["promise.id"], name=op.f("fk_promise_passed_to_id_promise"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_promise_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("ref", name=op.f("uq_promise_ref")),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_about_kind"), ["about", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_next_step_at"), ["next_step_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_passed_to_id"), ["passed_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_promise_open",
            ["kind", "about", "person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open' AND person_id IS NOT NULL"),
            postgresql_where=sa.text("state = 'open' AND person_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_promise_open_to_nobody",
            ["kind", "about"],
            unique=True,
            sqlite_where=sa.text("state = 'open' AND person_id IS NULL"),
            postgresql_where=sa.text("state = 'open' AND person_id IS NULL"),
        )

    op.create_table(
        "promise_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["promise_id"], ["promise.id"], name=op.f("fk_promise_move_promise_id_promise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_move")),
    )
    with op.batch_alter_table("promise_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_move_promise_id"), ["promise_id"], unique=False)

    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("coming_at", portal.database.Instant(), nullable=True))
        batch_op.create_index(batch_op.f("ix_sign_up_moved_to_id"), ["moved_to_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_up_moved_to_id_sign_up"), "sign_up", ["moved_to_id"], ["id"], ondelete="SET NULL"
        )


def downgrade():
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_up_moved_to_id_sign_up"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sign_up_moved_to_id"))
        batch_op.drop_column("coming_at")
        batch_op.drop_column("moved_to_id")

    with op.batch_alter_table("promise_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_move_promise_id"))

    op.drop_table("promise_move")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_promise_open_to_nobody",
            sqlite_where=sa.text("state = 'open' AND person_id IS NULL"),
            postgresql_where=sa.text("state = 'open' AND person_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_promise_open",
            sqlite_where=sa.text("state = 'open' AND person_id IS NOT NULL"),
            postgresql_where=sa.text("state = 'open' AND person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_promise_person_id"))
        batch_op.drop_index(batch_op.f("ix_promise_passed_to_id"))
        batch_op.drop_index(batch_op.f("ix_promise_next_step_at"))
        batch_op.drop_index(batch_op.f("ix_promise_about_kind"))

    op.drop_table("promise")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_message_queue", sqlite_where=sa.text("state = 'queued'"), postgresql_where=sa.text("state = 'queued'")
        )
        batch_op.drop_index(batch_op.f("ix_message_person_id"))
        batch_op.drop_index(batch_op.f("ix_message_channel_sent_at"))
        batch_op.drop_index(batch_op.f("ix_message_about"))

    op.drop_table("message")
    op.drop_table("opt_out")
