"""The table of moves, cell by cell: what it allows happens, what it does not changes nothing."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import delete, update

import portal
from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.people import find_or_add_person
from portal.domain.moves import HistoryIsAppendOnly, MoveNotAllowed, Role
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.moves import move
from portal.domain.signups.states import HOLDING, LIVE, MOVES, State
from portal.vault import new_ref
from tests import make

CELLS = [pytest.param(*cell, id=f"{cell[0]} to {cell[1]}") for cell in MOVES]


def sign_up_in(state):
    """A sign-up in `state`, put there behind the verb's back; in None it has not begun."""
    begin_write()
    made = SignUp(
        ref=new_ref(16),
        course_session=make.course_session(),
        person=find_or_add_person("Nour", None, clock.now()),
        party=1,
        code="KFPR742",
        code_digest=new_ref(32),
        consent_version="test",
        language="en",
        consent_at=clock.now(),
        created_at=clock.now(),
        state=state,
    )
    if state:
        db.session.add(made)
        db.session.flush()
    return made


@pytest.mark.parametrize(("source", "target"), CELLS)
def test_whoever_the_table_names_makes_the_move_and_leaves_one_line(app, source, target):
    for role in MOVES[source, target]:
        sign_up = sign_up_in(source)
        db.session.add(sign_up)

        move(sign_up, target, role, clock.now(), "late")
        db.session.expire(sign_up)

        assert sign_up.state == target
        (line,) = sign_up.history
        assert (line.from_state, line.to_state, line.role) == (source, target, role)
        assert (line.at, line.why) == (clock.now(), "late")


@pytest.mark.parametrize("source", (None, *State))
def test_whoever_the_table_does_not_name_is_refused_and_nothing_changes(app, source):
    sign_up = sign_up_in(source)
    refused = [(to, role) for to in State for role in Role if role not in MOVES.get((source, to), ())]

    for target, role in refused:
        with pytest.raises(MoveNotAllowed) as refusal:
            move(sign_up, target, role, clock.now())
        assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)

    assert refused
    assert sign_up.state == source
    assert sign_up.history == []


def test_an_end_is_an_end():
    ends = set(State) - LIVE

    assert not [(source, target) for source, target in MOVES if source in ends]


def test_from_every_live_state_an_end_can_be_reached_by_the_person_and_by_the_centre():
    for state in LIVE:
        assert Role.PERSON in MOVES[state, State.CANCELLED]
        assert Role.STAFF in MOVES[state, State.CANCELLED_BY_CENTRE]


def test_nobody_begins_at_an_end_or_with_an_offer():
    beginnings = {target for source, target in MOVES if source is None}

    assert beginnings == {State.REQUESTED, State.CONFIRMED, State.WAITING}


def test_only_time_lets_a_sign_up_expire_and_time_cancels_nobody():
    by_rule_alone = {cell for cell, roles in MOVES.items() if roles == {Role.RULE}}

    assert {cell for cell in MOVES if cell[1] == State.EXPIRED} == by_rule_alone - {(State.OFFERED, State.WAITING)}
    for (_, target), roles in MOVES.items():
        assert target not in {State.CANCELLED, State.CANCELLED_BY_CENTRE, State.DECLINED} or Role.RULE not in roles


def test_no_one_lets_themselves_in_where_staff_approve_or_past_the_line():
    assert Role.PERSON not in MOVES[State.REQUESTED, State.CONFIRMED]
    assert Role.PERSON not in MOVES[State.WAITING, State.CONFIRMED]
    assert Role.PERSON not in MOVES[State.WAITING, State.OFFERED]


def test_every_state_can_be_reached_and_every_cell_names_somebody():
    reached = {target for _, target in MOVES}

    assert reached == set(State)
    assert all(MOVES.values())
    assert HOLDING < LIVE


def test_a_life_is_told_line_by_line(app):
    sign_up = sign_up_in(None)
    db.session.add(sign_up)
    for target, role in (
        (State.WAITING, Role.PERSON),
        (State.OFFERED, Role.RULE),
        (State.CONFIRMED, Role.PERSON),
        (State.MOVED, Role.STAFF),
    ):
        move(sign_up, target, role, clock.now())
    db.session.expire(sign_up)

    assert [(line.from_state, line.to_state, line.role) for line in sign_up.history] == [
        (None, "waiting", "person"),
        ("waiting", "offered", "rule"),
        ("offered", "confirmed", "person"),
        ("confirmed", "moved", "staff"),
    ]


def test_a_line_of_history_cannot_be_rewritten(app):
    line = make.sign_up().history[0]
    begin_write()
    line.why = "late"

    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()


def test_a_line_of_history_cannot_be_struck_out(app):
    line = make.sign_up().history[0]
    begin_write()
    db.session.delete(line)

    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()


@pytest.mark.parametrize("statement", [update(SignUpMove).values(why="late"), delete(SignUpMove)], ids=str)
def test_history_cannot_be_rewritten_wholesale(app, statement):
    make.sign_up()
    begin_write()

    with pytest.raises(HistoryIsAppendOnly):
        db.session.execute(statement)


def test_one_function_each_assigns_the_state_of_a_message_a_promise_and_a_sign_up():
    found = [place for path in sorted(Path(portal.__file__).parent.rglob("*.py")) for place in state_changes(path)]

    assert {place for place in found if place.startswith("domain/")} == {
        "domain/messages/outbox.py: move",
        "domain/promises/made.py: _move",
        "domain/signups/imports.py: receive",  # a list that is brought in has states, too
        "domain/signups/imports.py: _move",
        "domain/signups/message_log.py: resend_failed",  # names the state it looks for
        "domain/signups/moves.py: move",
        "domain/mentoring/moves.py: move_pair",
        "domain/mentoring/moves.py: move_volunteer",
        "domain/jobs/moves.py: move_application",
        "domain/jobs/moves.py: move_company",
        "domain/jobs/moves.py: move_posting",
    }
    others = [place for place in found if place.startswith(("worker/", "cli/", "demo/", "delivery/"))]
    # The published year is brought in as it ended, long ago and elsewhere.
    assert [place for place in others if not place.startswith("demo/published_year.py")] == []


def state_changes(path):
    """Each place in a source file that gives something a `state`: by assignment, setattr or keyword."""
    shown = path.relative_to(Path(portal.__file__).parent).as_posix()
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in filter(gives_state, ast.walk(tree)):
        around = [one.name for one in functions if one.lineno <= node.lineno <= one.end_lineno]
        yield f"{shown}: {around[-1] if around else 'outside of any function'}"


def gives_state(node):
    if isinstance(node, ast.Attribute) and node.attr == "state":
        return isinstance(node.ctx, ast.Store | ast.Del)
    if isinstance(node, ast.Call):
        by_name = any(isinstance(argument, ast.Constant) and argument.value == "state" for argument in node.args)
        setter = isinstance(node.func, ast.Name) and node.func.id == "setattr"
        return (setter and by_name) or any(keyword.arg == "state" for keyword in node.keywords)
    return False


@pytest.mark.parametrize(
    "line",
    [
        "sign_up.state = 'moved'",
        "sign_up.state: str = 'moved'",
        "sign_up.state, other = pair",
        "setattr(sign_up, 'state', 'moved')",
        "db.session.execute(update(SignUp).values(state='moved'))",
        "SignUp(state='moved')",
    ],
)
def test_the_search_for_such_functions_sees_every_spelling(line):
    assert any(gives_state(node) for node in ast.walk(ast.parse(line)))
