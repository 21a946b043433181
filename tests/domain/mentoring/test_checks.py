"""The checks of a volunteer: recorded, corrected, announced before they end, and what their end brings."""

import pytest

from portal.database import db
from portal.domain.mentoring import checks, vetting
from portal.domain.mentoring.checks import Stands, stands
from portal.domain.mentoring.volunteer_models import CheckKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import redate
from tests.conftest import NOW
from tests.domain.mentoring.offers import approved, kinds, news, offered, owed
from tests.domain.signups.lines import DAY, paris

TODAY = NOW.date()
OWED = PromiseKind.VOLUNTEER_CHECK


def look_after(volunteer, now):
    steps = checks.look_after(volunteer, now)
    db.session.commit()
    return steps


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, Stands.HOLDS),
        (TODAY + 31 * DAY, Stands.HOLDS),
        (TODAY + 30 * DAY, Stands.ENDS_SOON),
        (TODAY, Stands.ENDS_SOON),
        (TODAY - DAY, Stands.OVER),
    ],
)
def test_a_check_holds_until_its_last_day(app, until, expected):
    volunteer = offered()
    checks.record(volunteer, CheckKind.BACKGROUND, TODAY - 9 * DAY, until, None, NOW)
    assert stands(volunteer, CheckKind.BACKGROUND, TODAY) is expected
    assert stands(volunteer, CheckKind.REFERENCES, TODAY) is Stands.MISSING
    assert stands(volunteer, CheckKind.CHARTER, TODAY) is Stands.HOLDS


@pytest.mark.parametrize(("done", "until"), [(TODAY + DAY, None), (TODAY, TODAY - DAY)])
def test_dates_that_cannot_be_are_refused(app, done, until):
    volunteer = offered()
    with pytest.raises(checks.BadCheck):
        checks.record(volunteer, CheckKind.BACKGROUND, done, until, None, NOW)
    assert volunteer.checks == []


def test_the_newest_check_of_a_kind_counts_and_can_be_corrected(app):
    volunteer = offered()
    checks.record(volunteer, CheckKind.BACKGROUND, TODAY, TODAY, None, NOW)
    new = checks.record(volunteer, CheckKind.BACKGROUND, TODAY, TODAY + 90 * DAY, None, NOW)
    assert stands(volunteer, CheckKind.BACKGROUND, TODAY) is Stands.HOLDS
    checks.correct(new, TODAY - 9 * DAY, TODAY - DAY, NOW)
    assert stands(volunteer, CheckKind.BACKGROUND, TODAY) is Stands.OVER


def test_an_end_is_announced_a_month_ahead_to_them_and_to_the_team_once(app):
    until = TODAY + 40 * DAY
    volunteer = approved(until=until)
    assert checks.with_ends(NOW + 9 * DAY) == []
    assert look_after(volunteer, NOW + 9 * DAY) == 0
    assert checks.with_ends(NOW + 10 * DAY) == [volunteer.id]
    assert [look_after(volunteer, NOW + day * DAY) for day in (10, 11)] == [1, 0]
    assert news(volunteer)[-1] == ("volunteer_check", {"check": "background", "until": until.isoformat()})
    assert kinds(volunteer).count("volunteer_check") == 1
    # The third of January 2027 is a Sunday.
    assert (owed(volunteer, OWED).owner, owed(volunteer, OWED).reply_by) == ("team", paris("2027-01-04 18:00"))


def test_a_check_made_in_time_settles_it(app):
    volunteer = approved(until=TODAY + 20 * DAY)
    look_after(volunteer, NOW)
    checks.record(volunteer, CheckKind.BACKGROUND, TODAY, TODAY + 700 * DAY, None, NOW + DAY)
    assert (volunteer.state, owed(volunteer, OWED)) == ("approved", None)
    assert look_after(volunteer, NOW + DAY) == 0


def test_the_day_after_its_end_they_are_on_a_break_and_hear_until_when_it_is_made_again(app):
    volunteer = approved(until=TODAY)
    assert look_after(volunteer, NOW) == 1
    assert volunteer.state == "approved"
    assert [look_after(volunteer, NOW + day * DAY) for day in (1, 2)] == [1, 0]
    assert (volunteer.state, volunteer.history[-1].why, volunteer.history[-1].role) == ("paused", "check", "rule")
    by = paris("2026-12-09 18:00")
    assert owed(volunteer, OWED).reply_by == by
    assert news(volunteer)[-1] == ("volunteer_paused", {"why": "check", "reply_by": by.isoformat()})


def test_a_new_check_brings_them_back(app):
    volunteer = approved(until=TODAY)
    look_after(volunteer, NOW + DAY)
    checks.record(volunteer, CheckKind.BACKGROUND, TODAY, TODAY + 365 * DAY, None, NOW + DAY)
    assert (volunteer.state, kinds(volunteer)[-1], owed(volunteer, OWED)) == ("approved", "volunteer_back", None)


def test_a_new_check_does_not_end_a_break_they_chose(app):
    volunteer = approved(until=TODAY)
    vetting.pause(volunteer, Role.VOLUNTEER, NOW)
    look_after(volunteer, NOW + DAY)
    checks.record(volunteer, CheckKind.BACKGROUND, TODAY, None, None, NOW + DAY)
    assert (volunteer.state, "volunteer_back" in kinds(volunteer)) == ("paused", False)


def test_who_waits_for_a_check_hears_the_new_date_and_at_the_end_whom_to_call(app):
    volunteer = approved(until=TODAY)
    look_after(volunteer, NOW + DAY)
    again = owed(volunteer, OWED)
    redate(again, NOW + 20 * DAY, None, NOW)
    checks.say_later(volunteer, again, NOW + 15 * DAY)
    assert news(volunteer)[-1][1] == {"why": "check", "reply_by": (NOW + 20 * DAY).isoformat()}
    checks.end_unmade(volunteer, again, NOW + 20 * DAY)
    assert (volunteer.state, news(volunteer)[-1]) == ("paused", ("volunteer_paused", {"why": "nobody"}))
