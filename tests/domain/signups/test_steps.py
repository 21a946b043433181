"""The table of steps of an application, cell by cell: what it allows happens, what it does not changes nothing."""

import pytest
from sqlalchemy import delete

from portal import clock
from portal.database import begin_write, db
from portal.domain.moves import HistoryIsAppendOnly, MoveNotAllowed, Role
from portal.domain.signups.application_models import Application, ApplicationMove
from portal.domain.signups.applying import step_to
from portal.domain.signups.steps import MOVES, Step
from tests.domain.cells import cells
from tests.domain.signups.applicants import applied

every_source = pytest.mark.parametrize("source", [None, *Step], ids=str)


def application_at(step, sign_up):
    """The application of a sign-up at `step`, put there behind the verb's back; at None it has not begun."""
    begin_write()
    made = db.session.get(Application, sign_up)
    db.session.execute(delete(ApplicationMove.__table__))
    made.step = step
    if step:
        db.session.flush()
    db.session.expire(made, ["history"])
    return made


@every_source
def test_whoever_the_table_names_takes_the_step_and_leaves_one_line(app, source):
    made = applied().id
    for target, role in cells(MOVES, source, Step, allowed=True):
        begin_write()
        saved = db.session.begin_nested()
        with db.session.no_autoflush:
            application = application_at(source, made)
            step_to(application, target, role, clock.now())

            (line,) = application.history
            assert application.step == target
            assert (line.from_step, line.to_step, line.role, line.at) == (source, target, role, clock.now())
        saved.rollback()


@every_source
def test_whoever_the_table_does_not_name_is_refused_and_nothing_changes(app, source):
    with db.session.no_autoflush:
        application = application_at(source, applied().id)
        for target, role in cells(MOVES, source, Step, allowed=False):
            with pytest.raises(MoveNotAllowed) as refusal:
                step_to(application, target, role, clock.now())

            assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)
            assert (application.step, application.history) == (source, [])
        db.session.rollback()


def test_every_step_can_be_reached_and_only_the_interview_is_the_last():
    assert {target for _source, target in MOVES} == set(Step)
    assert {step for step in Step if not any(source == step for source, _target in MOVES)} == {Step.HELD}


def test_a_person_never_says_that_they_were_met(app):
    may = {(source, target) for (source, target), roles in MOVES.items() if Role.PERSON in roles}

    assert {target for _source, target in may} == {Step.SENT, Step.AGREED, Step.TO_AGREE}


def test_a_line_of_the_history_is_never_changed(app):
    application = db.session.get(Application, applied().id)
    begin_write()
    application.history[0].to_step = "held"

    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()
