"""News as Atom (RFC 4287): dates to come, courses that were added. One feed a language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import render_template, request

from portal import clock
from portal.database import Text
from portal.domain.catalogue.coming import last_change
from portal.domain.catalogue.models import Course, CourseSession, SessionDate
from portal.web.dates import iso_utc, session_when
from portal.web.languages import gettext as _
from portal.web.links import absolute, address, course_link, workshop_link
from portal.web.words import french_words, kind_words, place_words, text

#: A reader that comes once a week misses nothing.
MOST_ENTRIES = 100
#: What an empty feed says: nothing has changed since.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """`address` is its id, too: it lasts as long as the date or the course."""

    title: Text
    address: str
    updated: datetime
    kind: str
    lines: list[str]
    #: What is said after the title: when and where, or that it is cancelled.
    more: str = ""


def dates_feed(days: Iterable[SessionDate]) -> str:
    """Course sessions still to begin, soonest first; one that was called off says so."""
    sessions = dict.fromkeys(day.course_session for day in days)
    to_begin = [one for one in sessions if one.starts_at and one.starts_at > clock.now()]
    return _feed(_("Dates to come"), address("catalogue.sessions"), [_date(one) for one in to_begin])


def courses_feed(courses: Iterable[Course]) -> str:
    """Courses, the newest first."""
    return _feed(_("New courses"), address("catalogue.courses"), [_course(one) for one in courses])


def _date(course_session: CourseSession) -> Entry:
    course, place = course_session.course, course_session.place
    when = session_when(course_session)
    called_off = [_("This date is cancelled. We are sorry.")] if course_session.cancelled_at else []
    return Entry(
        course.title,
        workshop_link(course_session),
        last_change(course_session),
        kind_words(course.programme.kind),
        [*called_off, when, place_words(place), french_words(course.french), text(course.summary)],
        _("Cancelled") if called_off else when,
    )


def _course(course: Course) -> Entry:
    lines = [text(course.summary), french_words(course.french)]
    return Entry(course.title, course_link(course), course.changed_at, kind_words(course.programme.kind), lines)


def _feed(title: str, page: str, entries: list[Entry]) -> str:
    entries = entries[:MOST_ENTRIES]
    return render_template(
        "feeds/atom.xml",
        title=title,
        page=page,
        itself=absolute(request.path),
        updated=max((entry.updated for entry in entries), default=_BEGINNING),
        entries=entries,
        stamp=iso_utc,
    )
