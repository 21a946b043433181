"""Where nothing fits: one wish is given up, the easiest that helps."""

from datetime import timedelta

import pytest

from portal.domain.catalogue.models import French
from portal.domain.catalogue.wanted import Wanted
from portal.domain.catalogue.words import look_up
from portal.domain.signups.nearest import nearest
from tests import make
from tests.conftest import NOW
from tests.domain.queries import queries_counted

DAY = timedelta(days=1)
NEXT_WEEK = NOW + timedelta(days=7)


@pytest.fixture
def arabic_in_lille(app):
    """The only date there is: next month, in the daytime, on site, full."""
    place = make.place(slug="lille", city="Lille")
    course = make.course(title=make.words("Potatoes"), kind="literacy", level=2, french=French.A2)
    session = make.course_session(30 * DAY, place=place, course=course, languages=("ar",), capacity=1)
    make.fill(session, 1)
    return session


def given_up(**wishes):
    found = nearest(Wanted(**wishes), NOW)
    return (found.given_up, [one.course_session.place.slug for one in found.offers]) if found else None


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ({"until": NEXT_WEEK}, "when"),
        ({"evening": True}, "when"),
        ({"weekend": True}, "when"),
        ({"free": True}, "free"),
        ({"near": frozenset()}, "town"),
        ({"place": "nowhere"}, "place"),
        ({"online": True}, "mode"),
        ({"language": "uk"}, "language"),
        ({"level": 3}, "level"),
        ({"kind": "flash"}, "kind"),
        ({"french": French.NONE}, "french"),
    ],
)
def test_the_wish_that_is_in_the_way_is_given_up(arabic_in_lille, wish, name):
    assert given_up(**wish) == ((name,), ["lille"])
    assert given_up(**{"course": arabic_in_lille.course.slug, **wish}) == ((name,), ["lille"])


def test_what_was_typed_is_given_up_last(arabic_in_lille):
    assert given_up(hits=look_up("potatoes").hits, evening=True) == (("when",), ["lille"])
    assert given_up(hits=look_up("carrots").hits) == (("q",), ["lille"])


def test_of_two_that_would_help_the_easier_one_is_given_up(app):
    evening = make.course_session(NEXT_WEEK.replace(hour=18), place=make.place(slug="here"))
    make.course_session(3 * DAY, place=evening.place, course=make.course(kind="literacy"))

    assert given_up(kind="literacy", evening=True) == (("when",), ["here"])


def test_where_one_is_not_enough_the_easiest_are_given_up_together(arabic_in_lille):
    assert given_up(evening=True, language="uk", place="lille") == (("when", "place", "language"), ["lille"])


def test_where_nothing_is_planned_nothing_is_offered(app):
    assert given_up(evening=True, kind="flash") is None
    assert given_up() is None


def test_many_wishes_cost_as_many_queries_as_few(arabic_in_lille):
    def cost(**wishes):
        with queries_counted() as sent:
            nearest(Wanted(**wishes), NOW)
        return len(sent)

    assert cost(evening=True) == cost(evening=True, french=French.A2, place="lille", language="ar", level=2) < 8
