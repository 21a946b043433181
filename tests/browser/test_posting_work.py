"""On a phone: a recruiter writes a posting from a blank form, sends it, and finds it being checked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.database import db
from portal.domain.accounts import links
from portal.domain.accounts.account_models import LinkFor
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.domain.signups.asked import home_zone
from tests import make_jobs
from tests.browser.server import inside


def link_for_recruiter(folder: Path) -> str:
    """The link by which a recruiter of an accepted company signs in."""
    with inside(folder):
        who = make_jobs.company().recruiters[0].account
        reach = read_email(who.email)
        links.ask(reach, LinkFor.SIGN_IN, home_zone(), clock.now())
        db.session.commit()
        mine = db.select(Message).where(Message.address_digest == reach.digest).order_by(Message.id.desc())
        return f"/l/{link_token(db.session.scalars(mine.limit(1)).one())}"


def write(page: Page) -> None:
    """What must be said, in the order of the form."""
    page.get_by_label("What do you offer?").select_option(label="Internship")
    page.get_by_label("Title").fill("Help in a shop")
    page.get_by_label("What will the person do?").fill("You welcome people.")
    page.get_by_label("On site").check()
    page.get_by_label("Town").fill("Lyon")
    page.get_by_label("Hours a week").fill("35")
    page.get_by_label("Pay before tax, in euros").fill("700")
    page.get_by_label("Paid by").select_option(label="a month")
    page.get_by_label("How much French is needed?").select_option(label="French: simple sentences (A2)")
    page.get_by_label("Residence permit").check()


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_from_a_blank_form_to_the_review(visit, portal, javascript):
    page = visit(java_script_enabled=javascript)
    page.goto(link_for_recruiter(portal.folder))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/en/company/postings")
    page.get_by_role("link", name="New posting").click()
    page.get_by_role("button", name="Begin with an empty form").click()
    expect(page.locator("h1")).to_have_text("Write your posting")

    write(page)
    if javascript:
        expect(page.locator("#kept .done")).to_contain_text("Saved.")
        expect(page.locator("#kept .card h3")).to_have_text("Help in a shop")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Send it to the team").click()

    expect(page.locator("h1")).to_have_text("Help in a shop")
    expect(page.locator("main > p .pill")).to_have_text("Being checked")
