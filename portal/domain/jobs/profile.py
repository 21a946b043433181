"""What goes with an application: the guided profile, and courses from our own records if the learner wishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.jobs.application_models import JobApplication
from portal.domain.signups.attendance_models import Attendance, Mark
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State

#: The questions of the profile that are answered in words or by ticks.
ASKED = ("did", "can", "spoken", "week", "from")
#: Most bookings that go with one application.
MOST_COURSES = 10


@dataclass(frozen=True)
class Followed:
    """A course somebody followed with us: of so many half-days that were marked, they came to `there`."""

    sign_up: SignUp
    there: int
    marked: int

    @property
    def course_session(self) -> CourseSession:
        return self.sign_up.course_session


def is_filled(profile: dict[str, Any]) -> bool:
    """Was anything of the guided profile answered?"""
    return any(profile.get(name) for name in ASKED)


def held_people(refs: Iterable[str]) -> dict[str, Person]:
    """Whose bookings these are, who can be reached: {a booking of each: the person}, in the order of `refs`."""
    wanted = list(refs)
    rows = (
        select(SignUp).where(SignUp.ref.in_(wanted)).options(joinedload(SignUp.person).selectinload(Person.contacts))
    )
    by_ref = {one.ref: one for one in db.session.scalars(rows).unique()}
    found: dict[int, tuple[str, Person]] = {}
    for ref in wanted:
        sign_up = by_ref.get(ref)
        if sign_up and sign_up.person.contacts and not sign_up.person.erased_at:
            found.setdefault(sign_up.person_id, (ref, sign_up.person))
    return dict(found.values())


def followed(refs: Iterable[str], now: datetime, person: Person | None = None) -> list[Followed]:
    """Of these bookings the courses that have begun and were not missed altogether, the newest first. `person`:
    theirs only."""
    query = select(SignUp).join(SignUp.course_session)
    begun = [SignUp.ref.in_(list(refs)), SignUp.state == State.CONFIRMED, CourseSession.starts_at <= now]
    if person is not None:
        begun.append(SignUp.person_id == person.id)
    whole = joinedload(SignUp.course_session).joinedload(CourseSession.course), joinedload(SignUp.person)
    newest = query.where(*begun).order_by(CourseSession.starts_at.desc(), SignUp.id).limit(MOST_COURSES)
    found = list(db.session.scalars(newest.options(*whole)).unique())
    marks = _marks([one.id for one in found])
    counted = [Followed(one, *marks.get(one.id, (0, 0))) for one in found]
    return [one for one in counted if one.there or not one.marked]


def courses_of(application: JobApplication, now: datetime) -> list[Followed]:
    """What the learner chose to send of our own records, as it stands."""
    refs = application.profile.get("courses", []) if application.with_courses else []
    return followed(refs, now, application.person) if refs else []


def _marks(numbers: list[int]) -> dict[int, tuple[int, int]]:
    """{number of the sign-up: (half-days they came to, half-days that were marked)}."""
    there = func.sum(case((Attendance.mark == Mark.PRESENT, 1), else_=0))
    rows = select(Attendance.sign_up_id, there, func.count()).where(Attendance.sign_up_id.in_(numbers))
    return {
        number: (int(came), int(all_of))
        for number, came, all_of in db.session.execute(rows.group_by(Attendance.sign_up_id))
    }
