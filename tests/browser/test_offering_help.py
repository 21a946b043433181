"""On a phone: offer help in steps, stop in the middle, come back by the link of the mail, send it, take it back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from tests.browser.server import inside
from tests.sweep.test_axe import TAGS, axe, violations  # noqa: F401  (a fixture)

NEXT = "Save and go on"


def link_of(folder: Path, email: str) -> str:
    """The address in the last mail to this person."""
    with inside(folder):
        mine = db.select(Message).where(Message.address_digest == read_email(email).digest)
        return f"/l/{link_token(db.session.scalars(mine.order_by(Message.id.desc()).limit(1)).one())}"


def to_the_skills(page: Page, email: str) -> None:
    """From the page for everybody through the first two steps."""
    page.goto("/en/volunteering")
    page.get_by_role("link", name="Offer help").first.click()
    page.get_by_label("Your first name").fill("Claire")
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator(".summary")).to_contain_text("Write your e-mail.")
    expect(page.get_by_label("Your first name")).to_have_value("Claire")
    page.get_by_label("Your e-mail").fill(email)
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator("h1")).to_have_text(re.compile("Step 2 of 6"))
    page.get_by_label("Mentor", exact=False).first.check()
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator("h1")).to_have_text(re.compile("Step 3 of 6"))


def to_the_summary(page: Page) -> None:
    page.get_by_text("More languages").click()
    page.get_by_label("Swahili").check()
    page.get_by_label("CV", exact=True).check()
    page.get_by_role("button", name=NEXT).click()
    page.get_by_label("Online", exact=True).check()
    page.locator("label", has_text="Tuesday, evening").click()
    expect(page.get_by_label("Tuesday, evening")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name=NEXT).click()
    page.get_by_label("I keep to this charter.").check()
    page.get_by_label("I agree").check()
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator("h1")).to_have_text(re.compile("Step 6 of 6"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_begun_on_one_phone_and_sent_from_another(visit, portal, javascript):
    email = f"claire{javascript:d}@example.org"
    to_the_skills(visit(has_touch=True, is_mobile=True, java_script_enabled=javascript), email)

    page = visit(has_touch=True, is_mobile=True, java_script_enabled=javascript)
    page.goto(link_of(portal.folder, email))
    assert "/l/" not in page.url, "the token does not stay in the address bar"
    expect(page.locator("h1")).to_have_text("Your offer is not sent yet")
    page.get_by_role("link", name="Go on with my offer").click()
    to_the_summary(page)
    expect(page.locator("main")).to_contain_text("Swahili")
    page.get_by_role("button", name="Send my offer").click()
    expect(page.locator("h1")).to_have_text("Thank you. Your offer is sent.")
    expect(page.locator(".note strong")).to_have_text(re.compile("You hear from us by .+ at 18:00"))

    page.goto(link_of(portal.folder, email))
    expect(page.locator("h1")).to_have_text("We have your offer")
    page.get_by_role("link", name="Take my offer back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.locator("h1")).to_have_text("You took your offer back")


def test_the_week_is_filled_by_keyboard_and_axe_finds_nothing(visit, axe):  # noqa: F811
    page = visit()
    to_the_skills(page, "keyboard@example.org")
    assert violations(page, axe, TAGS) == []
    page.get_by_label("CV", exact=True).check()
    page.get_by_role("button", name=NEXT).click()

    page.get_by_label("Monday, morning").focus()
    page.keyboard.press("Space")
    for _cell in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(page.get_by_label("Monday, morning")).to_be_checked()
    expect(page.get_by_label("Tuesday, evening")).to_be_checked()
    assert violations(page, axe, TAGS) == []
    cells = page.locator(".week label").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert min(min(cell["width"], cell["height"]) for cell in cells) >= 48
