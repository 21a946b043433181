"""The log of messages: newest first, filtered, only what a team may see, and as quick with many as with few."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.roles import Powers
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import move
from portal.domain.messages.states import State
from portal.domain.moves import Role
from portal.domain.signups.changes import cancel
from portal.domain.signups.message_log import Sought, failures, find, messages, place_id_of, resend_failed
from portal.domain.signups.questions import Asker, ask_call
from tests import make
from tests.conftest import NOW

ALL = Powers(everywhere=True)
PHONE, EMAIL = read_phone("0612345678", "FR"), read_email("nour@example.org")


def found(powers=ALL, **sought):
    return [message.kind for message in db.session.scalars(messages(powers, Sought(**sought)))]


def fail(sign_up, problem):
    begin_write()
    message = db.session.scalar(db.select(Message).where(Message.about == f"sign_up:{sign_up.id}"))
    message.problem = problem
    move(message, State.DEAD, Role.RULE)
    db.session.commit()
    return message


@pytest.fixture
def two(app):
    """Somebody at one place who gave the seat back, somebody at another."""
    here = make.sign_up(reach=PHONE)
    cancel(here, NOW)
    there = make.sign_up(reach=EMAIL)
    db.session.commit()
    return here, there


def test_the_newest_stands_first(two):
    assert found() == ["seat_confirmed", "seat_given_back", "seat_confirmed"]


def test_each_filter_leaves_what_fits(two):
    here, there = two

    assert found(kind=MessageKind.SEAT_GIVEN_BACK) == ["seat_given_back"]
    assert found(channel=Channel.EMAIL) == ["seat_confirmed"]
    assert len(found(state=State.QUEUED)) == 3
    assert found(language="ar") == []
    assert found(person_id=there.person_id) == ["seat_confirmed"]
    assert found(course_session_id=here.course_session_id) == ["seat_given_back", "seat_confirmed"]
    assert len(found(since=NOW)) == 3
    assert found(since=NOW + timedelta(seconds=1)) == []


def test_a_team_sees_the_messages_about_its_places(two):
    here, there = two
    powers = Powers(places=frozenset({here.course_session.place_id}))
    other = db.session.scalar(messages(ALL, Sought(person_id=there.person_id)))

    assert found(powers) == ["seat_given_back", "seat_confirmed"]
    assert find(powers, other.ref) is None
    assert find(ALL, other.ref) is other
    assert place_id_of(other) == there.course_session.place_id


def test_a_team_sees_what_whoever_asks_it_for_a_call_is_told(app):
    session, other = make.course_session(), make.place()
    ask_call(Asker("Nour", PHONE, "en"), session, session.place.zone, NOW)
    db.session.commit()

    assert found(Powers(places=frozenset({session.place_id}))) == ["call_promised"]
    assert found(Powers(places=frozenset({other.id}))) == []


def test_what_failed_is_counted_by_its_reason_and_goes_out_again(two):
    here, there = two
    fail(there, "timeout")
    powers = Powers(places=frozenset({here.course_session.place_id}))

    assert failures(ALL) == [("timeout", 1)]
    assert failures(powers) == []
    assert resend_failed(powers, "timeout", NOW) == 0
    assert resend_failed(ALL, "dns", NOW) == 0
    assert resend_failed(ALL, "timeout", NOW) == 1
    assert failures(ALL) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True, scope="session")
def test_a_page_of_the_log_walks_an_index_whatever_is_looked_for(app, database_kind):
    for sought in ({}, {"state": State.DEAD}, {"kind": MessageKind.NOTICE}, {"since": NOW}):
        query = messages(ALL, Sought(**sought)).limit(50)
        text = query.compile(db.engine, compile_kwargs={"literal_binds": True})
        plan = [row[-1] for row in db.session.execute(db.text(f"EXPLAIN QUERY PLAN {text}"))]

        assert not [line for line in plan if "TEMP B-TREE" in line], (sought, plan)
