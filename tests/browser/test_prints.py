"""Pages for paper as the printer gets them: sheets counted, QR codes read back from the picture, nothing cut off."""

import io
import re
from collections import Counter

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.test_card import pages_of

#: What is left of A4 within its margins of 12 mm, in pixels of 1/96 inch.
SHEET = {"width": 703, "height": 1032}

WIDER_THAN_ITS_BOX = """() => [...document.querySelectorAll(".paper *:not(svg *)")]
    .filter((one) => getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML)"""


def open_poster(page: Page, lang: str = "fr", also: str = "") -> str:
    """The poster of the first date with free seats; returns the address of that date without its language."""
    page.goto("/en/sessions?free=1")
    path = (steps.roomy_dates(page).first.get_attribute("href") or "").removeprefix("/en")
    page.goto(f"/{lang}{path}/poster?also={also}")
    return path


def codes_in(page: Page) -> Counter[str]:
    """What a camera reads from the page as it is printed."""
    page.emulate_media(media="print")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    return Counter(found.text for found in zxingcpp.read_barcodes(picture))


def sheets(page: Page) -> int:
    return pages_of(page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize(("lang", "also"), [("fr", ""), ("fr", "ar"), ("ar", ""), ("fa", "uk")])
def test_a_poster_is_one_sheet_whose_every_code_leads_to_the_date_in_its_language(visit, portal, lang, also):
    page = visit(viewport=SHEET, device_scale_factor=3)
    path = open_poster(page, lang, also)

    assert sheets(page) == 1
    first, second = f"{portal.address}/{lang}{path}", f"{portal.address}/{also or lang}{path}"
    assert codes_in(page) == Counter([first, *[first, second] * 4]), "one large, eight to tear off"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_only_the_paper_part_comes_out_of_the_printer_and_nothing_of_it_is_cut_off(visit, lang):
    page = visit(viewport=SHEET)
    open_poster(page, lang)
    page.emulate_media(media="print")

    for gone in (".top", ".band", ".foot", "main > h1", "main nav", "main button"):
        expect(page.locator(gone)).not_to_be_visible()
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= SHEET["width"]
    assert page.evaluate(WIDER_THAN_ITS_BOX) == []


def test_in_arabic_the_first_strip_is_on_the_right_and_numbers_read_from_the_left(visit):
    page = visit(viewport=SHEET)
    open_poster(page, "ar")
    page.emulate_media(media="print")

    strips = [box["x"] for box in (strip.bounding_box() for strip in page.locator(".strips li").all()) if box]

    assert strips == sorted(strips, reverse=True)
    expect(page.locator(".number bdi")).to_have_css("direction", "ltr")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_course_is_one_sheet_whose_code_leads_to_it(visit, portal, lang):
    page = visit(viewport=SHEET, device_scale_factor=3)
    page.goto(f"/{lang}/courses/digistart/sheet")

    assert sheets(page) == 1
    assert codes_in(page) == Counter([f"{portal.address}/{lang}/courses/digistart"])


def test_a_long_programme_repeats_its_head_on_every_sheet(visit, portal):
    page = visit(viewport=SHEET, device_scale_factor=3)
    page.goto("/fr/places/paris-20/programme")

    assert sheets(page) > 1
    expect(page.locator(".weeks thead")).to_have_css("display", "table-header-group")
    assert codes_in(page) == Counter([f"{portal.address}/fr/places/paris-20"])


def test_the_way_to_the_printer_is_a_button_or_a_sentence(visit):
    page, plain = visit(), visit(java_script_enabled=False)
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    for one in (page, plain):
        open_poster(one, "en")

    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    expect(plain.get_by_role("button", name="Print")).to_have_count(0)
    expect(plain.get_by_text("To print this page, use the menu of your browser.")).to_be_visible()


def test_the_poster_is_found_from_the_page_of_a_date_and_gets_a_second_language(visit):
    page = visit()
    page.goto(steps.ROOMY)
    steps.roomy_dates(page).first.click()
    page.get_by_role("link", name="Print a poster").click()

    page.get_by_role("link", name="العربية").last.click()

    expect(page).to_have_url(re.compile(r"/en/sessions/\w+/poster\?also=ar$"))
    expect(page.locator(".face[dir=rtl]")).to_be_visible()
