"""A year of a portal whose team never answers: nothing stays open past its date, and everybody is told each time.

The clock is moved; people come and go by chance (the same each time); only the worker works.
"""

import random
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession, Entry
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups import applying, interviews, line, offers, questions, seats
from portal.domain.signups.audit import audit
from portal.domain.signups.changes import cancel, cancel_course_session, change_party, move_to
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE, State
from tests import make
from tests.conftest import NOW
from tests.worker.office import Office

#: When in the day something happens, in hours UTC: the worker comes by at each of them.
HOURS = (1, 7, 9, 11, 13, 16, 19, 22)
#: What somebody is told when what they asked for ended in silence.
TOLD_AT_END = {
    PromiseKind.CALL_BACK: {"call_not_made"},
    PromiseKind.DATE_WISH: {"wish_over"},
    PromiseKind.WAITING: {"waiting_over"},
    PromiseKind.OFFER: {"offer_over"},
    PromiseKind.APPLICATION: {"application_over"},
    PromiseKind.INTERVIEW: {"interview_later", "application_over"},
}


#: What is kept by the portal, or by those who invite.
KEPT_ALL_THE_SAME = {PromiseKind.DATE_WISH, PromiseKind.INTERVIEW_DATE}


class Town:
    """People who want seats, give them back, wait, ask; drawn from `chance`."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.courses = [make.course() for _ in range(3)]
        self.chosen_for = make.course(entry=Entry.APPLICATION)
        self.places = [make.place(), make.place(country="KE", timezone="Africa/Nairobi")]
        self.number = 0
        db.session.commit()

    def reach(self):
        self.number += 1
        draw = self.chance.random()
        if draw < 0.6:
            return read_phone(f"06{self.number:08}", "FR")
        return read_email(f"learner{self.number}@example.org") if draw < 0.8 else None

    def an_hour_passes(self) -> None:
        deeds = [self.plan, self.book, self.book, self.book, self.book, self.give_back, self.give_back]
        deeds += [self.answer, self.grow, self.move, self.ask_call, self.wish]
        self.chance.choice(deeds)()
        db.session.commit()
        if self.chance.random() < 0.4:
            self.chance.choice([self.apply, self.invite, self.reply])()
            db.session.commit()

    def plan(self) -> None:
        starts = clock.now() + timedelta(hours=self.chance.randint(6, 400))
        place, course = self.chance.choice(self.places), self.chance.choice(self.courses)
        made = make.course_session(starts, capacity=self.chance.randint(1, 4), place=place, course=course)
        db.session.commit()
        if self.chance.random() < 0.1:
            cancel_course_session(made, clock.now())

    def coming(self) -> CourseSession | None:
        query = select(CourseSession).where(
            CourseSession.starts_at > clock.now(),
            CourseSession.cancelled_at.is_(None),
            CourseSession.course_id != self.chosen_for.id,
        )
        found = db.session.scalars(query.order_by(CourseSession.id)).all()
        return self.chance.choice(found) if found else None

    def book(self) -> None:
        session = self.coming()
        if session is None:
            return self.plan()
        request = make.seat_request(f"Name {self.number}", self.reach(), self.chance.choice([1, 1, 1, 2]))
        try:
            if offers.offer(session, clock.now()).availability is Availability.FULL:
                line.join_line(session, request, clock.now())
            else:
                seats.take_seat(session, request, clock.now())
        except (seats.NotBookable, seats.NotEnoughSeats):
            db.session.rollback()
        return None

    def someone(self, *states: State) -> SignUp | None:
        query = select(SignUp).join(SignUp.course_session).where(CourseSession.starts_at > clock.now())
        found = db.session.scalars(query.where(SignUp.state.in_(states)).order_by(SignUp.id)).all()
        return self.chance.choice(found) if found else None

    def give_back(self) -> None:
        sign_up = self.someone(*LIVE)
        if sign_up:
            cancel(sign_up, clock.now())

    def answer(self) -> None:
        sign_up = self.someone(State.OFFERED)
        if sign_up and self.chance.random() < 0.5:
            line.accept_offer(sign_up, clock.now())

    def grow(self) -> None:
        sign_up = self.someone(State.CONFIRMED, State.WAITING)
        if sign_up:
            try:
                change_party(sign_up, self.chance.randint(1, 3), clock.now())
            except seats.NotEnoughSeats:
                db.session.rollback()

    def move(self) -> None:
        sign_up, session = self.someone(State.CONFIRMED, State.WAITING), self.coming()
        if sign_up and session:
            try:
                move_to(sign_up, session, clock.now())
            except (seats.NotBookable, seats.NotEnoughSeats, seats.AlreadySignedUp):
                db.session.rollback()

    def apply(self) -> None:
        """For a cohort that begins soon, so that even a short life sees its end."""
        starts = clock.now() + timedelta(hours=self.chance.randint(3, 150))
        session = make.course_session(starts, place=self.chance.choice(self.places), course=self.chosen_for)
        db.session.commit()
        request = make.seat_request(f"Name {self.number}", self.reach())
        applying.apply_for(session, request, applying.Told(), clock.now())

    def invite(self) -> None:
        sign_up = self.someone(State.REQUESTED)
        if sign_up:
            try:
                at = clock.now() + timedelta(hours=self.chance.randint(2, 60))
                interviews.propose_interview(sign_up, at, clock.now())
            except interviews.BadDate:
                db.session.rollback()

    def reply(self) -> None:
        sign_up = self.someone(State.REQUESTED)
        if sign_up:
            try:
                verb = self.chance.choice([interviews.agree, interviews.ask_other_time])
                verb(sign_up, Role.PERSON, clock.now())
            except (interviews.BadDate, MoveNotAllowed):
                db.session.rollback()

    def ask_call(self) -> None:
        self.number += 1
        asker = questions.Asker("Nour", read_phone(f"06{self.number:08}", "FR"), "fr")
        questions.ask_call(
            asker, self.coming() if self.chance.random() < 0.5 else None, self.places[0].zone, clock.now()
        )

    def wish(self) -> None:
        self.number += 1
        asker = questions.Asker("Nour", read_email(f"wish{self.number}@example.org"), "ar")
        course = make.course() if self.chance.random() < 0.3 else self.chance.choice(self.courses)
        questions.wish_for_date(asker, course, self.places[0].zone, clock.now())


@pytest.mark.long_on_postgresql
@pytest.mark.parametrize(
    ("days", "hours"),
    [pytest.param(10, HOURS, id="ten days"), pytest.param(365, HOURS[1::2], id="a year", marks=pytest.mark.sweep)],
)
def test_nothing_stays_open_past_its_date_and_everybody_is_told(own, tmp_path, days, hours):
    office, town = Office(own, tmp_path / "outbox"), Town(seed=days)
    for day in range(days):
        for hour in hours:
            now = NOW.replace(hour=hour) + timedelta(days=day)
            with time_machine.travel(now, tick=False):
                town.an_hour_passes()
                office.work(now)
                assert overdue(now) == []
                assert audit(now) == []
                db.session.rollback()

    ended = db.session.scalars(select(Promise).where(Promise.state != PromiseState.OPEN)).all()
    assert len({owed.state for owed in ended}) >= 4, "a life in which little happens proves little"
    rare = set() if days > 100 else {PromiseKind.DATE_WISH}
    assert {owed.kind for owed in ended} >= set(TOLD_AT_END) - rare
    for owed in ended:
        assert owed.state in ends_of(owed)
        if owed.person_id and last_line(owed).why == "silence" and owed.state == PromiseState.CLOSED:
            assert said_after(owed) & TOLD_AT_END.get(PromiseKind(owed.kind), said_after(owed)), owed.kind
        if owed.person_id and owed.state == PromiseState.PASSED_ON and owed.kind == PromiseKind.CALL_BACK:
            assert "call_late" in said_about(f"promise:{owed.passed_to_id}")


def overdue(now: datetime) -> list[Promise]:
    """What is open past its date, once the worker has been."""
    query = select(Promise).where(Promise.state == PromiseState.OPEN, Promise.reply_by <= now)
    return list(db.session.scalars(query))


def ends_of(owed: Promise) -> set[str]:
    """A silent team answers nothing: only the portal and people bring an end."""
    by_rule = {PromiseState.CLOSED, PromiseState.WITHDRAWN, PromiseState.PASSED_ON}
    return by_rule | ({PromiseState.ANSWERED} if owed.owner in NOT_STAFF or owed.kind in KEPT_ALL_THE_SAME else set())


def last_line(owed: Promise):
    return owed.history[-1]


def said_after(owed: Promise) -> set[str]:
    """What was told, on whatever way there was, about the promise or the seat it was about, when it had ended."""
    names = [f"promise:{owed.id}", owed.about]
    query = select(Message.kind).where(Message.about.in_(names), Message.created_at >= last_line(owed).at)
    return set(db.session.scalars(query))


def said_about(name: str) -> set[str]:
    return set(db.session.scalars(select(Message.kind).where(Message.about == name)))
