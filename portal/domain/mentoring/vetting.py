"""Answering somebody who offers help: taken up, approved, refused with a reason, or ended by silence; and what comes
after the approval: breaks, and the end."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts import accounts
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind
from portal.domain.accounts.roles import GrantedAlready, grant, grants_of, revoke
from portal.domain.mentoring import checks, interviews
from portal.domain.mentoring.moves import move_volunteer, touch_volunteer
from portal.domain.mentoring.states import APPLIED, LIVE_VOLUNTEER, VolunteerState
from portal.domain.mentoring.told import about_volunteer, owner_for, tell_volunteer
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref

#: Working days until somebody whose offer is taken up again has the answer.
ANSWER_WITHIN_DAYS = 10
#: What is owed beside the answer.
_OF_MEETING = (PromiseKind.VOLUNTEER_INTERVIEW, PromiseKind.VOLUNTEER_DATE)


class Refusal(StrEnum):
    """Why an offer is refused, as it is said to them."""

    FULL = "full"
    TOPICS = "topics"
    HOURS = "hours"
    PLACE = "place"
    NOT_REACHED = "not_reached"
    CHECKS = "checks"
    OTHERS = "others"


class NotReady(Exception):
    """What must be done before they may meet learners: `held`: the interview took place; `missing`: checks."""

    def __init__(self, missing: list[CheckKind], held: bool = True) -> None:
        super().__init__(missing, held)
        self.missing, self.held = missing, held


class AccountClosed(Exception):
    """An account has this e-mail and was closed: an admin decides whether it opens again."""


class OneAlready(Exception):
    """Another offer of the same e-mail is open, or was approved."""


def start(volunteer: Volunteer, now: datetime) -> None:
    """Somebody reads it. Twice is once. Raises `MoveNotAllowed`."""
    touch_volunteer(volunteer)
    if volunteer.state not in {VolunteerState.IN_REVIEW, VolunteerState.INTERVIEW}:
        if volunteer.state != VolunteerState.RECEIVED:
            raise MoveNotAllowed("volunteer", _state(volunteer), VolunteerState.IN_REVIEW, Role.STAFF)
        move_volunteer(volunteer, VolunteerState.IN_REVIEW, Role.STAFF, now)


def missing(volunteer: Volunteer, now: datetime) -> NotReady | None:
    """What stands between them and the approval."""
    held = interviews.meet(volunteer) is interviews.Meet.HELD
    lacking = checks.lacking(volunteer, now)
    return NotReady(lacking, held) if lacking or not held else None


def approve(volunteer: Volunteer, by: Account | None, now: datetime) -> Account:
    """From now on they meet learners, and sign in. Raises `NotReady`, `AccountClosed`, `MoveNotAllowed`."""
    begin_write()
    if volunteer.state != VolunteerState.INTERVIEW:
        raise MoveNotAllowed("volunteer", _state(volunteer), VolunteerState.APPROVED, Role.STAFF)
    lacks = missing(volunteer, now)
    if lacks:
        raise lacks
    account = _account_for(volunteer, now)
    with suppress(GrantedAlready):  # somebody who comes back
        grant(account, OfficeRole.VOLUNTEER, None, None, by, now)
    volunteer.account_id = account.id
    move_volunteer(volunteer, VolunteerState.APPROVED, Role.STAFF, now)
    _answered(volunteer, Role.STAFF, now, "approved")
    _tell(volunteer, MessageKind.VOLUNTEER_APPROVED, now)
    return account


def _account_for(volunteer: Volunteer, now: datetime) -> Account:
    """The account of their e-mail; a new one needs no invitation: a link to sign in goes to that e-mail only."""
    if volunteer.email is None:
        raise MoveNotAllowed("volunteer", _state(volunteer), VolunteerState.APPROVED, Role.STAFF)
    email = Reach(ContactKind.EMAIL, volunteer.email)
    known = accounts.by_email(email)
    if known and known.closed_at is not None:
        raise AccountClosed
    if known:
        return known
    made = Account(
        ref=new_ref(10),
        name=" ".join(filter(None, [volunteer.first_name, volunteer.surname]))[:80],
        email=email.value,
        email_digest=email.digest,
        phone=volunteer.phone,
        phone_digest=volunteer.phone_digest,
        language=volunteer.language,
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def decline(volunteer: Volunteer, reason: Refusal, now: datetime) -> None:
    """The answer is no, and they read why. Raises `MoveNotAllowed`."""
    begin_write()
    move_volunteer(volunteer, VolunteerState.DECLINED, Role.STAFF, now, reason.value)
    _answered(volunteer, Role.STAFF, now, "declined")
    _tell(volunteer, MessageKind.VOLUNTEER_DECLINED, now, {"reason": reason.value})


def take_up(volunteer: Volunteer, now: datetime) -> None:
    """An offer that lapsed, was refused, or somebody who stopped: it is looked at again, and the answer promised.
    Raises `MoveNotAllowed`, `OneAlready`."""
    touch_volunteer(volunteer)
    if volunteer.email_digest is None or _another(volunteer):
        raise OneAlready
    volunteer.interview_at = volunteer.interview_where = volunteer.interview_agreed_at = None
    move_volunteer(volunteer, VolunteerState.IN_REVIEW, Role.STAFF, now, "taken_up")
    by = working_days_later(now, ANSWER_WITHIN_DAYS, home_zone())
    about, owner = about_volunteer(volunteer), owner_for(volunteer)
    owed = Owed(PromiseKind.VOLUNTEER, about, owner, by, home_zone(), language=volunteer.language)
    facts = {"reply_by": promise(owed, Role.STAFF, now).reply_by.isoformat(), "again": True}
    _tell(volunteer, MessageKind.VOLUNTEER_LATER, now, facts)


def _another(volunteer: Volunteer) -> bool:
    same = Volunteer.email_digest == volunteer.email_digest, Volunteer.id != volunteer.id
    live = Volunteer.state.in_(LIVE_VOLUNTEER), Volunteer.imported.is_(False)
    return db.session.scalar(select(Volunteer.id).where(*same, *live).limit(1)) is not None


def lapse(volunteer: Volunteer, now: datetime, role: Role = Role.RULE) -> None:
    """Nobody answered, and it ends: they hear so, and what they can do. Staff may take it up again."""
    begin_write()
    if volunteer.state in APPLIED:
        move_volunteer(volunteer, VolunteerState.LAPSED, role, now, "silence")
        _answered(volunteer, role, now, "silence")
        _tell(volunteer, MessageKind.VOLUNTEER_OVER, now)


def pause(volunteer: Volunteer, role: Role, now: datetime) -> None:
    """No new learner and no new slot for a while; learners they have stay theirs. Twice is once."""
    touch_volunteer(volunteer)
    if volunteer.state == VolunteerState.PAUSED:
        return
    move_volunteer(volunteer, VolunteerState.PAUSED, role, now, "own" if role is Role.VOLUNTEER else "team")
    drop_about(about_volunteer(volunteer), "changed_again", (MessageKind.VOLUNTEER_BACK,))
    _tell(volunteer, MessageKind.VOLUNTEER_PAUSED, now, {"why": "own" if role is Role.VOLUNTEER else "team"})


def go_on(volunteer: Volunteer, role: Role, now: datetime) -> None:
    """The break is over. Twice is once. Raises `NotReady` while a check is over, or `MoveNotAllowed`."""
    touch_volunteer(volunteer)
    if volunteer.state == VolunteerState.APPROVED:
        return
    if lacking := checks.lacking(volunteer, now):
        raise NotReady(lacking)
    checks.come_back(volunteer, role, now)


def end(volunteer: Volunteer, role: Role, now: datetime, by: Account | None = None) -> None:
    """They stop, for good or for long, and sign in no more. Who has learners says goodbye first (`pairs`).
    Twice is once. Raises `MoveNotAllowed`."""
    touch_volunteer(volunteer)
    if volunteer.state == VolunteerState.ENDED:
        return
    move_volunteer(volunteer, VolunteerState.ENDED, role, now, "own" if role is Role.VOLUNTEER else "team")
    for owed in all_open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_CHECK):
        answer(owed, role, now, "ended")
    drop_about(about_volunteer(volunteer), "ended")
    if volunteer.account:
        for given in grants_of(volunteer.account, now):
            if given.role == OfficeRole.VOLUNTEER:
                revoke(given, by, now)
    _tell(volunteer, MessageKind.VOLUNTEER_OVER, now, {"ended": True})


@dataclass(frozen=True)
class Standing:
    """What the page of a volunteer says of the answer: what is owed, and how far the interview is."""

    owed: list[Promise]
    meet: interviews.Meet
    lacks: NotReady | None


def standing(volunteer: Volunteer, now: datetime) -> Standing:
    owed = list(all_open_about(about_volunteer(volunteer)))
    return Standing(owed, interviews.meet(volunteer), missing(volunteer, now))


def _answered(volunteer: Volunteer, role: Role, now: datetime, why: str) -> None:
    """Nothing about the offer is owed any more, and nothing that waits to go out is true."""
    for owed in all_open_about(about_volunteer(volunteer)):
        if owed.kind == PromiseKind.VOLUNTEER:
            answer(owed, role, now, why)
        elif owed.kind in _OF_MEETING:
            withdraw(owed, role, now, why)
    drop_about(about_volunteer(volunteer), "answered")


def _tell(volunteer: Volunteer, kind: MessageKind, now: datetime, facts: dict[str, object] | None = None) -> None:
    """One line of history, one piece of news."""
    tell_volunteer(volunteer, kind, now, facts, str(len(volunteer.history)))


def _state(volunteer: Volunteer) -> VolunteerState:
    return VolunteerState(volunteer.state)
