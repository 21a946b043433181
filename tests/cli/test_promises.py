"""`flask portal promises`: what is owed, kept and passed on by staff, until the back office comes."""

from datetime import timedelta

import pytest
import time_machine

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.lists import open_promises
from portal.domain.promises.models import Promise
from portal.domain.signups.changes import cancel, cancel_course_session
from portal.domain.signups.codes import show_code
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import Asker, ask_call
from tests import make
from tests.conftest import NOW
from tests.domain.promises.owing import made

PHONE = read_phone("0612345678", "FR")


@pytest.fixture
def call(app):
    session = make.course_session(timedelta(days=9))
    owed = ask_call(Asker("Nour", PHONE, "fr", "Après 17 h"), session, session.place.zone, NOW)
    db.session.commit()
    return owed


def test_with_nothing_owed_the_list_says_so(say):
    assert say("promises", "list") == "Nothing waits for an answer.\n"


def test_the_list_says_what_until_when_by_whom_and_for_whom(say, call):
    lines = [line.strip().replace("\u00a0", " ") for line in say("promises", "list").splitlines()]

    assert lines[0] == f"{call.ref}  jeudi 26 novembre à 18 h"
    assert lines[1] == "Rappeler quelqu’un: A day at work (fr), jeudi 3 décembre, 10 h à 12 h"
    assert lines[2].endswith("> Nour")


def test_what_is_late_is_marked(say, call):
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        assert "LATE" in say("promises", "list").splitlines()[0]


def test_one_promise_is_shown_with_the_number_to_call_and_the_note(say, call):
    shown = say("promises", "show", call.ref)

    assert "Nour +33612345678" in shown
    assert "Après 17 h" in shown


def test_an_answer_ends_it(say, call):
    assert say("promises", "answer", call.ref) == f"{call.ref}: answered.\n"

    assert open_promises() == []
    assert say("promises", "list") == "Nothing waits for an answer.\n"


def test_passed_on_somebody_else_owes_it_with_a_date_of_its_own(say, call):
    said = say("promises", "pass", call.ref, "team")

    (goes_on,) = open_promises()
    assert goes_on.ref in said
    assert (goes_on.owner, goes_on.note) == ("team", "Après 17 h")


def test_what_has_ended_cannot_be_ended_again_and_says_so(say, call):
    say("promises", "close", call.ref)

    for command in (("pass", call.ref, "team"), ("answer", call.ref), ("close", call.ref)):
        assert "ended already" in say("promises", *command, code=1)


def test_an_answer_to_what_was_passed_on_meanwhile_counts_for_the_one_that_goes_on(say, call):
    say("promises", "pass", call.ref, "team")
    (goes_on,) = open_promises()

    assert say("promises", "answer", call.ref) == f"{goes_on.ref}: answered.\n"
    assert open_promises() == []


def test_what_a_learner_or_the_portal_owes_is_not_the_teams_to_end(say):
    session = make.course_session(timedelta(days=9), capacity=1)
    make.sign_up(session)
    join_line(session, make.seat_request("Nour", PHONE), NOW)
    db.session.commit()
    (owed,) = open_promises()

    for command in ("answer", "close"):
        assert "not the team" in say("promises", command, owed.ref, code=1)
    assert [one.ref for one in open_promises()] == [owed.ref]


@pytest.mark.parametrize("arguments", [("show", "nothing"), ("answer", "nothing"), ("pass", "nothing", "team")])
def test_an_unknown_name_says_where_to_look(say, arguments):
    assert "`flask portal promises list` shows all." in say("promises", *arguments, code=1)


def test_an_owner_that_is_none_is_refused(say, call):
    assert "The owner is team, or place:<name>." in say("promises", "pass", call.ref, "nobody", code=1)


def test_the_list_to_phone_names_who_waits_and_a_call_gives_the_seat(say):
    session = make.course_session(timedelta(hours=20), capacity=1)
    first = make.sign_up(session, first_name="Amina")
    waits = join_line(session, make.seat_request("Nour", PHONE), NOW)
    db.session.commit()
    cancel(first, NOW + timedelta(hours=10))
    db.session.commit()
    (owed,) = [owed for owed in open_promises() if owed.kind == "call_list"]

    assert f"{show_code(waits.code)}  Nour +33612345678, 1 seat(s)" in say("promises", "show", owed.ref)
    assert "the seat is theirs" in say("promises", "give-seat", show_code(waits.code).lower())
    db.session.expire_all()
    assert db.session.get_one(SignUp, waits.id).state == "confirmed"
    assert db.session.get_one(Promise, owed.id).state == "withdrawn"
    assert "No seat is free for them." in say("promises", "give-seat", waits.code, code=1)


def test_of_a_cancelled_date_those_who_cannot_be_reached_are_named(say):
    session = make.course_session(timedelta(days=9))
    make.sign_up(session, first_name="Amina")
    make.sign_up(session, first_name="Nour", reach=PHONE)
    cancel_course_session(session, NOW)
    db.session.commit()
    (owed,) = open_promises(staff_only=True)

    shown = say("promises", "show", owed.ref)

    assert "Amina (not reachable)" in shown
    assert "Nour" not in shown


def test_what_is_answered_on_a_page_is_not_settled_by_a_word(say):
    owed = made(PromiseKind.JOB_START, person_id=make.sign_up().person.id)

    for command in ("answer", "close"):
        assert "answered on its own page" in say("promises", command, owed.ref, code=1)
    assert "done?" not in say("promises", "show", owed.ref)
    assert open_promises() == [owed]
