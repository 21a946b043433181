"""when things changed"""

import sqlalchemy as sa
from alembic import op

import portal.database
from portal import clock

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = ("course", "place", "course_session")


def upgrade():
    for name in _TABLES:
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(sa.Column("changed_at", portal.database.Instant(), nullable=True))
        # Nobody noted it for the rows that are there: they count as changed now.
        table = sa.table(name, sa.column("changed_at", portal.database.Instant()))
        op.execute(table.update().values(changed_at=clock.now()))
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.alter_column("changed_at", existing_type=portal.database.Instant(), nullable=False)
    with op.batch_alter_table("session_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_date_ends_at"), ["ends_at"], unique=False)


def downgrade():
    with op.batch_alter_table("session_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_date_ends_at"))
    for name in _TABLES:
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_column("changed_at")
