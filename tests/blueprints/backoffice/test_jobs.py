"""Applications for work, for the team: the list, learners without a single yes, and the page of one."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import placements
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from tests import make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.letters import press
from tests.conftest import NOW
from tests.domain.jobs.answers import confirmed, sent

LONG_AGO = NOW - timedelta(days=31)


def opened(client, address):
    db.session.commit()
    signed_in(client, "staff")
    return client.get_page(f"/en/office/{address}")


def names(page):
    return page.texts("tbody tr :first-child a")


def test_the_newest_application_stands_first(client):
    make_jobs.application(first_name="Amal", created_at=NOW - timedelta(days=2))
    make_jobs.application(first_name="Nour")

    assert names(opened(client, "jobs")) == ["Nour", "Amal"]


def test_the_list_says_the_day_of_an_application_in_words(client):
    make_jobs.application(JobState.SENT, created_at=datetime(2026, 3, 3, 9, tzinfo=UTC))

    page = opened(client, "jobs")

    assert page.texts("td[data-label='Applied on']") == ["Tuesday 3 March"]


def test_the_list_shows_one_state_or_one_company(client):
    of = make_jobs.company(name="Boulangerie", name_folded="boulangerie")
    make_jobs.application(JobState.DECLINED, first_name="Amal")
    make_jobs.application(first_name="Nour", posting=make_jobs.posting(company=of))

    assert names(opened(client, "jobs?state=declined")) == ["Amal"]
    assert names(client.get_page("/en/office/jobs?q=boulang")) == ["Nour"]
    assert client.get("/en/office/jobs?state=lost").status_code == 404


def test_a_learner_without_a_yes_for_a_month_is_found_once(client):
    first = make_jobs.application(JobState.DECLINED, first_name="Nour", created_at=LONG_AGO)
    make_jobs.application(JobState.EXPIRED, person=first.person, created_at=NOW)

    page = opened(client, "jobs?state=stalled")

    assert names(page) == ["Nour"] and "No answer came" in page.text("tbody")
    assert "They apply since 30 days or more." in page.words


@pytest.mark.parametrize("state", [JobState.OFFERED, JobState.CONFIRMED, JobState.STARTED, JobState.COMPLETED])
def test_who_was_said_yes_to_or_applied_just_now_is_not_stalled(client, state):
    first = make_jobs.application(JobState.DECLINED, first_name="Nour", created_at=LONG_AGO)
    make_jobs.application(state, person=first.person)
    make_jobs.application(first_name="Amal", created_at=NOW - timedelta(days=29))

    assert names(opened(client, "jobs?state=stalled")) == []


def test_who_applied_nowhere_for_half_a_year_has_gone_on(client):
    make_jobs.application(JobState.DECLINED, created_at=NOW - timedelta(days=183))

    assert names(opened(client, "jobs?state=stalled")) == []


def test_to_read_an_application_is_written_down(client):
    application = sent()

    page = opened(client, f"jobs/{application.ref}")

    assert page.h1 == "Nour applies for work" and application.posting.title in page.words
    line = db.session.scalars(db.select(AuditLine).where(AuditLine.action == "job_application.read")).one()
    assert line.person_id == application.person_id


def test_the_team_notes_its_signature_and_takes_it_back(client):
    application = confirmed()
    placements.send_agreement(application, Role.COMPANY, NOW)

    page = press(opened(client, f"jobs/{application.ref}"), "We have signed")
    assert "Saved." in page.words and placement_of(application).ours_signed_at
    press(page, "Not signed, after all")

    db.session.expire_all()
    assert placement_of(application).ours_signed_at is None


def test_nothing_is_signed_once_it_is_over(client):
    application = confirmed()
    page = opened(client, f"jobs/{application.ref}")
    placements.call_off(application, Role.COMPANY, NOW)
    db.session.commit()

    page = press(page, "We have signed")

    assert page.status == 409 and "It stands otherwise now." in page.words
    assert placement_of(application).ours_signed_at is None


def test_the_team_reads_what_both_said_of_it(client):
    application = confirmed()
    placements.start(application, Role.COMPANY, NOW)
    placements.assess(application, Outcome.PARTLY, "Often late.", Hired.NO, None, Role.COMPANY, NOW)
    placements.say_agreement(application, False, "The bus was late.", Role.PERSON, NOW)

    page = opened(client, f"jobs/{application.ref}")

    assert "Often late." in page.words and "The bus was late." in page.words
    assert "No, I see it differently" in page.words


def test_the_list_as_a_file(client):
    opened(client, "jobs")
    sent()
    db.session.commit()

    answer = client.get("/en/office/jobs.csv")

    assert "Nour" in answer.get_data(as_text=True)
