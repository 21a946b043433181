"""The answer to an application: a seat, a place in line, no with its reason, or the end that silence has."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.answers import (
    SeatsFree,
    TooLate,
    accept,
    close_unanswered,
    put_in_line,
    refuse,
)
from portal.domain.signups.audit import audit
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import place_in_line, waiting
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import NotEnoughSeats, count_of
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal
from portal.domain.signups.ways_on import ways_on
from tests import make
from tests.conftest import NOW
from tests.domain.signups.applicants import another, applied, cohort, filled, invited, owed
from tests.worker.office import messages, states

DAY = timedelta(days=1)
ALL_KINDS = (PromiseKind.APPLICATION, PromiseKind.INTERVIEW, PromiseKind.INTERVIEW_DATE)


def nothing_owed(sign_up):
    return all(owed(sign_up, kind) is None for kind in ALL_KINDS)


def test_who_is_accepted_has_the_seat_is_told_and_nothing_is_owed(app):
    sign_up = applied()
    invited(sign_up)

    accept(sign_up, NOW)
    accept(sign_up, NOW)
    db.session.commit()

    assert (sign_up.state, count_of(sign_up.course_session).taken) == ("confirmed", 1)
    assert nothing_owed(sign_up)
    assert states("interview_proposed", "application_accepted") == [
        ("interview_proposed", "dropped"),
        ("application_accepted", "queued"),
    ]


def test_never_more_are_accepted_than_there_are_seats(app):
    session = cohort(seats=2)
    applicants = [another(session, f"Name {number}") for number in range(4)]

    for sign_up in applicants[:2]:
        accept(sign_up, NOW)
    for sign_up in applicants[2:]:
        with pytest.raises(NotEnoughSeats):
            accept(sign_up, NOW)

    assert count_of(session).taken == 2
    assert [sign_up.state for sign_up in applicants] == ["confirmed", "confirmed", "requested", "requested"]


def test_who_waits_is_told_by_when_and_the_first_put_there_is_first(app):
    session = filled(cohort(seats=1))
    early, late = another(session, "Early"), applied(session, first_name="Late")

    put_in_line(late, NOW)
    put_in_line(early, NOW)
    put_in_line(late, NOW)
    db.session.commit()

    assert [one.person.first_name for one in waiting(session)] == ["Late", "Early"]
    assert (place_in_line(late), place_in_line(early)) == (1, 2)
    assert nothing_owed(late)
    assert (
        messages("application_waiting")[0].facts["reply_by"] == owed(late, PromiseKind.WAITING).reply_by.isoformat()
    )


def test_a_seat_that_is_given_back_goes_to_the_first_in_line(app):
    session = filled(cohort(seats=1))
    early, late = another(session, "Early"), applied(session, first_name="Late")
    put_in_line(late, NOW)
    put_in_line(early, NOW)
    seated = make.db.select(SignUp).where(SignUp.course_session_id == session.id, SignUp.state == State.CONFIRMED)

    cancel(db.session.scalars(seated).one(), NOW)
    db.session.commit()

    assert (late.state, early.state, place_in_line(early)) == ("confirmed", "waiting", 1)
    assert messages("waiting_confirmed")[0].person_id == late.person_id


def test_whoever_joins_later_stands_behind_those_who_left_a_gap(app):
    session = filled(cohort(seats=1))
    first, second, third = (another(session, name) for name in ("One", "Two", "Three"))
    put_in_line(first, NOW)
    put_in_line(second, NOW)
    cancel(first, NOW)
    put_in_line(third, NOW)

    assert [one.person.first_name for one in waiting(session)] == ["Two", "Three"]


def test_nobody_waits_while_seats_are_free(app):
    sign_up = applied(cohort(seats=1))

    with pytest.raises(SeatsFree):
        put_in_line(sign_up, NOW)

    assert sign_up.state == "requested"
    assert audit(NOW) == []


def test_nobody_waits_for_a_seat_of_which_they_could_not_hear_in_time(app):
    """Eleven hours before it begins; the list would promise word by a moment that is over."""
    session = cohort(timedelta(hours=11), seats=1)
    sign_up = applied(session)
    filled(session)

    with pytest.raises(TooLate):
        put_in_line(sign_up, NOW)

    assert sign_up.state == "requested"


def test_who_waits_can_be_accepted_once_there_are_more_seats(app):
    session = filled(cohort(seats=1))
    sign_up = applied(session)
    put_in_line(sign_up, NOW)
    make.begin_write()
    session.capacity = 2
    db.session.flush()

    accept(sign_up, NOW)
    db.session.commit()

    assert (sign_up.state, owed(sign_up, PromiseKind.WAITING)) == ("confirmed", None)
    assert audit(NOW) == []


@pytest.mark.parametrize("reason", Refusal)
def test_no_names_its_reason_and_ends_everything(app, reason):
    sign_up = applied()
    invited(sign_up)

    refuse(sign_up, reason, NOW)
    refuse(sign_up, Refusal.FULL, NOW)
    db.session.commit()

    assert (sign_up.state, sign_up.history[-1].why) == ("declined", reason)
    assert nothing_owed(sign_up)
    (message,) = messages("application_refused")
    assert message.facts == {"reason": reason}


@pytest.mark.parametrize("end", [cancel, close_unanswered], ids=["withdrawn", "closed"])
def test_after_its_end_there_is_no_answer(app, end):
    sign_up = applied(filled(cohort(seats=2)))
    end(sign_up, NOW)
    cancel(waiting_room(sign_up), NOW)

    for verb in (accept, put_in_line, lambda one, now: refuse(one, Refusal.FULL, now)):
        with pytest.raises((MoveNotAllowed, SeatsFree)):
            verb(sign_up, NOW)


def waiting_room(sign_up):
    """Somebody with a seat in the same course session."""
    seated = make.db.select(SignUp).where(
        SignUp.course_session_id == sign_up.course_session_id, SignUp.state == State.CONFIRMED
    )
    return db.session.scalars(seated.limit(1)).one()


def test_silence_ends_it_with_what_to_do_next_once(app):
    sign_up = applied()

    close_unanswered(sign_up, NOW + 20 * DAY)
    close_unanswered(sign_up, NOW + 20 * DAY)
    db.session.commit()

    assert (sign_up.state, sign_up.history[-1].why) == ("expired", "silence")
    assert len(messages("application_over")) == 1


def test_silence_does_not_end_what_was_answered(app):
    sign_up = applied()
    accept(sign_up, NOW)

    close_unanswered(sign_up, NOW)

    assert sign_up.state == "confirmed"


@pytest.fixture
def ladder(app):
    """A course that leads to the cohort, another one beside it, and something else."""
    top, beside = make.course(title=make.words("Top")), make.course(title=make.words("Beside"))
    below = make.course(title=make.words("Below"), next_courses=[top, beside])
    session = cohort(course=top)
    make.course_session(9 * DAY, course=beside)
    make.course_session(40 * DAY, course=below)
    make.course_session(5 * DAY, course=below, place=make.place(country="KE", timezone="Africa/Nairobi"))
    make.course_session(2 * DAY, course=make.course(title=make.words("Else"), programme=top.programme))
    make.course_session(60 * DAY, course=top)
    return session


@pytest.mark.parametrize(
    ("reason", "titles"),
    [
        (Refusal.LEVEL, ["Below", "Beside"]),
        (Refusal.FRENCH, ["Below", "Beside"]),
        (None, ["Below", "Beside"]),
        (Refusal.FULL, ["Top", "Else", "Beside"]),
    ],
)
def test_the_way_on_fits_the_reason_and_lies_within_reach(ladder, reason, titles):
    found = ways_on(ladder, reason, NOW)

    assert [offer.course_session.course.title["en"] for offer in found] == titles
    assert all(offer.course_session.place.country == "FR" for offer in found)


def test_where_nothing_leads_there_another_course_of_the_kind_is_shown(app):
    session = cohort()
    kin = make.course(programme=session.course.programme, title=make.words("Kin"))
    make.course_session(5 * DAY, course=kin)
    make.course_session(6 * DAY, course=session.course)

    assert [one.course_session.course.title["en"] for one in ways_on(session, Refusal.LEVEL, NOW)] == ["Kin"]
