"""The table of moves of an application, cell by cell: every state, every next one, by everybody."""

import pytest
from sqlalchemy import delete, update

from portal.database import begin_write, db
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.moves import move_application
from portal.domain.jobs.states import HAS_SEAT, JOB_MOVES, LIVE_JOB, WAITING_FOR_COMPANY, JobState
from portal.domain.moves import HistoryIsAppendOnly, MoveNotAllowed, Role
from tests import make_jobs as make
from tests.conftest import NOW
from tests.domain.cells import cells

#: As people say it: who may do what, from where. "person" is the learner.
COMPANY, LEARNER, RULE = {"company", "staff"}, {"person", "referrer", "staff"}, {"rule"}
MAY = {
    (None, "sent"): LEARNER,
    ("sent", "read"): COMPANY,
    ("sent", "in_review"): COMPANY,
    ("read", "in_review"): COMPANY,
    ("interview", "in_review"): COMPANY,
    ("sent", "interview"): COMPANY,
    ("read", "interview"): COMPANY,
    ("in_review", "interview"): COMPANY,
    ("sent", "offered"): COMPANY,
    ("read", "offered"): COMPANY,
    ("in_review", "offered"): COMPANY,
    ("interview", "offered"): COMPANY,
    ("sent", "declined"): COMPANY,
    ("read", "declined"): COMPANY,
    ("in_review", "declined"): COMPANY,
    ("interview", "declined"): COMPANY,
    ("offered", "declined"): COMPANY,
    ("sent", "withdrawn"): LEARNER,
    ("read", "withdrawn"): LEARNER,
    ("in_review", "withdrawn"): LEARNER,
    ("interview", "withdrawn"): LEARNER,
    ("offered", "withdrawn"): LEARNER,
    ("confirmed", "withdrawn"): LEARNER,
    ("sent", "expired"): RULE,
    ("read", "expired"): RULE,
    ("in_review", "expired"): RULE,
    ("interview", "expired"): RULE,
    ("offered", "expired"): RULE,
    ("sent", "closed"): {"rule", "staff"},
    ("read", "closed"): {"rule", "staff"},
    ("in_review", "closed"): {"rule", "staff"},
    ("interview", "closed"): {"rule", "staff"},
    ("offered", "closed"): {"rule", "staff"},
    ("confirmed", "closed"): {"company", "person", "staff", "rule"},
    ("offered", "confirmed"): {"person", "staff"},
    ("confirmed", "started"): {"company", "person", "staff"},
    ("confirmed", "no_show"): COMPANY,
    ("started", "completed"): {"company", "staff", "rule"},
    ("started", "no_show"): {"staff"},
}


def test_the_table_says_what_people_were_promised():
    assert {(source, target): {role.value for role in roles} for (source, target), roles in JOB_MOVES.items()} == MAY


@pytest.mark.parametrize("source", [None, *JobState], ids=str)
def test_a_move_is_made_and_written_down_where_the_table_allows_it(app, source):
    application = make.application(source) if source else None
    for target, role in cells(MAY, source, JobState, allowed=True):
        begin_write()
        saved = db.session.begin_nested()
        one = application or _not_yet_sent()
        move_application(one, target, role, NOW, "why")
        (line,) = one.history
        assert (one.state, one.moved_at) == (target, NOW)
        assert (line.from_state, line.to_state, line.role) == (source, target, role)
        assert (line.at, line.why) == (NOW, "why")
        saved.rollback()


@pytest.mark.parametrize("source", [None, *JobState], ids=str)
def test_everywhere_else_a_move_is_refused_and_nothing_is_written(app, source):
    begin_write()
    one = make.application(source) if source else _not_yet_sent()
    for target, role in cells(MAY, source, JobState, allowed=False):
        with pytest.raises(MoveNotAllowed) as refusal:
            move_application(one, target, role, NOW)
        assert (refusal.value.source, refusal.value.target, refusal.value.role) == (source, target, role)
        assert (one.state, one.history) == (source, [])


def _not_yet_sent():
    whole = make.application()
    columns = {one.name: getattr(whole, one.name) for one in JobApplication.__table__.columns}
    db.session.delete(whole)
    db.session.flush()
    one = JobApplication(**columns | {"id": None, "state": None})
    with db.session.no_autoflush:
        db.session.add(one)
    return one


def test_every_state_that_waits_has_an_end_by_the_rule_alone():
    """Whatever people do or leave undone, time brings it to an end."""
    for state in WAITING_FOR_COMPANY | {JobState.OFFERED}:
        assert Role.RULE in JOB_MOVES[state, JobState.EXPIRED], state


def test_what_has_ended_never_moves_again():
    ends = set(JobState) - LIVE_JOB
    assert ends == {
        JobState.COMPLETED,
        JobState.DECLINED,
        JobState.WITHDRAWN,
        JobState.EXPIRED,
        JobState.CLOSED,
        JobState.NO_SHOW,
    }
    assert [cell for cell in JOB_MOVES if cell[0] in ends] == []


def test_nobody_takes_a_seat_but_the_learner_who_was_offered_it():
    into_seats = {source for source, target in JOB_MOVES if target in HAS_SEAT and source not in HAS_SEAT}

    assert into_seats == {JobState.OFFERED}


def test_the_history_of_an_application_only_grows(app):
    application = make.application()
    move_application(application, JobState.READ, Role.COMPANY, NOW)
    (line,) = application.history

    line.role = Role.STAFF
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()
    begin_write()
    for command in (delete(JobMove), update(JobMove).values(role="staff")):
        with pytest.raises(HistoryIsAppendOnly):
            db.session.execute(command)
