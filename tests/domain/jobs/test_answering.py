"""The company answers an application, and the learner has the last word."""

import pytest

from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.answering import InterviewAhead, NoSeat
from portal.domain.jobs.choices import No
from portal.domain.jobs.states import HAS_SEAT, LIVE_JOB, WAITING_FOR_COMPANY, JobState, PostingState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import (
    DATES,
    DAY,
    confirmed,
    in_state,
    invited,
    offered,
    owed,
    sent,
    to_company,
    to_learner,
    told,
)

THREE_WEEKS = "15 December 17:00"


def test_the_learner_hears_that_it_was_read_and_by_when_the_answer_comes(app):
    application = sent()

    answering.read(application, Role.COMPANY, NOW + DAY)

    (news,) = told(application, MessageKind.JOB_READ)
    assert application.state == JobState.READ
    assert news.facts["reply_by"] == owed(application)["job_answer"].isoformat()
    assert f"{owed(application)['job_answer']:%d %B %H:%M}" == THREE_WEEKS


def test_pressed_twice_or_after_an_invitation_reading_changes_nothing(app):
    application, asked = sent(), invited()

    for _ in range(2):
        answering.read(application, Role.COMPANY, NOW)
    answering.read(asked, Role.COMPANY, NOW)

    assert (application.state, asked.state) == (JobState.READ, JobState.INTERVIEW)
    assert to_learner(application) == ["job_read"]
    assert to_learner(asked) == ["job_interview"]


def test_a_learner_hears_once_that_it_was_read_however_closely_it_is_looked_at(app):
    application = sent()

    answering.read(application, Role.COMPANY, NOW)
    answering.look_into(application, Role.COMPANY, NOW + DAY)

    assert application.state == JobState.IN_REVIEW
    assert len(told(application, MessageKind.JOB_READ)) == 1
    assert f"{owed(application)['job_answer']:%d %B %H:%M}" == THREE_WEEKS


def test_an_interview_comes_before_a_closer_look(app):
    application = invited()

    with pytest.raises(InterviewAhead):
        answering.look_into(application, Role.COMPANY, NOW)
    interviewing.choose(application, DATES[0], Role.PERSON, NOW)
    with pytest.raises(InterviewAhead):
        answering.look_into(application, Role.COMPANY, NOW + DAY)
    answering.look_into(application, Role.COMPANY, DATES[0] + DAY)

    assert (application.state, application.interview_at) == (JobState.IN_REVIEW, DATES[0])


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "not shared"])
def test_a_no_says_why_only_where_the_company_agrees(app, shared):
    application = sent()

    answering.decline(application, No.FRENCH, shared, "Try again in spring.", Role.COMPANY, NOW)

    (news,) = told(application, MessageKind.JOB_DECLINED)
    assert (application.state, application.no, application.no_shared) == (JobState.DECLINED, No.FRENCH, shared)
    assert ("Try again in spring." in news.facts.values()) is shared
    assert (news.facts.get("why") == "french") is shared
    assert owed(application) == {}


def test_a_no_ends_the_dates_and_what_was_to_be_said_of_them(app):
    application = invited()

    answering.decline(application, No.SOMEBODY_ELSE, True, None, Role.COMPANY, NOW)

    assert (application.dates, application.interview_at) == ([], None)
    assert to_learner(application) == ["job_declined"]
    assert owed(application) == {}


@pytest.mark.parametrize("state", sorted(set(JobState) - WAITING_FOR_COMPANY - {JobState.OFFERED}))
def test_what_has_ended_or_is_agreed_is_not_declined_any_more(app, state):
    application = in_state(state)

    with pytest.raises(MoveNotAllowed):
        answering.decline(application, No.SKILLS, True, None, Role.COMPANY, NOW)

    assert (application.state, application.no, told(application)) == (state, None, [])


def test_a_learner_has_five_days_to_answer_an_offer(app):
    application = offered()

    (news,) = told(application, MessageKind.JOB_OFFERED)
    assert (application.state, application.offer_words) == (JobState.OFFERED, "Welcome!")
    assert list(owed(application)) == ["job_offer"]
    assert f"{owed(application)['job_offer']:%d %B, %H:%M}" == "29 November, 17:00"
    assert news.facts["reply_by"] == owed(application)["job_offer"].isoformat()


def test_an_offer_after_proposed_dates_needs_no_date_any_more(app):
    application = invited()

    answering.offer(application, None, Role.COMPANY, NOW)

    assert application.dates == []
    assert list(owed(application)) == ["job_offer"]
    assert to_learner(application) == ["job_offered"]


def test_no_more_seats_are_offered_than_there_are(app):
    posting = make_jobs.posting(seats=2)
    first, second, third = (sent(posting=posting) for _ in range(3))

    answering.offer(first, None, Role.COMPANY, NOW)
    answering.offer(second, None, Role.COMPANY, NOW)
    with pytest.raises(NoSeat):
        answering.offer(third, None, Role.COMPANY, NOW)
    answering.withdraw(first, Role.PERSON, NOW)
    answering.offer(third, None, Role.COMPANY, NOW)

    assert [one.state for one in (first, second, third)] == ["withdrawn", "offered", "offered"]
    assert answering.seats_left(posting) == 0


@pytest.mark.parametrize("state", sorted(HAS_SEAT))
def test_a_seat_that_is_taken_is_not_offered(app, state):
    posting = make_jobs.posting()
    in_state(state, posting=posting)

    with pytest.raises(NoSeat):
        answering.offer(sent(posting=posting), None, Role.COMPANY, NOW)


