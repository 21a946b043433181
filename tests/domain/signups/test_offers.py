"""What a visitor finds: filters, order, pages, and where to go instead."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from portal.database import begin_write, db
from portal.domain.catalogue.models import CourseSession, French, ProgrammeKind
from portal.domain.catalogue.search import Wanted
from portal.domain.signups.changes import cancel
from portal.domain.signups.offers import (
    MOST_COUNTED,
    PAGE_SIZE,
    NoSuchPage,
    find_offers,
    next_fitting,
    of_course,
    offer,
    soon,
)
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def found(page=1, **wanted):
    return [one.course_session for one in find_offers(Wanted(**wanted), page, NOW).offers]


def sessions_of(offers):
    return [one.course_session for one in offers]


def test_the_list_shows_what_is_still_to_begin_soonest_first_and_without_a_date_last(app):
    without_date = make.course_session(None)
    later, sooner = make.course_session(9 * DAY), make.course_session(2 * DAY)
    for begun in (-HOUR, 0 * HOUR, -30 * DAY):
        make.course_session(begun)

    assert found() == [sooner, later, without_date]


def test_those_that_begin_together_keep_one_order(app):
    sessions = [make.course_session(DAY) for _ in range(4)]

    assert found() == sessions


def test_a_course_of_many_weeks_that_has_begun_is_no_longer_offered(app):
    make.course_session(-6 * DAY, dates=8)

    assert found() == []


@pytest.mark.parametrize("kind", ProgrammeKind)
def test_by_kind_of_programme(app, kind):
    sessions = {one: make.course_session(course=make.course(kind=one)) for one in ProgrammeKind}

    assert found(kind=kind) == [sessions[kind]]


def test_by_place(app):
    lille, nantes = (make.place(slug=slug) for slug in ("lille", "nantes"))
    there = make.course_session(place=lille)
    make.course_session(place=nantes)

    assert found(place="lille") == [there]
    assert found(place="nowhere") == []


def test_online_or_on_site(app):
    online, on_site = (make.course_session(place=make.place(online=online)) for online in (True, False))

    assert found(online=True) == [online]
    assert found(online=False) == [on_site]
    assert found(online=None) == [online, on_site]


def test_by_a_language_the_team_speaks_each_course_session_once(app):
    both, french = make.course_session(languages=("ar", "fr")), make.course_session(languages=("fr",))

    assert found(language="ar") == [both]
    assert found(language="fr") == [both, french]
    assert found(language="uk") == []


def test_by_the_french_one_has_courses_that_ask_for_more_are_left_out(app):
    by_level = [make.course_session(course=make.course(french=level)) for level in French]

    assert [len(found(french=level)) for level in French] == [1, 2, 3, 4, 5]
    assert found(french=French.A2) == by_level[:3]


def test_with_a_free_seat_only(app):
    free, few = make.course_session(), make.course_session(capacity=2)
    full = make.course_session(capacity=2)
    make.fill(few, 1)
    make.fill(full, 2)
    make.course_session(None)
    make.course_session(opens_at=NOW + HOUR)
    make.course_session(closes_at=NOW - HOUR)
    make.course_session(cancelled_at=NOW - HOUR)

    assert found(free=True) == [free, few]
    assert len(found()) == 7


def test_a_seat_given_back_is_free_again(app):
    session = make.course_session(capacity=1)
    booking = make.sign_up(session)
    assert found(free=True) == []

    cancel(booking, NOW)

    assert found(free=True) == [session]


def test_by_course(app):
    session = make.course_session(course=make.course(slug="web"))
    make.course_session()

    assert found(course="web") == [session]
    assert sessions_of(of_course("web", NOW)) == [session]


def test_all_wishes_together_leave_what_fits_them_all(app):
    course = make.course(kind="literacy", french=French.A1)
    lille = make.place(slug="lille")
    wanted = make.course_session(course=course, place=lille, languages=("ar",))
    make.course_session(course=course, place=lille, languages=("fr",))
    make.course_session(course=course, languages=("ar",))
    make.course_session(place=lille, languages=("ar",))
    make.course_session(course=course, place=lille, languages=("ar",), capacity=0)

    wishes = {"kind": "literacy", "place": "lille", "online": False, "language": "ar", "french": French.A1}
    assert found(**wishes, free=True) == [wanted]


def test_an_offer_says_how_many_seats_are_free_and_never_fewer_than_none(app):
    session = make.course_session(capacity=3)
    make.fill(session, 2)
    assert (offer(session, NOW).free, offer(session, NOW).availability) == (1, "few_left")

    make.fill(session, 1)
    session.capacity = 2  # the room shrank

    assert (offer(session, NOW).free, offer(session, NOW).availability) == (0, "full")


def test_thirteen_make_two_pages_and_every_one_is_shown_once(app):
    course, place = make.course(), make.place()
    sessions = [make.course_session(day * DAY, course=course, place=place) for day in range(1, PAGE_SIZE + 2)]

    first, second = (find_offers(Wanted(), page, NOW) for page in (1, 2))

    assert sessions_of(first.offers) + sessions_of(second.offers) == sessions
    assert (len(first.offers), len(second.offers)) == (PAGE_SIZE, 1)
    assert [(page.number, page.last, page.total) for page in (first, second)] == [(1, 2, 13), (2, 2, 13)]


def test_exactly_one_page_full_is_one_page(app):
    course, place = make.course(), make.place()
    for _ in range(PAGE_SIZE):
        make.course_session(course=course, place=place)

    assert find_offers(Wanted(), 1, NOW).last == 1
    with pytest.raises(NoSuchPage):
        find_offers(Wanted(), 2, NOW)


def test_nothing_found_is_one_empty_page(app):
    page = find_offers(Wanted(), 1, NOW)

    assert (page.offers, page.total, page.last, page.more_than_counted) == ([], 0, 1, False)


@pytest.mark.parametrize("page", [-1, 0, 2, 10**9, 2**64])
def test_there_is_no_such_page(app, page):
    make.course_session()

    with pytest.raises(NoSuchPage):
        find_offers(Wanted(), page, NOW)


def test_counting_stops_at_a_thousand_and_says_so(app):
    course, place = make.course(), make.place()
    begin_write()
    start = {"starts_at": NOW + DAY, "ends_at": NOW + DAY + HOUR}
    row = {"course_id": course.id, "place_id": place.id, "capacity": 12, "rev": 0, **start}
    db.session.execute(insert(CourseSession), [row | {"ref": new_ref(12)} for _ in range(MOST_COUNTED)])
    page = find_offers(Wanted(), 1, NOW)
    assert (page.total, page.more_than_counted) == (MOST_COUNTED, False)

    db.session.execute(insert(CourseSession), [row | {"ref": new_ref(12)}])
    page = find_offers(Wanted(), 1, NOW)

    assert (page.total, page.more_than_counted) == (MOST_COUNTED, True)
    assert find_offers(Wanted(), page.last, NOW).offers
    with pytest.raises(NoSuchPage):
        find_offers(Wanted(), page.last + 1, NOW)


def test_instead_of_a_full_one_the_same_course_comes_first_even_when_it_is_later(app):
    digital, games = make.course(kind="literacy"), make.course(kind="literacy")
    here, away = make.place(), make.place()
    full = make.course_session(DAY, course=digital, place=here, capacity=0)
    same_course = make.course_session(30 * DAY, course=digital, place=away)
    same_kind_away = make.course_session(2 * DAY, course=games, place=away)
    same_kind_here = make.course_session(9 * DAY, course=games, place=here)
    make.course_session(2 * DAY, course=make.course(kind="international"), place=here)

    assert sessions_of(next_fitting(full, NOW)) == [same_course, same_kind_here, same_kind_away]
    assert sessions_of(next_fitting(full, NOW, most=1)) == [same_course]


def test_instead_is_never_the_same_nor_one_without_a_seat(app):
    course = make.course()
    open_one = make.course_session(course=course)
    make.course_session(course=course, capacity=0)
    make.course_session(None, course=course)
    other = make.course_session(20 * DAY, course=course)

    assert sessions_of(next_fitting(open_one, NOW)) == [other]


def test_instead_is_within_reach_in_the_same_country_or_online(app):
    course = make.course()
    full = make.course_session(course=course, capacity=0)
    make.course_session(course=course, place=make.place(country="MW", timezone="Africa/Blantyre"))
    online = make.course_session(timedelta(days=9), course=course, place=make.place(online=True, address=None))
    at_home = make.course_session(timedelta(days=10), course=course)

    assert sessions_of(next_fitting(full, NOW)) == [online, at_home]


def test_nothing_fits_when_there_is_nothing(app):
    assert next_fitting(make.course_session(capacity=0), NOW) == []


def test_soon_names_each_course_once_at_its_soonest_free_date(app):
    web, games = make.course(), make.course()
    make.course_session(DAY, course=web, capacity=0)
    web_soon = make.course_session(2 * DAY, course=web)
    games_soon = make.course_session(3 * DAY, course=games)
    make.course_session(4 * DAY, course=web)
    make.course_session(None, course=games)

    assert sessions_of(soon(NOW)) == [web_soon, games_soon]
    assert sessions_of(soon(NOW, most=1)) == [web_soon]
