"""What people do on the site, step by step, for journeys to be told in a few lines."""

from datetime import timedelta
from typing import Any

from portal import clock
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.changes import cancel
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from tests import make
from tests.html import Form, Page, PortalClient, tidy


def seat_address(session: CourseSession, language: str = "en") -> str:
    make.db.session.commit()
    return f"/{language}/sessions/{session.ref}/seat"


def open_seat_form(client: PortalClient, session: CourseSession, language: str = "en") -> Form:
    return client.get_page(seat_address(session, language)).form("#seat-form form")


def answered(form: Form, **answers: Any) -> Form:
    """The four questions answered as shortly as possible, but for `answers`."""
    return form.fill(**{"first_name": "Nour", "reach_by": "none", "consent": "y"} | answers)


def take_seat(client: PortalClient, session: CourseSession | None = None, **answers: Any) -> Page:
    """The card somebody lands on after taking a seat."""
    return answered(open_seat_form(client, session or make.course_session()), **answers).send()


def full(starts: timedelta = timedelta(days=7), seats: int = 1, **facts: Any) -> CourseSession:
    """A course session whose seats others have."""
    session = make.course_session(starts, capacity=seats, **facts)
    make.fill(session, seats)
    return session


def seat_given_back(session: CourseSession) -> None:
    """Somebody who has a seat there gives it back."""
    seated = make.db.select(SignUp).where(SignUp.course_session_id == session.id, SignUp.state == State.CONFIRMED)
    cancel(make.db.session.scalars(seated.order_by(SignUp.id).limit(1)).one(), clock.now())
    make.db.session.commit()


def open_wait_form(client: PortalClient, session: CourseSession) -> Form:
    make.db.session.commit()
    return client.get_page(f"/en/sessions/{session.ref}/wait").form("#seat-form form")


def join_line(client: PortalClient, session: CourseSession, **answers: Any) -> Page:
    """The card somebody lands on after joining the waiting list."""
    return answered(open_wait_form(client, session), **answers).send()


def open_by_code(client: PortalClient, code: str, first_name: str, language: str = "en") -> Page:
    form = client.get_page(f"/{language}/seats").form("#code-form form")
    return form.fill(code=code, first_name=first_name).send()


def holding(client: PortalClient, sign_up: SignUp) -> Page:
    """The card of a booking made elsewhere, opened in this browser by its code."""
    return open_by_code(client, sign_up.code, sign_up.person.first_name)


def path(page: Page) -> str:
    """The address a visitor sees above the page."""
    return page.response.request.path


def rows(page: Page, within: str = "main") -> list[dict[str, str]]:
    """The offers of a page, as their cards show them."""
    found = []
    for card in page.all(f"{within} article.card"):
        facts = [tidy(one.text_content()) for one in card.cssselect(".facts li")]
        found.append(
            {
                "course": tidy(card.cssselect("h3")[0].text_content()),
                "when": facts[0],
                "where": facts[1],
                "french": facts[2],
                "state": tidy(card.cssselect(".pill")[0].text_content()),
                "address": card.cssselect("h3 a")[0].get("href"),
            }
        )
    return found


def courses(page: Page, within: str = "main") -> list[str]:
    return [row["course"] for row in rows(page, within)]


def tables(*without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to see that nothing changed."""
    make.db.session.rollback()
    return {
        table.name: sorted(map(tuple, make.db.session.execute(table.select())), key=repr)
        for table in make.db.metadata.sorted_tables
        if table.name not in without
    }