def test_a_yes_takes_the_seat_and_both_hear_it(app):
    application = offered()

    for _ in range(2):
        answering.confirm(application, Role.PERSON, NOW)

    assert application.state == JobState.CONFIRMED
    assert to_learner(application) == ["job_yes"]
    assert to_company(application) == ["job_confirmed"]
    assert set(owed(application)) == {"job_start"}


def test_with_the_last_seat_the_posting_is_filled_and_those_who_wait_are_told(app):
    posting = make_jobs.posting()
    waits, read, said_no = sent(posting=posting), sent(posting=posting), sent(posting=posting)
    answering.read(read, Role.COMPANY, NOW)
    answering.decline(said_no, No.SKILLS, False, None, Role.COMPANY, NOW)

    confirmed(posting=posting)

    assert posting.state == PostingState.FILLED
    assert [one.state for one in (waits, read, said_no)] == ["closed", "closed", "declined"]
    assert [one.facts for one in told(waits, MessageKind.JOB_CLOSED)] == [{"why": "taken"}]
    assert owed(waits) == owed(read) == {}


def test_while_a_seat_is_left_the_others_wait_on(app):
    posting = make_jobs.posting(seats=2)
    waits = sent(posting=posting)

    confirmed(posting=posting)

    assert (posting.state, waits.state) == (PostingState.PUBLISHED, JobState.SENT)


def test_a_yes_leaves_the_offers_to_others_as_they_are(app):
    posting = make_jobs.posting(seats=2)
    other, waits = offered(posting=posting), sent(posting=posting)

    confirmed(posting=posting)
    assert (other.state, waits.state) == (JobState.OFFERED, JobState.SENT)
    answering.confirm(other, Role.PERSON, NOW)

    assert (other.state, waits.state, posting.state) == (JobState.CONFIRMED, JobState.CLOSED, PostingState.FILLED)


def test_nobody_waits_for_a_posting_that_is_off_the_board_and_has_no_seat(app):
    posting = make_jobs.posting(PostingState.EXPIRED)
    waits, chosen = sent(posting=posting), sent(posting=posting)

    answering.offer(chosen, None, Role.COMPANY, NOW)
    answering.confirm(chosen, Role.PERSON, NOW)

    assert (posting.state, waits.state) == (PostingState.EXPIRED, JobState.CLOSED)


def test_who_says_yes_to_one_company_leaves_the_others_and_those_companies_hear_it(app):
    chosen = offered()
    waiting, also_offered = sent(person=chosen.person), offered(person=chosen.person)
    works_already = in_state("started", person=chosen.person)
    of_another = sent()

    answering.confirm(chosen, Role.PERSON, NOW)

    assert [one.state for one in (waiting, also_offered, works_already, of_another)] == [
        "closed",
        "closed",
        "started",
        "sent",
    ]
    assert [one.facts for one in told(waiting, MessageKind.JOB_LEFT)] == [{"why": "took_another"}]
    assert to_learner(waiting) == []
    assert [one.facts for one in told(chosen, MessageKind.JOB_YES)] == [{"closed": 2}]
    assert owed(waiting) == owed(also_offered) == {}


@pytest.mark.parametrize("state", sorted(set(JobState) - {JobState.OFFERED, JobState.CONFIRMED}))
def test_only_an_offer_is_said_yes_to(app, state):
    with pytest.raises(MoveNotAllowed):
        answering.confirm(in_state(state), Role.PERSON, NOW)


def test_a_company_does_not_say_yes_for_the_learner(app):
    with pytest.raises(MoveNotAllowed):
        answering.confirm(offered(), Role.COMPANY, NOW)


@pytest.mark.parametrize("begin", [sent, invited, offered, confirmed])
def test_a_learner_takes_it_back_at_any_time_before_the_start(app, begin):
    application = begin()

    for _ in range(2):
        answering.withdraw(application, Role.PERSON, NOW)

    assert application.state == JobState.WITHDRAWN
    assert len(told(application, MessageKind.JOB_LEFT)) == 1
    assert "job_closed" not in to_learner(application)
    assert owed(application) == {}


def test_taken_back_by_somebody_who_helps_the_learner_hears_it(app):
    application = sent()

    answering.withdraw(application, Role.REFERRER, NOW)

    assert [one.facts for one in told(application, MessageKind.JOB_CLOSED)] == [{"why": "taken_back"}]


def test_a_seat_given_back_is_on_the_board_again(app):
    posting = make_jobs.posting()
    application = confirmed(posting=posting)

    answering.withdraw(application, Role.PERSON, NOW)

    assert (posting.state, answering.seats_left(posting)) == (PostingState.PUBLISHED, 1)


@pytest.mark.parametrize("state", sorted(WAITING_FOR_COMPANY))
def test_whatever_waits_for_the_company_has_a_date(app, state):
    """Also where a step was taken behind the verbs' back: looking closer renews it."""
    application = in_state(state)

    if state != JobState.IN_REVIEW:
        answering.look_into(application, Role.COMPANY, NOW)
        assert f"{owed(application)['job_answer']:%d %B %H:%M}" == THREE_WEEKS
    assert application.state in LIVE_JOB


def test_whoever_applied_for_somebody_hears_that_another_yes_closed_it(app):
    helper = make.account("referrer")
    chosen = offered()
    waiting = sent(person=chosen.person, helper=helper)

    answering.confirm(chosen, Role.PERSON, NOW)

    assert waiting.state == JobState.CLOSED
    assert [(one.account_id, one.facts) for one in told(waiting, MessageKind.JOB_HELPED)] == [
        (helper.id, {"news": "job_closed"})
    ]
    assert told(waiting, MessageKind.JOB_CLOSED) == []
