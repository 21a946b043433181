"""The interview: a date is proposed, they say yes or ask for another; silence ends in a call, never in nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import is_waking
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.answers import accept
from portal.domain.signups.applying import application_of
from portal.domain.signups.changes import cancel
from portal.domain.signups.interviews import (
    BadDate,
    agree,
    ask_other_time,
    find_no_date,
    let_interview_lapse,
    note_held,
    propose_interview,
)
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, cohort, coming, invited, owed
from tests.worker.office import messages, states

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON, STAFF = Role.PERSON, Role.STAFF


@pytest.fixture
def sign_up(app):
    return applied()


def step(sign_up):
    return application_of(sign_up).step


def test_a_proposed_date_is_to_be_answered_within_two_working_days(sign_up):
    at = invited(sign_up)

    reply = owed(sign_up, PromiseKind.INTERVIEW)
    (message,) = messages("interview_proposed")

    assert (step(sign_up), application_of(sign_up).interview_at) == ("proposed", at)
    assert (reply.owner, reply.reply_by) == ("person", datetime(2026, 11, 26, 17, tzinfo=UTC))
    assert message.facts == {"interview_at": at.isoformat(), "reply_by": reply.reply_by.isoformat()}


@pytest.mark.parametrize("ahead", [2 * HOUR, 5 * HOUR, DAY])
def test_a_date_soon_is_answered_before_it_comes(sign_up, ahead):
    at = invited(sign_up, ahead)

    by = owed(sign_up, PromiseKind.INTERVIEW).reply_by

    assert NOW < by <= at
    assert is_waking(by, sign_up.course_session.place.zone)


@pytest.mark.parametrize("ahead", [-HOUR, timedelta(0), 15 * DAY])
def test_a_date_behind_or_after_the_promised_answer_is_refused(sign_up, ahead):
    with pytest.raises(BadDate) as refusal:
        propose_interview(sign_up, NOW + ahead, NOW)

    assert refusal.value.answer_by == owed(sign_up).reply_by
    assert step(sign_up) == "sent"


def test_yes_ends_what_was_owed_and_is_confirmed_once(sign_up):
    coming(sign_up)
    agree(sign_up, PERSON, NOW)
    db.session.commit()

    assert (step(sign_up), owed(sign_up, PromiseKind.INTERVIEW)) == ("agreed", None)
    assert len(messages("interview_agreed")) == 1
    assert owed(sign_up)


def test_another_time_is_owed_by_the_team_within_two_working_days(sign_up):
    invited(sign_up)

    ask_other_time(sign_up, PERSON, NOW)
    ask_other_time(sign_up, PERSON, NOW)
    db.session.commit()

    promise = owed(sign_up, PromiseKind.INTERVIEW_DATE)
    assert (step(sign_up), owed(sign_up, PromiseKind.INTERVIEW)) == ("to_agree", None)
    assert promise.reply_by == datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert promise.owner.startswith("place:")
    (message,) = messages("interview_later")
    assert message.facts == {"reply_by": promise.reply_by.isoformat(), "asked": True}


def test_a_new_date_answers_that_and_says_nothing_of_the_old_one(sign_up):
    invited(sign_up)
    ask_other_time(sign_up, PERSON, NOW)
    db.session.commit()

    invited(sign_up, 7 * DAY)

    assert owed(sign_up, PromiseKind.INTERVIEW_DATE) is None
    assert states("interview_proposed", "interview_later") == [
        ("interview_proposed", "dropped"),
        ("interview_later", "dropped"),
        ("interview_proposed", "queued"),
    ]


def test_no_answer_ends_in_a_call_of_the_team_and_they_hear_so(sign_up):
    invited(sign_up)

    let_interview_lapse(sign_up, NOW + 2 * DAY)
    db.session.commit()

    promise = owed(sign_up, PromiseKind.INTERVIEW_DATE)
    assert (step(sign_up), sign_up.state) == ("to_agree", "requested")
    assert promise.reply_by == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert messages("interview_later")[0].facts["asked"] is False


def test_silence_about_a_date_already_agreed_changes_nothing(sign_up):
    coming(sign_up)

    let_interview_lapse(sign_up, NOW)

    assert step(sign_up) == "agreed"


def test_a_late_yes_counts_while_the_date_lies_ahead_and_not_after(sign_up):
    at = invited(sign_up)
    let_interview_lapse(sign_up, NOW + 2 * DAY)
    db.session.commit()

    with pytest.raises(BadDate):
        agree(sign_up, PERSON, at)
    db.session.rollback()
    agree(sign_up, PERSON, at - HOUR)

    assert (step(sign_up), owed(sign_up, PromiseKind.INTERVIEW_DATE)) == ("agreed", None)


def test_nobody_says_yes_before_a_date_was_proposed(sign_up):
    with pytest.raises(BadDate):
        agree(sign_up, STAFF, NOW)


def test_a_date_is_never_promised_later_than_the_answer(app):
    sign_up = applied(cohort(3 * DAY))
    invited(sign_up, DAY)

    ask_other_time(sign_up, PERSON, NOW + HOUR)

    assert owed(sign_up, PromiseKind.INTERVIEW_DATE).reply_by <= owed(sign_up).reply_by


def test_where_no_date_is_found_they_hear_until_when_the_answer_comes(sign_up):
    invited(sign_up)
    ask_other_time(sign_up, PERSON, NOW)

    find_no_date(sign_up, NOW + 3 * DAY)
    db.session.commit()

    assert messages("interview_later")[-1].facts["reply_by"] == owed(sign_up).reply_by.isoformat()


def test_once_held_nobody_owes_a_date(sign_up):
    invited(sign_up)
    ask_other_time(sign_up, PERSON, NOW)

    note_held(sign_up, NOW)
    note_held(sign_up, NOW)

    assert step(sign_up) == "held"
    assert owed(sign_up, PromiseKind.INTERVIEW) is owed(sign_up, PromiseKind.INTERVIEW_DATE) is None
    assert owed(sign_up)


@pytest.mark.parametrize("end", [cancel, accept], ids=["withdrawn", "accepted"])
def test_after_its_end_nothing_is_asked_or_answered_any_more(sign_up, end):
    at = invited(sign_up)
    end(sign_up, NOW)
    db.session.commit()

    for verb in (
        lambda: propose_interview(sign_up, at, NOW),
        lambda: agree(sign_up, PERSON, NOW),
        lambda: ask_other_time(sign_up, PERSON, NOW),
        lambda: note_held(sign_up, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()
    let_interview_lapse(sign_up, NOW)
    find_no_date(sign_up, NOW)
    assert step(sign_up) == "proposed"
    assert owed(sign_up, PromiseKind.INTERVIEW) is None
    assert ("interview_proposed", "dropped") in states()
