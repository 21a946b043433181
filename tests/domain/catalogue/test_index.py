"""The index of words is that of a rebuild, whatever changes."""

import pytest
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.catalogue.index import CourseWord, PlaceWord, rebuild
from portal.domain.catalogue.models import Course, Programme, SkillBlock
from tests import make


def words() -> set[tuple[str, int, str, str]]:
    courses = db.session.execute(select(CourseWord.course_id, CourseWord.word, CourseWord.shown))
    places = db.session.execute(select(PlaceWord.place_id, PlaceWord.word, PlaceWord.shown))
    return {("course", *row) for row in courses} | {("place", *row) for row in places}


def words_of_courses() -> set[str]:
    return set(db.session.scalars(select(CourseWord.word)))


@pytest.fixture
def course(app) -> Course:
    made = make.course(
        title=make.words("Potatoes"),
        prerequisites=make.words("Onions"),
        blocks=[SkillBlock(position=0, title=make.words("Carrots"), skills=[make.words("Leeks")])],
    )
    make.place(name=make.words("Greenhouse"), town=make.words("Radishtown"))
    db.session.commit()
    return made


def changes_a_title(course):
    course.title = make.words("Tomatoes")


def changes_a_text_in_one_language(course):
    course.summary = {**course.summary, "uk": "Картопля"}


def changes_activities(course):
    course.activities = [make.words("Peel")]


def takes_prerequisites_away(course):
    course.prerequisites = None


def adds_a_block(course):
    course.blocks.append(SkillBlock(position=1, title=make.words("Beans"), skills=[]))


def changes_a_block(course):
    course.blocks[0].title = make.words("Turnips")


def takes_a_block_away(course):
    course.blocks.clear()


def renames_the_programme(course):
    course.programme.name = make.words("Kitchen")


def moves_to_another_programme(course):
    course.programme = make.programme(name=make.words("Cellar"))


def renames_a_place(course):
    make.place(name=make.words("Cold store")).city = "Beetham"


def makes_another_course(course):
    db.session.add(make.course(title=make.words("Cabbages"), programme=course.programme))


def deletes_the_course(course):
    db.session.delete(course)


CHANGES = [
    changes_a_title,
    changes_a_text_in_one_language,
    changes_activities,
    takes_prerequisites_away,
    adds_a_block,
    changes_a_block,
    takes_a_block_away,
    renames_the_programme,
    moves_to_another_programme,
    renames_a_place,
    makes_another_course,
    deletes_the_course,
]


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_index_is_that_of_a_rebuild(course, change):
    before = words()
    begin_write()
    change(course)
    db.session.commit()
    kept = words()

    assert kept != before
    rebuild()
    assert words() == kept


def test_a_change_that_is_taken_back_leaves_the_index_alone(course):
    before = words()
    begin_write()
    course.title = make.words("Tomatoes")
    db.session.flush()
    assert "tomatoes" in words_of_courses()

    db.session.rollback()

    assert words() == before


def test_a_rebuild_mends_an_index_that_lost_its_words(course):
    before = words()
    begin_write()
    db.session.execute(CourseWord.__table__.delete())
    db.session.commit()
    assert words() != before

    assert rebuild() == len(before)
    assert words() == before


def test_every_text_by_which_a_course_is_known_is_in_it(course):
    assert {"potatoes", "onions", "carrots", "leeks", "flash", "one", "listen", "somebody"} <= words_of_courses()


def test_a_programme_alone_changes_no_words(course):
    before = words()
    begin_write()
    db.session.add(Programme(slug="bare", kind="flash", name={}, summary={}, position=99))
    db.session.commit()

    assert words() == before
