"""The table of moves of a pair, cell by cell: every state, every next one, by everybody."""

import pytest
from sqlalchemy import delete, update

from portal.database import begin_write, db
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Pair, PairMove
from portal.domain.mentoring.states import LIVE_PAIR, PAIR_MOVES, PairState
from portal.domain.moves import HistoryIsAppendOnly, MoveNotAllowed, Role
from portal.vault import new_ref
from tests import make_mentoring as make
from tests.conftest import NOW
from tests.domain.cells import cells

#: As people say it: who may do what, from where. "person" is the learner.
MAY = {
    (None, "suggested"): {"staff"},
    (None, "requested"): {"person", "staff", "rule"},
    ("suggested", "accepted"): {"person", "volunteer", "staff"},
    ("suggested", "declined"): {"person", "volunteer", "staff"},
    ("suggested", "expired"): {"rule"},
    ("suggested", "withdrawn"): {"staff", "rule"},
    ("requested", "accepted"): {"volunteer", "staff"},
    ("requested", "declined"): {"volunteer", "staff"},
    ("requested", "expired"): {"rule"},
    ("requested", "withdrawn"): {"person", "staff", "rule"},
    ("accepted", "active"): {"person", "volunteer", "staff"},
    ("accepted", "ended_early"): {"person", "volunteer", "staff", "rule"},
    ("active", "paused"): {"person", "volunteer", "staff"},
    ("active", "completed"): {"person", "volunteer", "staff"},
    ("active", "ended_early"): {"person", "volunteer", "staff", "rule"},
    ("paused", "active"): {"person", "volunteer", "staff", "rule"},
    ("paused", "ended_early"): {"person", "volunteer", "staff", "rule"},
}


def test_the_table_says_what_people_were_promised():
    assert {(source, target): {role.value for role in roles} for (source, target), roles in PAIR_MOVES.items()} == MAY


@pytest.mark.parametrize("source", [None, *PairState], ids=str)
def test_a_move_is_made_and_written_down_where_the_table_allows_it(app, source):
    pair = _pair_in(source)
    for target, role in cells(MAY, source, PairState, allowed=True):
        begin_write()
        saved = db.session.begin_nested()
        one = pair or _new_pair()
        move_pair(one, target, role, NOW, "why")
        (line,) = one.history
        assert one.state == target
        assert (line.from_state, line.to_state, line.role) == (source, target, role)
        assert (line.at, line.why) == (NOW, "why")
        saved.rollback()


@pytest.mark.parametrize("source", [None, *PairState], ids=str)
def test_everywhere_else_a_move_is_refused_and_nothing_is_written(app, source):
    one = _pair_in(source) or _new_pair()
    begin_write()
    for target, role in cells(MAY, source, PairState, allowed=False):
        with pytest.raises(MoveNotAllowed) as refusal:
            move_pair(one, target, role, NOW)
        assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)
        assert (one.state, one.history) == (source, [])


_SIDES: dict[str, int] = {}


def _pair_in(state):
    """A pair in this state, put there behind the verb's back; None: one that has not begun."""
    if state is not None:
        return make.pair(state)
    mentee, volunteer = make.mentee(), make.volunteer()
    _SIDES.update(mentee_id=mentee.id, volunteer_id=volunteer.id)
    return None


def _new_pair():
    new = Pair(ref=new_ref(16), created_at=NOW, reasons={}, **_SIDES)
    db.session.add(new)
    return new


def test_an_end_is_an_end_and_every_other_state_has_one():
    ends = set(PairState) - LIVE_PAIR

    assert not [(source, target) for source, target in PAIR_MOVES if source in ends]
    for state in LIVE_PAIR:
        assert {target for source, target in PAIR_MOVES if source == state} & ends


def test_what_waits_for_an_answer_ends_by_itself():
    for state in (PairState.SUGGESTED, PairState.REQUESTED):
        assert Role.RULE in PAIR_MOVES[state, PairState.EXPIRED]


def test_nobody_becomes_a_pair_without_saying_yes():
    into_accepted = {source: roles for (source, target), roles in PAIR_MOVES.items() if target == PairState.ACCEPTED}

    assert all(Role.RULE not in roles for roles in into_accepted.values())
    assert Role.PERSON not in into_accepted[PairState.REQUESTED], "the learner has said yes: the mentor decides"


@pytest.mark.parametrize("statement", [update(PairMove).values(why="late"), delete(PairMove)], ids=str)
def test_history_cannot_be_rewritten_wholesale(app, statement):
    begin_write()

    with pytest.raises(HistoryIsAppendOnly):
        db.session.execute(statement)
