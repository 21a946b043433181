"""On a phone: from a job to the page that says when the answer comes, with a CV and without; with and without
JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import make, make_files, make_jobs
from tests.browser.server import inside

PRESS = "Send my application"


def open_job(page: Page, folder: Path) -> None:
    """A job that asks one question, and its form."""
    with inside(folder):
        ref = make_jobs.posting(title="Web internship", language="en", questions=["Why us?"]).ref
        make.db.session.commit()
    page.goto(f"/en/jobs/{ref}")
    page.get_by_role("link", name=re.compile("^Apply")).first.click()
    expect(page.locator("h1")).to_have_text("Apply for this job")


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_a_file_is_chosen_once_and_sent(visit, portal, tmp_path, javascript):
    page = visit(has_touch=True, is_mobile=True, java_script_enabled=javascript)
    cv = Path(tmp_path / "my-cv.pdf")
    cv.write_bytes(make_files.pdf())
    open_job(page, portal.folder)
    page.get_by_label("Yes, I have a file or a photo of it").check()
    page.get_by_label("Your CV").set_input_files(cv)
    page.get_by_label("Why us?").fill("I like to learn.")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name=PRESS).click()
    expect(page.locator(".summary")).to_contain_text("Write your first name.")
    expect(page.locator("#job-form .done")).to_contain_text("my-cv.pdf")

    page.get_by_label("Your first name").fill("Samira")
    page.get_by_label("Your phone number").fill(f"06 98 00 11 2{int(javascript)}")
    page.get_by_role("button", name=PRESS).click()

    expect(page.locator("h1")).to_have_text("Your application is sent")
    expect(page.locator(".note")).to_contain_text("The company answers by")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("javascript", [True, False], ids=["with htmx", "without JavaScript"])
def test_some_answers_make_a_cv(visit, portal, javascript):
    page = visit(has_touch=True, is_mobile=True, java_script_enabled=javascript)
    open_job(page, portal.folder)
    expect(page.get_by_label("What have you done so far?")).to_be_hidden()
    page.get_by_label("Your first name").fill("Yonas")
    page.get_by_label("Your phone number").fill(f"06 98 00 11 3{int(javascript)}")
    page.get_by_label("No: I answer some questions").check()
    page.get_by_label("What have you done so far?").fill("I repaired phones.")
    page.locator(".week tbody tr").first.locator("label").first.click()
    page.get_by_label("Why us?").fill("I like to learn.")
    page.get_by_label("I agree").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name=PRESS).click()
    expect(page.locator("h1")).to_have_text("Your application is sent")

    page.get_by_role("link", name="My CV page").click()

    expect(page.locator(".cv")).to_contain_text("I repaired phones.")
    expect(page.locator(".cv")).to_contain_text("Morning: Monday")
