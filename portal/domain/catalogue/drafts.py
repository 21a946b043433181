"""Making course sessions: each begins as a draft, which only the team sees."""

from collections.abc import Sequence
from datetime import date

from portal.database import begin_write, db
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import Course, CourseSession, Place, SpokenLanguage
from portal.domain.catalogue.series import Slot, begun_on, dates_at, slots_of
from portal.vault import new_ref


def new_session(course: Course, place: Place, capacity: int, slots: Sequence[Slot] = ()) -> CourseSession:
    """A draft with these dates. Raises `BadDate`."""
    dates = dates_at(slots, place.zone)
    begin_write()
    made = CourseSession(ref=new_ref(8), course=course, place=place, capacity=capacity, draft=True)
    db.session.add(made)
    set_dates(made, dates)
    db.session.flush()
    return made


def copy(course_session: CourseSession, first: date | None = None) -> CourseSession:
    """A draft like this one, its first date on `first` (None: date to come). Who signed up stays where they are.

    Raises `BadDate` where a date would fall into an hour that the clocks skip.
    """
    slots = begun_on(slots_of(course_session), first) if first else []
    made = new_session(course_session.course, course_session.place, course_session.capacity, slots)
    made.childcare = course_session.childcare
    made.join_url = course_session.join_url
    made.data_mb_hour = course_session.data_mb_hour
    made.trainer_id = course_session.trainer_id
    made.spoken = [SpokenLanguage(code=one.code) for one in course_session.spoken]
    db.session.flush()
    return made


def series(like: CourseSession, slots: Sequence[Slot], together: bool) -> list[CourseSession]:
    """Drafts like this one: `together` one that has all these dates, else one for each. Raises `BadDate`."""
    dates_at(slots, like.place.zone)  # all or none
    made = []
    for own in [list(slots)] if together else [[slot] for slot in slots]:
        one = copy(like)
        set_dates(one, dates_at(own, one.place.zone))
        made.append(one)
    db.session.flush()
    return made
