"""Answering the date of an interview by the link of the message: yes, another time, or no more."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.signups.answers import accept, refuse
from portal.domain.signups.applying import application_of
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.interviews import let_interview_lapse, note_held
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.steps import Refusal
from tests import make
from tests.blueprints.letters import buttons, follow, press, told_about
from tests.blueprints.steps import path, tables
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, invited


@pytest.fixture
def sign_up(app):
    """Somebody to whom a date was proposed."""
    sign_up = applied()
    invited(sign_up)
    return sign_up


def message(sign_up):
    return told_about(sign_up, MessageKind.INTERVIEW_PROPOSED)


def test_the_link_shows_the_date_and_the_way_and_neither_name_nor_code(client, sign_up):
    page = follow(client, message(sign_up))

    assert page.h1 == "Can you come to an interview?"
    assert "Monday 30 November at 10:00" in page.text("#interview")
    assert buttons(page) == ["Yes, I come", "I need another time", "Open my seat with my code"]
    assert "Nour" not in page.words and sign_up.code not in page.words
    assert application_of(sign_up).step == "proposed"


def test_yes_is_yes_once_however_often_it_is_pressed(client, sign_up):
    asked = follow(client, message(sign_up))

    page = press(asked, "Yes, I come")
    before = tables("course_session")
    again = press(asked, "Yes, I come")

    assert page.h1 == again.h1 == "Your interview"
    assert "You said yes. We expect you." in page.text("#interview")
    assert tables("course_session") == before


def test_another_time_is_promised_by_a_date(client, sign_up):
    page = press(follow(client, message(sign_up)), "I need another time")

    assert page.h1 == "We look for another date"
    assert "You hear about a date by Thursday 26 November at 18:00." in page.text("#way")


def test_withdrawing_is_asked_about_once_more(client, sign_up):
    page = follow(client, message(sign_up))

    asked = client.get_page(page.link("Withdraw my application"))
    assert (asked.h1, by_ref(sign_up.ref).state) == ("Withdraw your application?", "requested")
    assert path(client.get_page(asked.link("No, I keep it"))) == path(page)
    left = press(asked, "Yes, withdraw it")

    assert left.h1 == "You withdrew your application"
    assert "You can apply again later." in left.words
    assert by_ref(sign_up.ref).state == "cancelled"


def test_whoever_did_not_answer_may_still_say_yes_while_the_date_lies_ahead(client, sign_up):
    asked = follow(client, message(sign_up))
    let_interview_lapse(sign_up, NOW + timedelta(days=2))
    db.session.commit()

    assert press(asked, "Yes, I come").h1 == "Your interview"
    assert application_of(sign_up).step == "agreed"


def test_once_the_date_is_over_there_is_no_yes_to_it(client, sign_up):
    asked = follow(client, message(sign_up))

    with time_machine.travel(NOW + timedelta(days=6, minutes=1), tick=False):
        late = follow(client, message(sign_up))
        token = client.get_page("/en/seats").form("#code-form form")["csrf_token"]
        pressed = client.post_page(f"{path(asked)}/yes", data={"csrf_token": token})

    assert "Yes, I come" not in buttons(late) + buttons(pressed)
    assert late.h1 == "We look for another date"
    assert application_of(sign_up).step == "proposed"


def called_off(sign_up):
    cancel_course_session(sign_up.course_session, clock.now())


@pytest.mark.parametrize(
    ("end", "h1"),
    [
        (lambda sign_up: accept(sign_up, clock.now()), "We have an answer for you"),
        (lambda sign_up: refuse(sign_up, Refusal.FULL, clock.now()), "We have an answer for you"),
        (called_off, "This date is cancelled"),
    ],
    ids=["accepted", "refused", "called off"],
)
def test_after_the_answer_the_link_says_only_that_there_is_one(client, sign_up, end, h1):
    asked = follow(client, message(sign_up))
    end(sign_up)
    db.session.commit()
    before = tables("course_session")

    pages = [client.get_page(path(asked)), press(asked, "Yes, I come"), press(asked, "I need another time")]

    assert [page.h1 for page in pages] == [h1] * 3
    assert "More people applied" not in pages[0].words
    assert tables("course_session") == before


def test_an_old_withdrawal_does_not_give_back_a_seat(client, sign_up):
    asked = client.get_page(follow(client, message(sign_up)).link("Withdraw my application"))
    accept(sign_up, NOW)
    db.session.commit()

    press(asked, "Yes, withdraw it")

    assert by_ref(sign_up.ref).state == "confirmed"


def test_after_the_interview_nothing_is_asked_any_more(client, sign_up):
    note_held(sign_up, NOW)
    db.session.commit()

    page = follow(client, message(sign_up))

    assert "Yes, I come" not in buttons(page)
    assert page.h1 == "Your interview"
    assert "We look for a date with you." not in page.words
    assert ("Interview · Done", "Thank you for coming.") in [
        tuple(p.text_content().strip() for p in item.cssselect("p")[:2]) for item in page.all("#way li")
    ]


def test_pressed_after_a_long_time_the_page_comes_back(client, sign_up):
    page = follow(client, message(sign_up))

    refused = client.post_page(f"{path(page)}/yes", data={"csrf_token": "old"})

    assert (refused.status, application_of(sign_up).step) == (422, "proposed")
    assert press(refused, "Yes, I come").h1 == "Your interview"


def test_the_link_of_another_message_opens_no_interview(client, sign_up):
    page = follow(client, told_about(sign_up, MessageKind.APPLICATION_SENT))

    assert page.h1 == "Is this your seat?"
    assert client.get_page(f"/en/interviews/{message(sign_up).ref}").status == 404
    assert make.db.session.get(type(sign_up), sign_up.id).state == "requested"
