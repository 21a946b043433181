"""volunteers"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MESSAGES_BEFORE = (
    *(
        "account_changed",
        "account_invited",
        "account_link",
        "application_accepted",
        "application_late",
    ),
    *(
        "application_over",
        "application_refused",
        "application_sent",
        "application_waiting",
        "call_late",
    ),
    *(
        "call_not_made",
        "call_promised",
        "data_asked",
        "data_erased",
        "data_late",
        "data_leaves",
    ),
    *(
        "data_ready",
        "date_cancelled",
        "date_changed",
        "info_meeting",
        "interview_agreed",
    ),
    *(
        "interview_later",
        "interview_proposed",
        "my_bookings",
        "notice",
        "offer_ends_soon",
        "offer_over",
    ),
    *(
        "reminder_day_before",
        "reminder_morning",
        "seat_changed",
        "seat_confirmed",
        "seat_given_back",
    ),
    *(
        "seat_moved",
        "seat_offered",
        "staff_owes",
        "trial",
        "waiting_confirmed",
        "waiting_joined",
    ),
    *(
        "waiting_over",
        "wish_come_true",
        "wish_noted",
        "wish_over",
    ),
)
_MESSAGES_NEW = (
    *(
        "meeting_called_off",
        "meeting_log",
        "meeting_planned",
        "meeting_reminder",
        "mentor_late",
    ),
    *(
        "mentor_next",
        "mentor_over",
        "mentor_promised",
        "pair_asked",
        "pair_begins",
        "pair_contact",
    ),
    *(
        "pair_fit",
        "pair_goes_on",
        "pair_letter",
        "pair_not_now",
        "pair_over",
        "pair_paused",
    ),
    *(
        "pair_problem",
        "pair_quiet",
        "slot_gone",
        "slot_reminder",
        "slot_yours",
        "slots_open",
    ),
    *(
        "volunteer_agreed",
        "volunteer_approved",
        "volunteer_back",
        "volunteer_check",
    ),
    *(
        "volunteer_declined",
        "volunteer_draft",
        "volunteer_interview",
        "volunteer_later",
    ),
    *(
        "volunteer_over",
        "volunteer_paused",
        "volunteer_received",
    ),
)
_PROMISES_BEFORE = (
    *(
        "application",
        "attendance",
        "budget",
        "call_back",
        "call_list",
        "data_copy",
        "data_erasure",
    ),
    *(
        "date_wish",
        "interview",
        "interview_date",
        "not_reachable",
        "offer",
        "undelivered",
        "waiting",
    ),
)
_PROMISES_NEW = (
    *(
        "learner_answer",
        "mentor_answer",
        "mentor_wanted",
        "pair_care",
        "pair_letter",
        "pair_problem",
    ),
    *(
        "pair_start",
        "slot_open",
        "volunteer",
        "volunteer_check",
        "volunteer_date",
        "volunteer_interview",
    ),
)
_ROLES_BEFORE = (
    *(
        "admin",
        "recruiter",
        "referrer",
        "staff",
        "trainer",
        "volunteer",
    ),
)


def _one_of(table, column, values):
    """Let `column` hold one of `values`."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        allowed = ", ".join(repr(value) for value in sorted(values))
        batch_op.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} IN ({allowed})")


def _longest_role(before, after):
    with op.batch_alter_table("promise_move", schema=None) as batch_op:
        batch_op.alter_column(
            "role", existing_type=sa.String(length=before), type_=sa.String(length=after), existing_nullable=False
        )


