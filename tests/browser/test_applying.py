"""On a phone: apply, find the card, say yes to an interview, be accepted; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.letters import staff


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_from_the_course_to_the_seat(visit, portal, javascript):
    page = visit(has_touch=True, is_mobile=True, java_script_enabled=javascript)
    page.goto("/en/courses/webdev")
    page.locator("main a[href*='/sessions/']").first.click()
    page.get_by_role("link", name="Apply", exact=True).click()
    expect(page.locator("h1")).to_have_text("Apply for this course")

    page.get_by_label("In the morning").check()
    page.get_by_role("button", name="Send my application").click()
    expect(page.locator(".summary")).to_contain_text("Write your first name.")
    expect(page.get_by_label("In the morning")).to_be_checked()
    steps.fill_in(page, "Yohannes" + "a" * javascript)
    page.get_by_role("button", name="Send my application").click()
    expect(page.locator("h1")).to_have_text("Your application is sent")
    expect(page.locator("#way")).to_contain_text(re.compile("You have our answer by"))
    code = page.locator(".code").inner_text()

    staff(portal.folder, "interview", code)
    page.reload()
    page.get_by_role("button", name="Yes, I come").click()
    expect(page.locator("#interview")).to_contain_text("You said yes. We expect you.")

    staff(portal.folder, "accept", code)
    page.reload()
    expect(page.locator("h1")).to_have_text("You are accepted")
    expect(page.locator(".code")).to_have_text(code)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
