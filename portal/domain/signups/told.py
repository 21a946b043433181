"""What is told about a sign-up: the news goes into the outbox with the fact, in the language of the sign-up."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import is_reachable, recipient
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.promises.kinds import place_owner
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE, State


def about(sign_up: SignUp) -> str:
    """The name of a sign-up in promises and messages."""
    return f"sign_up:{sign_up.id}"


def about_session(course_session: CourseSession) -> str:
    return f"course_session:{course_session.id}"


def owner_of(course_session: CourseSession) -> str:
    """The team that owes what is asked about this course session."""
    return place_owner(course_session.place.slug)


def tell_holder(
    sign_up: SignUp,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> Message:
    """Let whoever the sign-up is for know. `key`: what makes this news another than the last of its kind.

    Without `useless_from` it is told as long as the course session is not over.
    """
    news = News(
        kind,
        about(sign_up),
        f"{kind}:{sign_up.ref}:{key}",
        sign_up.course_session.place.zone,
        facts or {},
        useless_from=useless_from or sign_up.course_session.ends_at,
    )
    return tell(news, recipient(sign_up.person, sign_up.language), now)


def at_this_moment(now: datetime) -> str:
    """A key for news that may come again later."""
    return f"{now:%Y%m%d%H%M%S%f}"


def by_id(sign_up_id: int) -> SignUp | None:
    """The sign-up with all that is said about it."""
    return db.session.scalar(
        select(SignUp)
        .where(SignUp.id == sign_up_id)
        .options(
            joinedload(SignUp.person).selectinload(Person.contacts),
            joinedload(SignUp.course_session).options(
                joinedload(CourseSession.course),
                joinedload(CourseSession.place),
                selectinload(CourseSession.dates),
            ),
        )
    )


def of_message(message: Message) -> SignUp | None:
    """The sign-up a message speaks of; None: it is about something else, or that is gone."""
    noun, _colon, number = message.about.partition(":")
    return by_id(int(number)) if noun == "sign_up" else None


def not_reachable(sign_ups: Iterable[SignUp]) -> list[SignUp]:
    """Those who find the news on their card only: staff see how many, and who."""
    return [sign_up for sign_up in sign_ups if not is_reachable(sign_up.person)]


def of_session(course_session: CourseSession) -> list[SignUp]:
    """Everybody to whom its news matters: who has a seat or waits, and those the centre cancelled."""
    concerned = {*LIVE, State.CANCELLED_BY_CENTRE}
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(concerned))
    return list(db.session.scalars(query.order_by(SignUp.id)))


#: What a message says only while its seat is in this state.
_TRUE_WHILE = {
    MessageKind.REMINDER_DAY_BEFORE: State.CONFIRMED,
    MessageKind.REMINDER_MORNING: State.CONFIRMED,
    MessageKind.WAITING_CONFIRMED: State.CONFIRMED,
    MessageKind.SEAT_OFFERED: State.OFFERED,
    MessageKind.OFFER_ENDS_SOON: State.OFFERED,
    MessageKind.INFO_MEETING: State.REQUESTED,
    MessageKind.INTERVIEW_PROPOSED: State.REQUESTED,
    MessageKind.INTERVIEW_AGREED: State.REQUESTED,
    MessageKind.INTERVIEW_LATER: State.REQUESTED,
    MessageKind.APPLICATION_LATE: State.REQUESTED,
    MessageKind.APPLICATION_ACCEPTED: State.CONFIRMED,
    MessageKind.APPLICATION_WAITING: State.WAITING,
}


def still_true(message: Message) -> bool:
    """Looked at once more just before it goes out, whoever queued it: no reminder of a seat that was given back."""
    state = _TRUE_WHILE.get(MessageKind(message.kind))
    noun, _colon, number = message.about.partition(":")
    if state is None or noun != "sign_up":
        return True
    return db.session.scalar(select(SignUp.state).where(SignUp.id == int(number))) == state
