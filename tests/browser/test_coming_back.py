"""Back at a booking on another phone: by code, by private link; cancelling it; leaving nothing behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_the_code_and_the_first_name_open_the_card_on_another_phone(visit, javascript):
    code = steps.take_seat(visit(), "Amina")
    page = visit(java_script_enabled=javascript)
    page.goto("/en/")
    page.get_by_role("link", name="My seats").click()
    page.get_by_label("Your code").fill(code.lower().replace(" ", "-"))
    page.get_by_label("Your first name").fill("amina")

    page.get_by_role("button", name="Open my seat").click()

    assert steps.code_on(page) == code


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_a_wrong_code_is_refused_and_the_first_name_stays(visit, javascript):
    page = visit(java_script_enabled=javascript)
    page.goto("/en/seats")
    page.get_by_label("Your code").fill("ZZZZ 999")
    page.get_by_label("Your first name").fill("Amina")

    page.get_by_role("button", name="Open my seat").click()

    expect(page.locator(".summary")).to_be_focused()
    expect(page.locator(".summary")).to_contain_text("We find no seat with this code")
    expect(page.get_by_label("Your first name")).to_have_value("Amina")


def test_a_private_link_shows_the_workshop_and_nothing_of_the_person_until_the_code_is_typed(visit):
    owner = visit()
    code = steps.take_seat(owner, "Zahra", "06 12 34 56 77")
    link = owner.get_by_role("link", name="My private link").get_attribute("href")
    workshop = owner.locator(".booking h2").inner_text()
    page = visit()

    page.goto(link)

    expect(page.locator("main")).to_contain_text(workshop)
    shown = page.content()
    assert not [secret for secret in ("Zahra", code, code.replace(" ", ""), "34 56 77", "77") if secret in shown]
    assert "/l/" not in page.url, "the token does not stay in the address bar"
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open my seat").click()
    assert steps.code_on(page) == code
    expect(page.locator(".booking")).to_contain_text("Zahra")


def test_a_seat_is_given_back_in_two_presses(visit):
    page = visit()
    steps.take_seat(page)
    page.get_by_role("link", name="I cannot come").click()

    page.get_by_role("button", name="Yes, give my seat back").click()

    expect(page.locator("h1")).to_have_text("You gave your seat back")
    expect(page.get_by_role("link", name="I cannot come")).to_be_hidden()
    page.reload()
    expect(page.locator("h1")).to_have_text("You gave your seat back")


def test_forget_me_leaves_nothing_on_this_phone(visit):
    page = visit()
    steps.take_seat(page)
    card = page.url

    page.get_by_role("button", name="Forget me on this phone").click()

    expect(page.locator("h1")).to_contain_text("Learn computers")
    page.goto(card)
    expect(page.locator("h1")).to_have_text("We cannot show this seat here")
    page.goto("/en/seats")
    expect(page.get_by_text("Seats open on this phone")).to_be_hidden()


def test_after_forget_me_the_back_button_does_not_show_the_card(visit):
    page = visit()
    code = steps.take_seat(page)
    page.get_by_role("button", name="Forget me on this phone").click()
    expect(page.locator("h1")).to_contain_text("Learn computers")

    page.go_back()

    expect(page.locator("h1")).to_have_text("We cannot show this seat here")
    assert code not in page.content()


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_the_card_stays_open_when_the_language_changes(visit, javascript):
    page = visit(java_script_enabled=javascript)
    code = steps.take_seat(page)

    page.locator(".tongues summary").click()
    page.get_by_role("link", name="العربية").click()

    expect(page).to_have_url(re.compile(r"/ar/seats/\w+$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".code")).to_have_text(code)


def test_a_changed_phone_number_is_confirmed_on_the_card(visit):
    page = visit()
    steps.take_seat(page, "Leila", "06 12 34 56 78")
    page.get_by_role("link", name="Change this").click()
    page.get_by_label("By e-mail").check()
    page.get_by_label("Your e-mail").fill("leila@example.org")

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("@example.org")
