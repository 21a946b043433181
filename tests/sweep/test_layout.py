"""Every page on small and wide screens, with big letters, with wide spacing, without images."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.sweep import looks
from tests.sweep.walk import LANGUAGES, every_language, every_page

#: Name -> width, height, and what the reader changed.
VIEWS = {
    "small phone": (320, 568, ""),
    "phone on its side": (640, 256, ""),
    "desk": (1280, 800, ""),
    "letters twice as big": (360, 740, looks.TWICE_AS_BIG),
    "wide spacing": (360, 740, looks.WIDE_SPACING),
}


@every_language
@every_page
def test_nothing_is_cut_off_or_needs_sideways_scrolling(page, holder, stop, lang):
    stop.open(page, lang, holder)

    found = {}
    for name, (width, height, change) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(looks.CHANGE, change)
        found[name] = page.evaluate(looks.TOO_WIDE)

    assert {name: wide for name, wide in found.items() if wide} == {}


@every_language
@every_page
def test_everything_is_big_enough_to_read_and_to_touch(page, holder, stop, lang):
    page.set_viewport_size({"width": 360, "height": 740})
    stop.open(page, lang, holder)

    assert page.evaluate(looks.SMALL_TARGETS) == []
    assert page.evaluate(looks.SMALL_TEXT) == []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang == "ar"])
@every_page
def test_pages_written_from_right_to_left_keep_numbers_codes_and_addresses_whole(page, holder, stop, lang):
    stop.open(page, lang, holder)
    if stop.name == "unknown language":
        return  # answers in the language of the browser

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate(looks.NOT_ISOLATED) == []


@every_page
def test_a_page_without_its_images_says_everything_in_words(page, holder, stop):
    page.route(re.compile(r"\.(svg|png|webp|jpg)(\?|$)"), lambda route: route.abort())
    stop.open(page, "en", holder)

    assert page.evaluate(looks.WORDLESS) == []
    _usable(page)


def _usable(page: Page) -> None:
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_role("link", name="Konexio")).to_be_visible()
