"""A date moves: everybody hears, old reminders are dropped, and what was promised follows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email
from portal.domain.auditlog.write import Actor, Way, write_down
from portal.domain.catalogue.models import SessionDate
from portal.domain.catalogue.series import BadDate, Slot, begun_on, slots_of
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from portal.domain.signups.audience import audience
from portal.domain.signups.audit import CAPACITY_CHANGED, Fault, audit
from portal.domain.signups.changes import change_capacity, say_coming, seats_over
from portal.domain.signups.line import join_line, last_word_at
from portal.domain.signups.questions import ask_call_about
from portal.domain.signups.reminders import remind
from portal.domain.signups.rescheduling import HeldAlready, StillToCome, move_dates
from portal.domain.signups.seats import take_seat
from portal.domain.signups.states import State
from portal.domain.signups.told import about, about_session
from tests import make
from tests.conftest import NOW

NOUR = read_email("nour@example.org")


def later(session, days: int = 7) -> list[Slot]:
    slots = slots_of(session)
    return begun_on(slots, slots[0].day + timedelta(days=days))


def told(sign_up, kind: MessageKind) -> list[Message]:
    query = db.select(Message).where(Message.about == about(sign_up), Message.kind == kind)
    return list(db.session.scalars(query.order_by(Message.id)))


def test_everybody_with_a_seat_or_in_line_hears_of_the_new_date(app):
    session = make.course_session(capacity=1)
    seated = take_seat(session, make.seat_request("Nour", NOUR), NOW)
    waits = join_line(session, make.seat_request("Amal"), NOW)

    heard = move_dates(session, later(session), NOW)

    assert heard == [seated, waits]
    assert [len(told(one, MessageKind.DATE_CHANGED)) for one in heard] == [1, 1]
    assert told(waits, MessageKind.DATE_CHANGED)[0].channel == Channel.CARD
    assert session.starts_at == NOW + timedelta(days=14)


def test_the_same_dates_again_tell_nobody(app):
    seat = make.sign_up()

    assert move_dates(seat.course_session, slots_of(seat.course_session), NOW) == []
    assert told(seat, MessageKind.DATE_CHANGED) == []


def test_moved_twice_only_the_last_news_goes_out(app):
    seat = make.sign_up(reach=NOUR)
    for days in (7, 8):
        move_dates(seat.course_session, later(seat.course_session, days), NOW + timedelta(minutes=days))

    assert [one.state for one in told(seat, MessageKind.DATE_CHANGED)] == ["dropped", "queued"]


def test_a_reminder_of_the_old_date_is_dropped_and_the_new_date_has_its_own(app):
    seat = make.sign_up(reach=NOUR)
    session = seat.course_session
    eve = session.starts_at - timedelta(hours=21)
    say_coming(seat, eve)
    assert remind(session.dates[0], eve) == 1

    move_dates(session, later(session), eve + timedelta(minutes=1))
    reminded_again = remind(session.dates[0], session.starts_at - timedelta(hours=21))

    assert reminded_again == 1
    assert [one.state for one in told(seat, MessageKind.REMINDER_DAY_BEFORE)] == ["dropped", "queued"]
    assert seat.coming_at is None


def test_who_waits_is_promised_word_in_time_for_the_new_date(app):
    session = make.course_session(capacity=0)
    waits = join_line(session, make.seat_request("Amal", NOUR), NOW)
    owed = open_about(about(waits), PromiseKind.WAITING)

    for days in (7, -10):
        move_dates(session, later(session, days), NOW)
        assert owed.reply_by == last_word_at(session)
        assert owed.next_step_at == owed.reply_by


def test_a_call_that_was_promised_comes_before_the_new_date(app):
    session = make.course_session(timedelta(days=30))
    seat = make.sign_up(session)
    owed = ask_call_about(seat, NOW)

    move_dates(
        session,
        [Slot(NOW.date(), slots_of(session)[0].start.replace(hour=17), slots_of(session)[0].end.replace(hour=19))],
        NOW,
    )

    assert owed.reply_by < session.starts_at


def test_somebody_is_at_the_old_door_for_those_who_cannot_be_told(app):
    seat = make.sign_up()
    session, first = seat.course_session, seat.course_session.starts_at

    move_dates(session, later(session), NOW)

    owed = open_about(about_session(session), PromiseKind.NOT_REACHABLE)
    assert owed.reply_by == first


def test_a_date_with_people_in_it_does_not_lose_its_date(app):
    seat = make.sign_up()

    with pytest.raises(StillToCome):
        move_dates(seat.course_session, [], NOW)


def test_a_date_that_cannot_be_changes_nothing(app):
    seat = make.sign_up()
    first = slots_of(seat.course_session)

    with pytest.raises(BadDate):
        move_dates(seat.course_session, [Slot(first[0].day, first[0].end, first[0].start)], NOW)

    assert slots_of(seat.course_session) == first
    assert db.session.scalar(db.select(db.func.count(SessionDate.id))) == 1


def test_the_team_knows_by_which_way_people_hear(app):
    session = make.course_session()
    take_seat(session, make.seat_request("Nour", NOUR), NOW)
    take_seat(session, make.seat_request("Amal"), NOW)

    found = audience(session)

    assert len(found) == 2
    assert found.ways == {Channel.EMAIL: 1, Channel.CARD: 1}
    assert found.unreachable == 1


def test_more_seats_say_who_has_one_by_it(app):
    session = make.course_session(capacity=0)
    first, second, third = (join_line(session, make.seat_request(name), NOW) for name in ("Amal", "Nour", "Reza"))

    assert change_capacity(session, 2, NOW) == [first, second]
    assert third.state == State.WAITING


def test_fewer_seats_than_are_taken_are_no_fault_once_somebody_said_why(app):
    session = make.course_session(capacity=3)
    make.fill(session, 3)
    assert seats_over(session, 2) == 1

    change_capacity(session, 2, NOW)
    assert [one.fault for one in audit(NOW)] == [Fault.OVERSOLD]
    facts = {"to": 2, "over": 1, "why": "A computer is broken"}
    write_down(Actor(Way.OFFICE), CAPACITY_CHANGED, about_session(session), NOW, facts=facts)

    assert audit(NOW) == []


def mark_present(seat, day) -> None:
    begin_write()
    facts = {"half": Half.MORNING, "mark": Mark.PRESENT, "ticked_at": NOW}
    db.session.add(Attendance(sign_up_id=seat.id, session_date_id=day.id, **facts))
    db.session.flush()


def test_who_was_there_stays_known_when_later_dates_move(app):
    seat = make.sign_up(make.course_session(dates=3))
    session = seat.course_session
    mark_present(seat, session.dates[0])
    first, second, third = slots_of(session)
    longer = replace(first, end=first.end.replace(minute=30))

    move_dates(session, [longer, replace(second, day=second.day + timedelta(days=1)), third], NOW)

    assert db.session.scalars(db.select(Attendance.session_date_id)).all() == [session.dates[0].id]
    assert slots_of(session)[0] == longer


def test_a_date_on_which_somebody_was_marked_is_not_taken_away(app):
    seat = make.sign_up(make.course_session(dates=2))
    mark_present(seat, seat.course_session.dates[0])

    with pytest.raises(HeldAlready):
        move_dates(seat.course_session, slots_of(seat.course_session)[1:], NOW)
