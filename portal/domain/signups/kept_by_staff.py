"""How somebody of the team brings a promise to its end: it was kept, it goes on, or it ends without being kept, and
whoever waits hears which."""

from datetime import date, datetime
from enum import StrEnum

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import recipient
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.made import answer, close, pass_on, withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups import answers
from portal.domain.signups.asked import now_owed
from portal.domain.signups.data_requests import KINDS as OF_DATA
from portal.domain.signups.data_requests import say_late
from portal.domain.signups.interviews import tell_later
from portal.domain.signups.owed import sign_up_of

#: Answered on the page of the volunteer, the learner or the pair.
_OF_MENTORING = (
    *(PromiseKind.VOLUNTEER, PromiseKind.VOLUNTEER_DATE, PromiseKind.VOLUNTEER_CHECK, PromiseKind.MENTOR_WANTED),
    *(PromiseKind.PAIR_START, PromiseKind.PAIR_CARE, PromiseKind.PAIR_LETTER, PromiseKind.PAIR_PROBLEM),
)
#: Answered on the page of the company, the posting or the report.
_OF_JOBS = (PromiseKind.COMPANY, PromiseKind.POSTING_REVIEW, PromiseKind.POSTING_REPORT)
#: How a placement stands is said on the page of the application.
_OF_PLACEMENT = (PromiseKind.JOB_START, PromiseKind.JOB_END)
#: They are answered where the application, the list of names or the person's file is, not by a word here.
_ELSEWHERE = frozenset(
    {
        *(PromiseKind.APPLICATION, PromiseKind.INTERVIEW_DATE, PromiseKind.ATTENDANCE),
        *(*OF_DATA, *_OF_MENTORING, *_OF_JOBS, *_OF_PLACEMENT),
    }
)
#: Somebody outside the team is phoned.
CALLS = frozenset({PromiseKind.CALL_BACK, PromiseKind.UNDELIVERED})
#: What the one who waits hears when it ends unkept.
_UNKEPT = {PromiseKind.CALL_BACK: MessageKind.CALL_NOT_MADE, PromiseKind.DATE_WISH: MessageKind.WISH_OVER}


class Ending(StrEnum):
    """Why it ends without being kept. NOT_NEEDED: they said so themselves, so nothing is told."""

    NOT_NEEDED = "not_needed"
    NOT_REACHED = "not_reached"
    NOT_OURS = "not_ours"


class NotToEnd(Exception):
    """It has ended already, is not the team's to end, or is answered elsewhere. Its one argument: the state it is in
    now."""


class BadDay(Exception):
    """The day lies behind, or the answer would help nobody any more."""


def to_end(owed: Promise) -> Promise:
    """The promise as it goes on now, to be ended by the team. Raises `NotToEnd`."""
    goes_on = now_owed(owed)
    if goes_on.state != State.OPEN or goes_on.owner in NOT_STAFF:
        raise NotToEnd(goes_on.state)
    return goes_on


def answered_elsewhere(owed: Promise) -> bool:
    """Is it answered on the page of what it is about, rather than by a word? Of a placement that an erasure ended
    that page has nothing left to ask: nobody outside the team waits for it."""
    return owed.kind in _ELSEWHERE and not (owed.kind in _OF_PLACEMENT and owed.person_id is None)


def _by_word(owed: Promise) -> Promise:
    """The same as `to_end`, of what a word may end. Raises `NotToEnd`."""
    goes_on = to_end(owed)
    if answered_elsewhere(goes_on):
        raise NotToEnd(goes_on.state)
    return goes_on


def endings(owed: Promise) -> list[Ending]:
    """The reasons that fit this kind."""
    if owed.kind in CALLS:
        return list(Ending)
    return [Ending.NOT_NEEDED, Ending.NOT_OURS] if owed.kind in _UNKEPT else [Ending.NOT_NEEDED]


def keep(owed: Promise, now: datetime, why: str = "called") -> Promise:
    """It was kept: somebody called, or told. Raises `NotToEnd`."""
    begin_write()
    goes_on = _by_word(owed)
    answer(goes_on, Role.STAFF, now, why[:40])
    return goes_on


def call_again(owed: Promise, day: date, now: datetime) -> Promise:
    """Called, and nobody answered: call again by `day`; whoever waits hears it. Raises `NotToEnd` or `BadDay`."""
    begin_write()
    goes_on = _by_word(owed)
    by = working_day_at(day, goes_on.zone)
    if by <= now or (goes_on.latest and by > goes_on.latest):
        raise BadDay
    again = pass_on(goes_on, goes_on.owner, Role.STAFF, now, by, "nobody_answered")
    _tell(again, MessageKind.CALL_LATE, now, "nobody_answered")
    return again


def end_unkept(owed: Promise, ending: Ending, now: datetime) -> Promise:
    """It ends without being kept, and whoever waits hears why. Raises `NotToEnd`."""
    begin_write()
    goes_on = _by_word(owed)
    if ending is Ending.NOT_NEEDED:
        withdraw(goes_on, Role.STAFF, now, ending)
        return goes_on
    close(goes_on, Role.STAFF, now, ending)
    kind = _UNKEPT.get(PromiseKind(goes_on.kind))
    if kind:
        _tell(goes_on, kind, now, ending)
    return goes_on


def hand_over(owed: Promise, owner: str, now: datetime) -> Promise:
    """Let another team, or somebody of it, owe it. Its date stays; where that is past, whoever waits hears the new
    one. Raises `NotToEnd`."""
    begin_write()
    goes_on = to_end(owed)
    if owner == goes_on.owner:
        return goes_on
    in_time = goes_on.reply_by > now
    handed = pass_on(goes_on, owner, Role.STAFF, now, goes_on.reply_by if in_time else None, "handed_over")
    if not in_time:
        say_new_date(handed, now)
    return handed


def say_new_date(owed: Promise, now: datetime) -> None:
    """It is late, and somebody else owes it now: whoever waits hears until when."""
    sign_up = sign_up_of(owed)
    if owed.kind == PromiseKind.CALL_BACK:
        _tell(owed, MessageKind.CALL_LATE, now)
    elif owed.kind in OF_DATA:
        say_late(owed, now)
    elif sign_up and owed.kind == PromiseKind.APPLICATION:
        answers.say_later(sign_up, owed, now)
    elif sign_up and owed.kind == PromiseKind.INTERVIEW_DATE:
        tell_later(sign_up, owed, now)


def _tell(owed: Promise, kind: MessageKind, now: datetime, why: str | None = None) -> None:
    person = db.session.get(Person, owed.person_id) if owed.person_id else None
    if person is None or (owed.kind not in _UNKEPT):
        return
    facts = {"reply_by": owed.reply_by.isoformat()} | ({"why": why} if why else {})
    news = News(kind, f"promise:{owed.id}", f"{kind}:{owed.ref}", owed.zone, facts)
    tell(news, recipient(person, owed.language or ""), now)
