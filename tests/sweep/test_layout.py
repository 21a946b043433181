"""Every page on small and wide screens, with big letters, with wide spacing, in the dark, without images."""

import re

from playwright.sync_api import expect

from portal.web.languages import KNOWN
from tests.sweep import looks
from tests.sweep.test_axe import axe, by_day_and_in_the_dark  # noqa: F401  (a fixture)
from tests.sweep.walk import ONE_OF_A_SCRIPT, PUBLIC, every_language, every_page

#: Name -> width, height, and what the reader changed.
VIEWS = {
    "small phone": (320, 568, ""),
    "phone on its side": (640, 256, ""),
    "desk": (1280, 800, ""),
    "letters twice as big": (360, 740, looks.TWICE_AS_BIG),
    "wide spacing": (360, 740, looks.WIDE_SPACING),
}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
#: What is left of a sheet between its margins, at 96 dots an inch.
A4 = {"width": 718, "height": 1047}


@every_language
@every_page
def test_everything_is_there_big_enough_to_read_and_to_touch_and_the_right_way_round(page, axe, holder, stop, lang):  # noqa: F811
    """Nothing is cut off or needs sideways scrolling. Pages written from right to left keep numbers, codes and
    addresses whole. axe-core finds nothing on a desk: on public pages in each language, on pages made for one person
    in one language of each script. One visit for all of it: opening the page is what costs."""
    page.set_viewport_size(PHONE)
    stop.open(page, lang, holder)

    found = {"targets": page.evaluate(looks.SMALL_TARGETS), "text": page.evaluate(looks.SMALL_TEXT)}
    if stop.name != "unknown language":  # which answers in the language of the browser
        expect(page.locator("html")).to_have_attribute("dir", KNOWN[lang].direction)
        found["not isolated"] = page.evaluate(looks.NOT_ISOLATED) if KNOWN[lang].rtl else []
    if stop in PUBLIC or lang in ONE_OF_A_SCRIPT:
        page.set_viewport_size(DESK)
        found |= by_day_and_in_the_dark(page, axe)
        page.set_viewport_size(PHONE)
    page.keyboard.press("Tab")  # from here on the browser shows where the focus is
    found["keyboard"] = page.evaluate(looks.KEYBOARD)
    for name, (width, height, change) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(looks.CHANGE, change)
        found[name] = page.evaluate(looks.TOO_WIDE)
    page.evaluate(looks.CHANGE, "")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    found["on paper"] = [*page.evaluate(looks.TOO_WIDE), *page.evaluate(looks.NOT_FOR_PAPER)]

    assert looks.faults(found) == {}


@every_page
def test_a_page_without_its_images_says_everything_in_words(visit, holder, stop):
    page = visit(expected="ERR_FAILED")
    page.context.add_cookies(holder.cookies)
    page.route(re.compile(r"\.(svg|png|webp|jpg)(\?|$)"), lambda route: route.abort())
    stop.open(page, "en", holder)

    assert page.evaluate(looks.WORDLESS) == []
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    expect(page.get_by_role("link", name="Konexio", exact=True)).to_be_visible()


_FAULTS = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", `
        <div id="wide"></div><div id="cutting"><p>A sentence</p></div><p><a href="/">Alone</a></p><small>tiny</small>
        <p>+33 6 12 34 56 78</p><button type="button" id="mute"></button>
        <p><a href="/" tabindex="3">Out of turn</a></p><nav><p>Somewhere else</p></nav>`);
    main.querySelector("#wide").style.cssText = "inline-size: 3000px; block-size: 1px";
    main.querySelector("#cutting").style.cssText = "overflow: hidden; block-size: 4px";
    main.querySelector("small").style.fontSize = "10px";
}"""


def test_each_look_sees_a_fault_it_is_shown(page):
    page.goto("/ar/legal")
    before = {look: page.evaluate(look) for look in looks.ALL}

    page.evaluate(_FAULTS)

    for look in looks.ALL:
        assert len(page.evaluate(look)) > len(before[look])
