"""The words for what is owed, for the team: in lists, in mails, on the command line."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.kept_by_staff import Ending
from portal.domain.signups.models import SignUp
from portal.web import dates, jobs_promises, mentoring_promises
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
        PromiseKind.ATTENDANCE: _("Say who was there"),
        PromiseKind.DATA_COPY: _("Send somebody a copy of their data"),
        PromiseKind.DATA_ERASURE: _("Delete the data of somebody who asks"),
        PromiseKind.BUDGET: _("Text messages of today are used up"),
        **mentoring_promises.kind_words(),
        **jobs_promises.kind_words(),
    }[PromiseKind(kind)]


def owner_words(owner: str) -> str:
    """Who owes it."""
    known = {
        Owner.TEAM: _("the whole team"),
        Owner.PERSON: _("the learner"),
        Owner.VOLUNTEER: _("the volunteer"),
        Owner.COMPANY: _("the company"),
        Owner.SAFEGUARDING: _("who is responsible for safety"),
        Owner.RULE: _("the portal itself"),
    }
    if owner in known:
        return known[Owner(owner)]
    noun, _colon, slug = owner.partition(":")
    if noun == "account":
        account = db.session.scalar(select(Account).where(Account.ref == slug))
        return account.name if account else slug
    place = db.session.scalar(select(Place).where(Place.slug == slug))
    return _("the team of %(place)s", place=place_words(place) if place else slug)


def owner_names(owners: Iterable[str]) -> dict[str, str]:
    """The same for all owners of a list, looked up at once."""
    by_noun: dict[str, dict[str, str]] = {}
    for owner in set(owners):
        noun, _colon, name = owner.partition(":")
        by_noun.setdefault(noun if name else "", {})[name or owner] = owner
    names = {owner: owner_words(owner) for owner in by_noun.get("", {}).values()}
    teams, people = by_noun.get("place", {}), by_noun.get("account", {})
    if teams:
        for place in db.session.scalars(select(Place).where(Place.slug.in_(teams))):
            names[teams[place.slug]] = _("the team of %(place)s", place=place_words(place))
    if people:
        for account in db.session.scalars(select(Account).where(Account.ref.in_(people))):
            names[people[account.ref]] = account.name
    return {owner: owner.partition(":")[2] for owner in (*teams.values(), *people.values())} | names


def state_words(state: str) -> str:
    """How it stands with a promise."""
    return {
        State.OPEN: _("Waits"),
        State.ANSWERED: _("Answered"),
        State.PASSED_ON: _("Somebody else goes on"),
        State.CLOSED: _("Ended without an answer"),
        State.WITHDRAWN: _("Not needed any more"),
    }[State(state)]


def ending_words(ending: str) -> str:
    """Why the team ends a promise that was not kept."""
    return {
        Ending.NOT_NEEDED: _("They do not need it any more"),
        Ending.NOT_REACHED: _("We called, and nobody answered"),
        Ending.NOT_OURS: _("We cannot help with this"),
    }[Ending(ending)]


def done_words(kind: str) -> str:
    """The button that says that it was kept."""
    return {
        PromiseKind.CALL_BACK: _("I called them"),
        PromiseKind.CALL_LIST: _("I called everybody"),
        PromiseKind.NOT_REACHABLE: _("Somebody was at the door"),
        PromiseKind.UNDELIVERED: _("I told them"),
        PromiseKind.DATE_WISH: _("I told them"),
    }.get(PromiseKind(kind), _("It is settled"))


def ended_words(owed: Promise) -> str:
    """What is said to the team on the page of a promise that has ended, or was handed on."""
    why = owed.history[-1].why if owed.history else None
    if why == "nobody_answered":
        return _("Nobody answered. Whoever waits was told the new date.")
    if why in set(Ending):
        return ending_words(str(why))
    return ""


def about_words(promise: Promise) -> str:
    """What it is about, as far as the team needs to find it: the workshop and its date."""
    noun, _colon, number = promise.about.partition(":")
    if noun == "sign_up":
        sign_up = db.session.get(SignUp, int(number))
        return _session(sign_up.course_session) if sign_up else ""
    if noun == "course_session":
        course_session = db.session.get(CourseSession, int(number))
        return _session(course_session) if course_session else ""
    if noun == "session_date":
        day = db.session.get(SessionDate, int(number))
        return _date(day) if day else ""
    if noun == "course":
        course = db.session.get(Course, int(number))
        return text(course.title) if course else ""
    if noun == "message":
        message = db.session.get(Message, int(number))
        return f"{message.kind} ({message.problem})" if message else ""
    return mentoring_promises.about_words(promise) or jobs_promises.about_words(promise)


def _date(day: SessionDate) -> str:
    course_session = day.course_session
    return text(course_session.course.title) + _(", ") + dates.date_when(day, course_session.place.zone)


def _session(course_session: CourseSession) -> str:
    return text(course_session.course.title) + _(", ") + dates.session_when(course_session)


def to_whom(promise: Promise) -> str:
    """The first name of whoever waits; empty: nobody outside the team."""
    person = db.session.get(Person, promise.person_id) if promise.person_id else None
    return person.first_name if person else mentoring_promises.to_whom(promise)
