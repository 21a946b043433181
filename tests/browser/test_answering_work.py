"""A recruiter answers on a phone, from the link of the mail, without signing in; JavaScript or not."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import told
from portal.domain.jobs.application_models import JobApplication
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from tests import make_jobs
from tests.browser.server import inside
from tests.domain.jobs.answers import sent

PHONE = read_phone("06 98 76 54 32", "FR")


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def recruiter(request: pytest.FixtureRequest, visit) -> Page:
    """A recruiter's phone."""
    return visit(has_touch=True, is_mobile=True, java_script_enabled=request.param == "with JavaScript")


def mail(folder: Path) -> tuple[int, str]:
    """Nour applied just now; which application that is, and the address in the mail about it."""
    with inside(folder):
        posting = make_jobs.posting()
        for one in posting.company.recruiters:
            one.account.language = "en"
        application = sent(posting=posting, first_name="Nour", reach=PHONE, created_at=clock.now())
        told.tell_answerer(application, MessageKind.JOB_TO_ANSWER, clock.now())
        db.session.commit()
        about = Message.about == told.about_application(application), Message.kind == MessageKind.JOB_TO_ANSWER
        return application.id, f"/l/{link_token(db.session.scalars(db.select(Message).where(*about)).one())}"


def stands(number: int) -> JobApplication:
    found = db.session.get_one(JobApplication, number)
    db.session.refresh(found)
    return found


def test_dates_for_an_interview_from_the_mail(recruiter: Page, portal):
    number, link = mail(portal.folder)
    recruiter.goto(link)
    expect(recruiter.locator("h1")).to_have_text("Nour")
    expect(recruiter.locator("main")).not_to_contain_text("06 98 76 54 32")
    assert recruiter.evaluate("document.documentElement.scrollWidth") <= 360

    recruiter.get_by_role("link", name="Propose an interview").click()
    first = recruiter.get_by_role("group", name="First date")
    first.get_by_label("Day").fill(f"{clock.now() + timedelta(days=5):%Y-%m-%d}")
    recruiter.get_by_role("button", name="Send the dates").click()
    expect(recruiter.locator(".summary")).to_contain_text("Choose an hour.")
    first.get_by_label("Hour").fill("14:30")
    recruiter.get_by_label("Where, or how?").fill("12 rue Bleue")
    recruiter.get_by_role("button", name="Send the dates").click()

    expect(recruiter.get_by_role("status").first).to_have_text("Your dates are sent. Nour chooses one.")
    expect(recruiter.locator("main")).to_contain_text("at 14:30")
    expect(recruiter.locator("main")).to_contain_text("06 98 76 54 32")
    with inside(portal.folder):
        application = stands(number)
        assert (application.state, len(application.dates)) == ("interview", 1)


def test_a_no_with_a_reason_that_is_shared(recruiter: Page, portal):
    number, link = mail(portal.folder)
    recruiter.goto(link)
    recruiter.get_by_role("link", name="Say no").click()
    recruiter.get_by_label("The work needs more French.").check()
    recruiter.get_by_label("A few words to them (optional)").fill("Come back in spring.")
    recruiter.get_by_role("button", name="Send the no").click()

    expect(recruiter.locator("main")).to_contain_text("You said no.")
    with inside(portal.folder):
        application = stands(number)
        assert (application.state, application.no, application.no_shared) == ("declined", "french", True)

    recruiter.goto(link)
    expect(recruiter.locator("main")).to_contain_text("You said no.")
    expect(recruiter.get_by_role("link", name="Say yes")).to_have_count(0)
