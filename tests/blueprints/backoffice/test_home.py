"""The first page of the back office: what to do first, then the rest of the day."""

from datetime import timedelta

import time_machine

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.queue import give_up
from portal.domain.promises.made import redate
from portal.domain.settings.alive import WORKER, note_alive
from portal.domain.signups.questions import Asker, ask_call
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

PHONE = read_phone("0612345678", "FR")


def home(client):
    return client.get_page("/en/office")


def sections(page):
    """What stands under each heading, line by line."""
    return {
        " ".join(one.cssselect("h2")[0].text_content().split()): [
            " ".join(line.text_content().split()) for line in one.cssselect("li, p")
        ]
        for one in page.all("main section")
    }


def worker_at_work():
    note_alive(WORKER, NOW)
    db.session.commit()


def test_with_nothing_to_do_it_says_so_kindly(client):
    worker_at_work()
    signed_in(client)

    assert home(client).texts("main .note") == ["Nothing waits for you today. Enjoy the calm."]


def test_what_is_late_comes_first_and_is_said(client):
    worker_at_work()
    session = make.course_session(timedelta(days=30))
    for name in ("Nour", "Sami"):
        owed = ask_call(Asker(name, PHONE, "en"), session, session.place.zone, NOW)
    redate(owed, NOW - timedelta(hours=1), None, NOW)
    db.session.commit()
    signed_in(client)

    lines = sections(home(client))["Waits for an answer"]

    assert lines[0] == "1 answer is late. Please begin there."
    assert lines[1].startswith("Call somebody back Sami")
    assert "Late" in lines[1]
    assert "Nour" in lines[2]


def test_the_dates_of_today_show_seats_and_the_marks_that_are_missing(client):
    make.course_session(timedelta(hours=-2), minutes=60)
    make.sign_up(make.course_session(timedelta(hours=1), minutes=60))
    make.sign_up(make.course_session(timedelta(hours=4)))
    make.course_session(timedelta(days=1))

    with time_machine.travel(NOW + timedelta(minutes=65), tick=False):
        signed_in(client)
        lines = sections(home(client))["Dates of today"]

    assert [line.rpartition("The blue house ")[2] for line in lines] == [
        "0 of 12 seats taken",
        "1 of 12 seats taken · 1 mark missing",
        "1 of 12 seats taken",
    ]


def test_a_date_that_comes_soon_says_what_it_lacks(client):
    worker_at_work()
    make.course_session(timedelta(days=3), draft=True)
    make.course_session(timedelta(days=4))
    make.course_session(timedelta(days=20))
    trained = make.course_session(timedelta(days=5), trainer_id=make.account("trainer").id, capacity=4)
    make.sign_up(trained)
    signed_in(client)

    lines = sections(home(client))["Soon, and something is missing"]

    assert [line.partition("taken · ")[2] for line in lines] == [
        "Not published yet",
        "Few people so far · No trainer yet",
    ]


def test_messages_that_failed_are_counted(client):
    worker_at_work()
    make.sign_up(make.course_session(timedelta(days=30)), reach=PHONE)
    give_up(db.session.scalars(db.select(Message).where(Message.channel == Channel.TEXT)).one(), "refused", NOW)
    db.session.commit()
    signed_in(client)

    assert sections(home(client))["Messages that failed"][0] == "1 message did not arrive."


def test_a_team_sees_its_own_place_only(client):
    worker_at_work()
    here, there = make.course_session(timedelta(days=3)), make.course_session(timedelta(days=4))
    for session in (here, there):
        ask_call(Asker(f"At {session.place.slug}", PHONE, "en"), session, session.place.zone, NOW)
    db.session.commit()
    slug = there.place.slug
    signed_in(client, "staff", (here.place,))

    page = home(client)

    assert slug not in page.words
    assert len(sections(page)["Soon, and something is missing"]) == 1


def test_a_worker_that_is_not_at_work_is_said_on_top(client):
    signed_in(client)
    assert "No messages go out now" in home(client).text("main .note.late strong")

    worker_at_work()

    assert home(client).all("main .note.late") == []


def test_it_asks_the_database_the_same_however_much_there_is(client):
    worker_at_work()
    signed_in(client)

    def asked():
        home(client)
        with queries_counted() as counted:
            home(client)
        return len(counted)

    def one_more(name):
        session = make.course_session(timedelta(days=3), place=make.place())
        ask_call(Asker(name, PHONE, "en"), session, session.place.zone, NOW)
        make.sign_up(make.course_session(timedelta(hours=3)))

    one_more("Nour")
    few = asked()
    for name in ("Sami", "Lina"):
        one_more(name)

    assert asked() - few <= 2  # the name of each team that owes something
