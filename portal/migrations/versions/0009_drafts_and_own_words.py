"""drafts and own words"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MESSAGES_BEFORE = (
    *("application_accepted", "application_late", "application_over", "application_refused", "application_sent"),
    *("application_waiting", "call_late", "call_not_made", "call_promised", "date_cancelled", "info_meeting"),
    *("interview_agreed", "interview_later", "interview_proposed", "offer_ends_soon", "offer_over"),
    *("reminder_day_before", "reminder_morning", "seat_changed", "seat_confirmed", "seat_given_back", "seat_moved"),
    *("seat_offered", "staff_owes", "waiting_confirmed", "waiting_joined", "waiting_over", "wish_come_true"),
    *("wish_noted", "wish_over"),
)
_MESSAGES_NEW = (
    *("account_changed", "account_invited", "account_link", "data_asked", "data_erased", "data_late", "data_leaves"),
    *("data_ready", "date_changed", "my_bookings", "notice", "trial"),
)
_PROMISES_BEFORE = (
    *("application", "budget", "call_back", "call_list", "date_wish", "interview", "interview_date"),
    *("not_reachable", "offer", "undelivered", "waiting"),
)
_PROMISES_NEW = ("attendance", "data_copy", "data_erasure")


def _one_of(values):
    return f"kind IN ({', '.join(repr(value) for value in sorted(values))})"


def _kinds(table, values):
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_kind"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_kind"), _one_of(values))


def upgrade():
    op.create_table(
        "picture",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("mimetype", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", portal.database.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_picture")),
    )
    op.create_table(
        "sign_of_life",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("started_at", portal.database.Instant(), nullable=False),
        sa.Column("seen_at", portal.database.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sign_of_life")),
    )
    op.create_table(
        "own_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("source_digest", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("changed_at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_own_words_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_words")),
        sa.UniqueConstraint("kind", "language", "source_digest", "form", name="uq_own_words_sentence"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_setting_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "stopped_channel",
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("since", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("channel IN ('card', 'email', 'text')", name=op.f("ck_stopped_channel_channel")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_stopped_channel_account_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_stopped_channel")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("details", portal.database.TranslatedText(), nullable=True))
        batch_op.add_column(sa.Column("draft", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.alter_column("draft", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("trainer_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_course_session_course"))
        batch_op.create_index(
            "ix_course_session_course",
            ["course_id", "starts_at", "id", "place_id", "evening", "weekend", "draft"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_course_session_evening"))
        batch_op.create_index(
            "ix_course_session_evening",
            ["evening", "starts_at", "id", "course_id", "place_id", "draft"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_course_session_place"))
        batch_op.create_index(
            "ix_course_session_place",
            ["place_id", "starts_at", "id", "course_id", "evening", "weekend", "draft"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_course_session_starts"))
        batch_op.create_index(
            "ix_course_session_starts",
            ["starts_at", "id", "course_id", "place_id", "evening", "weekend", "draft"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_course_session_weekend"))
        batch_op.create_index(
            "ix_course_session_weekend",
            ["weekend", "starts_at", "id", "course_id", "place_id", "draft"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_course_session_trainer_id"), ["trainer_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_course_session_trainer_id_account"), "account", ["trainer_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.alter_column("draft", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_message_account_id"), ["account_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_message_account_id_account"), "account", ["account_id"], ["id"], ondelete="CASCADE"
        )
    _kinds("message", (*_MESSAGES_BEFORE, *_MESSAGES_NEW))
    _kinds("promise", (*_PROMISES_BEFORE, *_PROMISES_NEW))


def downgrade():
    promise = sa.table("promise", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    line = sa.table("promise_move", sa.column("promise_id", sa.Integer()))
    gone = sa.select(promise.c.id).where(promise.c.kind.in_(_PROMISES_NEW))
    op.execute(sa.delete(line).where(line.c.promise_id.in_(gone)))
    for table, new in (("message", _MESSAGES_NEW), ("promise", _PROMISES_NEW)):
        kind = sa.table(table, sa.column("kind", sa.String()))
        op.execute(sa.delete(kind).where(kind.c.kind.in_(new)))
    _kinds("promise", _PROMISES_BEFORE)
    _kinds("message", _MESSAGES_BEFORE)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_message_account_id_account"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_message_account_id"))
        batch_op.drop_column("account_id")
    with op.batch_alter_table("course_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_course_session_trainer_id_account"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_course_session_trainer_id"))
        batch_op.drop_index("ix_course_session_weekend")
        batch_op.create_index(
            batch_op.f("ix_course_session_weekend"),
            ["weekend", "starts_at", "id", "course_id", "place_id"],
            unique=False,
        )
        batch_op.drop_index("ix_course_session_starts")
        batch_op.create_index(
            batch_op.f("ix_course_session_starts"),
            ["starts_at", "id", "course_id", "place_id", "evening", "weekend"],
            unique=False,
        )
        batch_op.drop_index("ix_course_session_place")
        batch_op.create_index(
            batch_op.f("ix_course_session_place"),
            ["place_id", "starts_at", "id", "course_id", "evening", "weekend"],
            unique=False,
        )
        batch_op.drop_index("ix_course_session_evening")
        batch_op.create_index(
            batch_op.f("ix_course_session_evening"),
            ["evening", "starts_at", "id", "course_id", "place_id"],
            unique=False,
        )
        batch_op.drop_index("ix_course_session_course")
        batch_op.create_index(
            batch_op.f("ix_course_session_course"),
            ["course_id", "starts_at", "id", "place_id", "evening", "weekend"],
            unique=False,
        )
        batch_op.drop_column("trainer_id")
        batch_op.drop_column("draft")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_column("draft")
        batch_op.drop_column("details")
    op.drop_table("stopped_channel")
    op.drop_table("setting")
    op.drop_table("own_words")
    op.drop_table("sign_of_life")
    op.drop_table("picture")
