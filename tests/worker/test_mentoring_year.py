"""A year of a mentoring programme whose team is often silent: no wait outlives its date, no mentor has too many.

The clock is moved; volunteers and learners come and go by chance (the same each time), say yes, no or nothing; only
the worker never forgets.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring import (
    asking,
    care,
    checks,
    ending,
    interviews,
    letters,
    looking,
    meetings,
    offer_sending,
    offering,
    pairs,
    problems,
    slot_needs,
    slots,
    vetting,
)
from portal.domain.mentoring.choices import SPOKEN, WEEK, Mode, Topic, VolunteerRole
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, Side
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.states import ASKED, AT_WORK, LIVE_PAIR, PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.audit import audit
from portal.domain.signups.models import SignUp
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import Office
from tests.worker.test_year import overdue

#: When in the day something happens, in hours UTC: the worker comes by at each of them.
HOURS = (8, 13, 19)
#: What a verb answers to somebody who is late, or asks for what cannot be: nothing changes.
REFUSED = (
    MoveNotAllowed,
    asking.NoRoom,
    asking.NotAsked,
    asking.NotLooking,
    care.NothingOwed,
    checks.BadCheck,
    ending.BadDay,
    interviews.BadDate,
    looking.HasMentor,
    looking.MayNotLook,
    meetings.InThePast,
    meetings.Overlaps,
    meetings.StillToCome,
    pairs.NotTogether,
    problems.ClosedAlready,
    slots.NotForThem,
    slots.NotOpen,
    slots.TooLate,
    slots.TwoAtOnce,
    vetting.NotReady,
)
#: Every wait of mentoring and volunteering.
OURS = (
    *(
        PromiseKind.VOLUNTEER,
        PromiseKind.VOLUNTEER_INTERVIEW,
        PromiseKind.VOLUNTEER_DATE,
        PromiseKind.VOLUNTEER_CHECK,
    ),
    *(PromiseKind.MENTOR_WANTED, PromiseKind.MENTOR_ANSWER, PromiseKind.LEARNER_ANSWER, PromiseKind.PAIR_START),
    *(PromiseKind.PAIR_CARE, PromiseKind.PAIR_LETTER, PromiseKind.PAIR_PROBLEM, PromiseKind.SLOT_OPEN),
)
#: What somebody outside the team waited for, and what they are told when it ended in silence.
TOLD_AT_END = {
    PromiseKind.VOLUNTEER: {"volunteer_over"},
    PromiseKind.MENTOR_WANTED: {"mentor_over"},
    PromiseKind.MENTOR_ANSWER: {"mentor_next", "mentor_late", "pair_not_now"},
    PromiseKind.LEARNER_ANSWER: {"mentor_late", "pair_not_now", "mentor_promised"},
}

Row = TypeVar("Row")


class Programme:
    """Volunteers, learners and a team, drawn from `chance`."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.place = make.place()
        self.number = 0
        self.course = make.course(kind="soft_skills")
        self.far = make.course_session(timedelta(days=500), capacity=1000, place=self.place)
        for capacity in (1, 1, 2, 2, 3):
            make_mentoring.volunteer(VolunteerState.APPROVED, self.place, capacity=capacity)
        db.session.commit()

    def an_hour_passes(self) -> None:
        for _deed in range(6):
            try:
                self.chance.choice(self.deeds())()
            except REFUSED:
                db.session.rollback()
            db.session.commit()

    def deeds(self) -> list[Callable[[], None]]:
        """What may happen; the team's deeds are rarer than the others'."""
        volunteers = [
            self.offer,
            self.offer,
            self.take_offer_back,
            self.agree,
            self.other_time,
            self.rest,
            self.leave,
        ]
        learners = [self.look, self.look, self.look, self.choose, self.choose, self.stop]
        both = [self.say, self.say, self.plan, self.log, self.log, self.write, self.report, self.pause]
        team = [self.review, self.invite, self.meet, self.check, self.approve, self.approve, self.decline]
        team += [self.suggest, self.answer_letter, self.settle, self.end, self.need, self.take, self.give_back]
        return volunteers + learners + both + team

    def pick(self, model: type[Row], *which: object) -> Row | None:
        found = db.session.scalars(select(model).where(*which).order_by(model.id)).all()  # type: ignore[arg-type, attr-defined]
        return self.chance.choice(found) if found else None

    def some(self, values: tuple[str, ...], most: int) -> list[str]:
        return self.chance.sample(values, self.chance.randint(1, most))

    def volunteer(self, *states: VolunteerState) -> Volunteer | None:
        return self.pick(Volunteer, Volunteer.state.in_(states))

    def pair(self, *states: PairState) -> Pair | None:
        return self.pick(Pair, Pair.state.in_(states))

    def side(self) -> Side:
        return self.chance.choice(list(Side))

    # Volunteers.

    def offer(self) -> None:
        self.number += 1
        who = offering.Who(
            "Claire", "Martin", read_email(f"helper{self.number}@example.org"), None, "Atelier Nord", "fr"
        )
        now = clock.now()
        draft = offering.begin(who, f"offer-{self.number}", now)
        if self.chance.random() < 0.2:
            return
        offering.say_roles(draft, [VolunteerRole.MENTOR, VolunteerRole.COACH], now)
        offering.say_skills(draft, self.some(SPOKEN[:4], 3), [Topic(one) for one in self.some(tuple(Topic), 4)], now)
        places = [self.place] if self.chance.random() < 0.5 else []
        offering.say_times(draft, self.some(WEEK, 8), True, places, self.chance.randint(1, 2), now)
        offering.agree(draft, "I like to help.", now)
        offer_sending.send(draft, now)

    def take_offer_back(self) -> None:
        volunteer = self.volunteer(VolunteerState.RECEIVED, VolunteerState.INTERVIEW)
        if volunteer and self.chance.random() < 0.3:
            offer_sending.take_back(volunteer, clock.now())

    def agree(self) -> None:
        volunteer = self.volunteer(VolunteerState.INTERVIEW)
        if volunteer:
            interviews.agree(volunteer, Role.VOLUNTEER, clock.now())

    def other_time(self) -> None:
        volunteer = self.volunteer(VolunteerState.INTERVIEW)
        if volunteer:
            interviews.ask_other_time(volunteer, Role.VOLUNTEER, clock.now())

    def rest(self) -> None:
        volunteer = self.volunteer(*AT_WORK)
        if volunteer:
            verb = vetting.go_on if volunteer.state == VolunteerState.PAUSED else vetting.pause
            verb(volunteer, Role.VOLUNTEER, clock.now())

    def leave(self) -> None:
        volunteer = self.volunteer(*AT_WORK)
        if volunteer and self.chance.random() < 0.2:
            vetting.end(volunteer, Role.VOLUNTEER, clock.now())

    # Learners.

    def look(self) -> None:
        self.number += 1
        reach = read_phone(f"06{self.number:08}", "FR") if self.chance.random() < 0.7 else None
        sign_up = make.sign_up(self.far, first_name=f"Name {self.number}", reach=reach)
        wanted = looking.Wanted(tuple(self.some(tuple(Topic), 3)), tuple(self.some(SPOKEN[:4], 2)), "1")
        looking.look(sign_up, wanted, clock.now())

    def looks(self) -> Mentee | None:
        live = select(Pair.mentee_id).where(Pair.state.in_(LIVE_PAIR))
        return self.pick(Mentee, Mentee.closed_at.is_(None), Mentee.id.not_in(live))

    def choose(self) -> None:
        mentee = self.looks()
        mentors = db.session.scalars(select(Volunteer).where(Volunteer.state == VolunteerState.APPROVED)).all()
        if mentee and mentors:
            chosen = self.chance.sample(mentors, min(len(mentors), self.chance.randint(1, 3)))
            asking.request(mentee, chosen, clock.now())

    def stop(self) -> None:
        mentee = self.pick(Mentee, Mentee.closed_at.is_(None))
        if mentee and self.chance.random() < 0.3:
            if looking.live_pair(mentee):
                asking.take_back(mentee, clock.now())
            else:
                looking.stop_looking(mentee, clock.now())

    # Both.

    def say(self) -> None:
        pair = self.pair(*ASKED)
        if pair:
            verb = asking.say_yes if self.chance.random() < 0.5 else asking.say_no
            side = self.side() if pair.state == PairState.SUGGESTED else Side.MENTOR
            verb(pair, side, clock.now())

    def plan(self) -> None:
        pair = self.pair(PairState.ACCEPTED, PairState.ACTIVE)
        if pair:
            at = clock.now() + timedelta(hours=self.chance.randint(5, 200))
            meetings.plan(pair, self.side(), meetings.When(at, 60, Mode.ONLINE), clock.now(), f"plan-{clock.now()}")

    def log(self) -> None:
        open_ones = Meeting.held_at.is_(None), Meeting.called_off_at.is_(None), Meeting.at < clock.now()
        meeting = self.pick(Meeting, *open_ones)
        if meeting:
            meetings.log(meeting, self.side(), self.chance.choice([30, 45, 60, None]), clock.now())

    def write(self) -> None:
        pair = self.pair(PairState.ACTIVE)
        if pair:
            letters.write(pair, self.side(), "When is the next workshop?", f"{clock.now()}", clock.now())

    def report(self) -> None:
        pair = self.pair(PairState.ACTIVE)
        if pair and self.chance.random() < 0.3:
            problems.report(pair, self.side(), "It does not go well.", f"{clock.now()}", clock.now())

    def pause(self) -> None:
        pair = self.pair(PairState.ACTIVE)
        if pair:
            days = timedelta(days=self.chance.randint(3, 30))
            ending.pause(pair, clock.now() + days, Role.VOLUNTEER, clock.now())

    # The team.

    def review(self) -> None:
        volunteer = self.volunteer(VolunteerState.RECEIVED)
        if volunteer:
            vetting.start(volunteer, clock.now())

    def invite(self) -> None:
        volunteer = self.volunteer(VolunteerState.RECEIVED, VolunteerState.IN_REVIEW, VolunteerState.INTERVIEW)
        if volunteer:
            at = clock.now() + timedelta(hours=self.chance.randint(30, 120))
            interviews.propose(volunteer, at, "by phone", clock.now())

    def meet(self) -> None:
        volunteer = self.volunteer(VolunteerState.INTERVIEW)
        if volunteer:
            interviews.note_held(volunteer, clock.now())

    def check(self) -> None:
        volunteer = self.volunteer(VolunteerState.IN_REVIEW, VolunteerState.INTERVIEW, *AT_WORK)
        if volunteer:
            today = checks.today(clock.now())
            for kind in CheckKind:
                until = today + timedelta(days=self.chance.choice([40, 90, 400]))
                checks.record(volunteer, kind, today, until, None, clock.now())

    def approve(self) -> None:
        volunteer = self.volunteer(VolunteerState.INTERVIEW)
        if volunteer:
            if vetting.missing(volunteer, clock.now()):
                self.check_of(volunteer)
            vetting.approve(volunteer, None, clock.now())

    def check_of(self, volunteer: Volunteer) -> None:
        today = checks.today(clock.now())
        for kind in checks.lacking(volunteer, clock.now()):
            checks.record(volunteer, kind, today, today + timedelta(days=60), None, clock.now())
        interviews.note_held(volunteer, clock.now())

    def decline(self) -> None:
        volunteer = self.volunteer(VolunteerState.IN_REVIEW)
        if volunteer and self.chance.random() < 0.3:
            vetting.decline(volunteer, self.chance.choice(list(vetting.Refusal)), clock.now())

    def suggest(self) -> None:
        mentee, mentor = self.looks(), self.volunteer(VolunteerState.APPROVED)
        if mentee and mentor:
            asking.suggest(mentee, mentor, clock.now())

    def answer_letter(self) -> None:
        owed = self.pick(Promise, Promise.kind == PromiseKind.PAIR_LETTER, Promise.state == PromiseState.OPEN)
        letter = letters.letter_of(owed) if owed else None
        if letter:
            pair = db.session.get_one(Pair, letter.pair_id)
            letters.answer_letter(pair, Side(letter.side), "On Tuesday.", make.account().id, clock.now())

    def settle(self) -> None:
        owed = self.pick(Promise, Promise.kind == PromiseKind.PAIR_CARE, Promise.state == PromiseState.OPEN)
        if owed:
            pair = db.session.get_one(Pair, int(owed.about.partition(":")[2]))
            care.settle_care(pair, "They will meet.", clock.now())

    def end(self) -> None:
        pair = self.pair(PairState.ACTIVE, PairState.PAUSED, PairState.ACCEPTED)
        if pair and self.chance.random() < 0.5:
            why = self.chance.choice(ending.CHOICES)
            ending.end(pair, why, Role.STAFF, clock.now(), again=self.chance.random() < 0.5)

    def need(self) -> None:
        starts = clock.now() + timedelta(hours=self.chance.randint(24, 200))
        session = make.course_session(starts, course=self.course, place=self.place)
        db.session.commit()
        slot_needs.set_needs(session.dates[0], {VolunteerRole.COACH: 2}, (), clock.now())

    def take(self) -> None:
        day = SessionDate.starts_at > clock.now(), Slot.volunteer_id.is_(None)
        free = select(Slot.id).join(Slot.session_date).where(*day)
        slot, volunteer = self.pick(Slot, Slot.id.in_(free)), self.volunteer(VolunteerState.APPROVED)
        if slot and volunteer:
            slots.take(slot, volunteer, clock.now(), near_is_fine=True)

    def give_back(self) -> None:
        held = select(Slot.id).join(Slot.session_date).where(SessionDate.starts_at > clock.now())
        slot = self.pick(Slot, Slot.volunteer_id.is_not(None), Slot.id.in_(held))
        if slot and slot.volunteer:
            slots.give_back(slot, slot.volunteer, clock.now())


