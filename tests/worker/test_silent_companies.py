"""Learners apply, and many companies are silent: every application ends in time, and every learner hears how.

The clock is moved; what companies and learners do is drawn by chance (the same each time), and mostly nothing.
Only the worker never forgets.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.jobs import answering, applying, interviewing, publishing
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.choices import No
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_JOB, WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.audit import audit
from tests import make_jobs
from tests.conftest import NOW
from tests.worker.office import Office
from tests.worker.test_year import overdue

DAY = timedelta(days=1)
#: On so many days applications are sent; then the last ones run out.
SENDING, RUNNING_OUT = 20, 75
#: What a verb answers to somebody who is late: nothing changes.
REFUSED = (MoveNotAllowed, answering.NoSeat, answering.InterviewAhead, interviewing.BadDate, interviewing.OtherDates)
#: Whoever waits, waits for one of the two.
WAITS = WAITING_FOR_COMPANY | {JobState.OFFERED}


class Board:
    """Companies that hardly answer, and learners, drawn from `chance`."""

    def __init__(self, chance: random.Random, postings: int) -> None:
        self.chance, self.number = chance, 0
        self.postings = [make_jobs.posting(seats=3, most_open=100, starts_on=None).id for _one in range(postings)]
        db.session.commit()

    def apply(self, many: int, now: datetime) -> None:
        for _one in range(many):
            self.number += 1
            wish = applying.Wish(
                first_name="Nour",
                reach=read_phone(f"+336{10000000 + self.number}", "FR"),
                form_key=f"form {self.number}",
                consent_version="1",
                language=self.chance.choice(("fr", "en", "ar", "fa", "uk")),
                profile={"did": "I sold fruit."},
            )
            posting = db.session.get_one(Posting, self.chance.choice(self.postings))
            applying.apply(posting, wish, now)
            db.session.commit()

    def day(self, now: datetime) -> None:
        """One company in ten looks at what waits; one learner in four answers what they were asked."""
        for application in self.waiting():
            lazy = 0.25 if application.state == JobState.OFFERED or application.dates else 0.1
            if self.chance.random() < lazy:
                try:
                    self.deed(application, now)
                except REFUSED:
                    db.session.rollback()
                db.session.commit()

    def waiting(self) -> Iterator[JobApplication]:
        ids = select(JobApplication.id).where(JobApplication.state.in_(WAITS)).order_by(JobApplication.id)
        for one in db.session.scalars(ids).all():
            yield db.session.get_one(JobApplication, one)

    def deed(self, application: JobApplication, now: datetime) -> None:
        draw = self.chance.random()
        if application.state == JobState.OFFERED:
            if draw < 0.6:
                answering.confirm(application, Role.PERSON, now)
            else:
                answering.withdraw(application, Role.PERSON, now)
        elif application.dates:
            if draw < 0.6:
                interviewing.choose(application, application.dates[0].at, Role.PERSON, now)
            else:
                interviewing.ask_others(application, Role.PERSON, now)
        elif draw < 0.4:
            answering.read(application, Role.COMPANY, now)
        elif draw < 0.55:
            answering.look_into(application, Role.COMPANY, now)
        elif draw < 0.75:
            interviewing.propose(application, [now + 5 * DAY, now + 6 * DAY], "Here", Role.COMPANY, now)
        elif draw < 0.85:
            answering.decline(application, No.SKILLS, True, None, Role.COMPANY, now)
        elif draw < 0.95:
            answering.offer(application, None, Role.COMPANY, now)
        else:
            answering.withdraw(application, Role.PERSON, now)


@pytest.mark.long_on_postgresql
def test_every_application_ends_within_its_promise_and_every_learner_hears_it(own, tmp_path, capsys, caplog):
    everybody_ends_and_hears_it(60, own, tmp_path / "outbox", capsys, caplog)


def everybody_ends_and_hears_it(
    many: int, own: Flask, outbox: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    office, board = Office(own, outbox), Board(random.Random(many), postings=many // 15)
    for day in range(RUNNING_OUT):
        now = NOW + day * DAY
        with time_machine.travel(now, tick=False):
            if day < SENDING:
                board.apply(many // SENDING, now)
            board.day(now)
            office.work(now)
            assert overdue(now) == []
            assert waiting_for_nothing() == []
            db.session.rollback()

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    assert audit(now) == []
    everybody = db.session.scalars(select(JobApplication)).all()
    assert len(everybody) == many
    assert [one.ref for one in everybody if one.state in LIVE_JOB] == []
    assert {one.state for one in everybody} >= {JobState.EXPIRED, JobState.DECLINED, JobState.WITHDRAWN}
    assert not [one.ref for one in everybody if not heard(one)]
    waited = sorted(days_until_the_end(one) for one in everybody)
    with capsys.disabled():
        print(f"\n{many} applications ended: median {median(waited):.0f} days, worst {waited[-1]:.0f} days")
    # Three weeks for the company; an interview agreed on the last day, then a week; five days for an offer.
    assert waited[-1] <= 21 + 6 + 7 + 5 + 3


def waiting_for_nothing() -> list[str]:
    """Whoever waits without anything being owed to or by them."""
    owed = set(db.session.scalars(select(Promise.about).where(Promise.state == PromiseState.OPEN)))
    waiting = db.session.scalars(select(JobApplication).where(JobApplication.state.in_(LIVE_JOB)))
    return [one.ref for one in waiting if about_application(one) not in owed]


def moves_of(application: JobApplication) -> list[JobMove]:
    mine = select(JobMove).where(JobMove.application_id == application.id).order_by(JobMove.id)
    return list(db.session.scalars(mine))


def answer_of(application: JobApplication) -> JobMove:
    """The move by which waiting came to its end: a yes from both, a no, or the end of the time."""
    return next(move for move in moves_of(application) if move.to_state not in WAITS)


def days_until_the_end(application: JobApplication) -> float:
    return (answer_of(application).at - application.created_at) / DAY


def heard(application: JobApplication) -> bool:
    """Was the learner told at that moment? What they did themselves, they know."""
    end = answer_of(application)
    if end.role == Role.PERSON or end.why == "took_another":
        return True
    told = Message.about == about_application(application), Message.person_id == application.person_id
    return db.session.scalar(select(Message.id).where(*told, Message.created_at == end.at).limit(1)) is not None


def test_a_posting_of_a_silent_company_stays_closed_until_it_answers(own):
    """The most applications that may wait: the next learner is told so, and nobody waits in vain."""
    posting = make_jobs.posting(most_open=1)
    db.session.commit()
    board = Board(random.Random(1), postings=1)
    board.postings = [posting.id]
    board.apply(1, NOW)

    with pytest.raises(applying.TooManyOpen):
        board.apply(1, NOW)
    db.session.rollback()

    assert publishing.is_full(db.session.get_one(Posting, posting.id))
