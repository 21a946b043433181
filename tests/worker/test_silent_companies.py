"""Learners apply, and many companies are silent: every application ends in time, and every learner hears how.

The clock is moved, and only the worker never forgets.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import median

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.database import db
from portal.domain.jobs import applying, publishing
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_JOB, WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.audit import audit
from tests import make_jobs
from tests.conftest import NOW
from tests.worker.hiring import DAY, Board, Span, Temper
from tests.worker.office import Office
from tests.worker.test_year import overdue

#: Whoever waits, waits for one of the two.
WAITS = WAITING_FOR_COMPANY | {JobState.OFFERED}
#: Begun and never spoken of again, the longest of all takes some weeks more than the last answer.
SOME_WEEKS, MONTHS = Span(applying=10, answering=14, days=50, ahead=5), Span(25, 60, 120, ahead=28)


@pytest.mark.long_on_postgresql
def test_every_application_ends_within_its_promise_and_every_learner_hears_it(own, tmp_path, capsys, caplog):
    everybody_ends_and_hears_it(60, SOME_WEEKS, own, tmp_path / "outbox", capsys, caplog)


@pytest.mark.sweep
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_so_do_a_thousand_with_interviews_one_after_another(own, tmp_path, capsys, caplog):
    """The rules are the same on both databases, and sixty try them there."""
    ended = everybody_ends_and_hears_it(1000, MONTHS, own, tmp_path / "outbox", capsys, caplog)

    final = {state for one in ended for state in [one.state]}
    assert final == {JobState.EXPIRED, JobState.DECLINED, JobState.WITHDRAWN, JobState.CLOSED, JobState.COMPLETED}
    assert max(days_until_the_end(one) for one in ended) > 42, "interviews without end would show here"


def everybody_ends_and_hears_it(
    many: int,
    span: Span,
    own: Flask,
    outbox: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> list[JobApplication]:
    office, board = Office(own, outbox), Board(random.Random(many), span, postings=max(many // 15, len(Temper)))
    for day in range(span.days):
        now = NOW + day * DAY
        with time_machine.travel(now, tick=False):
            if day < span.applying:
                board.apply(many // span.applying, now)
            board.day(day, now)
            office.work(now)
            assert overdue(now) == []
            assert waiting_for_nothing() == []
            db.session.rollback()

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    assert audit(now) == []
    everybody = list(db.session.scalars(select(JobApplication)))
    assert len(everybody) == many
    assert [one.ref for one in everybody if one.state in LIVE_JOB] == []
    assert {one.state for one in everybody} >= {JobState.EXPIRED, JobState.WITHDRAWN, JobState.CLOSED}
    assert [(one.ref, one.state) for one in everybody if not heard(one)] == []
    waited: dict[Temper, list[float]] = defaultdict(list)
    for one in everybody:
        waited[board.tempers[one.posting_id]].append(days_until_the_end(one))
    with capsys.disabled():
        print("\n" + report(waited))
    # Three weeks, until the team closes; whoever was told only that it was read waits no longer.
    assert max(waited[Temper.SILENT] + waited[Temper.READS]) <= 22
    # An offer on the very last day, and five days for the answer.
    assert max(waited[Temper.OFFERS] + waited[Temper.PLACES]) <= 22 + 5
    return everybody


def report(waited: dict[Temper, list[float]]) -> str:
    """How long it took until waiting came to its end, by what companies did."""
    lines = {"all": [days for some in waited.values() for days in some]} | waited
    return "\n".join(
        f"{len(days)} applications ended ({name}): median {median(days):.0f} days, worst {max(days):.0f} days"
        for name, days in lines.items()
    )


def waiting_for_nothing() -> list[str]:
    """Whoever waits without anything being owed to or by them."""
    owed = set(db.session.scalars(select(Promise.about).where(Promise.state == PromiseState.OPEN)))
    waiting = db.session.scalars(select(JobApplication).where(JobApplication.state.in_(LIVE_JOB)))
    return [one.ref for one in waiting if about_application(one) not in owed]


def moves_of(application: JobApplication) -> list[JobMove]:
    mine = select(JobMove).where(JobMove.application_id == application.id).order_by(JobMove.id)
    return list(db.session.scalars(mine))


def days_until_the_end(application: JobApplication) -> float:
    """Until waiting came to its end: by a yes from both, a no, or the end of the time."""
    answer = next(move for move in moves_of(application) if move.to_state not in WAITS)
    return (answer.at - application.created_at) / DAY


def heard(application: JobApplication) -> bool:
    """Was the learner told at each move after which they wait no more? What they did themselves, they know."""
    ends = [one for one in moves_of(application) if one.to_state not in WAITS]
    others = [one.at for one in ends if one.role != Role.PERSON and one.why != "took_another"]
    return bool(ends) and set(others) <= told_at(application, others)


def told_at(application: JobApplication, moments: Iterable[datetime]) -> set[datetime]:
    told = Message.about == about_application(application), Message.person_id == application.person_id
    return set(db.session.scalars(select(Message.created_at).where(*told, Message.created_at.in_(moments))))


def test_a_posting_of_a_silent_company_stays_closed_until_it_answers(own):
    """The most applications that may wait: the next learner is told so, and nobody waits in vain."""
    posting = make_jobs.posting(most_open=1)
    db.session.commit()
    board = Board(random.Random(1), SOME_WEEKS, postings=0)
    board.postings = [posting.id]
    board.apply(1, NOW)

    with pytest.raises(applying.TooManyOpen):
        board.apply(1, NOW)
    db.session.rollback()

    assert publishing.is_full(db.session.get_one(Posting, posting.id))
