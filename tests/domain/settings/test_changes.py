"""The team changes a setting, and takes it back."""

from portal.database import db
from portal.domain.settings.changes import Change, change, changed
from portal.public_version import PublicVersion
from tests.conftest import NOW


def number():
    return db.session.scalar(db.select(PublicVersion.number)) or 0


def test_what_changed_is_told_with_what_it_was(app):
    assert change({"A": "1", "B": "2"}, NOW) == [Change("A", None, "1"), Change("B", None, "2")]
    assert change({"A": "3", "B": "2"}, NOW) == [Change("A", "1", "3")]
    assert changed() == {"A": "3", "B": "2"}


def test_a_setting_taken_back_is_as_the_environment_has_it(app):
    change({"A": "1"}, NOW)

    assert change({"A": None, "B": None}, NOW) == [Change("A", "1", None)]
    assert changed() == {}


def test_each_change_is_seen_by_the_public_and_saying_the_same_again_is_none(app):
    change({"A": "1"}, NOW)
    db.session.commit()
    before = number()

    change({"A": "1"}, NOW)
    db.session.commit()
    assert number() == before

    change({"A": None}, NOW)
    db.session.commit()
    assert number() == before + 1
