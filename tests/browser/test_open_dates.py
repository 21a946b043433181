"""A coach on a phone: the link of an alert, a date that is taken, the desk, a date that is given back."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from portal import clock
from portal.database import db
from portal.domain.accounts.accounts import choose_password
from portal.domain.mentoring.choices import WEEK, VolunteerRole
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slots_told import facts_of
from portal.domain.mentoring.told import tell_volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from tests import make, make_mentoring
from tests.browser.server import inside
from tests.browser.team import PASSWORD


@dataclass(frozen=True)
class Asked:
    """Somebody who was told of an open date, with the link of that message."""

    email: str
    link: str
    slot: str


def asked(folder: Path) -> Asked:
    with inside(folder):
        place = make.place(slug="place-open", name=make.words("House open"))
        course = make.course(slug="course-open", title=make.words("Course open"))
        session = make.course_session(clock.now() + timedelta(days=2), place=place, course=course)
        coach = make_mentoring.volunteer(
            "approved", place, roles=[VolunteerRole.COACH], week=list(WEEK), language="en", first_name="Claire"
        )
        assert coach.account
        choose_password(coach.account, PASSWORD, place.zone, clock.now())
        slot = make_mentoring.slot(session.dates[0])
        message = tell_volunteer(coach, MessageKind.SLOTS_OPEN, clock.now(), {"slots": [facts_of(slot)["slot"]]})
        db.session.flush()
        found = Asked(coach.email or "", f"/l/{link_token(message)}", slot.ref)
        db.session.commit()
        return found


def holder_of(folder: Path, ref: str) -> str | None:
    """The first name of whoever comes."""
    with inside(folder):
        slot = db.session.scalars(db.select(Slot).where(Slot.ref == ref)).one()
        return slot.volunteer.first_name if slot.volunteer else None


def test_an_alert_leads_to_a_date_that_is_taken_seen_at_the_desk_and_given_back(visit, portal):
    who, phone = asked(portal.folder), visit(has_touch=True, is_mobile=True)

    phone.goto(who.link)
    expect(phone.locator("h1")).to_have_text("Dates that need you")
    phone.get_by_role("link", name="Course open").click()
    phone.get_by_role("button", name="I come").click()
    expect(phone.locator("h1")).to_have_text("You come to this date")
    assert holder_of(portal.folder, who.slot) == "Claire"

    phone.get_by_role("link", name="To my desk").click()
    phone.get_by_label("Your e-mail").fill(who.email)
    phone.get_by_label("Your password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.locator("h1")).to_have_text("Hello Claire")
    phone.get_by_role("link", name="Course open").click()
    phone.get_by_role("link", name="Give it back").click()
    phone.get_by_role("button", name="Yes, give it back").click()
    expect(phone.get_by_role("status").filter(has_text="Thank you for telling us.")).to_be_visible()
    assert holder_of(portal.folder, who.slot) is None
