"""Finding one thing by its address, and the shelves in the order the association gives them."""

from portal.domain.catalogue.search import course_by_slug, course_session_by_ref, places, programmes
from tests import make
from tests.domain.queries import queries_counted


def test_a_course_session_is_found_by_its_address_with_all_its_page_shows(app):
    ref = make.course_session(dates=3, languages=("ar", "fr")).ref

    with queries_counted() as sent:
        found = course_session_by_ref(ref)
        shown = (found.course.programme.slug, found.place.slug, len(found.dates), [one.code for one in found.spoken])

    assert shown[2:] == (3, ["ar", "fr"])
    assert len(sent) == 3


def test_what_does_not_exist_is_not_found(app):
    assert course_session_by_ref("abcdefgh") is None
    assert course_by_slug("nothing") is None


def test_a_course_is_found_with_what_comes_after_it(app):
    first = make.course(slug="first")
    first.next_courses = [make.course(slug="third", position=903), make.course(slug="second", position=902)]
    make.db.session.commit()

    with queries_counted() as sent:
        after = [(one.slug, one.programme.slug) for one in course_by_slug("first").next_courses]

    assert [slug for slug, _ in after] == ["second", "third"]
    assert len(sent) == 2


def test_programmes_and_places_come_in_their_order_with_their_courses(app):
    later, sooner = make.programme(slug="later", position=902), make.programme(slug="sooner", position=901)
    for position in (3, 1, 2):
        make.course(programme=later, slug=f"course-of-{position}", position=position)
    make.course(programme=sooner)
    make.place(slug="away", position=902)
    make.place(slug="here", position=901)

    with queries_counted() as sent:
        shelves = [(one.slug, [course.slug for course in one.courses]) for one in programmes()]

    assert [slug for slug, _ in shelves] == ["sooner", "later"]
    assert shelves[1][1] == ["course-of-1", "course-of-2", "course-of-3"]
    assert len(sent) == 3, sent  # programmes, their courses, what may come after each
    assert [place.slug for place in places()] == ["here", "away"]
