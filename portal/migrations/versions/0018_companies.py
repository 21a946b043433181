"""companies"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0018"
down_revision = "0017"
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
        "meeting_called_off",
        "meeting_log",
        "meeting_planned",
    ),
    *(
        "meeting_reminder",
        "mentor_late",
        "mentor_next",
        "mentor_over",
        "mentor_promised",
        "my_bookings",
    ),
    *(
        "notice",
        "offer_ends_soon",
        "offer_over",
        "pair_asked",
        "pair_begins",
        "pair_contact",
        "pair_fit",
    ),
    *(
        "pair_goes_on",
        "pair_letter",
        "pair_not_now",
        "pair_over",
        "pair_paused",
        "pair_problem",
    ),
    *(
        "pair_quiet",
        "reminder_day_before",
        "reminder_morning",
        "seat_changed",
        "seat_confirmed",
    ),
    *(
        "seat_given_back",
        "seat_moved",
        "seat_offered",
        "slot_gone",
        "slot_reminder",
        "slot_yours",
    ),
    *(
        "slots_open",
        "staff_owes",
        "trial",
        "volunteer_agreed",
        "volunteer_approved",
        "volunteer_back",
    ),
    *(
        "volunteer_check",
        "volunteer_declined",
        "volunteer_draft",
        "volunteer_interview",
    ),
    *(
        "volunteer_later",
        "volunteer_over",
        "volunteer_paused",
        "volunteer_received",
        "waiting_confirmed",
    ),
    *(
        "waiting_joined",
        "waiting_over",
        "wish_come_true",
        "wish_noted",
        "wish_over",
    ),
)
_MESSAGES_NEW = (
    *(
        "company_approved",
        "company_declined",
        "company_late",
        "company_over",
        "company_received",
    ),
    *(
        "company_stopped",
        "job_after",
        "job_agreed",
        "job_assess",
        "job_assessed",
        "job_begins",
    ),
    *(
        "job_closed",
        "job_confirmed",
        "job_date_chosen",
        "job_declined",
        "job_expired",
        "job_helped",
    ),
    *(
        "job_interview",
        "job_lapsed",
        "job_left",
        "job_offered",
        "job_read",
        "job_reminder",
        "job_sent",
    ),
    *(
        "job_starts",
        "job_to_answer",
        "job_unanswered",
        "job_waits",
        "job_yes",
        "posting_changes",
    ),
    *(
        "posting_ended",
        "posting_ending",
        "posting_full",
        "posting_late",
        "posting_live",
    ),
    *(
        "posting_received",
        "posting_removed",
        "recruiter_invited",
        "search_news",
        "search_on",
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
        "learner_answer",
        "mentor_answer",
        "mentor_wanted",
    ),
    *(
        "not_reachable",
        "offer",
        "pair_care",
        "pair_letter",
        "pair_problem",
        "pair_start",
        "slot_open",
    ),
    *(
        "undelivered",
        "volunteer",
        "volunteer_check",
        "volunteer_date",
        "volunteer_interview",
        "waiting",
    ),
)
_PROMISES_NEW = (
    *(
        "company",
        "job_after",
        "job_agree",
        "job_answer",
        "job_date",
        "job_end",
        "job_offer",
        "job_start",
    ),
    *(
        "posting_report",
        "posting_review",
    ),
)


def _one_of(table, column, values):
    """Let `column` hold one of `values`."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        allowed = ", ".join(repr(value) for value in sorted(values))
        batch_op.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} IN ({allowed})")


def upgrade():
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "name_folded",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("town", sa.String(length=120), nullable=True),
        sa.Column("website", sa.String(length=200), nullable=True),
        sa.Column("about", sa.String(length=1000), nullable=True),
        sa.Column("employer_key", sa.String(length=120), nullable=True),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("consent_version", sa.String(length=16), nullable=True),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("changed_at", portal.database.Instant(), nullable=False),
        sa.Column("words", portal.database.Sealed(), nullable=True),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.CheckConstraint("kind IN ('association', 'company', 'foreign')", name=op.f("ck_company_kind")),
        sa.CheckConstraint(
            "state IN ('approved', 'closed', 'declined', 'lapsed', 'received', 'suspended')",
            name=op.f("ck_company_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("ref", name=op.f("uq_company_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_company_request_digest")),
    )
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_company_employer_key"), ["employer_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_company_name_folded"), ["name_folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_company_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_company_live_number",
            ["country", "number"],
            unique=True,
            sqlite_where=sa.text("state IN ('approved', 'received', 'suspended') AND number IS NOT NULL"),
            postgresql_where=sa.text("state IN ('approved', 'received', 'suspended') AND number IS NOT NULL"),
        )
    op.create_table(
        "company_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_move_company_id_company"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_move")),
    )
    with op.batch_alter_table("company_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_company_move_company_id"), ["company_id"], unique=False)
    op.create_table(
        "recruiter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("since", portal.database.Instant(), nullable=False),
        sa.Column("until", portal.database.Instant(), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recruiter_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_recruiter_company_id_company"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_recruiter_invited_by_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter")),
    )
    with op.batch_alter_table("recruiter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recruiter_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recruiter_company_id"), ["company_id"], unique=False)
        batch_op.create_index(
            "uq_recruiter_live",
            ["company_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
    _one_of("message", "kind", _MESSAGES_BEFORE + _MESSAGES_NEW)
    _one_of("promise", "kind", _PROMISES_BEFORE + _PROMISES_NEW)


def downgrade():
    promise = sa.table("promise", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    line = sa.table("promise_move", sa.column("promise_id", sa.Integer()))
    gone = sa.select(promise.c.id).where(promise.c.kind.in_(_PROMISES_NEW))
    op.execute(sa.delete(line).where(line.c.promise_id.in_(gone)))
    for table, kinds in (("message", _MESSAGES_NEW), ("promise", _PROMISES_NEW)):
        rows = sa.table(table, sa.column("kind"))
        op.execute(sa.delete(rows).where(rows.c.kind.in_(kinds)))
    _one_of("promise", "kind", _PROMISES_BEFORE)
    _one_of("message", "kind", _MESSAGES_BEFORE)
    with op.batch_alter_table("recruiter", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_recruiter_live", sqlite_where=sa.text("until IS NULL"), postgresql_where=sa.text("until IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_recruiter_company_id"))
        batch_op.drop_index(batch_op.f("ix_recruiter_account_id"))
    op.drop_table("recruiter")
    with op.batch_alter_table("company_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_move_company_id"))
    op.drop_table("company_move")
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_company_live_number",
            sqlite_where=sa.text("state IN ('approved', 'received', 'suspended') AND number IS NOT NULL"),
            postgresql_where=sa.text("state IN ('approved', 'received', 'suspended') AND number IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_company_state_id"))
        batch_op.drop_index(batch_op.f("ix_company_name_folded"))
        batch_op.drop_index(batch_op.f("ix_company_employer_key"))
    op.drop_table("company")
