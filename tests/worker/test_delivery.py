"""What the worker does with a message: sends it, waits, drops it, gives it up, in that person's language."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opt_in, opt_out, resend
from portal.domain.promises.lists import open_promises
from portal.domain.signups.changes import add_facts, cancel, cancel_course_session, move_to
from portal.domain.signups.codes import show_code
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages, states, taken_days_ago

PHONE, EMAIL = read_phone("0612345678", "FR"), read_email("nour@example.org")
NIGHT = NOW.replace(hour=22)  # 23 h in Paris


def test_a_seat_taken_by_phone_is_confirmed_by_text_message(office):
    sign_up = make.sign_up(reach=PHONE)

    office.work()

    (text,) = office.texts()
    assert "Seat booked. A day at work, Tuesday 1 December 10:00, Montreuil." in text
    assert f"Code {show_code(sign_up.code)}" in text
    assert states() == [("seat_confirmed", "sent")]


def test_a_seat_taken_by_mail_is_confirmed_by_mail(office):
    make.sign_up(reach=EMAIL)

    office.work()

    assert len(office.mails()) == 1
    assert office.texts() == []


def test_who_left_no_contact_is_written_nothing_and_finds_it_on_the_card(office):
    make.sign_up()

    office.work()

    assert (office.texts(), office.mails()) == ([], [])
    assert states() == [("seat_confirmed", "card")]


def test_the_words_are_found_when_it_is_sent_in_the_language_chosen_until_then(office):
    sign_up = make.sign_up(reach=PHONE)
    add_facts(sign_up, "ar", [], None, None)
    cancel(sign_up, NOW)
    db.session.commit()

    office.work()

    assert "Seat booked" in office.texts()[0]
    assert "ألغيت حجز مقعدك" in office.texts()[1]


def test_nothing_is_sent_twice_however_often_the_worker_comes(office):
    make.sign_up(reach=PHONE)
    for _ in range(3):
        office.work()

    assert len(office.texts()) == 1


def test_what_was_just_done_is_answered_at_night_but_nobody_is_woken_by_news(office):
    session = make.course_session(timedelta(days=9))
    make.sign_up(session, reach=PHONE)
    cancel_course_session(session, NIGHT)
    db.session.commit()

    office.work(NIGHT)
    at_night = states()
    office.work(NIGHT + timedelta(hours=8, minutes=59))
    before_eight = states()
    office.work(NIGHT + timedelta(hours=9))

    assert at_night == before_eight == [("seat_confirmed", "sent"), ("date_cancelled", "queued")]
    assert states() == [("seat_confirmed", "sent"), ("date_cancelled", "sent")]


def test_a_retry_that_falls_into_the_night_waits_for_the_morning(office):
    session = make.course_session(timedelta(days=9))
    make.sign_up(session, reach=PHONE)
    cancel_course_session(session, NOW)
    db.session.commit()
    begin_write()
    for message in messages():
        message.next_try_at = NIGHT
    db.session.commit()

    office.work(NIGHT)

    assert states() == [("seat_confirmed", "sent"), ("date_cancelled", "queued")]
    assert messages("date_cancelled")[0].next_try_at == NIGHT + timedelta(hours=9)


def test_a_reminder_of_a_seat_given_back_is_never_sent(office):
    session = make.course_session(NOW + timedelta(days=1, hours=4))
    sign_up = taken_days_ago(make.sign_up(session, reach=PHONE))
    office.worker.postman.deliver = lambda now: 0  # the gateway is slow today
    office.work(NOW + timedelta(hours=3))
    assert ("reminder_day_before", "queued") in states()

    cancel(db.session.merge(sign_up), NOW + timedelta(hours=3, minutes=1))
    db.session.commit()
    del office.worker.postman.deliver
    office.work(NOW + timedelta(hours=3, minutes=2))

    assert ("reminder_day_before", "dropped") in states()
    assert not [text for text in office.texts() if "Are you coming" in text]


def test_a_reminder_that_comes_too_late_is_dropped(office):
    session = make.course_session(NOW + timedelta(days=1, hours=4))
    taken_days_ago(make.sign_up(session, reach=PHONE))
    office.work(NOW + timedelta(hours=3))
    begin_write()
    (reminder,) = messages("reminder_day_before")
    resend(reminder, NOW)
    reminder.useless_from = NOW + timedelta(hours=20)
    db.session.commit()

    office.work(NOW + timedelta(days=2))

    assert states("reminder_day_before") == [("reminder_day_before", "dropped")]
    assert messages("reminder_day_before")[0].problem == "late"


def test_who_asked_for_no_more_messages_gets_none_until_they_change_their_mind(office):
    sign_up = make.sign_up(reach=PHONE)
    opt_out(PHONE.digest, NOW)
    db.session.commit()
    office.work()
    assert states() == [("seat_confirmed", "card")]

    opt_in(PHONE.digest)
    cancel(db.session.merge(sign_up), NOW)
    db.session.commit()
    office.work()

    assert [text.split(": ")[1].split(".")[0] for text in office.texts()] == ["You gave your seat back"]


def test_where_no_text_message_may_go_the_card_tells_the_news_and_the_team_is_not_flooded(office):
    make.sign_up(reach=read_phone("+254712345678", "FR"))

    office.work()

    assert office.texts() == []
    assert states() == [("seat_confirmed", "card")]
    assert open_promises() == []


def test_a_number_that_was_taken_off_the_list_meanwhile_is_called(office):
    make.sign_up(reach=PHONE)
    office.worker.postman._prefixes = ("+44",)

    office.work()

    assert (messages()[0].state, messages()[0].problem) == ("dead", "prefix")
    assert [(owed.kind, owed.owner) for owed in open_promises()] == [("undelivered", "team")]


def test_a_reminder_sent_again_by_staff_after_the_seat_was_given_back_goes_nowhere(office):
    session = make.course_session(NOW + timedelta(days=1, hours=4))
    sign_up = taken_days_ago(make.sign_up(session, reach=PHONE))
    office.work(NOW + timedelta(hours=3))
    cancel(db.session.merge(sign_up), NOW + timedelta(hours=4))
    resend(messages("reminder_day_before")[0], NOW + timedelta(hours=4))
    db.session.commit()

    office.work(NOW + timedelta(hours=4))

    assert states("reminder_day_before") == [("reminder_day_before", "dropped")]
    assert messages("reminder_day_before")[0].problem == "ended"
    assert len([text for text in office.texts() if "Tomorrow" in text]) == 1


def test_one_row_that_nobody_can_read_any_more_keeps_no_other_waiting(office, caplog):
    make.sign_up(reach=PHONE)
    make.sign_up(reach=read_phone("0687654321", "FR"))
    begin_write()
    db.session.execute(
        db.text("UPDATE message SET facts = 'gAAAAA-nonsense' WHERE id = (SELECT min(id) FROM message)")
    )
    db.session.commit()

    office.work()

    assert [state for _kind, state in states()] == ["queued", "sent"]
    assert messages()[0].problem == "CannotOpen"


def test_told_to_stop_it_gives_back_what_it_has_not_begun(office):
    for number in range(3):
        make.sign_up(reach=read_phone(f"06123456{number:02}", "FR"))
    office.worker.stop.set()

    office.worker.postman.deliver(NOW)

    assert {(message.state, message.claimed_by) for message in messages()} == {("queued", None)}


def test_when_the_days_text_messages_are_used_up_the_rest_waits_and_the_team_is_told(office, app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_TEXT_DAILY_SEGMENTS", 2)
    session = make.course_session(timedelta(days=9))
    for number in range(4):
        make.sign_up(session, reach=read_phone(f"06123456{number:02}", "FR"))

    office.work()

    assert len(office.texts()) == 2
    assert [owed.kind for owed in open_promises()] == ["budget"]
    assert [message.problem for message in messages("seat_confirmed")][2:] == ["budget", "budget"]

    office.work(NOW + timedelta(days=1))

    assert len(office.texts()) == 4


def test_words_that_cannot_be_found_stop_nobody_behind_them(office, caplog):
    broken, fine = make.sign_up(reach=PHONE), make.sign_up(reach=read_phone("0687654321", "FR"))
    begin_write()
    first = messages()[0]
    first.kind, first.facts = "waiting_joined", {}
    db.session.commit()

    office.work()

    assert [message.state for message in messages()] == ["queued", "sent"]
    assert messages()[0].problem == "KeyError"
    assert show_code(fine.code) in office.texts()[0] and show_code(broken.code) not in office.texts()[0]
    assert "message " in caplog.text


def test_what_is_about_something_that_is_gone_is_dropped(office):
    make.sign_up(reach=PHONE)
    begin_write()
    messages()[0].about = "sign_up:999999"
    db.session.commit()

    office.work()

    assert (messages()[0].state, messages()[0].problem) == ("dropped", "gone")


def test_after_moving_only_the_new_date_is_reminded(office):
    soon, later = make.course_session(NOW + timedelta(days=1, hours=4)), make.course_session(timedelta(days=20))
    sign_up = taken_days_ago(make.sign_up(soon, reach=PHONE))
    move_to(sign_up, later, NOW)
    db.session.commit()

    for day in range(22):
        office.work(NOW + timedelta(days=day, hours=4))

    assert [text.split("\n")[0].split(": ", 1)[1] for text in office.texts() if "Are you coming" in text] == [
        "Tomorrow at 10:00: A day at work, Montreuil. Are you coming?"
    ]


@pytest.mark.parametrize("field", ["address", "facts"])
def test_an_address_and_the_facts_of_a_message_are_not_told_by_its_row(app, field):
    make.sign_up(reach=PHONE)
    raw = db.session.execute(db.text(f"SELECT {field} FROM message")).scalar_one()

    assert raw.startswith("gAAAA")
    assert isinstance(messages()[0], Message)
