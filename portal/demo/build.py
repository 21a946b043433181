"""Builds the demo: the catalogue from `catalogue`, the course sessions from `schedule`, sign-ups by the rules."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import begin_write, db
from portal.demo.attendance import mark_dates
from portal.demo.catalogue import CALLS, COURSES, FIRST_NAMES, PLACES, PROGRAMMES, WISHES
from portal.demo.cohorts import choose
from portal.demo.jobs import bring_work
from portal.demo.mentoring import bring_together
from portal.demo.published_year import bring_in
from portal.demo.schedule import RUNS, Run
from portal.domain.accounts.contacts import Reach, read_email
from portal.domain.accounts.models import ContactKind
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.catalogue.models import (
    Competence,
    Course,
    CourseSession,
    French,
    Place,
    Programme,
    SkillBlock,
    SpokenLanguage,
)
from portal.domain.signups.applying import by_application
from portal.domain.signups.changes import cancel, cancel_course_session
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import Asker, ask_call, wish_for_date
from portal.domain.signups.seats import SeatRequest, take_seat
from portal.domain.signups.states import State
from portal.vault import new_ref

#: The demo is the same each time but for codes and refs, which must not be guessable.
_SEED = 20161
#: Numbers the French regulator keeps for fiction (Arcep: 06 39 98 00 00 to 06 39 98 99 99).
_FICTION = "+33639980"


@dataclass(frozen=True)
class Built:
    sessions: int
    sign_ups: int


def is_empty() -> bool:
    return db.session.scalar(select(Programme.id).limit(1)) is None


def build(now: datetime) -> Built:
    """Fill the database and commit."""
    begin_write()
    chance = random.Random(_SEED)  # noqa: S311  (no secret is drawn from it)
    courses, places = _catalogue(), _places()
    db.session.flush()
    people = _people(chance)
    sign_ups = 0
    for run in RUNS:
        course_session = _course_session(run, courses[run.course], places[run.place], now)
        db.session.add(course_session)
        db.session.flush()
        if by_application(course_session):
            sign_ups += choose(course_session, run, people, now)
        else:
            sign_ups += _fill(course_session, run, people, chance, now)
            sign_ups += _line(course_session, run, people, now)
        if run.closed:
            course_session.closes_at = now - timedelta(hours=1)
        if run.cancelled:
            cancel_course_session(course_session, now)
    _questions(courses, now)
    mark_dates(now, chance)
    bring_together(now, chance)
    bring_work(None, now, chance)
    bring_in(now)
    db.session.commit()
    return Built(len(RUNS), sign_ups)


def _catalogue() -> dict[str, Course]:
    programmes = {}
    for position, facts in enumerate(PROGRAMMES):
        programmes[facts["slug"]] = Programme(
            slug=facts["slug"],
            kind=facts["kind"],
            name=facts["name"],
            summary=facts["summary"],
            position=position,
        )
    courses = {facts["slug"]: _course(facts, position) for position, facts in enumerate(COURSES)}
    for facts in COURSES:
        course = courses[facts["slug"]]
        course.programme = programmes[facts["programme"]]
        course.next_courses = [courses[slug] for slug in facts["leads_to"]]
    db.session.add_all([*programmes.values(), *courses.values()])
    return courses


def _course(facts: dict, position: int) -> Course:  # type: ignore[type-arg]
    return Course(
        slug=facts["slug"],
        level=facts["level"],
        title=facts["title"],
        summary=facts["summary"],
        activities=facts["activities"],
        bring=facts["bring"],
        prerequisites=facts["prerequisites"],
        certificate=facts["certificate"],
        financing=facts["financing"],
        french=French[facts["french"].upper()],
        entry=facts["entry"],
        blocks=[SkillBlock(position=number, **block) for number, block in enumerate(facts["blocks"])],
        competences=[Competence(framework=one, version=two, code=three) for one, two, three in facts["competences"]],
        position=position,
    )


def _places() -> dict[str, Place]:
    places = {}
    for position, facts in enumerate(PLACES):
        places[facts["slug"]] = Place(**facts, position=position)
    db.session.add_all(places.values())
    return places


def _course_session(run: Run, course: Course, place: Place, now: datetime) -> CourseSession:
    course_session = CourseSession(
        ref=new_ref(8),
        course=course,
        place=place,
        capacity=run.seats,
        opens_at=None if run.opens is None else now + timedelta(days=run.opens),
        join_url=f"https://meet.example.org/{new_ref(10)}" if place.online else None,
        data_mb_hour=run.data_mb_hour if place.online else None,
        childcare=run.childcare,
        draft=run.draft,
        spoken=[SpokenLanguage(code=code) for code in run.languages],
    )
    if run.day is not None:
        today = now.astimezone(place.zone).date()
        first = today + timedelta(days=run.day)
        while run.day > 0 and _day_off(first):
            first += timedelta(days=1)
        set_dates(course_session, weekly(first, run.hour, timedelta(minutes=run.minutes), run.dates, place.zone))
    return course_session


def _day_off(day: date) -> bool:
    """Sundays, and the holidays everybody would notice in a demo."""
    return day.weekday() == 6 or (day.month, day.day) in {(1, 1), (5, 1), (7, 14), (12, 25)}


def _people(chance: random.Random) -> Iterator[tuple[str, Reach | None]]:
    """Invented learners without end: most with a phone, some with an e-mail, some with neither."""
    number = 0
    while True:
        number += 1
        name = FIRST_NAMES[number % len(FIRST_NAMES)]
        draw = chance.random()
        if draw < 0.6:
            yield name, Reach(ContactKind.PHONE, f"{_FICTION}{number % 1000:03}")
        elif draw < 0.85:
            yield name, read_email(f"learner{number}@example.org")
        else:
            yield name, None


def _fill(
    course_session: CourseSession,
    run: Run,
    people: Iterator[tuple[str, Reach | None]],
    chance: random.Random,
    now: datetime,
) -> int:
    """Let people take seats some days ago, before it began; a few give theirs back."""
    if course_session.starts_at is None or run.opens is not None or run.draft:
        return 0
    when = min(now, course_session.starts_at) - timedelta(days=2)
    wanted, made = round(run.seats * run.filled), 0
    while wanted > 0:
        party = min(wanted, 2 if chance.random() < 0.15 else 1)
        name, reach = next(people)
        take_seat(course_session, SeatRequest(name, reach, party, new_ref(16), "demo", "fr"), when)
        wanted, made = wanted - party, made + 1
    if made > 4:
        name, reach = next(people)
        if run.filled < 1:
            cancel(take_seat(course_session, SeatRequest(name, reach, 1, new_ref(16), "demo", "fr"), when), when)
            made += 1
    return made


def _line(course_session: CourseSession, run: Run, people: Iterator[tuple[str, Reach | None]], now: datetime) -> int:
    """Let people wait for a full course session; where one gives a seat back, the rule of the line does the rest."""
    for _number in range(run.waits):
        name, reach = next(people)
        join_line(course_session, SeatRequest(name, reach, 1, new_ref(16), "demo", "fr"), now - timedelta(days=1))
    if run.back:
        held = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state == State.CONFIRMED)
        cancel(db.session.scalars(held.order_by(SignUp.id)).all()[-1], now - timedelta(hours=1))
    return run.waits


def _questions(courses: dict[str, Course], now: datetime) -> None:
    """Some wait for a call, some for a date."""
    zone = ZoneInfo("Europe/Paris")
    for number, (name, note) in enumerate(CALLS):
        asker = Asker(name, Reach(ContactKind.PHONE, f"{_FICTION}{900 + number}"), "fr", note)
        ask_call(asker, None, zone, now - timedelta(hours=20 * number))
    for number, (name, slug) in enumerate(WISHES):
        asker = Asker(name, read_email(f"wish{number}@example.org"), "fr")
        wish_for_date(asker, courses[slug], zone, now - timedelta(days=9 * number))
