"""One press for all who are left: whoever has no mark yet was not there. And its undoing."""

from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import SessionDate
from portal.domain.signups.attendance import By, Outcome, Tick, earliest, held, latest, marks_of, take, who_is_listed
from portal.domain.signups.attendance_models import AttendanceTick, Half, Mark
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import touch
from portal.domain.signups.states import State
from portal.vault import vault


def form_token(key: str, sign_up: SignUp, day: SessionDate, half: Half, mark: Mark | None) -> str:
    """The token of one tick of a form that has one `key` for many names."""
    return vault.digest("tick", f"{key}|{sign_up.id}|{day.id}|{half}|{mark}")


def mark_rest(day: SessionDate, half: Half, key: str, by: By, now: datetime) -> int:
    """Mark as absent whoever has a seat and no mark; returns how many. `key`: drawn by the page.

    It says nothing against a tick that was made before and arrives later: somebody looked at that one.
    """
    touch(day.course_session)
    marks = marks_of(day.course_session)
    seated = [one for one in who_is_listed(day.course_session) if one.state == State.CONFIRMED]
    rest = [one for one in seated if (day.id, half) not in marks.get(one.id, {})]
    return [_quietly(one, day, half, Mark.ABSENT, key, by, now) for one in rest].count(Outcome.TAKEN)


def undo_rest(day: SessionDate, half: Half, key: str, by: By, now: datetime) -> int:
    """Take back what `mark_rest` did under this key, where nobody has ticked since; returns how many."""
    touch(day.course_session)
    tokens = {form_token(key, one, day, half, Mark.ABSENT): one for one in who_is_listed(day.course_session)}
    made = db.session.scalars(select(AttendanceTick).where(AttendanceTick.token.in_(tokens))).all()
    undone = 0
    for tick in made:
        now_held = held(tick.sign_up_id, day.id, half)
        if now_held and (now_held.mark, now_held.ticked_at) == (Mark.ABSENT, tick.ticked_at):
            undone += _quietly(tokens[tick.token], day, half, None, key, by, now) == Outcome.TAKEN
    return undone


def _quietly(
    sign_up: SignUp, day: SessionDate, half: Half, mark: Mark | None, key: str, by: By, now: datetime
) -> Outcome:
    """A tick as early as can be, so that any that was made by looking overtakes it."""
    at = max(latest(sign_up, day, half) or earliest(day), earliest(day))
    return take(Tick(form_token(key, sign_up, day, half, mark), sign_up, day, half, mark, at), by, now)
