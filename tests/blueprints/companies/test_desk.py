"""The desk of a recruiter: what waits first, the jobs of the company, what learners read, and leaving."""

import pytest

from portal.domain.accounts.accounts import by_ref
from portal.domain.jobs import companies
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import let_in
from tests.blueprints.companies.steps import at_desk
from tests.blueprints.letters import buttons, press
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted


def test_who_waits_for_an_answer_stands_first_then_the_jobs_with_their_state(client):
    company = make_jobs.company(name="Canal")
    posting = make_jobs.posting(company=company, title="Web developer")
    make_jobs.posting(PostingState.DRAFT, company=company, title="")
    make_jobs.application(JobState.SENT, posting=posting)
    make_jobs.application(JobState.INTERVIEW, posting=posting)
    make_jobs.application(JobState.DECLINED, posting=posting)
    make_jobs.application(posting=make_jobs.posting())

    page = at_desk(client, company.recruiters[0])

    assert page.h1 == "Canal"
    assert page.texts("main h2")[:2] == ["2 people wait for your answer", "Your jobs"]
    cards = {card.cssselect("h3")[0].text_content(): card.text_content() for card in page.all("article.card")}
    assert set(cards) == {"Web developer", "Without a title yet"}
    assert "2 people wait" in cards["Web developer"]
    assert "Draft" in cards["Without a title yet"]


def test_a_company_that_waits_reads_until_when_and_may_write_a_job(client):
    company = make_jobs.company(CompanyState.RECEIVED)

    page = at_desk(client, company.recruiters[0])

    assert "We look at your company." in page.text("main .note")
    assert "Post a job" in buttons(page)


def test_a_stopped_company_reads_why_and_posts_nothing(client):
    company = make_jobs.company()
    companies.suspend(company, "Somebody was asked for money.", NOW)

    page = at_desk(client, company.recruiters[0])

    assert "Somebody was asked for money." in page.text("main .note")
    assert "Post a job" not in buttons(page)
    assert "Leave with your company" not in page.words


def test_the_account_leads_to_the_desk(client):
    company = make_jobs.company(name="Canal")
    let_in(client, company.recruiters[0].account, two_factors=False)

    page = client.get_page("/en/account")

    assert client.get_page(page.link("Canal")).h1 == "Canal"


def test_what_learners_read_is_changed_by_any_recruiter_and_the_name_by_none(client):
    company = make_jobs.company(name="Canal")
    desk = at_desk(client, make_jobs.recruiter(company))
    form = client.get_page(desk.link("Change it")).form("main form.stack")

    page = form.fill(about="We sell books.", website="canal.example", town="Lyon").send()

    assert path(page) == "/en/company"
    assert (company.about, company.website, company.town) == ("We sell books.", "https://canal.example", "Lyon")
    assert company.name == "Canal"


def test_two_who_change_it_at_once_lose_nothing(client):
    company = make_jobs.company(about="Old.")
    at_desk(client, company.recruiters[0])
    form = client.get_page("/en/company/about").form("main form.stack")
    make.begin_write()
    company.about, company.town = "By a colleague.", "Lille"
    make.db.session.commit()

    page = form.fill(about="By me.").send()

    assert page.status == 409
    assert "By a colleague." in page.text(".summary")
    assert (page.form("main form.stack")["about"], page.form("main form.stack")["town"]) == ("By me.", "Lille")
    assert path(page.form("main form.stack").send()) == "/en/company"
    assert company.about == "By me."


def test_what_learners_read_of_a_stopped_company_stays_as_it_is(client):
    company = make_jobs.company(CompanyState.SUSPENDED, about="We sell books.")
    at_desk(client, company.recruiters[0])

    page = client.get_page("/en/company/about").form("main form.stack").fill(about="Pay us first.").send()

    assert (page.status, page.problems) == (409, ["Your company is stopped for now. Nothing can be changed."])
    assert (page.form("main form.stack")["about"], company.about) == ("Pay us first.", "We sell books.")


@pytest.mark.parametrize("address", ["/company/about", "/company/colleagues", "/company/postings/new"])
def test_a_stopped_company_reads_before_it_types_that_nothing_can_be_changed(client, address):
    company = make_jobs.company(CompanyState.SUSPENDED)
    at_desk(client, company.recruiters[0])

    page = client.get_page(f"/en{address}")

    assert page.text("main .note") == "Your company is stopped for now. Nothing can be changed."


def test_leaving_with_the_company_is_asked_and_says_who_is_told(client):
    company = make_jobs.company()
    applied = make_jobs.application(posting=make_jobs.posting(company=company))
    asked = client.get_page(at_desk(client, company.recruiters[0]).link("Leave with your company"))
    assert "1 person who waits is told that it ends." in asked.words
    assert company.state == CompanyState.APPROVED

    page = press(asked, "Yes, leave")

    assert path(page) == "/en/account"
    assert (company.state, applied.state) == (CompanyState.CLOSED, JobState.CLOSED)
    assert client.get_page("/en/company").status == 404


def test_a_desk_with_many_jobs_asks_the_database_no_more_than_one_with_few(client):
    few, many = make_jobs.company(), make_jobs.company()
    make_jobs.application(posting=make_jobs.posting(company=few))
    for _number in range(15):
        make_jobs.application(posting=make_jobs.posting(company=many))

    asked, accounts = [], [few.recruiters[0].account.ref, many.recruiters[0].account.ref]
    for ref in accounts:
        at_desk(client, by_ref(ref))
        with queries_counted() as sent:
            client.get_page("/en/company")
        asked.append(len(sent))

    assert asked[0] == asked[1] <= 12
