"""pairs"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "matching_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("course_session_id", sa.Integer(), nullable=True),
        sa.Column("made_at", portal.database.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("published_at", portal.database.Instant(), nullable=True),
        sa.Column("dropped_at", portal.database.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_matching_round_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["course_session_id"],
            ["course_session.id"],
            name=op.f("fk_matching_round_course_session_id_course_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_round")),
        sa.UniqueConstraint("ref", name=op.f("uq_matching_round_ref")),
    )
    op.create_table(
        "mentee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("spoken", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("week", sa.JSON(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("wish", portal.database.Sealed(), nullable=True),
        sa.Column("consent_version", sa.String(length=16), nullable=False),
        sa.Column("consent_at", portal.database.Instant(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("closed_at", portal.database.Instant(), nullable=True),
        sa.Column("closed_why", sa.String(length=40), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mentee_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_mentee_place_id_place")),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_mentee_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentee")),
        sa.UniqueConstraint("ref", name=op.f("uq_mentee_ref")),
    )
    with op.batch_alter_table("mentee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentee_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentee_sign_up_id"), ["sign_up_id"], unique=False)
        batch_op.create_index(
            "uq_mentee_open",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
    op.create_table(
        "matching_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_matching_line_mentee_id_mentee"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["matching_round.id"],
            name=op.f("fk_matching_line_round_id_matching_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_matching_line_volunteer_id_volunteer"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_line")),
        sa.UniqueConstraint("round_id", "mentee_id", name="uq_matching_line_mentee"),
    )
    with op.batch_alter_table("matching_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matching_line_round_id"), ["round_id"], unique=False)
    op.create_table(
        "mentor_choice",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", portal.database.Instant(), nullable=True),
        sa.CheckConstraint("rank BETWEEN 1 AND 3", name=op.f("ck_mentor_choice_rank")),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_mentor_choice_mentee_id_mentee"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_mentor_choice_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mentee_id", "rank", name=op.f("pk_mentor_choice")),
        sa.UniqueConstraint("mentee_id", "volunteer_id", name="uq_mentor_choice_volunteer"),
    )
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("mentor_yes_at", portal.database.Instant(), nullable=True),
        sa.Column("learner_yes_at", portal.database.Instant(), nullable=True),
        sa.Column("started_at", portal.database.Instant(), nullable=True),
        sa.Column("paused_until", portal.database.Instant(), nullable=True),
        sa.Column("ended_at", portal.database.Instant(), nullable=True),
        sa.Column("end_why", sa.String(length=40), nullable=True),
        sa.Column("mentor_shares_at", portal.database.Instant(), nullable=True),
        sa.Column("learner_shares_at", portal.database.Instant(), nullable=True),
        sa.Column("nudged_at", portal.database.Instant(), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('accepted', 'active', 'completed', 'declined', 'ended_early', 'expired', 'paused', 'requested', 'suggested', 'withdrawn')",
            name=op.f("ck_pair_state"),
        ),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_pair_mentee_id_mentee"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_pair_volunteer_id_volunteer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair")),
        sa.UniqueConstraint("ref", name=op.f("uq_pair_ref")),
    )
    with op.batch_alter_table("pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pair_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pair_volunteer_id"), ["volunteer_id"], unique=False)
        batch_op.create_index(
            "uq_pair_live",
            ["mentee_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('accepted', 'active', 'paused', 'requested', 'suggested')"),
            postgresql_where=sa.text("state IN ('accepted', 'active', 'paused', 'requested', 'suggested')"),
        )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("by", sa.String(length=8), nullable=False),
        sa.Column("held_at", portal.database.Instant(), nullable=True),
        sa.Column("held_by", sa.String(length=8), nullable=True),
        sa.Column("mentor_went", sa.String(length=8), nullable=True),
        sa.Column("learner_went", sa.String(length=8), nullable=True),
        sa.Column("called_off_at", portal.database.Instant(), nullable=True),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.CheckConstraint("mode IN ('in_person', 'online', 'phone')", name=op.f("ck_meeting_mode")),
        sa.CheckConstraint("held_at IS NULL OR called_off_at IS NULL", name=op.f("ck_meeting_held_or_called_off")),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_meeting_minutes")),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_meeting_pair_id_pair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("ref", name=op.f("uq_meeting_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_meeting_request_digest")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_held_at"), ["held_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_pair_id"), ["pair_id"], unique=False)
    op.create_table(
        "pair_answer",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("survey", sa.String(length=8), nullable=False),
        sa.Column("answers", portal.database.SealedFacts(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["pair.id"], name=op.f("fk_pair_answer_pair_id_pair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pair_id", "side", "survey", name=op.f("pk_pair_answer")),
    )
    op.create_table(
        "pair_goal",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.Column("reached_at", portal.database.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_goal_pair_id_pair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pair_id", "position", name=op.f("pk_pair_goal")),
    )
    op.create_table(
        "pair_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("from_team", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pair_letter_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["pair.id"], name=op.f("fk_pair_letter_pair_id_pair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_letter")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_pair_letter_request_digest")),
    )
    with op.batch_alter_table("pair_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_letter_pair_id"), ["pair_id"], unique=False)
    op.create_table(
        "pair_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"], name=op.f("fk_pair_move_pair_id_pair"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_move")),
    )
    with op.batch_alter_table("pair_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_move_pair_id"), ["pair_id"], unique=False)
    op.create_table(
        "pair_problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.Column("outcome", portal.database.Sealed(), nullable=True),
        sa.Column("closed_at", portal.database.Instant(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pair_problem_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["pair.id"], name=op.f("fk_pair_problem_pair_id_pair"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_problem")),
        sa.UniqueConstraint("ref", name=op.f("uq_pair_problem_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_pair_problem_request_digest")),
    )
    with op.batch_alter_table("pair_problem", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pair_problem_pair_id"), ["pair_id"], unique=False)


def downgrade():
    with op.batch_alter_table("pair_problem", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_problem_pair_id"))
    op.drop_table("pair_problem")
    with op.batch_alter_table("pair_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_move_pair_id"))
    op.drop_table("pair_move")
    with op.batch_alter_table("pair_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pair_letter_pair_id"))
    op.drop_table("pair_letter")
    op.drop_table("pair_goal")
    op.drop_table("pair_answer")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_pair_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_held_at"))
        batch_op.drop_index(batch_op.f("ix_meeting_at"))
    op.drop_table("meeting")
    with op.batch_alter_table("pair", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pair_live",
            sqlite_where=sa.text("state IN ('accepted', 'active', 'paused', 'requested', 'suggested')"),
            postgresql_where=sa.text("state IN ('accepted', 'active', 'paused', 'requested', 'suggested')"),
        )
        batch_op.drop_index(batch_op.f("ix_pair_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_pair_state_id"))
        batch_op.drop_index(batch_op.f("ix_pair_mentee_id"))
    op.drop_table("pair")
    op.drop_table("mentor_choice")
    with op.batch_alter_table("matching_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matching_line_round_id"))
    op.drop_table("matching_line")
    with op.batch_alter_table("mentee", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mentee_open", sqlite_where=sa.text("closed_at IS NULL"), postgresql_where=sa.text("closed_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_mentee_sign_up_id"))
        batch_op.drop_index(batch_op.f("ix_mentee_person_id"))
    op.drop_table("mentee")
    op.drop_table("matching_round")
