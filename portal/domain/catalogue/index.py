"""The index of words: every word of a published course and of a place, folded, in a row of its own.

It is kept by the flush that changes a course, its programme or a place, so in the same transaction, and equals
`rebuild()` at any time. Two plain tables serve both databases alike: the same rows and questions, so the same hits.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ForeignKey, String, delete, event, insert, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from portal.database import Model, Text, begin_write, db
from portal.domain.catalogue.fold import LONGEST, spellings
from portal.domain.catalogue.models import Course, Place, Programme, SkillBlock
from portal.domain.catalogue.published import published_course


class CourseWord(Model):
    """A word by which a course is found. `shown`: how one of its texts writes it."""

    __tablename__ = "course_word"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST), primary_key=True, index=True)
    shown: Mapped[str] = mapped_column(String(2 * LONGEST))


class PlaceWord(Model):
    """A word by which a place is found."""

    __tablename__ = "place_word"

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST), primary_key=True, index=True)
    shown: Mapped[str] = mapped_column(String(2 * LONGEST))


def rebuild() -> int:
    """Make the whole index anew; returns how many words it holds."""
    begin_write()
    for table in (CourseWord, PlaceWord):
        db.session.execute(delete(table))
    courses, places = db.session.scalars(select(Course.id)).all(), db.session.scalars(select(Place.id)).all()
    return _index_courses(db.session(), courses) + _index_places(db.session(), places)


def _index_courses(session: Session, ids: Collection[int]) -> int:
    texts: dict[int, list[Any]] = {}
    courses = (
        select(Course.id, Course.title, Course.summary, Course.activities, Course.prerequisites)
        .add_columns(Programme.name, Programme.summary)
        .join(Course.programme)
        .where(Course.id.in_(ids), published_course())
    )
    blocks = (
        select(SkillBlock.course_id, SkillBlock.title, SkillBlock.skills)
        .join(Course, Course.id == SkillBlock.course_id)
        .where(SkillBlock.course_id.in_(ids), published_course())
    )
    for course_id, *content in (*session.execute(courses), *session.execute(blocks)):
        texts.setdefault(course_id, []).extend(content)
    rows = [
        {"course_id": course_id, "word": word, "shown": shown}
        for course_id, content in texts.items()
        for word, shown in spellings(_sentences(content)).items()
    ]
    return _replace(session, CourseWord, CourseWord.course_id.in_(ids), rows)


def _index_places(session: Session, ids: Collection[int]) -> int:
    places = select(Place.id, Place.name, Place.town, Place.city, Place.address).where(Place.id.in_(ids))
    rows = [
        {"place_id": place_id, "word": word, "shown": shown}
        for place_id, *content in session.execute(places)
        for word, shown in spellings(_sentences(content)).items()
    ]
    return _replace(session, PlaceWord, PlaceWord.place_id.in_(ids), rows)


def _replace(session: Session, table: type[Model], where: Any, rows: list[dict[str, Any]]) -> int:
    session.execute(delete(table).where(where).execution_options(synchronize_session=False))
    if rows:
        session.execute(insert(table), rows)
    return len(rows)


def _sentences(content: Iterable[Any]) -> Iterator[str]:
    """What stands in these columns, in every language."""
    for value in content:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Text):
            yield from value.values()
        elif value is not None:
            yield from _sentences(value)


#: In `session.info`, between the parts of a flush: what it changes.
_CHANGED = "words to index"


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, flush: UOWTransaction, instances: Any) -> None:
    """What a flush changes, but for what it deletes: the words of a course go with it."""
    found = [
        one for one in (*session.new, *session.dirty) if isinstance(one, Course | Place | Programme | SkillBlock)
    ]
    found += [one for one in session.deleted if isinstance(one, SkillBlock)]
    if found:
        session.info[_CHANGED] = found


@event.listens_for(Session, "after_flush_postexec")
def _index_changes(session: Session, flush: UOWTransaction) -> None:
    """The rows are there, and have their ids."""
    found = session.info.pop(_CHANGED, ())
    courses = {one.id for one in found if isinstance(one, Course)}
    courses |= {one.course_id for one in found if isinstance(one, SkillBlock)}
    programmes = {one.id for one in found if isinstance(one, Programme)}
    if programmes:
        courses.update(session.scalars(select(Course.id).where(Course.programme_id.in_(programmes))))
    if courses:
        _index_courses(session, courses)
    places = {one.id for one in found if isinstance(one, Place)}
    if places:
        _index_places(session, places)
