"""Dates of an interview: proposed, chosen, refused, or left without an answer."""

from datetime import timedelta

import pytest

from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.interviewing import BadDate, OtherDates, TooSoon
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from tests.conftest import NOW
from tests.domain.jobs.answers import DATES, DAY, in_state, invited, owed, sent, to_company, to_learner, told

HOUR = timedelta(hours=1)
#: From the morning of the tests until the office closes.
EVENING = 8 * HOUR


def propose(application, dates, now=NOW):
    interviewing.propose(application, dates, "12 rue de Paris", Role.COMPANY, now)


def test_the_learner_reads_the_dates_and_where_and_answers_within_five_days(app):
    application = sent()

    propose(application, [DATES[1], DATES[0], DATES[1]])

    (news,) = told(application, MessageKind.JOB_INTERVIEW)
    assert application.state == JobState.INTERVIEW
    assert [one.at for one in application.dates] == DATES[:2]
    assert news.facts["dates"] == [DATES[0].isoformat(), DATES[1].isoformat()]
    assert news.facts["where"] == "12 rue de Paris"
    assert f"{owed(application)['job_date']:%d %B, %H h}" == "29 November, 17 h"
    assert news.facts["reply_by"] == owed(application)["job_date"].isoformat()


def test_a_date_is_chosen_some_hours_before_the_first_of_them(app):
    application = sent()

    afternoon = NOW + 2 * DAY + 5 * HOUR
    propose(application, [afternoon, NOW + 9 * DAY])

    assert owed(application)["job_date"] == afternoon - 3 * HOUR


@pytest.mark.parametrize(
    ("proposed", "heard", "chosen_by", "soonest"),
    [
        # At ten: three hours to choose, and three more until the interview.
        (0, 0, 3, 6),
        # At half past seven in the evening the night does not count.
        (9.5, 9.5, 24.5, 27.5),
        # At nine in the evening the learner hears of it at eight in the morning.
        (11, 22, 25, 28),
    ],
    ids=["by day", "in the evening", "at night"],
)
def test_a_date_is_proposed_so_that_the_learner_hears_of_it_and_has_hours_to_choose(
    app, proposed, heard, chosen_by, soonest
):
    application, then, first = sent(), NOW + proposed * HOUR, NOW + soonest * HOUR
    sooner = first - timedelta(minutes=1)

    with pytest.raises(TooSoon) as refused:
        propose(application, [sooner, NOW + 9 * DAY], now=then)
    assert (refused.value.dates, application.state) == ([sooner], JobState.SENT)
    propose(application, [first], now=then)

    (news,) = told(application, MessageKind.JOB_INTERVIEW)
    assert owed(application)["job_date"] == news.useless_from == NOW + chosen_by * HOUR
    assert news.next_try_at == NOW + heard * HOUR


def test_a_date_is_chosen_before_the_three_weeks_are_over(app):
    application = sent()

    propose(application, [NOW + 25 * DAY], now=NOW + 17 * DAY)

    assert owed(application)["job_date"] == owed(application)["job_answer"] < NOW + 22 * DAY


@pytest.mark.parametrize(
    ("proposed", "dates", "chosen_by", "answered_by"),
    [
        # On the last day: two days for the learner, and the answer is due with them.
        (20 * DAY, [25 * DAY], 22 * DAY + EVENING, 22 * DAY + EVENING),
        (21 * DAY + 6 * HOUR, [25 * DAY], 23 * DAY + EVENING, 23 * DAY + EVENING),
        # In the night: that day is over, the next one counts.
        (20 * DAY + 12 * HOUR, [29 * DAY], 23 * DAY + EVENING, 23 * DAY + EVENING),
        # One is tomorrow, but others come after: no hurry for those.
        (0 * DAY, [DAY, 9 * DAY], 2 * DAY + EVENING, None),
        # All of them are near: until some hours before the last, and the company has its time after.
        (21 * DAY, [21 * DAY + 9 * HOUR], 21 * DAY + 6 * HOUR, 23 * DAY + EVENING),
        (20 * DAY, [20 * DAY + 7 * HOUR, 21 * DAY + 5 * HOUR], 21 * DAY + 2 * HOUR, 22 * DAY + EVENING),
    ],
    ids=["a day before the end", "the last evening", "at night", "tomorrow or later", "today", "today or tomorrow"],
)
def test_however_late_dates_come_the_learner_has_two_days_while_one_of_them_is_left(
    app, proposed, dates, chosen_by, answered_by
):
    application = sent()
    before = owed(application)["job_answer"]

    propose(application, [NOW + one for one in dates], now=NOW + proposed)

    due = before if answered_by is None else NOW + answered_by
    assert owed(application) == {"job_answer": due, "job_date": NOW + chosen_by}
    (news,) = told(application, MessageKind.JOB_INTERVIEW)
    assert (news.facts["reply_by"], news.facts["answer_by"]) == ((NOW + chosen_by).isoformat(), due.isoformat())


