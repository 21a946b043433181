"""My bookings, without an account: a link and six digits go to a contact; behind them, the first name opens the rest.

Several people share a phone: a contact alone opens nothing, and a name shows what belongs to it only.
"""

import hmac
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.names import fold_name
from portal.domain.accounts.people import in_use
from portal.domain.accounts.reaching import recipient_of
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.signups.models import SignUp
from portal.vault import new_ref, vault

#: So long the link and its six digits open something.
LIVES = timedelta(minutes=60)
#: Bookings on the page, newest first.
_MOST = 50


def send_link(reach: Reach, language: str, zone: ZoneInfo, now: datetime) -> None:
    """Send a link to a contact that somebody gave us. An unknown one gets nothing, and nobody can tell."""
    begin_write()
    to = recipient_of(reach, language)
    if to is None or not _is_known(reach.digest):
        return
    kind = MessageKind.MY_BOOKINGS
    news = News(kind, _about(reach.digest), f"{kind}:{new_ref(16)}", zone, useless_from=now + LIVES)
    message = tell(news, to, now)
    message.link_until = now + LIVES
    db.session.flush()


def _about(digest: str) -> str:
    """What such a message is about: all that was booked with a contact."""
    return f"bookings:{digest[:30]}"


def _is_known(digest: str) -> bool:
    """Did anybody who is known here give it: for a seat, or for work?"""
    gave = exists().where(Contact.digest == digest, Person.id == Contact.person_id, in_use())
    return bool(db.session.scalar(select(gave)))


def six_digits(message: Message) -> str:
    """The code in the message, for whoever reads it on another device: made from its name, and nowhere stored."""
    return f"{int(vault.digest('bookings code', message.ref), 16) % 1_000_000:06}"


def by_six_digits(contact_digest: str, typed: str, now: datetime) -> Message | None:
    """The message to this contact that carries this code, while it lives."""
    sent = select(Message).where(
        Message.about == _about(contact_digest),
        Message.address_digest == contact_digest,
        Message.link_until > now,
    )
    given = typed.encode()
    fits = [one for one in db.session.scalars(sent) if hmac.compare_digest(six_digits(one).encode(), given)]
    return fits[0] if fits else None


def is_open(message: Message, now: datetime) -> bool:
    """Does its link still open something?"""
    return message.address_digest is not None and message.link_until is not None and message.link_until > now


def name_digest(first_name: str) -> str:
    """A name as a browser may keep it."""
    return vault.digest("bookings name", fold_name(first_name))


def people_of(message: Message, name: str) -> list[Person]:
    """Those who gave this contact and the name of this digest."""
    who = select(Person).join(Contact).where(Contact.digest == message.address_digest, in_use()).order_by(Person.id)
    found = db.session.scalars(who.options(selectinload(Person.contacts))).unique()
    return [person for person in found if hmac.compare_digest(name_digest(person.first_name), name)]


def bookings_of(people: list[Person]) -> list[SignUp]:
    """Every booking of these, newest first, with all that a card in a list shows."""
    query = (
        select(SignUp)
        .where(SignUp.person_id.in_([person.id for person in people]))
        .order_by(SignUp.id.desc())
        .limit(_MOST)
        .options(
            selectinload(SignUp.history),
            joinedload(SignUp.course_session).options(
                joinedload(CourseSession.course).joinedload(Course.programme),
                joinedload(CourseSession.place),
                selectinload(CourseSession.dates),
            ),
        )
    )
    return list(db.session.scalars(query))
