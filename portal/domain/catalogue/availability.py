"""What a visitor sees of a course session: derived from its dates and seats, never stored."""

from datetime import datetime
from enum import StrEnum

from portal.domain.catalogue.models import CourseSession

#: From this many free seats down the card says how many are left.
FEW_SEATS = 3


class Availability(StrEnum):
    OPEN = "open"
    FEW_LEFT = "few_left"
    FULL = "full"
    OPENS_SOON = "opens_soon"
    CLOSED = "closed"
    RUNNING = "running"
    PAST = "past"
    CANCELLED = "cancelled"
    DATE_TO_COME = "date_to_come"


#: In these a seat can be taken.
BOOKABLE = frozenset({Availability.OPEN, Availability.FEW_LEFT})


def availability(course_session: CourseSession, taken: int, now: datetime) -> Availability:
    """The one word for the state of `course_session`, when `taken` seats are held."""
    if course_session.cancelled_at is not None:
        return Availability.CANCELLED
    if course_session.starts_at is None or course_session.ends_at is None:
        return Availability.DATE_TO_COME
    if course_session.ends_at <= now:
        return Availability.PAST
    if course_session.starts_at <= now:
        return Availability.RUNNING
    if course_session.closes_at is not None and course_session.closes_at <= now:
        return Availability.CLOSED
    if course_session.opens_at is not None and course_session.opens_at > now:
        return Availability.OPENS_SOON
    return _by_seats(course_session.capacity - taken)


def _by_seats(free: int) -> Availability:
    if free <= 0:
        return Availability.FULL
    return Availability.FEW_LEFT if free <= FEW_SEATS else Availability.OPEN
