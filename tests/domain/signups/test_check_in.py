"""A trainer's link: for one course session, until a date, shown again whenever the team wants."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from portal.database import db
from portal.domain.signups.attendance_models import CheckInLink
from portal.domain.signups.check_in import (
    by_token,
    end_link,
    is_open,
    link_token,
    make_link,
    may_send_late,
)
from tests import make
from tests.conftest import NOW

DAY = timedelta(days=1)


def made(starts=timedelta(minutes=10), **facts):
    link = make_link(make.course_session(starts, **facts), "Awa", None, NOW)
    db.session.commit()
    return link


def test_a_link_opens_until_the_day_after_the_last_date_is_over(app):
    link = made(dates=2)
    assert link.until == datetime(2026, 12, 2, 23, 59, tzinfo=ZoneInfo("Europe/Paris"))
    assert is_open(link, link.until - timedelta(seconds=1))
    assert not is_open(link, link.until)


def test_a_link_made_when_all_is_over_opens_for_a_week(app):
    link = made(-3 * DAY)
    assert link.until == NOW + 7 * DAY


def test_a_link_is_found_by_its_token_and_by_no_other(app):
    link = made()
    assert by_token(link_token(link)) is link
    assert by_token("a" * 12) is None
    assert link_token(made()) != link_token(link)


def test_the_database_holds_no_token(app):
    link = made()
    row = db.session.execute(db.select(CheckInLink.__table__)).one()
    assert link_token(link) not in " ".join(map(str, row))


def test_a_link_that_was_ended_opens_nothing_and_lets_nothing_arrive_late(app):
    link = made()
    end_link(link, NOW)
    end_link(link, NOW + DAY)
    assert (link.revoked_at, is_open(link, NOW), may_send_late(link, NOW)) == (NOW, False, False)


def test_what_was_ticked_in_time_may_arrive_within_a_week(app):
    link = made()
    assert may_send_late(link, link.until + 6 * DAY)
    assert not may_send_late(link, link.until + 8 * DAY)
