"""The page of a job: all that decides, how it stands, what comes close; its address stays for ever."""

from datetime import timedelta

import pytest
from extruct.jsonld import JsonLdExtractor

from portal.domain.jobs.choices import JobKind, Paper, PayPer, Presence
from portal.domain.jobs.moves import move_posting
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.moves import Role
from tests import make_jobs
from tests.blueprints.jobs.board import listed
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.html import Page
from tests.make_jobs import db


def shown(client, posting, language: str = "en") -> Page:
    db.session.commit()
    return client.get_page(f"/{language}/jobs/{posting.ref}")


def test_the_page_says_all_that_decides_and_first_what_one_will_learn(client):
    job = make_jobs.posting(
        title="Web internship",
        skills_learned="Git\nTeam work",
        tasks="Write pages.",
        papers=[Paper.RECEIPT, Paper.HELPED],
        seats=2,
    )

    page = shown(client, job)

    assert page.h1 == "Web internship"
    assert page.texts(".stack > section > h2")[:3] == [
        "What you will learn",
        "What you will do",
        "What you need for it",
    ]
    assert page.texts(".stack > section:first-child li") == ["Git", "Team work"]
    for words in (
        "Receipt (récépissé)",
        "We ask for the work permit with you",
        "A CV is welcome, not needed",
        "The company answers within 3 weeks.",
        "No company may ask you for money.",
    ):
        assert words in page.words
    assert client.get_page(page.link(job.company.name)).h1 == job.company.name


def test_one_press_leads_to_the_form(client):
    job = make_jobs.posting(title="Web")

    form = client.get_page(shown(client, job).link("Apply"))

    assert form.response.request.path == f"/en/jobs/{job.ref}/apply"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PostingState.PAUSED, "The company has paused this job."),
        (PostingState.FILLED, "All places of this job are taken."),
        (PostingState.EXPIRED, "The time to apply is over."),
    ],
)
def test_what_cannot_be_applied_for_says_why_and_shows_what_comes_close(client, state, sentence):
    instead = make_jobs.posting(title="Another one")
    job = make_jobs.posting(state)

    page = shown(client, job)

    assert (page.status, page.text(".note strong")) == (200, sentence)
    assert page.texts(".card h3") == ["Another one"]
    assert client.get_page(page.link("Another one")).response.request.path == f"/en/jobs/{instead.ref}"
    assert "It takes three minutes." not in page.words
    assert not page.all("script[type='application/ld+json']")


def test_a_job_past_its_last_day_says_so_before_anybody_moved_it(client):
    page = shown(client, make_jobs.posting(expires_on=NOW.date() - timedelta(days=1)))

    assert page.text(".note strong") == "The time to apply is over."


def test_a_job_with_enough_applications_is_closed_until_one_is_answered_and_the_page_in_memory_knows(client):
    job = make_jobs.posting(most_open=2)
    make_jobs.application(posting=job)
    assert "It takes three minutes." in shown(client, job).words

    second = make_jobs.application(posting=job)
    assert shown(client, job).text(".note strong") == "Enough people have applied for now."

    make_jobs.begin_write()
    second.state = JobState.DECLINED
    assert "It takes three minutes." in shown(client, job).words


@pytest.mark.parametrize("state", [PostingState.WITHDRAWN, PostingState.REMOVED])
def test_what_was_taken_away_is_calmly_not_there_any_more(client, state):
    make_jobs.posting(title="Another one")

    page = shown(client, make_jobs.posting(state, title="A trap"))

    assert (page.status, page.h1, page.texts(".card h3")) == (410, "This job is not there any more", ["Another one"])
    assert "A trap" not in page.words


def test_a_job_of_a_stopped_company_is_not_there_any_more_either(client):
    page = shown(client, make_jobs.posting(company=make_jobs.company(CompanyState.SUSPENDED)))

    assert page.status == 410


@pytest.mark.parametrize("state", [PostingState.DRAFT, PostingState.IN_REVIEW])
def test_a_draft_is_nobody_elses_business(client, state):
    assert shown(client, make_jobs.posting(state)).status == 404


@pytest.mark.parametrize("address", ["abcdefgh", "abcdefgh/sheet", "companies/abcdefghabcdefgh"])
def test_an_address_that_never_was_is_not_here(client, address):
    assert client.get(f"/en/jobs/{address}").status_code == 404


def test_the_list_in_memory_moves_with_every_state_text_and_company(client):
    job = make_jobs.posting(title="One")
    assert "One" in listed(client).words

    make_jobs.begin_write()
    job.title = "Two"
    assert "Two" in listed(client).words

    make_jobs.begin_write()
    job.company.name = "Another name"
    assert "Another name" in listed(client).words

    move_posting(job, PostingState.PAUSED, Role.COMPANY, NOW)
    assert listed(client).text("#job-list > h2") == "No job fits"


def test_another_language_marks_what_the_company_wrote_in_its_own(client):
    page = shown(client, make_jobs.posting(title="Stage web", language="fr"), "ar")

    assert page.one("h1 span").get("lang") == "fr"
    assert page.one("html").get("dir") == "rtl"
    assert {one.get("lang") for one in page.all(".stack > section p[lang]")} == {"fr"}


