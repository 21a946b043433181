"""names to look for"""

import sqlalchemy as sa
from alembic import op

from portal.domain.accounts.names import LONGEST, fold_name

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FOLDED = sa.String(LONGEST).with_variant(sa.String(LONGEST, collation="C"), "postgresql")


def upgrade():
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name_folded", _FOLDED, nullable=True))
    person = sa.table("person", sa.column("id"), sa.column("first_name"), sa.column("name_folded"))
    connection = op.get_bind()
    for number, name in connection.execute(sa.select(person.c.id, person.c.first_name)).all():
        folded = fold_name(name)[:LONGEST]
        connection.execute(person.update().where(person.c.id == number).values(name_folded=folded))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("name_folded", existing_type=_FOLDED, nullable=False)
        batch_op.create_index(batch_op.f("ix_person_name_folded"), ["name_folded"], unique=False)


def downgrade():
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_folded"))
        batch_op.drop_column("name_folded")
