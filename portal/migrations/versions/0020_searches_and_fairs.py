"""searches and fairs"""

import sqlalchemy as sa
from alembic import op

import portal.database

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("value", portal.database.Sealed(), nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("every", sa.String(length=4), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("told_until", portal.database.Instant(), nullable=False),
        sa.Column("next_at", portal.database.Instant(), nullable=True),
        sa.Column("ended_at", portal.database.Instant(), nullable=True),
        sa.Column("request_digest", sa.String(length=32), nullable=True),
        sa.CheckConstraint("every IN ('day', 'week')", name=op.f("ck_saved_search_every")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("ref", name=op.f("uq_saved_search_ref")),
        sa.UniqueConstraint("request_digest", name=op.f("uq_saved_search_request_digest")),
    )
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_search_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_search_next_at"), ["next_at"], unique=False)
    op.create_table(
        "job_fair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", portal.database.Instant(), nullable=False),
        sa.Column("ends_at", portal.database.Instant(), nullable=False),
        sa.Column("created_at", portal.database.Instant(), nullable=False),
        sa.Column("cancelled_at", portal.database.Instant(), nullable=True),
        sa.Column("tablet_digest", sa.String(length=32), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_job_fair_order")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_job_fair_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_fair")),
        sa.UniqueConstraint("ref", name=op.f("uq_job_fair_ref")),
        sa.UniqueConstraint("tablet_digest", name=op.f("uq_job_fair_tablet_digest")),
    )
    with op.batch_alter_table("job_fair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_fair_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_fair_place_id"), ["place_id"], unique=False)
    op.create_table(
        "job_fair_company",
        sa.Column("job_fair_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_job_fair_company_company_id_company"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["job_fair_id"],
            ["job_fair.id"],
            name=op.f("fk_job_fair_company_job_fair_id_job_fair"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("job_fair_id", "company_id", name=op.f("pk_job_fair_company")),
    )
    with op.batch_alter_table("job_fair_company", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_fair_company_company_id"), ["company_id"], unique=False)


def downgrade():
    with op.batch_alter_table("job_fair_company", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_fair_company_company_id"))
    op.drop_table("job_fair_company")
    with op.batch_alter_table("job_fair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_fair_place_id"))
        batch_op.drop_index(batch_op.f("ix_job_fair_ends_at"))
    op.drop_table("job_fair")
    with op.batch_alter_table("saved_search", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_search_next_at"))
        batch_op.drop_index(batch_op.f("ix_saved_search_digest"))
    op.drop_table("saved_search")
