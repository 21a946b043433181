"""Correcting how one is reached: for this booking, and for no other."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import find_person
from portal.domain.messages.queue import sent
from portal.domain.signups.changes import change_contact
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.seats import AlreadySignedUp
from tests import make
from tests.domain.signups import lines

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


def test_who_waits_and_corrects_their_number_keeps_what_they_were_promised_and_hears_of_it_there(app):
    session, _ = lines.full()
    nour = lines.join(session, reach=PHONE)
    old = nour.person_id

    change_contact(nour, EMAIL, clock.now())
    db.session.commit()

    assert db.session.get(Person, old) is None
    assert [(owed.kind, owed.state, owed.person_id) for owed in lines.promises(nour)] == [
        ("waiting", "open", nour.person_id)
    ]
    (joined,) = lines.messages(nour)
    assert (joined.channel, joined.address, joined.person_id) == ("email", "nour@example.org", nour.person_id)
    assert joined.address_digest == EMAIL.digest


def test_what_went_out_already_went_where_it_went(app):
    sign_up = make.sign_up(reach=PHONE)
    (told,) = lines.messages(sign_up)
    sent(told, clock.now(), 1)
    db.session.commit()

    change_contact(sign_up, EMAIL, clock.now())

    assert (told.state, told.channel, told.address) == ("sent", "text", PHONE.value)
    assert told.person_id == sign_up.person_id


def test_what_still_waits_to_go_out_to_a_contact_that_is_taken_back_is_on_the_card(app):
    sign_up = make.sign_up(reach=PHONE)

    change_contact(sign_up, None, clock.now())

    assert lines.news(sign_up) == [("seat_confirmed", "card")]
    assert (lines.messages(sign_up)[0].address, lines.messages(sign_up)[0].channel) == (None, "card")


def test_a_call_asked_for_before_is_still_owed_at_the_number_that_was_given_then(app):
    asked = ask_call(Asker("Nour", PHONE, "fr"), None, ZoneInfo("Europe/Paris"), clock.now())
    db.session.commit()
    sign_up = make.sign_up(reach=PHONE)
    assert sign_up.person_id == asked.person_id

    change_contact(sign_up, EMAIL, clock.now())
    db.session.commit()

    assert (asked.state, asked.person_id) == ("open", find_person("nour", PHONE).id)
    assert reached_by(sign_up) == ["nour@example.org"]
