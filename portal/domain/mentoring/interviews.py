"""The interview with somebody who offers help: a date is proposed; they say yes or ask for another; silence ends in
a date that the team finds.

Their answer stays promised: where the interview comes late, its date moves along, and they read so at once. Said
to have been agreed after it began, an interview took place: that is how `note_held` writes it down.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.database import begin_write, db
from portal.domain.mentoring.moves import move_volunteer, touch_volunteer
from portal.domain.mentoring.states import APPLIED, VolunteerState
from portal.domain.mentoring.told import about_volunteer, owner_for, tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import last_waking, working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, open_about, promise, redate, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone

#: Working days they have to answer a date, and the team to find another, to call, to decide after it.
REPLY_WITHIN_DAYS, NEW_DATE_WITHIN_DAYS, CALL_WITHIN_DAYS, DECIDE_WITHIN_DAYS = 3, 2, 1, 3
#: They answer at the latest this long before it; it is at the latest so far ahead.
_BEFORE, _FURTHEST = timedelta(hours=3), timedelta(days=60)
#: What a new date makes untrue.
NEWS = (MessageKind.VOLUNTEER_INTERVIEW, MessageKind.VOLUNTEER_AGREED, MessageKind.VOLUNTEER_LATER)


class Meet(StrEnum):
    """How far they are with meeting the team."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"
    TO_AGREE = "to_agree"
    HELD = "held"


class BadDate(Exception):
    """The interview lies behind, or too far ahead."""


class OtherDate(Exception):
    """Another date was proposed than the one they saw."""


def meet(volunteer: Volunteer) -> Meet:
    at, agreed = volunteer.interview_at, volunteer.interview_agreed_at
    if open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_DATE):
        return Meet.TO_AGREE
    if at is None:
        return Meet.NONE
    if agreed is None:
        return Meet.PROPOSED
    return Meet.HELD if agreed >= at else Meet.AGREED


def propose(volunteer: Volunteer, at: datetime, where: str, now: datetime) -> None:
    """Propose a date, or another one instead; `where`: a place, or the address of a call. Raises `BadDate`, or
    `MoveNotAllowed` when their offer is no longer open."""
    begin_write()
    if not now < at <= now + _FURTHEST:
        raise BadDate
    _to_interview(volunteer, now)
    _answered(volunteer, Role.STAFF, now)
    volunteer.interview_at, volunteer.interview_where, volunteer.interview_agreed_at = at, where, None
    zone = home_zone()
    _answer_after(volunteer, at, now)
    by = min(working_days_later(now, REPLY_WITHIN_DAYS, zone), last_waking(at - _BEFORE, zone))
    owed = Owed(
        PromiseKind.VOLUNTEER_INTERVIEW,
        about_volunteer(volunteer),
        Owner.VOLUNTEER,
        by if by > now else at,
        zone,
        language=volunteer.language,
    )
    drop_about(about_volunteer(volunteer), "changed_again", NEWS)
    tell_proposed(volunteer, promise(owed, Role.STAFF, now), now)


def _to_interview(volunteer: Volunteer, now: datetime) -> None:
    """Whoever is invited has been read; proposing another date moves nothing."""
    if volunteer.state == VolunteerState.RECEIVED:
        move_volunteer(volunteer, VolunteerState.IN_REVIEW, Role.STAFF, now)
    if volunteer.state != VolunteerState.INTERVIEW:
        move_volunteer(volunteer, VolunteerState.INTERVIEW, Role.STAFF, now)


def _answer_after(volunteer: Volunteer, at: datetime, now: datetime) -> None:
    """The answer that is promised comes after the interview: some working days later at the earliest."""
    whole = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER)
    decided = working_days_later(at, DECIDE_WITHIN_DAYS, home_zone())
    if whole and whole.reply_by < decided:
        redate(whole, decided, None, now)


def remind(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """The time to answer is nearly over: the same is said again."""
    tell_proposed(volunteer, owed, now, ":again")


def tell_proposed(volunteer: Volunteer, owed: Promise, now: datetime, again: str = "") -> None:
    """Which date, where, until when they answer, and by when they hear in the end."""
    facts = _date(volunteer, owed.reply_by) | {"reply_by": owed.reply_by.isoformat()}
    key = f"{owed.ref}{again}"
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_INTERVIEW, now, facts, key, useless_from=owed.reply_by)


def _date(volunteer: Volunteer, otherwise: datetime) -> dict[str, str]:
    whole = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER)
    at = volunteer.interview_at or otherwise
    answer_by = {"answer_by": whole.reply_by.isoformat()} if whole else {}
    return {"interview_at": at.isoformat(), "where": volunteer.interview_where or "", **answer_by}


