"""Looking for work on a phone: the filter in place, a job, and back again; without JavaScript, too."""

import re

from playwright.sync_api import Page, expect

INTERNSHIPS = re.compile(r"/en/jobs\?kind=internship$")


def titles(page: Page) -> list[str]:
    return page.locator("#job-list .card h3").all_inner_texts()


def test_a_filter_a_job_and_back_to_the_same_list(phone):
    phone.goto("/en/")
    phone.get_by_role("link", name="I look for work").tap()
    expect(phone.locator("h1")).to_have_text("Find work")

    phone.get_by_label("What kind of work").select_option("internship")
    expect(phone).to_have_url(INTERNSHIPS)
    expect(phone.locator("#voice")).to_have_text(re.compile(r"jobs?$"))
    assert set(phone.locator("#job-list .kind").all_inner_texts()) == {"Internship"}
    narrowed = titles(phone)

    phone.locator("#job-list .card h3 a").first.tap()
    expect(phone.locator("h1")).to_have_text(narrowed[0])
    phone.go_back()

    expect(phone.locator("#job-list .card h3")).to_have_text(narrowed)
    expect(phone.get_by_label("What kind of work")).to_have_value("internship")
    phone.reload()
    assert titles(phone) == narrowed


def test_without_javascript_a_button_shows_the_jobs_and_a_link_more_of_them(plain_phone):
    plain_phone.goto("/en/jobs")
    plain_phone.get_by_label("My town").fill("Paris")

    plain_phone.get_by_role("button", name="Show the jobs").tap()

    expect(plain_phone).to_have_url(re.compile(r"/en/jobs\?town=Paris$"))
    expect(plain_phone.locator("#job-list .facts").first).to_contain_text("km)")
    first = titles(plain_phone)
    plain_phone.get_by_role("link", name="More jobs").tap()
    expect(plain_phone).to_have_url(re.compile("town=Paris&after="))
    expect(plain_phone.locator("#job-list .card h3")).not_to_have_text(first)
    plain_phone.get_by_role("link", name="Back to the newest").tap()
    expect(plain_phone.locator("#job-list .card h3")).to_have_text(first)
