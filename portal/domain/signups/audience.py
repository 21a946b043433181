"""Whom a change of a course session concerns: how many, by which way they hear of it, and who cannot be reached."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Channel
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE


@dataclass(frozen=True)
class Audience:
    """Everybody with a seat, in line or with an application."""

    sign_ups: list[SignUp]
    ways: Counter[Channel]

    @property
    def unreachable(self) -> int:
        """Who finds the news on their card only."""
        return self.ways[Channel.CARD]

    def __len__(self) -> int:
        return len(self.sign_ups)


def live_sign_ups(course_session: CourseSession) -> list[SignUp]:
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(LIVE))
    people = joinedload(SignUp.person).selectinload(Person.contacts)
    return list(db.session.scalars(query.order_by(SignUp.id).options(people, selectinload(SignUp.history))))


def audience(course_session: CourseSession) -> Audience:
    live = live_sign_ups(course_session)
    return Audience(live, Counter(recipient(one.person, one.language).channel for one in live))
