"""Applying: no seat is held, an answer is owed by a date, the information meeting is told."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.kinds import PromiseKind, place_owner
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import Told, application_of, apply_for, note_met, set_info_meeting
from portal.domain.signups.audit import Fault, audit
from portal.domain.signups.changes import cancel, cancel_course_session, move_to
from portal.domain.signups.line import join_line
from portal.domain.signups.seats import AlreadySignedUp, ByApplication, NotBookable, count_of, take_seat
from portal.domain.signups.steps import DayPart
from tests import make
from tests.conftest import NOW
from tests.domain.signups.applicants import PHONE, applied, cohort, filled, owed
from tests.worker.office import messages


def test_an_application_holds_no_seat_and_has_a_code(app):
    session = cohort(seats=1)

    first, second = applied(session), applied(session, first_name="Amal")

    assert (first.state, second.state) == ("requested", "requested")
    assert first.code != second.code
    assert count_of(session).taken == 0


def test_what_they_wrote_is_kept_and_unreadable_in_the_database(app):
    sign_up = applied(told=Told("I like to build things.", (DayPart.MORNING, DayPart.EVENING)))

    application = application_of(sign_up)
    stored = db.session.connection().exec_driver_sql("SELECT why FROM application").scalar()

    assert (application.why, application.when_free) == ("I like to build things.", ["morning", "evening"])
    assert "build" not in stored


def test_the_team_of_the_place_owes_an_answer_ten_working_days_later(app):
    sign_up = applied()

    promise = owed(sign_up)

    assert promise.reply_by == datetime(2026, 12, 8, 17, tzinfo=UTC)
    assert promise.owner == place_owner(sign_up.course_session.place.slug)
    assert promise.person_id == sign_up.person_id


def test_the_ten_days_are_counted_from_the_information_meeting(app):
    session = cohort(timedelta(days=60), info_meeting_at=NOW + timedelta(days=7))

    assert owed(applied(session)).reply_by == datetime(2026, 12, 15, 17, tzinfo=UTC)


@pytest.mark.parametrize("days", [3, 1])
def test_the_answer_comes_before_the_course_begins(app, days):
    session = cohort(timedelta(days=days))

    promise = owed(applied(session))

    assert NOW < promise.reply_by < session.starts_at


def test_on_the_last_morning_the_answer_comes_by_the_start_itself(app):
    session = cohort(timedelta(hours=5))

    assert owed(applied(session)).reply_by == session.starts_at


def test_the_confirmation_says_by_when_and_when_the_information_meeting_is(app):
    applied(cohort(timedelta(days=60), info_meeting_at=NOW + timedelta(days=7)))

    (message,) = messages("application_sent")

    assert message.facts == {
        "reply_by": "2026-12-15T17:00:00+00:00",
        "info_meeting_at": "2026-12-01T09:00:00+00:00",
    }


def test_who_applies_after_the_information_meeting_is_not_told_of_it(app):
    applied(cohort(timedelta(days=60), info_meeting_at=NOW - timedelta(days=2)))

    (message,) = messages("application_sent")

    assert "info_meeting_at" not in message.facts


def test_the_same_form_sent_twice_is_one_application(app):
    session, request = cohort(), make.seat_request("Nour", PHONE, key="the same form")

    first, second = (apply_for(session, request, Told(), NOW) for _ in range(2))

    assert first is second
    assert [message.kind for message in messages()] == ["application_sent"]


def test_whoever_applied_does_not_apply_twice(app):
    sign_up = applied()

    with pytest.raises(AlreadySignedUp) as refusal:
        applied(sign_up.course_session)
    assert refusal.value.ref == sign_up.ref


def test_whoever_withdrew_may_apply_again(app):
    sign_up = applied()
    cancel(sign_up, NOW)
    db.session.commit()

    again = applied(sign_up.course_session)

    assert (sign_up.state, again.state) == ("cancelled", "requested")


def test_one_may_apply_for_a_full_course_but_not_for_one_that_began(app):
    assert applied(filled(cohort(seats=1))).state == "requested"
    with pytest.raises(NotBookable):
        applied(cohort(-timedelta(hours=1)))


def test_nobody_takes_a_seat_or_a_place_in_line_by_themselves(app):
    session, elsewhere = cohort(seats=1), make.sign_up()

    for verb in (take_seat, join_line):
        with pytest.raises(ByApplication):
            verb(session, make.seat_request(), NOW)
    with pytest.raises(ByApplication):
        move_to(elsewhere, session, NOW)
    assert elsewhere.state == "confirmed"


def test_a_new_date_of_the_information_meeting_is_told_to_those_who_wait_for_it(app):
    session = cohort()
    told, met, gone = (applied(session, first_name=name) for name in ("Nour", "Amal", "Idris"))
    note_met(met, NOW)
    cancel(gone, NOW)

    count = set_info_meeting(session, NOW + timedelta(days=3), "https://meet.example.org/x", NOW)
    set_info_meeting(session, NOW + timedelta(days=3), "https://meet.example.org/x", NOW)
    db.session.commit()

    assert count == 1
    (message,) = messages("info_meeting")
    assert message.about == f"sign_up:{told.id}"
    assert message.useless_from == NOW + timedelta(days=3)


def test_a_second_date_takes_the_place_of_the_first_in_the_outbox(app):
    session = cohort()
    applied(session)

    for days in (3, 4):
        set_info_meeting(session, NOW + timedelta(days=days), None, NOW)
    db.session.commit()

    assert [message.state for message in messages("info_meeting")] == ["dropped", "queued"]


def test_withdrawing_ends_all_that_was_owed_and_says_so(app):
    sign_up = applied()

    cancel(sign_up, NOW)
    db.session.commit()

    assert (sign_up.state, owed(sign_up)) == ("cancelled", None)
    assert messages("seat_given_back")[0].facts["applied"] is True


def test_a_course_that_is_called_off_ends_its_applications(app):
    sign_up = applied()

    cancel_course_session(sign_up.course_session, NOW)
    db.session.commit()

    assert (sign_up.state, owed(sign_up)) == ("cancelled_by_centre", None)
    assert messages(MessageKind.DATE_CANCELLED)


def test_who_withdrew_cannot_be_noted_as_met(app):
    sign_up = applied()
    cancel(sign_up, NOW)

    note_met(sign_up, NOW)

    assert application_of(sign_up).step == "sent"


def test_met_twice_is_met_once_and_the_history_says_by_whom(app):
    sign_up = applied()

    note_met(sign_up, NOW)
    note_met(sign_up, NOW)

    lines = [(line.from_step, line.to_step, line.role) for line in application_of(sign_up).history]
    assert lines == [(None, "sent", "person"), ("sent", "met", "staff")]


def test_an_application_nobody_owes_an_answer_is_found(app):
    sign_up = applied()
    assert [one for one in audit(NOW) if one.fault is Fault.UNPROMISED] == []

    make.begin_write()
    db.session.delete(owed(sign_up))
    db.session.commit()

    assert [one.what for one in audit(NOW)] == [f"sign-up {sign_up.ref}"]


def test_a_move_backwards_is_refused(app):
    sign_up = applied()
    application = db.session.get(Application, sign_up.id)
    make.begin_write()
    application.step = "held"
    db.session.flush()

    with pytest.raises(MoveNotAllowed):
        note_met(sign_up, NOW)
    assert owed(sign_up, PromiseKind.APPLICATION)
