"""From an empty week to a list of who was there: the team, two learners and a trainer, each on their own screen."""

import io
from datetime import datetime, timedelta

import openpyxl
from playwright.sync_api import Page, expect

from portal import clock
from tests.browser import steps
from tests.browser.team import Team, sign_in, team
from tests.browser.test_card import pages_of

DESK = {"width": 1280, "height": 800}


def on_day(page: Page, day: datetime, start: str, end: str) -> None:
    """Fill in the first row of dates."""
    row = page.get_by_role("group", name="Date 1")
    row.get_by_label("Day").fill(f"{day:%Y-%m-%d}")
    row.get_by_label("From").fill(start)
    row.get_by_label("To").fill(end)


def choose(page: Page, label: str, words: str) -> None:
    """Choose what says `words` in the list of this name."""
    choices = page.get_by_label(label, exact=True)
    choices.select_option(choices.locator("option", has_text=words).get_attribute("value"))


def make_draft(page: Page, who: Team, day: datetime) -> str:
    """A new course session with one seat; returns what its addresses show."""
    page.get_by_role("link", name="Dates", exact=True).click()
    page.get_by_role("link", name="Make a date").click()
    choose(page, "Course", who.course)
    choose(page, "Place", who.place)
    page.get_by_label("Seats", exact=True).fill("1")
    on_day(page, day, "14:00", "16:00")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("status").filter(has_text="Made. It is a draft")).to_be_visible()
    return page.url.split("?")[0].rsplit("/", 1)[1]


def test_a_date_is_made_filled_enlarged_held_printed_and_taken_home(visit, portal):
    who = team(portal.folder, "amber")
    office, first, second, trainer = visit(viewport=DESK), visit(), visit(), visit(has_touch=True, is_mobile=True)
    today = clock.now().astimezone(who.zone)

    sign_in(office, who)
    ref = make_draft(office, who, today + timedelta(days=8))
    assert first.goto(f"/en/sessions/{ref}").status == 404
    office.get_by_role("button", name="Publish").click()
    expect(office.get_by_role("status").filter(has_text="Published.")).to_be_visible()

    take_the_last_seat(first, ref)
    wait_in_line(second, ref)
    raise_capacity(office, ref)
    second.reload()
    steps.code_on(second)
    assert told(portal, "Beatriz") == ["waiting_joined", "waiting_confirmed"]

    office.goto(f"/en/office/sessions/{ref}/dates")
    on_day(office, today, "15:00", "17:00")
    office.get_by_role("button", name="Save").click()
    expect(office.get_by_role("status").filter(has_text="2 people are told.")).to_be_visible()
    tick_both(office, trainer, ref)

    office.goto(f"/en/office/sessions/{ref}/sheet")
    expect(office.locator("main")).to_contain_text("Amadou")
    assert pages_of(office.pdf(prefer_css_page_size=True)) == 1
    names = taken_home(office, ref)
    assert [row[0] for row in names[1:]] == ["Amadou", "Beatriz"]
    assert [row[names[0].index("Came")] for row in names[1:]] == ["Present", "Present"]


def take_the_last_seat(page: Page, ref: str) -> None:
    page.goto(f"/en/sessions/{ref}")
    page.get_by_role("link", name="Take a seat").click()
    steps.fill_in(page, "Amadou", "06 22 34 56 01")
    steps.send(page)
    steps.code_on(page)


def wait_in_line(page: Page, ref: str) -> None:
    page.goto(f"/en/sessions/{ref}")
    page.get_by_role("link", name="Join the waiting list").click()
    steps.fill_in(page, "Beatriz", "06 22 34 56 02")
    page.get_by_role("button", name="Join the waiting list").click()
    expect(page.locator("h1")).to_have_text("You are on the waiting list")


def raise_capacity(page: Page, ref: str) -> None:
    page.goto(f"/en/office/sessions/{ref}")
    page.get_by_role("link", name="Change the seats").click()
    page.get_by_label("Seats", exact=True).fill("2")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Beatriz")).to_be_visible()


def told(portal, first_name: str) -> list[str]:
    """What this person was told about the line, in the order it was said."""
    query = "SELECT kind FROM message JOIN person ON person.id = person_id WHERE first_name = ? ORDER BY message.id"
    return [kind for (kind,) in portal.ask(query, first_name) if kind.startswith("waiting")]


def tick_both(office: Page, trainer: Page, ref: str) -> None:
    """The team makes a link; the trainer's phone follows it and ticks."""
    office.goto(f"/en/office/sessions/{ref}/check-in")
    office.get_by_label("For whom is it?").fill("Awa")
    office.get_by_role("button", name="Make a link").click()
    link = office.locator("a[href*='/c/']").first.get_attribute("href") or ""
    trainer.goto(link[link.index("/c/") :])
    expect(trainer.locator("h1")).to_have_text("Who is here?")
    for name in ("Amadou", "Beatriz"):
        trainer.get_by_role("group", name=name).get_by_role("radio", name="Present").tap()
    expect(trainer.locator("#progress")).to_contain_text("2 of 2")
    expect(trainer.locator("#unsent")).to_have_text("Everything is saved.")


def taken_home(page: Page, ref: str) -> list[list[object]]:
    """The rows of the spreadsheet of everybody who signed up."""
    page.goto(f"/en/office/sessions/{ref}/sign-ups")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Spreadsheet (XLSX)").click()
    sheet = openpyxl.load_workbook(io.BytesIO(begun.value.path().read_bytes())).active
    return [[cell.value for cell in row] for row in sheet.rows]