def agree(volunteer: Volunteer, role: Role, now: datetime, seen: datetime | None = None) -> None:
    """The date suits; `seen`: the one they said yes to. Pressed again, it stays agreed.

    Raises `OtherDate`, `BadDate` once it is over, `MoveNotAllowed` else.
    """
    begin_write()
    _refuse_unless_invited(volunteer, role)
    at = volunteer.interview_at
    if volunteer.interview_agreed_at is not None:
        return
    if seen is not None and seen != at:
        raise OtherDate
    if at is None or at <= now:
        raise BadDate
    volunteer.interview_agreed_at = now
    _answered(volunteer, role, now)
    drop_about(about_volunteer(volunteer), "changed_again", NEWS)
    key = f"{at.isoformat()}:{now:%Y%m%d%H%M%S%f}"
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_AGREED, now, _date(volunteer, at), key, useless_from=at)


def ask_other_time(volunteer: Volunteer, role: Role, now: datetime, note: str | None = None) -> None:
    """The date does not suit, or no longer: the team finds another; `note`: what they say of it. Twice is once.
    Raises `MoveNotAllowed`."""
    touch_volunteer(volunteer)
    _refuse_unless_invited(volunteer, role)
    if meet(volunteer) is Meet.HELD:
        return
    if meet(volunteer) is not Meet.TO_AGREE:
        volunteer.interview_agreed_at = None
        _answered(volunteer, role, now)
        _promise_date(volunteer, NEW_DATE_WITHIN_DAYS, role, now, asked=True, note=note)


def let_lapse(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """No answer came: the team finds a date, by phone if need be, and they hear so."""
    if volunteer.state == VolunteerState.INTERVIEW and volunteer.interview_agreed_at is None:
        _promise_date(volunteer, CALL_WITHIN_DAYS, Role.RULE, now, asked=False)


def _promise_date(
    volunteer: Volunteer, days: int, role: Role, now: datetime, asked: bool, note: str | None = None
) -> None:
    """Owe them the date of an interview, never later than the answer itself."""
    whole = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER)
    latest = whole.reply_by if whole else None
    by = working_days_later(now, days, home_zone())
    owed = Owed(
        PromiseKind.VOLUNTEER_DATE,
        about_volunteer(volunteer),
        owner_for(volunteer),
        min(by, latest) if latest else by,
        home_zone(),
        language=volunteer.language,
        note=note,
        latest=latest,
    )
    tell_later(volunteer, promise(owed, role, now), now, asked)


def tell_later(volunteer: Volunteer, owed: Promise, now: datetime, asked: bool = False) -> None:
    """By when they hear about a date, or have their answer. `asked`: they did ask for another date."""
    if volunteer.state not in APPLIED:
        return
    drop_about(about_volunteer(volunteer), "changed_again", NEWS)
    facts = {"reply_by": owed.reply_by.isoformat(), "asked": asked, "date": owed.kind == PromiseKind.VOLUNTEER_DATE}
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_LATER, now, facts, f"{owed.ref}:{owed.reply_by.isoformat()}")


def find_no_date(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """The team found no date in time: they hear until when the answer comes all the same."""
    whole = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER)
    if whole:
        tell_later(volunteer, whole, now)


def note_held(volunteer: Volunteer, now: datetime) -> None:
    """The interview took place, at the date or before it, or without one. Twice is once. Raises `MoveNotAllowed`."""
    begin_write()
    if volunteer.state == VolunteerState.INTERVIEW and meet(volunteer) is Meet.HELD:
        return
    _to_interview(volunteer, now)
    _answered(volunteer, Role.STAFF, now)
    at = volunteer.interview_at
    volunteer.interview_at = at if at and at < now else now
    volunteer.interview_agreed_at = now
    drop_about(about_volunteer(volunteer), "held", NEWS)
    db.session.flush()


def _refuse_unless_invited(volunteer: Volunteer, role: Role) -> None:
    if volunteer.state != VolunteerState.INTERVIEW:
        raise MoveNotAllowed("volunteer", VolunteerState(volunteer.state), VolunteerState.INTERVIEW, role)


def _answered(volunteer: Volunteer, role: Role, now: datetime) -> None:
    """Nobody owes a date, or an answer to one, any more."""
    for owed in all_open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_INTERVIEW):
        if role is Role.VOLUNTEER:
            answer(owed, role, now)
        else:
            withdraw(owed, role, now)
    for owed in all_open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_DATE):
        answer(owed, role, now)
