"""Words of applications: when people are free, when one meets; and for a "no" why, never about who somebody is."""

from datetime import datetime

from portal import clock
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.steps import DayPart, Refusal
from portal.web.languages import gettext as _


def refusal_words(reason: str) -> str:
    """The reason in one sentence."""
    return {
        Refusal.LEVEL: _("Another course first makes this one easier."),
        Refusal.FRENCH: _("This course needs more French. You can learn it first."),
        Refusal.HOURS: _("The hours of this course do not fit yours."),
        Refusal.FULL: _("More people applied than there are seats."),
        Refusal.OTHER_COURSE: _("Another course fits your plan better."),
        Refusal.NOT_MET: _("We could not meet you before the course."),
    }[Refusal(reason)]


def meeting_to_come(course_session: CourseSession) -> datetime | None:
    """The information meeting, while it lies ahead."""
    at = course_session.info_meeting_at
    return at if at and at > clock.now() else None


def day_part_words(part: str) -> str:
    return {
        DayPart.MORNING: _("In the morning"),
        DayPart.AFTERNOON: _("In the afternoon"),
        DayPart.EVENING: _("In the evening"),
    }[DayPart(part)]
