"""The words for what is owed, for the team: in lists, in mails, on the command line."""

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, Place
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.web import dates
from portal.web.languages import gettext as _
from portal.web.words import place_words, text


def promise_words(kind: str) -> str:
    """What is owed, as a short line."""
    return {
        PromiseKind.CALL_BACK: _("Call somebody back"),
        PromiseKind.DATE_WISH: _("Say when a course has a date"),
        PromiseKind.WAITING: _("Say whether a seat became free"),
        PromiseKind.OFFER: _("Answer the offer of a seat"),
        PromiseKind.CALL_LIST: _("Phone the waiting list: a seat is free"),
        PromiseKind.UNDELIVERED: _("Call: a message did not arrive"),
        PromiseKind.NOT_REACHABLE: _("Be at the door: some cannot be told"),
        PromiseKind.APPLICATION: _("Answer an application"),
        PromiseKind.INTERVIEW: _("Answer the date of an interview"),
        PromiseKind.INTERVIEW_DATE: _("Agree on an interview, by phone if need be"),
        PromiseKind.BUDGET: _("Text messages of today are used up"),
    }[PromiseKind(kind)]


def owner_words(owner: str) -> str:
    """Who owes it."""
    known = {Owner.TEAM: _("the whole team"), Owner.PERSON: _("the learner"), Owner.RULE: _("the portal itself")}
    if owner in known:
        return known[Owner(owner)]
    slug = owner.partition(":")[2]
    place = db.session.scalar(select(Place).where(Place.slug == slug))
    return _("the team of %(place)s", place=place_words(place) if place else slug)


def about_words(promise: Promise) -> str:
    """What it is about, as far as the team needs to find it: the workshop and its date."""
    noun, _colon, number = promise.about.partition(":")
    if noun == "sign_up":
        sign_up = db.session.get(SignUp, int(number))
        return _session(sign_up.course_session) if sign_up else ""
    if noun == "course_session":
        course_session = db.session.get(CourseSession, int(number))
        return _session(course_session) if course_session else ""
    if noun == "course":
        course = db.session.get(Course, int(number))
        return text(course.title) if course else ""
    if noun == "message":
        message = db.session.get(Message, int(number))
        return f"{message.kind} ({message.problem})" if message else ""
    return ""


def _session(course_session: CourseSession) -> str:
    return text(course_session.course.title) + _(", ") + dates.session_when(course_session)


def to_whom(promise: Promise) -> str:
    """The first name of whoever waits; empty: nobody outside the team."""
    person = db.session.get(Person, promise.person_id) if promise.person_id else None
    return person.first_name if person else ""
