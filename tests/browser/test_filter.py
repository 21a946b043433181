"""The list of dates filtered in place: what changes, what is said, and what the back button and a reload show."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

FLASH = re.compile(r"/en/sessions\?.*kind=flash")


def titles(page: Page) -> list[str]:
    return page.locator("#session-list h3").all_inner_texts()


@pytest.fixture
def listing(visit) -> Page:
    """The list of dates, marked so that a full load would show."""
    page = visit()
    page.goto("/en/sessions")
    page.evaluate("() => { window.same = true; }")
    return page


def still_the_same_page(page: Page) -> bool:
    return page.evaluate("() => window.same === true")


def test_the_list_changes_in_place_and_the_address_with_it(listing):
    everything = titles(listing)
    steps.more_choices(listing)
    listing.get_by_label("Subject", exact=True).focus()

    steps.choose_flash(listing)

    expect(listing).to_have_url(FLASH)
    expect(listing.locator("#session-list h3")).not_to_have_text(everything)
    assert still_the_same_page(listing)
    expect(listing.get_by_label("Subject", exact=True)).to_be_focused()


def test_how_many_dates_were_found_is_said_aloud(listing):
    steps.choose_flash(listing)

    expect(listing.locator("#voice")).to_have_text(re.compile(r"^\d+ dates$"))
    assert listing.locator("#voice").inner_text() == listing.locator("#session-list h2").inner_text()


def test_a_reload_shows_what_the_swap_showed(listing):
    steps.choose_flash(listing)
    expect(listing.locator("#voice")).not_to_be_empty()
    swapped = titles(listing)

    listing.reload()

    assert titles(listing) == swapped
    expect(listing.get_by_label("Subject", exact=True)).to_have_value("flash")


def test_the_back_button_brings_back_the_list_and_the_choices(listing):
    everything = titles(listing)
    steps.choose_flash(listing)
    expect(listing).to_have_url(FLASH)
    expect(listing.locator("#voice")).not_to_be_empty()

    listing.go_back()

    expect(listing).to_have_url(re.compile("/en/sessions$"))
    expect(listing.locator("#session-list h3")).to_have_text(everything)
    expect(listing.get_by_label("Subject", exact=True)).to_have_value("")
    listing.go_forward()
    expect(listing.get_by_label("Subject", exact=True)).to_have_value("flash")


def test_the_filter_still_works_after_going_back(listing):
    steps.choose_flash(listing)
    expect(listing).to_have_url(FLASH)
    listing.go_back()
    expect(listing.get_by_label("Subject", exact=True)).to_have_value("")

    steps.more_choices(listing)
    listing.get_by_label("Place", exact=True).select_option("montreuil")

    expect(listing).to_have_url(re.compile("place=montreuil"))
    expect(listing.locator("#voice")).to_have_text(re.compile(r"^\d+ dates?$"))


def test_coming_back_from_a_date_shows_the_filtered_list(listing):
    steps.choose_flash(listing)
    expect(listing.locator("#voice")).not_to_be_empty()
    swapped = titles(listing)
    listing.locator("#session-list h3 a").first.click()
    expect(listing.locator("h1")).to_have_text(swapped[0])

    listing.go_back()

    expect(listing.locator("#session-list h3")).to_have_text(swapped)
    expect(listing.get_by_label("Subject", exact=True)).to_have_value("flash")


def test_the_language_changes_and_the_filter_stays(listing):
    steps.choose_flash(listing)
    expect(listing).to_have_url(FLASH)
    count = listing.locator("#session-list h3").count()

    listing.locator(".tongues summary").click()
    listing.get_by_role("link", name="Français").click()

    expect(listing).to_have_url(re.compile(r"/fr/sessions\?.*kind=flash"))
    expect(listing.locator("html")).to_have_attribute("lang", "fr")
    expect(listing.locator("#session-list h3")).to_have_count(count)


def test_without_javascript_a_button_shows_the_filtered_list(visit):
    page = visit(java_script_enabled=False)
    page.goto("/en/sessions")
    steps.choose_flash(page)

    page.get_by_role("button", name="Show the dates").click()

    expect(page).to_have_url(FLASH)
    expect(page.get_by_label("Subject", exact=True)).to_have_value("flash")
    page.wait_for_load_state()
    assert set(page.locator("#session-list .kind").all_inner_texts()) == {"Flash workshop"}


def test_a_second_page_of_dates_keeps_the_filter(visit):
    page = visit(java_script_enabled=False)
    page.goto("/en/sessions?kind=flash")
    first = titles(page)

    page.get_by_role("link", name="Later dates").click()

    expect(page).to_have_url(re.compile("kind=flash"))
    assert titles(page) != first


def test_words_are_looked_for_by_the_enter_key_and_what_was_not_chosen_stays_out_of_the_address(listing):
    listing.get_by_label("What would you like to learn?").fill("ordinatuer")

    listing.keyboard.press("Enter")

    expect(listing).to_have_url(re.compile(r"/en/sessions\?q=ordinatuer$"))
    expect(listing.locator("#session-list")).to_contain_text("We looked for “ordinateur” instead of “ordinatuer”.")
    assert still_the_same_page(listing)
    expect(listing.get_by_label("What would you like to learn?")).to_be_focused()


def test_a_town_says_how_far_each_place_is_and_can_be_taken_away(listing):
    listing.get_by_label("My town").fill("Pantin")
    listing.keyboard.press("Enter")

    expect(listing.locator("#session-list .facts").first).to_contain_text("km)")
    listing.get_by_role("link", name="Take away: Near Pantin, up to 20 km").click()

    expect(listing).to_have_url(re.compile("/en/sessions$"))
    expect(listing.get_by_label("My town")).to_have_value("")


def test_without_javascript_a_town_and_an_evening_find_their_dates(visit):
    page = visit(java_script_enabled=False)
    page.goto("/en/sessions")
    page.get_by_label("When").select_option("evening")
    page.get_by_label("My town").fill("montreuil")

    page.get_by_role("button", name="Show the dates").click()

    expect(page).to_have_url(re.compile(r"/en/sessions\?when=evening&town=montreuil$"))
    page.get_by_role("link", name="Montreuil (Hauts-de-France)").click()
    expect(page.get_by_label("When")).to_have_value("evening")
