"""A notice: written by the team, told once, to those it is for."""

from datetime import timedelta

import pytest

from portal.database import Text, db
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.models import Channel
from portal.domain.signups.changes import add_facts
from portal.domain.signups.notices import NobodyToTell, readers, send_notice
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import full, give_back, join, messages, news, phone

WORDS = Text(fr="Apportez un stylo.", en="Bring a pen.")


def test_the_readers_are_counted_by_language_and_by_way(app):
    session = make.course_session()
    for reach, code in ((phone(), "fr"), (phone(), "ar"), (read_email("nour@example.org"), "ar"), (None, "fr")):
        add_facts(make.sign_up(session, reach=reach), code, [], None, None)
    db.session.commit()

    found = readers(session)

    assert (found.languages, found.texts) == ({"fr": 2, "ar": 2}, {"fr": 1, "ar": 1})
    assert found.ways == {Channel.TEXT: 2, Channel.EMAIL: 1, Channel.CARD: 1}


def test_who_gave_the_seat_back_hears_nothing_and_some_may_be_chosen(app):
    session, (first, second) = full(capacity=2)
    waits = join(session)
    gone = make.sign_up(make.course_session())
    give_back(gone)

    assert readers(session).sign_ups == [first, second, waits]
    assert readers(session, ["waiting"]).sign_ups == [waits]
    assert readers(session, refs=[second.ref, gone.ref]).sign_ups == [second]


def test_a_notice_sent_twice_is_told_once(app):
    sign_up = make.sign_up(reach=phone())

    for _ in range(2):
        send_notice([sign_up], WORDS, "form", NOW)
    send_notice([sign_up], WORDS, "another form", NOW)
    db.session.commit()

    assert news(sign_up)[1:] == [("notice", "queued"), ("notice", "queued")]


def test_a_notice_to_nobody_is_refused(app):
    with pytest.raises(NobodyToTell):
        send_notice([], WORDS, "form", NOW)


def test_about_a_workshop_that_is_over_it_is_still_told(app):
    sign_up = make.sign_up()
    session = sign_up.course_session

    send_notice([sign_up], WORDS, "form", session.ends_at + timedelta(hours=1))

    assert messages(sign_up)[-1].useless_from == session.ends_at + timedelta(days=7, hours=1)
