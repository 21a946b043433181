"""Has it begun? The learner's word counts like the company's; the team says what it heard; silence asks first."""

from datetime import timedelta

import pytest

from portal.domain.accounts.account_models import OfficeRole
from portal.domain.jobs import answering, closing, interviewing, placement_silence, placements
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import CompanyState, JobState, PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import open_about
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import (
    DATES,
    DAY,
    confirmed,
    invited,
    offered,
    owed,
    sent,
    to_company,
    to_learner,
    told,
)

COMPANY, PERSON, STAFF = Role.COMPANY, Role.PERSON, Role.STAFF
SOON = (NOW + 7 * DAY).date()


def planned(**facts):
    return confirmed(posting=make_jobs.posting(starts_on=SOON, **facts))


def open_promise(application, kind):
    return open_about(about_application(application), kind)


def test_the_learner_says_on_the_first_day_that_it_has_begun_and_the_company_hears_it(app):
    application = planned()

    placements.start(application, PERSON, NOW + 7 * DAY)

    assert (application.state, placement_of(application).starts_on) == (JobState.STARTED, SOON)
    assert list(owed(application)) == ["job_end"]
    assert [one.facts["by"] for one in told(application, MessageKind.JOB_BEGINS)] == ["person"]
    assert "job_starts" not in to_learner(application)


@pytest.mark.parametrize("verb", [placements.start, placements.call_off])
def test_before_the_first_day_the_learner_says_neither(app, verb):
    application = planned()

    with pytest.raises(MoveNotAllowed):
        verb(application, PERSON, NOW + 5 * DAY)

    assert application.state == JobState.CONFIRMED


def test_without_a_first_day_the_learner_may_say_it_a_week_after_their_yes(app):
    application = confirmed()

    assert not placements.may_have_begun(application, NOW + 6 * DAY)
    assert placements.may_have_begun(application, NOW + 7 * DAY)


def test_the_learner_says_that_it_did_not_begin_and_the_place_is_free_again(app):
    application = planned(seats=1)

    placements.call_off(application, PERSON, NOW + 8 * DAY)

    assert (application.state, application.posting.state) == (JobState.CLOSED, PostingState.PUBLISHED)
    assert owed(application) == {} and "job_left" in to_company(application)
    assert "job_closed" not in to_learner(application)


def test_whoever_applied_for_them_hears_that_it_did_not_begin(app):
    application = confirmed(helper=make.account(OfficeRole.STAFF), posting=make_jobs.posting(starts_on=SOON))

    placements.call_off(application, PERSON, NOW + 8 * DAY)

    assert "job_closed" in [one.facts["news"] for one in told(application, MessageKind.JOB_HELPED)]


def test_the_team_says_what_it_heard_and_both_hear_it(app):
    application = planned()

    placements.start(application, STAFF, NOW, SOON, "learner")

    assert (application.history[-1].role, application.history[-1].why) == ("staff", "learner")
    assert "job_begins" in to_company(application) and "job_starts" in to_learner(application)


def test_before_a_silent_start_counts_as_called_off_the_learner_is_asked(app):
    application = planned()
    promise = open_promise(application, PromiseKind.JOB_START)

    placement_silence.ask_begun(application, promise, NOW + 14 * DAY)

    (asked,) = told(application, MessageKind.JOB_STARTS)
    assert asked.facts["asked"] is True and asked.facts["reply_by"] == promise.reply_by.isoformat()
    placements.start(application, PERSON, NOW + 15 * DAY)
    placement_silence.end_unbegun(application, promise, NOW + 20 * DAY)
    assert application.state == JobState.STARTED


def test_nobody_is_asked_about_what_has_begun(app):
    application = planned()
    promise = open_promise(application, PromiseKind.JOB_START)
    placements.start(application, COMPANY, NOW)
    news = len(told(application))

    placement_silence.ask_begun(application, promise, NOW + 14 * DAY)

    assert len(told(application)) == news


def test_called_off_by_silence_the_company_hears_it_too(app):
    application = planned()

    placement_silence.end_unbegun(application, open_promise(application, PromiseKind.JOB_START), NOW + 20 * DAY)

    assert application.state == JobState.CLOSED
    assert "job_closed" in to_learner(application) and "job_left" in to_company(application)


def test_what_the_company_calls_off_it_is_not_told(app):
    application = planned()

    placements.call_off(application, COMPANY, NOW)

    assert "job_left" not in to_company(application)


def test_the_team_says_how_it_ended_when_the_company_never_does(app):
    application = planned()
    placements.start(application, COMPANY, NOW + 7 * DAY)

    placements.assess(application, Outcome.COMPLETED, None, Hired.NO, None, STAFF, NOW + 60 * DAY)

    assert application.state == JobState.COMPLETED
    assert [one.facts["by"] for one in told(application, MessageKind.JOB_ASSESSED)] == ["staff"]


