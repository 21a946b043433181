""" "Tell me when there is a date": for a course without dates, or with full ones only."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.messages.kinds import MessageKind
from portal.domain.promises.keeping import take_step
from portal.domain.promises.lists import open_promises
from portal.domain.promises.models import Promise
from portal.domain.signups.questions import answer_wishes
from tests import make
from tests.blueprints.letters import buttons, follow, press, told
from tests.blueprints.steps import courses, path
from tests.conftest import NOW

_ANSWERS = {"first_name": "Nour", "reach_by": "email", "email": "nour@example.org", "consent": "y"}


def ask(client, course, near="", **answers):
    make.db.session.commit()
    page = client.get_page(f"/en/courses/{course.slug}/tell-me{near}")
    return page.form("#wish-form form").fill(**_ANSWERS | answers).send()


def promised() -> Promise:
    (owed,) = open_promises()
    return owed


def course_page(client, course):
    make.db.session.commit()
    return client.get_page(f"/en/courses/{course.slug}")


def test_a_course_without_dates_offers_to_tell(client):
    page = course_page(client, make.course())

    assert page.texts("#dates .note p") == [
        "No date is set yet. We can tell you when there is one.",
        "Tell me when there is a date",
    ]
    assert client.get_page(page.link("Tell me when there is a date")).h1 == "Tell me when there is a date"


def test_so_does_one_whose_date_is_to_come(client):
    page = course_page(client, make.course_session(None).course)

    assert page.texts("#dates .note p")[0] == "No date is set yet. We can tell you when there is one."


def test_so_does_one_whose_dates_are_all_full(client):
    session = make.course_session(capacity=1)
    make.fill(session, 1)

    page = course_page(client, session.course)

    assert page.texts("#dates .note p")[0] == "No seat is free at this moment. We can tell you when one is."
    assert page.link("Tell me when there is a date")


def test_one_with_a_free_seat_does_not(client):
    session = make.course_session()
    full = make.course_session(course=session.course, capacity=1)
    make.fill(full, 1)

    assert "Tell me when there is a date" not in course_page(client, session.course).words


def test_whoever_asks_hears_by_a_date_with_or_without_one(client):
    page = ask(client, make.course())

    assert (page.h1, path(page)) == ("We tell you when there is a date", f"/en/asked/{promised().ref}")
    assert page.texts(".lead") == ["A day at work"]
    assert "You hear from us by Monday 25 January 2027 at 18:00, with or without a date." in page.texts(".note p")


def test_a_phone_number_does_as_well(client):
    assert ask(client, make.course(), reach_by="phone", phone="06 12 34 56 78").status == 200


def test_who_cannot_be_reached_cannot_be_told_so_it_is_no_choice(client):
    course = make.course()
    make.db.session.commit()
    page = client.get_page(f"/en/courses/{course.slug}/tell-me")

    assert [field.get("value") for field in page.all("input[name=reach_by]")] == ["phone", "email"]
    form = page.form("#wish-form form").fill(**_ANSWERS)
    form.values["reach_by"] = "none"
    assert form.send().status == 422
    assert open_promises() == []


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"reach_by": "phone"}, "Write your phone number."),
        ({"email": ""}, "Write your e-mail."),
        ({"email": "nour@"}, "Check this e-mail. For example: nour@example.org"),
        ({"first_name": "1"}, "Write your first name."),
        ({"consent": None}, "Tick the box, so that we may answer you."),
    ],
)
def test_what_is_missing_is_said(client, answers, problem):
    page = ask(client, make.course(), **answers)

    assert (page.status, page.problems) == (422, [problem])


def test_sent_twice_it_is_the_same_promise(client, other):
    course = make.course()

    assert path(ask(client, course)) == path(ask(other, course, email="NOUR@example.org"))
    assert len(open_promises()) == 1


def test_where_seats_are_free_already_the_dates_are_shown_first(client):
    session = make.course_session()
    make.db.session.commit()

    page = client.get_page(f"/en/courses/{session.course.slug}/tell-me")

    assert courses(page) == ["A day at work"]


def test_a_course_nobody_knows_is_no_page(client):
    assert client.get_page("/en/courses/nothing/tell-me").status == 404


def test_they_wait_where_the_course_has_its_dates(client):
    make.place(position=0)
    session = make.course_session(None, place=make.place(timezone="Africa/Nairobi", position=9))

    ask(client, session.course)

    assert promised().timezone == "Africa/Nairobi"


def test_coming_from_a_date_they_wait_at_its_place(client):
    session = make.course_session(None)
    far = make.course_session(None, course=session.course, place=make.place(timezone="Asia/Amman"))

    ask(client, session.course, near=f"?near={far.ref}")

    assert promised().timezone == "Asia/Amman"


def test_a_date_of_another_course_says_nothing_about_where_they_are(client):
    session = make.course_session(None)
    stranger = make.course_session(None, place=make.place(timezone="Asia/Amman"))

    ask(client, session.course, near=f"?near={stranger.ref}")

    assert promised().timezone == "Europe/Paris"


def test_once_there_is_a_date_the_page_shows_it(client):
    course = make.course()
    page = ask(client, course)
    make.course_session(course=course)
    answer_wishes(course, clock.now())

    seen = client.get_page(path(page))

    assert (seen.h1, courses(seen)) == ("There is a date now", ["A day at work"])


def test_after_two_months_without_a_date_the_page_says_so_and_what_to_do(client, other):
    course = make.course()
    page = ask(client, course)
    message = told(f"promise:{promised().id}", MessageKind.WISH_NOTED)
    with time_machine.travel(promised().reply_by, tick=False):
        take_step(promised().id, clock.now())
        make.db.session.commit()

    seen = client.get_page(path(page))

    assert (seen.h1, buttons(seen)) == ("There is no date near you yet", ["Ask again"])
    assert client.get_page(seen.link("Ask again")).h1 == "Tell me when there is a date"
    assert follow(other, message).status == 200


def test_what_is_not_needed_any_more_is_taken_back(client):
    page = press(ask(client, make.course()), "I do not need it any more")

    assert page.h1 == "We do not write to you about this any more"
    assert open_promises() == []


def test_one_address_cannot_be_flooded(client):
    course = make.course()
    tries = [ask(client, course, first_name=f"N{'a' * number}").status for number in range(7)]

    assert tries == [200] * 6 + [429]
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert ask(client, course).status == 200
