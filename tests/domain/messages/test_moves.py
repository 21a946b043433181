"""The table of a message, cell by cell: what it allows happens, what it does not changes nothing."""

import pytest

from portal.database import begin_write, db
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import move
from portal.domain.messages.states import MOVES, State
from portal.domain.moves import MoveNotAllowed, Role
from portal.vault import new_ref
from tests.conftest import NOW

CELLS = [pytest.param(*cell, id=f"{cell[0]} to {cell[1]}") for cell in MOVES]


def message_in(state):
    """A message in `state`, in a worker's hand, put there behind the verb's back; in None it has not begun."""
    begin_write()
    message = Message(
        ref=new_ref(16),
        kind="seat_confirmed",
        about="sign_up:1",
        facts={},
        language="fr",
        channel="email",
        dedupe_key=new_ref(16),
        timezone="Europe/Paris",
        created_at=NOW,
        next_try_at=NOW,
        tries=0,
        uncertain=0,
        resent=0,
        claimed_by="worker",
        claimed_until=NOW,
        state=state,
    )
    if state:
        db.session.add(message)
        db.session.flush()
    return message


@pytest.mark.parametrize(("source", "target"), CELLS)
def test_whoever_the_table_names_makes_the_move_and_no_worker_has_it_in_hand_after(app, source, target):
    for role in MOVES[source, target]:
        message = message_in(source)
        db.session.add(message)

        move(message, target, role)
        db.session.expire(message)

        assert (message.state, message.claimed_by, message.claimed_until) == (target, None, None)


@pytest.mark.parametrize("source", (None, *State))
def test_whoever_the_table_does_not_name_is_refused_and_nothing_changes(app, source):
    message = message_in(source)
    refused = [(to, role) for to in State for role in Role if role not in MOVES.get((source, to), ())]

    for target, role in refused:
        with pytest.raises(MoveNotAllowed) as refusal:
            move(message, target, role)
        assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)

    assert refused
    assert (message.state, message.claimed_by) == (source, "worker")


def test_every_state_can_be_reached_and_no_learner_moves_a_message():
    assert {target for _, target in MOVES} == set(State)
    assert all(Role.PERSON not in roles for roles in MOVES.values())


def test_what_was_dropped_or_is_on_the_card_only_is_never_queued_again_but_may_have_been_in_flight():
    ended = {State.DROPPED, State.CARD}

    assert {target for source, target in MOVES if source in ended} == {State.SENT}


def test_only_staff_let_something_go_out_again():
    assert {source for (source, target), roles in MOVES.items() if target == State.QUEUED and source} == {
        State.SENT,
        State.DEAD,
    }
    assert MOVES[State.SENT, State.QUEUED] == MOVES[State.DEAD, State.QUEUED] == {Role.STAFF}
