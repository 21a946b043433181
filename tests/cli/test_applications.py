"""`flask portal applications`: who applied, and each answer of the team, until the back office comes."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import Told, application_of
from portal.domain.signups.codes import show_code
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.steps import DayPart
from tests import make
from tests.domain.signups.applicants import another, applied, cohort, filled
from tests.worker.office import messages


@pytest.fixture
def sign_up(app):
    """Somebody who wrote why and when."""
    return applied(cohort(seats=2), Told("Je veux apprendre.", (DayPart.MORNING,)))


def step(sign_up):
    return db.session.get(Application, sign_up.id, populate_existing=True).step


def test_with_nobody_waiting_the_list_says_so(say):
    assert say("applications", "list") == "Nobody waits for an answer.\n"


def test_the_list_says_who_for_what_how_far_and_until_when_soonest_first(say, sign_up):
    soon = applied(cohort(timedelta(days=4)), first_name="Amal")

    lines = [line.replace("\u00a0", " ") for line in say("applications", "list").splitlines()]

    assert lines[0].startswith(f"{show_code(soon.code)}  sent      Amal, until ")
    assert lines[2] == f"{show_code(sign_up.code)}  sent      Nour, until mardi 8 décembre à 18 h"
    assert lines[3].strip().startswith("Web development (fr), jeudi 24 décembre")


def test_one_is_shown_with_what_they_wrote_and_the_number_to_call(say, sign_up):
    shown = say("applications", "show", sign_up.code)

    for words in ("Nour +33612345678", "Je veux apprendre.", "Le matin", "2 of 2 seats free", "requested, sent"):
        assert words in shown


def test_the_way_from_the_meeting_to_the_seat(say, sign_up):
    ref = sign_up.course_session.ref
    assert say("applications", "meeting", ref, "2026-12-01 18:00") == f"{ref}: information meeting set. 1 told.\n"
    say("applications", "meet", sign_up.code)
    assert step(sign_up) == "met"
    say("applications", "interview", sign_up.code, "2026-12-03 14:00")
    assert application_of(sign_up).interview_at.isoformat() == "2026-12-03T13:00:00+00:00"
    say("applications", "agree", sign_up.code)
    say("applications", "held", sign_up.code)

    said = say("applications", "accept", show_code(sign_up.code).lower())

    assert said == f"{show_code(sign_up.code)}: confirmed, held.\n"
    assert [message.kind for message in messages()] == [
        "application_sent",
        "info_meeting",
        "interview_proposed",
        "interview_agreed",
        "application_accepted",
    ]
    assert "until" not in say("applications", "show", sign_up.code)


def test_no_comes_with_a_reason_and_staff_see_what_is_read(say, sign_up):
    assert "--reason" in say("applications", "refuse", sign_up.code, code=2)

    said = say("applications", "refuse", sign_up.code, "--reason", "level")

    assert "They read: Un autre cours d’abord rendra celui-ci plus facile." in said
    assert by_ref(sign_up.ref).state == "declined"


def test_more_than_the_seats_are_not_accepted_and_wait(say, sign_up):
    assert "Seats are free" in say("applications", "wait", sign_up.code, code=1)
    filled(sign_up.course_session)

    assert "All seats are taken." in say("applications", "accept", sign_up.code, code=1)
    say("applications", "wait", sign_up.code)

    assert by_ref(sign_up.ref).state == "waiting"


def test_hours_before_it_begins_nobody_is_left_waiting(say, sign_up):
    filled(sign_up.course_session)

    with time_machine.travel(sign_up.course_session.starts_at - timedelta(hours=11), tick=False):
        said = say("applications", "wait", sign_up.code, code=1)

    assert "It is too late to wait for a seat. Accept or refuse." in said


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2026-11-23 14:00", "lies ahead"),
        ("2026-12-20 14:00", "before the answer is owed, 2026-12-08 17:00 UTC"),
        ("2027-03-28 02:30", "clocks skip"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(say, sign_up, when, why):
    assert why in say("applications", "interview", sign_up.code, when, code=1)
    assert step(sign_up) == "sent"


def test_what_has_ended_or_is_no_application_is_said_so(say, sign_up):
    say("applications", "refuse", sign_up.code, "--reason", "full")
    seat = make.sign_up()

    assert "cannot be done now" in say("applications", "accept", sign_up.code, code=1)
    assert "cannot be done now" in say("applications", "held", sign_up.code, code=1)
    assert "without an application" in say("applications", "accept", seat.code, code=1)
    assert "No booking" in say("applications", "show", "KFPR 999", code=1)
    assert "no date" in say("applications", "meeting", "nowhere1", "2026-12-01 18:00", code=1)
    assert "No date that lies ahead" in say("applications", "agree", another(cohort()).code, code=1)
