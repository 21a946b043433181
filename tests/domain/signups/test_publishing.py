"""Showing the catalogue and taking it back: nothing that somebody signed up for disappears."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.changes import cancel
from portal.domain.signups.offers import offer
from portal.domain.signups.publishing import (
    InUse,
    SignedUpFor,
    close_sign_ups,
    delete,
    delete_course,
    delete_place,
    delete_programme,
    open_sign_ups,
    publish,
    unpublish,
    unpublish_course,
    used_places,
)
from tests import make
from tests.conftest import NOW


def test_a_course_session_is_published_and_taken_back(app):
    session = make.course_session(draft=True)

    publish(session)
    assert not session.draft
    unpublish(session)
    assert session.draft


def test_nobody_loses_the_page_of_their_seat(app):
    seat = make.sign_up()
    session = seat.course_session

    with pytest.raises(SignedUpFor):
        unpublish(session)
    with pytest.raises(SignedUpFor):
        unpublish_course(session.course, NOW)
    cancel(seat, NOW)
    unpublish(session)

    assert session.draft


def test_a_course_whose_seats_are_all_in_the_past_may_be_taken_back(app):
    seat = make.sign_up()

    unpublish_course(seat.course_session.course, NOW + timedelta(days=30))

    assert seat.course_session.course.draft


def test_sign_ups_close_and_open_again(app):
    session = make.course_session(opens_at=NOW + timedelta(days=1))

    open_sign_ups(session, NOW)
    assert offer(session, NOW).availability is Availability.OPEN
    close_sign_ups(session, NOW)
    assert offer(session, NOW).availability is Availability.CLOSED


def test_only_a_draft_that_nobody_signed_up_for_is_deleted(app):
    published, untouched = make.course_session(), make.course_session(draft=True)
    given_back = make.sign_up()
    cancel(given_back, NOW)
    unpublish(given_back.course_session)

    for kept in (published, given_back.course_session):
        with pytest.raises(SignedUpFor):
            delete(kept)
    ref = untouched.ref
    delete(untouched)

    assert db.session.scalar(db.select(CourseSession).where(CourseSession.ref == ref)) is None


def test_what_something_stands_on_is_not_deleted(app):
    session = make.course_session(course=make.course(draft=True))
    alone = make.course(draft=True)
    programme = alone.programme

    with pytest.raises(InUse):
        delete_course(session.course)
    with pytest.raises(InUse):
        delete_place(session.place)
    with pytest.raises(InUse):
        delete_programme(programme)
    delete_course(alone)
    delete_programme(programme)
    delete_place(make.place())


def test_a_place_where_somebody_had_a_role_is_not_deleted(app):
    place = make.place()
    make.end_grants(make.account("staff", place))

    assert used_places() == {place.id}
    with pytest.raises(InUse):
        delete_place(place)
