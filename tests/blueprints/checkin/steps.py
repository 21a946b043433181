"""A trainer at the door, for journeys to be told in a few lines."""

from datetime import timedelta
from typing import Any

from portal import clock
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance import marks_of
from portal.domain.signups.attendance_models import CheckInLink
from portal.domain.signups.check_in import link_token, make_link
from portal.domain.signups.models import SignUp
from tests import make
from tests.html import Page, PortalClient, tidy


def today(**facts: Any) -> CourseSession:
    """A date that begins in ten minutes."""
    return make.course_session(timedelta(minutes=10), **facts)


def link_to(session: CourseSession) -> CheckInLink:
    made = make_link(session, "Awa", None, clock.now())
    make.db.session.commit()
    return made


def open_list(client: PortalClient, session: CourseSession, link: CheckInLink | None = None) -> Page:
    """The names, for the browser that follows a trainer's link."""
    link = link or link_to(session)
    client.get_page(f"/c/{link_token(link)}")
    return client.get_page(f"/en/check-in/{session.ref}")


def names(page: Page) -> list[str]:
    return [tidy(one.text_content()) for one in page.all(".check-in legend")]


def marks(session: CourseSession) -> dict[str, str]:
    """What holds, by first name; of one half-day."""
    made = marks_of(session)
    found = {}
    for number, own in made.items():
        sign_up = make.db.session.get(SignUp, number)
        assert sign_up
        found[sign_up.person.first_name] = str(next(iter(own.values())))
    return found


def save(page: Page, **chosen: str) -> Page:
    """Choose a mark for some first names, and press "Save"."""
    form = page.form("#check-in")
    for line in page.all(".check-in li"):
        name = tidy(line.cssselect("legend bdi")[0].text_content())
        if name in chosen:
            form[line.cssselect("input[type=radio]")[0].get("name")] = chosen[name]
    return form.send()
