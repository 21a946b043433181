"""The checks of a volunteer: recorded with their dates, announced before they end, and what their end brings.

The newest check of a kind counts. Whoever was approved works while all of theirs hold; the day after one has ended
they are on a break until it was made again, and somebody of the team owes them that.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import exists, select

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.mentoring.moves import move_volunteer, touch_volunteer
from portal.domain.mentoring.states import AT_WORK, VolunteerState
from portal.domain.mentoring.told import about_volunteer, owner_for, tell_volunteer
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer, VolunteerCheck
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at, working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, answer, open_about, promise, redate
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone

#: So long before its end a check is announced; so many working days the team has once it is over.
ANNOUNCED, AGAIN_WITHIN_DAYS = timedelta(days=30), 10
#: Why somebody is on a break whose check is over.
CHECK_OVER = "check"


class BadCheck(Exception):
    """It was made in the future, or ended before it was made."""


class Stands(StrEnum):
    """How it stands with a check."""

    MISSING = "missing"
    HOLDS = "holds"
    ENDS_SOON = "ends_soon"
    OVER = "over"


def today(now: datetime) -> date:
    return now.astimezone(home_zone()).date()


def current(volunteer: Volunteer) -> dict[CheckKind, VolunteerCheck]:
    """The newest check of each kind."""
    return {CheckKind(check.kind): check for check in sorted(volunteer.checks, key=lambda one: one.id)}


def stands(volunteer: Volunteer, kind: CheckKind, day: date) -> Stands:
    """A charter signed on the form holds without being recorded."""
    check = current(volunteer).get(kind)
    if check is None:
        signed = kind == CheckKind.CHARTER and volunteer.charter_at is not None
        return Stands.HOLDS if signed else Stands.MISSING
    if check.until is None or check.until > day + ANNOUNCED:
        return Stands.HOLDS
    return Stands.OVER if check.until < day else Stands.ENDS_SOON


def lacking(volunteer: Volunteer, now: datetime) -> list[CheckKind]:
    """What must be recorded before they may meet learners."""
    day = today(now)
    return [kind for kind in CheckKind if stands(volunteer, kind, day) in {Stands.MISSING, Stands.OVER}]


def record(
    volunteer: Volunteer, kind: CheckKind, done_on: date, until: date | None, by: Account | None, now: datetime
) -> VolunteerCheck:
    """It was passed on that day. Whoever waited for it only goes on. Raises `BadCheck`."""
    begin_write()
    _refuse(done_on, until, now)
    check = VolunteerCheck(
        volunteer=volunteer, kind=kind, done_on=done_on, until=until, account_id=by.id if by else None
    )
    db.session.add(check)
    db.session.flush()
    _settle(volunteer, now)
    return check


def correct(check: VolunteerCheck, done_on: date, until: date | None, now: datetime) -> None:
    """A slip of the keyboard: the dates of this check are these. Raises `BadCheck`."""
    begin_write()
    _refuse(done_on, until, now)
    check.done_on, check.until = done_on, until
    db.session.flush()
    _settle(check.volunteer, now)


def _refuse(done_on: date, until: date | None, now: datetime) -> None:
    if done_on > today(now) or (until is not None and until < done_on):
        raise BadCheck


def _settle(volunteer: Volunteer, now: datetime) -> None:
    """Nothing is owed once all checks hold for a while; whoever was on a break for want of one is back."""
    day = today(now)
    standing = {stands(volunteer, kind, day) for kind in CheckKind}
    if standing & {Stands.MISSING, Stands.OVER}:
        return
    if is_paused_for_check(volunteer):
        come_back(volunteer, Role.STAFF, now)
    owed = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_CHECK)
    if owed and standing == {Stands.HOLDS}:
        answer(owed, Role.STAFF, now, "checked")
        drop_about(about_volunteer(volunteer), "checked", (MessageKind.VOLUNTEER_CHECK,))


def is_paused_for_check(volunteer: Volunteer) -> bool:
    """Are they on a break for want of a check, and for nothing else?"""
    last = volunteer.history[-1] if volunteer.history else None
    return volunteer.state == VolunteerState.PAUSED and last is not None and last.why == CHECK_OVER


def come_back(volunteer: Volunteer, role: Role, now: datetime) -> None:
    """The break is over, and they hear it."""
    move_volunteer(volunteer, VolunteerState.APPROVED, role, now)
    key = str(len(volunteer.history))
    drop_about(about_volunteer(volunteer), "changed_again", (MessageKind.VOLUNTEER_PAUSED,))
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_BACK, now, key=key)


def with_ends(now: datetime) -> list[int]:
    """Numbers of volunteers at work of whom a check, not always the newest, ends within a month or has ended."""
    ends = exists().where(VolunteerCheck.volunteer_id == Volunteer.id, VolunteerCheck.until <= today(now) + ANNOUNCED)
    query = select(Volunteer.id).where(Volunteer.state.in_(AT_WORK), Volunteer.imported.is_(False), ends)
    return list(db.session.scalars(query.order_by(Volunteer.id)))


def look_after(volunteer: Volunteer, now: datetime) -> int:
    """Announce what ends within a month, and stop whoever has a check that is over; returns how many steps."""
    return announce(volunteer, now) + pause_overdue(volunteer, now)


def announce(volunteer: Volunteer, now: datetime) -> int:
    """They and the team hear that a check ends soon; of each check once. Returns whether it was news."""
    begin_write()
    day, soon = today(now), 0
    for kind, check in current(volunteer).items():
        if check.until is None or stands(volunteer, kind, day) is not Stands.ENDS_SOON:
            continue
        if open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_CHECK) is None:
            promise(_owed(volunteer, working_day_at(check.until, home_zone())), Role.RULE, now)
            soon = 1
        facts = {"check": kind.value, "until": check.until.isoformat()}
        tell_volunteer(volunteer, MessageKind.VOLUNTEER_CHECK, now, facts, f"{check.id}:{check.until}")
    return soon


def pause_overdue(volunteer: Volunteer, now: datetime) -> int:
    """A check is over: no new learner and no slot until it was made again. Returns whether they were stopped."""
    touch_volunteer(volunteer)
    day = today(now)
    over = [kind for kind in current(volunteer) if stands(volunteer, kind, day) is Stands.OVER]
    if not over or volunteer.state != VolunteerState.APPROVED:
        return 0
    move_volunteer(volunteer, VolunteerState.PAUSED, Role.RULE, now, CHECK_OVER)
    by = working_days_later(now, AGAIN_WITHIN_DAYS, home_zone())
    owed = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_CHECK)
    if owed:
        redate(owed, by, None, now)
    else:
        owed = promise(_owed(volunteer, by), Role.RULE, now)
    drop_about(about_volunteer(volunteer), "over", (MessageKind.VOLUNTEER_CHECK,))
    tell_paused(volunteer, owed, now)
    return 1


def _owed(volunteer: Volunteer, by: datetime) -> Owed:
    about, owner = about_volunteer(volunteer), owner_for(volunteer)
    return Owed(PromiseKind.VOLUNTEER_CHECK, about, owner, by, home_zone(), language=volunteer.language)


def tell_paused(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """That they are on a break, why, and until when the team makes the check again."""
    facts = {"why": CHECK_OVER, "reply_by": owed.reply_by.isoformat()}
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_PAUSED, now, facts, f"{owed.ref}:{owed.reply_by.isoformat()}")


def say_later(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """The first team was silent, another owes it now: whoever is on a break hears the new date."""
    if is_paused_for_check(volunteer):
        tell_paused(volunteer, owed, now)


def end_unmade(volunteer: Volunteer, owed: Promise, now: datetime) -> None:
    """Nobody made the check: the break goes on, and they hear whom to call."""
    if is_paused_for_check(volunteer):
        facts = {"why": "nobody"}
        tell_volunteer(volunteer, MessageKind.VOLUNTEER_PAUSED, now, facts, f"{owed.ref}:over")
