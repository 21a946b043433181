"""A trainer's link to the list of one course session: without an account, until a date.

Its token is made from its name with the lookup key, as those of messages are: the team can show it again, and a
stolen database holds none.
"""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance_models import CheckInLink
from portal.vault import new_ref, vault

_PURPOSE = "check-in link"
#: Made when all dates are over, for marks that are missing, it opens for so long.
_AFTERWARDS = timedelta(days=7)
#: What was ticked before a link ended may still arrive for so long.
LATE = timedelta(days=7)


def link_token(link: CheckInLink) -> str:
    """What the address of the link carries."""
    return vault.token(_PURPOSE, link.ref)


def make_link(course_session: CourseSession, name: str, maker: Account | None, now: datetime) -> CheckInLink:
    """A link for whoever is called `name`: it opens until the day after the last date."""
    begin_write()
    ref = new_ref(16)
    link = CheckInLink(
        ref=ref,
        course_session=course_session,
        name=name,
        token_digest=_digest(vault.token(_PURPOSE, ref)),
        made_at=now,
        made_by_id=maker.id if maker else None,
        until=opens_until(course_session, now),
    )
    db.session.add(link)
    db.session.flush()
    return link


def opens_until(course_session: CourseSession, now: datetime) -> datetime:
    """Until when a link that is made now opens: the last minute of the day after the last date."""
    zone, last = course_session.place.zone, course_session.ends_at
    if last is None or last < now:
        return now + _AFTERWARDS
    day = last.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(23, 59), zone)


def end_link(link: CheckInLink, now: datetime) -> None:
    """It opens nothing any more, and ticks that come by it are not taken. Twice is once."""
    begin_write()
    if link.revoked_at is None:
        link.revoked_at = now
        db.session.flush()


def by_token(token: str) -> CheckInLink | None:
    """The link of this address, whether it still opens something or not."""
    return db.session.scalar(select(CheckInLink).where(CheckInLink.token_digest == _digest(token)))


def by_ref(ref: str) -> CheckInLink | None:
    return db.session.scalar(select(CheckInLink).where(CheckInLink.ref == ref))


def links_of(course_session: CourseSession) -> list[CheckInLink]:
    """All links that were made for it, newest first."""
    query = select(CheckInLink).where(CheckInLink.course_session_id == course_session.id)
    return list(db.session.scalars(query.order_by(CheckInLink.id.desc())))


def is_open(link: CheckInLink, now: datetime) -> bool:
    return link.revoked_at is None and link.until > now


def may_send_late(link: CheckInLink, now: datetime) -> bool:
    """May what was ticked while it was open still arrive?"""
    return link.revoked_at is None and link.until + LATE > now


def _digest(token: str) -> str:
    return vault.digest(_PURPOSE, token)
