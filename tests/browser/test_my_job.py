"""From the text message to the answer, on a phone: a date for the interview, and yes to an offer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.my_jobs import invitation_link, offer_link

WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])


@WITH_AND_WITHOUT
def test_a_date_is_chosen_and_what_was_sent_opens_by_the_first_letters_of_the_name(visit, portal, javascript):
    page = visit(java_script_enabled=javascript, has_touch=True, is_mobile=True)
    page.goto(invitation_link(portal.folder, "Zahra" + "a" * javascript))

    expect(page.locator("h1")).to_have_text("Choose a date for your interview")
    assert "/l/" not in page.url, "the token does not stay in the address bar"
    assert not [secret for secret in ("Zahra", "34 56 95", "I sold fruit") if secret in page.content()]
    page.locator("label.pick").nth(1).click()
    page.get_by_role("button", name="Choose this date").click()

    expect(page.locator("h1")).to_have_text("Your interview is agreed")
    expect(page.get_by_role("status").filter(has_text="The company knows that you come.")).to_be_visible()
    page.get_by_role("link", name="Open my application").click()
    page.get_by_label("The first three letters of your first name").fill("zah")
    page.get_by_role("button", name="Open my application").click()
    expect(page).to_have_url(re.compile(r"/en/applications/\w{16}$"))
    expect(page.get_by_text("I sold fruit.")).to_be_visible()


@WITH_AND_WITHOUT
def test_an_offer_is_accepted_in_arabic(visit, portal, javascript):
    page = visit(java_script_enabled=javascript, has_touch=True, is_mobile=True)
    page.goto(offer_link(portal.folder, "Nour" + "a" * javascript, "ar"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    page.locator("main form button[type=submit]").click()

    expect(page.locator("h1")).to_have_text("الطرفان موافقان")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