def test_whom_none_of_late_dates_suits_leaves_the_company_two_days_to_propose_others(app):
    application = sent()
    propose(application, [NOW + 25 * DAY], now=NOW + 20 * DAY)

    interviewing.ask_others(application, Role.PERSON, NOW + 21 * DAY)

    (news,) = told(application, MessageKind.JOB_DATE_CHOSEN)
    assert owed(application) == {"job_answer": NOW + 23 * DAY + EVENING}
    assert news.facts["reply_by"] == (NOW + 23 * DAY + EVENING).isoformat()


@pytest.mark.parametrize(
    "dates",
    [[], [NOW], [NOW - DAY], [NOW + DAY, NOW + 31 * DAY], [NOW + number * DAY for number in range(1, 5)]],
    ids=["none", "this moment", "yesterday", "one too far ahead", "four"],
)
def test_dates_that_cannot_be_are_refused_and_nothing_changes(app, dates):
    application = sent()

    with pytest.raises(BadDate):
        propose(application, dates)

    assert (application.state, application.dates, told(application)) == (JobState.SENT, [], [])


@pytest.mark.parametrize("state", sorted(set(JobState) - WAITING_FOR_COMPANY))
def test_nobody_is_invited_once_it_is_over_or_offered(app, state):
    with pytest.raises(MoveNotAllowed):
        propose(in_state(state), DATES)


def test_other_dates_take_the_place_of_those_before_and_their_news_goes(app):
    application = invited()

    propose(application, [DATES[2] + HOUR])

    (news,) = told(application, MessageKind.JOB_INTERVIEW)
    assert [one.at for one in application.dates] == [DATES[2] + HOUR]
    assert news.facts["dates"] == [(DATES[2] + HOUR).isoformat()]
    assert set(owed(application)) == {"job_answer", "job_date"}


def test_the_learner_chooses_once_and_both_know_when_and_where(app):
    application = invited()

    for _ in range(2):
        interviewing.choose(application, DATES[1], Role.PERSON, NOW)

    (to_nour,) = told(application, MessageKind.JOB_AGREED)
    (to_the_company,) = told(application, MessageKind.JOB_DATE_CHOSEN)
    assert (application.interview_at, application.dates) == (DATES[1], [])
    assert to_nour.facts["interview_at"] == to_the_company.facts["interview_at"] == DATES[1].isoformat()
    assert to_nour.facts["where"] == "12 rue de Paris"
    assert set(owed(application)) == {"job_answer"}


def test_an_agreed_interview_moves_the_answer_to_a_week_after_it(app):
    soon, late = invited(), sent()
    propose(late, [NOW + 25 * DAY])

    interviewing.choose(soon, DATES[0], Role.PERSON, NOW)
    interviewing.choose(late, NOW + 25 * DAY, Role.PERSON, NOW)

    assert f"{owed(soon)['job_answer']:%d %B}" == "15 December"
    assert owed(late)["job_answer"] == NOW + 32 * DAY


def test_a_date_that_was_replaced_or_is_over_is_not_chosen(app):
    application = invited()

    with pytest.raises(OtherDates):
        interviewing.choose(application, DATES[0] + HOUR, Role.PERSON, NOW)
    with pytest.raises(BadDate):
        interviewing.choose(application, DATES[0], Role.PERSON, DATES[0])

    assert (application.interview_at, len(application.dates)) == (None, 3)


def test_where_none_fits_the_company_hears_it_with_their_words_and_still_owes_the_answer(app):
    application = invited()

    for _ in range(2):
        interviewing.ask_others(application, Role.PERSON, NOW, "Only in the morning.")

    (news,) = told(application, MessageKind.JOB_DATE_CHOSEN)
    assert (application.state, application.dates) == (JobState.INTERVIEW, [])
    assert (news.facts["why"], news.facts["words"]) == ("none", "Only in the morning.")
    assert set(owed(application)) == {"job_answer"}


def test_a_date_that_was_agreed_may_be_asked_to_change_before_it(app):
    application = invited()
    interviewing.choose(application, DATES[0], Role.PERSON, NOW)

    interviewing.ask_others(application, Role.PERSON, NOW + DAY)

    assert application.interview_at is None
    assert to_learner(application) == []
    assert to_company(application) == ["job_date_chosen"]


def test_an_interview_that_took_place_is_not_asked_to_change(app):
    application = invited()
    interviewing.choose(application, DATES[0], Role.PERSON, NOW)

    interviewing.ask_others(application, Role.PERSON, DATES[0] + HOUR)

    assert application.interview_at == DATES[0]


def test_where_no_date_is_chosen_in_time_the_company_hears_it(app):
    application = invited()

    interviewing.let_lapse(application, NOW + 5 * DAY)

    (news,) = told(application, MessageKind.JOB_DATE_CHOSEN)
    assert (application.state, application.dates, news.facts["why"]) == (JobState.INTERVIEW, [], "silence")
    assert set(owed(application)) == {"job_answer"}


def test_a_learner_of_another_state_has_no_date_to_choose(app):
    application = sent()

    for verb in (
        lambda: interviewing.choose(application, DATES[0], Role.PERSON, NOW),
        lambda: interviewing.ask_others(application, Role.PERSON, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()

    answering.read(application, Role.COMPANY, NOW)
    assert application.interview_at is None
