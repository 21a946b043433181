"""`flask portal search`: an index that lost its words."""

from portal.database import begin_write, db
from portal.domain.catalogue.index import CourseWord
from portal.domain.catalogue.words import look_up
from tests import make


def test_a_rebuild_finds_what_was_lost(say):
    course = make.course(title=make.words("Potatoes"))
    begin_write()
    db.session.execute(CourseWord.__table__.delete())
    db.session.commit()
    assert not look_up("potatoes").hits[0].courses

    assert say("search", "rebuild").startswith("The index holds ")

    assert look_up("potatoes").hits[0].courses == {course.id}