def too_many() -> list[int]:
    """Mentors with more live pairs than they have places."""
    live = (
        select(Pair.volunteer_id, func.count().label("pairs"))
        .where(Pair.state.in_(LIVE_PAIR))
        .group_by(Pair.volunteer_id)
        .subquery()
    )
    query = select(Volunteer.id).join(live, live.c.volunteer_id == Volunteer.id)
    return list(db.session.scalars(query.where(live.c.pairs > Volunteer.capacity)))


def waiting_for_nothing() -> list[str]:
    """Whoever waits without anything being owed: an offer without an answer to come, a question, a search."""
    owed = set(db.session.scalars(select(Promise.about).where(Promise.state == PromiseState.OPEN)))
    offers = db.session.scalars(
        select(Volunteer.id).where(
            Volunteer.state.in_([VolunteerState.RECEIVED, VolunteerState.IN_REVIEW, VolunteerState.INTERVIEW])
        )
    )
    asked = db.session.scalars(select(Pair.id).where(Pair.state.in_(ASKED)))
    live = select(Pair.mentee_id).where(Pair.state.in_(LIVE_PAIR))
    looking_on = db.session.scalars(select(Mentee.id).where(Mentee.closed_at.is_(None), Mentee.id.not_in(live)))
    names = [f"volunteer:{one}" for one in offers] + [f"pair:{one}" for one in asked]
    return [name for name in [*names, *(f"mentee:{one}" for one in looking_on)] if name not in owed]


