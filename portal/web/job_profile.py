"""What a learner said of themselves in the guided profile, and of courses with us, in words."""

from datetime import date

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.profile import Followed
from portal.web.dates import day_words, local
from portal.web.fits import listed, times
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words

#: (what it is, what was said, whether these are their own words)
Line = tuple[str, str, bool]


def profile_lines(application: JobApplication) -> list[Line]:
    """What was answered, in the order of the questions."""
    said = application.profile
    start = date.fromisoformat(said["from"]) if said.get("from") else None
    lines = [
        (_("What I have done"), said.get("did") or "", True),
        (_("What I do well"), said.get("can") or "", True),
        (_("Languages I speak"), listed(spoken_words(code) for code in said.get("spoken") or []), False),
        (_("When I am free"), times(said.get("week") or []), False),
        (_("From when"), day_words(start) if start else "", False),
        (_("A few words"), application.words or "", True),
    ]
    return [line for line in lines if line[1]]


def came_line(one: Followed) -> str:
    """When a course was, and how often they came: `November 2026, 3 of 4 times`."""
    starts = one.course_session.starts_at
    day = day_words(local(starts, one.course_session.place.zone).date()) if starts else ""
    if not one.marked:
        return day
    return _(", ").join(filter(None, [day, _("there %(there)s times of %(num)s", there=one.there, num=one.marked)]))
