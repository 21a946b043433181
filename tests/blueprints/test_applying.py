"""Applying for a course that staff choose for: the page, the form, the card with its steps, and each answer."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import Entry
from portal.domain.moves import Role
from portal.domain.signups.answers import accept, close_unanswered, put_in_line, refuse
from portal.domain.signups.applying import application_of, note_met, set_info_meeting
from portal.domain.signups.interviews import ask_other_time, note_held
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.models import SignUp
from portal.domain.signups.steps import Refusal
from tests import make
from tests.blueprints.letters import buttons, press
from tests.blueprints.steps import courses, holding, open_by_code, path, tables
from tests.conftest import NOW
from tests.domain.signups.applicants import PHONE, another, applied, cohort, coming, filled, invited
from tests.html import tidy

ANSWERS = {"first_name": "Nour", "reach_by": "none", "consent": "y"}


def open_form(client, session):
    db.session.commit()
    return client.get_page(f"/en/sessions/{session.ref}/apply").form("#apply-form form")


def send(client, session=None, **answers):
    """The card somebody lands on after applying."""
    return open_form(client, session or cohort()).fill(**ANSWERS | answers).send()


def steps(page):
    """(step, done or not, what stands there) as the card shows them."""
    found = []
    for item in page.all("#way li"):
        head, line = (tidy(one.text_content()) for one in item.cssselect("p")[:2])
        found.append((*head.split(" · "), line))
    return found


def test_the_page_of_the_course_says_how_it_goes_and_leads_to_the_form(client):
    session = cohort(info_meeting_at=NOW + timedelta(days=7))
    db.session.commit()

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.texts("#seat-panel ol li") == [
        "You fill in a short form.",
        "Information meeting: Tuesday 1 December at 10:00.",
        "We may meet you for an interview.",
        "You have our answer by a date we tell you.",
    ]
    assert client.get_page(page.link("Apply")).h1 == "Apply for this course"


def test_until_its_date_is_set_an_information_meeting_is_announced_without_one(client):
    session = cohort()
    db.session.commit()

    assert client.get_page(f"/en/sessions/{session.ref}").texts("#seat-panel ol li")[1] == (
        "You come to an information meeting."
    )


def test_whoever_comes_after_the_information_meeting_is_sent_to_none(client):
    session = cohort(info_meeting_at=NOW - timedelta(days=1))
    db.session.commit()

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.texts("#seat-panel ol li") == [
        "You fill in a short form.",
        "We may meet you for an interview.",
        "You have our answer by a date we tell you.",
    ]
    assert [(title, mark) for title, mark, _line in steps(send(client, session))] == [
        ("Application sent", "Done"),
        ("Interview", "Later"),
        ("Our answer", "Next"),
    ]


def test_the_information_meeting_is_done_only_when_it_was(client):
    """They were invited to an interview before it."""
    sign_up = applied(cohort(info_meeting_at=NOW + timedelta(days=3)))
    invited(sign_up)

    card = holding(client, sign_up)
    with time_machine.travel(NOW + timedelta(days=3, hours=1), tick=False):
        later = holding(client, sign_up)

    assert [(title, mark) for title, mark, _line in steps(card)[1:3]] == [
        ("Information meeting", "Later"),
        ("Interview", "Next"),
    ]
    assert steps(later)[1][1] == "Done"


def test_after_the_date_of_the_interview_the_answer_is_next(client):
    sign_up = applied()
    coming(sign_up)

    with time_machine.travel(NOW + timedelta(days=6, hours=1), tick=False):
        card = holding(client, sign_up)
        calendar = client.get_page(f"{path(card)}/calendar.ics")

    assert [(title, mark) for title, mark, _line in steps(card)[-2:]] == [
        ("Interview", "Done"),
        ("Our answer", "Next"),
    ]
    assert path(calendar) == path(card)


def test_the_form_leads_back_to_the_course(client):
    session = cohort()

    assert open_form(client, session).page.link("Back to the course") == f"/en/sessions/{session.ref}"


def test_whoever_applied_brings_nobody_along(client):
    """The page for it is not linked; its address changes nothing either."""
    sign_up = applied()
    card = holding(client, sign_up)
    token = card.form("form")["csrf_token"]

    asked = client.get_page(f"{path(card)}/party")
    sent = client.post_page(f"{path(card)}/party", data={"csrf_token": token, "party": "5"})

    assert path(asked) == path(sent) == path(card)
    assert by_ref(sign_up.ref).party == 1


def test_a_full_course_can_be_applied_for_and_says_that_it_is_full(client):
    session = filled(cohort(seats=1))

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert "All seats are taken. You may get one later." in page.text("#seat-panel")
    assert send(client, session).h1 == "Your application is sent"


def test_the_form_says_by_when_the_answer_comes_before_anything_is_asked(client):
    session = cohort()
    db.session.commit()

    page = client.get_page(f"/en/sessions/{session.ref}/apply")

    assert "You have our answer by Tuesday 8 December at 18:00." in page.text("#apply-form")
    assert len(page.texts("#apply-form label, #apply-form legend")) <= 16


def test_a_first_name_alone_is_enough_and_the_card_shows_the_way(client):
    card = send(client)

    assert card.h1 == "Your application is sent"
    assert steps(card) == [
        ("Application sent", "Done", "On Tuesday 24 November at 10:00."),
        ("Information meeting", "Next", "We tell you the date."),
        ("Interview", "Later", "We propose a date, or we answer you without one."),
        ("Our answer", "Later", "You have our answer by Tuesday 8 December at 18:00."),
    ]
    assert card.text(".code")
    assert "Come with more people" not in card.words
    assert "Move to another date" not in card.words


def test_what_they_write_reaches_the_team(client):
    card = send(client, why=" I like to build things. ", when_free=["morning"])

    application = application_of(by_ref(path(card).rsplit("/", 1)[1]))
    assert (application.why, application.when_free) == ("I like to build things.", ["morning"])


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"first_name": ""}, "Write your first name."),
        ({"reach_by": "phone", "phone": "12"}, "Check this phone number. For example: 06 12 34 56 78"),
        ({"consent": None}, "Tick the box, so that we may answer you."),
        ({"why": "x" * 501}, "Write a shorter text, 500 letters at most."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(client, answers, problem):
    page = send(client, **{"why": "My own words"} | answers)

    assert (page.status, page.title.startswith("Error:")) == (422, True)
    assert page.texts(".summary li") == [problem]
    assert page.form("#apply-form form")["why"] == answers.get("why", "My own words")


def test_sent_twice_it_is_the_same_application(client):
    form = open_form(client, cohort()).fill(**ANSWERS)

    first, second = form.send(), form.send()

    assert path(first) == path(second)
    assert db.session.scalar(make.db.select(make.db.func.count()).select_from(SignUp)) == 1


def test_somebody_who_applied_on_another_phone_is_led_to_their_code(client, other):
    session = cohort()
    reached = {"reach_by": "phone", "phone": "06 12 34 56 78"}
    send(client, session, **reached)

    page = send(other, session, **reached)

    assert page.status == 409
    assert "This person has applied here already. Open it with its code." in page.text(".summary")


def test_who_comes_to_the_seat_form_is_led_to_the_application(client):
    session = cohort()
    db.session.commit()

    for way in ("seat", "wait"):
        assert path(client.get_page(f"/en/sessions/{session.ref}/{way}")).endswith("/apply")


def test_a_seat_form_kept_from_before_takes_no_seat(client):
    session = make.course_session()
    db.session.commit()
    form = client.get_page(f"/en/sessions/{session.ref}/seat").form("#seat-form form").fill(**ANSWERS)
    make.begin_write()
    session.course.entry = Entry.APPLICATION
    db.session.commit()

    page = form.send()

    assert page.h1 == "Apply for this course"
    assert tables()["sign_up"] == []


def test_an_ordinary_course_is_not_applied_for(client):
    session = make.course_session()
    db.session.commit()

    assert path(client.get_page(f"/en/sessions/{session.ref}/apply")).endswith("/seat")


def test_one_that_has_begun_cannot_be_applied_for(client):
    session = cohort(-timedelta(hours=1))
    db.session.commit()

    page = client.get_page(f"/en/sessions/{session.ref}/apply")

    assert (page.status, page.h1) == (409, "No seat can be taken here")
    assert not page.all("#apply-form form")


def test_the_information_meeting_stands_on_the_card_and_in_the_calendar(client):
    session = cohort()
    card = send(client, session)
    set_info_meeting(session, NOW + timedelta(days=7), "https://meet.example.org/info", NOW)
    db.session.commit()

    card = client.get_page(path(card))
    (event,) = Calendar.from_ical(client.get(card.link("Add to my calendar")).data).walk("VEVENT")

    assert steps(card)[1] == ("Information meeting", "Next", "On Tuesday 1 December at 10:00. Online.")
    assert card.link("Join online") == "https://meet.example.org/info"
    assert event["summary"] == "Information meeting, Web development"
    assert event["location"] == "https://meet.example.org/info"
    assert event.decoded("dtstart") == NOW + timedelta(days=7)


def test_without_any_date_there_is_nothing_for_a_calendar(client):
    card = send(client)

    assert "Add to my calendar" not in card.words
    assert path(client.get_page(f"{path(card)}/calendar.ics")) == path(card)


def test_an_interview_is_answered_on_the_card(client):
    sign_up = applied()
    invited(sign_up)
    card = holding(client, sign_up)

    assert "Monday 30 November at 10:00" in card.text("#interview")
    assert "Please answer by Thursday 26 November at 18:00." in card.text("#interview")
    agreed = press(card, "Yes, I come")

    assert "You said yes. We expect you." in agreed.text("#interview")
    assert steps(agreed)[-2] == ("Interview", "Next", "On Monday 30 November at 10:00.")
    (event,) = Calendar.from_ical(client.get(agreed.link("Add to my calendar")).data).walk("VEVENT")
    assert event["summary"] == "Interview, Web development"


def test_yes_may_become_another_time_and_yes_again(client):
    sign_up = applied()
    coming(sign_up)

    asked = press(holding(client, sign_up), "I need another time")
    assert steps(asked)[-2] == ("Interview", "Next", "You hear about a date by Thursday 26 November at 18:00.")
    again = press(asked, "Yes, I come")

    assert "You said yes. We expect you." in again.text("#interview")


def test_a_button_of_a_page_open_for_too_long_changes_nothing(client):
    sign_up = applied()
    invited(sign_up)
    card = holding(client, sign_up)

    page = client.post_page(f"{path(card)}/interview/yes", data={"csrf_token": "old"})

    assert (page.status, application_of(sign_up).step) == (422, "proposed")
    assert "You said yes. We expect you." in press(page, "Yes, I come").words


def test_after_the_interview_only_the_answer_is_to_come(client):
    sign_up = applied()
    note_met(sign_up, NOW)
    coming(sign_up)
    note_held(sign_up, NOW)
    db.session.commit()

    marks = [(title, mark) for title, mark, _line in steps(holding(client, sign_up))]

    assert marks == [("Application sent", "Done"), ("Interview", "Done"), ("Our answer", "Next")]


def test_what_was_withdrawn_is_not_called_given_back(client):
    """It was no seat."""
    sign_up = applied()

    card = press(client.get_page(holding(client, sign_up).link("Withdraw my application")), "Yes, withdraw it")

    assert card.h1 == "You withdrew your application"
    assert card.text(".booking .pill") == "No longer valid"
    assert client.get_page("/en/seats").texts("article .pill") == ["No longer valid"]


def test_an_application_is_withdrawn_and_made_again(client):
    session = cohort()
    card = send(client, session)
    asked = client.get_page(card.link("Withdraw my application"))
    assert asked.h1 == "Withdraw your application?"

    left = press(asked, "Yes, withdraw it")

    assert left.h1 == "You withdrew your application"
    assert send(client, session).h1 == "Your application is sent"
    assert client.get_page(client.get_page(path(left)).link("Apply again")).h1 == "Apply for this course"


def accepted(sign_up):
    accept(sign_up, clock.now())


def refused(sign_up):
    refuse(sign_up, Refusal.LEVEL, clock.now())


def left_waiting(sign_up):
    filled(sign_up.course_session)
    put_in_line(sign_up, clock.now())


def forgotten(sign_up):
    make.begin_write()
    close_unanswered(sign_up, clock.now())


@pytest.mark.parametrize(
    ("answer", "h1", "said"),
    [
        (accepted, "You are accepted", "You are accepted. The seat is yours."),
        (refused, "We could not give you a seat", "Another course first makes this one easier."),
        (left_waiting, "You are on the waiting list", "You are number 1"),
        (forgotten, "We did not answer you in time", "This is our fault, and we are sorry."),
    ],
)
def test_each_answer_stands_on_the_card(client, answer, h1, said):
    sign_up = applied(cohort(seats=1), reach=None)
    answer(sign_up)
    db.session.commit()

    card = holding(client, sign_up)

    assert card.h1 == h1
    assert said in card.text("main")
    assert not card.all("#way")


def test_who_is_accepted_has_a_card_like_any_seat_but_moves_nowhere_alone(client):
    sign_up = applied()
    accepted(sign_up)
    db.session.commit()

    card = holding(client, sign_up)

    assert "Add to my calendar" in buttons(card)
    assert "I cannot come" in buttons(card)
    assert "Move to another date" not in card.words


def test_whoever_is_not_accepted_sees_the_course_that_leads_there(client):
    advanced = make.course(entry=Entry.APPLICATION, title=make.words("Web development"))
    make.course_session(timedelta(days=9), course=make.course(title=make.words("DigiStart"), next_courses=[advanced]))
    make.course_session(timedelta(days=3), course=make.course(title=make.words("Something else")))
    sign_up = applied(cohort(course=advanced))
    refused(sign_up)
    db.session.commit()

    card = holding(client, sign_up)

    assert courses(card) == ["DigiStart"]
    assert client.get_page(card.link("Ask for a call")).status == 200


def test_the_team_may_ask_for_another_time_too(client):
    sign_up = applied()
    coming(sign_up)
    ask_other_time(sign_up, Role.STAFF, NOW)
    db.session.commit()

    assert "We look for another date. Or does this one suit you after all?" in holding(client, sign_up).text("main")


def test_the_number_in_line_is_the_one_staff_gave(client):
    session = filled(cohort(seats=1))
    early, late = another(session, "Early"), applied(session, first_name="Late", reach=PHONE)
    put_in_line(late, NOW)
    put_in_line(early, NOW)
    db.session.commit()

    assert "You are number 1" in open_by_code(client, late.code, "Late").words
    assert "You are number 2" in open_by_code(client, early.code, "Early").words
