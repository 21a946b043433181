"""Answering a reminder: "Yes, I come", "No, I cannot", "Call me"."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.lists import open_promises
from portal.domain.signups.changes import cancel, cancel_course_session, move_to
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.reminders import remind
from portal.domain.signups.seats import count_of
from tests import make
from tests.blueprints.letters import buttons, follow, press, reminded, told_about
from tests.blueprints.steps import courses, path, tables
from tests.conftest import NOW


def calls():
    return [one for one in open_promises() if one.kind == PromiseKind.CALL_BACK]


def test_a_reminder_shows_the_workshop_and_three_answers(client):
    _sign_up, message = reminded()

    page = follow(client, message)

    assert page.h1 == "Are you coming?"
    assert page.texts(".workshop strong") == ["A day at work", "Tuesday 24 November, 15:00 to 17:00"]
    assert "The blue house" in page.text(".workshop")
    assert buttons(page) == ["Yes, I come", "No, I cannot", "Call me"]


def test_yes_is_noted_and_thanked_for(client):
    sign_up, message = reminded()

    page = press(follow(client, message), "Yes, I come")

    assert page.texts("[role=status].note") == ["Thank you. We expect you."]
    assert by_ref(sign_up.ref).coming_at == NOW
    assert buttons(page) == ["No, I cannot", "Call me"]


def test_yes_twice_is_yes_once(client):
    sign_up, message = reminded()
    asked = follow(client, message)
    press(asked, "Yes, I come")

    again = press(asked, "Yes, I come")

    assert (again.status, by_ref(sign_up.ref).state) == (200, "confirmed")
    assert again.texts("[role=status].note") == ["Thank you. We expect you."]


def test_yes_to_the_day_before_is_asked_again_in_the_morning(client):
    """A yes of yesterday is no yes to a later question."""
    sign_up, message = reminded()
    make.begin_write()
    sign_up.coming_at = NOW - timedelta(hours=20)

    assert "Yes, I come" in buttons(follow(client, message))


def test_no_asks_once_and_gives_the_seat_back(client):
    sign_up, message = reminded()
    question = client.get_page(follow(client, message).link("No, I cannot"))
    assert (question.h1, by_ref(sign_up.ref).state) == ("Give your seat back?", "confirmed")

    page = press(question, "Yes, give my seat back")

    assert (page.h1, path(page)) == ("You gave your seat back", f"/en/reminders/{message.ref}")
    assert by_ref(sign_up.ref).state == "cancelled"
    assert count_of(sign_up.course_session).taken == 0


def test_whoever_keeps_the_seat_after_all_is_asked_the_same_again(client):
    sign_up, message = reminded()
    question = client.get_page(follow(client, message).link("No, I cannot"))

    page = client.get_page(question.link("No, I keep it"))

    assert (page.h1, by_ref(sign_up.ref).state) == ("Are you coming?", "confirmed")


def test_no_twice_is_no_once(client):
    sign_up, message = reminded()
    question = client.get_page(follow(client, message).link("No, I cannot"))
    press(question, "Yes, give my seat back")
    before = tables("course_session")

    again = press(question, "Yes, give my seat back")

    assert again.h1 == "You gave your seat back"
    assert tables("course_session") == before
    assert by_ref(sign_up.ref).state == "cancelled"


def test_call_me_says_by_when_before_the_workshop_begins(client):
    sign_up, message = reminded()

    page = press(follow(client, message), "Call me")

    assert page.texts("[role=status].note") == ["We call you by Tuesday 24 November at 14:00."]
    assert [(owed.about, owed.reply_by) for owed in calls()] == [(f"sign_up:{sign_up.id}", NOW + timedelta(hours=4))]


def test_call_me_twice_is_one_call(client):
    _sign_up, message = reminded()
    asked = follow(client, message)
    press(asked, "Call me")

    page = press(asked, "Call me")

    assert page.texts("[role=status].note") == ["We call you by Tuesday 24 November at 14:00."]
    assert len(calls()) == 1
    assert "Call me" not in buttons(page)


def test_who_gave_no_number_is_asked_for_one(client):
    _sign_up, message = reminded(reach=read_email("nour@example.org"))

    form = client.get_page(follow(client, message).link("Call me"))

    assert form.h1 == "Ask for a call"
    assert "A day at work" in form.text(".workshop")


def test_too_late_for_a_promised_call_the_form_is_offered_instead(client):
    _sign_up, message = reminded()

    with time_machine.travel(NOW + timedelta(hours=4, minutes=30), tick=False):
        page = follow(client, message)

        assert client.get_page(page.link("Call me")).h1 == "Ask for a call"


def test_later_meetings_of_a_course_do_not_cost_the_seat_of_the_whole_course(client):
    session = make.course_session(NOW - timedelta(days=6, hours=2), dates=3)
    with time_machine.travel(NOW - timedelta(days=8), tick=False):
        sign_up = make.sign_up(session, first_name="Nour", reach=read_email("nour@example.org"))
    with time_machine.travel(NOW - timedelta(hours=4), tick=False):
        _sign_up, message = reminded_again(sign_up)
        page = follow(client, message)
        forced = client.get_page(f"{path(page)}/no")
        client.post(f"{path(page)}/no", data={"csrf_token": page.form()["csrf_token"]})

    assert buttons(page) == ["Yes, I come", "Call me"]
    assert "You cannot come this time? Ask us to call you. Your seat stays yours." in page.texts("main p")
    assert page.texts(".workshop strong")[1] == "Wednesday 25 November, 08:00 to 10:00"
    assert (forced.h1, by_ref(sign_up.ref).state) == ("Are you coming?", "confirmed")


def reminded_again(sign_up):
    """The reminder of the next meeting, the day before it."""
    day = next(day for day in sign_up.course_session.dates if day.starts_at > clock.now())
    with time_machine.travel(day.starts_at - timedelta(hours=19), tick=False):
        make.begin_write()
        remind(day, clock.now())
        make.db.session.commit()
    return sign_up, told_about(sign_up, MessageKind.REMINDER_DAY_BEFORE)


@pytest.mark.parametrize(
    ("end", "h1"),
    [
        (lambda sign_up: cancel(sign_up, clock.now()), "You gave your seat back"),
        (lambda sign_up: cancel_course_session(sign_up.course_session, clock.now()), "This date is cancelled"),
    ],
    ids=["given back", "cancelled by the centre"],
)
def test_a_seat_that_is_no_longer_theirs_says_so_with_a_way_on(client, end, h1):
    sign_up, message = reminded()
    asked = follow(client, message)
    make.course_session(course=make.course(title=make.words("Another workshop")))
    end(sign_up)
    make.db.session.commit()
    state = by_ref(sign_up.ref).state

    pages = [client.get_page(path(asked)), press(asked, "Yes, I come"), press(asked, "Call me")]

    assert [page.h1 for page in pages] == [h1] * 3
    assert "Another workshop" in courses(pages[0])
    assert client.get_page(pages[0].link("Open my seat with my code")).h1 == "My seats"
    assert (by_ref(sign_up.ref).state, by_ref(sign_up.ref).coming_at, calls()) == (state, None, [])


def test_a_seat_that_was_moved_says_when_it_is_now_and_leads_to_its_card_behind_the_check(client):
    sign_up, message = reminded()
    asked = follow(client, message)
    new = move_to(sign_up, make.course_session(), clock.now())
    newest = move_to(new, make.course_session(timedelta(days=9)), clock.now())
    make.db.session.commit()

    pages = [client.get_page(path(asked)), press(asked, "Yes, I come")]

    assert [page.h1 for page in pages] == ["You moved to another date"] * 2
    assert pages[0].texts(".workshop .facts li")[0] == "Thursday 3 December, 10:00 to 12:00"
    check = client.get_page(pages[0].link("Open my new card"))
    assert (check.h1, newest.code in check.words) == ("Is this your seat?", False)
    assert check.form().fill(code=newest.code).send().h1 == "Your seat is booked"


def test_after_the_workshop_nothing_is_asked(client):
    _sign_up, message = reminded()

    with time_machine.travel(NOW + timedelta(hours=8), tick=False):
        page = follow(client, message)

    assert page.h1 == "This workshop is over"
    assert not [words for words in buttons(page) if words in {"Yes, I come", "No, I cannot", "Call me"}]


def test_a_meeting_put_off_shows_its_new_date(client):
    sign_up, message = reminded()
    make.begin_write()
    day = sign_up.course_session.dates[0]
    day.starts_at, day.ends_at = day.starts_at + timedelta(days=1), day.ends_at + timedelta(days=1)

    page = follow(client, message)

    assert page.texts(".workshop strong")[1] == "Wednesday 25 November, 15:00 to 17:00"


def test_the_clock_of_the_place_counts_and_is_named(client):
    amman = make.place(timezone="Asia/Amman", city="Amman")
    _sign_up, message = reminded(make.course_session(timedelta(hours=5), place=amman))

    assert "Tuesday 24 November, 17:00 to 19:00 (time of Amman)" in follow(client, message).text(".workshop")


def test_pressed_after_a_long_time_the_page_comes_back_and_one_press_sends_it(client):
    sign_up, message = reminded()
    page = follow(client, message)

    refused = client.post_page(f"{path(page)}/yes", data={"csrf_token": "old"})

    assert (refused.status, refused.h1) == (422, "Are you coming?")
    assert refused.problems == ["This page was open for a long time. Nothing is lost: press the button again."]
    assert press(refused, "Yes, I come").texts("[role=status].note") == ["Thank you. We expect you."]
    assert by_ref(sign_up.ref).coming_at
