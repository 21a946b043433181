"""The main journey on a cheap phone: from the list to the card, with htmx, without JavaScript, by finger."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps

MOST_TAPS = 6


class Finger:
    """Taps, and counts them. Typing needs a tap on the field first."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def type(self, target: Locator, text: str) -> None:
        self.tap(target)
        target.page.keyboard.type(text)


def book(page: Page, finger: Finger, phone: str = "") -> None:
    """From the list that is open to the card."""
    finger.tap(page.locator("article.card:has(.is-open, .is-few) h3 a").first)
    finger.tap(page.get_by_role("link", name="Take a seat"))
    finger.type(page.get_by_label("Your first name"), "Samira")
    if phone:
        finger.type(page.get_by_label("Your phone number"), phone)
    else:
        finger.tap(page.get_by_label("No phone, no e-mail"))
    finger.tap(page.get_by_label("I agree"))
    finger.tap(page.get_by_role("button", name="Take my seat"))


@pytest.mark.parametrize(
    ("visitor", "phone_number"),
    [("phone", ""), ("phone", "06 12 34 56 70"), ("plain_phone", ""), ("plain_phone", "06 12 34 56 71")],
    ids=["htmx, no number", "htmx, a number", "no JavaScript, no number", "no JavaScript, a number"],
)
def test_it_takes_six_taps_from_the_list_to_the_card(visitor, phone_number, request):
    page = request.getfixturevalue(visitor)
    page.goto("/en/")
    page.get_by_role("link", name="I want to learn").tap()
    finger = Finger()

    book(page, finger, phone_number)

    expect(page.locator("h1")).to_have_text("Your seat is booked")
    expect(page.locator(".code")).to_have_text(re.compile(r"^[A-Z]{4} \d{3}$"))
    assert finger.taps <= MOST_TAPS


@pytest.mark.parametrize("visitor", ["phone", "plain_phone"], ids=["with htmx", "without JavaScript"])
def test_a_refused_form_keeps_what_was_typed_and_says_what_to_do(visitor, request):
    page = request.getfixturevalue(visitor)
    steps.open_form(page)
    page.get_by_label("Your first name").fill("Samira")
    page.get_by_label("Your phone number").fill("12")
    page.get_by_label("I agree").check()

    steps.send(page)

    expect(page.locator(".summary")).to_contain_text("Check this phone number")
    expect(page).to_have_title(re.compile("^Error: Take a seat"))
    expect(page.get_by_label("Your first name")).to_have_value("Samira")
    expect(page.get_by_label("Your phone number")).to_have_value("12")
    page.get_by_label("Your phone number").fill(f"+33 6 12 34 56 {72 + (visitor == 'phone')}")
    steps.send(page)
    steps.code_on(page)


def test_two_presses_in_a_hurry_make_one_booking(phone, portal):
    steps.open_form(phone)
    steps.fill_in(phone, "Hurrying")

    phone.get_by_role("button", name="Take my seat").dblclick()

    steps.code_on(phone)
    assert portal.sign_ups("Hurrying") == 1


def test_two_presses_in_a_hurry_make_one_booking_without_javascript(plain_phone, portal):
    steps.open_form(plain_phone)
    steps.fill_in(plain_phone, "Unhurried")

    plain_phone.get_by_role("button", name="Take my seat").dblclick()

    steps.code_on(plain_phone)
    assert portal.sign_ups("Unhurried") == 1


def test_a_reload_of_the_card_shows_the_same_booking(phone, portal):
    code = steps.take_seat(phone, "Reloading")

    phone.reload()

    assert steps.code_on(phone) == code
    assert portal.sign_ups("Reloading") == 1
