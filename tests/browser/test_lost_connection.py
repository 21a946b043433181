"""The network goes away after the form was sent: the seat is taken, the answer never comes. Sent again: one seat."""

from playwright.sync_api import Page, Route, expect

from tests.browser import steps

LOST = "ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch"


def lose_the_answer(page: Page) -> list[int]:
    """Let the next POST reach the portal, and its answer be lost. Returns the statuses nobody saw."""
    lost: list[int] = []

    def let_it_arrive(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.fallback()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort("internetdisconnected")

    page.route("**/seat", let_it_arrive)
    return lost


def test_pressing_again_after_a_lost_answer_shows_the_one_booking(visit, portal):
    page = visit(expected=LOST)
    steps.open_form(page)
    steps.fill_in(page, "Offline")
    lost = lose_the_answer(page)
    with page.expect_event("requestfailed"):
        steps.send(page)
    assert lost == [200]
    expect(page.get_by_role("button", name="Take my seat")).to_be_enabled()

    steps.send(page)

    steps.code_on(page)
    assert portal.sign_ups("Offline") == 1


def test_sending_again_after_a_lost_answer_shows_the_one_booking_without_javascript(visit, portal):
    page = visit(expected=LOST, java_script_enabled=False)
    steps.open_form(page)
    steps.fill_in(page, "Tunnel")
    lost = lose_the_answer(page)
    with page.expect_event("requestfailed"):
        steps.send(page)
    assert lost == [303]
    page.wait_for_url("chrome-error://**")

    page.reload()

    steps.code_on(page)
    assert portal.sign_ups("Tunnel") == 1


def test_a_visitor_without_network_is_told_so(visit):
    page = visit(expected=LOST)
    steps.open_form(page)
    steps.fill_in(page, "Nowhere")
    page.context.set_offline(True)

    steps.send(page)

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("No connection")
    expect(alert).to_be_focused()
    expect(page.get_by_label("Your first name")).to_have_value("Nowhere")


def test_an_answer_that_is_an_error_page_says_its_sentence_and_leaves_the_form_as_it_is(visit):
    page = visit()
    steps.open_form(page)
    page.get_by_label("Your first name").fill("N" * 70_000)

    steps.send(page)

    expect(page.get_by_role("alert")).to_contain_text("Please go back and write less")
    expect(page.locator("main")).to_have_count(1)
    expect(page.get_by_label("Your first name")).to_have_value("N" * 70_000)