@pytest.mark.long_on_postgresql
def test_no_wait_outlives_its_date_and_no_mentor_has_more_learners_than_they_offered(own, tmp_path, caplog):
    days_pass(14, HOURS, own, tmp_path / "outbox", caplog)


@pytest.mark.sweep
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_so_it_is_after_a_year(own, tmp_path, caplog):
    """The rules are the same on both databases, and two weeks try them there."""
    days_pass(365, HOURS[1:2], own, tmp_path / "outbox", caplog)


def days_pass(days: int, hours: tuple[int, ...], own: Flask, outbox: Path, caplog: pytest.LogCaptureFixture) -> None:
    office, programme = Office(own, outbox), Programme(seed=days)
    for day in range(days):
        for hour in hours:
            now = NOW.replace(hour=hour) + timedelta(days=day)
            with time_machine.travel(now, tick=False):
                programme.an_hour_passes()
                assert too_many() == []
                office.work(now)
                assert overdue(now) == []
                assert too_many() == []
                assert waiting_for_nothing() == []
                db.session.rollback()
        if day % 30 == 0:
            assert audit(now) == []

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    ended = db.session.scalars(select(Promise).where(Promise.state != PromiseState.OPEN)).all()
    assert {PairState.DECLINED, PairState.EXPIRED} <= set(db.session.scalars(select(Pair.state)))
    if days > 100:
        assert {owed.kind for owed in ended} >= set(OURS), "a year in which little happens proves little"
        lived = {PairState.COMPLETED, PairState.ENDED_EARLY, PairState.ACTIVE}
        assert lived <= set(db.session.scalars(select(Pair.state)))
    for owed in ended:
        wanted = TOLD_AT_END.get(PromiseKind(owed.kind))
        if wanted and owed.state == PromiseState.CLOSED and owed.history[-1].why == "silence":
            assert told_after(owed) & wanted, (owed.kind, owed.about)
    assert db.session.scalar(select(func.count()).select_from(SignUp))


def told_after(owed: Promise) -> set[str]:
    """Kinds of what was told at the moment it ended, to whoever it was about."""
    return set(db.session.scalars(select(Message.kind).where(Message.created_at == owed.history[-1].at)))
