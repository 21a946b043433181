"""Asking to be called back, or to be told when a course gets a date. Each has a date by which it is answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind, Person
from portal.domain.accounts.people import find_or_add_person
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at, working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, answer, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import Offer, of_course
from portal.domain.signups.states import State
from portal.domain.signups.told import about, about_session, owner_of

#: Somebody phones within so many working days.
CALL_WITHIN_DAYS = 2
#: Whoever waits for a date hears after this at the latest, date or not.
WISH_WITHIN = timedelta(days=60)
#: Before a workshop begins, a call comes at least this long before it.
CALL_BEFORE_START = timedelta(hours=1)

#: What a call is about when it is about nothing in particular.
_ANYTHING = "portal:0"


@dataclass(frozen=True)
class Asker:
    """Who asks, and how the answer reaches them. `language`: the portal's code."""

    first_name: str
    reach: Reach
    language: str
    note: str | None = None


def ask_call(asker: Asker, course_session: CourseSession | None, zone: ZoneInfo, now: datetime) -> Promise:
    """Owe them a phone call. `course_session`: what it is about; its own team calls."""
    begin_write()
    person = _person(asker, now)
    owed = Owed(
        PromiseKind.CALL_BACK,
        about_session(course_session) if course_session else _ANYTHING,
        owner_of(course_session) if course_session else Owner.TEAM,
        working_days_later(now, CALL_WITHIN_DAYS, course_session.place.zone if course_session else zone),
        course_session.place.zone if course_session else zone,
        person.id,
        asker.language,
        asker.note,
    )
    return _noted(promise(owed, Role.PERSON, now), MessageKind.CALL_PROMISED, person, now)


def can_call(sign_up: SignUp, now: datetime) -> bool:
    """There is a number to call, and time to do it before the workshop."""
    starts_at = sign_up.course_session.starts_at
    has_phone = any(contact.kind == ContactKind.PHONE for contact in sign_up.person.contacts)
    in_time = starts_at is not None and starts_at - CALL_BEFORE_START > now
    return sign_up.state == State.CONFIRMED and has_phone and in_time


def ask_call_about(sign_up: SignUp, now: datetime) -> Promise:
    """Owe the holder of a seat a phone call, before it begins where there is still time for that."""
    begin_write()
    course_session = sign_up.course_session
    by = working_days_later(now, 1, course_session.place.zone)
    latest = course_session.starts_at - CALL_BEFORE_START if course_session.starts_at else None
    if latest is not None and latest <= now:
        latest = None
    by = min(by, latest) if latest else by
    owed = Owed(
        PromiseKind.CALL_BACK,
        about(sign_up),
        owner_of(course_session),
        by,
        course_session.place.zone,
        sign_up.person_id,
        sign_up.language,
        latest=latest,
    )
    return promise(owed, Role.PERSON, now)


def wish_for_date(asker: Asker, course: Course, zone: ZoneInfo, now: datetime) -> Promise:
    """Owe them word when `course` gets a date within reach: by the clock of `zone`, or online."""
    begin_write()
    person = _person(asker, now)
    by = working_day_at((now + WISH_WITHIN).astimezone(zone).date(), zone)
    owed = Owed(
        PromiseKind.DATE_WISH, f"course:{course.id}", Owner.TEAM, by, zone, person.id, asker.language, asker.note
    )
    return _noted(promise(owed, Role.PERSON, now), MessageKind.WISH_NOTED, person, now)


def _person(asker: Asker, now: datetime) -> Person:
    person = find_or_add_person(asker.first_name, asker.reach, now)
    db.session.flush()
    return person


def _noted(owed: Promise, kind: MessageKind, person: Person, now: datetime) -> Promise:
    tell_asker(owed, kind, now, person)
    return owed


def tell_asker(owed: Promise, kind: MessageKind, now: datetime, person: Person | None = None) -> None:
    """Let whoever asked know how it stands with what they were promised."""
    person = person or db.session.get_one(Person, owed.person_id)
    news = News(kind, f"promise:{owed.id}", f"{kind}:{owed.ref}", owed.zone, {"reply_by": owed.reply_by.isoformat()})
    tell(news, recipient(person, owed.language or ""), now)


def wished_courses(most: int = 200) -> list[int]:
    """Ids of the courses somebody waits to get a date."""
    query = select(Promise.about).where(Promise.kind == PromiseKind.DATE_WISH, Promise.state == PromiseState.OPEN)
    return [int(about.partition(":")[2]) for about in db.session.scalars(query.distinct().limit(most))]


def answer_wishes(course: Course, now: datetime) -> int:
    """Tell whoever waits for a date of `course` where there is a seat now; returns how many were told."""
    if not any(offer.bookable for offer in of_course(course.slug, now)):
        return 0  # looked at before anything is locked: this is asked once a minute
    begin_write()
    offers = [offer for offer in of_course(course.slug, now) if offer.bookable]
    wishes = select(Promise).where(
        Promise.kind == PromiseKind.DATE_WISH,
        Promise.about == f"course:{course.id}",
        Promise.state == PromiseState.OPEN,
    )
    told = 0
    for owed in db.session.scalars(wishes.with_for_update(skip_locked=True)).all():
        near = next((offer for offer in offers if _within_reach(offer, owed)), None)
        if near:
            answer(owed, Role.RULE, now, "date_set")
            person = db.session.get_one(Person, owed.person_id)
            news = News(
                MessageKind.WISH_COME_TRUE,
                f"promise:{owed.id}",
                f"{MessageKind.WISH_COME_TRUE}:{owed.ref}",
                owed.zone,
                {"course_session": near.course_session.ref},
            )
            tell(news, recipient(person, owed.language or ""), now)
            told += 1
    return told


def _within_reach(offer: Offer, owed: Promise) -> bool:
    place = offer.course_session.place
    return place.online or place.timezone == owed.timezone


def take_back(owed: Promise, now: datetime) -> None:
    """Whoever asked does not wait for it any more. Twice is once."""
    withdraw(owed, Role.PERSON, now)
