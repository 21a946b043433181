"""People who apply for a course that staff choose for, step by step."""

from datetime import datetime, timedelta
from typing import Any

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.catalogue.models import CourseSession, Entry
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.promises.models import Promise
from portal.domain.signups.answers import accept
from portal.domain.signups.applying import Told, apply_for
from portal.domain.signups.interviews import agree, propose_interview
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about
from tests import make

PHONE = read_phone("06 12 34 56 78", "FR")
IN_A_MONTH = timedelta(days=30)


def cohort(starts: timedelta = IN_A_MONTH, seats: int = 12, **facts: Any) -> CourseSession:
    """A course session whose seats staff give."""
    course = facts.pop("course", None) or make.course(entry=Entry.APPLICATION, title=make.words("Web development"))
    return make.course_session(starts, course=course, capacity=seats, **facts)


def applied(session: CourseSession | None = None, told: Told | None = None, **facts: Any) -> SignUp:
    """Somebody who applied, committed as a page would."""
    request = make.seat_request(**{"first_name": "Nour", "reach": PHONE} | facts)
    made = apply_for(session or cohort(), request, told or Told(), clock.now())
    db.session.commit()
    return made


def another(session: CourseSession, name: str = "Amal") -> SignUp:
    """Somebody else who applied there and cannot be reached."""
    return applied(session, first_name=name, reach=None)


def invited(sign_up: SignUp, ahead: timedelta = timedelta(days=6)) -> datetime:
    """Staff propose an interview; returns when."""
    at = clock.now() + ahead
    propose_interview(sign_up, at, clock.now())
    db.session.commit()
    return at


def coming(sign_up: SignUp) -> datetime:
    """They are invited and say yes."""
    at = invited(sign_up)
    agree(sign_up, Role.PERSON, clock.now())
    db.session.commit()
    return at


def filled(session: CourseSession) -> CourseSession:
    """Staff gave all its seats to others."""
    for _ in range(session.capacity):
        accept(another(session, "Somebody"), clock.now())
    db.session.commit()
    return session


def owed(sign_up: SignUp, kind: PromiseKind = PromiseKind.APPLICATION) -> Promise | None:
    return open_about(about(sign_up), kind)
