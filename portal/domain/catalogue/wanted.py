"""Which course sessions a visitor asked to see: the wishes, and what each means in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, false, or_, select

from portal.domain.catalogue.models import Course, CourseSession, Place, Programme, SpokenLanguage
from portal.domain.catalogue.published import published
from portal.domain.catalogue.words import Hit


@dataclass(frozen=True)
class Wanted:
    """The filter of the catalogue. None, False or empty: no wish."""

    #: One hit for each word looked for.
    hits: tuple[Hit, ...] = ()
    kind: str | None = None
    place: str | None = None
    #: Places near enough; courses online are near to everybody.
    near: frozenset[int] | None = None
    online: bool | None = None
    language: str | None = None
    #: The most French the reader has, a value of `French`: courses that ask for more are left out.
    french: int | None = None
    level: int | None = None
    #: Begins before.
    until: datetime | None = None
    evening: bool = False
    weekend: bool = False
    free: bool = False
    course: str | None = None
    #: ISO country the reader is in: places there, and online.
    reach: str | None = None


def end_of_week(now: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which Sunday ends on the wall of `zone`."""
    today = now.astimezone(zone).date()
    monday = today + timedelta(days=7 - today.weekday())
    return datetime.combine(monday, time(), zone).astimezone(UTC)


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Of the course session alone: courses and places are few, and are chosen first. Nobody is shown a draft."""
    return [
        published(),
        *_by_words(wanted),
        *_by_course(wanted),
        *_by_place(wanted),
        *_by_date(wanted),
        *_by_team(wanted),
    ]


def _by_words(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Each word stands in the course or in the place."""
    return [or_(false(), *_where_found(hit)) for hit in wanted.hits]


def _where_found(hit: Hit) -> Iterator[ColumnElement[bool]]:
    """Only what there is: a choice among none would keep the database from its indexes."""
    if hit.courses:
        yield CourseSession.course_id.in_(sorted(hit.courses))
    if hit.places:
        yield CourseSession.place_id.in_(sorted(hit.places))


def _by_course(wanted: Wanted) -> list[ColumnElement[bool]]:
    about: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        about.append(Course.programme_id.in_(select(Programme.id).where(Programme.kind == wanted.kind)))
    if wanted.french is not None:
        about.append(Course.french <= wanted.french)
    if wanted.level is not None:
        about.append(fits_level(wanted.level))
    if wanted.course is not None:
        about.append(Course.slug == wanted.course)
    return [CourseSession.course_id.in_(select(Course.id).where(*about))] if about else []


def fits_level(level: int) -> ColumnElement[bool]:
    """Courses of this level; for beginners, also those without levels that ask for nothing beforehand."""
    open_to_all = Course.level.is_(None) & Course.prerequisites.is_(None)
    return or_(Course.level == level, open_to_all) if level == 1 else Course.level == level


def _by_place(wanted: Wanted) -> list[ColumnElement[bool]]:
    about: list[ColumnElement[bool]] = []
    if wanted.place is not None:
        about.append(Place.slug == wanted.place)
    if wanted.near is not None:
        about.append(or_(Place.online, Place.id.in_(sorted(wanted.near))) if wanted.near else Place.online.is_(True))
    if wanted.online is not None:
        about.append(Place.online == wanted.online)
    if wanted.reach is not None:
        about.append(or_(Place.online, Place.country == wanted.reach))
    return [CourseSession.place_id.in_(select(Place.id).where(*about))] if about else []


def _by_date(wanted: Wanted) -> list[ColumnElement[bool]]:
    about: list[ColumnElement[bool]] = []
    if wanted.until is not None:
        about.append(CourseSession.starts_at < wanted.until)
    if wanted.evening:
        about.append(CourseSession.evening.is_(True))
    if wanted.weekend:
        about.append(CourseSession.weekend.is_(True))
    return about


def _by_team(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [] if wanted.language is None else [CourseSession.spoken.any(SpokenLanguage.code == wanted.language)]


def chosen(wanted: Wanted) -> Select[int, datetime | None]:
    """(id, start) of the course sessions that fit all wishes but `free`, in no order."""
    return select(CourseSession.id, CourseSession.starts_at).where(*conditions(wanted))
