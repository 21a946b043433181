"""Volunteers, learners who look for a mentor, and pairs in every state: made by the verbs, each at its own time."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from portal.database import db
from portal.demo import volunteers as texts
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, Place, Programme, ProgrammeKind, SessionDate
from portal.domain.mentoring import (
    asking,
    checks,
    ending,
    goals,
    interviews,
    letters,
    looking,
    meetings,
    offer_sending,
    offering,
    problems,
    slot_needs,
    slots,
    vetting,
)
from portal.domain.mentoring.choices import WEEK, Mode, Topic, VolunteerRole
from portal.domain.mentoring.pair_models import Mentee, Pair, Side, Went
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.moves import Role
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.web.demo_accounts import VOLUNTEER

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
VOLUNTEERS, LOOKING = 60, 40
#: How many of the volunteers are not approved yet, in each state on the way.
_DRAFTS, _RECEIVED, _READ, _INVITED, _REFUSED = 3, 7, 4, 5, 2
#: How many pairs are only asked, or know each other and have not met.
_SUGGESTED, _REQUESTED, _NEW = 3, 4, 4
#: How many days ago the others met last: from "well" to "not for long"; and those who take a break.
_MET, _BREAKS = (2, 3, 5, 8, 12, 18, 22, 27, 35, 44, 52), (9, 15, 20)
_OVER = (ending.EndWhy.FOUND, ending.EndWhy.GOALS, ending.EndWhy.TIME)
_SPOKEN = (("fr", "ar"), ("fr", "en"), ("fr", "fa", "ps"), ("fr", "uk", "ru"), ("fr", "ar", "en"), ("fr", "so"))
_TOPICS = (
    (Topic.CV, Topic.INTERVIEW, Topic.COVER_LETTER),
    (Topic.JOB_SEARCH, Topic.CAREER, Topic.LINKEDIN),
    (Topic.WEB, Topic.CV),
    (Topic.FRENCH, Topic.CONFIDENCE, Topic.COMMUNICATION),
    (Topic.NETWORKS, Topic.OFFICE, Topic.INTERVIEW),
)


def bring_together(now: datetime, chance: random.Random) -> None:
    """Needs the catalogue, the places and people with a seat."""
    places = list(db.session.scalars(select(Place).where(Place.country == "FR", Place.online.is_(False))))
    helpers = [_volunteer(number, places, chance, now) for number in range(VOLUNTEERS)]
    mentors = (one for one in helpers if _takes(one))
    seats = _seats(chance)
    for number in range(LOOKING):
        _look(next(seats), chance, now - number * 8 * HOUR)
    _pairs(mentors, seats, chance, now)
    _slots([one for one in helpers if one.state == VolunteerState.APPROVED], now)


def _takes(volunteer: Volunteer) -> bool:
    return volunteer.state == VolunteerState.APPROVED and VolunteerRole.MENTOR in volunteer.roles


def _volunteer(number: int, places: Sequence[Place], chance: random.Random, now: datetime) -> Volunteer:
    """The first ones are still on their way; of the others, most have been with us for months."""
    on_the_way = _DRAFTS + _RECEIVED + _READ + _INVITED + _REFUSED
    ago = DAY * (number % 7 + 1) if number < on_the_way else DAY * chance.randint(90, 400)
    offered = now - ago
    first_name, surname, email = VOLUNTEER.name.split()[0], VOLUNTEER.name.split()[1], VOLUNTEER.email
    if number != on_the_way:
        first_name, surname = texts.NAMES[number], texts.SURNAMES[number % len(texts.SURNAMES)]
        email = f"volunteer{number}@example.org"
    who = offering.Who(
        first_name,
        surname,
        read_email(email),
        None,
        texts.EMPLOYERS[number % len(texts.EMPLOYERS)],
        "fr",
    )
    made = offering.begin(who, f"demo {number}", offered)
    if number >= _DRAFTS:
        _offer(made, number, places, chance, offered)
    if number < _DRAFTS + _RECEIVED:
        return made
    vetting.start(made, offered + HOUR)
    if number < _DRAFTS + _RECEIVED + _READ:
        return made
    if number >= on_the_way:
        _approve(made, number - on_the_way, offered, now)
    elif number < on_the_way - _REFUSED:
        _invite(made, number, offered, now)
    else:
        vetting.decline(made, vetting.Refusal.HOURS, offered + DAY)
    return made


def _offer(draft: Volunteer, number: int, places: Sequence[Place], chance: random.Random, now: datetime) -> None:
    roles = [VolunteerRole.MENTOR]
    if number % 3 == 0:
        roles.append(VolunteerRole.COACH)
    if number % 5 == 0:
        roles = [VolunteerRole.SPEAKER, VolunteerRole.COACH]
    if number % 11 == 0:
        roles.append(VolunteerRole.TRAINER)
    offering.say_roles(draft, roles, now)
    offering.say_skills(draft, _SPOKEN[number % len(_SPOKEN)], _TOPICS[number % len(_TOPICS)], now)
    week = sorted(chance.sample(WEEK, 6), key=WEEK.index)
    offering.say_times(draft, week, number % 4 != 0, [places[number % len(places)]], number % 3 + 1, now)
    offering.agree(draft, texts.MOTIVATIONS[number % len(texts.MOTIVATIONS)], now)
    offer_sending.send(draft, now)


def _invite(volunteer: Volunteer, number: int, offered: datetime, now: datetime) -> None:
    """Some have agreed to the date, some not yet."""
    interviews.propose(volunteer, now + (number % 4 + 2) * DAY, "https://meet.example.org/entretien", now - 5 * HOUR)
    if number % 2:
        interviews.agree(volunteer, Role.VOLUNTEER, now - HOUR)


def _approve(volunteer: Volunteer, number: int, offered: datetime, now: datetime) -> None:
    """Met and checked a few days after the offer; one check ends soon, one is over since yesterday."""
    met = offered + 4 * DAY
    interviews.propose(volunteer, met, "https://meet.example.org/entretien", offered + DAY)
    interviews.agree(volunteer, Role.VOLUNTEER, offered + 2 * DAY)
    interviews.note_held(volunteer, met + HOUR)
    until = {7: now + 20 * DAY, 8: now - DAY}.get(number, met + 800 * DAY)
    for kind in checks.lacking(volunteer, met + DAY):
        checks.record(
            volunteer, kind, met.date(), until.date() if kind is CheckKind.BACKGROUND else None, None, met + DAY
        )
    vetting.approve(volunteer, None, met + DAY)
    if number in {20, 21, 22}:
        vetting.pause(volunteer, Role.VOLUNTEER, now - 3 * DAY)
    if number in {23, 24}:
        vetting.end(volunteer, Role.VOLUNTEER, now - 3 * DAY)


def _seats(chance: random.Random) -> Iterator[SignUp]:
    """One seat of each person who has one in France or online, with a contact or without, in no order."""
    known: set[int] = set()
    held = select(SignUp).join(SignUp.person).join(SignUp.course_session).join(CourseSession.place)
    held = held.where(SignUp.state == State.CONFIRMED, Person.erased_at.is_(None), Place.country == "FR")
    found = list(db.session.scalars(held.order_by(SignUp.id)).all())
    chance.shuffle(found)
    for sign_up in found:
        if sign_up.person_id not in known:
            known.add(sign_up.person_id)
            yield sign_up


def _look(sign_up: SignUp, chance: random.Random, at: datetime, like: Volunteer | None = None) -> Mentee:
    """Look for a mentor; `like`: for what this one offers."""
    topics = like.topics[:2] if like and like.topics else [topic.value for topic in chance.choice(_TOPICS)[:2]]
    spoken = like.spoken if like else list(chance.choice(_SPOKEN))
    week = like.week[:3] if like else sorted(chance.sample(WEEK, 4), key=WEEK.index)
    place = sign_up.course_session.place
    wanted = looking.Wanted(
        tuple(topics),
        tuple(spoken),
        "1",
        tuple(week),
        place_id=None if place.online else place.id,
        wish=chance.choice(texts.WISHES),
    )
    return looking.look(sign_up, wanted, at)


def _pairs(mentors: Iterator[Volunteer], seats: Iterator[SignUp], chance: random.Random, now: datetime) -> None:
    for number in range(_SUGGESTED):
        mentor = next(mentors)
        asking.suggest(_look(next(seats), chance, now - 3 * DAY, mentor), mentor, now - number * 5 * HOUR)
    for number in range(_REQUESTED):
        mentor = next(mentors)
        asking.request(_look(next(seats), chance, now - 2 * DAY, mentor), [mentor], now - number * 5 * HOUR)
    for _number in range(_NEW):
        _begun(next(mentors), next(seats), chance, now - 3 * DAY)
    met = [_working(next(mentors), next(seats), days, chance, now) for days in (*_MET, *_BREAKS)]
    for pair in met[-len(_BREAKS) :]:
        ending.pause(pair, now + 12 * DAY, Role.VOLUNTEER, now - DAY)
    for why in _OVER:
        ending.end(_working(next(mentors), next(seats), 6, chance, now), why, Role.STAFF, now - 2 * DAY)
    meetings.plan(met[0], Side.MENTOR, meetings.When(_evening(now + 2 * DAY), 60, Mode.ONLINE), now - HOUR, "demo")
    for pair, side, words in zip(met, Side, texts.LETTERS, strict=False):
        letters.write(pair, side, words, "demo", now - 2 * HOUR)
    problems.report(met[2], Side.LEARNER, texts.PROBLEM, "demo", now - HOUR)


def _begun(mentor: Volunteer, seat: SignUp, chance: random.Random, at: datetime) -> Pair:
    """Both said yes."""
    pair = asking.suggest(_look(seat, chance, at - 2 * DAY, mentor), mentor, at - DAY)
    for side in Side:
        asking.say_yes(pair, side, at)
    return pair


def _working(mentor: Volunteer, seat: SignUp, days: int, chance: random.Random, now: datetime) -> Pair:
    """A pair that met each week or so, the last time so many days ago."""
    since = _evening(now - (days + 7 * chance.randint(2, 5)) * DAY)
    pair = _begun(mentor, seat, chance, since)
    goals.write_goals(pair, texts.GOALS)
    went = cycle((Went.WELL, Went.WELL, Went.SO_SO))
    at = since + DAY
    while at <= now - days * DAY:
        when = meetings.When(at, chance.choice((45, 60, 60, 90)), chance.choice((Mode.ONLINE, Mode.IN_PERSON)))
        meeting = meetings.log_new(pair, Side.MENTOR, when, at + 2 * HOUR, f"demo {at}")
        meetings.say_went(meeting, Side.MENTOR, next(went))
        at += 7 * DAY
    goals.reach(pair, 1, True, now - days * DAY)
    return pair


def _evening(day: datetime) -> datetime:
    return day.replace(hour=17, minute=0, second=0, microsecond=0)


def _slots(helpers: Sequence[Volunteer], now: datetime) -> None:
    """Soft-skills workshops of the next weeks need two coaches and a speaker; some have found them."""
    ahead = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .join(CourseSession.course)
        .join(Course.programme)
        .where(Programme.kind == ProgrammeKind.SOFT_SKILLS, SessionDate.starts_at > now + DAY)
        .where(CourseSession.cancelled_at.is_(None), CourseSession.draft.is_(False))
    )
    for day in db.session.scalars(ahead.order_by(SessionDate.starts_at)).all():
        slot_needs.set_needs(day, {VolunteerRole.COACH: 2, VolunteerRole.SPEAKER: 1}, (), now - DAY)
        free = db.session.scalars(select(Slot).where(Slot.session_date_id == day.id).order_by(Slot.id)).all()
        for slot, helper in zip(free[:2], (one for one in helpers if slot_fits(free[0], one)), strict=False):
            slots.give(slot, helper, now - DAY)


def slot_fits(slot: Slot, volunteer: Volunteer) -> bool:
    return slot.role in volunteer.roles
