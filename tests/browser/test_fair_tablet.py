"""The shared tablet of a job fair: two learners in a row, with and without JavaScript; the second sees nothing of the
first."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from portal.domain.jobs import fairs
from tests import make, make_jobs
from tests.browser.server import inside

TABLET = {"width": 768, "height": 1024}


def open_fair(folder: Path, title: str) -> str:
    """A fair that is open now, with one job; the link of its tablet."""
    with inside(folder):
        posting = make_jobs.posting(
            title=title, language="en", expires_on=(clock.now() + timedelta(days=30)).date(), seats=2
        )
        fair = make_jobs.fair(clock.now() - timedelta(hours=1), posting.company)
        token = fairs.new_tablet_link(fair)
        make.db.session.commit()
    return f"/en/tablet/{token}"


def apply(page: Page, title: str, name: str, email: str) -> None:
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text("Apply for this job")
    expect(page.get_by_label("Your first name")).to_have_value("")
    page.get_by_label("Your first name").fill(name)
    page.get_by_label("By e-mail").check()
    expect(page.get_by_label("Your e-mail")).to_have_value("")
    page.get_by_label("Your e-mail").fill(email)
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Send my application").click()
    expect(page.locator("h1")).to_have_text(f"Thank you, {name}")


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_two_learners_apply_one_after_the_other(visit, portal, javascript):
    title = f"Museum guide {int(javascript)}"
    page = visit(viewport=TABLET, has_touch=True, java_script_enabled=javascript)
    page.goto(open_fair(portal.folder, title))
    page.get_by_role("button", name="Use this tablet for the fair").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    apply(page, title, "Samira", f"samira{int(javascript)}@example.org")
    page.locator("main a.button").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Thank you")
    page.go_back()
    expect(page.locator("#first_name")).to_have_value("")
    expect(page.locator("#email")).to_have_value("")
    expect(page.locator("#consent")).not_to_be_checked()
    page.get_by_role("link", name="Empty this page").click()

    apply(page, title, "Yonas", f"yonas{int(javascript)}@example.org")

    expect(page.locator("body")).not_to_contain_text("Samira")
    names = "SELECT first_name FROM job_application JOIN person ON person.id = person_id JOIN posting ON posting.id"
    assert portal.ask(f"{names} = posting_id WHERE title = ? ORDER BY job_application.id", title) == [
        ("Samira",),
        ("Yonas",),
    ]
