"""Who may save a file of an application, how it comes, and until when."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal import shelf
from portal.database import begin_write, db
from portal.domain.auditlog.models import AuditLine
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.jobs.told import about_application, tell_answerer
from portal.domain.messages.kinds import MessageKind
from tests import make_files, make_jobs
from tests.blueprints.backoffice.steps import let_in, signed_in
from tests.blueprints.letters import link, told
from tests.conftest import NOW

CONTENT = make_files.pdf()


@pytest.fixture
def application(app):
    made = make_jobs.application(first_name="Nour")
    cv_files.keep(made, Upload("سيرة Nour.pdf", Media.PDF, CONTENT), FileKind.CV, NOW)
    tell_answerer(made, MessageKind.JOB_TO_ANSWER, NOW)
    db.session.commit()
    return made


def path(application, start, ref=None):
    return f"/en/{start}/{ref or application.ref}/files/{application.files[0].ref}"


def recruiter(client, application):
    let_in(client, application.posting.company.recruiters[0].account, two_factors=False)
    return path(application, "company/applications")


def by_letter(client, application):
    message = told(about_application(application), MessageKind.JOB_TO_ANSWER)
    client.get(link(message))
    return path(application, "answers", message.ref)


def applicant(client, application):
    with client.session_transaction() as session:
        session["jobs"] = [[application.ref, int(NOW.timestamp())]]
    return path(application, "applications")


def staff(client, application):
    signed_in(client, "staff")
    return path(application, "office/job-applications")


@pytest.mark.parametrize("who", [recruiter, by_letter, applicant, staff])
def test_it_is_saved_and_never_shown_in_a_page_of_ours(client, application, who):
    answer = client.get(who(client, application))

    assert (answer.status_code, answer.data, answer.mimetype) == (200, CONTENT, "application/pdf")
    named = answer.headers["Content-Disposition"]
    assert named.startswith("attachment;")
    assert "filename*=UTF-8''%D8%B3%D9%8A%D8%B1%D8%A9%20Nour.pdf" in named
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"


def test_that_the_team_opened_it_is_written_down_with_the_person(client, application):
    assert client.get(staff(client, application)).status_code == 200

    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.action == "job_file.read"))
    assert (line.person_id, line.about) == (application.person_id, about_application(application))


@pytest.mark.parametrize("who", [recruiter, by_letter])
def test_a_company_may_open_it_until_thirty_days_after_the_end(client, application, who):
    begin_write()
    application.state, application.moved_at = JobState.DECLINED, NOW - timedelta(days=29, hours=23)
    db.session.commit()
    address = who(client, application)

    assert client.get(address).status_code == 200
    with time_machine.travel(NOW + timedelta(hours=1, minutes=1), tick=False):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", [recruiter, by_letter])
def test_a_company_that_was_stopped_opens_none(client, application, who):
    begin_write()
    application.posting.company.state = CompanyState.SUSPENDED
    db.session.commit()

    answer = client.get(who(client, application))

    assert answer.mimetype == "text/html" and "Content-Disposition" not in answer.headers


def test_a_file_of_another_application_does_not_open_with_this_one(client, application):
    other = make_jobs.application(posting=application.posting, first_name="Idris")
    db.session.commit()
    address = recruiter(client, application).replace(application.ref, other.ref)

    assert client.get(address).status_code == 404


def test_a_file_that_is_lost_is_a_page_that_is_not_here(client, application):
    shelf.kept.remove(application.files[0].stored)

    assert client.get(applicant(client, application)).status_code == 404


def test_the_page_of_a_person_lists_what_they_applied_for_with_the_file(client, application):
    signed_in(client, "staff")
    page = client.get_page(f"/en/office/people/{application.person_id}")

    assert application.posting.title in page.words
    assert application.posting.company.name in page.words
    assert client.get(page.link("سيرة Nour.pdf")).data == CONTENT


def test_their_copy_names_the_company_the_answers_and_the_file(client, application):
    signed_in(client, "admin")
    page = client.get_page(f"/en/office/people/{application.person_id}/copy")

    for words in (application.posting.company.name, "I sold fruit.", "سيرة Nour.pdf", "Your applications for work"):
        assert words in page.words
