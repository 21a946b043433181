"""applications"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MESSAGES_BEFORE = (
    *("call_late", "call_not_made", "call_promised", "date_cancelled", "offer_ends_soon", "offer_over"),
    *("reminder_day_before", "reminder_morning", "seat_changed", "seat_confirmed", "seat_given_back", "seat_moved"),
    *("seat_offered", "staff_owes", "waiting_confirmed", "waiting_joined", "waiting_over", "wish_come_true"),
    *("wish_noted", "wish_over"),
)
_MESSAGES_NEW = (
    *("application_accepted", "application_late", "application_over", "application_refused", "application_sent"),
    *("application_waiting", "info_meeting", "interview_agreed", "interview_later", "interview_proposed"),
)
_PROMISES_BEFORE = (
    *("budget", "call_back", "call_list", "date_wish", "not_reachable", "offer", "undelivered", "waiting"),
)
_PROMISES_NEW = ("application", "interview", "interview_date")


def _one_of(values):
    return f"kind IN ({', '.join(repr(value) for value in sorted(values))})"


def _kinds(table, values):
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_kind"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_kind"), _one_of(values))


def upgrade():
    op.create_table(
        "application",
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("why", portal.database.Sealed(), nullable=True),
        sa.Column("when_free", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("interview_at", portal.database.Instant(), nullable=True),
        sa.Column("line_number", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "step IN ('agreed', 'held', 'met', 'proposed', 'sent', 'to_agree')", name=op.f("ck_application_step")
        ),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_application_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sign_up_id", name=op.f("pk_application")),
    )
    op.create_table(
        "application_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("from_step", sa.String(length=12), nullable=True),
        sa.Column("to_step", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_up_id"],
            ["application.sign_up_id"],
            name=op.f("fk_application_move_sign_up_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_move")),
    )
    with op.batch_alter_table("application_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_move_sign_up_id"), ["sign_up_id"], unique=False)
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("info_meeting_at", portal.database.Instant(), nullable=True))
        batch_op.add_column(sa.Column("info_meeting_url", sa.String(length=300), nullable=True))
    _kinds("message", (*_MESSAGES_BEFORE, *_MESSAGES_NEW))
    _kinds("promise", (*_PROMISES_BEFORE, *_PROMISES_NEW))


def downgrade():
    """Applications go with all that was said and promised about them; the sign-ups stay as they stand."""
    promise = sa.table("promise", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    line = sa.table("promise_move", sa.column("promise_id", sa.Integer()))
    gone = sa.select(promise.c.id).where(promise.c.kind.in_(_PROMISES_NEW))
    op.execute(sa.delete(line).where(line.c.promise_id.in_(gone)))
    for table, new in (("message", _MESSAGES_NEW), ("promise", _PROMISES_NEW)):
        kind = sa.table(table, sa.column("kind", sa.String()))
        op.execute(sa.delete(kind).where(kind.c.kind.in_(new)))
    _kinds("promise", _PROMISES_BEFORE)
    _kinds("message", _MESSAGES_BEFORE)
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.drop_column("info_meeting_url")
        batch_op.drop_column("info_meeting_at")
    op.drop_table("application_move")
    op.drop_table("application")
