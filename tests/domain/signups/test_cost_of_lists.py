"""What lists cost the database: as many queries for a full page as for one offer, and few."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.catalogue.models import French
from portal.domain.catalogue.wanted import Wanted
from portal.domain.signups.offers import PAGE_SIZE, find_offers, next_fitting, of_course, soon
from tests import make
from tests.conftest import NOW
from tests.domain.queries import queries_counted

DAY = timedelta(days=1)


def all_a_card_shows(offers):
    """What the templates read of each offer; none of it may ask the database again."""
    return [
        (
            one.free,
            one.availability,
            one.course_session.course.title,
            one.course_session.course.programme.name,
            one.course_session.place.name,
            [day.starts_at for day in one.course_session.dates],
            [spoken.code for spoken in one.course_session.spoken],
        )
        for one in offers
    ]


LISTS = {
    "a page of the list": lambda slug: find_offers(Wanted(), 1, NOW).offers,
    "a filtered page": lambda slug: find_offers(Wanted(language="fr", french=French.B2, free=True), 1, NOW).offers,
    "what is soon": lambda slug: soon(NOW, most=PAGE_SIZE),
    "the dates of a course": lambda slug: of_course(slug, NOW),
}


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS.keys())
def test_twelve_offers_cost_as_many_queries_as_one(app, ask):
    def cost():
        with queries_counted() as sent:
            shown = len(all_a_card_shows(ask("web")))
        return shown, len(sent)

    web = make.course(slug="web")
    make.sign_up(make.course_session(course=web))
    one, queries_for_one = cost()
    for number in range(2, PAGE_SIZE + 1):
        course = web if ask is LISTS["the dates of a course"] else make.course()
        make.sign_up(make.course_session(number * DAY, course=course, dates=number, languages=("ar", "fr")))
    twelve, queries_for_twelve = cost()

    assert (one, twelve) == (1, PAGE_SIZE)
    assert queries_for_one == queries_for_twelve
    assert 0 < queries_for_twelve < 12


def test_where_to_go_instead_costs_as_much_for_many_as_for_few(app):
    full = make.course_session(capacity=0)
    course = full.course

    def cost():
        with queries_counted() as sent:
            offers = all_a_card_shows(next_fitting(db.session.merge(full), NOW, most=PAGE_SIZE))
        return len(offers), len(sent)

    make.course_session(DAY, course=course)
    few, queries_for_few = cost()
    for number in range(2, PAGE_SIZE):
        make.course_session(number * DAY, course=db.session.merge(course), dates=2)
    many, queries_for_many = cost()

    assert (few, many) == (1, PAGE_SIZE - 1)
    assert queries_for_many <= queries_for_few < 12
