"""placements"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "placement",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("agreement_sent_at", portal.database.Instant(), nullable=True),
        sa.Column("company_signed_at", portal.database.Instant(), nullable=True),
        sa.Column("learner_signed_at", portal.database.Instant(), nullable=True),
        sa.Column("ours_signed_at", portal.database.Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("assessed_at", portal.database.Instant(), nullable=True),
        sa.Column("assessment", portal.database.Sealed(), nullable=True),
        sa.Column("learner_agrees", sa.Boolean(), nullable=True),
        sa.Column("learner_words", portal.database.Sealed(), nullable=True),
        sa.Column("agreed_at", portal.database.Instant(), nullable=True),
        sa.Column("hired", sa.String(length=16), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("after_asked_at", portal.database.Instant(), nullable=True),
        sa.Column("after", sa.String(length=16), nullable=True),
        sa.Column("after_at", portal.database.Instant(), nullable=True),
        sa.CheckConstraint(
            "after IS NULL OR after IN ('looking', 'other', 'other_work', 'same_company', 'training')",
            name=op.f("ck_placement_after"),
        ),
        sa.CheckConstraint(
            "hired IS NULL OR hired IN ('apprenticeship', 'fixed_term', 'freelance', 'no', 'permanent')",
            name=op.f("ck_placement_hired"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('completed', 'no_show', 'partly', 'unsaid')",
            name=op.f("ck_placement_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_placement_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_ends_on"), ["ends_on"], unique=False)


def downgrade():
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_ends_on"))
    op.drop_table("placement")
