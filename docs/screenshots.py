"""Takes the pictures of docs/screenshots again: `make screenshots`.

A portal with fresh demo data is served and walked through in Chromium, on a phone and on a desk, in two languages.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import server
from tests.browser.fixtures import _ARGUMENTS as ARGUMENTS

FOLDER = Path(__file__).parent / "screenshots"
SIZES = {360: 740, 1280: 800}
LANGUAGES = ("fr", "ar")
#: Who takes the seat: somebody else each time, for one person has one seat in a session.
NAMES = {("fr", 360): "Nour", ("fr", 1280): "Samira", ("ar", 360): "نور", ("ar", 1280): "سميرة"}


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        filled = server.fill_once(Path(scratch))
        portal = server.start(filled, Path(scratch) / "served", PORTAL_HTMX_SOURCE="local")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        try:
            for language in LANGUAGES:
                for width, height in SIZES.items():
                    walk(browser, portal.address, language, width, height)
        finally:
            browser.close()
            portal.stop()


def walk(browser: Browser, address: str, language: str, width: int, height: int) -> None:
    """From the home page to the card, a place in line and a promised call; then a job. A picture at each step."""
    page = browser.new_page(viewport={"width": width, "height": height})

    def take(name: str) -> None:
        page.wait_for_load_state("networkidle")
        tall = name in {"session", "errors", "card", "waiting"}
        page.screenshot(path=FOLDER / f"{name}-{language}-{width}.png", full_page=tall)

    page.goto(f"{address}/{language}/")
    take("home")
    page.goto(f"{address}/{language}/sessions")
    take("list")
    page.goto(f"{address}/{language}/sessions?kind=flash&place=montreuil&free=1")
    page.locator("#session-list .card a").first.click()
    take("session")
    page.locator("#seat-panel .button").click()
    send(page)
    page.locator(".summary").wait_for()
    take("errors")
    page.locator("#first_name").fill(NAMES[language, width])
    page.locator("#phone").fill("06 12 34 56 78")
    page.locator("#consent").check()
    send(page)
    page.locator(".booking").wait_for()
    take("card")
    page.goto(f"{address}/{language}/sessions?kind=flash&place=montreuil")
    page.locator(".card:has(.is-full) a").last.click()
    page.locator("#seat-panel .button").first.click()
    page.locator("#first_name").fill(NAMES[language, width])
    page.locator("#phone").fill("06 12 34 56 78")
    page.locator("#consent").check()
    send(page)
    page.locator(".booking").wait_for()
    take("waiting")
    page.goto(f"{address}/{language}/call")
    page.locator("#first_name").fill(NAMES[language, width])
    page.locator("#phone").fill("06 12 34 56 78")
    page.locator("#consent").check()
    send(page)
    page.wait_for_url("**/asked/**")
    take("promise")
    page.goto(f"{address}/{language}/jobs")
    take("jobs")
    page.locator("#job-list .card a").first.click()
    take("job")
    page.close()


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


if __name__ == "__main__":
    main()
