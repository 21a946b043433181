"""The audit finds what must never be. Each fault is made by hand, behind the verbs' backs."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from portal import clock
from portal.database import begin_write, db
from portal.domain.messages.models import Message
from portal.domain.promises.keeping import take_step
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.audit import GRACE, Fault, audit
from portal.domain.signups.changes import change_capacity
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.states import State
from tests import make
from tests.conftest import NOW
from tests.domain.promises.owing import made
from tests.domain.signups.lines import DAY, HOUR, TICK, full, give_back, join, phone, promises


def by_hand(statement):
    begin_write()
    db.session.execute(statement)
    db.session.commit()


def found(now=NOW):
    return [(finding.fault, finding.what) for finding in audit(now)]


def test_nothing_is_found_where_nothing_is_wrong(app):
    session, (holder, *_) = full(NOW + 2 * DAY, capacity=2)
    join(session)
    give_back(holder)

    assert found() == []


def test_seats_given_twice_are_found(app):
    session, _ = full(capacity=2)
    by_hand(update(type(session)).where(type(session).id == session.id).values(capacity=1))

    assert found() == [(Fault.OVERSOLD, f"course session {session.ref}")]


@pytest.mark.parametrize(("state", "is_found"), [("offered", True), ("waiting", False), ("cancelled", False)])
def test_a_seat_on_offer_counts_and_one_that_is_waited_for_or_given_back_does_not(app, state, is_found):
    session, (one, _) = full(capacity=2)
    by_hand(update(SignUp).where(SignUp.id == one.id).values(state=state))
    by_hand(update(type(session)).where(type(session).id == session.id).values(capacity=1))

    assert (Fault.OVERSOLD in [fault for fault, _ in found()]) is is_found


def test_a_seat_above_the_capacity_that_staff_gave_with_a_reason_is_no_fault(app):
    session, (_, one) = full(capacity=2)
    by_hand(update(type(session)).where(type(session).id == session.id).values(capacity=1))
    begin_write()
    one.history.append(
        SignUpMove(at=NOW, role="staff", from_state="waiting", to_state="confirmed", why="over_capacity")
    )
    db.session.commit()

    assert found() == []
    by_hand(update(type(session)).where(type(session).id == session.id).values(capacity=0))
    assert [fault for fault, _ in found()] == [Fault.OVERSOLD]


def test_two_live_sign_ups_of_one_person_are_found_should_the_database_lose_its_guard(app):
    session, (one, two) = full(capacity=2)
    by_hand(text("DROP INDEX uq_sign_up_live"))
    by_hand(update(SignUp).where(SignUp.id == two.id).values(person_id=one.person_id))

    assert found() == [(Fault.TWICE, f"person {one.person_id} in course session {session.id}")]


@pytest.fixture
def offered(app):
    session, (holder,) = full(NOW + 2 * DAY)
    nour = join(session)
    give_back(holder)
    by_hand(update(Message).values(state="sent"))
    assert nour.state == State.OFFERED
    return nour


def test_an_offer_past_its_time_is_found_once_the_worker_has_had_its_chance(offered):
    end = promises(offered)[-1].reply_by
    by_hand(update(Promise).where(Promise.about == f"sign_up:{offered.id}").values(next_step_at=None, state="closed"))
    assert found() == [(Fault.LATE_OFFER, f"sign-up {offered.ref}")]  # nobody would end it

    by_hand(
        update(Promise)
        .where(Promise.kind == PromiseKind.OFFER)
        .values(next_step_at=end + DAY, state="open", reply_by=end)
    )
    assert found(end + GRACE) == []
    (owed,) = [one for one in promises(offered) if one.kind == PromiseKind.OFFER]
    assert found(end + GRACE + TICK) == [
        (Fault.LATE_OFFER, f"sign-up {offered.ref}"),
        (Fault.OVERDUE, f"promise {owed.ref} (offer)"),
    ]


def test_people_who_wait_while_seats_are_free_are_found(app):
    session, (_holder,) = full()
    nour = join(session)
    by_hand(update(type(session)).where(type(session).id == session.id).values(capacity=2))
    assert found() == [(Fault.LINE_STANDS, f"course session {session.ref}")]

    change_capacity(session, 2, NOW)
    db.session.commit()
    assert (nour.state, found()) == ("confirmed", [])


def test_a_party_that_does_not_fit_stands_in_nobodys_way(app):
    session, (one, _) = full(capacity=2)
    join(session, party=2)
    give_back(one)

    assert found() == []


def test_a_line_the_team_is_phoning_is_no_fault(app):
    session, (holder,) = full(NOW + 6 * HOUR)
    nour = join(session, now=NOW - DAY)
    take_step(promises(nour)[0].id, NOW)
    by_hand(update(Message).values(state="sent"))
    give_back(holder)

    assert found() == []


def test_a_message_that_nobody_takes_is_found(app):
    sign_up = make.sign_up(reach=phone())
    (message,) = db.session.query(Message).filter_by(about=f"sign_up:{sign_up.id}")

    assert found(NOW + GRACE) == []
    assert found(NOW + GRACE + TICK) == [(Fault.STUCK, f"message {message.ref} (seat_confirmed)")]
    by_hand(update(Message).values(state="sent"))
    assert found(NOW + GRACE + TICK) == []


def test_a_promise_whose_step_nobody_takes_is_found(app):
    owed = made(PromiseKind.OFFER, owner=Owner.PERSON, reply_by=NOW + timedelta(minutes=30))

    due = clock.now() + timedelta(minutes=30)
    assert found(due + GRACE) == []
    assert found(due + GRACE + TICK) == [(Fault.OVERDUE, f"promise {owed.ref} (offer)")]
