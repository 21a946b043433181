"""Every course on one sheet, every date on one poster, in every language: the longest words decide."""

import re

import pytest
from playwright.sync_api import Page

from portal.demo.catalogue import COURSES
from tests.browser.test_card import pages_of
from tests.sweep.walk import every_language

#: Which language stands second on a poster.
SECOND = {"fr": "ar", "en": "fa", "ar": "uk", "fa": "fr", "uk": "fr"}


def sheets(page: Page, address: str) -> int:
    page.goto(address)
    return pages_of(page.pdf(prefer_css_page_size=True))


@every_language
def test_every_course_fits_one_sheet(visit, lang):
    page = visit()

    counted = {facts["slug"]: sheets(page, f"/{lang}/courses/{facts['slug']}/sheet") for facts in COURSES}

    assert {slug: count for slug, count in counted.items() if count != 1} == {}


@every_language
@pytest.mark.parametrize("two", [False, True], ids=["one language", "two languages"])
def test_every_poster_fits_one_sheet(visit, holder, lang, two):
    page = visit()
    page.goto("/en/sessions")
    listed = {match[1] for match in re.finditer(r'href="/en/sessions/(\w+)"', page.content())}
    refs = listed | set(holder.states.values())

    also = SECOND[lang] if two else ""
    counted = {ref: sheets(page, f"/{lang}/sessions/{ref}/poster?also={also}") for ref in refs}

    assert {ref: count for ref, count in counted.items() if count != 1} == {}
