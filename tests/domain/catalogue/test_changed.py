"""A course, a place and a course session know when what is told of them last changed."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import SkillBlock
from portal.domain.signups.changes import cancel_course_session, change_capacity
from tests import make

LATER = timedelta(hours=5)


def changed(thing, how) -> bool:
    """Whether `how`, done five hours later, counts as a change of `thing`."""
    make.db.session.commit()
    before = thing.changed_at
    with time_machine.travel(before + LATER, tick=False):
        make.begin_write()
        how()
        make.db.session.commit()
    make.db.session.refresh(thing)
    assert thing.changed_at in {before, before + LATER}
    return thing.changed_at > before


@pytest.mark.parametrize(
    "how",
    [
        lambda session: set_dates(session, []),
        lambda session: setattr(session.dates[0], "ends_at", session.dates[0].ends_at + timedelta(minutes=30)),
        lambda session: cancel_course_session(session, clock.now()),
        lambda session: change_capacity(session, 20, clock.now()),
        lambda session: setattr(session, "place", make.place()),
        lambda session: session.spoken.clear(),
    ],
)
def test_a_date_changes_with_what_people_are_told_of_it(app, how):
    session = make.course_session()

    assert changed(session, lambda: how(session))


def test_a_seat_taken_or_another_joining_link_is_no_change_of_the_date(app):
    session = make.course_session()

    assert not changed(session, lambda: make.fill(session, 2))
    assert not changed(session, lambda: setattr(session, "join_url", "https://meet.example.org/other"))


def test_a_course_changes_with_its_words_and_its_blocks(app):
    course = make.course()

    assert changed(course, lambda: setattr(course, "summary", make.words("Another day.")))
    block = SkillBlock(position=0, title=make.words("Internet"), skills=[make.words("Search")])
    assert changed(course, lambda: course.blocks.append(block))
    assert not changed(course, lambda: course.summary)


def test_a_place_changes_with_its_address(app):
    place = make.place()

    assert changed(place, lambda: setattr(place, "address", make.words("2 rue Bleue, Montreuil")))
