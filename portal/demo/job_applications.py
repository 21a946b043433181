"""Applications for work in every state: made by the verbs, each at its own time."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import cycle

from sqlalchemy import select

from portal.database import db
from portal.demo import work as texts
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import in_use
from portal.domain.jobs import answering, applying, closing, interviewing, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, No, Outcome
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import PostingState
from portal.domain.mentoring.choices import WEEK
from portal.domain.moves import Role
from portal.domain.signups.asked import home_zone

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
APPLICATIONS = 300


def _people() -> Iterator[Person]:
    """Whoever can be reached, again and again."""
    reachable = select(Person).where(in_use(), Person.id.in_(select(Contact.person_id))).order_by(Person.id)
    return cycle(db.session.scalars(reachable.limit(APPLICATIONS)).all())


class _Desk:
    """Applications are sent to the postings in turn, by one person after the other."""

    def __init__(self, postings: Sequence[Posting], chance: random.Random) -> None:
        self.people, self.chance = _people(), chance
        self.open = [one for one in postings if one.state == PostingState.PUBLISHED]
        self.number = 0

    def send(self, at: datetime, alone: bool = False) -> JobApplication:
        """`alone`: to one that was out by then and that nobody else applies to from now on, so that a yes fills no
        seat of others, and comes after the application."""
        while True:
            self.number += 1
            posting = self.open[self.number * 3 % len(self.open)]
            published = posting.published_at
            if published is None or posting.state != PostingState.PUBLISHED or (alone and published + HOUR > at):
                continue
            if alone:
                self.open.remove(posting)
            return applying.apply(posting, self._wish(posting), max(at, published + HOUR))

    def _wish(self, posting: Posting) -> applying.Wish:
        person = next(self.people)
        profile = texts.PROFILES[self.number % len(texts.PROFILES)]
        week = sorted(self.chance.sample(WEEK, 5), key=WEEK.index)
        more = {"spoken": ["fr", "ar"] if self.number % 2 else ["fa", "fr"], "week": week, "from": None}
        return applying.Wish(
            first_name=person.first_name,
            reach=None,
            person=person,
            form_key=f"demo {self.number}",
            consent_version="1",
            language=("fr", "ar", "fa", "en", "uk")[self.number % 5],
            profile=profile | more,
            answers=dict.fromkeys(posting.questions, "Oui, avec plaisir."),
        )


def apply_for_work(postings: Sequence[Posting], chance: random.Random, now: datetime) -> None:
    desk = _Desk(postings, chance)
    for many, days, bring, alone in _WAYS:
        for number in range(many):
            ago = days[0] + (days[1] - days[0]) * number / many
            sent = now - DAY * ago
            bring(desk.send(sent, alone), sent, now, number)


def _stay(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    """Nobody has looked at it yet."""


def _read(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    answering.read(applied, Role.COMPANY, sent + DAY)


def _look(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    _read(applied, sent, now, number)
    answering.look_into(applied, Role.COMPANY, sent + 2 * DAY)


def _invite(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    """Three dates of next week; every other learner has chosen one."""
    _read(applied, sent, now, number)
    proposed = now - (number % 3 + 1) * 8 * HOUR
    days = [(now + DAY * (4 + one)).date() for one in range(3)]
    dates = [datetime.combine(day, time(9 + number % 8), home_zone()) for day in days]
    interviewing.propose(applied, dates, "Dans nos locaux, demander l’accueil.", Role.COMPANY, proposed)
    if number % 2:
        interviewing.choose(applied, dates[1], Role.PERSON, proposed + 2 * HOUR)


def _offer(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    answering.offer(applied, "Nous serions heureux de vous accueillir.", Role.COMPANY, now - (number % 3 + 1) * DAY)


def _confirm(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    answering.offer(applied, "Bienvenue !", Role.COMPANY, sent + 2 * DAY)
    answering.confirm(applied, Role.PERSON, sent + 3 * DAY)


def _start(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    _confirm(applied, sent, now, number)
    first = (sent + 5 * DAY).date()
    placements.plan(applied, first, first + 60 * DAY, Role.COMPANY, sent + 4 * DAY)
    placements.send_agreement(applied, Role.COMPANY, sent + 4 * DAY)
    for who in placements.Signer:
        placements.sign(applied, who, Role.STAFF, sent + 4 * DAY + HOUR)
    placements.start(applied, Role.COMPANY, sent + 5 * DAY)


def _finish(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    _start(applied, sent, now, number)
    outcome = Outcome.PARTLY if number % 5 == 4 else Outcome.COMPLETED
    hired = tuple(Hired)[number % len(Hired)]
    at = sent + 18 * DAY
    placements.assess(applied, outcome, "Merci pour le travail.", hired, at.date(), Role.COMPANY, at)
    if number % 3:
        placements.say_agreement(applied, number % 6 != 1, None, Role.PERSON, at + DAY)


def _stay_away(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    _confirm(applied, sent, now, number)
    placements.plan(applied, (sent + 7 * DAY).date(), None, Role.COMPANY, sent + 4 * DAY)
    placements.did_not_come(applied, Role.COMPANY, sent + 8 * DAY)


def _decline(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    why = tuple(No)[number % len(No)]
    answering.decline(applied, why, number % 3 > 0, "Merci de votre candidature.", Role.COMPANY, sent + 5 * DAY)


def _withdraw(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    answering.withdraw(applied, Role.PERSON, sent + 2 * DAY)


def _expire(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    closing.expire(applied, sent + 21 * DAY)


def _close(applied: JobApplication, sent: datetime, now: datetime, number: int) -> None:
    closing.close(applied, closing.Why.TAKEN, sent + 6 * DAY, Role.STAFF)


Bring = Callable[[JobApplication, datetime, datetime, int], None]
#: How many, sent how many days ago (from, to), what became of them, and whether a seat is theirs.
_WAYS: tuple[tuple[int, tuple[int, int], Bring, bool], ...] = (
    (63, (0, 16), _stay, False),
    (31, (2, 15), _read, False),
    (27, (3, 14), _look, False),
    (24, (3, 12), _invite, False),
    (10, (6, 10), _offer, True),
    (12, (5, 12), _confirm, True),
    (9, (12, 24), _start, True),
    (9, (20, 24), _finish, True),
    (3, (10, 20), _stay_away, True),
    (44, (8, 50), _decline, False),
    (12, (4, 40), _withdraw, False),
    (18, (22, 50), _expire, False),
    (17, (8, 40), _close, False),
)
