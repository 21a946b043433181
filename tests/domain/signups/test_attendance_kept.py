"""How long it is known who was there, and what it keeps: whoever came is reached for longer."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Person
from portal.domain.signups.attendance import By, Tick, Ticker, marks_of, take
from portal.domain.signups.attendance_models import CheckInLink, Half, Mark
from portal.domain.signups.check_in import make_link
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.retention import clear
from tests import make
from tests.conftest import NOW

MONTH = timedelta(days=30.44)


@pytest.fixture
def session(app):
    return make.course_session(timedelta(minutes=10))


def marked(session, mark):
    sign_up = make.sign_up(session, reach=read_phone("0612345678", "FR"))
    take(Tick("a" * 16, sign_up, session.dates[0], Half.MORNING, mark, NOW), By(Ticker.TEAM), NOW)
    db.session.commit()
    return sign_up


def after(months):
    clear(NOW + months * MONTH)
    db.session.commit()
    db.session.expire_all()


@pytest.mark.parametrize("mark", [Mark.ABSENT, Mark.EXCUSED])
def test_the_contact_of_somebody_who_did_not_come_goes_after_six_months(session, mark):
    sign_up = marked(session, mark)
    after(7)
    assert sign_up.person.contacts == []
    assert marks_of(session)


def test_the_contact_of_somebody_who_came_stays_for_two_years(session):
    sign_up = marked(session, Mark.PRESENT)
    after(23)
    assert len(sign_up.person.contacts) == 1


def test_after_two_years_nobody_knows_who_was_there_and_the_figure_stays(session):
    marked(session, Mark.PRESENT)
    after(25)
    assert set(db.session.scalars(db.select(Person.first_name))) == {NOBODY}
    assert len(marks_of(session)) == 1


def test_the_name_on_a_trainers_link_goes_two_years_after_the_link_ended(session):
    make_link(session, "Awa", None, NOW)
    db.session.commit()
    after(23)
    assert db.session.scalar(db.select(CheckInLink.name)) == "Awa"
    after(25)
    assert db.session.scalar(db.select(CheckInLink.name)) is None
