"""A full date on a phone: joining the line, leaving it, moving elsewhere, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])


@both_ways
def test_who_finds_a_date_full_joins_the_line_and_leaves_it_again(visit, javascript):
    page = visit(java_script_enabled=javascript)
    steps.join(page, "Samia")

    expect(page.locator("#waiting .big")).to_have_text(re.compile(r"^You are number \d+$"))
    expect(page.locator("#waiting")).to_contain_text("You hear from us by")
    page.get_by_role("link", name="Leave the waiting list").click()
    page.get_by_role("button", name="Yes, leave the list").click()

    expect(page.locator("h1")).to_have_text("You left the waiting list")


@both_ways
def test_who_waits_takes_a_free_seat_on_another_date(visit, javascript):
    page = visit(java_script_enabled=javascript)
    steps.join(page, "Idris")

    page.get_by_role("link", name="Take a free seat on another date").click()
    page.get_by_role("button", name=re.compile("^Move to ")).first.click()

    expect(page.get_by_role("status").filter(has_text="You have a seat on this date.")).to_be_visible()
    steps.code_on(page)


@both_ways
def test_more_people_come_and_the_card_says_so(visit, javascript):
    page = visit(java_script_enabled=javascript)
    steps.take_seat(page, "Farah")
    page.get_by_role("link", name="Come with more people, or fewer").click()
    page.get_by_label("How many people come?").select_option("2")

    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status").filter(has_text="Saved: now it is 2 people.")).to_be_visible()


@both_ways
def test_a_party_too_large_for_the_seats_left_waits_for_seats_together(visit, javascript):
    page = visit(java_script_enabled=javascript)
    page.goto("/en/sessions")
    few = page.locator(".pill.is-few_left", has_text=re.compile("^[12] seats? left$"))
    page.locator("article.card", has=few).last.locator("h3 a").click()
    page.get_by_role("link", name="Take a seat").click()
    steps.fill_in(page, "Leyla")
    page.get_by_label("How many people come?").select_option("4")
    steps.send(page)
    expect(page.locator(".summary")).to_be_focused()
    expect(page.get_by_label("Your first name")).to_have_value("Leyla")

    page.get_by_role("button", name="Wait for 4 seats together").click()

    expect(page.locator("h1")).to_have_text("You are on the waiting list")
    expect(page.locator(".proof")).to_contain_text("4 seats")


@pytest.mark.parametrize("press", ["Enter", "Space"])
def test_the_line_is_left_by_keyboard(visit, press):
    page = visit()
    steps.join(page, "Omar")
    page.get_by_role("link", name="Leave the waiting list").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Leave the waiting list?")

    page.get_by_role("button", name="Yes, leave the list").focus()
    page.keyboard.press(press)

    expect(page.locator("h1")).to_have_text("You left the waiting list")
