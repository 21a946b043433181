"""The audit log: lines are added, read by those they concern, and never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from portal.database import begin_write, db
from portal.domain.auditlog.lines import Reader, Sought, lines
from portal.domain.auditlog.models import AuditLine, AuditOrigin
from portal.domain.auditlog.write import Actor, Way, write_down
from portal.domain.moves import HistoryIsAppendOnly
from tests import make
from tests.conftest import NOW


@pytest.fixture
def told(app):
    """Alix changed a date at Montreuil, Bo one in Paris, and Bo a setting."""
    alix, bo = make.account("staff"), make.account("admin")
    here, there = make.place(), make.place()
    hour = timedelta(hours=1)
    by_alix, by_bo = Actor(Way.OFFICE, alix.id, "192.0.2.1"), Actor(Way.OFFICE, bo.id)
    changed = write_down(by_alix, "course_session.changed", "course_session:1", NOW, place_id=here.id)
    cancelled = write_down(by_bo, "course_session.cancelled", "course_session:2", NOW + hour, place_id=there.id)
    setting = write_down(by_bo, "setting.changed", None, NOW + 2 * hour, facts={"name": "LANGUAGES"})
    made = {"here": changed, "there": cancelled, "setting": setting}
    db.session.commit()
    return {"alix": alix.id, "bo": bo.id, "place": here.id, **{name: line.id for name, line in made.items()}}


def found(reader, **sought):
    return [line.id for line in db.session.scalars(lines(reader, Sought(**sought)))]


def test_admins_read_all_the_newest_first(told):
    assert found(Reader(told["bo"], None, whole=True)) == [told["setting"], told["there"], told["here"]]


def test_a_team_reads_the_lines_of_its_place_and_what_it_did_itself(told):
    assert found(Reader(told["alix"], frozenset({told["place"]}))) == [told["here"]]
    assert found(Reader(told["bo"], frozenset({told["place"]}))) == [told["setting"], told["there"], told["here"]]


def test_staff_of_all_places_read_what_is_about_a_place(told):
    assert found(Reader(told["alix"], None)) == [told["there"], told["here"]]


def test_lines_are_looked_for_by_who_what_record_and_time(told):
    reader = Reader(told["bo"], None, whole=True)

    assert found(reader, account_id=told["alix"]) == [told["here"]]
    assert found(reader, action="setting.changed") == [told["setting"]]
    assert found(reader, about="course_session:2") == [told["there"]]
    assert found(reader, place_id=told["place"]) == [told["here"]]
    assert found(reader, since=NOW + timedelta(hours=1), before=NOW + timedelta(hours=2)) == [told["there"]]


def test_no_line_is_changed_or_taken_away(told):
    line = db.session.get_one(AuditLine, told["here"])
    begin_write()
    line.action = "course_session.read"
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()

    begin_write()
    db.session.delete(db.session.get_one(AuditLine, told["here"]))
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()

    for many in (update(AuditLine).values(way=Way.COMMAND), delete(AuditLine)):
        begin_write()
        with pytest.raises(HistoryIsAppendOnly):
            db.session.execute(many)
        db.session.rollback()
    assert len(found(Reader(told["bo"], None, whole=True))) == 3


def test_from_where_stands_apart_and_cannot_be_read_in_the_database(told):
    stored = db.session.execute(db.text("SELECT address FROM audit_origin")).scalar_one()

    assert db.session.get_one(AuditOrigin, told["here"]).address == "192.0.2.1"
    assert "192.0.2.1" not in stored
