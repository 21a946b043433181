"""The attendance sheet of a course session, to print and to sign: names, half-days as columns, lines for walk-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from flask import Blueprint, Response, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import HOLDING
from portal.web import office
from portal.web.access import staff_session
from portal.web.dates import day_words, hours_words, local
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.sign_ups import half_words
from portal.web.words import text

blueprint = Blueprint("office_sheets", __name__)

Thing = TypeVar("Thing")

#: So many half-days and lines fit on a sheet, each with room for a signature; so many lines are for walk-ins.
COLUMNS, LINES, WALK_INS = 4, 14, 2


@dataclass(frozen=True)
class Column:
    """One half-day: its date, what it is, its hours."""

    day: str
    half: str
    hours: str


@dataclass(frozen=True)
class Sheet:
    """One page of paper. `names`: (number in the list, name); None: an empty line."""

    columns: Sequence[Column]
    names: Sequence[tuple[int, str | None]]
    number: int


@blueprint.get("/office/sessions/<ref:ref>/sheet")
@staff_session
def sheet(course_session: CourseSession) -> Response:
    name = f"course_session:{course_session.id}"
    office.noted("sign_ups.printed", name, place_id=course_session.place_id)
    db.session.commit()
    columns = _cut(_columns(course_session), COLUMNS) or [()]
    part = _part(course_session, len(columns))
    return page(
        "backoffice/signups/sheet.html",
        heading=_("Attendance sheet: %(title)s", title=text(course_session.course.title)),
        course_session=course_session,
        parts=[one[0].day for one in columns if one],
        part=part,
        sheets=_sheets(columns if part is None else [columns[part]], _lines(course_session)),
    )


def _part(course_session: CourseSession, parts: int) -> int | None:
    """Which half-days are printed: those of the next date, those asked for, or (None) all of them."""
    asked = request.args.get("part", "")
    if asked == "all":
        return None
    if asked.isascii() and asked.isdigit() and len(asked) < 4:
        return min(int(asked), parts - 1)
    zone, now = course_session.place.zone, clock.now()
    over = sum(len(halves_of(day, zone)) for day in course_session.dates if day.ends_at <= now)
    return min(over // COLUMNS, parts - 1)


def _sheets(columns: Sequence[Sequence[Column]], lines: Sequence[tuple[int, str | None]]) -> list[Sheet]:
    """All names for the first half-days, then all names for the next ones."""
    papers = [(days, names) for days in columns for names in _cut(lines, LINES)]
    return [Sheet(days, names, number) for number, (days, names) in enumerate(papers, 1)]


def _cut(things: Sequence[Thing], size: int) -> list[Sequence[Thing]]:
    return [things[first : first + size] for first in range(0, len(things), size)]


def _columns(course_session: CourseSession) -> list[Column]:
    zone = course_session.place.zone
    return [
        Column(
            day_words(local(day.starts_at, zone).date()),
            half_words(half),
            hours_words(local(day.starts_at, zone), local(day.ends_at, zone)),
        )
        for day in course_session.dates
        for half in halves_of(day, zone)
    ]


def _lines(course_session: CourseSession) -> list[tuple[int, str | None]]:
    """A line for each seat, in the order of the names; the last sheet is filled with empty ones."""
    names = [name for sign_up in _seated(course_session) for name in _names(sign_up)]
    count = LINES * ceil((len(names) + WALK_INS) / LINES)
    return list(enumerate([*names, *[None] * (count - len(names))], 1))


def _seated(course_session: CourseSession) -> list[SignUp]:
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(HOLDING))
    found = db.session.scalars(query.options(joinedload(SignUp.person)).order_by(SignUp.id))
    return sorted(found, key=lambda one: one.person.name_folded)


def _names(sign_up: SignUp) -> list[str]:
    """Whoever comes along signs, too."""
    name = sign_up.person.first_name
    return [name, *[_("with %(name)s", name=name)] * (sign_up.party - 1)]
