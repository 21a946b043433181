"""What a first visit loads over the wire, counted by the browser: bytes, requests, and who is asked."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from portal.web.htmx import CDN_PATH, OWN_COPY
from portal.web.languages import KNOWN
from portal.web.statics import STATIC

FIRST_VISIT_BYTES = 45_000
FIRST_VISIT_REQUESTS = 8
NEXT_PAGE_BYTES = 10_000


class Wire:
    """Everything a page transfers, headers included."""

    def __init__(self, page: Page) -> None:
        self.addresses: list[str] = []
        self.bytes = 0
        self._under_way: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict) -> None:
        address = event["request"]["url"]
        if not address.startswith("data:"):
            self.addresses.append(address)

    def _finished(self, event: dict) -> None:
        self.bytes += round(event["encodedDataLength"])

    def restart(self) -> None:
        self.addresses, self.bytes = [], 0


def open_all(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("lang", KNOWN)
def test_a_first_visit_is_light_and_asks_nobody_else(visit, portal, lang):
    page = visit()
    wire = Wire(page)

    open_all(page, f"/{lang}/")

    assert wire.bytes <= FIRST_VISIT_BYTES, wire.addresses
    assert len(wire.addresses) <= FIRST_VISIT_REQUESTS, wire.addresses
    assert {urlsplit(address).netloc for address in wire.addresses} == {urlsplit(portal.address).netloc}


@pytest.mark.parametrize("lang", KNOWN)
def test_the_next_page_of_a_visit_is_lighter_still(visit, lang):
    page = visit()
    wire = Wire(page)
    open_all(page, f"/{lang}/")
    for door in ("sessions", "courses", "seats"):
        wire.restart()

        open_all(page, f"/{lang}/{door}")

        assert 0 < wire.bytes <= NEXT_PAGE_BYTES, (door, wire.bytes, wire.addresses)


def test_where_htmx_comes_from_the_cdn_nobody_else_is_asked(visit, cdn_portal):
    def answer(route: Route) -> None:
        route.fulfill(path=STATIC / OWN_COPY, headers={"Access-Control-Allow-Origin": "*"})

    page = visit(served_by=cdn_portal)
    page.route(CDN_PATH, answer)
    wire = Wire(page)

    open_all(page, "/en/")

    strangers = {address for address in wire.addresses if not address.startswith(cdn_portal.address)}
    assert strangers == {CDN_PATH}
    assert len(wire.addresses) <= FIRST_VISIT_REQUESTS
