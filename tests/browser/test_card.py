"""The card as a thing: on paper, in the dark, without movement, shared, copied."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import steps


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_card_fits_one_sheet_of_paper_and_shows_its_code(visit):
    page = visit()
    code = steps.take_seat(page)

    sheet = page.pdf(format="A4")

    assert pages_of(sheet) == 1
    page.emulate_media(media="print")
    expect(page.locator(".code")).to_have_text(code)
    expect(page.locator(".code")).to_be_visible()
    expect(page.get_by_role("img", name="QR code of your card")).to_be_visible()
    expect(page.locator("button:visible, nav:visible")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_is_dark_on_white_in_every_scheme_so_that_a_screenshot_can_be_read(visit, scheme):
    page = visit(color_scheme=scheme)
    steps.take_seat(page)

    card = page.locator(".booking")

    expect(card).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(card).to_have_css("color", "rgb(29, 36, 51)")


def test_pages_follow_the_dark_scheme_of_the_phone(visit):
    page = visit(color_scheme="dark")
    page.goto("/en/")

    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")

    brightness = sum(map(int, re.findall(r"\d+", paper)[:3])) / 3
    assert brightness < 60


def test_nothing_moves_for_those_who_asked_for_less_movement(visit):
    page = visit(reduced_motion="reduce")
    page.goto("/en/sessions")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            const seconds = (style.transitionDuration + "," + style.animationDuration).split(",").map(parseFloat);
            return Math.max(...seconds) > 0 || style.scrollBehavior === "smooth";
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )

    assert moving == []


def test_buttons_that_need_javascript_are_there_with_it_only(visit):
    with_it, without = visit(), visit(java_script_enabled=False)
    steps.take_seat(with_it, "Scripted")
    steps.take_seat(without, "Plain")

    for words in ("Print", "Share the workshop", "Copy my private link"):
        expect(with_it.get_by_role("button", name=words)).to_be_visible()
        expect(without.get_by_role("button", name=words)).to_be_hidden()
    expect(with_it.get_by_role("link", name="Send by text message")).to_be_hidden()
    expect(without.get_by_role("link", name="Send by text message")).to_be_visible()


def test_the_private_link_is_copied(visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    steps.take_seat(page)

    page.get_by_role("button", name="Copy my private link").click()

    expect(page.get_by_role("button", name="Address copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.get_by_role("link", name="My private link").get_attribute("href")


def test_what_is_shared_is_the_workshop_never_the_booking(visit):
    page = visit()
    steps.take_seat(page)
    shared = page.get_by_role("button", name="Share the workshop").get_attribute("data-url")
    somebody = visit()

    somebody.goto(shared)

    expect(somebody.get_by_role("link", name="Take a seat")).to_be_visible()
    expect(somebody.locator("h1")).to_have_text(page.locator(".booking h2").inner_text())


def test_the_calendar_file_comes_down(visit):
    page = visit()
    steps.take_seat(page)

    with page.expect_download() as coming:
        page.get_by_role("link", name="Add to my calendar").click()

    assert coming.value.suggested_filename.endswith(".ics")