def test_like_it_is_what_has_its_words_its_kind_and_lies_near(client):
    make_jobs.posting(title="Cook", tasks="Soup.", kind=JobKind.PERMANENT, latitude=50.63, longitude=3.06)
    make_jobs.posting(title="Web pages far away", latitude=50.63, longitude=3.06)
    make_jobs.posting(title="Web pages nearby")
    job = make_jobs.posting(title="Web pages")

    assert shown(client, job).texts(".card h3") == ["Web pages nearby", "Web pages far away"]


def test_the_page_asks_few_questions_of_the_database(client):
    for _ in range(5):
        make_jobs.posting()
    job = make_jobs.posting()
    address = f"/en/jobs/{job.ref}"
    db.session.commit()
    client.get(address)

    with queries_counted() as sent:
        assert client.get(f"{address}?x=1").status_code == 200
    assert len([one for one in sent if one.lstrip().upper().startswith("SELECT")]) < 12


def test_a_company_has_a_page_with_its_jobs(client):
    firm = make_jobs.company(name="Pixel", website="https://pixel.example")
    make_jobs.posting(title="One", company=firm)
    make_jobs.posting(PostingState.PAUSED, title="Two", company=firm)
    make_jobs.posting(title="Of another")
    db.session.commit()

    page = client.get_page(f"/en/jobs/companies/{firm.ref}")

    assert (page.h1, page.texts(".card h3")) == ("Pixel", ["One"])
    assert page.link("https://pixel.example") == "https://pixel.example"


@pytest.mark.parametrize("state", [one for one in CompanyState if one != CompanyState.APPROVED])
def test_a_company_that_does_not_take_part_has_no_page(client, state):
    firm = make_jobs.company(state)
    db.session.commit()

    assert client.get(f"/en/jobs/companies/{firm.ref}").status_code == 404


def test_a_job_on_one_sheet_has_its_address_and_a_code_to_scan(client):
    job = make_jobs.posting(title="Web pages")
    sheet = client.get_page(shown(client, job).link("Print this job on one sheet"))

    assert sheet.text(".paper h2") == "Web pages"
    assert f"portal.test/en/jobs/{job.ref}" in sheet.text(".reach")
    assert sheet.all(".reach svg")


def said(client, posting, language: str = "en") -> dict:
    source = shown(client, posting, language).response.get_data(as_text=True)
    (block,) = JsonLdExtractor().extract(source)
    assert block["@context"] == "https://schema.org"
    return {one["@type"]: one for one in block["@graph"]}["JobPosting"]


def test_a_job_says_all_that_is_required_of_one(client):
    """https://developers.google.com/search/docs/appearance/structured-data/job-posting"""
    job = make_jobs.posting(title="Web", tasks="Write\nTest <b>", pay_to=90000, starts_on=NOW.date(), seats=2)

    found = said(client, job)

    assert found["title"] == "Web"
    assert found["description"].startswith("<p>Write<br>Test &lt;b&gt;</p>")
    assert found["datePosted"] == "2026-11-24"
    assert found["validThrough"] == "2027-01-23T23:59:59+01:00"
    assert found["employmentType"] == ["INTERN", "FULL_TIME"]
    assert found["hiringOrganization"]["name"] == job.company.name
    assert found["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Montreuil",
        "addressCountry": "FR",
    }
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "unitText": "MONTH", "minValue": 700.0, "maxValue": 900.0},
    }
    assert found["experienceRequirements"] == found["educationRequirements"] == "no requirements"
    assert (found["directApply"], found["totalJobOpenings"], found["jobStartDate"]) == (True, 2, "2026-11-24")
    assert found["identifier"]["value"] == job.ref
    assert found["url"] == f"http://portal.test/en/jobs/{job.ref}"


def test_work_from_home_says_in_which_country_one_must_be(client):
    job = make_jobs.posting(presence=Presence.REMOTE, town=None, latitude=None, longitude=None, beginner=False)

    found = said(client, job)

    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["applicantLocationRequirements"] == {"@type": "Country", "name": "FR"}
    assert not {"jobLocation", "experienceRequirements"} & found.keys()


@pytest.mark.parametrize(
    ("kind", "hours", "types"),
    [
        (JobKind.PERMANENT, 35, ["FULL_TIME"]),
        (JobKind.PERMANENT, 20, ["PART_TIME"]),
        (JobKind.FIXED_TERM, 35, ["TEMPORARY", "FULL_TIME"]),
        (JobKind.FREELANCE, None, ["CONTRACTOR"]),
        (JobKind.PERMANENT, None, ["FULL_TIME"]),
    ],
)
def test_kinds_of_work_have_the_names_search_engines_know(client, kind, hours, types):
    assert said(client, make_jobs.posting(kind=kind, weekly_hours=hours))["employmentType"] == types


def test_what_is_not_paid_or_paid_for_the_whole_names_no_salary(client):
    unpaid = make_jobs.posting(kind=JobKind.IMMERSION, pay_per=PayPer.NOTHING, pay_from=None)
    mission = make_jobs.posting(kind=JobKind.FREELANCE, pay_per=PayPer.MISSION, pay_from=200000)

    assert "baseSalary" not in said(client, unpaid)
    assert "baseSalary" not in said(client, mission)
