"""What a message is about, looked up when it is worded: the seat, the question, the course, and how they read."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import show_phone
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.catalogue.search import course_session_by_ref
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.mentoring.pair_models import Meeting, Pair, Side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.models import Message
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import next_fitting
from portal.domain.signups.told import by_id
from portal.web import dates
from portal.web.jobs import applicant_words
from portal.web.languages import gettext as _
from portal.web.links import message_link, workshop_link
from portal.web.words import text

Row = TypeVar("Row", Pair, Meeting)


class NothingToSay(Exception):
    """What the message is about is gone."""


@dataclass
class Subject:
    """One message with all that its words may name. Texts are in the language being spoken."""

    message: Message
    sign_up: SignUp | None = None
    promise: Promise | None = None
    course: Course | None = None
    volunteer: Volunteer | None = None
    #: The pair, the meeting of the facts; None: the message is about neither, or they are gone.
    pair: Pair | None = None
    meeting: Meeting | None = None
    #: Of the jobs board: the application, the posting (its own, or that of the application), the company, the search.
    application: JobApplication | None = None
    posting: Posting | None = None
    company: Company | None = None
    search: SavedSearch | None = None

    @property
    def applied(self) -> JobApplication:
        """The application for work it is about."""
        if self.application is None:
            raise NothingToSay(self.message.about)
        return self.application

    @property
    def learner(self) -> str:
        """Who applied for it, by the first name."""
        return applicant_words(self.applied)

    @property
    def work(self) -> Posting:
        """The posting it is about."""
        if self.posting is None:
            raise NothingToSay(self.message.about)
        return self.posting

    @property
    def firm(self) -> Company:
        """The company it is about."""
        if self.company is None:
            raise NothingToSay(self.message.about)
        return self.company

    @property
    def saved(self) -> SavedSearch:
        """The saved search it is about."""
        if self.search is None:
            raise NothingToSay(self.message.about)
        return self.search

    @property
    def offer(self) -> Volunteer:
        """The volunteer it is for."""
        if self.volunteer is None:
            raise NothingToSay(self.message.about)
        return self.volunteer

    @property
    def together(self) -> Pair:
        """The pair it is about."""
        if self.pair is None:
            raise NothingToSay(self.message.about)
        return self.pair

    @property
    def planned(self) -> Meeting:
        """The meeting it is about."""
        if self.meeting is None:
            raise NothingToSay(self.message.about)
        return self.meeting

    @property
    def side(self) -> Side:
        """Which of a pair it is for."""
        return Side(self.message.facts["side"])

    @property
    def seat(self) -> SignUp:
        if self.sign_up is None:
            raise NothingToSay(self.message.about)
        return self.sign_up

    @property
    def asked(self) -> Promise:
        if self.promise is None:
            raise NothingToSay(self.message.about)
        return self.promise

    @property
    def course_session(self) -> CourseSession:
        """The course session of the seat, or the one a question was answered with."""
        if self.sign_up is not None:
            return self.sign_up.course_session
        found = course_session_by_ref(str(self.message.facts.get("course_session", "")))
        if found is None:
            raise NothingToSay(self.message.about)
        return found

    @property
    def wished(self) -> Course:
        """The course whose date somebody waits for."""
        return self.course or wished_course(self.asked)

    @property
    def what(self) -> str:
        """The title of the course."""
        return text(self.course_session.course.title)

    @property
    def when(self) -> str:
        """All dates on one line, the hours with them."""
        return dates.session_when(self.course_session)

    @property
    def starts(self) -> str:
        """The first meeting, for a text message: day and hour, no year."""
        moment = self.course_session.starts_at
        return dates.soon_words(moment, self.zone) if moment else _("Date to come")

    @property
    def starts_near(self) -> str:
        """The same of a meeting in the next three days: weekday and hour."""
        moment = self.course_session.starts_at
        return dates.near_words(moment, self.zone) if moment else _("Date to come")

    @property
    def hour(self) -> str:
        """The hour of the meeting the message is about."""
        moment = datetime.fromisoformat(self.message.facts["starts_at"])
        return dates.hour_words(dates.local(moment, self.zone))

    @property
    def where(self) -> str:
        return text(self.course_session.place.name)

    @property
    def town(self) -> str:
        """The place as short as it can be said, as its readers say it."""
        place = self.course_session.place
        return text(place.town) if place.town else place.city or self.where

    @property
    def zone(self) -> ZoneInfo:
        return self.message.zone

    @property
    def reply_by(self) -> str:
        """Until when somebody hears, or answers: `mardi 1er décembre à 9 h`."""
        return dates.moment_words(datetime.fromisoformat(self.message.facts["reply_by"]), self.zone)

    @property
    def reply_soon(self) -> str:
        """The same for a text message."""
        return dates.soon_words(datetime.fromisoformat(self.message.facts["reply_by"]), self.zone)

    @property
    def reply_near(self) -> str:
        """The same within the next three days: weekday and hour."""
        return dates.near_words(datetime.fromisoformat(self.message.facts["reply_by"]), self.zone)

    @property
    def link(self) -> str:
        return message_link(self.message)

    @property
    def phone(self) -> str:
        """The help number as people write it."""
        return show_phone(current_app.config["PORTAL_ORGANISATION_PHONE"], current_app.config["PORTAL_PHONE_REGION"])

    def other_dates(self, most: int = 3) -> list[tuple[str, str]]:
        """(what and when, address) of the dates to go to instead."""
        found = next_fitting(self.course_session, clock.now(), most)
        return [
            (
                text(one.course_session.course.title) + _(", ") + dates.session_when(one.course_session),
                workshop_link(one.course_session),
            )
            for one in found
        ]


def subject_of(message: Message, sign_up: SignUp | None = None) -> Subject:
    """Look up what `message` is about. Raises `NothingToSay` when it is gone."""
    noun, _colon, number = message.about.partition(":")
    subject = Subject(message)
    if noun == "sign_up":
        subject.sign_up = sign_up or by_id(int(number))
        if subject.sign_up is None:
            raise NothingToSay(message.about)
    if noun == "promise":
        subject.promise = db.session.get(Promise, int(number))
        if subject.promise is None:
            raise NothingToSay(message.about)
    if noun == "volunteer":
        subject.volunteer = db.session.get(Volunteer, int(number))
        if subject.volunteer is None:
            raise NothingToSay(message.about)
    _find_job(subject, noun, number)
    subject.pair = _of_facts(Pair, message, "pair")
    subject.meeting = _of_facts(Meeting, message, "meeting")
    return subject


def _find_job(subject: Subject, noun: str, number: str) -> None:
    """What a message of the jobs board is about, with the posting and the company behind it."""
    models = {"job_application": JobApplication, "posting": Posting, "company": Company, "saved_search": SavedSearch}
    if noun not in models:
        return
    found = db.session.get(models[noun], int(number))
    if found is None:
        raise NothingToSay(subject.message.about)
    if isinstance(found, SavedSearch):
        subject.search = found
    if isinstance(found, JobApplication):
        subject.application, found = found, found.posting
    if isinstance(found, Posting):
        subject.posting, found = found, found.company
    if isinstance(found, Company):
        subject.company = found


def _of_facts(model: type[Row], message: Message, name: str) -> Row | None:
    """The row the facts name by its ref."""
    ref = message.facts.get(name)
    return db.session.scalar(select(model).where(model.ref == str(ref))) if ref else None


def wished_course(promise: Promise) -> Course:
    """The course whose date somebody waits for."""
    course = db.session.scalar(select(Course).where(Course.id == int(promise.about.partition(":")[2])))
    if course is None:
        raise NothingToSay(promise.about)
    return course
