"""The card kept on the phone: in flight mode it opens; given back, removed or left, nothing of it remains."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import steps

#: What the browser's console says of a page without network.
FLIGHT = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|Failed to load resource"
#: All that the browser holds of us beside its cookie.
LEFT = """async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"caches": [], "workers": 0}
KEPT_PATHS = """async () => (await (await caches.open("kept")).keys()).map((one) => new URL(one.url).pathname)"""
LIST_KEPT_AT = """async () => (await caches.match("/en/sessions")).headers.get("X-Kept")"""
KEPT_CARDS = f"(await ({KEPT_PATHS})()).filter((path) => path.includes('/seats/'))"


def keep(page: Page) -> str:
    """Take a seat and keep its card; returns its code."""
    code = steps.take_seat(page, "Kept")
    page.get_by_role("button", name="Keep on this phone").click()
    expect(page.get_by_text("Kept. This card opens without internet.")).to_be_visible()
    return code


def test_nothing_is_kept_before_the_press_and_what_it_means_is_said_first(visit):
    page = visit()
    steps.take_seat(page)

    expect(page.get_by_role("button", name="Keep on this phone")).to_be_visible()
    expect(page.get_by_text("Whoever holds this phone can then read it.")).to_be_visible()
    assert page.evaluate(LEFT) == NOTHING


def test_the_kept_card_opens_in_flight_mode_at_its_address(visit):
    page = visit(expected=FLIGHT)
    code = keep(page)
    page.context.set_offline(True)

    page.reload()

    expect(page.locator("h1")).to_have_text("Your card")
    expect(page.locator("#since")).to_contain_text("You are offline. This is what your phone kept on ")
    expect(page.locator(".code")).to_have_text(code)
    expect(page.get_by_role("img", name="QR code of your card")).to_be_visible()
    expect(page.locator(".booking .icon").first).to_be_visible()
    expect(page.locator(".band")).to_contain_text("07 66 38 74 96")


@pytest.mark.parametrize("address", ["/en/", "/en/seats", "/en/courses", "/fr/legal"])
def test_from_any_other_page_the_kept_card_is_a_press_away(visit, address):
    page = visit(expected=FLIGHT)
    code = keep(page)
    page.context.set_offline(True)

    page.goto(address)

    expect(page.locator("#since")).to_contain_text("You are offline.")
    expect(page.locator("main a[href^='tel:']")).to_be_visible()
    page.locator("[data-kept] a").click()
    expect(page.locator(".code")).to_have_text(code)


def test_the_last_list_of_dates_read_is_kept_with_its_day(visit):
    page = visit(expected=FLIGHT)
    keep(page)
    before = page.evaluate(LIST_KEPT_AT)
    page.goto("/en/sessions?mode=online")
    read = page.locator("article.card h3").all_inner_texts()
    page.wait_for_function(f"async () => (await ({LIST_KEPT_AT})()) > {before!r}")
    page.context.set_offline(True)

    page.goto("/en/sessions")

    expect(page.locator("#since")).to_contain_text("This is what your phone kept on ")
    assert page.locator("article.card h3").all_inner_texts() == read


def test_a_card_this_browser_may_no_longer_open_is_still_on_the_phone_that_kept_it(visit):
    page = visit()
    code = keep(page)
    page.context.clear_cookies()
    page.goto("/en/seats")

    page.locator("[data-kept] a").click()

    expect(page.locator(".code")).to_have_text(code)
    expect(page.locator("#since")).to_contain_text("This is what your phone kept on ")
    expect(page.locator("#since")).not_to_contain_text("offline")


def test_a_kept_card_changes_with_what_is_seen_online(visit):
    page = visit(expected=FLIGHT)
    keep(page)
    card = page.url
    page.get_by_role("link", name="Come with more people, or fewer").click()
    page.get_by_label("How many people come?").select_option("3")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".booking .proof")).to_contain_text("3 seats")
    page.goto(card.replace("/en/", "/fr/"))
    expect(page.locator("[data-after]")).to_be_visible()
    page.wait_for_function(f"async () => {KEPT_CARDS}.every((path) => path.startsWith('/fr/'))")
    page.context.set_offline(True)

    page.goto(card)

    expect(page.locator(".proof")).to_contain_text("3 places")
    assert len([path for path in page.evaluate(KEPT_PATHS) if "/seats/" in path]) == 1


