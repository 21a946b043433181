"""The demo's cohorts: those whom staff accepted, those who wait, and an application at each step of its way."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from portal.demo.schedule import Run
from portal.domain.accounts.contacts import Reach
from portal.domain.catalogue.calendar import local_instant
from portal.domain.catalogue.models import CourseSession
from portal.domain.moves import Role
from portal.domain.signups.answers import accept, put_in_line, refuse
from portal.domain.signups.applying import Told, apply_for, note_met, set_info_meeting
from portal.domain.signups.interviews import agree, ask_other_time, note_held, propose_interview
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import SeatRequest
from portal.domain.signups.steps import DayPart, Refusal
from portal.vault import new_ref

People = Iterator[tuple[str, Reach | None]]

#: In their own words; whoever leaves it empty is taken as seriously.
_WHY = (
    "J\u2019aime comprendre comment marche un site.",
    None,
    "Je veux un travail dans six mois.",
    "J\u2019ai suivi DigitAll et je veux continuer.",
)


def choose(course_session: CourseSession, run: Run, people: People, now: datetime) -> int:
    """Let people apply, and staff answer most of them; returns how many applied."""
    if course_session.starts_at is None or run.opens is not None:
        return 0
    when = min(now, course_session.starts_at) - timedelta(days=9)
    if run.meeting is not None:
        set_info_meeting(course_session, _at(course_session, now, run.meeting, time(18)), None, when)
    seats = round(run.seats * run.filled)
    for number in range(seats):
        accept(_apply(course_session, people, number, when), when + timedelta(days=5))
    for number in range(run.waits):
        put_in_line(_apply(course_session, people, number, when), when + timedelta(days=6))
    for number in range(run.applied):
        _go_on(_apply(course_session, people, number, when + timedelta(days=2)), number, now)
    return seats + run.waits + run.applied


def _apply(course_session: CourseSession, people: People, number: int, when: datetime) -> SignUp:
    name, reach = next(people)
    told = Told(_WHY[number % len(_WHY)], (list(DayPart)[number % len(DayPart)],))
    return apply_for(course_session, SeatRequest(name, reach, 1, new_ref(16), "demo", "fr"), told, when)


def _go_on(sign_up: SignUp, number: int, now: datetime) -> None:
    """As far as its number says: sent, met, proposed, agreed, another time, held, refused, sent ..."""
    meeting = sign_up.course_session.info_meeting_at
    if meeting is None or meeting > now or number > 6 or number == 0:
        return
    if number == 6:
        refuse(sign_up, Refusal.LEVEL, now - timedelta(hours=2))
        return
    yesterday = now - timedelta(days=1)
    note_met(sign_up, yesterday)
    if number > 1:
        propose_interview(sign_up, _at(sign_up.course_session, now, 3 + number, time(10)), yesterday)
    if number in {3, 5}:
        agree(sign_up, Role.PERSON, now - timedelta(hours=3))
    if number == 4:
        ask_other_time(sign_up, Role.PERSON, now - timedelta(hours=3))
    if number == 5:
        note_held(sign_up, now - timedelta(hours=1))


def _at(course_session: CourseSession, now: datetime, days: int, hour: time) -> datetime:
    """A moment some days from today, on a working day, by the clock of the place."""
    zone = course_session.place.zone
    day = now.astimezone(zone).date() + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1) if days > 0 else -timedelta(days=1)
    return local_instant(day, hour, zone)