def upgrade():
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("surname", portal.database.Sealed(), nullable=True),
        sa.Column("email", portal.database.Sealed(), nullable=True),
        sa.Column("email_digest", sa.String(length=32), nullable=True),
        sa.Column("phone", portal.database.Sealed(), nullable=True),
        sa.Column("phone_digest", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("employer", sa.String(length=120), nullable=True),
        sa.Column("employer_key", sa.String(length=120), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("spoken", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("week", sa.JSON(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("motivation", portal.database.Sealed(), nullable=True),
        sa.Column("charter_version", sa.String(length=16), nullable=True),
        sa.Column("charter_at", portal.database.Instant(), nullable=True),
        sa.Column("consent_version", sa.String(length=16), nullable=True),
        sa.Column("consent_at", portal.database.Instant(), nullable=True),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("changed_at", portal.database.Instant(), nullable=False),
        sa.Column("sent_at", portal.database.Instant(), nullable=True),
        sa.Column("interview_at", portal.database.Instant(), nullable=True),
        sa.Column("interview_where", portal.database.Sealed(), nullable=True),
        sa.Column("interview_agreed_at", portal.database.Instant(), nullable=True),
        sa.Column("no_alerts", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("erased_at", portal.database.Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('approved', 'declined', 'draft', 'ended', 'in_review', 'interview', 'lapsed', 'paused', 'received', 'withdrawn')",
            name=op.f("ck_volunteer_state"),
        ),
        sa.CheckConstraint("capacity BETWEEN 0 AND 5", name=op.f("ck_volunteer_capacity")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_volunteer_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("ref", name=op.f("uq_volunteer_ref")),
    )
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_volunteer_employer_key"), ["employer_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_volunteer_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_volunteer_live_email",
            ["email_digest"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('approved', 'draft', 'in_review', 'interview', 'paused', 'received') AND NOT imported"
            ),
            postgresql_where=sa.text(
                "state IN ('approved', 'draft', 'in_review', 'interview', 'paused', 'received') AND NOT imported"
            ),
        )
    op.create_table(
        "volunteer_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('background', 'charter', 'references')", name=op.f("ck_volunteer_check_kind")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_volunteer_check_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_check_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_check")),
    )
    with op.batch_alter_table("volunteer_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_check_until"), ["until"], unique=False)
        batch_op.create_index(batch_op.f("ix_volunteer_check_volunteer_id"), ["volunteer_id"], unique=False)
    op.create_table(
        "volunteer_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_move_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_move")),
    )
    with op.batch_alter_table("volunteer_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_move_volunteer_id"), ["volunteer_id"], unique=False)
    op.create_table(
        "volunteer_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_volunteer_note_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_note_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_note")),
    )
    with op.batch_alter_table("volunteer_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_note_volunteer_id"), ["volunteer_id"], unique=False)
    op.create_table(
        "volunteer_place",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_volunteer_place_place_id_place"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_volunteer_place_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("volunteer_id", "place_id", name=op.f("pk_volunteer_place")),
    )
    with op.batch_alter_table("volunteer_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteer_place_place_id"), ["place_id"], unique=False)
    _one_of("message", "kind", _MESSAGES_BEFORE + _MESSAGES_NEW)
    _one_of("promise", "kind", _PROMISES_BEFORE + _PROMISES_NEW)
    _one_of("role_grant", "role", (*_ROLES_BEFORE, "safeguarding"))
    _longest_role(8, 12)


def downgrade():
    promise = sa.table("promise", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    line = sa.table("promise_move", sa.column("promise_id", sa.Integer()))
    gone = sa.select(promise.c.id).where(promise.c.kind.in_(_PROMISES_NEW))
    op.execute(sa.delete(line).where(line.c.promise_id.in_(gone)))
    for table, kinds in (("message", _MESSAGES_NEW), ("promise", _PROMISES_NEW)):
        rows = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(rows).where(rows.c.kind.in_(kinds)))
    op.execute("DELETE FROM role_grant WHERE role = 'safeguarding'")
    op.execute("UPDATE promise_move SET role = 'person' WHERE role = 'volunteer'")
    _longest_role(12, 8)
    _one_of("role_grant", "role", _ROLES_BEFORE)
    _one_of("promise", "kind", _PROMISES_BEFORE)
    _one_of("message", "kind", _MESSAGES_BEFORE)
    with op.batch_alter_table("volunteer_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_place_place_id"))
    op.drop_table("volunteer_place")
    with op.batch_alter_table("volunteer_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_note_volunteer_id"))
    op.drop_table("volunteer_note")
    with op.batch_alter_table("volunteer_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_move_volunteer_id"))
    op.drop_table("volunteer_move")
    with op.batch_alter_table("volunteer_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_check_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_volunteer_check_until"))
    op.drop_table("volunteer_check")
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_volunteer_live_email",
            sqlite_where=sa.text(
                "state IN ('approved', 'draft', 'in_review', 'interview', 'paused', 'received') AND NOT imported"
            ),
            postgresql_where=sa.text(
                "state IN ('approved', 'draft', 'in_review', 'interview', 'paused', 'received') AND NOT imported"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_volunteer_state_id"))
        batch_op.drop_index(batch_op.f("ix_volunteer_employer_key"))
        batch_op.drop_index(batch_op.f("ix_volunteer_account_id"))
    op.drop_table("volunteer")
