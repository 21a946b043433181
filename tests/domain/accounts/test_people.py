"""Who is the same person: same contact and same name, however the name is spelt."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.names import fold_name
from portal.domain.accounts.people import find_or_add_person, find_person

PHONE = read_phone("06 12 34 56 78", "FR")
OTHER_PHONE = read_phone("07 66 38 74 96", "FR")
EMAIL = read_email("family@example.org")


def person(name, reach=PHONE):
    found = find_or_add_person(name, reach, clock.now())
    db.session.flush()
    return found


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Zoé", "Zoé"),
        ("Zoé", "ZOE"),
        ("Zoé", "zoe\u0301"),
        ("Zoé", " Zoé "),
        ("Jean-Luc", "jean luc"),
        ("N'Golo", "N’golo"),
        ("Strauß", "STRAUSS"),
        ("İpek", "ipek"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("Олена", "ОЛЕНА"),
        ("রিনা", "রিনা "),
    ],
)
def test_the_same_contact_and_the_same_name_is_the_same_person(app, first, again):
    assert person(first) is person(again)
    assert (how_many(Person), how_many(Contact)) == (1, 1)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nour", "Sami"),
        ("Nour", "Noura"),
        ("Anne", "Anne Marie"),
        ("محمد", "محمود"),
        ("রিনা", "রানা"),
        ("सीता", "सुता"),
        ("கமலா", "கமலி"),
    ],
)
def test_another_name_with_the_same_contact_is_somebody_else(app, one, two):
    assert person(one) is not person(two)
    assert how_many(Person) == 2


def test_a_family_of_three_shares_a_phone_and_each_is_found_again(app):
    family = {name: person(name).id for name in ("Nour", "Sami", "Leïla")}

    assert {name: find_person(name, PHONE).id for name in family} == family


def test_the_same_name_with_another_contact_is_somebody_else(app):
    assert len({person("Nour", reach).id for reach in (PHONE, OTHER_PHONE, EMAIL)}) == 3


def test_without_a_contact_it_is_always_somebody_new(app):
    assert person("Nour", None) is not person("Nour", None)
    assert person("Nour", None) is not person("Nour")
    assert how_many(Contact) == 1


@given(st.text(st.characters()))
@settings(deadline=None, max_examples=200)
@example("\x00\ud800")
@example("ﷺ")
def test_any_text_can_be_compared_and_comparing_twice_changes_nothing(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@settings(deadline=None)
@given(st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Lm"]), min_size=1))
def test_a_name_that_has_a_letter_is_never_compared_as_nothing(name):
    assert fold_name(name)
