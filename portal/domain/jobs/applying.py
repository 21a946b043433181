"""Applying to a posting: who may, once, while it takes applications; and the company owes an answer from then on.

The rule that keeps a posting from drowning is that of the seats: queue up for its row first, then count, in one short
transaction. The company stands before the posting in that line, as everywhere: while it is being stopped nobody slips
in.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Person
from portal.domain.accounts.names import fold_name
from portal.domain.accounts.people import find_or_add_person, known_as
from portal.domain.jobs.application_models import Applied, JobApplication
from portal.domain.jobs.board import Standing, standing
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.full import say_full
from portal.domain.jobs.moves import move_application, touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_JOB, JobState
from portal.domain.jobs.told import about_application, tell_answerer, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.hours import day_closes
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, open_about, promise
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref, vault

#: So many days a company has for its answer.
ANSWER_WITHIN = timedelta(days=21)
#: Longest surname, longest answer of any kind.
SURNAME_MOST = 80
WORDS_MOST = 1000


class NotOpen(Exception):
    """The posting takes no application: it is paused, filled, over, gone, or its company is."""


class TooManyOpen(Exception):
    """So many wait for an answer that the posting takes no more until one is answered."""


class Already(Exception):
    """This person has an application there that is not over."""

    def __init__(self, application: JobApplication) -> None:
        super().__init__(application.ref)
        self.application = application


@dataclass(frozen=True)
class Wish:
    """What somebody says to apply. `form_key` is the random key of the form they filled in.

    `person`: who it is, where that is known already (their booking, a list); else the name and the contact say it.
    `profile`: `did`, `can`, `spoken`, `week`, `from`, and `courses` (names of the bookings that go with it).
    `answers`: the posting's questions in their words, with what was answered.
    """

    first_name: str
    reach: Reach | None
    form_key: str
    consent_version: str
    #: The portal's code of the language to write to them in.
    language: str
    surname: str | None = None
    profile: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    words: str | None = None
    with_courses: bool = False
    person: Person | None = None
    way: Applied = Applied.OWN
    #: Who applies for them; the way is then HELPED.
    helper: Account | None = None
    #: At which fair; the way is then FAIR.
    fair: JobFair | None = None

    @property
    def role(self) -> Role:
        return Role.REFERRER if self.way is Applied.HELPED else Role.PERSON

    def digest(self, posting: Posting) -> str:
        """Same form, same person, same posting: the same application, however often it arrives."""
        contact = self.reach.digest if self.reach else f"person {self.person.id}" if self.person else "-"
        who = f"{fold_name(self.first_name)}|{contact}"
        return vault.digest("job application", f"{self.form_key}|{posting.id}|{who}")


def apply(posting: Posting, wish: Wish, now: datetime) -> JobApplication:
    """Send an application; sent twice, return the first one again. Both sides are told, and the answer is owed.

    Raises `Already`, `NotOpen` or `TooManyOpen`.
    """
    touch(posting.company)
    touch(posting)
    digest = wish.digest(posting)
    before = db.session.scalar(select(JobApplication).where(JobApplication.request_digest == digest))
    if before:
        return before
    person = known_as(wish.person) if wish.person else find_or_add_person(wish.first_name, wish.reach, now)
    same = _live_of(posting, person, wish)
    if same:
        raise Already(same)
    stands = standing(posting, now)
    if stands is not Standing.OPEN:
        raise TooManyOpen(posting.ref) if stands is Standing.BUSY else NotOpen(posting.ref)
    made = _new(posting, person, wish, digest, now)
    by = _promise_answer(made, wish.role, now)
    facts = {"reply_by": by.isoformat()}
    tell_applicant(made, MessageKind.JOB_SENT, now, facts)
    tell_answerer(made, MessageKind.JOB_TO_ANSWER, now, facts)
    say_full(posting, now)
    return made


def tell_again(application: JobApplication, now: datetime) -> None:
    """Somebody sent a form for a person who has applied there already: that person hears how it stands, and how to
    find it, once a day at most. Whoever sent the form learns nothing, nor whoever applied for them."""
    touch(application)
    kind = PromiseKind.JOB_OFFER if application.state == JobState.OFFERED else PromiseKind.JOB_ANSWER
    owed = open_about(about_application(application), kind)
    by = owed.reply_by if owed else now + ANSWER_WITHIN
    facts = {"stands": application.state, "reply_by": by.isoformat()}
    tell_applicant(application, MessageKind.JOB_SENT, now, facts, key=f"again:{now:%Y%m%d}", helper_too=False)


def answer_by(now: datetime, zone: ZoneInfo) -> datetime:
    """When the company has answered whoever applies at `now`: three weeks on, when the team's day ends."""
    return day_closes(now + ANSWER_WITHIN, zone)


def _live_of(posting: Posting, person: Person, wish: Wish) -> JobApplication | None:
    """Their application there that is not over. Whom only a helper reaches is known by the helper and the name."""
    live = select(JobApplication).where(JobApplication.posting_id == posting.id, JobApplication.state.in_(LIVE_JOB))
    db.session.flush()  # whoever is new here has no number before
    found = db.session.scalar(live.where(JobApplication.person_id == person.id))
    if found or wish.helper is None or wish.reach or wish.person:
        return found
    name = fold_name(wish.first_name), fold_name(wish.surname or "")
    theirs = db.session.scalars(live.where(JobApplication.helper_id == wish.helper.id))
    return next(
        (one for one in theirs if (fold_name(one.person.first_name), fold_name(one.surname or "")) == name), None
    )


def _new(posting: Posting, person: Person, wish: Wish, digest: str, now: datetime) -> JobApplication:
    made = JobApplication(
        ref=new_ref(16),
        posting=posting,
        person=person,
        surname=wish.surname,
        language=wish.language,
        way=wish.way,
        helper=wish.helper,
        fair_id=wish.fair.id if wish.fair else None,
        profile=wish.profile,
        answers=wish.answers,
        words=wish.words,
        with_courses=wish.with_courses,
        consent_version=wish.consent_version,
        consent_at=now,
        created_at=now,
        request_digest=digest,
    )
    with db.session.no_autoflush:
        db.session.add(made)
        move_application(made, JobState.SENT, wish.role, now)
    return made


def _promise_answer(application: JobApplication, role: Role, now: datetime) -> datetime:
    zone = home_zone()
    owed = Owed(
        PromiseKind.JOB_ANSWER,
        about_application(application),
        Owner.COMPANY,
        answer_by(now, zone),
        zone,
        application.person_id,
        application.language,
    )
    return promise(owed, role, now).reply_by
