"""Where somebody starts, with a date: free seats only, as wished where there are some, and never nothing at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.domain.catalogue.models import French
from portal.domain.catalogue.placement import Goal, Skill
from portal.domain.signups.guide import Answers, When, advise
from tests import make

EVENING = timedelta(days=7, hours=9)
DAY = timedelta(days=7)
SATURDAY = timedelta(days=4)

BEGINNER = Answers(skill=Skill.NONE, french=French.NONE, goal=Goal.LIFE, near=None, when=None, country="FR")


@pytest.fixture
def first_steps(app):
    return make.course(kind="literacy", level=1)


def found(answers):
    """(course session, not where wished, not when wished) of each suggestion."""
    suggestions = advise(answers, clock.now()).suggestions
    return [(one.offer.course_session, one.elsewhere, one.other_time) for one in suggestions]


def test_the_next_free_seat_of_the_right_course_comes_first(first_steps):
    full = make.course_session(timedelta(days=1), course=first_steps, capacity=1)
    make.fill(full, 1)
    make.course_session(timedelta(days=9), course=first_steps)
    soonest = make.course_session(timedelta(days=5), course=first_steps)
    make.course_session(timedelta(days=2), course=make.course(kind="discovery"))

    assert found(BEGINNER) == [(soonest, False, False)]


def test_the_second_choice_is_another_course(first_steps):
    one = make.course_session(timedelta(days=5), course=first_steps)
    make.course_session(timedelta(days=6), course=first_steps)
    workshop = make.course(next_courses=[first_steps])
    other = make.course_session(timedelta(days=3), course=workshop)

    assert [session for session, *_rest in found(BEGINNER)] == [one, other]


@pytest.mark.parametrize(("when", "starts"), [(When.DAY, DAY), (When.EVENING, EVENING), (When.WEEKEND, SATURDAY)])
def test_the_hours_people_wish_for_are_kept(first_steps, when, starts):
    sessions = {one: make.course_session(one, course=first_steps) for one in (DAY, EVENING, SATURDAY)}

    assert found(replace(BEGINNER, when=when)) == [(sessions[starts], False, False)]


def test_at_other_hours_is_better_than_nothing_and_says_so(first_steps):
    session = make.course_session(DAY, course=first_steps)

    assert found(replace(BEGINNER, when=When.EVENING)) == [(session, False, True)]


def test_the_town_people_name_is_kept_in_whichever_of_its_places(first_steps):
    north, south = make.place(city="Lille"), make.place(city="Lille")
    make.course_session(timedelta(days=1), course=first_steps)
    session = make.course_session(timedelta(days=5), course=first_steps, place=south)

    assert found(replace(BEGINNER, near=north)) == [(session, False, False)]


def test_online_is_kept_too(first_steps):
    online = make.place(online=True, city="")
    make.course_session(timedelta(days=1), course=first_steps)
    session = make.course_session(timedelta(days=5), course=first_steps, place=online)

    assert found(replace(BEGINNER, near=online)) == [(session, False, False)]


def test_at_other_hours_nearby_comes_before_the_right_hours_elsewhere(first_steps):
    lille = make.place(city="Lille")
    make.course_session(EVENING, course=first_steps)
    nearby = make.course_session(DAY, course=first_steps, place=lille)

    assert found(replace(BEGINNER, near=lille, when=When.EVENING)) == [(nearby, False, True)]


def test_online_in_the_evening_comes_before_by_day_nearby_and_far_away_last(app):
    course = make.course(kind="literacy", level=2)
    lille = make.place(city="Lille")
    far = make.course_session(EVENING, course=course)
    answers = replace(BEGINNER, skill=Skill.MOUSE, near=lille, when=When.EVENING)
    assert found(answers) == [(far, True, False)]

    by_day = make.course_session(DAY, course=course, place=lille)
    assert found(answers) == [(by_day, False, True)]

    online = make.course_session(EVENING, course=course, place=make.place(online=True, city=""))
    assert found(answers) == [(online, True, False)]


def test_the_best_course_online_comes_before_the_next_best_nearby(app):
    lille = make.place(city="Lille")
    best = make.course(kind="literacy", level=2)
    nearby = make.course_session(course=make.course(next_courses=[best]), place=lille)
    online = make.course_session(course=best, place=make.place(online=True, city=""))

    answers = replace(BEGINNER, skill=Skill.MOUSE, near=lille)
    assert found(answers) == [(online, True, False), (nearby, False, False)]


def test_where_the_best_is_elsewhere_the_second_choice_is_nearby(app):
    lille, online = make.place(city="Lille"), make.place(online=True, city="")
    best = make.course(kind="literacy", level=2)
    there = make.course_session(course=best, place=online)
    make.course_session(course=make.course(next_courses=[best]), place=online)
    nearby = make.course_session(course=make.course(kind="literacy", level=1), place=lille)

    answers = replace(BEGINNER, skill=Skill.MOUSE, near=lille)
    assert found(answers) == [(there, True, False), (nearby, False, False)]


def test_elsewhere_says_so_and_is_never_another_country_but_may_be_online(first_steps):
    lille = make.place(city="Lille")
    make.course_session(timedelta(days=1), course=first_steps, place=make.place(country="MW", city="Dzaleka"))

    assert found(replace(BEGINNER, near=lille)) == []

    online = make.course_session(timedelta(days=9), course=first_steps, place=make.place(online=True, city=""))
    assert found(replace(BEGINNER, near=lille)) == [(online, True, False)]


def test_who_names_no_place_stays_in_the_country_of_the_portal(first_steps):
    far = make.place(country="MW", city="Dzaleka")
    make.course_session(timedelta(days=1), course=first_steps, place=far)
    here = make.course_session(timedelta(days=9), course=first_steps)

    assert found(BEGINNER) == [(here, False, False)]


def test_the_right_course_elsewhere_comes_before_what_is_below(first_steps):
    second = make.course(kind="literacy", level=2)
    lille = make.place(city="Lille")
    below = make.course_session(course=first_steps, place=lille)
    right = make.course_session(course=second)

    answers = replace(BEGINNER, skill=Skill.MOUSE, near=lille)
    assert found(answers) == [(right, True, False), (below, False, False)]


def test_without_any_date_the_right_course_is_named(first_steps):
    make.course_session(timedelta(days=-3), course=first_steps)
    make.course_session(timedelta(days=3), course=first_steps, cancelled_at=clock.now())

    advice = advise(BEGINNER, clock.now())

    assert (advice.suggestions, advice.course) == ([], first_steps)


def test_without_any_course_there_is_nothing_to_name(app):
    advice = advise(BEGINNER, clock.now())

    assert (advice.suggestions, advice.course, advice.needs_french) == ([], None, None)


def test_nothing_is_asked_for_more_french_than_there_is(first_steps):
    second = make.course(kind="literacy", level=2, french=French.A1)
    make.course_session(timedelta(days=1), course=second)
    easier = make.course_session(timedelta(days=9), course=first_steps)

    advice = advise(replace(BEGINNER, skill=Skill.MOUSE), clock.now())

    assert [one.offer.course_session for one in advice.suggestions] == [easier]
    assert advice.needs_french == second
