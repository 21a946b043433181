"""Applying for work: one form, a page that says by when the company answers, and what cannot be sent says why."""

import io
from datetime import timedelta

import pytest

from portal import shelf
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import CvWanted
from portal.domain.jobs.states import JobState, PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from tests import make, make_files, make_jobs
from tests.blueprints.steps import holding, path
from tests.conftest import NOW
from tests.html import PortalClient

PHONE = "06 12 34 56 78"
NOUR = {"first_name": "Nour", "phone": PHONE, "how": "questions", "did": "I sold fruit.", "consent": "y"}
PDF = make_files.pdf()


def open_form(client, posting=None, language="en"):
    posting = posting or make_jobs.posting()
    db.session.commit()
    return client.get_page(f"/{language}/jobs/{posting.ref}/apply").form("#job-form form")


def with_file(form, content, name="cv.pdf"):
    """Send the form with a file, as a browser does."""
    data = form.values | {"cv": (io.BytesIO(content), name)}
    return form.page.client.post_page(form.element.get("action"), data=data, content_type="multipart/form-data")


def applications():
    return db.session.scalars(db.select(JobApplication).order_by(JobApplication.id)).all()


def test_a_phone_number_and_one_sentence_are_enough_and_the_page_says_by_when_they_hear(client):
    page = open_form(client).fill(**NOUR).send()

    assert page.h1 == "Your application is sent"
    assert "The company answers by Tuesday 15 December." in page.texts(".note p")
    assert "Whatever happens, you hear from us." in page.texts(".note p")
    (made,) = applications()
    assert (made.state, made.person.first_name, made.profile["did"]) == ("sent", "Nour", "I sold fruit.")


def test_what_is_missing_is_said_in_one_go_and_nothing_typed_is_lost(client):
    form = open_form(client, make_jobs.posting(questions=["Why us?"])).fill(words="Hello", surname="Haddad")

    page = form.send()

    assert page.status == 422
    assert page.problems == [
        "Write your first name.",
        "Write your phone number.",
        "Say whether you send a CV.",
        "Answer this question. A few words are enough.",
        "Tick the box, so that we may send it.",
    ]
    again = page.form("#job-form form")
    assert (again["words"], again["surname"], again["key"]) == ("Hello", "Haddad", form["key"])


def test_a_cv_is_sent_with_it(client):
    form = open_form(client).fill(**NOUR | {"how": "file", "did": None})

    page = with_file(form, PDF)

    assert page.h1 == "Your application is sent"
    assert [(one.name, one.media) for one in applications()[0].files] == [("cv.pdf", "application/pdf")]


def test_a_file_is_kept_while_another_answer_is_mended(client):
    form = open_form(client).fill(**NOUR | {"how": "file", "consent": None})
    again = with_file(form, PDF)
    assert (again.status, again.problems) == (422, ["Tick the box, so that we may send it."])
    assert again.text("#job-form .note.done bdi") == "cv.pdf"

    page = again.form("#job-form form").fill(consent="y").send()

    assert page.h1 == "Your application is sent"
    assert [one.name for one in applications()[0].files] == ["cv.pdf"]


def test_a_file_that_is_none_is_refused_with_a_sentence(client):
    page = with_file(open_form(client).fill(**NOUR | {"how": "file"}), b"MZ\x90\x00 a program", "cv.pdf")

    assert (page.status, page.problems) == (422, ["We take PDF, Word, ODT and JPG. Choose such a file."])
    assert applications() == []


def test_where_no_cv_is_needed_no_file_is_asked_for(client):
    form = open_form(client, make_jobs.posting(cv=CvWanted.NOT_NEEDED))

    assert not form.page.all("[type=file]")
    assert form.fill(first_name="Nour", phone=PHONE, how="neither", consent="y").send().status == 200


def test_where_a_cv_is_needed_the_questions_make_one(client):
    form = open_form(client, make_jobs.posting(cv=CvWanted.NEEDED))
    assert [one.get("value") for one in form.page.all("[name=how]")] == ["file", "questions"]

    page = form.fill(**NOUR | {"did": " "}).send()

    assert page.problems == ["Write what you did, or what you can do."]


def test_the_answers_make_a_page_to_print(client):
    posting = make_jobs.posting(questions=["Why us?"])
    answers = NOUR | {"surname": "Haddad", "can": "I can count.", "question_0": "I like it.", "start": "2027-01-04"}
    sent = open_form(client, posting).fill(**answers).send()

    page = client.get_page(sent.link("My CV page"))

    assert page.h1 == "CV of Nour Haddad"
    assert page.text(".cv h2") == "Nour Haddad"
    said = dict(zip(page.texts(".cv h3"), page.texts(".cv section p"), strict=True))
    assert said == {
        "What I have done": "I sold fruit.",
        "What I do well": "I can count.",
        "Languages I speak": "English",
        "From when": "Monday 4 January 2027",
        "Why us?": "I like it.",
    }
    assert PHONE not in page.words
    assert page.link("Back to the application") == f"/en/applications/{applications()[0].ref}"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("fr", "ltr")])
def test_the_page_to_print_runs_as_its_language_does(client, language, direction):
    open_form(client).fill(**NOUR).send()

    page = client.get_page(f"/{language}/applications/{applications()[0].ref}/cv")

    assert page.one("html").get("dir") == direction
    assert page.all("p.letter")[0].get("dir") == "auto"