def test_who_was_said_to_have_begun_and_never_came_is_noted_by_the_team_alone(app):
    application = planned()
    placements.start(application, PERSON, NOW + 7 * DAY)

    with pytest.raises(MoveNotAllowed):
        placements.did_not_come(application, COMPANY, NOW + 8 * DAY)
    placements.did_not_come(application, STAFF, NOW + 8 * DAY, "company")

    assert application.state == JobState.NO_SHOW and list(owed(application)) == ["job_agree"]


def stopped(application, state=CompanyState.SUSPENDED):
    """The company takes part no more."""
    company = application.posting.company
    make.begin_write()
    company.state = state
    closing.close_company(company, "suspended", NOW)


@pytest.mark.parametrize("state", [CompanyState.SUSPENDED, CompanyState.CLOSED])
@pytest.mark.parametrize("begun", [False, True])
def test_of_a_stopped_company_the_team_owes_start_and_end_and_the_learner_hears_it(app, state, begun):
    application = planned()
    if begun:
        placements.start(application, COMPANY, NOW)
    kind = PromiseKind.JOB_END if begun else PromiseKind.JOB_START
    before = open_promise(application, kind)

    stopped(application, state)

    (by,) = owed(application).values()
    assert open_promise(application, kind).owner == Owner.TEAM and by == before.reply_by
    assert application.state == (JobState.STARTED if begun else JobState.CONFIRMED)
    assert told(application, MessageKind.JOB_STARTS)[-1].facts == {"stopped": True}
    assert to_company(application) == []


@pytest.mark.parametrize(
    "verb",
    [
        lambda one: placements.start(one, PERSON, NOW + 8 * DAY),
        lambda one: placements.did_not_come(one, STAFF, NOW + 8 * DAY),
        lambda one: placements.call_off(one, PERSON, NOW + 8 * DAY),
        lambda one: placements.plan(one, SOON + timedelta(days=1), None, STAFF, NOW),
        lambda one: answering.withdraw(one, PERSON, NOW),
    ],
    ids=["begun", "not come", "called off", "other days", "taken back"],
)
def test_a_stopped_company_hears_no_more_of_the_learner(app, verb):
    application = planned()
    stopped(application)

    verb(application)

    assert to_company(application) == []


def test_what_was_to_go_out_in_the_morning_does_not_once_the_company_is_stopped_at_night(app):
    application = invited(helper=make.account(OfficeRole.STAFF))
    interviewing.choose(application, DATES[0], PERSON, NOW + timedelta(hours=12))
    assert "job_date_chosen" in to_company(application)

    stopped(application)

    assert [one.kind for one in told(application) if one.account_id and one.kind != MessageKind.JOB_HELPED] == []
    assert "job_closed" in [one.facts["news"] for one in told(application, MessageKind.JOB_HELPED)]


def test_whoever_applied_for_them_reads_what_is_new_about_the_work(app):
    application = confirmed(helper=make.account(OfficeRole.STAFF), posting=make_jobs.posting(starts_on=SOON))
    promise = open_promise(application, PromiseKind.JOB_START)

    placements.plan(application, SOON + timedelta(days=1), None, COMPANY, NOW)
    placements.send_agreement(application, COMPANY, NOW)
    placement_silence.ask_begun(application, promise, NOW + 14 * DAY)
    placements.start(application, COMPANY, NOW + 15 * DAY)
    placements.assess(application, Outcome.COMPLETED, None, Hired.NO, None, STAFF, NOW + 60 * DAY)

    with speaking("en"):
        said = [worded(one).sentences[0] for one in told(application, MessageKind.JOB_HELPED)][-5:]
    assert said == [
        "The days of work of Nour are set.",
        "The agreement of Nour is ready.",
        "We ask Nour whether the work has begun.",
        "The work of Nour has begun.",
        "The time of Nour at the company is over.",
    ]


def test_what_comes_after_is_owed_by_the_team_too(app):
    application = planned()
    stopped(application)

    placements.plan(application, SOON + timedelta(days=1), None, STAFF, NOW)
    assert open_promise(application, PromiseKind.JOB_START).owner == Owner.TEAM
    placements.start(application, PERSON, NOW + 9 * DAY)

    assert open_promise(application, PromiseKind.JOB_END).owner == Owner.TEAM


def test_a_start_that_is_nearly_due_gives_the_team_some_days_of_its_own(app):
    application = planned()
    make.begin_write()
    open_promise(application, PromiseKind.JOB_START).reply_by = NOW + timedelta(hours=1)

    stopped(application)

    assert owed(application)["job_start"] > NOW + 2 * DAY


def test_who_only_waits_for_an_answer_of_a_stopped_company_is_closed_as_before(app):
    waits = sent()
    asked = offered(posting=waits.posting)

    stopped(waits)

    assert (waits.state, asked.state) == (JobState.CLOSED, JobState.CLOSED)
    assert owed(waits) == {} == owed(asked)
