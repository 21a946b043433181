"""A posting on its way to the board and on it: sent, paused, refreshed, filled, opened again, taken back."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from portal.database import db
from portal.domain.jobs import closing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.drafts import missing
from portal.domain.jobs.moves import move_posting, touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import HAS_SEAT, WAITING_FOR_COMPANY, CompanyState, JobState, PostingState
from portal.domain.jobs.told import about_posting, tell_poster
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises import made as promises
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone

#: So long a posting stays on the board, unless it says otherwise; and again with each refresh.
STAYS = timedelta(days=60)
#: Within so many working days somebody of the team has looked at it.
REVIEW_DAYS = 2
_P = PostingState


class NotComplete(Exception):
    """It lacks something; `names`: of which columns."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class NotAccepted(Exception):
    """The company does not take part, or not yet."""


def today(now: datetime) -> date:
    """The day of the association: the last day of a posting is over when that ends."""
    return now.astimezone(home_zone()).date()


def send(posting: Posting, role: Role, now: datetime) -> None:
    """The draft is done. Raises `NotAccepted`, `NotComplete`, `MoveNotAllowed`."""
    touch(posting.company)
    touch(posting)
    if posting.company.state != CompanyState.APPROVED:
        raise NotAccepted(posting.company.ref)
    if lacks := missing(posting):
        raise NotComplete(lacks)
    posting.reviewed_at = None
    if posting.company.trusted:
        go_live(posting, role, now)
        owe_review(posting, role, now)
        tell_poster(posting, MessageKind.POSTING_LIVE, now, key=now.isoformat())
        return
    move_posting(posting, _P.IN_REVIEW, role, now)
    owed = owe_review(posting, role, now)
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_poster(posting, MessageKind.POSTING_RECEIVED, now, facts, owed.ref)


def owe_review(posting: Posting, role: Role, now: datetime) -> Promise:
    """The team looks at it by a date."""
    zone = home_zone()
    by = working_days_later(now, REVIEW_DAYS, zone)
    about, language = about_posting(posting), posting.language
    return promises.promise(
        Owed(PromiseKind.POSTING_REVIEW, about, Owner.TEAM, by, zone, language=language), role, now
    )


def end_review(posting: Posting, role: Role, now: datetime, kept: bool = True) -> None:
    """Somebody has looked at it; or nobody needs to any more."""
    owed = promises.open_about(about_posting(posting), PromiseKind.POSTING_REVIEW)
    if owed:
        (promises.answer if kept else promises.withdraw)(owed, role, now)


def go_live(posting: Posting, role: Role, now: datetime) -> None:
    """Put it on the board."""
    move_posting(posting, _P.PUBLISHED, role, now)
    posting.published_at = posting.published_at or now
    posting.refreshed_at = now
    if posting.expires_on is None or posting.expires_on < today(now):
        posting.expires_on = today(now) + STAYS
    db.session.flush()


def take_back(posting: Posting, role: Role, now: datetime) -> None:
    """The company wants to change something before anybody has looked: it is a draft again."""
    touch(posting)
    move_posting(posting, _P.DRAFT, role, now, "changed")
    posting.changed_at = now
    end_review(posting, role, now, kept=False)


def pause(posting: Posting, role: Role, now: datetime) -> None:
    """Nobody sees it for a while. Who has applied keeps waiting for the answer."""
    move_posting(posting, _P.PAUSED, role, now)


def go_on(posting: Posting, role: Role, now: datetime) -> None:
    """After a pause, or once a place is free again: back on the board. Raises `MoveNotAllowed`, `NotAccepted`."""
    _check_company(posting)
    _must_be(posting, {_P.PAUSED, _P.FILLED}, role)
    if seated(posting) >= posting.seats:
        raise MoveNotAllowed("posting", PostingState(posting.state), _P.PUBLISHED, role)
    go_live(posting, role, now)


def refresh(posting: Posting, role: Role, now: datetime) -> None:
    """It still holds: another sixty days, and first on the board. Raises `MoveNotAllowed`, `NotAccepted`."""
    _check_company(posting)
    _must_be(posting, {_P.PUBLISHED, _P.PAUSED, _P.EXPIRED}, role)
    if posting.state in (_P.PUBLISHED, _P.PAUSED):
        posting.refreshed_at = now
    else:
        go_live(posting, role, now)
    posting.expires_on = today(now) + STAYS
    db.session.flush()


def _must_be(posting: Posting, states: set[PostingState], role: Role) -> None:
    """What was never on the board comes there by `send` and the review alone."""
    if posting.state not in states:
        raise MoveNotAllowed("posting", PostingState(posting.state), _P.PUBLISHED, role)


def _check_company(posting: Posting) -> None:
    touch(posting.company)
    touch(posting)
    if posting.company.state != CompanyState.APPROVED:
        raise NotAccepted(posting.company.ref)


def fill(posting: Posting, role: Role, now: datetime) -> None:
    """All places are taken: whoever still waits is told."""
    move_posting(posting, _P.FILLED, role, now)
    closing.close_all(posting, closing.Why.TAKEN, now)


def withdraw(posting: Posting, role: Role, now: datetime) -> None:
    """The company does not offer it any more: whoever waits is told."""
    move_posting(posting, _P.WITHDRAWN, role, now)
    end_review(posting, role, now, kept=False)
    closing.close_all(posting, closing.Why.WITHDRAWN, now)


def waiting(posting: Posting) -> int:
    """How many applications wait for an answer of the company."""
    return _count(posting, WAITING_FOR_COMPANY)


def seated(posting: Posting) -> int:
    return _count(posting, HAS_SEAT)


def _count(posting: Posting, states: frozenset[JobState]) -> int:
    mine = JobApplication.posting_id == posting.id, JobApplication.state.in_(states)
    return db.session.scalar(select(func.count()).where(*mine)) or 0


def is_full(posting: Posting) -> bool:
    """So many wait for an answer that it takes no more until one is given. Right after `touch(posting)` only, where
    something hangs on it."""
    return waiting(posting) >= posting.most_open


def fill_if_taken(posting: Posting, now: datetime) -> bool:
    """Somebody confirmed: once all places are taken, it is filled and those who wait are told."""
    touch(posting)
    if posting.state not in (_P.PUBLISHED, _P.PAUSED) or seated(posting) < posting.seats:
        return False
    fill(posting, Role.RULE, now)
    return True


def open_again(posting: Posting, now: datetime) -> bool:
    """A place is free again: what the rule filled goes back on the board; what the company closed stays closed."""
    touch(posting)
    if posting.state != _P.FILLED or seated(posting) >= posting.seats:
        return False
    last = next((one for one in reversed(posting.history) if one.to_state == _P.FILLED), None)
    gone = posting.expires_on is not None and posting.expires_on < today(now)
    if gone or last is None or last.role != Role.RULE or posting.company.state != CompanyState.APPROVED:
        return False
    move_posting(posting, _P.PUBLISHED, Role.RULE, now, "free")
    return True
