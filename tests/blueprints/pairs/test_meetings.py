"""Meetings as people plan them, move them, and say in two presses whether they took place."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from portal.database import db
from portal.domain.mentoring import meeting_news
from portal.domain.mentoring.pair_models import Meeting, Side
from portal.domain.messages.kinds import MessageKind
from tests import make
from tests.blueprints.letters import buttons
from tests.blueprints.pairs.steps import address, by_letter, client_of, met, opened, planned, two
from tests.conftest import NOW

BOTH = pytest.mark.parametrize("side", Side)
_DAY = timedelta(days=1)


def plan(client, pair, rest="/meetings/new", **answers):
    form = client.get_page(address(pair, rest)).form()
    return form.fill(**{"day": "2026-12-01", "hour": "18:00"} | answers).send()


def asked(pair):
    """The meeting is over, and the mentor is asked by a message."""
    meeting = planned(pair, NOW - timedelta(hours=3))
    make.begin_write()
    assert meeting_news.ask_whether_held(meeting, NOW) == 1
    db.session.commit()
    return meeting


@BOTH
def test_a_date_is_planned_by_either(app, side):
    pair = two()

    page = plan(client_of(app, pair, side), pair, length="45", mode="phone")

    assert page.text(".meets .big") == "Tuesday 1 December, 18:00 to 18:45"
    assert page.text(".meets .fact") == "By phone"


def test_in_person_the_page_says_where(app):
    pair = two(place=make.place())

    page = plan(client_of(app, pair, Side.LEARNER), pair, mode="in_person")

    assert page.text(".meets .fact") == "In person, The blue house"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"day": ""}, "Choose a day."),
        ({"hour": "late"}, "Choose an hour. For example: 18:00"),
        ({"day": "2026-11-20"}, "This time is over. Choose a later one."),
        ({"day": "2028-11-20"}, "This day is too far away. Choose a nearer one."),
        ({"day": "2027-03-28", "hour": "02:30"}, "The clocks skip this hour. Choose another one."),
        ({"length": "other", "other": "soon"}, "Write the minutes as a number, 480 at most."),
        ({"length": "7"}, "Choose one of the answers shown."),
        ({"mode": "by letter"}, "Choose one of the answers shown."),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_typed_is_lost(app, answers, said):
    pair = two()

    page = plan(client_of(app, pair, Side.LEARNER), pair, **answers)

    assert page.problems == [said]
    assert {name: page.form()[name] for name in ("day", "hour")} == {
        "day": answers.get("day", "2026-12-01"),
        "hour": answers.get("hour", "18:00"),
    }


def test_a_date_that_overlaps_names_the_meeting_that_is_there(app):
    pair = two()
    planned(pair)

    page = plan(client_of(app, pair, Side.LEARNER), pair, day="2026-11-26", hour="10:30")

    assert page.problems == ["You meet then already: Thursday 26 November, 10:00 to 11:00. Choose another hour."]


def test_the_same_form_sent_twice_is_one_meeting(app):
    pair = two()
    form = client_of(app, pair, Side.LEARNER).get_page(address(pair, "/meetings/new")).form()
    form.fill(day="2026-12-01", hour="18:00").send()

    page = form.send()

    assert len(page.all(".meets")) == 1


def test_a_date_is_changed_from_the_page(app):
    pair = two()
    planned(pair)
    client = client_of(app, pair, Side.LEARNER)
    change = client.get_page(client.get_page(address(pair)).link("Change"))
    assert (change.form()["day"], change.form()["hour"]) == ("2026-11-26", "10:00")

    page = change.form().fill(hour="11:15", length="other", other="50").send()

    assert page.text(".meets .big") == "Thursday 26 November, 11:15 to 12:05"


def test_a_date_is_called_off_from_the_page(app):
    pair = two()
    planned(pair)
    client = client_of(app, pair, Side.MENTOR)
    question = client.get_page(client.get_page(address(pair)).link("Call off"))
    assert question.h1 == "Call this meeting off?"

    page = question.form().send()

    assert page.all(".meets") == []


def test_the_calendar_holds_the_meeting_by_the_clock_of_the_two(app):
    pair = two()
    planned(pair)
    client = client_of(app, pair, Side.LEARNER)

    answer = client.get(client.get_page(address(pair)).link("Add to my calendar"))

    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert str(event["summary"]) == "Meeting with Claire"
    assert f"{event.decoded('dtstart'):%d %H:%M}" == "26 10:00"


def test_the_link_says_in_two_presses_that_they_met(app):
    pair = two()
    asked(pair)
    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR)
    assert page.h1 == "Did you meet?"

    page = page.form().fill(length="45").send()

    assert (page.h1, page.text("[role=status].note")) == ("You met", "Noted: you met for 45 min. Thank you.")


def test_opening_the_link_says_nothing(app):
    pair = two()
    meeting = asked(pair)

    by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR)

    assert (meeting.held_at, meeting.called_off_at) == (None, None)


def test_the_same_press_twice_is_one_meeting_held(app):
    pair = two()
    asked(pair)
    form = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR).form().fill(length="45")
    form.send()

    form.send()

    assert [one.minutes for one in db.session.scalars(db.select(Meeting)) if one.held_at] == [45]


def test_they_did_not_meet(app):
    pair = two()
    asked(pair)

    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR).form().fill(length="no").send()

    assert page.h1 == "You did not meet"


def test_pressed_without_an_answer_the_page_says_what_to_do(app):
    pair = two()
    asked(pair)

    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR).form().send()

    assert page.problems == ["Say how long you met, or that you did not."]


def test_how_it_went_is_one_press_and_only_ones_own(app):
    pair = two()
    asked(pair)
    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR).form().fill(length="60").send()

    page = page.form(".faces form").send()

    assert page.text(".face.chosen") == "Well"
    assert "Well" in opened(app, pair, Side.MENTOR).text(".told")
    assert "Well" not in opened(app, pair, Side.LEARNER).text(".told")


def test_what_was_said_by_mistake_is_put_right(app):
    pair = two()
    asked(pair)
    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR).form().fill(length="no").send()

    page = page.form("details form").fill(length="90").send()

    assert page.text("[role=status].note") == "Noted: you met for 1 h 30 min. Thank you."


def test_the_reminder_calls_a_meeting_off_without_the_card(app):
    pair = two()
    meeting = planned(pair, NOW + timedelta(hours=26))
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        make.begin_write()
        meeting_news.remind(meeting, NOW + timedelta(hours=4))
        db.session.commit()
        page = by_letter(app, pair, MessageKind.MEETING_REMINDER, Side.LEARNER)
        assert buttons(page) == ["I cannot come"]

        page = page.client.get_page(page.link("I cannot come")).form().send()

    assert page.h1 == "This meeting is called off"


def test_the_link_of_one_meeting_opens_no_other_page_to_a_learner(app):
    pair = two()
    planned(pair)
    page = by_letter(app, pair, MessageKind.MEETING_PLANNED, Side.LEARNER)
    assert page.h1 == "Your next meeting"

    assert page.client.get_page(address(pair)).status == 404


def test_nor_does_it_to_a_mentor(app):
    pair = two()
    asked(pair)
    page = by_letter(app, pair, MessageKind.MEETING_LOG, Side.MENTOR)

    assert "Back to our page" not in buttons(page)
    for rest in ("", "/letters", "/problem", "/meetings/new"):
        assert (rest, page.client.get_page(address(pair, rest)).status) == (rest, 404)


@BOTH
def test_a_meeting_without_a_plan_is_logged_from_the_page(app, side):
    pair = two()

    page = plan(client_of(app, pair, side), pair, "/met", day="2026-11-23", length="30")

    assert page.text("[role=status].note") == "Noted: you met for 30 min. Thank you."
    assert opened(app, pair, side.other).text(".told li").startswith("Monday 23 November, 30 min, Online")


def test_a_meeting_still_to_come_is_not_logged(app):
    pair = two()

    page = plan(client_of(app, pair, Side.LEARNER), pair, "/met", day="2026-11-25")

    assert page.problems == ["This time is still to come. Choose an earlier one."]


def test_the_page_asks_whether_they_met_until_somebody_says_so(app):
    pair = two()
    planned(pair, NOW - _DAY)
    client = client_of(app, pair, Side.LEARNER)

    page = client.get_page(client.get_page(address(pair)).link("Say yes or no")).form().fill(length="60").send()

    assert page.h1 == "You met"
    assert "Say yes or no" not in buttons(client.get_page(address(pair)))


def test_the_page_says_how_they_are_doing(app):
    pair = two()
    met(pair, NOW - 10 * _DAY)
    assert "You met in the last two weeks." in opened(app, pair, Side.MENTOR).words

    with time_machine.travel(NOW + 7 * _DAY, tick=False):
        assert "You have not met for two weeks." in opened(app, pair, Side.LEARNER).words


def test_the_meeting_of_another_pair_is_not_found(app):
    pair = two()
    other = planned(two(learner="Amal"), NOW + 9 * _DAY)

    for rest in ("", "/change", "/off", "/calendar.ics"):
        assert opened(app, pair, Side.MENTOR, f"/meetings/{other.ref}{rest}").status == 404
