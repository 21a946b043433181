"""Offering help, step by step, for journeys to be told in a few lines."""

from typing import Any

from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from tests import make
from tests.html import Page, PortalClient

FORM = "#step-form form"
#: Each step answered as shortly as possible.
ANSWERS: tuple[dict[str, Any], ...] = (
    {"first_name": "Claire", "surname": "Petit", "email": "claire@example.org"},
    {"roles": ["mentor"]},
    {"spoken": ["fr", "ar"], "topics": ["cv"]},
    {"where": ["@online"], "week": ["tue_evening"], "capacity": "2"},
    {"charter": "y", "consent": "y"},
)


def begin(client: PortalClient, language: str = "en") -> Page:
    make.db.session.commit()
    return client.get_page(f"/{language}/volunteering/offer")


def answer(page: Page, **answers: Any) -> Page:
    """The page after this step."""
    return page.form(FORM).fill(**answers).send()


def answered(client: PortalClient, steps: int = 5, **who: Any) -> Page:
    """The page after so many steps."""
    page = begin(client)
    for number, answers in enumerate(ANSWERS[:steps]):
        page = answer(page, **(answers | who if number == 0 else answers))
    return page


def sent(client: PortalClient, **who: Any) -> Page:
    """The page after the offer was sent."""
    return answered(client, **who).form("main form").send()


def newest() -> Volunteer:
    return make.db.session.scalars(make.db.select(Volunteer).order_by(Volunteer.id.desc()).limit(1)).one()


def letter(kind: MessageKind = MessageKind.VOLUNTEER_DRAFT) -> Message:
    """The last message of this kind."""
    query = make.db.select(Message).where(Message.kind == kind).order_by(Message.id.desc()).limit(1)
    return make.db.session.scalars(query).one()


def in_state(state: VolunteerState) -> int:
    query = make.db.select(make.db.func.count()).select_from(Volunteer).where(Volunteer.state == state)
    return int(make.db.session.scalar(query) or 0)
