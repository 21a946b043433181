"""Looking for people: by the beginning of a name in any spelling, by code, by contact; at one's own places only."""

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.roles import Powers
from portal.domain.signups.people import (
    ContactsChanged,
    Correction,
    correct_contact,
    known_by,
    looked_for,
    mark_shared,
    sharing,
)
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages

PHONE = read_phone("06 12 34 56 78", "FR")
OTHER = read_phone("07 66 38 74 96", "FR")
ALL = Powers(everywhere=True)


def found(typed, reach=None, powers=ALL):
    return [person.first_name for person in db.session.scalars(looked_for(typed, reach, powers))]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoé", "zo"),
        ("Zoé", "ZOE"),
        ("Jean-Luc", "jean luc"),
        ("مُحَمَّد", "محم"),
        ("علی", "علي"),
        ("Олена", "оле"),
        ("Łucja", "lucja"),
    ],
)
def test_a_name_is_found_by_its_beginning_however_it_is_spelt(app, name, typed):
    make.sign_up(first_name=name)
    make.sign_up(first_name="Abou")

    assert found(typed) == [name]


def test_a_code_in_any_spelling_finds_whoever_holds_it(app):
    sign_up = make.sign_up()
    make.sign_up(first_name="Sami")

    assert found(f" {sign_up.code[:4].lower()}-{sign_up.code[4:]}") == ["Nour"]


def test_a_contact_finds_everybody_who_gave_it_and_nobody_else(app):
    make.sign_up(reach=PHONE)
    make.sign_up(first_name="Sami", reach=PHONE)
    make.sign_up(first_name="Adam", reach=OTHER)

    assert found("+33 6 12 34 56 78", PHONE) == ["Sami", "Nour"]


def test_a_team_finds_the_people_of_its_own_places_only(app):
    here, elsewhere = make.sign_up(), make.sign_up(first_name="Noura", reach=PHONE)
    powers = Powers(places=frozenset({here.course_session.place_id}))

    assert found("nou", powers=powers) == ["Nour"]
    assert found("", powers=powers) == ["Nour"]
    assert found(elsewhere.code, powers=powers) == found("x", PHONE, powers) == []


def test_a_corrected_contact_holds_for_all_bookings_and_for_what_waits_to_go_out(app):
    person = make.sign_up(reach=PHONE).person

    correct_contact(person, Correction(OTHER, known_by(person), person.contacts[0].id), NOW)
    db.session.commit()

    assert [one.value for one in person.contacts] == [OTHER.value]
    assert [one.address_digest for one in messages()] == [OTHER.digest]


def test_without_any_contact_left_what_waits_is_on_the_card(app):
    person = make.sign_up(reach=PHONE).person

    correct_contact(person, Correction(None, known_by(person), person.contacts[0].id), NOW)

    assert [(one.state, one.address_digest) for one in messages()] == [("card", None)]


def test_whoever_corrects_what_another_corrected_meanwhile_is_told(app):
    person = make.sign_up(reach=PHONE).person
    seen = known_by(person)
    correct_contact(person, Correction(OTHER, seen), NOW)
    db.session.commit()

    with pytest.raises(ContactsChanged):
        correct_contact(person, Correction(read_email("a@example.org"), seen), NOW)


def test_who_shares_a_phone_is_seen_and_it_can_be_marked(app):
    sign_up = make.sign_up(reach=PHONE)
    make.sign_up(first_name="Sami", reach=PHONE)
    contact = sign_up.person.contacts[0]

    mark_shared(contact, True)
    db.session.commit()

    assert contact.shared
    assert [one.first_name for one in sharing(contact)] == ["Sami"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")
def test_looking_walks_an_index_and_not_the_table(app):
    compiled = looked_for("nou", None, ALL).compile(db.engine, compile_kwargs={"literal_binds": True})

    plan = " ".join(str(row) for row in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}"))

    assert "USING INDEX ix_person_name_folded" in plan
