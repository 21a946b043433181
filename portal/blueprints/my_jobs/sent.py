"""What somebody sent with an application, line by line, for whoever holds it."""

from collections.abc import Iterator
from datetime import datetime

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.profile import courses_of
from portal.web.fits import listed, times
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words
from portal.web.words import text

#: (what it is, what was said)
Line = tuple[str, str]


def sent_lines(application: JobApplication, now: datetime) -> list[Line]:
    return [(label, said) for label, said in _lines(application, now) if said]


def _lines(application: JobApplication, now: datetime) -> Iterator[Line]:
    profile = application.profile
    yield _("First name"), application.person.first_name
    yield _("Family name"), application.surname or ""
    yield _("What I did"), str(profile.get("did") or "")
    yield _("What I can do"), str(profile.get("can") or "")
    yield _("Languages"), listed(spoken_words(code) for code in profile.get("spoken") or [])
    yield _("When I am free"), times(profile.get("week") or [])
    courses = courses_of(application, now)
    yield _("Courses"), listed(text(one.course_session.course.title) for one in courses)
    for question, answer in application.answers.items():
        yield question, str(answer)
    yield _("Your words to the company"), application.words or ""
