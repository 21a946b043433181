"""Thirty days before somebody's data leaves, they are told: whoever answers or books stays."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.reaching import recipient
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import News, tell
from portal.domain.signups.asked import home_zone
from portal.domain.signups.models import SignUp
from portal.domain.signups.retention import people_leaving

NOTICE = timedelta(days=30)


def to_tell(now: datetime, most: int = 200) -> list[int]:
    """Ids of those who go within the notice, can be told, and were not."""
    leaving = people_leaving(now + NOTICE).where(Person.notice_at.is_(None), Person.erased_at.is_(None))
    reached = select(Contact.id).where(Contact.person_id == Person.id).exists()
    return [person.id for person in db.session.scalars(leaving.where(reached).limit(most))]


def tell_leaving(person: Person, now: datetime) -> int:
    """Tell them by when; how many were told."""
    begin_write()
    db.session.refresh(person)
    if person.notice_at or person.erased_at:
        return 0
    person.notice_at = now
    last = db.session.scalar(select(SignUp.language).where(SignUp.person_id == person.id).order_by(SignUp.id.desc()))
    facts = {"reply_by": (now + NOTICE).isoformat()}
    news = News(
        MessageKind.DATA_LEAVES, f"person:{person.id}", f"leaves:{person.id}:{now:%Y%m%d}", home_zone(), facts
    )
    tell(news, recipient(person, last or ""), now)
    return 1
