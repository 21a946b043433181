"""The interview with somebody who offers help: proposed, agreed, another time, silence, and the answer after it."""

from datetime import UTC, timedelta

import pytest

from portal.domain.mentoring import interviews, vetting
from portal.domain.mentoring.interviews import BadDate, Meet, meet
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, invited, kinds, news, offered, owed
from tests.domain.signups.lines import DAY, HOUR, paris

ANSWER, DATE = PromiseKind.VOLUNTEER_INTERVIEW, PromiseKind.VOLUNTEER_DATE


def test_a_date_is_proposed_with_where_and_until_when_to_answer(app):
    volunteer = offered()
    at = invited(volunteer)
    assert (volunteer.state, meet(volunteer)) == ("interview", Meet.PROPOSED)
    assert (owed(volunteer, ANSWER).owner, owed(volunteer, ANSWER).reply_by) == (
        "volunteer",
        paris("2026-11-27 18:00"),
    )
    assert news(volunteer)[-1] == (
        "volunteer_interview",
        {
            "interview_at": at.isoformat(),
            "where": "https://meet.example.org/a",
            "reply_by": paris("2026-11-27 18:00").isoformat(),
            "answer_by": paris("2026-12-08 18:00").isoformat(),
        },
    )


def test_a_date_of_tomorrow_is_answered_before_the_night(app):
    volunteer = offered()
    invited(volunteer, DAY)
    assert owed(volunteer, ANSWER).reply_by == paris("2026-11-24 19:30")


def test_a_late_interview_moves_the_answer_behind_it_and_says_so_at_once(app):
    volunteer = offered()
    invited(volunteer, 21 * DAY)
    assert owed(volunteer).reply_by == paris("2026-12-18 18:00")
    assert news(volunteer)[-1][1]["answer_by"] == paris("2026-12-18 18:00").astimezone(UTC).isoformat()


@pytest.mark.parametrize("ahead", [-HOUR, timedelta(0), 61 * DAY])
def test_a_date_that_is_over_or_too_far_is_refused(app, ahead):
    volunteer = offered()
    with pytest.raises(BadDate):
        interviews.propose(volunteer, NOW + ahead, "here", NOW)
    assert (volunteer.state, kinds(volunteer)) == ("received", [])


def test_yes_is_yes_once_and_nobody_owes_a_date_any_more(app):
    volunteer = offered()
    at = invited(volunteer)
    interviews.agree(volunteer, Role.VOLUNTEER, NOW)
    interviews.agree(volunteer, Role.VOLUNTEER, NOW + HOUR)
    assert (meet(volunteer), volunteer.interview_agreed_at) == (Meet.AGREED, NOW)
    assert kinds(volunteer) == ["volunteer_interview", "volunteer_agreed"]
    assert news(volunteer)[-1][1]["interview_at"] == at.isoformat()
    assert owed(volunteer, ANSWER) is None


def test_another_time_is_owed_by_the_team_with_what_they_wrote(app):
    volunteer = offered()
    invited(volunteer)
    interviews.agree(volunteer, Role.VOLUNTEER, NOW)
    interviews.ask_other_time(volunteer, Role.VOLUNTEER, NOW, "After six in the evening")
    interviews.ask_other_time(volunteer, Role.VOLUNTEER, NOW)
    assert meet(volunteer) is Meet.TO_AGREE
    assert (owed(volunteer, DATE).owner, owed(volunteer, DATE).note) == ("team", "After six in the evening")
    assert owed(volunteer, DATE).reply_by == paris("2026-11-26 18:00")
    assert news(volunteer)[-1][0] == "volunteer_later"
    assert news(volunteer)[-1][1] | {"reply_by": ""} == {"reply_by": "", "asked": True, "date": True}


def test_another_date_answers_the_wish_for_one(app):
    volunteer = offered()
    invited(volunteer)
    interviews.ask_other_time(volunteer, Role.VOLUNTEER, NOW)
    invited(volunteer, 7 * DAY)
    assert (meet(volunteer), owed(volunteer, DATE)) == (Meet.PROPOSED, None)
    assert len(volunteer.history) == 4


def test_silence_makes_the_team_call_and_yes_still_counts(app):
    volunteer = offered()
    invited(volunteer)
    interviews.let_lapse(volunteer, owed(volunteer, ANSWER), NOW + 3 * DAY)
    assert (meet(volunteer), owed(volunteer, DATE).reply_by) == (Meet.TO_AGREE, paris("2026-11-30 18:00"))
    assert news(volunteer)[-1][1]["asked"] is False
    interviews.agree(volunteer, Role.VOLUNTEER, NOW + 3 * DAY)
    assert (meet(volunteer), owed(volunteer, DATE)) == (Meet.AGREED, None)


def test_a_team_that_finds_no_date_leaves_the_date_of_the_answer(app):
    volunteer = offered()
    invited(volunteer)
    interviews.ask_other_time(volunteer, Role.VOLUNTEER, NOW)
    interviews.find_no_date(volunteer, owed(volunteer, DATE), NOW + 2 * DAY)
    assert news(volunteer)[-1][1] == {"reply_by": owed(volunteer).reply_by.isoformat(), "asked": False, "date": False}


def test_an_interview_that_was_held_is_held_also_without_a_date(app):
    volunteer = offered()
    interviews.note_held(volunteer, NOW)
    interviews.note_held(volunteer, NOW)
    assert (volunteer.state, meet(volunteer), len(volunteer.history)) == ("interview", Meet.HELD, 4)


def test_an_agreed_interview_is_not_held_by_the_clock_alone(app):
    volunteer = offered()
    at = invited(volunteer)
    interviews.agree(volunteer, Role.VOLUNTEER, NOW)
    interviews.note_held(volunteer, at + HOUR)
    assert (volunteer.interview_at, meet(volunteer)) == (at, Meet.HELD)


def test_once_it_is_over_there_is_no_yes_to_it(app):
    volunteer = offered()
    at = invited(volunteer)
    with pytest.raises(BadDate):
        interviews.agree(volunteer, Role.VOLUNTEER, at)


def test_after_the_answer_no_date_is_proposed_or_answered(app):
    volunteer = approved()
    refused = offered()
    invited(refused)
    vetting.decline(refused, vetting.Refusal.FULL, NOW)
    for verb in (
        lambda: interviews.propose(volunteer, NOW + DAY, "here", NOW),
        lambda: interviews.note_held(volunteer, NOW),
        lambda: interviews.agree(refused, Role.VOLUNTEER, NOW),
        lambda: interviews.ask_other_time(refused, Role.VOLUNTEER, NOW),
    ):
        with pytest.raises(MoveNotAllowed):
            verb()
    assert (volunteer.state, refused.state) == ("approved", "declined")
