"""What is asked once in a transaction: never older than what was written in it."""

import pytest
from sqlalchemy import update

from portal.database import begin_write, db
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places
from portal.remembered import remembered
from tests import make
from tests.domain.queries import queries_counted

pytestmark = pytest.mark.usefixtures("app")


def test_the_places_are_read_once_however_often_a_page_asks():
    make.place()

    with queries_counted() as asked:
        first = places()
        again = places()

    assert first == again and len([one for one in asked if "FROM place" in one]) == 1


def test_whoever_changes_the_list_changes_no_other_one():
    make.place()

    places().clear()

    assert len(places()) == 1


def test_a_place_that_was_added_is_there_at_once():
    before = len(places())

    make.place()

    assert len(places()) == before + 1


def test_what_was_changed_behind_the_records_is_read_again():
    place = make.place()
    db.session.flush()
    assert remembered("city", lambda: place.city) == place.city

    begin_write()
    db.session.execute(update(Place).values(city="Lilongwe"))

    assert remembered("city", lambda: "read again") == "read again"


def test_the_next_transaction_remembers_nothing():
    assert remembered("answer", lambda: 1) == remembered("answer", lambda: 2) == 1

    db.session.commit()

    assert remembered("answer", lambda: 2) == 2
