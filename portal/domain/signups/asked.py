"""What somebody asked the team for, found again: how it stands now, and which course it is about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.catalogue.search import places, public_session_by_ref
from portal.domain.promises import lists
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import of_course

#: What a person outside the team may ask for.
_QUESTIONS = (PromiseKind.CALL_BACK, PromiseKind.DATE_WISH, PromiseKind.DATA_COPY, PromiseKind.DATA_ERASURE)
#: An association that has no place yet.
_HOME = ZoneInfo("Europe/Paris")


def by_ref(ref: str) -> Promise | None:
    """The question of this address. A promise that only the team knows of is none."""
    owed = lists.by_ref(ref)
    return owed if owed and owed.kind in _QUESTIONS else None


def by_name(name: str) -> Promise | None:
    """The question a message is about, by the name it has there: "promise:12"."""
    noun, _colon, number = name.partition(":")
    return db.session.get(Promise, int(number)) if noun == "promise" else None


def now_owed(owed: Promise) -> Promise:
    """The promise that goes on with it: itself, or the last one it was passed on to."""
    while owed.passed_to_id and (handed := db.session.get(Promise, owed.passed_to_id)):
        owed = handed
    return owed


def course_of(owed: Promise) -> Course | None:
    """The course it is about; None: about nothing in particular, or about what is gone."""
    noun, _colon, number = owed.about.partition(":")
    if noun == "course":
        return db.session.get(Course, int(number))
    course_session = None
    if noun == "course_session":
        course_session = db.session.get(CourseSession, int(number))
    elif noun == "sign_up":
        sign_up = db.session.get(SignUp, int(number))
        course_session = sign_up.course_session if sign_up else None
    return course_session.course if course_session else None


def home_zone() -> ZoneInfo:
    """By whose clock we promise when no place is named: that of the association's first place."""
    first = places()[:1]
    return first[0].zone if first else _HOME


def zone_of_course(course: Course, near: str, now: datetime) -> ZoneInfo:
    """Where somebody who waits for a date of `course` is taken to be: at the place of the course session `near`, if
    they came from its page; else where its next dates are; else at home."""
    seen = public_session_by_ref(near)
    if seen and seen.course_id == course.id:
        return seen.place.zone
    ahead = [offer.course_session.place for offer in of_course(course.slug, now)]
    return next((place.zone for place in ahead if not place.online), home_zone())
