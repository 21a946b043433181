"""Once both said yes: the agreement, the start, how it went, and half a year after; whatever nobody says ends too."""

from datetime import date, timedelta

import pytest

from portal.domain.jobs import placement_after, placement_silence, placements
from portal.domain.jobs.choices import Hired, Outcome, Situation
from portal.domain.jobs.placement_after import AFTER
from portal.domain.jobs.placement_owed import SOON, placement_of
from portal.domain.jobs.placements import AlreadySaid, BadDates, Fault, NotYet, Signer
from portal.domain.jobs.states import JobState, PostingState
from portal.domain.jobs.told import about_application
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.made import open_about
from tests import make_jobs
from tests.conftest import NOW
from tests.domain.jobs.answers import DAY, confirmed, in_state, owed, sent, to_company, to_learner, told

COMPANY, PERSON = Role.COMPANY, Role.PERSON
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 18)
TODAY = NOW.date()


def started(**facts):
    application = confirmed(**facts)
    placements.start(application, COMPANY, NOW)
    return application


def completed(outcome=Outcome.COMPLETED, hired=Hired.NO):
    application = started()
    placements.assess(application, outcome, "Quick and kind.", hired, LAST, COMPANY, NOW)
    return application


def signed_by(application):
    """Who has signed the agreement."""
    placement = placement_of(application)
    return [who.value for who in Signer if getattr(placement, f"{who}_signed_at")]


def test_with_the_second_yes_the_company_owes_the_start(app):
    application = confirmed(posting=make_jobs.posting(starts_on=FIRST, ends_on=LAST))

    placement = placement_of(application)

    assert (placement.starts_on, placement.ends_on) == (FIRST, LAST)
    assert owed(application)["job_start"].date() == date(2026, 12, 14)


def test_begun_twice_is_one_placement(app):
    application = confirmed()

    assert placements.begin(application, NOW) is placement_of(application)
    assert list(owed(application)) == ["job_start"]


def test_new_days_move_what_is_owed_and_the_learner_hears_them(app):
    application = confirmed()

    for _ in range(2):
        placements.plan(application, FIRST, LAST, COMPANY, NOW)

    assert owed(application)["job_start"].date() == date(2026, 12, 14)
    assert [one.facts["ends_on"] for one in told(application, MessageKind.JOB_STARTS)] == ["2026-12-18"]


@pytest.mark.parametrize(("role", "hears"), [(COMPANY, False), (Role.STAFF, True)])
def test_days_and_an_agreement_of_the_team_reach_the_company_too_and_all_read_whose_they_are(app, role, hears):
    application = confirmed()

    placements.plan(application, FIRST, LAST, role, NOW)
    placements.send_agreement(application, role, NOW)

    for_nour = [one.facts for one in told(application, MessageKind.JOB_STARTS)]
    assert for_nour == [
        {"starts_on": "2026-12-07", "ends_on": "2026-12-18", "by": role.value},
        {"agreement": True, "by": role.value},
    ]
    assert [one.facts for one in told(application, MessageKind.JOB_BEGINS)] == (for_nour if hears else [])


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        (LAST, FIRST, Fault.ENDS_FIRST),
        (TODAY - DAY, None, Fault.BEFORE),
        (TODAY + timedelta(days=367), None, Fault.FAR_AHEAD),
        (FIRST, FIRST + timedelta(days=732), Fault.TOO_LONG),
        (TODAY, TODAY + timedelta(days=731), None),
        (TODAY + timedelta(days=366), None, None),
    ],
)
def test_a_placement_begins_within_a_year_of_the_application_and_lasts_two_at_most(app, first, last, fault):
    application = confirmed()
    if fault:
        with pytest.raises(BadDates) as refusal:
            placements.plan(application, first, last, COMPANY, NOW)
        assert refusal.value.fault == fault
        first, last = None, None
    else:
        placements.plan(application, first, last, COMPANY, NOW)

    assert (placement_of(application).starts_on, placement_of(application).ends_on) == (first, last)


def test_the_agreement_is_signed_once_all_three_did(app):
    application = confirmed()
    placements.send_agreement(application, COMPANY, NOW)
    placements.send_agreement(application, COMPANY, NOW + DAY)

    seen = []
    for who in Signer:
        placements.sign(application, who, PERSON, NOW)
        seen.append(signed_by(application))

    assert seen == [["company"], ["company", "learner"], ["company", "learner", "ours"]]
    assert placement_of(application).agreement_sent_at == NOW
    assert len(told(application, MessageKind.JOB_STARTS)) == 1
    placements.sign(application, Signer.OURS, Role.STAFF, NOW, signed=False)
    assert signed_by(application) == ["company", "learner"]


def test_the_start_ends_one_wait_and_begins_another(app):
    application = confirmed(posting=make_jobs.posting(starts_on=FIRST, ends_on=LAST))

    for _ in range(2):
        placements.start(application, COMPANY, NOW)

    assert application.state == JobState.STARTED
    assert owed(application)["job_end"].date() == date(2026, 12, 28)
    assert list(owed(application)) == ["job_end"]


def test_work_without_an_end_is_looked_back_on_after_three_months(app):
    application = started(posting=make_jobs.posting(starts_on=FIRST))

    assert owed(application)["job_end"].date() == date(2027, 3, 17)


