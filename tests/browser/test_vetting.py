"""From the offer to the first sign-in: staff at a desk, and somebody who wants to help on a phone."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from portal import clock
from tests.browser.server import inside
from tests.browser.team import sign_in, team
from tests.browser.test_back_office import DESK
from tests.browser.test_offering_help import link_of
from tests.domain.mentoring import offers


def offered(folder: Path, first_name: str) -> str:
    """Somebody sent their offer; returns their e-mail."""
    with inside(folder):
        reach = offers.read_email(f"{first_name.lower()}@work.example.org")
        made = offers.offered(first_name, email=reach.value, email_digest=reach.digest)
        return str(made.email)


def press(page: Page, words: str, said: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


def note_check(page: Page, kind: str) -> None:
    page.get_by_text("Note a check", exact=True).click()
    page.get_by_label("Which check?").select_option(kind)
    page.get_by_label("Day of the check").fill(f"{clock.now() - timedelta(days=1):%Y-%m-%d}")
    press(page, "Note this check", "The check is noted.")


def test_proposed_at_the_desk_agreed_by_link_on_a_phone_approved_and_signed_in(visit, portal):
    email = offered(portal.folder, "Zoraya")
    desk, phone = visit(viewport=DESK), visit(has_touch=True, is_mobile=True, java_script_enabled=False)
    sign_in(desk, team(portal.folder, "opal", "admin"))
    desk.get_by_role("link", name="Volunteers", exact=True).click()
    desk.get_by_label("First name, or its beginning").fill("zor")
    desk.get_by_role("button", name="Show", exact=True).click()
    desk.get_by_role("link", name="Zoraya").click()
    press(desk, "Begin to read it", "You read it now.")
    desk.get_by_text("Propose an interview").click()
    desk.get_by_label("Day of the interview").fill(f"{clock.now() + timedelta(days=6):%Y-%m-%d}")
    desk.get_by_label("Hour", exact=True).fill("18:30")
    desk.get_by_label("Where?").fill("12 rue Bleue")
    press(desk, "Propose this date", "The date is proposed.")

    phone.goto(link_of(portal.folder, email))
    expect(phone.locator("h1")).to_have_text("Can you come to an interview?")
    expect(phone.locator("#interview")).to_contain_text("12 rue Bleue")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.get_by_role("button", name="Yes, I come").click()
    expect(phone.locator("h1")).to_have_text("Your interview")

    desk.reload()
    expect(desk.locator("main")).to_contain_text("Interview agreed")
    press(desk, "The interview took place", "Noted.")
    note_check(desk, "background")
    note_check(desk, "references")
    press(desk, "Approve", "Approved. They are told how to sign in.")

    phone.goto(link_of(portal.folder, email))
    expect(phone.locator("h1")).to_have_text("You are a volunteer with us")
    phone.goto("/en/sign-in/by/link")
    phone.get_by_label("By e-mail").check()
    phone.get_by_label("Your e-mail").fill(email)
    phone.locator("main button[type=submit]").click()
    phone.goto(link_of(portal.folder, email))
    phone.locator("main button[type=submit]").click()
    phone.goto("/en/account")
    expect(phone.locator("main")).to_contain_text("Zoraya Benali")