def test_in_arabic_the_kept_card_reads_from_right_to_left(visit):
    page = visit(expected=FLIGHT)
    steps.take_seat(page, "Nour")
    page.goto(page.url.replace("/en/", "/ar/"))
    page.locator("[data-hold=keep]").click()
    expect(page.locator("[data-after]")).to_be_visible()
    page.context.set_offline(True)

    page.goto("/ar/")

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("[data-kept] a").click()
    expect(page.locator("#since")).to_have_attribute("dir", "rtl")
    expect(page.locator("#since")).to_have_text(re.compile(r"\b\d\d:\d\d\.$"))
    expect(page.locator(".code")).to_be_visible()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Forget me on this phone").click()
    page.wait_for_url("**/en/?closed=1")


def give_back(page: Page) -> None:
    page.get_by_role("link", name="I cannot come").click()
    page.get_by_role("button", name="Yes, give my seat back").click()
    expect(page.locator("h1")).to_have_text("You gave your seat back")


def remove(page: Page) -> None:
    page.get_by_role("button", name="Remove from this phone").click()
    expect(page.get_by_role("button", name="Keep on this phone")).to_be_visible()


def remove_all(page: Page) -> None:
    page.goto("/en/kept")
    page.get_by_role("button", name="Remove all from this phone").click()
    expect(page.get_by_text("No card is kept on this phone.")).to_be_visible()
    expect(page.get_by_role("heading", name="Cards kept on this phone")).to_be_hidden()


@pytest.mark.parametrize("end", [leave, give_back, remove, remove_all], ids=lambda end: end.__name__)
def test_at_the_end_nothing_is_left_on_the_phone(visit, end):
    page = visit()
    keep(page)
    assert page.evaluate(LEFT) == {"caches": ["kept"], "workers": 1}

    end(page)

    page.wait_for_function(f"async () => JSON.stringify(await ({LEFT})()) === JSON.stringify({NOTHING!r})")
    page.goto("/en/sessions")
    assert page.evaluate(LEFT) == NOTHING, "nor does anything come back"


def test_giving_one_seat_back_leaves_the_other_card_on_the_phone(visit):
    page = visit()
    keep(page)
    first = page.url
    keep(page)

    give_back(page)

    page.wait_for_function(f"async () => {KEPT_CARDS}.length === 1")
    page.goto("/en/kept")
    expect(page.locator("[data-kept] a")).to_have_count(1)
    assert page.locator("[data-kept] a").get_attribute("href") == first.removeprefix(page.url[:-8]) + "/kept"


def test_where_a_phone_cannot_keep_anything_the_button_is_not_there(visit):
    plain, private = visit(java_script_enabled=False), visit()
    private.add_init_script("delete Navigator.prototype.serviceWorker")
    for page in (plain, private):
        steps.take_seat(page)

        expect(page.get_by_role("button", name="Keep on this phone")).to_have_count(0)
        expect(page.get_by_role("heading", name="Without internet")).to_have_count(0)


def test_a_keeping_that_failed_says_so_and_keeps_nothing(visit):
    page = visit(expected=FLIGHT)
    steps.take_seat(page)
    page.context.clear_cookies()

    page.get_by_role("button", name="Keep on this phone").click()

    expect(page.get_by_text("That did not work. Please press again.")).to_be_visible()
    assert page.evaluate("() => caches.keys()") == []


def test_the_worker_of_a_new_release_takes_over_and_the_card_stays(visit):
    page = visit(expected=FLIGHT)
    code = keep(page)
    page.evaluate("() => navigator.serviceWorker.register('/sw.js?release=next')")
    page.wait_for_function("() => navigator.serviceWorker.controller?.scriptURL.endsWith('release=next')")
    page.context.set_offline(True)

    page.reload()

    expect(page.locator(".code")).to_have_text(code)
    assert page.evaluate(LEFT)["workers"] == 1


def test_a_page_made_for_one_person_is_in_no_other_cache(visit):
    page = visit()
    keep(page)

    for made_for_one in (page.url, page.url + "/kept"):
        assert page.request.get(made_for_one).headers["cache-control"] == "no-store"
    assert page.request.get("/sw.js").headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize("lang", ["fr", "fa"])
def test_the_browser_itself_finds_nothing_wrong_with_the_icon_for_the_home_screen(visit, portal, lang):
    page = visit()
    page.goto(f"/{lang}/")

    found = page.context.new_cdp_session(page).send("Page.getAppManifest")

    assert found["errors"] == []
    assert found["url"] == f"{portal.address}/{lang}/manifest.webmanifest"
    assert found["manifest"]["startUrl"] == f"{portal.address}/{lang}/"
    assert [icon["url"].split("?")[0].rsplit("/", 1)[1] for icon in found["manifest"]["icons"]] == [
        "icon.svg",
        "icon-192.png",
        "icon-512.png",
        "icon-maskable.png",
    ]
