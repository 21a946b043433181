"""Offers to help while the clock moves and the team is silent: reminded, passed on, ended; told at each turn."""

from datetime import timedelta

from portal.database import db
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, invited, kinds, offered, owed
from tests.domain.signups.lines import paris
from tests.worker.office import messages


def works(office, *moments):
    """The worker comes by at these moments, on the wall of Paris."""
    for wall in moments:
        office.work(paris(wall))


def again(volunteer) -> Volunteer:
    return db.session.get(Volunteer, volunteer.id)


def test_a_silent_team_is_reminded_then_the_whole_team_owes_it_and_at_last_it_ends_with_a_word(office):
    volunteer = offered()

    works(office, "2026-11-24 10:00", "2026-12-03 18:00", "2026-12-06 18:00", "2026-12-07 18:00", "2026-12-08 17:00")
    assert (again(volunteer).state, kinds(volunteer)) == ("received", [])
    assert len(messages("staff_owes")) == 4
    works(office, "2026-12-08 18:00")
    assert kinds(volunteer) == ["volunteer_later"]
    assert owed(volunteer).reply_by == paris("2026-12-11 18:00")
    works(office, "2026-12-11 18:00")

    assert (again(volunteer).state, kinds(volunteer)[-1], owed(volunteer)) == ("lapsed", "volunteer_over", None)


def test_who_does_not_answer_a_date_is_reminded_called_and_has_the_answer_all_the_same(office):
    volunteer = offered()
    invited(volunteer, timedelta(days=9))

    works(office, "2026-11-26 18:00")
    assert kinds(volunteer) == ["volunteer_interview"] * 2
    works(office, "2026-11-27 18:00")
    assert (kinds(volunteer)[-1], owed(volunteer, PromiseKind.VOLUNTEER_INTERVIEW)) == ("volunteer_later", None)
    assert owed(volunteer, PromiseKind.VOLUNTEER_DATE).reply_by == paris("2026-11-30 18:00")
    works(office, "2026-11-30 18:00", "2026-12-01 18:00")

    assert owed(volunteer, PromiseKind.VOLUNTEER_DATE) is None
    assert again(volunteer).state == "interview" and owed(volunteer).reply_by == paris("2026-12-08 18:00")
    assert kinds(volunteer)[-1] == "volunteer_later"


def test_a_check_that_nobody_makes_again_is_announced_stops_them_and_says_whom_to_call(office):
    volunteer = approved(until=(NOW + timedelta(days=12)).date())

    works(office, "2026-11-24 11:00")
    assert kinds(volunteer)[-1] == "volunteer_check"
    works(office, "2026-12-07 10:00")
    assert (again(volunteer).state, again(volunteer).history[-1].role) == ("paused", Role.RULE)
    works(office, "2026-12-21 18:00", "2026-12-28 18:00")

    assert kinds(volunteer)[-3:] == ["volunteer_paused"] * 3
    assert again(volunteer).state == "paused"
    assert owed(volunteer, PromiseKind.VOLUNTEER_CHECK) is None
