"""The agreement as a file: added by the company or the team, saved by all three, replaced, taken away."""

import io
from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.jobs import cv_files, placements
from portal.domain.jobs.application_models import FileKind, JobFile
from portal.domain.jobs.file_kinds import Media, Upload
from portal.domain.jobs.placement_file import agreement_of, keep_agreement
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.placements import Signer
from portal.domain.jobs.retention import LEAVE
from portal.domain.jobs.states import JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from tests import make_files
from tests.blueprints.answers.steps import follow_way, fresh
from tests.blueprints.backoffice.steps import signed_in as staff_in
from tests.blueprints.letters import buttons, press
from tests.blueprints.my_jobs.test_pages import come_by_letter, held
from tests.blueprints.placements.test_company import ENTRIES, by_letter, opened, signatures
from tests.conftest import NOW
from tests.domain.jobs.answers import confirmed, sent, told

PDF = make_files.pdf()


def kept(application):
    db.session.expire_all()
    return agreement_of(application)


def sent_file(page, content=PDF, name="Convention.pdf"):
    """What comes back when this file is sent with the form of the page."""
    return page.form().fill(file=(io.BytesIO(content), name)).send()


def with_file(name="Convention.pdf"):
    application = confirmed()
    keep_agreement(application, Upload(name, Media.PDF, PDF), Role.COMPANY, NOW)
    return application


@ENTRIES
def test_the_company_adds_the_agreement_and_the_learner_hears_it(app, open_):
    application = confirmed()

    page = sent_file(follow_way(open_(app, application), "Add the agreement as a file"))

    assert "Saved." in page.words and "Convention.pdf" in page.words
    assert "The agreement, since Tuesday 24 November" in page.words
    assert page.client.get(page.link("Convention.pdf")).data == PDF
    assert placement_of(application).agreement_sent_at
    assert "Now all three sign this agreement." in page.words
    assert [one.facts for one in told(application, MessageKind.JOB_STARTS)] == [{"agreement": True, "by": "company"}]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"MZ\x90\x00 a program", "We take PDF, Word, ODT and JPG. Choose such a file."),
        (b"", "This file is empty. Choose another one."),
    ],
    ids=["a program", "empty"],
)
@ENTRIES
def test_what_is_no_such_file_is_refused_with_what_to_do(app, open_, content, problem):
    application = confirmed()

    page = sent_file(follow_way(open_(app, application), "Add the agreement as a file"), content, "Convention.pdf")

    assert page.status == 422 and problem in page.words
    assert kept(application) is None


def test_no_file_chosen_is_said_at_its_field(app):
    page = follow_way(opened(app, confirmed()), "Add the agreement as a file").form().send()

    assert page.status == 422 and "Choose the file of the agreement." in page.words


def test_a_newer_file_takes_the_place_of_the_old_one_and_the_learner_hears_it(app):
    application = with_file()
    first = agreement_of(application).ref

    page = sent_file(follow_way(opened(app, application), "Another file"), name="Convention signée.pdf")

    assert "Convention signée.pdf" in page.words and "Convention.pdf" not in page.words
    assert kept(application).ref != first
    assert len(told(application, MessageKind.JOB_STARTS)) == 2


@pytest.mark.parametrize("role", [Role.COMPANY, Role.STAFF])
def test_whoever_signed_the_old_file_signs_the_new_one_and_hears_so(app, role):
    application = with_file()
    for who in Signer:
        placements.sign(application, who, Role.STAFF, NOW)

    keep_agreement(application, Upload("New.pdf", Media.PDF, PDF), role, NOW)

    page = opened(app, application)
    assert signatures(page)[:2] == ["You: not yet", "Nour: not yet"]
    assert told(application, MessageKind.JOB_STARTS)[-1].facts == {"agreement": True, "anew": True, "by": role.value}
    assert len(told(application, MessageKind.JOB_BEGINS)) == (role is Role.STAFF)


def test_the_first_file_of_an_agreement_that_was_signed_on_paper_changes_no_signature(app):
    application = confirmed()
    placements.sign(application, Signer.COMPANY, Role.COMPANY, NOW)

    page = sent_file(follow_way(opened(app, application), "Add the agreement as a file"))

    assert signatures(page)[0] == "You: signed" and "Now all three sign" not in page.words


def test_a_wrong_file_is_taken_away(app):
    application = with_file()
    placements.sign(application, Signer.COMPANY, Role.COMPANY, NOW)

    page = press(opened(app, application), "Take the file away")

    assert signatures(page)[0] == "You: not yet"
    assert "Saved. Add the right agreement, then all three sign it." in page.words
    assert "Add the agreement as a file" in buttons(page)
    assert kept(application) is None


def test_the_learner_saves_it_where_they_hold_the_application_and_a_letter_does_not_name_it(client, other):
    application = with_file("Convention Nour.pdf")

    page = held(client, application)

    assert client.get(page.link("Convention Nour.pdf")).data == PDF
    assert "Convention Nour.pdf" not in come_by_letter(other, application).words


def test_the_team_adds_it_and_it_is_written_down(client):
    application = confirmed()
    db.session.commit()
    staff_in(client, "staff")

    page = sent_file(client.get_page(f"/en/office/jobs/{application.ref}/file"))

    assert "Saved." in page.words
    assert client.get(page.link("Convention.pdf")).data == PDF
    client_page = press(page, "Take the file away")
    assert "Convention.pdf" not in client_page.words and kept(application) is None


@pytest.mark.parametrize("open_", [opened, by_letter])
def test_once_it_is_over_no_file_is_added(app, open_):
    application = with_file()
    form = follow_way(open_(app, application), "Another file")
    placements.call_off(application, Role.COMPANY, NOW)
    db.session.commit()

    page = sent_file(form, name="Later.pdf")

    assert page.status == 409 and "This was answered already" in page.words
    assert kept(application).name == "Convention.pdf"
    assert fresh(application).state == JobState.CLOSED


def test_without_both_yes_there_is_no_agreement(app):
    with pytest.raises(MoveNotAllowed):
        keep_agreement(sent(), Upload("Convention.pdf", Media.PDF, PDF), Role.COMPANY, NOW)


def test_it_stays_while_the_placement_lasts_and_goes_with_the_other_files_after_it(app):
    application = with_file()
    cv_files.keep(application, Upload("cv.pdf", Media.PDF, PDF), FileKind.CV, NOW)
    (rule,) = [one for one in LEAVE if one.what == "job-files"]
    later = NOW + timedelta(days=1000)

    assert db.session.scalars(rule.which(later)).all() == []
    placements.call_off(application, Role.COMPANY, NOW)

    assert len(db.session.scalars(rule.which(later)).all()) == db.session.query(JobFile).count() == 2
