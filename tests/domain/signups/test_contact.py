"""Correcting how one is reached: for this booking, and for no other."""

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import find_person
from portal.domain.signups.changes import change_contact
from portal.domain.signups.seats import AlreadySignedUp
from tests import make

PHONE = read_phone("06 12 34 56 78", "FR")
EMAIL = read_email("nour@example.org")


def reached_by(sign_up):
    return [contact.value for contact in sign_up.person.contacts]


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_new_contact_finds_the_person_and_the_old_one_is_gone(app):
    sign_up = make.sign_up(reach=PHONE)

    change_contact(sign_up, EMAIL, clock.now())

    assert reached_by(sign_up) == ["nour@example.org"]
    assert find_person("nour", EMAIL) is sign_up.person
    assert find_person("nour", PHONE) is None
    assert (how_many(Person), how_many(Contact)) == (1, 1)


def test_a_contact_can_be_taken_back(app):
    sign_up = make.sign_up(reach=PHONE)

    change_contact(sign_up, None, clock.now())

    assert reached_by(sign_up) == []
    assert (how_many(Person), how_many(Contact)) == (1, 0)


def test_the_same_contact_again_changes_nothing(app):
    sign_up = make.sign_up(reach=PHONE)
    before = sign_up.person

    change_contact(sign_up, PHONE, clock.now())

    assert sign_up.person is before


def test_who_books_under_somebody_elses_name_and_number_cannot_turn_their_news_away(app):
    hers = make.sign_up(reach=PHONE)
    in_her_name = make.sign_up(reach=PHONE)

    change_contact(in_her_name, EMAIL, clock.now())
    db.session.commit()

    assert reached_by(hers) == ["+33612345678"]
    assert reached_by(in_her_name) == ["nour@example.org"]


def test_a_person_is_not_given_two_seats_in_one_session_by_a_new_contact(app):
    session = make.course_session()
    make.sign_up(session, reach=EMAIL)
    second = make.sign_up(session, reach=PHONE)

    with pytest.raises(AlreadySignedUp):
        change_contact(second, EMAIL, clock.now())
