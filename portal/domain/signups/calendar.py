"""The address behind which a calendar program finds a booking, and what becomes of it."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.signups.models import SignUp
from portal.vault import vault

#: Not that of the private link: who was given one cannot make the other from it.
_CALENDAR = "booking calendar"
#: A booking is moved a few times, not for ever.
_MOST_MOVES = 20


def calendar_token(sign_up: SignUp) -> str:
    """What the address of its calendar carries. Nothing of it is stored."""
    return sign_up.ref + vault.signature(_CALENDAR, sign_up.ref)


def by_calendar_token(token: str) -> SignUp | None:
    ref, signature = token[:16], token[16:]
    if not vault.verifies(_CALENDAR, ref, signature):
        return None
    return db.session.scalar(_with_its_dates().where(SignUp.ref == ref))


def with_successors(sign_up: SignUp) -> list[SignUp]:
    """The booking, and those it was moved to one after the other."""
    line = [sign_up]
    while line[-1].moved_to_id is not None and len(line) < _MOST_MOVES:
        line.append(db.session.scalars(_with_its_dates().where(SignUp.id == line[-1].moved_to_id)).one())
    return line


def _with_its_dates() -> Select[SignUp]:
    course_session = joinedload(SignUp.course_session)
    return select(SignUp).options(
        selectinload(SignUp.history),
        course_session.joinedload(CourseSession.course).joinedload(Course.programme),
        course_session.joinedload(CourseSession.place),
        course_session.selectinload(CourseSession.dates),
    )
