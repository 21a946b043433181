"""Two who said yes: a date, a reminder that logs in two presses, whether it fits, and how to reach each other."""

from datetime import timedelta

from playwright.sync_api import expect

from portal import clock
from tests.browser import pair_letters, steps


def test_a_pair_plans_meets_says_how_it_fits_and_shows_contacts(phone, visit, portal):
    code = steps.take_seat(phone, "Idil", "06 12 34 56 91")
    pair = pair_letters.pair_of(portal.folder, code)
    mentor = visit()

    mentor.goto(pair_letters.link(portal.folder, pair, "pair_begins", "mentor"))
    expect(mentor.locator("h1")).to_have_text("You and Idil")
    mentor.get_by_role("link", name="Plan a meeting").click()
    mentor.get_by_label("Day").fill(f"{clock.now() + timedelta(days=2):%Y-%m-%d}")
    mentor.get_by_label("Hour").fill("18:00")
    mentor.get_by_text("By phone").click()
    mentor.get_by_role("button", name="Save the date").click()
    expect(mentor.locator(".meets")).to_contain_text("18:00 to 19:00")

    phone.goto(f"/en/pairs/{pair}")
    expect(phone.locator(".meets")).to_contain_text("18:00 to 19:00")
    phone.get_by_role("button", name="how to reach me").click()
    expect(phone.locator("#pair-contacts")).to_contain_text("You said yes. We asked Zohra.")

    pair_letters.let_it_be_over(portal.folder, pair)
    asked = visit(has_touch=True, is_mobile=True, java_script_enabled=False)
    asked.goto(pair_letters.link(portal.folder, pair, "meeting_log", "mentor"))
    expect(asked.locator("h1")).to_have_text("Did you meet?")
    asked.get_by_text("45 min").tap()
    asked.get_by_role("button", name="Save").tap()
    expect(asked.get_by_role("status").filter(has_text="you met for 45 min")).to_be_visible()
    asked.get_by_role("button", name="Well", exact=True).tap()
    expect(asked.locator(".face.chosen")).to_have_text("Well")

    phone.goto(pair_letters.link(portal.folder, pair, "pair_fit", "learner"))
    phone.get_by_text("Yes", exact=True).tap()
    phone.get_by_role("button", name="Send").tap()
    expect(phone.locator("h1")).to_have_text("Thank you")

    mentor.reload()
    mentor.get_by_role("button", name="how to reach me").click()
    expect(mentor.locator("#pair-contacts")).to_contain_text("You both agreed.")
    phone.get_by_role("link", name="Back to our page").tap()
    expect(phone.locator("#pair-contacts bdi")).to_have_text("zohra.mentor@example.org")
