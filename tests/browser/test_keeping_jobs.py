"""On a phone: a job is kept for later and found again; a job is reported. Without JavaScript, too."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture(params=["phone", "plain_phone"])
def reader(request: pytest.FixtureRequest) -> Page:
    """Somebody who looks for work, with JavaScript and without."""
    return request.getfixturevalue(request.param)


def open_a_job(page: Page) -> str:
    """A job of the board; its title."""
    page.goto("/en/jobs?kind=internship")
    title = page.locator("#job-list .card h3 a").last
    expect(title).to_be_visible()
    words = title.inner_text()
    title.tap()
    expect(page.locator("h1")).to_have_text(words)
    return words


def test_a_job_is_kept_found_again_taken_off_and_put_back(reader):
    title = open_a_job(reader)
    reader.get_by_role("link", name="Keep for later").tap()
    reader.get_by_role("button", name="Keep it on this phone").tap()
    expect(reader.locator("h1")).to_have_text("Jobs you keep")

    reader.goto("/en/jobs")
    reader.get_by_role("link", name="Jobs you keep on this phone").tap()
    kept = reader.locator("main ul.grid .card h3")
    expect(kept).to_have_text([title])

    reader.get_by_role("button", name="Take it off my list").tap()
    expect(kept).to_have_count(0)
    reader.get_by_role("button", name="Put it back").tap()
    expect(kept).to_have_text([title])

    reader.get_by_role("button", name="Forget me on this phone").tap()
    expect(reader).to_have_url(re.compile("closed=1"))
    reader.goto("/en/jobs/kept")
    expect(reader.locator("main")).to_contain_text("You keep no job yet.")


def test_a_job_is_reported_in_three_presses(reader):
    open_a_job(reader)
    reader.get_by_role("link", name=re.compile("Something is wrong")).tap()
    reader.get_by_role("button", name="Send this report").tap()
    expect(reader.locator(".summary")).to_contain_text("Choose one of these.")

    reader.get_by_label("They ask for money").check()
    reader.get_by_role("button", name="Send this report").tap()

    expect(reader.locator("h1")).to_have_text("Thank you. We look into it.")
