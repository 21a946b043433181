"""postings"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("tasks", sa.String(length=4000), nullable=False),
        sa.Column("skills_wanted", sa.String(length=2000), nullable=False),
        sa.Column("skills_learned", sa.String(length=2000), nullable=False),
        sa.Column("presence", sa.String(length=8), nullable=True),
        sa.Column("town", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("weekly_hours", sa.Integer(), nullable=True),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("pay_per", sa.String(length=8), nullable=True),
        sa.Column("pay_from", sa.Integer(), nullable=True),
        sa.Column("pay_to", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("french", sa.Integer(), nullable=True),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("beginner", sa.Boolean(), nullable=False),
        sa.Column("cv", sa.String(length=12), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("most_open", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("changed_at", portal.database.Instant(), nullable=False),
        sa.Column("published_at", portal.database.Instant(), nullable=True),
        sa.Column("refreshed_at", portal.database.Instant(), nullable=True),
        sa.Column("reviewed_at", portal.database.Instant(), nullable=True),
        sa.CheckConstraint("cv IN ('needed', 'not_needed', 'welcome')", name=op.f("ck_posting_cv")),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN "
            "('apprenticeship', 'fixed_term', 'freelance', 'immersion', 'internship', 'permanent')",
            name=op.f("ck_posting_kind"),
        ),
        sa.CheckConstraint(
            "pay_per IS NULL OR pay_per IN ('day', 'hour', 'mission', 'month', 'nothing', 'year')",
            name=op.f("ck_posting_pay_per"),
        ),
        sa.CheckConstraint(
            "presence IS NULL OR presence IN ('hybrid', 'on_site', 'remote')", name=op.f("ck_posting_presence")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'expired', 'filled', 'in_review', 'paused', 'published', 'removed', 'withdrawn')",
            name=op.f("ck_posting_state"),
        ),
        sa.CheckConstraint("most_open BETWEEN 1 AND 100", name=op.f("ck_posting_most_open")),
        sa.CheckConstraint("pay_to IS NULL OR pay_from <= pay_to", name=op.f("ck_posting_pay")),
        sa.CheckConstraint("seats BETWEEN 1 AND 50", name=op.f("ck_posting_seats")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_posting_company_id_company"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["copied_from_id"], ["posting.id"], name=op.f("fk_posting_copied_from_id_posting"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["recruiter_id"], ["recruiter.id"], name=op.f("fk_posting_recruiter_id_recruiter"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("ref", name=op.f("uq_posting_ref")),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_company_id"), ["company_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_latitude_longitude"), ["latitude", "longitude"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_state_expires_on"), ["state", "expires_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_posting_state_refreshed_at_id"), ["state", "refreshed_at", "id"], unique=False
        )
    op.create_table(
        "posting_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("from_team", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("text", portal.database.Sealed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_posting_comment_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_comment_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_comment")),
    )
    with op.batch_alter_table("posting_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_comment_posting_id"), ["posting_id"], unique=False)
    op.create_table(
        "posting_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_move_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_move")),
    )
    with op.batch_alter_table("posting_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_move_posting_id"), ["posting_id"], unique=False)
    op.create_table(
        "posting_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("text", portal.database.Sealed(), nullable=True),
        sa.Column("at", portal.database.Instant(), nullable=False),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.Column("outcome", portal.database.Sealed(), nullable=True),
        sa.Column("closed_at", portal.database.Instant(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "why IN ('contact', 'false', 'money', 'other', 'papers', 'rude')", name=op.f("ck_posting_report_why")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_posting_report_account_id_account"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_report_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_posting_report_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_posting_report_request_digest")),
    )
    with op.batch_alter_table("posting_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_report_closed_at_id"), ["closed_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_report_posting_id"), ["posting_id"], unique=False)
    op.create_table(
        "posting_word",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_word_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "word", name=op.f("pk_posting_word")),
    )
    with op.batch_alter_table("posting_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_word_word"), ["word"], unique=False)


def downgrade():
    with op.batch_alter_table("posting_word", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_word_word"))
    op.drop_table("posting_word")
    with op.batch_alter_table("posting_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_report_posting_id"))
        batch_op.drop_index(batch_op.f("ix_posting_report_closed_at_id"))
    op.drop_table("posting_report")
    with op.batch_alter_table("posting_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_move_posting_id"))
    op.drop_table("posting_move")
    with op.batch_alter_table("posting_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_comment_posting_id"))
    op.drop_table("posting_comment")
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posting_state_refreshed_at_id"))
        batch_op.drop_index(batch_op.f("ix_posting_state_expires_on"))
        batch_op.drop_index(batch_op.f("ix_posting_latitude_longitude"))
        batch_op.drop_index(batch_op.f("ix_posting_company_id"))
    op.drop_table("posting")
