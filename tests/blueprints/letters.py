"""Messages as the portal makes them, and following their links."""

from datetime import timedelta
from typing import Any

import time_machine

from portal import clock
from portal.domain.accounts.contacts import read_phone
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.reminders import remind
from portal.domain.signups.told import about
from tests import make
from tests.html import Page, PortalClient, tidy

PHONE = read_phone("06 12 34 56 78", "FR")
_DAYS_AGO = timedelta(days=3)


def told(name: str, kind: MessageKind) -> Message:
    """The last message of this kind about something."""
    query = make.db.select(Message).where(Message.about == name, Message.kind == kind).order_by(Message.id.desc())
    message = make.db.session.scalars(query).first()
    assert message, f"no message {kind} about {name}"
    return message


def told_about(sign_up: SignUp, kind: MessageKind) -> Message:
    return told(about(sign_up), kind)


def link(message: Message) -> str:
    return f"/l/{link_token(message)}"


def follow(client: PortalClient, message: Message) -> Page:
    return client.get_page(link(message))


def reminded(session: CourseSession | None = None, **facts: Any) -> tuple[SignUp, Message]:
    """Somebody who took a seat days ago, reminded this morning of the workshop of this afternoon."""
    session = session or make.course_session(timedelta(hours=5))
    with time_machine.travel(clock.now() - _DAYS_AGO, tick=False):
        sign_up = make.sign_up(session, **{"first_name": "Nour", "reach": PHONE} | facts)
    day = next(day for day in session.dates if day.starts_at > clock.now())
    make.begin_write()
    remind(day, clock.now())
    make.db.session.commit()
    kinds = (MessageKind.REMINDER_MORNING, MessageKind.REMINDER_DAY_BEFORE)
    query = make.db.select(Message).where(Message.about == about(sign_up), Message.kind.in_(kinds))
    return sign_up, make.db.session.scalars(query).one()


def offered(session: CourseSession | None = None, **facts: Any) -> tuple[SignUp, Message]:
    """Somebody first in line for a workshop in two days, to whom the seat that came free is offered."""
    session = session or make.course_session(timedelta(hours=48), capacity=1)
    holder = make.sign_up(session, first_name="Amal", party=session.capacity)
    request = make.seat_request(**{"first_name": "Nour", "reach": PHONE} | facts)
    sign_up = join_line(session, request, clock.now())
    cancel(holder, clock.now())
    make.db.session.commit()
    return sign_up, told_about(sign_up, MessageKind.SEAT_OFFERED)


def press(page: Page, words: str) -> Page:
    """Press the button that says `words`, wherever its form sends."""
    found = [one for one in page.all("main button[type=submit]") if tidy(one.text_content()) == words]
    assert len(found) == 1, f"{len(found)} buttons say {words!r}"
    around = next(found[0].iterancestors("form"), None)
    address = found[0].get("formaction") or around.get("action")
    data = {"csrf_token": page.form("main form")["csrf_token"]}
    if around is not None:
        data |= {one.get("name"): one.get("value") for one in around.cssselect("input[type=hidden]")}
    return page.client.post_page(address, data=data)


def buttons(page: Page) -> list[str]:
    """What can be pressed on the page, links that look like buttons included."""
    return page.texts("main button[type=submit], main a.button")
