"""Who signed up for a course session, as the team looks through the list of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from portal.database import db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.names import fold_name
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance_models import Attendance, Mark
from portal.domain.signups.codes import code_digest, is_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import HOLDING, LIVE, State

#: In place of a state: those that have not ended, and all there ever were.
LIVE_ONES, ALL_ONES = "live", "all"


class Came(StrEnum):
    """What the marks say. CAME: was there once at least. UNMARKED: nobody said anything yet."""

    CAME = "came"
    MISSED = "missed"
    UNMARKED = "unmarked"


@dataclass(frozen=True)
class Search:
    """What the team looks for. `state`: a value of `State`, or of those above. `reach`: `text` as a contact."""

    state: str = LIVE_ONES
    need: str = ""
    came: str = ""
    text: str = ""
    reach: Reach | None = None


#: Seats first, then those who wait for an answer, then who is no longer there.
_ORDER = case(
    {State.CONFIRMED: 0, State.OFFERED: 1, State.REQUESTED: 2, State.WAITING: 3}, value=SignUp.state, else_=4
)


def roll(course_session: CourseSession, search: Search) -> Select[Any]:
    """The sign-ups that fit, those with a seat first, with their people and contacts."""
    query = select(SignUp).join(SignUp.person).where(SignUp.course_session_id == course_session.id, *_fitting(search))
    people = contains_eager(SignUp.person).selectinload(Person.contacts)
    return query.options(people).order_by(_ORDER, SignUp.id)


def _fitting(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.state != ALL_ONES:
        found.append(SignUp.state.in_(LIVE if search.state == LIVE_ONES else {search.state}))
    if search.need:
        found.append(cast(SignUp.needs, String).contains(f'"{search.need}"', autoescape=True))
    if search.came:
        found.append(_came(Came(search.came)))
    if search.text:
        found.append(_said(search))
    return found


def _came(wanted: Came) -> ColumnElement[bool]:
    def marked(*marks: Mark) -> ColumnElement[bool]:
        return exists().where(Attendance.sign_up_id == SignUp.id, Attendance.mark.in_(marks))

    if wanted is Came.UNMARKED:
        return ~marked(*Mark)
    return marked(Mark.PRESENT) if wanted is Came.CAME else and_(marked(Mark.ABSENT), ~marked(Mark.PRESENT))


def _said(search: Search) -> ColumnElement[bool]:
    """A name, or part of one; a whole code; a whole contact."""
    ways: list[ColumnElement[bool]] = []
    name = fold_name(search.text)
    if name:
        ways.append(Person.name_folded.contains(name, autoescape=True))
    if is_code(search.text):
        ways.append(SignUp.code_digest == code_digest(search.text))
    if search.reach:
        ways.append(exists().where(Contact.person_id == Person.id, Contact.digest == search.reach.digest))
    return or_(*ways) if ways else SignUp.id.is_(None)


@dataclass(frozen=True)
class Standing:
    """How many sign-ups of a course session there are in each state, and how many seats they hold."""

    numbers: dict[State, int]
    taken: int


def standing(course_session: CourseSession) -> Standing:
    query = select(SignUp.state, func.count(SignUp.id), func.sum(SignUp.party)).group_by(SignUp.state)
    rows = db.session.execute(query.where(SignUp.course_session_id == course_session.id)).all()
    numbers = {State(state): int(number) for state, number, _seats in rows}
    return Standing(numbers, sum(int(seats) for state, _number, seats in rows if state in HOLDING))
