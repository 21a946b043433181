"""What the team changes, the worker follows: a channel that is stopped, hours, words, the day's text messages."""

from datetime import timedelta

from portal.database import db
from portal.delivery import Carriers
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel
from portal.domain.messages.own_words import Sentence, say
from portal.domain.messages.stopped import start, stop
from portal.domain.settings.changes import change
from portal.worker import Worker
from tests import make
from tests.conftest import NOW
from tests.worker.office import messages, states, taken_days_ago

PHONE, EMAIL = read_phone("0612345678", "FR"), read_email("nour@example.org")


def set_to(**values):
    change({f"PORTAL_{name}": value for name, value in values.items()}, NOW)
    db.session.commit()


def test_a_stopped_channel_lets_nothing_out_and_goes_on_where_it_was(office):
    stop(Channel.TEXT, NOW)
    make.sign_up(reach=PHONE)
    make.sign_up(reach=EMAIL)
    office.work()
    assert office.texts() == []
    assert states() == [("seat_confirmed", "queued"), ("seat_confirmed", "sent")]

    start(Channel.TEXT)
    db.session.commit()
    office.work()

    assert len(office.texts()) == 1
    assert [message.tries for message in messages()] == [1, 1]


def test_a_channel_that_is_stopped_while_messages_are_in_hand_lets_none_of_them_out(app, tmp_path):
    class Stopping:
        """A gateway during whose first hand-over somebody presses stop."""

        def __init__(self):
            self.taken = []

        def send(self, letter):
            self.taken.append(letter.to)
            stop(Channel.TEXT, NOW)
            db.session.commit()

        def close(self):
            pass

    gateway = Stopping()
    make.sign_up(reach=PHONE)
    make.sign_up(reach=read_phone("0612345679", "FR"))

    Worker(app, Carriers(None, gateway)).until_idle(NOW)

    assert gateway.taken == [PHONE.value]
    assert states() == [("seat_confirmed", "sent"), ("seat_confirmed", "queued")]


def test_reminders_come_at_the_hour_the_team_chose(office):
    set_to(REMIND_DAY_BEFORE="15:30")
    taken_days_ago(make.sign_up(make.course_session(timedelta(days=1)), reach=PHONE))

    office.work(NOW + timedelta(hours=5))
    assert states("reminder_day_before") == []

    office.work(NOW + timedelta(hours=5, minutes=30))
    assert states("reminder_day_before") == [("reminder_day_before", "sent")]


def test_the_budget_of_the_day_is_the_one_the_team_set(office):
    set_to(TEXT_DAILY_SEGMENTS="0")
    make.sign_up(reach=PHONE)

    office.work()

    assert [(message.state, message.problem) for message in messages("seat_confirmed")] == [("queued", "budget")]


def test_words_and_name_of_the_association_are_those_of_this_moment(office):
    make.sign_up(reach=PHONE)
    set_to(ORGANISATION="Autre nom")
    seat = Sentence("Seat booked. %(what)s, %(starts)s, %(town)s. Code %(code)s")
    say(MessageKind.SEAT_CONFIRMED, "en", [(seat, {0: "Yours: %(what)s, %(starts)s, %(town)s, %(code)s"})], NOW)
    db.session.commit()

    office.work()

    assert office.texts()[0].startswith("Autre nom: Yours: A day at work, ")


def test_mail_carries_the_name_and_address_of_this_moment(app):
    worker = Worker(app)
    make.sign_up(reach=EMAIL)
    set_to(ORGANISATION="Autre nom", ORGANISATION_EMAIL="autre@example.org")

    worker.until_idle(NOW)

    (letter,) = app.config["PORTAL_OUTBOX"].glob("*.eml")
    try:
        assert b"From: Autre nom <autre@example.org>" in letter.read_bytes()
    finally:
        letter.unlink()
