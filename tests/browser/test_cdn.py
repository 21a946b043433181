"""htmx from the CDN, played by the test: it answers, lies, is dead, or hangs. The filter works in every case."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from portal.web.htmx import CDN_PATH, OWN_COPY, VERSION
from portal.web.statics import STATIC
from tests.browser import steps

SHARED = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}


def answering(route: Route) -> None:
    route.fulfill(path=STATIC / OWN_COPY, headers=SHARED)


def tampered(route: Route) -> None:
    changed = (STATIC / OWN_COPY).read_text() + ";window.stolen = true"
    route.fulfill(body=changed, headers=SHARED)


def dead(route: Route) -> None:
    route.abort("connectionrefused")


def hanging(route: Route) -> None:
    """No answer at all, however long one waits."""


#: What the browser says of it in its console.
COMPLAINTS = {tampered: "Failed to find a valid digest in the 'integrity' attribute", dead: "ERR_CONNECTION_REFUSED"}


@pytest.fixture
def open_list(visit, cdn_portal):
    """`open_list(network)`: the list of dates where the CDN behaves so, and the own copies asked for."""

    def open_with(network) -> tuple[Page, list[str]]:
        page = visit(served_by=cdn_portal, expected=COMPLAINTS.get(network, ""))
        own: list[str] = []
        page.on("request", lambda request: own.append(request.url) if OWN_COPY in request.url else None)
        page.route(CDN_PATH, network)
        page.clock.install()
        page.goto("/en/sessions", wait_until="domcontentloaded")
        return page, own

    return open_with


def filter_in_place(page: Page) -> None:
    page.evaluate("() => { window.same = true; }")
    steps.choose_flash(page)
    expect(page).to_have_url(re.compile("kind=flash"))
    expect(page.locator("#voice")).to_have_text(re.compile(r"^\d+ dates$"))
    assert page.evaluate("() => window.same"), "the list changed in place"


def after_four_seconds(page: Page) -> None:
    page.clock.run_for(4_000)


def until_htmx_is_here(page: Page) -> None:
    page.wait_for_function("() => window.htmx !== undefined")


def test_where_the_cdn_answers_our_own_copy_is_not_asked_for(open_list):
    page, own = open_list(answering)
    until_htmx_is_here(page)
    assert page.evaluate("() => htmx.version") == VERSION

    after_four_seconds(page)

    filter_in_place(page)
    assert own == []


@pytest.mark.parametrize("network", [tampered, dead, hanging])
def test_where_the_cdn_fails_our_own_copy_comes_after_three_seconds(open_list, network):
    page, own = open_list(network)
    expect(page.locator("h1")).to_have_text("Find a date")
    assert page.evaluate("() => window.htmx === undefined")
    assert own == []

    after_four_seconds(page)

    until_htmx_is_here(page)
    filter_in_place(page)
    assert len(own) == 1
    assert page.evaluate("() => window.stolen === undefined")


def test_while_the_cdn_hangs_the_page_is_read_and_used_without_it(open_list):
    page, own = open_list(hanging)

    steps.choose_flash(page)
    page.get_by_role("button", name="Show the dates").click(no_wait_after=True)

    expect(page).to_have_url(re.compile("kind=flash"))
    expect(page.locator("#session-list .kind").first).to_have_text("Flash workshop")
    assert own == []
