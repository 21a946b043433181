"""Asking for a call, or for word of a date: by when the answer comes, asked again, answered, taken back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.moves import Role
from portal.domain.promises.keeping import Step, take_step
from portal.domain.promises.lists import open_promises
from portal.domain.promises.made import answer, pass_on
from portal.domain.promises.states import State
from portal.domain.signups.questions import (
    Asker,
    answer_wishes,
    ask_call,
    ask_call_about,
    take_back,
    wish_for_date,
    wished_courses,
)
from tests import make
from tests.conftest import NOW

PARIS, NAIROBI = ZoneInfo("Europe/Paris"), ZoneInfo("Africa/Nairobi")
PHONE = read_phone("06 12 34 56 78", "FR")


def asker(first_name="Nour", reach=PHONE, language="en", note=None) -> Asker:
    return Asker(first_name, reach, language, note)


def call(now=NOW, zone=PARIS, session=None, **who):
    make.begin_write()
    return ask_call(asker(**who), session, zone, now)


def told(kind: MessageKind) -> list[Message]:
    return list(make.db.session.scalars(make.db.select(Message).where(Message.kind == kind).order_by(Message.id)))


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 26, 17, tzinfo=UTC)),
        (datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC)),
        (datetime(2026, 11, 27, 22, tzinfo=UTC), datetime(2026, 12, 1, 17, tzinfo=UTC)),
        (datetime(2026, 11, 28, 9, tzinfo=UTC), datetime(2026, 12, 1, 17, tzinfo=UTC)),
        (datetime(2026, 11, 29, 23, 30, tzinfo=UTC), datetime(2026, 12, 2, 17, tzinfo=UTC)),
    ],
    ids=["Tuesday", "over a weekend", "late on Friday", "on Saturday", "Sunday in London, Monday in Paris"],
)
def test_a_call_comes_within_two_working_days_by_six_in_the_evening(app, asked, by):
    assert call(asked).reply_by == by


def test_six_in_the_evening_is_that_of_the_place(app):
    assert call(zone=NAIROBI).reply_by == datetime(2026, 11, 26, 15, tzinfo=UTC)


def test_summer_time_that_ends_meanwhile_moves_no_hour_on_the_wall(app):
    owed = call(datetime(2026, 10, 23, 9, tzinfo=UTC))

    assert owed.reply_by.astimezone(PARIS).hour == 18
    assert owed.reply_by == datetime(2026, 10, 27, 17, tzinfo=UTC)


def test_about_a_date_its_own_team_calls_by_its_own_clock(app):
    session = make.course_session(place=make.place(slug="nairobi", timezone="Africa/Nairobi"))

    owed = call(session=session)

    assert (owed.owner, owed.zone) == ("place:nairobi", NAIROBI)


def test_asked_again_while_it_is_open_it_is_the_same_promise_with_the_same_date(app):
    first = call()

    again = call(NOW + timedelta(days=1), first_name="NOUR")

    assert (again.id, again.reply_by) == (first.id, datetime(2026, 11, 26, 17, tzinfo=UTC))
    assert len(told(MessageKind.CALL_PROMISED)) == 1


def test_asked_again_in_another_language_it_is_the_same_promise(app):
    first = call(language="fr")

    assert call(language="ar").id == first.id
    assert [message.language for message in told(MessageKind.CALL_PROMISED)] == ["fr"]


def test_asked_again_once_it_was_answered_it_is_a_new_promise(app):
    first = call()
    answer(first, Role.STAFF, NOW, "called")

    again = call(NOW + timedelta(hours=1))

    assert again.id != first.id
    assert len(told(MessageKind.CALL_PROMISED)) == 2


def test_another_name_on_the_same_phone_is_somebody_else(app):
    assert call().id != call(first_name="Leila").id


def test_a_call_about_a_date_and_one_about_nothing_are_two(app):
    assert call().id != call(session=make.course_session()).id


def test_whoever_asks_is_told_by_when_on_the_way_they_gave_in_their_language(app):
    owed = call(language="ar")

    (message,) = told(MessageKind.CALL_PROMISED)
    assert (message.channel, message.language) == (Channel.TEXT, "ar")
    assert message.facts == {"reply_by": owed.reply_by.isoformat()}


def test_what_they_wrote_is_kept_for_who_calls(app):
    assert call(note="After 17 h").note == "After 17 h"


def seat(starts, **facts):
    return make.sign_up(make.course_session(starts, **facts), first_name="Nour", reach=PHONE)


@pytest.mark.parametrize(
    ("starts", "by"),
    [
        (timedelta(days=7), datetime(2026, 11, 25, 17, tzinfo=UTC)),
        (timedelta(hours=5), NOW + timedelta(hours=4)),
        (timedelta(minutes=30), datetime(2026, 11, 25, 17, tzinfo=UTC)),
    ],
    ids=["next week", "this afternoon", "in half an hour"],
)
def test_the_holder_of_a_seat_is_called_within_a_working_day_and_before_it_begins_if_there_is_time(app, starts, by):
    assert ask_call_about(seat(starts), clock.now()).reply_by == by


def test_the_holder_of_a_seat_is_called_once(app):
    sign_up = seat(timedelta(days=7))

    assert ask_call_about(sign_up, NOW).id == ask_call_about(sign_up, NOW + timedelta(hours=1)).id


def wish(course, zone=PARIS, now=NOW, **who):
    make.begin_write()
    return wish_for_date(asker(**who), course, zone, now)


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2027, 1, 25, 17, tzinfo=UTC)),
        (datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2027, 1, 25, 17, tzinfo=UTC)),
        (datetime(2026, 11, 27, 9, tzinfo=UTC), datetime(2027, 1, 26, 17, tzinfo=UTC)),
    ],
    ids=["sixty days later is a Saturday", "a Monday", "a Tuesday"],
)
def test_who_waits_for_a_date_hears_within_sixty_days_on_a_working_day(app, asked, by):
    assert wish(make.course(), now=asked).reply_by == by


def test_wished_again_it_is_the_same_promise_told_once(app):
    course = make.course()

    assert wish(course).id == wish(course, now=NOW + timedelta(days=9)).id
    assert len(told(MessageKind.WISH_NOTED)) == 1


def test_two_courses_are_two_wishes(app):
    first, second = make.course(), make.course()
    wish(first), wish(second)

    assert sorted(wished_courses()) == sorted([first.id, second.id])


def test_a_date_with_a_free_seat_answers_the_wish_and_is_named(app):
    course = make.course()
    owed = wish(course, reach=read_email("nour@example.org"))
    session = make.course_session(course=course)

    assert answer_wishes(course, NOW) == 1

    assert owed.state == State.ANSWERED
    (message,) = told(MessageKind.WISH_COME_TRUE)
    assert message.facts == {"course_session": session.ref}
    assert (message.channel, message.about) == (Channel.EMAIL, f"promise:{owed.id}")


def test_the_soonest_date_is_named(app):
    course = make.course()
    wish(course)
    make.course_session(timedelta(days=30), course=course)
    soon = make.course_session(timedelta(days=3), course=course)

    answer_wishes(course, NOW)

    assert told(MessageKind.WISH_COME_TRUE)[0].facts == {"course_session": soon.ref}


@pytest.mark.parametrize(
    "facts",
    [{"starts": None}, {"starts": timedelta(days=-1)}, {"capacity": 0}, {"opens_at": NOW + timedelta(days=1)}],
    ids=["date to come", "past", "full", "opens later"],
)
def test_a_date_without_a_seat_to_take_answers_nothing(app, facts):
    course = make.course()
    wish(course)
    make.course_session(course=course, **facts)

    assert answer_wishes(course, NOW) == 0
    assert len(open_promises()) == 1


def test_only_who_can_reach_the_place_is_told_of_it(app):
    course = make.course()
    near, far = wish(course, NAIROBI), wish(course, PARIS, first_name="Amal")
    make.course_session(course=course, place=make.place(timezone="Africa/Nairobi"))

    assert answer_wishes(course, NOW) == 1
    assert (near.state, far.state) == (State.ANSWERED, State.OPEN)


def test_online_is_within_everybodys_reach(app):
    course = make.course()
    owed = [wish(course, NAIROBI), wish(course, PARIS, first_name="Amal")]
    make.course_session(course=course, place=make.place(online=True, address=None))

    assert answer_wishes(course, NOW) == 2
    assert {one.state for one in owed} == {State.ANSWERED}


def test_a_wish_is_answered_once(app):
    course = make.course()
    wish(course)
    make.course_session(course=course)

    assert (answer_wishes(course, NOW), answer_wishes(course, NOW)) == (1, 0)
    assert len(told(MessageKind.WISH_COME_TRUE)) == 1


def test_what_is_taken_back_is_owed_no_more_however_often(app):
    owed = call()

    take_back(owed, NOW)
    take_back(owed, NOW)

    assert (owed.state, open_promises()) == (State.WITHDRAWN, [])
    assert [line.to_state for line in owed.history] == [State.OPEN, State.WITHDRAWN]


def test_what_was_answered_stays_answered_when_it_is_taken_back(app):
    owed = call()
    answer(owed, Role.STAFF, NOW, "called")

    take_back(owed, NOW)

    assert owed.state == State.ANSWERED


def test_what_is_said_when_asking_again_reaches_the_team_too_and_once(app):
    zone = make.place().zone
    for note in ("After 17 h", "After 17 h", None, "Rather on Friday"):
        owed = ask_call(Asker("Nour", PHONE, "en", note), None, zone, NOW)

    assert owed.note == "After 17 h\nRather on Friday"


def test_a_call_before_a_workshop_that_is_missed_is_passed_on_until_it_begins_and_not_longer(app):
    owed = ask_call_about(seat(timedelta(hours=5)), NOW)
    begins = NOW + timedelta(hours=4)
    assert (owed.reply_by, owed.latest) == (begins, begins)

    handed = pass_on(owed, "team", Role.STAFF, NOW + timedelta(hours=1))
    assert handed.reply_by == begins

    taken = take_step(handed.id, begins)
    assert taken.step is Step.END, "the workshop begins: nobody is left to call for"


def test_any_other_call_that_is_missed_has_a_working_day_of_its_own(app):
    owed = ask_call(Asker("Nour", PHONE, "en"), None, make.place().zone, NOW)

    taken = take_step(owed.id, owed.reply_by)

    assert taken.step is Step.NEXT_OWNER
    assert taken.owed.reply_by == datetime(2026, 11, 27, 17, tzinfo=UTC)
