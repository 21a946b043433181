"""Something is wrong with a job: anybody says so, and reads what happens now."""

import pytest
from sqlalchemy import select

from portal.domain.jobs.posting_models import PostingReport
from portal.domain.jobs.states import CompanyState, PostingState
from portal.domain.promises.lists import open_promises
from tests import make_jobs
from tests.make_jobs import db


def asked(client, job, language="en"):
    db.session.commit()
    return client.get_page(f"/{language}/jobs/{job.ref}/report")


def reports():
    return [(one.why, one.text) for one in db.session.scalars(select(PostingReport).order_by(PostingReport.id))]


def test_from_the_job_one_question_leads_to_thanks_and_what_happens_next(client):
    job = make_jobs.posting(title="Web internship")
    db.session.commit()
    page = client.get_page(f"/en/jobs/{job.ref}")

    page = client.get_page(page.link("Something is wrong with this job? Tell us"))
    assert page.h1 == "What is wrong with this job?"
    assert page.texts(".lead") == [f"Web internship · {job.company.name}"]
    assert page.texts(".pick") == [
        "They ask for money",
        "They ask for papers or bank details",
        "This job does not exist",
        "They want to write elsewhere",
        "It hurts or excludes people",
        "Something else",
    ]

    page = page.form().fill(why="money", text="They want 50 euros.").send()
    assert page.h1 == "Thank you. We look into it."
    assert "Our team looks at it within 1 working day." in page.words
    assert reports() == [("money", "They want 50 euros.")]
    assert [owed.kind for owed in open_promises()] == ["posting_report"]


def test_words_are_not_needed_a_reason_is(client):
    job = make_jobs.posting()

    page = asked(client, job).form().fill(text="It is strange.").send()
    assert (page.status, page.problems) == (422, ["Choose one of these."])
    assert page.form()["text"] == "It is strange."

    page.form().fill(why="false", text="").send()
    assert reports() == [("false", None)]


@pytest.mark.parametrize("why", ["boring", ""])
def test_an_answer_that_was_not_asked_is_refused(client, why):
    form = asked(client, make_jobs.posting()).form()
    form.values["why"] = why

    assert form.send().problems == ["Choose one of these."]
    assert reports() == []


def test_a_very_long_text_is_kept_in_the_form_and_refused(client):
    page = asked(client, make_jobs.posting()).form().fill(why="rude", text="x" * 2001).send()

    assert page.problems == ["Write a shorter text, 2000 letters at most."]
    assert page.form()["text"] == "x" * 2001


def test_sent_twice_it_is_one_report_and_another_browser_makes_another(client, other):
    job = make_jobs.posting()
    form = asked(client, job).form().fill(why="money")

    form.send()
    form.send()
    assert len(reports()) == 1

    asked(other, job).form().fill(why="money").send()
    assert len(reports()) == 2


@pytest.mark.parametrize("state", [PostingState.PAUSED, PostingState.EXPIRED, PostingState.FILLED])
def test_what_has_ended_can_be_reported_too(client, state):
    assert asked(client, make_jobs.posting(state)).status == 200


def test_what_the_public_never_saw_or_sees_no_more_is_unknown(client):
    gone = make_jobs.company(CompanyState.SUSPENDED)
    for job in (
        make_jobs.posting(PostingState.DRAFT),
        make_jobs.posting(PostingState.REMOVED),
        make_jobs.posting(company=gone),
    ):
        assert asked(client, job).status == 404


def test_who_reports_again_and_again_is_asked_to_wait(client):
    job = make_jobs.posting()
    form = asked(client, job).form().fill(why="money")

    sent = [form.send(follow=False).status for _time in range(12)]
    page = form.fill(text="They want 200 euros.").send()

    assert (sent, page.status) == ([303] * 12, 429)
    assert page.text(".summary") == "Many reports came from here. Please wait one hour, or call us."
    assert page.form()["text"] == "They want 200 euros."
