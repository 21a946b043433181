"""The table of a promise, cell by cell: what it allows happens, what it does not changes nothing."""

import pytest
from sqlalchemy import delete, update

from portal.database import begin_write, db
from portal.domain.moves import HistoryIsAppendOnly, MoveNotAllowed, Role
from portal.domain.promises.made import _move
from portal.domain.promises.models import Promise, PromiseMove
from portal.domain.promises.states import MOVES, State
from portal.vault import new_ref
from tests.conftest import NOW
from tests.domain.promises.owing import DAY, made, story

CELLS = [pytest.param(*cell, id=f"{cell[0]} to {cell[1]}") for cell in MOVES]


def promise_in(state):
    """A promise in `state`, put there behind the verb's back; in None it has not begun."""
    begin_write()
    one = Promise(
        ref=new_ref(8),
        kind="call_back",
        about=f"portal:{new_ref(6)}",
        owner="team",
        made_at=NOW,
        reply_by=NOW + DAY,
        timezone="Europe/Paris",
        passed=0,
        reminded=0,
        state=state,
        next_step_at=NOW if state == State.OPEN else None,
    )
    if state:
        db.session.add(one)
        db.session.flush()
    return one


@pytest.mark.parametrize(("source", "target"), CELLS)
def test_whoever_the_table_names_makes_the_move_and_leaves_one_line(app, source, target):
    for role in MOVES[source, target]:
        one = promise_in(source)
        db.session.add(one)

        _move(one, target, role, NOW, "called")
        db.session.expire(one)

        assert one.state == target
        (line,) = one.history
        assert (line.from_state, line.to_state, line.role) == (source, target, role)
        assert (line.at, line.why) == (NOW, "called")


@pytest.mark.parametrize("source", (None, *State))
def test_whoever_the_table_does_not_name_is_refused_and_nothing_changes(app, source):
    one = promise_in(source)
    refused = [(to, role) for to in State for role in Role if role not in MOVES.get((source, to), ())]

    for target, role in refused:
        with pytest.raises(MoveNotAllowed) as refusal:
            _move(one, target, role, NOW)
        assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)

    assert refused
    assert one.state == source
    assert one.history == []


def test_every_end_can_be_reached_and_none_can_be_left():
    assert {target for source, target in MOVES if source == State.OPEN} == set(State) - {State.OPEN}
    assert {source for source, _ in MOVES} == {None, State.OPEN}


def test_whoever_waits_may_take_it_back_but_neither_pass_it_on_nor_close_it_without_an_answer():
    assert Role.PERSON in MOVES[State.OPEN, State.WITHDRAWN]
    assert Role.PERSON not in MOVES[State.OPEN, State.PASSED_ON]
    assert Role.PERSON not in MOVES[State.OPEN, State.CLOSED]


@pytest.mark.parametrize("target", [state for state in State if state != State.OPEN])
def test_an_open_promise_goes_on_and_an_ended_one_does_not(app, target):
    one = made()
    assert one.next_step_at is not None
    begin_write()

    _move(one, target, Role.STAFF, NOW)

    assert one.next_step_at is None


def test_a_line_of_history_cannot_be_rewritten(app):
    line = made().history[0]
    begin_write()
    line.why = "called"

    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()


def test_a_line_of_history_cannot_be_struck_out(app):
    line = made().history[0]
    begin_write()
    db.session.delete(line)

    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()


@pytest.mark.parametrize("statement", [update(PromiseMove).values(why="called"), delete(PromiseMove)], ids=str)
def test_history_cannot_be_rewritten_wholesale(app, statement):
    made()
    begin_write()

    with pytest.raises(HistoryIsAppendOnly):
        db.session.execute(statement)


def test_the_history_goes_with_the_promise_it_belongs_to(app):
    one = made()
    assert story(one) == [("open", "person", None)]
    begin_write()

    db.session.execute(delete(Promise).where(Promise.id == one.id))

    assert db.session.query(PromiseMove).count() == 0
