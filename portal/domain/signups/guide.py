"""Where somebody starts, with a date: the courses of a placement, and the free seats nearest to what was wished."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from sqlalchemy import Select, and_, not_

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place
from portal.domain.catalogue.placement import Goal, Placement, Skill, place
from portal.domain.catalogue.search import all_courses
from portal.domain.catalogue.wanted import Wanted
from portal.domain.signups.offers import Offer, free_seats, offers_of


class When(StrEnum):
    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


class Where(Enum):
    """`COUNTRY`: anywhere in the country, or online."""

    WISHED = 1
    ONLINE = 2
    COUNTRY = 3


@dataclass(frozen=True)
class Answers:
    """`french`: a value of `French`. `near`: the place people named, for all places of its town. None: no wish."""

    skill: Skill
    french: int
    goal: Goal
    near: Place | None
    when: When | None
    #: ISO country of those who named no place.
    country: str


@dataclass(frozen=True)
class Suggestion:
    """A date with a free seat. `elsewhere`, `other_time`: it is not what was wished."""

    offer: Offer
    elsewhere: bool
    other_time: bool


@dataclass(frozen=True)
class Advice:
    """`suggestions`: best first. `course`: the right one, whether it has a date or not."""

    suggestions: list[Suggestion]
    course: Course | None
    needs_french: Course | None


def advise(answers: Answers, now: datetime) -> Advice:
    """What to begin with, and where there is a seat for it. Changes nothing and keeps nothing."""
    placement = place(answers.skill, answers.french, answers.goal, all_courses())
    first = next(iter(placement.right + placement.harmless), [None])[0]
    return Advice(_best_two(_nearest(placement, answers, now)), first, placement.needs_french)


def _best_two(nearest: Iterator[Suggestion]) -> list[Suggestion]:
    """The best, then another course: where the best is elsewhere, one that is not, if there is any."""
    best = next(nearest, None)
    if best is None:
        return []
    others = (one for one in nearest if _course_of(one) != _course_of(best))
    second = next(others, None)
    if second is not None and best.elsewhere and second.elsewhere:
        second = next((one for one in others if not one.elsewhere), second)
    return [best, second] if second else [best]


def _course_of(suggestion: Suggestion) -> int:
    return suggestion.offer.course_session.course_id


def _nearest(placement: Placement, answers: Answers, now: datetime) -> Iterator[Suggestion]:
    """Free seats within reach, the best course first; then those far away. What is only harmless comes last."""
    for steps in (placement.right, placement.harmless):
        for rounds in (_within_reach(answers), _far_away(answers)):
            for courses in steps:
                for where, other_time in rounds:
                    wished = _at(_in(_free(courses, now), answers, where), None if other_time else answers.when)
                    found = list(db.session.scalars(wished.with_only_columns(CourseSession.id).limit(1)))
                    elsewhere = where is not Where.WISHED
                    yield from (Suggestion(offer, elsewhere, other_time) for offer in offers_of(found, now))


def _within_reach(answers: Answers) -> list[tuple[Where, bool]]:
    """(where, at another time). Who has no wish needs no round without it; nobody's first hours are online."""
    online = answers.near is not None and not answers.near.online and answers.skill is not Skill.NONE
    where = [Where.WISHED, Where.ONLINE] if online else [Where.WISHED]
    return [(place, other_time) for other_time in _times(answers) for place in where]


def _far_away(answers: Answers) -> list[tuple[Where, bool]]:
    return [] if answers.near is None else [(Where.COUNTRY, other_time) for other_time in _times(answers)]


def _times(answers: Answers) -> list[bool]:
    return [False] if answers.when is None else [False, True]


def _free(courses: list[Course], now: datetime) -> Select[int, datetime | None]:
    return free_seats(Wanted(), now).where(CourseSession.course_id.in_([course.id for course in courses]))


def _in(free: Select[int, datetime | None], answers: Answers, where: Where) -> Select[int, datetime | None]:
    near = answers.near
    if where is Where.COUNTRY or near is None:
        country = near.country if near else answers.country
        return free.where(CourseSession.place.has((Place.country == country) | Place.online))
    if where is Where.ONLINE or near.online:
        return free.where(CourseSession.place.has(Place.online))
    same_town = and_(not_(Place.online), Place.city == near.city, Place.country == near.country)
    return free.where(CourseSession.place.has(same_town))


def _at(free: Select[int, datetime | None], when: When | None) -> Select[int, datetime | None]:
    wishes = {
        When.DAY: and_(not_(CourseSession.evening), not_(CourseSession.weekend)),
        When.EVENING: CourseSession.evening,
        When.WEEKEND: CourseSession.weekend,
    }
    return free if when is None else free.where(wishes[when])
