"""The order of the catalogue."""

from portal.domain.catalogue.order import move_up
from portal.domain.catalogue.search import all_courses
from tests import make


def test_one_changes_places_with_the_one_before_and_nobody_else_moves(app):
    a, between, b = (make.course(title=make.words(name)) for name in ("a", "between", "b"))

    move_up([a, b], b.id)

    assert all_courses() == [b, between, a]


def test_the_first_stays_first(app):
    first, second = make.course(), make.course()

    move_up([first, second], first.id)

    assert all_courses() == [first, second]


def test_two_that_stand_on_one_position_are_told_apart(app):
    first, second = make.course(position=4), make.course(position=4)

    move_up([first, second], second.id)

    assert all_courses() == [second, first]
