"""Signs of life: when the worker was last at work, and when the last backup was made."""

from datetime import datetime

from portal.database import begin_write, db
from portal.domain.settings.models import SignOfLife

WORKER, BACKUP = "worker", "backup"


def note_alive(name: str, now: datetime, started: datetime | None = None) -> None:
    """It is at work at `now`; `started`: since when."""
    begin_write()
    sign = db.session.get(SignOfLife, name)
    if sign is None:
        sign = SignOfLife(name=name, started_at=started or now)
        db.session.add(sign)
    sign.started_at = started or sign.started_at
    sign.seen_at = now
    db.session.flush()


def last_seen(name: str) -> datetime | None:
    sign = db.session.get(SignOfLife, name)
    return sign.seen_at if sign else None