def test_how_it_went_is_asked_of_the_learner_too(app):
    application = completed(Outcome.PARTLY, Hired.FIXED_TERM)

    placement = placement_of(application)

    assert (placement.outcome, placement.hired, placement.hired_on) == (Outcome.PARTLY, Hired.FIXED_TERM, LAST)
    assert list(owed(application)) == ["job_agree"]
    (news,) = told(application, MessageKind.JOB_ASSESSED)
    assert news.facts["outcome"] == "partly"


def test_who_is_not_hired_has_no_first_day(app):
    assert placement_of(completed(hired=Hired.NO)).hired_on is None


@pytest.mark.parametrize("role", [COMPANY, Role.STAFF])
@pytest.mark.parametrize(("starts_on", "first"), [(FIRST, FIRST), (None, TODAY + timedelta(days=7))])
def test_before_the_first_day_nobody_is_said_not_to_have_come(app, starts_on, first, role):
    application = confirmed(posting=make_jobs.posting(starts_on=starts_on))
    day = NOW + (first - TODAY)

    with pytest.raises(NotYet) as refusal:
        placements.did_not_come(application, role, day - DAY)
    assert (refusal.value.first, application.state) == (first, JobState.CONFIRMED)
    placements.did_not_come(application, role, day)

    assert application.state == JobState.NO_SHOW


def test_who_did_not_come_is_asked_what_happened(app):
    application = confirmed(posting=make_jobs.posting(starts_on=TODAY))

    placements.did_not_come(application, COMPANY, NOW)

    assert application.state == JobState.NO_SHOW and placement_of(application).outcome == Outcome.NO_SHOW
    assert list(owed(application)) == ["job_agree"]


def test_called_off_the_learner_hears_it_and_the_place_is_free(app):
    application = confirmed(posting=make_jobs.posting(seats=1))
    assert application.posting.state == PostingState.FILLED

    placements.call_off(application, COMPANY, NOW)

    assert (application.state, application.posting.state) == (JobState.CLOSED, PostingState.PUBLISHED)
    assert [one.facts for one in told(application, MessageKind.JOB_CLOSED)] == [{"why": "called_off"}]
    assert owed(application) == {}


def test_the_learner_says_once_how_it_was(app):
    application = completed()

    placements.say_agreement(application, False, "It was loud.", PERSON, NOW)
    with pytest.raises(AlreadySaid):
        placements.say_agreement(application, True, None, PERSON, NOW)

    placement = placement_of(application)
    assert (placement.learner_agrees, placement.learner_words) == (False, "It was loud.")
    assert owed(application) == {}


def test_half_a_year_after_the_end_everybody_is_asked_once(app):
    application = completed()
    ended = placement_of(application).ends_on
    assert ended == NOW.date()
    later_on = NOW + AFTER

    assert placement_after.to_ask_after(later_on - DAY) == []
    assert placement_after.to_ask_after(later_on) == [application.id]
    assert [placement_after.ask_after(application, later_on) for _ in range(2)] == [1, 0]

    assert placement_after.to_ask_after(later_on + DAY) == []
    assert "job_after" in owed(application) and len(told(application, MessageKind.JOB_AFTER)) == 1


def test_of_where_they_stand_the_last_word_counts(app):
    application = completed()
    placement_after.ask_after(application, NOW + AFTER)

    for situation in (Situation.LOOKING, Situation.TRAINING):
        placement_after.say_after(application, situation, PERSON, NOW + AFTER)

    assert placement_of(application).after == Situation.TRAINING
    assert "job_after" not in owed(application)


def test_a_start_that_nobody_says_did_not_come_about(app):
    application = confirmed()

    placement_silence.end_unbegun(application, open_about(about_application(application)), NOW + SOON)

    assert application.state == JobState.CLOSED and "job_closed" in to_learner(application)


def test_an_end_that_nobody_says_is_one_all_the_same(app):
    application = started()

    placement_silence.end_unassessed(application, open_about(about_application(application)), NOW + 100 * DAY)

    assert application.state == JobState.COMPLETED and placement_of(application).outcome == Outcome.UNSAID
    assert list(owed(application)) == ["job_agree"]


def test_the_company_is_reminded_of_what_it_owes_and_the_learner_of_theirs(app):
    waits, runs, over = confirmed(), started(), completed()

    for one in (waits, runs):
        placement_silence.remind_company(one, open_about(about_application(one)), NOW)
    before = len(told(over, MessageKind.JOB_ASSESSED))
    placement_silence.remind_learner(over, open_about(about_application(over)), NOW)

    assert "job_begins" in to_company(waits) and "job_assess" in to_company(runs)
    assert len(told(over, MessageKind.JOB_ASSESSED)) == before + 1


@pytest.mark.parametrize("state", [one for one in JobState if one not in {JobState.CONFIRMED, JobState.STARTED}])
def test_only_what_both_agreed_on_is_planned_and_signed(app, state):
    application = in_state(state)

    for verb in (
        lambda: placements.plan(application, FIRST, LAST, COMPANY, NOW),
        lambda: placements.send_agreement(application, COMPANY, NOW),
        lambda: placements.sign(application, Signer.COMPANY, COMPANY, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()
    assert placement_of(application) is None


def test_nothing_is_said_of_what_has_not_begun(app):
    application = sent()

    for verb in (
        lambda: placements.start(application, COMPANY, NOW),
        lambda: placements.assess(application, Outcome.PARTLY, None, Hired.NO, None, COMPANY, NOW),
        lambda: placements.say_agreement(application, True, None, PERSON, NOW),
        lambda: placement_after.say_after(application, Situation.OTHER, PERSON, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()