def test_pressed_twice_it_is_one_application(client):
    form = open_form(client).fill(**NOUR)

    first, second = form.send(), form.send()

    assert path(first) == path(second)
    assert len(applications()) == 1


def test_who_has_applied_here_is_led_to_it_in_the_same_browser(client):
    posting = make_jobs.posting()
    open_form(client, posting).fill(**NOUR).send()

    page = open_form(client, posting).fill(**NOUR).send()

    assert path(page) == f"/en/applications/{applications()[0].ref}"
    assert len(applications()) == 1


def test_a_stranger_learns_nothing_and_the_person_gets_a_message(app, client):
    posting = make_jobs.posting()
    made = make_jobs.application(posting=posting, reach=read_phone(PHONE, "FR"), surname="Haddad")
    stranger: PortalClient = app.test_client()

    page = open_form(stranger, posting).fill(**NOUR).send()

    assert (page.status, page.texts(".summary p")) == (409, ["We sent you a message. It says how to go on."])
    assert "Haddad" not in page.words
    assert stranger.get(f"/en/applications/{made.ref}").status_code == 404
    told = db.select(Message.kind).where(Message.about == about_application(made))
    assert db.session.scalars(told).all() == [MessageKind.JOB_SENT]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PostingState.PAUSED, "The company takes a break. Look again in some days."),
        (PostingState.FILLED, "All places are taken."),
        (PostingState.EXPIRED, "The time to apply is over."),
        (PostingState.WITHDRAWN, "This job is not offered any more."),
    ],
)
def test_what_takes_no_application_meanwhile_says_why_and_shows_others(client, state, sentence):
    posting, other = make_jobs.posting(), make_jobs.posting(title="Another one")
    form = open_form(client, posting).fill(**NOUR)
    begin_write()
    posting.state = state

    page = form.send()

    assert (page.status, page.h1, page.texts(".summary p")) == (409, "You cannot apply here now", [sentence])
    assert other.title in page.words
    assert applications() == []


def test_where_too_many_wait_the_form_is_kept_for_later(client):
    posting = make_jobs.posting(most_open=1)
    form = open_form(client, posting).fill(**NOUR)
    waits = make_jobs.application(posting=posting, first_name="Idris")

    page = form.send()
    assert (page.status, page.form("#job-form form")["did"]) == (409, "I sold fruit.")
    assert page.texts(".summary p") == ["Many people applied. It opens again when some are answered."]
    begin_write()
    waits.state = JobState.DECLINED

    assert page.form("#job-form form").send().h1 == "Your application is sent"


def test_what_was_never_on_the_board_is_unknown(client):
    draft = make_jobs.posting(PostingState.DRAFT)
    db.session.commit()

    assert client.get(f"/en/jobs/{draft.ref}/apply").status_code == 404


def test_somebody_with_a_booking_applies_without_saying_again_who_they_are(client):
    booked = make.sign_up(first_name="Nour", reach=read_phone(PHONE, "FR"))
    holding(client, booked)

    form = open_form(client)
    assert "12 34 56 78" not in form.page.response.get_data(as_text=True)
    page = form.fill(how="neither", consent="y").send()

    assert page.h1 == "Your application is sent"
    assert applications()[0].person is booked.person


def test_on_a_shared_phone_somebody_else_applies_as_themselves(client):
    holding(client, make.sign_up(first_name="Nour", reach=read_phone(PHONE, "FR")))

    open_form(client).fill(who="", first_name="Idris", phone="06 98 76 54 32", how="neither", consent="y").send()

    assert applications()[0].person.first_name == "Idris"


def test_courses_with_us_are_shown_before_and_go_with_it_if_they_wish(client):
    booked = make.sign_up(first_name="Nour", reach=read_phone(PHONE, "FR"))
    holding(client, booked)
    begin_write()
    day = booked.course_session.dates[0]
    booked.course_session.starts_at = NOW - timedelta(days=1)
    db.session.add(Attendance(sign_up=booked, session_date=day, half=Half.MORNING, mark=Mark.PRESENT, ticked_at=NOW))

    form = open_form(client)
    assert form.page.texts("#courses li .soft") == ["Monday 23 November, there 1 times of 1"]
    sent = form.fill(how="neither", with_courses="y", consent="y").send()

    assert "Courses with Konexio" in client.get_page(sent.link("My CV page")).texts(".cv h3")


def test_ten_applications_in_a_day_are_enough_for_one_contact(client):
    forms = [open_form(client).fill(**NOUR) for _ in range(11)]

    pages = [form.send() for form in forms]

    assert [page.status for page in pages] == [200] * 10 + [429]
    assert pages[-1].texts(".summary p") == ["You sent many applications today. Please go on tomorrow."]


def test_a_form_that_is_not_ours_lays_no_file_by(client):
    form = open_form(client).fill(first_name="", how="file")
    form.values["csrf_token"] = "forged"
    before = set(shelf.waiting.names())

    page = with_file(form, PDF)

    assert page.status == 422
    assert "Choose your file, or answer the questions instead." in page.problems
    assert set(shelf.waiting.names()) == before
