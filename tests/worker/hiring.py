"""Learners who apply and companies that hardly answer, drawn by chance (the same each time), for simulations."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.jobs import answering, applying, interviewing, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import No
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_JOB, JobState
from portal.domain.moves import MoveNotAllowed, Role
from tests import make_jobs

DAY = timedelta(days=1)
#: What a verb answers to somebody who is late: nothing changes.
REFUSED = (MoveNotAllowed, answering.NoSeat, answering.InterviewAhead, interviewing.BadDate, interviewing.OtherDates)


class Temper(StrEnum):
    """What a company does with those who apply, until it loses interest."""

    SILENT = "never a word"
    READS = "reads, and that is all"
    INVITES = "proposes dates, meets, proposes the next ones"
    OFFERS = "says yes, and nothing more once the learner said it, too"
    PLACES = "says yes, says that the learner began, and not how it went"
    LIVELY = "now this, now that"


@dataclass(frozen=True)
class Span:
    """How long it all goes, in days. `applying`: each of them brings applications. `answering`: until then companies
    do what is in their temper; then they are all silent. `days`: when it is looked whether everything has ended.
    `ahead`: how far ahead interviews are."""

    applying: int
    answering: int
    days: int
    ahead: int


class Board:
    """Postings of companies of every temper, and the learners who apply to them."""

    def __init__(self, chance: random.Random, span: Span, postings: int) -> None:
        self.chance, self.span, self.number, self.learners = chance, span, 0, 0
        ends_on = (make_jobs.NOW + span.answering * DAY).date()
        self.postings = [
            make_jobs.posting(seats=3, most_open=100, starts_on=None, ends_on=ends_on).id for _one in range(postings)
        ]
        self.tempers = {one: list(Temper)[number % len(Temper)] for number, one in enumerate(self.postings)}
        db.session.commit()

    def apply(self, many: int, now: datetime) -> None:
        for _one in range(many):
            self.number += 1
            while not self.applies(self.somebody(), self.chance.choice(self.postings), now):
                pass

    def applies(self, wish: applying.Wish, posting: int, now: datetime) -> bool:
        """Not where they wait already, nor where all seats are taken."""
        try:
            applying.apply(db.session.get_one(Posting, posting), wish, now)
        except (applying.Already, applying.NotOpen):
            db.session.rollback()
            return False
        db.session.commit()
        return True

    def somebody(self) -> applying.Wish:
        """One in four has applied elsewhere before. Some gave a phone number, some an address."""
        again = self.learners and self.chance.random() < 0.25
        self.learners += not again
        who = self.chance.randint(1, self.learners) if again else self.learners
        number = read_phone(f"+336{10000000 + who}", "FR")
        return applying.Wish(
            first_name="Nour",
            reach=number if who % 4 else read_email(f"nour{who}@example.org"),
            form_key=f"form {self.number}",
            consent_version="1",
            language=("fr", "en", "ar", "fa", "uk")[who % 5],
            profile={"did": "I sold fruit."},
        )

    def day(self, day: int, now: datetime) -> None:
        """Companies go through some of what waits for them, learners answer some of what they were asked."""
        facts = JobApplication.id, JobApplication.state, JobApplication.person_id
        live = select(*facts).where(JobApplication.state.in_(LIVE_JOB))
        for one, state, who in db.session.execute(live.order_by(JobApplication.id)).all():
            asked = state in {JobState.OFFERED, JobState.INTERVIEW} and who % 3 > 0 and self.chance.random() < 0.3
            looks = day < self.span.answering and self.chance.random() < 0.25
            for deed in [self.learner] * asked + [self.company] * looks:
                try:
                    deed(db.session.get_one(JobApplication, one), now)
                except REFUSED:
                    db.session.rollback()
                db.session.commit()

    def learner(self, application: JobApplication, now: datetime) -> None:
        """Two in three answer (see `day`); not always with a yes."""
        willing = self.chance.random() < 0.7
        if application.state == JobState.OFFERED:
            (answering.confirm if willing else answering.withdraw)(application, Role.PERSON, now)
        elif application.dates and willing:
            interviewing.choose(application, application.dates[0].at, Role.PERSON, now)
        elif application.dates:
            interviewing.ask_others(application, Role.PERSON, now)

    def company(self, application: JobApplication, now: datetime) -> None:
        temper = self.tempers[application.posting_id]
        if temper is Temper.READS:
            answering.read(application, Role.COMPANY, now)
        elif temper is Temper.INVITES:
            self.invite(application, now)
        elif temper is Temper.OFFERS:
            answering.offer(application, None, Role.COMPANY, now)
        elif temper is Temper.PLACES and application.state == JobState.CONFIRMED:
            placements.start(application, Role.COMPANY, now)
        elif temper is Temper.PLACES:
            answering.offer(application, None, Role.COMPANY, now)
        elif temper is Temper.LIVELY:
            self.whatever(application, now)

    def invite(self, application: JobApplication, now: datetime) -> None:
        """While dates are proposed, or one lies ahead, it waits for it."""
        if application.dates or (application.interview_at and application.interview_at > now):
            return
        first = now + self.chance.randint(2, self.span.ahead) * DAY
        interviewing.propose(application, [first, first + DAY], "Here", Role.COMPANY, now)

    def whatever(self, application: JobApplication, now: datetime) -> None:
        deeds = {
            lambda: answering.read(application, Role.COMPANY, now): 3,
            lambda: answering.look_into(application, Role.COMPANY, now): 2,
            lambda: self.invite(application, now): 3,
            lambda: answering.decline(application, No.SKILLS, True, None, Role.COMPANY, now): 2,
            lambda: answering.offer(application, None, Role.COMPANY, now): 1,
            lambda: answering.withdraw(application, Role.PERSON, now): 1,
        }
        self.chance.choices(list(deeds), list(deeds.values()))[0]()
