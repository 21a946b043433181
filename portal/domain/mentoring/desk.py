"""What the desk of a mentor shows of their pairs: who, when they meet next, and what is to be done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.health import Health, healths
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair
from portal.domain.mentoring.states import ASKED, AT_WORK, LIVE_PAIR, PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.models import SignUp


class ToDo(StrEnum):
    """ANSWER: yes or no is awaited of them. LOG: say whether a meeting took place. PLAN: agree on a date."""

    ANSWER = "answer"
    LOG = "log"
    PLAN = "plan"


@dataclass(frozen=True)
class MyPair:
    """`next`: the meeting to come; `past`: one whose time is over, and nobody said whether it took place."""

    pair: Pair
    health: Health
    next: Meeting | None
    past: Meeting | None

    @property
    def to_do(self) -> ToDo | None:
        if self.pair.state in ASKED:
            return ToDo.ANSWER if self.pair.mentor_yes_at is None else None
        if self.past is not None:
            return ToDo.LOG
        return ToDo.PLAN if self.next is None and self.pair.state != PairState.PAUSED else None


def at_work(account: Account) -> Volunteer | None:
    """The volunteer of this account, approved or on a break."""
    mine = Volunteer.account_id == account.id, Volunteer.state.in_(AT_WORK)
    return db.session.scalar(select(Volunteer).where(*mine).order_by(Volunteer.id.desc()).limit(1))


def pairs_of(volunteer: Volunteer, now: datetime) -> list[MyPair]:
    """Their pairs that go on, and those that wait for a yes; those with something to do first. Three queries."""
    query = (
        select(Pair)
        .where(Pair.volunteer_id == volunteer.id, Pair.state.in_(LIVE_PAIR), Pair.imported.is_(False))
        .order_by(Pair.id)
        .options(
            joinedload(Pair.mentee).options(
                joinedload(Mentee.person),
                joinedload(Mentee.place),
                joinedload(Mentee.sign_up).joinedload(SignUp.course_session).joinedload(CourseSession.place),
            )
        )
    )
    pairs = list(db.session.scalars(query))
    if not pairs:
        return []
    colours = healths(pairs, now)
    waiting = Meeting.held_at.is_(None), Meeting.called_off_at.is_(None)
    planned = select(Meeting).where(Meeting.pair_id.in_([pair.id for pair in pairs]), *waiting).order_by(Meeting.at)
    ahead: dict[int, Meeting] = {}
    past: dict[int, Meeting] = {}
    for meeting in db.session.scalars(planned):
        (ahead if meeting.at > now else past).setdefault(meeting.pair_id, meeting)
    found = [MyPair(pair, colours[pair.id], ahead.get(pair.id), past.get(pair.id)) for pair in pairs]
    return sorted(found, key=lambda one: one.to_do is None)
