"""A slow phone: when the first text stands on its screen, and when a form can be used, beside a bare page.

The browser's own throttling plays the phone: 400 kbit/s, 400 ms for each answer, a processor four times slower. Each
visit is a first one (a new profile, nothing kept). The bare page is one heading in constant compressed bytes, asked
for in the same turns: what the phone itself takes, however little is sent.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.ladder import bookable_session
from bench.lines import Line, at_most, context
from bench.servers import Server, build_portal, portal_environ, serving

TITLE = "Slow phone (400 kbit/s, 400 ms, processor four times slower; first visits, median of the turns)"
LANGUAGES = ("fr", "en", "ar", "fa", "uk")
FIRST_TEXT, USABLE = 1.0, 3.0
ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
_FIRST_TEXT = (
    """() => performance.getEntriesByName("first-contentful-paint").map((entry) => entry.startTime / 1000)"""
)
_USABLE = """() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd / 1000"""


@dataclass
class Page:
    name: str
    server: Server
    path: str
    first_text: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)


def measure(folder: Path, long: bool) -> Iterator[Line]:
    chromium = shutil.which("chromium")
    if chromium is None:
        yield Line("not measured: chromium is not on this machine (Debian: apt-get install chromium)", "")
        return
    environ = portal_environ(folder, kept=True)
    environ["PORTAL_HTMX_SOURCE"] = "local"
    build_portal(environ)
    with ExitStack() as stack:
        bare = Page("a bare page", stack.enter_context(serving("bench.bare:plain()", {}, workers=1)), "/heading")
        portal = stack.enter_context(serving("wsgi:app", environ, workers=1))
        session = bookable_session(portal).removeprefix("/fr")
        pages = [Page(f"{code}: home", portal, f"/{code}/") for code in LANGUAGES]
        pages += [Page(f"{code}: list of dates", portal, f"/{code}/sessions") for code in LANGUAGES]
        forms = [Page(f"{code}: form for a seat", portal, f"/{code}{session}/seat") for code in LANGUAGES]
        browser = stack.enter_context(browsing(chromium))
        for _turn in range(9 if long else 3):
            for page in (bare, *pages, *forms):
                visit(browser, page)
    floor = median(bare.first_text)
    yield context(f"{bare.name}, first text", floor, " s", 2)
    for page in (*pages, *forms):
        text = median(page.first_text)
        yield at_most(f"{page.name}, first text ({text / floor:.2f} x the bare page)", text, FIRST_TEXT, " s", 2)
    for page in forms:
        yield at_most(f"{page.name}, usable", median(page.usable), USABLE, " s", 2)


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, page: Page) -> None:
    visitor = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    tab = visitor.new_page()
    phone = visitor.new_cdp_session(tab)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", _LINE)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    tab.goto(page.server.url(page.path), wait_until="load")
    tab.wait_for_function(f"() => ({_FIRST_TEXT})().length > 0")
    page.first_text.append(tab.evaluate(_FIRST_TEXT)[0])
    page.usable.append(tab.evaluate(_USABLE))
    visitor.close()
