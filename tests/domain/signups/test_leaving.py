"""Thirty days before somebody's data leaves they are told once, and whoever answers stays."""

from datetime import timedelta

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Person
from portal.domain.auditlog.write import Actor, Way
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from portal.domain.signups.leaving import NOTICE, tell_leaving, to_tell
from portal.domain.signups.retention import clear, stay
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages

PHONE = read_phone("06 12 34 56 78", "FR")
TWO_YEARS = timedelta(days=24 * 30.44)
DAY = timedelta(days=1)


def came():
    """Somebody who came to a workshop, and is reached for what comes after."""
    sign_up = make.sign_up(make.course_session(timedelta(minutes=1)), reach=PHONE)
    day = sign_up.course_session.dates[0]
    begin_write()
    db.session.add(
        Attendance(sign_up_id=sign_up.id, session_date_id=day.id, half=Half.MORNING, mark=Mark.PRESENT, ticked_at=NOW)
    )
    db.session.commit()
    return sign_up.person


def told(now):
    for number in to_tell(now):
        tell_leaving(db.session.get(Person, number), now)
    db.session.commit()
    return [one.kind for one in messages("data_leaves")]


def test_whoever_came_keeps_their_contact_as_long_as_they_are_known(app):
    person = came()

    clear(NOW + timedelta(days=200))
    db.session.commit()
    db.session.expire_all()

    assert len(person.contacts) == 1


def test_they_are_told_once_thirty_days_before(app):
    came()

    assert told(NOW + TWO_YEARS - NOTICE - DAY) == []
    assert told(NOW + TWO_YEARS - NOTICE + DAY) == ["data_leaves"]
    assert told(NOW + TWO_YEARS - NOTICE + 2 * DAY) == ["data_leaves"]


def test_whoever_says_that_they_stay_stays_two_years_more_and_is_told_again_before(app):
    person = came()
    told(NOW + TWO_YEARS - NOTICE + DAY)

    stay(person, NOW + TWO_YEARS - 5 * DAY, Actor(Way.PERSON))
    db.session.commit()

    assert person.notice_at is None
    assert "people" not in clear(NOW + TWO_YEARS + 5 * DAY)
    db.session.commit()
    assert told(NOW + 2 * TWO_YEARS - NOTICE) == ["data_leaves", "data_leaves"]


def test_whoever_books_meanwhile_is_not_told(app):
    came()
    make.take_seat(
        make.course_session(TWO_YEARS), make.seat_request(reach=PHONE), NOW + TWO_YEARS - timedelta(days=60)
    )
    db.session.commit()

    assert told(NOW + TWO_YEARS - NOTICE + DAY) == []


def test_whoever_does_not_answer_goes_with_everything(app):
    came()
    told(NOW + TWO_YEARS - NOTICE + DAY)

    assert clear(NOW + TWO_YEARS + 2 * DAY)["people"] == 1
