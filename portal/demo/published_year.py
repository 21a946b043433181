"""The year 2020 as the association published it, made as records: mentoring, and the soft-skills workshops.

Only the totals are known (the activity report of 2020). How they fall on pairs, weeks and workshops is invented,
believable, and the same each time. Everybody in it is as erased people are: counted, and named by nothing.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.calendar import local_instant, set_dates
from portal.domain.catalogue.models import Course, CourseSession, Place, Programme, ProgrammeKind, SessionDate
from portal.domain.mentoring.choices import Mode, VolunteerRole
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, Side
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.attendance_models import Attendance, Mark
from portal.domain.signups.codes import code_digest
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp, Way
from portal.domain.signups.seats import free_code
from portal.domain.signups.states import State
from portal.vault import new_ref

_SEED = 2020
YEAR = 2020
#: As published. What the pages say is counted from the records, never from here.
MENTORS, EMPLOYEES, LEARNERS = 53, 186, 108
#: So many of those who held a slot were mentors, too.
_BOTH = 20
#: How many meetings each pair had: 56 pairs, 460 meetings of an hour on average.
_MEETINGS = (6,) * 7 + (7,) * 15 + (9,) * 27 + (10,) * 7
#: Some were shorter and some longer; after 6, 7, 9 and 10 of them it comes to an hour each.
_LONGER = (0, -15, 15, 0, 30, -30, 0, -15, 15, 0)
#: How long each workshop was, in minutes: 41 of them, 93 hours.
_WORKSHOPS = (120,) * 25 + (150,) * 10 + (180,) * 6
#: How many learners came to one, and how many employees.
_CAME, _HELPED = (6, 10), 5
#: Nobody met in a room between these days.
_LOCKDOWNS = ((date(2020, 3, 17), date(2020, 5, 11)), (date(2020, 10, 30), date(2020, 12, 15)))


def bring_in(now: datetime) -> None:
    """Make the records of that year. The catalogue must be there; commits nothing."""
    begin_write()
    chance = random.Random(_SEED)  # noqa: S311  (no secret is drawn from it)
    people = [Person(first_name=NOBODY, created_at=_noon(date(YEAR, 1, 6)), erased_at=now) for _ in range(LEARNERS)]
    volunteers = [_volunteer(number, now) for number in range(MENTORS + EMPLOYEES - _BOTH)]
    db.session.add_all([*people, *volunteers])
    days = _workshops(chance)
    db.session.flush()
    sign_ups = _learners(days, people, chance)
    _employees(days, volunteers[-EMPLOYEES:])
    _pairs(volunteers[:MENTORS], sign_ups, chance)
    db.session.flush()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _closed(day: date) -> bool:
    return any(first <= day <= last for first, last in _LOCKDOWNS)


def _volunteer(number: int, now: datetime) -> Volunteer:
    since = _noon(date(YEAR, 1, 6))
    roles = [VolunteerRole.MENTOR] if number < MENTORS else []
    if number >= MENTORS - _BOTH:
        roles.append(VolunteerRole.COACH)
    return Volunteer(
        ref=new_ref(16),
        state=VolunteerState.ENDED,
        first_name=NOBODY,
        language="fr",
        roles=roles,
        created_at=since,
        changed_at=since,
        imported=True,
        erased_at=now,
    )


def _workshops(chance: random.Random) -> list[SessionDate]:
    """One a week but for the holidays, by turns of each course; online while the rooms were closed."""
    courses = db.session.scalars(
        select(Course).join(Course.programme).where(Programme.kind == ProgrammeKind.SOFT_SKILLS).order_by(Course.id)
    ).all()
    places = {place.slug: place for place in db.session.scalars(select(Place))}
    lengths = list(_WORKSHOPS)
    chance.shuffle(lengths)
    free = [day for day in _mondays() if day.month != 8]
    made = []
    for number, minutes in enumerate(lengths):
        day = free[number] + timedelta(days=(1, 3)[number % 2])
        place = places["online"] if _closed(day) else places[("paris-20", "montreuil")[number % 2]]
        start = local_instant(day, time(18) if number % 3 else time(14), place.zone)
        course_session = CourseSession(
            ref=new_ref(8), course=courses[number % len(courses)], place=place, capacity=12, spoken=[]
        )
        db.session.add(course_session)
        end = start.astimezone(UTC) + timedelta(minutes=minutes)
        set_dates(course_session, [SessionDate(starts_at=start, ends_at=end)])
        made += course_session.dates
    return made


def _mondays() -> Iterator[date]:
    day = date(YEAR, 1, 6)
    while day.year == YEAR:
        yield day
        day += timedelta(weeks=1)


def _learners(days: list[SessionDate], people: list[Person], chance: random.Random) -> list[SignUp]:
    """Who came to which: everybody to one at least, most to several. Returns the first sign-up of each."""
    left = list(people)
    first: dict[int, SignUp] = {}
    for number, day in enumerate(days):
        wanted = chance.randint(*_CAME)
        new = [left.pop() for _one in range(min(len(left), -(-len(left) // (len(days) - number))))]
        known = [one for one in people if one.id in first]
        there = [*new, *chance.sample(known, min(len(known), wanted - len(new)))]
        for person in there:
            sign_up = _sign_up(day, person)
            first.setdefault(person.id, sign_up)
    db.session.flush()
    return list(first.values())


def _sign_up(day: SessionDate, person: Person) -> SignUp:
    code, when = free_code(), day.starts_at - timedelta(days=6)
    made = SignUp(
        ref=new_ref(16),
        course_session=day.course_session,
        person=person,
        state=State.CONFIRMED,
        party=1,
        language="fr",
        code=code,
        code_digest=code_digest(code),
        consent_version="2020",
        consent_at=when,
        created_at=when,
        way=Way.IMPORT,
    )
    there = [
        Attendance(sign_up=made, session_date=day, half=half, mark=Mark.PRESENT, ticked_at=day.ends_at)
        for half in halves_of(day, day.course_session.place.zone)
    ]
    db.session.add_all([made, *there])
    return made


def _employees(days: list[SessionDate], volunteers: list[Volunteer]) -> None:
    """Five at each workshop; some came twice."""
    for number in range(len(days) * _HELPED):
        day, held_by = days[number % len(days)], volunteers[number % len(volunteers)]
        slot = Slot(
            ref=new_ref(16),
            session_date=day,
            role=VolunteerRole.COACH,
            volunteer=held_by,
            taken_at=day.starts_at - timedelta(days=9),
            imported=True,
        )
        db.session.add(slot)


def _pairs(mentors: list[Volunteer], sign_ups: list[SignUp], chance: random.Random) -> None:
    """Three mentors helped two learners, one after the other."""
    meetings = list(_MEETINGS)
    chance.shuffle(meetings)
    begins = sorted(chance.choices(range(2, 40), k=len(meetings)))
    mondays = list(_mondays())
    for number, (times, week) in enumerate(zip(meetings, begins, strict=True)):
        first = mondays[week] + timedelta(days=chance.randrange(5))
        _pair(mentors[number % len(mentors)], sign_ups[number], first, times)


def _pair(mentor: Volunteer, sign_up: SignUp, first: date, times: int) -> None:
    """They met once a week, on the same day, after work."""
    days = [first + timedelta(weeks=week) for week in range(times)]
    moments = [local_instant(day, time(18, 30), sign_up.course_session.place.zone) for day in days]
    since, until = moments[0] - timedelta(days=7), moments[-1]
    mentee = Mentee(
        ref=new_ref(16),
        person_id=sign_up.person_id,
        sign_up_id=sign_up.id,
        consent_version="2020",
        consent_at=since,
        created_at=since,
        closed_at=until,
        imported=True,
    )
    pair = Pair(
        ref=new_ref(16),
        mentee=mentee,
        volunteer=mentor,
        state=PairState.COMPLETED,
        reasons={},
        created_at=since,
        mentor_yes_at=since,
        learner_yes_at=since,
        started_at=moments[0],
        ended_at=until,
        imported=True,
    )
    held = [
        Meeting(
            ref=new_ref(16),
            pair=pair,
            at=moment,
            minutes=60 + longer,
            mode=Mode.ONLINE if _closed(moment.date()) else Mode.IN_PERSON,
            by=Side.MENTOR,
            held_at=moment + timedelta(minutes=60 + longer),
            held_by=Side.MENTOR,
            imported=True,
        )
        for moment, longer in zip(moments, _LONGER, strict=False)
    ]
    db.session.add_all([pair, *held])
