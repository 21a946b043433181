"""What the worker looks after from time to time: lines, reminders, wishes, what is over, what may go."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, SessionDate
from portal.domain.settings.alive import WORKER, note_alive
from portal.domain.signups.attendance_owed import dates_unmarked, owe_marks
from portal.domain.signups.leaving import tell_leaving, to_tell
from portal.domain.signups.line import end_waiting, run_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import answer_wishes, wished_courses
from portal.domain.signups.reminders import dates_to_remind, remind
from portal.domain.signups.retention import clear
from portal.domain.signups.seats import touch
from portal.domain.signups.watch import begun, standing_lines

logger = logging.getLogger(__name__)

Row = TypeVar("Row")


def each(model: type[Row], ids: Iterable[int], do: Callable[[Row], int | None]) -> int:
    """Do it for each row that is still there, each in a transaction of its own; returns the sum of what was done."""
    done = 0
    for one in ids:
        try:
            row = db.session.get(model, one)
            done += (do(row) or 0) if row is not None else 0
            db.session.commit()
        except Exception:  # one row that fails must not keep the others waiting
            logger.exception("%s %s", model.__name__, one)
            db.session.rollback()
    return done


def say_alive(now: datetime) -> int:
    """The team sees when the worker was last at work."""
    note_alive(WORKER, now)
    db.session.commit()
    return 0


def run_lines(now: datetime) -> int:
    """A second look at every line: the turn of one that was lost is made up for."""

    def run(course_session: CourseSession) -> None:
        touch(course_session)
        run_line(course_session, now)

    return each(CourseSession, [one.id for one in standing_lines(now)], run)


def end_lines(now: datetime) -> int:
    """Nobody waits for what has begun."""

    def end(sign_up: SignUp) -> int:
        end_waiting(sign_up, now)
        return 1

    return each(SignUp, begun(now), end)


def remind_all(now: datetime) -> int:
    return each(SessionDate, dates_to_remind(now), lambda day: remind(day, now))


def come_true(now: datetime) -> int:
    """Tell those who wait for a date that there is one."""
    return each(Course, wished_courses(), lambda course: answer_wishes(course, now))


def ask_who_came(now: datetime) -> int:
    """When a date is over and marks are missing, they are owed."""
    return each(SessionDate, dates_unmarked(now), lambda day: int(owe_marks(day, now) is not None))


def say_leaving(now: datetime) -> int:
    """Tell those whose data leaves soon, so that whoever wants to can stay."""
    return each(Person, to_tell(now), lambda person: tell_leaving(person, now))


def clear_old(now: datetime) -> int:
    gone = clear(now)
    db.session.commit()
    return sum(gone.values())
