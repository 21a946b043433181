"""Jobs kept for later: one button, a list on this phone, taken off and put back, without an account."""

from datetime import timedelta

import time_machine
from itsdangerous import URLSafeTimedSerializer

from portal.domain.jobs import publishing, reviewing
from portal.domain.jobs.states import PostingState
from portal.domain.moves import Role
from portal.web import favourites
from tests import make, make_jobs
from tests.blueprints.steps import path
from tests.conftest import NOW
from tests.domain.queries import queries_counted
from tests.make_jobs import db

LIST = "/en/jobs/kept"


def keep(client, job):
    db.session.commit()
    return client.get_page(f"/en/jobs/{job.ref}/keep").form().send()


def titles(page):
    return page.texts("main ul.grid .card h3")


def test_from_the_job_one_button_keeps_it_and_the_list_shows_it(client):
    job = make_jobs.posting(title="Web internship")
    db.session.commit()
    page = client.get_page(f"/en/jobs/{job.ref}")

    page = client.get_page(page.link("Keep for later"))
    assert page.h1 == "Keep this job for later"
    assert "You need no account." in page.words

    page = page.form().send()
    assert path(page) == LIST
    assert page.h1 == "Jobs you keep" and "It is on your list." in page.words
    assert titles(page) == ["Web internship"]
    assert page.one("main ul.grid h3 a").get("href") == f"/en/jobs/{job.ref}"


def test_what_is_kept_last_stands_first_and_nothing_twice(client):
    first, second = make_jobs.posting(title="First"), make_jobs.posting(title="Second")
    for job in (first, second):
        keep(client, job)

    page = client.get_page(f"/en/jobs/{first.ref}/keep")
    assert page.h1 == "You keep this job" and page.all("main form") == []
    assert titles(client.get_page(page.link("See my list"))) == ["Second", "First"]


def test_another_phone_keeps_its_own_list(client, other):
    keep(client, make_jobs.posting())

    page = other.get_page(LIST)

    assert titles(page) == [] and "You keep no job yet." in page.words
    assert page.link("See all jobs") == "/en/jobs"


def test_what_is_taken_off_can_be_put_back(client):
    job = make_jobs.posting(title="Web internship")

    page = keep(client, job).form("main ul.grid form").send()
    assert titles(page) == [] and "Taken off your list: Web internship" in page.words

    page = page.form("main .note form").send()
    assert titles(page) == ["Web internship"]


def test_the_oldest_goes_when_the_list_is_full_and_it_says_so(client):
    oldest, last = make_jobs.posting(title="Oldest"), make_jobs.posting(title="Last")
    others = [f"gone{number:04}" for number in range(favourites.MOST - 1)]
    signer = URLSafeTimedSerializer(client.application.config["SECRET_KEY"], salt="kept jobs")
    client.set_cookie("portal-jobs", signer.dumps([*others, oldest.ref]))
    assert titles(client.get_page(LIST)) == ["Oldest"]

    page = keep(client, last)

    assert titles(page) == ["Last"]
    assert "Only 30 jobs fit. The oldest one is gone." in page.words


def test_a_job_that_ended_says_so_and_shows_what_comes_close(client):
    job = make_jobs.posting(title="Web internship")
    near = make_jobs.posting(title="Another web internship")
    keep(client, job)
    publishing.pause(job, Role.COMPANY, NOW)

    page = client.get_page(LIST)

    assert "The company has paused this job." in page.words
    assert page.texts("main section .card h3") == [near.title]


def test_a_job_that_was_removed_shows_nothing_of_it_and_can_be_taken_off(client):
    job = make_jobs.posting(title="Send me money")
    keep(client, job)
    reviewing.remove(job, "It asks for money.", make.account("staff"), NOW)

    page = client.get_page(LIST)
    assert titles(page) == ["This job is not there any more"]
    assert "Send me money" not in page.text("main ul.grid article")

    page = page.form("main ul.grid form").send()
    assert titles(page) == [] and "Put it back" not in page.words


def test_forgetting_me_on_this_phone_empties_the_list(client):
    page = keep(client, make_jobs.posting())

    page.form("main section form[action$='/leave']").send()

    assert titles(client.get_page(LIST)) == []


def test_a_list_that_was_tampered_with_is_empty(client):
    keep(client, make_jobs.posting())
    client.set_cookie("portal-jobs", "WyJhIl0.forged")

    assert titles(client.get_page(LIST)) == []


def test_after_three_months_nothing_is_left(client):
    keep(client, make_jobs.posting(expires_on=None))

    with time_machine.travel(NOW + timedelta(days=favourites.DAYS, hours=1), tick=False):
        assert titles(client.get_page(LIST)) == []


def test_on_paper_stands_what_can_still_be_applied_for(client):
    job, ended = make_jobs.posting(title="Web internship"), make_jobs.posting(title="Over")
    for one in (job, ended):
        page = keep(client, one)
    publishing.pause(ended, Role.COMPANY, NOW)
    db.session.commit()

    page = client.get_page(page.link("Print this list"))

    assert page.texts(".paper h3") == ["Web internship"]
    assert f"/jobs/{job.ref}" in page.text(".paper section")


def test_what_was_never_public_cannot_be_kept(client):
    job = make_jobs.posting(PostingState.DRAFT)
    db.session.commit()

    assert client.get(f"/en/jobs/{job.ref}/keep").status_code == 404


def test_a_long_list_costs_no_more_questions_to_the_database(client):
    of = make_jobs.company()
    states = (PostingState.PUBLISHED, PostingState.FILLED, PostingState.PUBLISHED, PostingState.EXPIRED)
    refs = [make_jobs.posting(state, company=of).ref for state in states]

    def counted(refs):
        for ref in refs:
            client.get_page(f"/en/jobs/{ref}/keep").form().send(follow=False)
        with queries_counted() as queries:
            client.get(LIST)
        return len(queries)

    first = counted(refs[:2])
    assert counted(refs[2:]) <= first <= 12


def test_the_board_leads_to_the_list_and_is_the_same_for_everybody(client, other):
    job = make_jobs.posting()
    keep(client, job)

    mine, theirs = client.get("/en/jobs"), other.get("/en/jobs")

    assert mine.get_data() == theirs.get_data()
    assert "Set-Cookie" not in mine.headers
    assert client.get_page("/en/jobs").link("Jobs you keep on this phone") == LIST
