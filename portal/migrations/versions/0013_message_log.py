"""message log"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_state_id", ["state", "id"], unique=False)
        batch_op.create_index("ix_message_kind_id", ["kind", "id"], unique=False)
        batch_op.create_index("ix_message_created_at_id", ["created_at", "id"], unique=False)


def downgrade():
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_created_at_id")
        batch_op.drop_index("ix_message_kind_id")
        batch_op.drop_index("ix_message_state_id")
