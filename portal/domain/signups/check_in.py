"""A trainer's link to the list of one course session."""

from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.signups.attendance_models import CheckInLink


def open_link(ref: str, now: datetime) -> CheckInLink | None:
    """The check-in link of this name, while it opens something."""
    return db.session.scalar(
        select(CheckInLink).where(CheckInLink.ref == ref, CheckInLink.until > now, CheckInLink.revoked_at.is_(None))
    )
