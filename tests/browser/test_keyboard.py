"""The main journey without a mouse: Tab, Enter, Space; where the focus is can always be seen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.sweep.looks import FOCUS_UNSEEN

#: More stops than any page has.
_MOST_STOPS = 150


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, which shows at every stop on the way."""
    expect(target).to_be_visible()
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        hidden = page.evaluate(FOCUS_UNSEEN)
        assert not hidden, f"the focus cannot be seen: {hidden}"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never comes to {target}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def test_the_first_stop_of_every_page_skips_to_the_content(visit):
    page = visit()
    page.goto("/en/")

    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Go to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_a_seat_is_taken_with_the_keyboard_alone(visit, javascript):
    page = visit(java_script_enabled=javascript)
    page.goto("/en/")
    press(page, page.get_by_role("link", name="I want to learn"))
    expect(page.locator("h1")).to_have_text("Find a date")
    press(page, page.locator("form.filter summary"))
    press(page, page.get_by_label("Only with free seats"), "Space")
    if javascript:
        expect(page.locator("#voice")).not_to_be_empty()
    else:
        press(page, page.get_by_role("button", name="Show the dates"))
    page.wait_for_url("**free=1*")
    press(page, steps.roomy_dates(page).first)
    press(page, page.get_by_role("link", name="Take a seat"))
    tab_to(page, page.get_by_label("Your first name"))
    page.keyboard.type("Keys")
    tab_to(page, page.get_by_label("By phone"))
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("No phone, no e-mail")).to_be_checked()
    press(page, page.get_by_label("I agree"), "Space")

    press(page, page.get_by_role("button", name="Take my seat"))

    steps.code_on(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_after_a_refused_form_the_focus_is_on_what_is_wrong(visit, javascript):
    page = visit(java_script_enabled=javascript)
    steps.open_form(page)
    press(page, page.get_by_role("button", name="Take my seat"))
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()

    press(page, summary.get_by_role("link", name="Write your first name."))

    expect(page.get_by_label("Your first name")).to_be_focused()


def test_escape_closes_the_menu_of_languages(visit):
    page = visit()
    page.goto("/en/")
    menu = page.locator(".tongues summary")
    press(page, menu)
    expect(page.locator(".tongues").get_by_role("link", name="Français")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator(".tongues").get_by_role("link", name="Français")).to_be_hidden()
    expect(menu).to_be_focused()
