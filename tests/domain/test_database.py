"""What the database kit promises: no write by accident, no instant without a zone, a text in some language."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from portal.database import NotAWriteTransaction, Text, begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Place, SpokenLanguage
from tests import make
from tests.conftest import NOW


def names():
    return sorted(db.session.scalars(select(Person.first_name)))


@pytest.fixture
def nour(app):
    begin_write()
    person = Person(first_name="Nour", created_at=NOW)
    db.session.add(person)
    db.session.commit()
    return person


def test_a_change_without_begin_write_is_refused(nour):
    nour.first_name = "Sami"

    with pytest.raises(NotAWriteTransaction):
        db.session.commit()
    db.session.rollback()

    assert names() == ["Nour"]


def test_adding_and_deleting_without_begin_write_are_refused(nour):
    for change in (
        lambda: db.session.add(Person(first_name="Sami", created_at=NOW)),
        lambda: db.session.delete(nour),
    ):
        change()
        with pytest.raises(NotAWriteTransaction):
            db.session.flush()
        db.session.rollback()

    assert names() == ["Nour"]


@pytest.mark.parametrize(
    "statement",
    [
        update(Person).values(first_name="Sami"),
        delete(Person),
        insert(Person).values(first_name="Sami", name_folded="sami", created_at=NOW),
    ],
    ids=["update", "delete", "insert"],
)
def test_changes_of_many_rows_at_once_need_begin_write_too(nour, statement):
    with pytest.raises(NotAWriteTransaction):
        db.session.execute(statement)
    assert names() == ["Nour"]

    begin_write()
    db.session.execute(statement)

    assert names() != ["Nour"]


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_the_leave_to_write_ends_with_the_transaction(nour, end):
    begin_write()
    getattr(db.session, end)()
    nour.first_name = "Sami"

    with pytest.raises(NotAWriteTransaction):
        db.session.flush()


def test_verbs_may_call_verbs_what_was_changed_before_the_second_begin_write_stays(nour):
    begin_write()
    nour.first_name = "Sami"
    begin_write()
    db.session.commit()

    assert names() == ["Sami"]


def test_begin_write_after_a_change_is_refused_rather_than_losing_the_change(nour):
    nour.first_name = "Sami"

    with pytest.raises(NotAWriteTransaction):
        begin_write()


@pytest.mark.parametrize("naive", [NOW.replace(tzinfo=None), datetime(2026, 12, 1)], ids=["now", "a day"])  # noqa: DTZ001
def test_an_instant_without_a_zone_is_refused(app, naive):
    begin_write()
    db.session.add(Person(first_name="Nour", created_at=naive))

    with pytest.raises(StatementError, match="without a zone"):
        db.session.flush()


def test_an_instant_without_a_zone_is_refused_in_a_question_too(app):
    with pytest.raises(StatementError, match="without a zone"):
        db.session.execute(select(Person).where(Person.created_at < NOW.replace(tzinfo=None)))


@pytest.mark.parametrize("zone", ["Europe/Paris", "Africa/Nairobi", "America/Caracas", "UTC"])
def test_an_instant_comes_back_as_the_same_instant_in_utc_whatever_zone_it_was_given_in(nour, zone):
    instant = (NOW + timedelta(microseconds=123456)).astimezone(ZoneInfo(zone))
    begin_write()
    nour.created_at = instant
    db.session.commit()

    assert nour.created_at == instant
    assert nour.created_at.tzinfo is UTC
    assert db.session.scalar(select(Person).where(Person.created_at == instant)) is nour


@pytest.mark.parametrize(
    ("texts", "language", "words", "really"),
    [
        ({"fr": "Bonjour", "en": "Hello", "ar": "مرحبا"}, "ar", "مرحبا", "ar"),
        ({"fr": "Bonjour", "en": "Hello"}, "ar", "Bonjour", "fr"),
        ({"en": "Hello", "ar": "مرحبا"}, "fr", "Hello", "en"),
        ({"fr": "Bonjour", "ar": ""}, "ar", "Bonjour", "fr"),
        ({"ar": "مرحبا"}, "en", "مرحبا", "ar"),
        ({"fr": "", "en": "", "uk": "Вітаю"}, "fr", "Вітаю", "uk"),
        ({"fr": ""}, "en", "", "en"),
        ({}, "en", "", "en"),
    ],
)
def test_a_text_falls_back_to_a_language_it_has_and_says_which(texts, language, words, really):
    assert Text(texts).pick(language) == (words, really)


def test_a_text_falls_back_in_the_order_asked_for():
    assert Text(fr="Bonjour", en="Hello").pick("ar", ("en", "fr")) == ("Hello", "en")


def test_texts_come_back_from_the_database_as_they_went_in(app):
    place = make.place(name=Text(fr="La maison bleue", ar="البيت الأزرق"), address=None)
    course = make.course(activities=[Text(fr="Écouter"), Text(en="Try")], bring=[])
    db.session.commit()

    assert place.name.pick("ar") == ("البيت الأزرق", "ar")
    assert place.address is None
    assert [one.pick("fr")[0] for one in course.activities] == ["Écouter", "Try"]
    assert course.bring == []


def test_texts_are_kept_as_readable_letters(app):
    make.place(slug="blue", name=Text(ar="البيت الأزرق"))
    kept = db.session.scalar(text("SELECT CAST(name AS TEXT) FROM place WHERE slug = 'blue'"))

    assert kept == '{"ar":"البيت الأزرق"}'


def test_a_row_that_points_nowhere_is_refused(app):
    begin_write()
    db.session.add(SpokenLanguage(course_session_id=10**9, code="fr"))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_two_places_cannot_share_an_address(app):
    make.place(slug="lille")

    with pytest.raises(IntegrityError):
        make.place(slug="lille")
    db.session.rollback()

    assert db.session.scalars(select(Place)).all() == []
