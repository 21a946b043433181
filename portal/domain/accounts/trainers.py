"""Who may teach a course session."""

from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.roles import in_force


def trainers(now: datetime) -> list[Account]:
    """Open accounts with the role of a trainer, at whatever place, by name."""
    granted = select(Grant.account_id).where(Grant.role == OfficeRole.TRAINER, in_force(now))
    query = select(Account).where(Account.id.in_(granted), Account.closed_at.is_(None)).order_by(Account.name)
    return list(db.session.scalars(query))
