"""Volunteers as the team and they themselves see them: the queue, one of them changed, and what staff wrote down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, exists, func, literal, or_, select
from sqlalchemy.orm import selectinload

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import Place
from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.scope import sees_volunteer, volunteers_in
from portal.domain.mentoring.states import APPLIED, AT_WORK, LIVE_PAIR, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer, VolunteerNote, volunteer_place
from portal.domain.promises.kinds import NOT_STAFF
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

__all__ = ["sees_volunteer", "volunteers_in"]

#: Shown and counted; what came with imported history, or names nobody any more, is not.
_KNOWN = Volunteer.imported.is_(False) & Volunteer.erased_at.is_(None)


@dataclass(frozen=True)
class Sought:
    """What is looked for; None: all. `state`: a state, "waits" (an answer is owed) or "work" (approved or paused)."""

    begins: str | None = None
    state: str | None = None
    role: str | None = None
    spoken: str | None = None
    place_id: int | None = None
    employer: str | None = None


def looked_for(sought: Sought, powers: Powers) -> Select[Volunteer]:
    """The volunteers that are looked for and may be seen: whoever is owed an answer first, then the newest. What was
    not sent is nobody's business yet."""
    query = select(Volunteer).where(_KNOWN, volunteers_in(powers), Volunteer.state != VolunteerState.DRAFT)
    query = query.where(*_wanted(sought)).options(selectinload(Volunteer.places))
    waits = owed_by()
    return query.order_by(waits.is_(None), waits, Volunteer.changed_at.desc(), Volunteer.id.desc())


def _wanted(sought: Sought) -> Iterable[ColumnElement[bool]]:
    if sought.begins:
        typed = sought.begins
        begins = (typed, typed.lower(), typed.capitalize())
        yield or_(*(Volunteer.first_name.istartswith(one, autoescape=True) for one in dict.fromkeys(begins)))
    if sought.state == "waits":
        yield Volunteer.state.in_(APPLIED)
    elif sought.state == "work":
        yield Volunteer.state.in_(AT_WORK)
    elif sought.state:
        yield Volunteer.state == sought.state
    if sought.role:
        yield _holds(Volunteer.roles, sought.role)
    if sought.spoken:
        yield _holds(Volunteer.spoken, sought.spoken)
    if sought.place_id is not None:
        yield exists().where(
            volunteer_place.c.volunteer_id == Volunteer.id, volunteer_place.c.place_id == sought.place_id
        )
    if sought.employer:
        yield Volunteer.employer_key == sought.employer


def _holds(values: Any, one: str) -> ColumnElement[bool]:
    """Is it one of the values of a list kept as JSON?"""
    return cast(values, String).contains(f'"{one}"', autoescape=True)


def owed_by() -> ScalarSelect[datetime]:
    """Until when the team owes a volunteer something; NULL: nothing."""
    about = literal("volunteer:") + cast(Volunteer.id, String)
    mine = select(func.min(Promise.reply_by)).where(Promise.about == about, Promise.state == State.OPEN)
    return mine.where(Promise.owner.not_in(NOT_STAFF)).correlate(Volunteer).scalar_subquery()


def owed_and_pairs(volunteers: Iterable[Volunteer]) -> tuple[dict[int, datetime], dict[int, int]]:
    """Of the volunteers of a page, by their number: the same; and how many learners each has, or is asked for."""
    theirs = Pair.volunteer_id == Volunteer.id, Pair.state.in_(LIVE_PAIR)
    pairs = select(func.count(Pair.id)).where(*theirs).correlate(Volunteer).scalar_subquery()
    numbers = [volunteer.id for volunteer in volunteers]
    rows = db.session.execute(select(Volunteer.id, owed_by(), pairs).where(Volunteer.id.in_(numbers))).all()
    return {row[0]: row[1] for row in rows if row[1] is not None}, {row[0]: row[2] for row in rows if row[2]}


def employers(powers: Powers) -> list[tuple[str, str]]:
    """(key, name) of the employers of those who may be seen, by name."""
    known = select(Volunteer.employer_key, func.min(Volunteer.employer)).where(
        _KNOWN, volunteers_in(powers), Volunteer.employer_key.is_not(None), Volunteer.state != VolunteerState.DRAFT
    )
    rows = db.session.execute(known.group_by(Volunteer.employer_key).order_by(func.min(Volunteer.employer)))
    return [(str(row[0]), row[1] or str(row[0])) for row in rows]


def of_promise(owed: Promise) -> Volunteer | None:
    """The volunteer a promise is about; None: it is about somebody else, or they are gone."""
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(Volunteer, int(number)) if noun == "volunteer" else None


@dataclass(frozen=True)
class Offer:
    """What somebody offers, as they or the team change it later."""

    roles: list[str]
    spoken: list[str]
    topics: list[str]
    week: list[str]
    online: bool
    places: list[Place]
    capacity: int


def offer_of(volunteer: Volunteer) -> Offer:
    return Offer(
        volunteer.roles,
        volunteer.spoken,
        volunteer.topics,
        volunteer.week,
        volunteer.online,
        list(volunteer.places),
        volunteer.capacity,
    )


def change(volunteer: Volunteer, offer: Offer, now: datetime) -> bool:
    """From now on they offer this. Learners they have stay theirs. Returns whether anything changed."""
    begin_write()
    if offer == offer_of(volunteer):
        return False
    volunteer.roles, volunteer.spoken, volunteer.topics = offer.roles, offer.spoken, offer.topics
    volunteer.week, volunteer.online, volunteer.capacity = offer.week, offer.online, offer.capacity
    volunteer.places[:] = offer.places
    volunteer.changed_at = now
    db.session.flush()
    return True


def add_note(volunteer: Volunteer, text: str, by: Account | None, now: datetime) -> None:
    """What staff write for themselves."""
    begin_write()
    db.session.add(VolunteerNote(volunteer_id=volunteer.id, at=now, account_id=by.id if by else None, text=text))
    db.session.flush()


def notes_of(volunteer: Volunteer) -> list[VolunteerNote]:
    """Newest first."""
    mine = select(VolunteerNote).where(VolunteerNote.volunteer_id == volunteer.id)
    return list(db.session.scalars(mine.order_by(VolunteerNote.id.desc())))


def others_alike(volunteer: Volunteer) -> list[Volunteer]:
    """Other offers of the same e-mail, the newest first."""
    if volunteer.email_digest is None:
        return []
    same = select(Volunteer).where(Volunteer.email_digest == volunteer.email_digest, Volunteer.id != volunteer.id)
    return list(db.session.scalars(same.where(_KNOWN).order_by(Volunteer.id.desc())))
