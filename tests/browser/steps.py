"""What visitors do, in the words of the pages: find a date, fill in the form, read the card."""

from playwright.sync_api import Locator, Page, expect

#: A date with many seats left, so that tests do not take them from each other.
ROOMY = "/en/sessions?free=1&mode=online"


def roomy_dates(page: Page) -> Locator:
    """The links of a list that lead to dates with more than a few seats."""
    return page.locator("article.card:has(.is-open) h3 a")


def open_form(page: Page) -> None:
    """Go to the form of a date that has seats."""
    page.goto(ROOMY)
    roomy_dates(page).first.click()
    page.get_by_role("link", name="Take a seat").click()
    expect(page.locator("h1")).to_have_text("Take a seat")


def fill_in(page: Page, first_name: str = "Nour", phone: str = "") -> None:
    """Answer the questions; without a phone, "No phone, no e-mail"."""
    page.get_by_label("Your first name").fill(first_name)
    if phone:
        page.get_by_label("Your phone number").fill(phone)
    else:
        page.get_by_label("No phone, no e-mail").check()
    page.get_by_label("I agree").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Take my seat").click()


def take_seat(page: Page, first_name: str = "Nour", phone: str = "") -> str:
    """From the list to the card; returns the code."""
    open_form(page)
    fill_in(page, first_name, phone)
    send(page)
    return code_on(page)


def code_on(page: Page) -> str:
    """The code of the card that is shown."""
    expect(page.locator("h1")).to_have_text("Your seat is booked")
    return page.locator(".code").inner_text()


def open_full_date(page: Page) -> None:
    """Go to a date whose seats are taken, and that has a waiting list."""
    page.goto("/en/sessions")
    pill = page.locator(".pill.is-full", has_text="with a waiting list")
    page.locator("article.card", has=pill).first.locator("h3 a").click()
    expect(page.locator("#seat-panel")).to_contain_text("You can wait for one.")


def join(page: Page, first_name: str) -> None:
    """Wait for a seat there; ends on the card."""
    open_full_date(page)
    page.get_by_role("link", name="Join the waiting list").click()
    fill_in(page, first_name)
    page.get_by_role("button", name="Join the waiting list").click()
    expect(page.locator("h1")).to_have_text("You are on the waiting list")


def more_choices(page: Page) -> None:
    """Open the part of the filter that is shut at first."""
    if not page.get_by_label("Subject", exact=True).is_visible():
        page.locator("form.filter summary").click()


def choose_flash(page: Page) -> None:
    more_choices(page)
    page.get_by_label("Subject", exact=True).select_option("flash")
