"""The page of an application, for the team: what was sent, and what may help a learner nobody said yes to."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import French
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.jobs.states import JobState
from tests import make, make_jobs
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW

LONG_AGO = NOW - timedelta(days=31)


@pytest.fixture
def team(client):
    signed_in(client, "staff")
    return client


def opened(client, application):
    db.session.commit()
    return client.get_page(f"/en/office/jobs/{application.ref}")


def stalled(**facts):
    """A learner who applied a month ago and was told no."""
    person = make.sign_up(first_name="Nour").person
    return make_jobs.application(JobState.DECLINED, person=person, created_at=LONG_AGO, **facts)


def deeds(application):
    lines = db.session.scalars(db.select(AuditLine).where(AuditLine.person_id == application.person_id))
    return [(one.action, one.facts.get("kind")) for one in lines]


def test_the_team_opens_the_cv_page_and_it_is_written_down(team):
    application = make_jobs.application(first_name="Nour")

    page = team.get_page(opened(team, application).link("CV page"))

    assert page.h1 == "CV of Nour" and "I sold fruit." in page.words
    assert ("job_file.read", "page") in deeds(application)


def test_the_team_saves_the_cv_file_and_it_is_written_down(team):
    application = make_jobs.application(first_name="Nour")
    cv_files.keep(application, Upload("nour.pdf", Media.PDF, b"%PDF"), FileKind.CV, NOW)

    answer = team.get(opened(team, application).link("nour.pdf"))

    assert answer.data == b"%PDF" and "attachment" in answer.headers["Content-Disposition"]
    assert ("job_file.read", "cv") in deeds(application)


def test_a_learner_without_a_yes_is_offered_jobs_that_fit_a_mentor_and_notes(team):
    application = stalled()
    fits = make_jobs.posting(title="Vendeur", french=French.A1)
    make_jobs.posting(title="Juriste", french=French.B2)

    page = opened(team, application)

    assert "No yes for a month" in page.words and "Call Nour: what would help?" in page.words
    assert page.link("Vendeur").endswith(fits.ref) and "Juriste" not in page.words
    assert team.get_page(page.link("A mentor for Nour")).h1 == "A mentor for Nour"
    assert "Notes" in team.get_page(page.link("The page of Nour, with notes")).words


def test_where_nothing_fits_it_says_so(team):
    application = stalled()
    application.posting.expires_on = (NOW - timedelta(days=2)).date()

    assert "No job on the board fits now." in opened(team, application).words


def test_without_a_seat_no_mentor_is_offered(team):
    application = make_jobs.application(JobState.DECLINED, first_name="Nour", created_at=LONG_AGO)

    assert "A mentor for Nour" not in opened(team, application).words


@pytest.mark.parametrize("state", [JobState.OFFERED, JobState.STARTED])
def test_whoever_was_said_yes_to_needs_no_such_help(team, state):
    application = stalled()
    make_jobs.application(state, person=application.person)

    assert "No yes for a month" not in opened(team, application).words
