"""Whatever is typed into the form of an application gets a clear sentence, and nothing that was typed is lost."""

import pytest
from hypothesis import given

from portal.database import db
from tests import make_jobs
from tests.conftest import limiter_state_free
from tests.test_bad_input import MANY, judge, send, typed

pytestmark = pytest.mark.long_on_postgresql


@pytest.fixture
def form_address(app):
    """The form of a posting that asks one question and takes whoever comes."""
    posting = make_jobs.posting(questions=["Why us?"], most_open=100)
    db.session.commit()
    return f"/en/jobs/{posting.ref}/apply"


@MANY
@given(
    answers=typed(
        first_name=("Nour", ""),
        surname=("Haddad", "n" * 81),
        who=("", "aaaaaaaaaaaaaaaa"),
        reach_by=("phone", "email", "none"),
        phone=("06 12 34 56 78", ""),
        email=("nour@example.org", ""),
        how=("file", "questions", "neither", ""),
        did=("I sold fruit.", "n" * 1001, " "),
        can=("I can count.", ""),
        spoken=("fr", "xx"),
        week=("mon_morning", "mon_night"),
        start=("2027-01-04", "0001-01-01", "tomorrow"),
        question_0=("I like it.", ""),
        question_2=("not asked",),
        words=("Hello",),
        with_courses=("y",),
        consent=("y", ""),
        key=("a" * 22,),
    )
)
def test_nothing_typed_into_the_form_is_lost_or_breaks_it(app, form_address, answers):
    limiter_state_free(app)

    page = send(app.test_client().get_page(form_address).form("#job-form form"), answers)

    answers.pop("key")
    judge(page, "#job-form form", answers, lines=("did", "can", "question_0", "words"))
