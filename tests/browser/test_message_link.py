"""A reminder answered from its link, a call asked for: on another phone, without JavaScript, by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.letters import reminder_link


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_a_reminder_is_answered_on_the_phone_that_got_it(visit, portal, javascript):
    owner = visit()
    code = steps.take_seat(owner, "Zahra" + "a" * javascript, "06 12 34 56 78")
    page = visit(java_script_enabled=javascript)

    page.goto(reminder_link(portal.folder, code))

    expect(page.locator("h1")).to_have_text("Are you coming?")
    assert "/l/" not in page.url, "the token does not stay in the address bar"
    assert not [secret for secret in ("Zahra", code, "56 78") if secret in page.content()]
    page.get_by_role("button", name="Yes, I come").click()
    expect(page.get_by_role("status").filter(has_text="Thank you. We expect you.")).to_be_visible()
    page.get_by_role("link", name="No, I cannot").click()
    page.get_by_role("button", name="Yes, give my seat back").click()
    expect(page.locator("h1")).to_have_text("You gave your seat back")
    owner.reload()
    expect(owner.locator("h1")).to_have_text("You gave your seat back")


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_call_me_promises_a_call_and_says_by_when(visit, portal, javascript):
    code = steps.take_seat(visit(), "Nour" + "a" * javascript, "06 12 34 56 79")
    page = visit(java_script_enabled=javascript)
    page.goto(reminder_link(portal.folder, code, "ar"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    page.locator("main button[formaction]").click()

    expect(page.get_by_role("status").filter(has_text="نتصل بك")).to_be_visible()
    expect(page.locator("main button[formaction]")).to_have_count(0)


def test_messages_are_ended_and_let_in_again_from_the_foot_of_the_page(visit, portal):
    code = steps.take_seat(visit(), "Nour", "06 12 34 56 80")
    page = visit(java_script_enabled=False)
    page.goto(reminder_link(portal.folder, code))

    page.get_by_role("link", name="No more messages to me").click()
    page.get_by_role("button", name="Yes, no more messages").click()
    expect(page.locator("h1")).to_have_text("You get no more messages")

    page.get_by_role("button", name="Send me messages again").click()
    expect(page.locator("h1")).to_have_text("Messages are on again")


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_a_call_is_asked_for_by_keyboard_from_the_band_of_any_page(visit, javascript):
    page = visit(java_script_enabled=javascript)
    page.goto("/en/legal")
    page.locator(".band").get_by_role("link", name="Ask for a call").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ask for a call")

    page.get_by_label("Your first name").focus()
    page.keyboard.type("Nour" + "a" * javascript)
    page.keyboard.press("Tab")
    page.keyboard.type("06 12 34 56 81")
    page.keyboard.press("Tab")
    page.keyboard.type("After 17 h")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Please call me").focus()
    page.keyboard.press("Enter")

    expect(page.locator("main .note")).to_contain_text("We call you by")
    expect(page).to_have_url(re.compile(r"/en/asked/\w{8}$"))
    page.get_by_role("button", name="I do not need it any more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("We do not call you any more")


def test_what_is_wrong_in_the_form_is_said_first_and_what_was_typed_stays(visit):
    page = visit()
    page.goto("/en/call")
    page.get_by_label("Your first name").fill("Nour")
    page.get_by_label("Your phone number").fill("12")

    page.get_by_role("button", name="Please call me").click()

    expect(page.locator(".summary")).to_be_focused()
    expect(page.locator(".summary")).to_contain_text("Check this phone number.")
    expect(page.get_by_label("Your first name")).to_have_value("Nour")
