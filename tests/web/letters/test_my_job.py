"""The words to a learner about their application: no answer in a text message, a reason only where it is shared."""

import pytest

from portal.database import begin_write, db
from portal.domain.jobs import answering, closing, interviewing
from portal.domain.jobs.choices import No
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.segments import segments
from portal.domain.moves import Role
from portal.web.languages import KNOWN
from portal.web.letters.compose import mail, text_message
from tests import make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import invited, offered, sent, told

MINE = [
    MessageKind.JOB_READ,
    MessageKind.JOB_INTERVIEW,
    MessageKind.JOB_AGREED,
    MessageKind.JOB_OFFERED,
    MessageKind.JOB_REMINDER,
    MessageKind.JOB_YES,
    MessageKind.JOB_DECLINED,
    MessageKind.JOB_CLOSED,
    MessageKind.JOB_EXPIRED,
    MessageKind.JOB_LAPSED,
]


def last(application, kind) -> Message:
    """The last message of this kind, in English."""
    message = told(application, kind)[-1]
    begin_write()
    message.language = "en"
    db.session.commit()
    return message


def text(application, kind) -> str:
    return text_message(last(application, kind), "+33612345678").text


def letter(application, kind) -> str:
    return mail(last(application, kind), "nour@example.org").text


@pytest.mark.parametrize("language", KNOWN)
def test_each_fits_into_its_segments_with_the_longest_facts(telling, language):
    for kind in MINE:
        sent_text = text_message(telling(kind, language), "+33612345678").text

        assert segments(sent_text) <= (1 if language in {"fr", "en"} else 2), sent_text


@pytest.mark.parametrize("kind", [MessageKind.JOB_OFFERED, MessageKind.JOB_DECLINED, MessageKind.JOB_CLOSED])
def test_a_text_message_says_that_there_is_news_and_not_which(telling, kind):
    said = text_message(telling(kind, "en"), "+33612345678").text

    assert "News" in said
    assert not [word for word in ("says yes", "says no", "closed") if word in said]


def test_a_mail_about_an_interview_names_the_dates_the_place_and_until_when(app):
    said = letter(invited(), MessageKind.JOB_INTERVIEW)

    assert "Date 1: Tuesday 1 December at 10:00" in said
    assert "Date 3: Thursday 3 December at 10:00" in said
    assert "Where: 12 rue de Paris" in said
    assert "Please answer by Sunday 29 November at 18:00." in said


@pytest.mark.parametrize(("shared", "said"), [(True, True), (False, False)], ids=["shared", "kept to itself"])
def test_the_reason_of_a_no_is_told_only_where_the_company_shares_it(app, shared, said):
    application = sent()
    answering.decline(application, No.FRENCH, shared, "Learn a little more.", Role.COMPANY, NOW)

    words = letter(application, MessageKind.JOB_DECLINED)

    assert "The company says no this time." in words
    assert ("The work needs more French." in words) is said
    assert ("Learn a little more." in words) is said


def test_who_hears_a_no_or_nothing_is_led_to_other_jobs(app):
    other = make_jobs.posting(title="Stage en développement web")
    application = sent(posting=make_jobs.posting(title="Stage en développement web"))
    closing.expire(application, NOW)

    words = letter(application, MessageKind.JOB_EXPIRED)

    assert "The company did not answer you in time." in words
    assert "Jobs that could fit you:" in words
    assert f"/jobs/{other.ref}" in words


def test_the_words_of_an_offer_go_with_the_mail_and_not_with_the_text_message(app):
    application = offered()

    assert "The company writes: Welcome!" in letter(application, MessageKind.JOB_OFFERED)
    assert "Welcome!" not in text(application, MessageKind.JOB_OFFERED)


def test_an_agreed_interview_is_told_with_its_date(app):
    application = invited()
    interviewing.choose(application, application.dates[0].at, Role.PERSON, NOW)

    assert "Your interview: Tuesday 1 December 10:00." in text(application, MessageKind.JOB_AGREED)
