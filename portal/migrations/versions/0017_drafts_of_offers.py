"""drafts of offers: an e-mail address may begin several, one of them is sent"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_SENT = sa.text("state IN ('approved', 'in_review', 'interview', 'paused', 'received') AND NOT imported")
_WITH_DRAFTS = sa.text(
    "state IN ('approved', 'draft', 'in_review', 'interview', 'paused', 'received') AND NOT imported"
)
_NAME = "uq_volunteer_live_email"


def upgrade():
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.drop_index(_NAME, sqlite_where=_WITH_DRAFTS, postgresql_where=_WITH_DRAFTS)
        batch_op.create_index(_NAME, ["email_digest"], unique=True, sqlite_where=_SENT, postgresql_where=_SENT)
        batch_op.create_index(batch_op.f("ix_volunteer_email_digest"), ["email_digest"], unique=False)


def downgrade():
    # Several drafts of one address have no place in the index that comes back.
    op.execute("UPDATE volunteer SET email_digest = NULL WHERE state = 'draft'")
    with op.batch_alter_table("volunteer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_email_digest"))
        batch_op.drop_index(_NAME, sqlite_where=_SENT, postgresql_where=_SENT)
        batch_op.create_index(
            _NAME, ["email_digest"], unique=True, sqlite_where=_WITH_DRAFTS, postgresql_where=_WITH_DRAFTS
        )
