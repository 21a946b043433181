"""The centre calls a date off: everybody is told once, by the way they have, and nothing stays owed about it."""

from zoneinfo import ZoneInfo

from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.outbox import opt_out
from portal.domain.promises.lists import open_promises
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.questions import Asker, ask_call, ask_call_about
from portal.domain.signups.reminders import remind
from portal.domain.signups.told import not_reachable, of_session
from portal.domain.signups.watch import begun
from portal.domain.signups.watch import lines as lines_ahead
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import (
    DAY,
    HOUR,
    full,
    give_back,
    join,
    messages,
    news,
    phone,
    promised,
    promises,
    states,
)


def call_off(session, now=NOW):
    cancel_course_session(session, now)
    db.session.commit()


def last_way(sign_up):
    told = messages(sign_up)[-1]
    return told.kind, told.channel, told.state


def test_everybody_is_told_with_the_way_they_have(app):
    session = make.course_session(capacity=4)
    by_phone = make.sign_up(session, first_name="A", reach=phone())
    by_mail = make.sign_up(session, first_name="B", reach=read_email("b@example.org"))
    by_card = make.sign_up(session, first_name="C")
    opted_out = make.sign_up(session, first_name="D", reach=phone())
    waits = join(session, "E")
    opt_out(opted_out.person.contacts[0].digest, NOW)
    db.session.commit()

    call_off(session)

    assert states(by_phone, by_mail, by_card, opted_out, waits) == ["cancelled_by_centre"] * 5
    assert [last_way(one) for one in (by_phone, by_mail, by_card, opted_out, waits)] == [
        ("date_cancelled", "text", "queued"),
        ("date_cancelled", "email", "queued"),
        ("date_cancelled", "card", "card"),
        ("date_cancelled", "card", "card"),
        ("date_cancelled", "text", "queued"),
    ]


def test_called_off_twice_is_told_once(app):
    session, (holder,) = full()

    call_off(session)
    call_off(session, NOW + HOUR)

    assert [kind for kind, _ in news(holder)] == ["seat_confirmed", "date_cancelled"]
    assert session.cancelled_at == NOW
    assert [line.to_state for line in holder.history] == ["confirmed", "cancelled_by_centre"]


def test_who_gave_the_seat_back_before_is_not_told(app):
    session, (holder,) = full()
    give_back(holder)

    call_off(session)

    assert [kind for kind, _ in news(holder)] == ["seat_confirmed", "seat_given_back"]


def test_a_reminder_or_an_offer_that_was_about_to_go_out_is_not_sent(app):
    session, (one, two) = full(NOW + 54 * HOUR, capacity=2)
    nour = join(session)
    give_back(one)
    remind(session.dates[0], NOW + 26 * HOUR)
    db.session.commit()
    assert news(nour)[-1] == ("seat_offered", "queued")
    assert news(two)[-1] == ("reminder_day_before", "queued")

    call_off(session, NOW + 26 * HOUR)

    assert ("seat_offered", "dropped") in news(nour)
    assert ("reminder_day_before", "dropped") in news(two)
    assert news(nour)[-1] == news(two)[-1] == ("date_cancelled", "queued")


def test_lines_offers_and_calls_to_make_end_with_the_date(app):
    session, (one, _two) = full(NOW + 2 * DAY, capacity=2)
    offered, waits = join(session, "A"), join(session, "B")
    give_back(one)

    call_off(session)

    assert promised(offered) == [("waiting", "answered"), ("offer", "withdrawn")]
    assert promised(waits) == [("waiting", "withdrawn")]
    assert (lines_ahead(NOW), begun(session.starts_at)) == ([], [])


def test_a_list_to_phone_ends_with_the_date(app):
    session, (holder,) = full(NOW + 6 * HOUR)
    join(session, now=NOW - DAY)
    give_back(holder)

    call_off(session)

    assert promised(session) == [("call_list", "withdrawn")]


def test_the_call_somebody_asked_for_is_still_owed(app):
    session, (holder,) = full()
    asks = ask_call(Asker("Sami", phone(), "fr"), session, ZoneInfo("Europe/Paris"), NOW)
    holder_asks = ask_call_about(holder, NOW)
    db.session.commit()

    call_off(session)

    assert [asks.state, holder_asks.state] == ["open", "open"]


def test_the_team_is_told_once_that_some_cannot_be_reached_and_who_they_are(app):
    session = make.course_session(capacity=3)
    make.sign_up(session, first_name="A", reach=phone())
    silent = [make.sign_up(session, first_name="B"), make.sign_up(session, first_name="C")]

    call_off(session)

    (owed,) = open_promises()
    assert (owed.kind, owed.owner, owed.reply_by) == (
        "not_reachable",
        f"place:{session.place.slug}",
        session.starts_at,
    )
    assert not_reachable(of_session(session)) == silent


def test_nobody_needs_to_stand_at_the_door_when_all_can_be_reached_or_it_is_over(app):
    reached, _ = full()
    over = make.course_session()
    make.sign_up(over)

    call_off(reached)
    call_off(over, over.starts_at)

    assert promises(reached) == promises(over) == []


def test_at_night_the_news_waits_for_the_morning_and_says_nothing_any_more_once_it_would_be_over(app):
    session, (holder,) = full()
    two_at_night = NOW.replace(hour=1)

    call_off(session, two_at_night)

    told = messages(holder)[-1]
    assert told.next_try_at == NOW.replace(hour=7)  # 8 h in Paris
    assert told.useless_from == session.ends_at
