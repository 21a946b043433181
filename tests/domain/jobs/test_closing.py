"""Applications that end without the answer of the two; and how each side is reminded before."""

from datetime import timedelta

import pytest

from portal.domain.jobs import answering, closing, interviewing
from portal.domain.jobs.closing import Why
from portal.domain.jobs.owed import choice_owed
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from portal.worker.keeping import keep_promises
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import DAY, confirmed, in_state, invited, offered, owed, sent, told


def live(until, since=NOW, step=timedelta(hours=12)):
    """Time goes by, and the worker comes by."""
    now = since
    while now <= until:
        keep_promises(now)
        now += step


def days_of(news):
    return [(one.created_at - NOW).days for one in news]


def test_silence_of_three_weeks_ends_it_and_both_hear(app):
    application = sent()

    live(NOW + 22 * DAY)

    assert application.state == JobState.EXPIRED
    assert [one.facts["why"] for one in told(application, MessageKind.JOB_EXPIRED)] == ["silence"]
    assert len(told(application, MessageKind.JOB_UNANSWERED)) == 1
    assert owed(application) == {}


def test_a_company_that_says_nothing_is_reminded_three_times(app):
    application = sent()

    live(NOW + 20 * DAY)

    assert days_of(told(application, MessageKind.JOB_WAITS)) == [3, 7, 19]
    assert [one.facts["last"] for one in told(application, MessageKind.JOB_WAITS)] == [False, False, True]


def test_whether_it_was_read_or_looked_at_three_weeks_are_the_end(app):
    read, looked = sent(), sent()
    answering.read(read, Role.COMPANY, NOW + DAY)
    answering.look_into(looked, Role.COMPANY, NOW + 10 * DAY)

    live(NOW + 22 * DAY)

    assert read.state == looked.state == JobState.EXPIRED


def test_while_the_learner_chooses_a_date_it_is_the_learner_who_is_reminded(app):
    application = invited(now=NOW)

    live(NOW + 5 * DAY)

    assert told(application, MessageKind.JOB_WAITS) == []
    assert days_of(told(application, MessageKind.JOB_REMINDER)) == [3, 4]
    assert told(application, MessageKind.JOB_REMINDER)[0].facts["what"] == "date"


def test_a_date_nobody_chose_leaves_the_company_to_decide_and_then_three_weeks_are_over(app):
    application = invited()

    live(NOW + 6 * DAY)
    assert (application.state, application.dates) == (JobState.INTERVIEW, [])
    live(NOW + 22 * DAY, since=NOW + 6 * DAY)

    assert application.state == JobState.EXPIRED


def test_dates_left_unanswered_at_the_very_end_are_not_the_silence_of_the_company(app):
    application = sent()
    interviewing.propose(application, [NOW + 25 * DAY], "By phone", Role.COMPANY, NOW + 20 * DAY)

    live(NOW + 23 * DAY, since=NOW + 20 * DAY)

    assert [one.facts["why"] for one in told(application, MessageKind.JOB_EXPIRED)] == ["no_date"]
    assert [one.facts["why"] for one in told(application, MessageKind.JOB_UNANSWERED)] == ["no_date"]


def test_a_learner_who_had_hours_only_is_not_blamed_the_company_proposes_other_dates_or_is_told_itself(app):
    application = sent()
    start = NOW + 21 * DAY
    interviewing.propose(application, [start + timedelta(hours=8)], "By phone", Role.COMPANY, start)

    live(start + DAY, since=start)
    assert (application.state, application.dates) == (JobState.INTERVIEW, [])
    assert [one.facts["why"] for one in told(application, MessageKind.JOB_DATE_CHOSEN)] == ["silence"]
    live(start + 4 * DAY, since=start + DAY)

    assert [one.facts["why"] for one in told(application, MessageKind.JOB_EXPIRED)] == ["silence"]


def test_whoever_helped_hears_which_of_the_two_did_not_answer(app):
    application = sent(helper=make.account("trainer"))
    interviewing.propose(application, [NOW + 25 * DAY], "By phone", Role.COMPANY, NOW + 20 * DAY)

    live(NOW + 23 * DAY, since=NOW + 20 * DAY)

    last = told(application, MessageKind.JOB_HELPED)[-1]
    assert last.facts == {"news": "job_expired", "why": "no_date"}
    with speaking("en"):
        assert worded(last).sentences[0] == "Nour chose no date in time."


def test_before_an_interview_nobody_is_reminded_and_a_week_after_it_is_the_end(app):
    application = invited()
    interviewing.propose(application, [NOW + 25 * DAY], "By phone", Role.COMPANY, NOW)
    interviewing.choose(application, NOW + 25 * DAY, Role.PERSON, NOW)

    live(NOW + 31 * DAY)
    assert (application.state, days_of(told(application, MessageKind.JOB_WAITS))) == (JobState.INTERVIEW, [30])
    live(NOW + 33 * DAY, since=NOW + 31 * DAY)

    assert application.state == JobState.EXPIRED


def test_an_offer_left_unanswered_is_over_after_five_days_and_the_seat_is_free(app):
    application = offered()

    live(NOW + 5 * DAY)
    assert days_of(told(application, MessageKind.JOB_REMINDER)) == [3, 4]
    live(NOW + 6 * DAY, since=NOW + 5 * DAY)

    assert application.state == JobState.EXPIRED
    assert len(told(application, MessageKind.JOB_LAPSED)) == 1
    assert [one.facts for one in told(application, MessageKind.JOB_LEFT)] == [{"why": "lapsed"}]
    assert answering.seats_left(application.posting) == 1


def test_an_answer_that_came_in_time_is_never_ended_by_silence(app):
    application = confirmed()

    closing.expire(application, NOW + 30 * DAY)
    closing.let_lapse(application, NOW + 30 * DAY)

    assert application.state == JobState.CONFIRMED


def test_with_a_posting_all_that_waits_for_it_ends_and_what_is_agreed_stays(app):
    posting = make_jobs.posting(seats=3)
    waits = [sent(posting=posting), invited(posting=posting), offered(posting=posting)]
    agreed = in_state("confirmed", posting=posting)
    elsewhere = sent()

    ended = closing.close_all(posting, Why.WITHDRAWN, NOW)

    assert ended == 3
    assert {one.state for one in waits} == {JobState.CLOSED}
    assert [told(one, MessageKind.JOB_CLOSED)[0].facts for one in waits] == [{"why": "withdrawn"}] * 3
    assert (agreed.state, elsewhere.state) == (JobState.CONFIRMED, JobState.SENT)


def test_with_a_company_all_its_postings_end_and_no_other_company_s(app):
    company = make_jobs.company()
    waits = [sent(posting=make_jobs.posting(company=company)) for _ in range(2)]
    elsewhere = sent()

    closing.close_company(company, Why.SUSPENDED, NOW)

    assert {one.state for one in waits} == {JobState.CLOSED}
    assert all(owed(one) == {} for one in waits)
    assert elsewhere.state == JobState.SENT


@pytest.mark.parametrize(
    "state", sorted(set(JobState) - WAITING_FOR_COMPANY - {JobState.OFFERED, JobState.CONFIRMED})
)
def test_what_has_begun_or_ended_is_not_closed(app, state):
    with pytest.raises(MoveNotAllowed):
        closing.close(in_state(state), Why.WITHDRAWN, NOW)


def test_no_reminder_of_the_dates_goes_out_once_it_has_ended(app):
    application = invited()
    interviewing.remind(application, choice_owed(application), NOW)

    closing.close(application, Why.TAKEN, NOW)

    assert [str(one.kind) for one in told(application)] == ["job_closed"]
    assert application.dates == []
