"""What leaves by itself: contacts, needs, messages, notes, answered questions, at last people. See `domain.privacy`.

Each rule says which rows would go at a moment; the worker lets them go, a dry run counts and lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
    Select,
    String,
    and_,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy import cast as as_type
from sqlalchemy.orm import aliased

from portal.database import begin_write, db
from portal.domain.accounts.account_models import AccountLink, SignIn
from portal.domain.accounts.models import Contact, Person
from portal.domain.auditlog.models import AuditLine, AuditOrigin
from portal.domain.auditlog.write import Actor, Way, write_down
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message, OptOut
from portal.domain.messages.states import State as MessageState
from portal.domain.privacy import Reason
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.settings.ours import kept_months
from portal.domain.signups.application_models import Application
from portal.domain.signups.attendance_models import Attendance, CheckInLink, Mark, Note
from portal.domain.signups.erasure import forget
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.models import SignUp
from portal.domain.signups.people_models import PeopleImport

#: A month of the register, in days.
_MONTH = timedelta(days=30.44)
#: The last message to somebody who was erased holds their contact until it was sent, and so long after.
_LAST_WORD = timedelta(days=2)
#: What the audit log says of somebody who wants to stay: they were in touch that day.
STAYS = "person.stays"


def before(reason: Reason, now: datetime) -> datetime:
    """What is kept for `reason` and was last needed before this instant, goes."""
    return now - kept_months(reason) * _MONTH


@dataclass(frozen=True)
class Rule:
    """`which`: the keys of the rows that would go at a moment. `go`: what lets them go; how many it met."""

    what: str
    which: Callable[[datetime], Select[Any]]
    go: Callable[[Select[Any], datetime], int]


def clear(now: datetime, most: int = 500) -> dict[str, int]:
    """Let go what has been kept long enough, some at a time; returns how much of each."""
    begin_write()
    gone = {rule.what: rule.go(rule.which(now).limit(most), now) for rule in (*RULES, *LATER_RULES)}
    return {what: count for what, count in gone.items() if count}


def would_go(now: datetime, most: int = 10_000) -> dict[str, int]:
    """How much of each would go at `now`, counted up to `most`; nothing changes."""
    counts = {
        rule.what: db.session.scalar(select(func.count()).select_from(rule.which(now).limit(most).subquery())) or 0
        for rule in (*RULES, *LATER_RULES)
    }
    return {what: count for what, count in counts.items() if count}


def people_leaving(until: datetime) -> Select[Any]:
    """People who would go by then, those who came first in front: for a list."""
    return select(Person).where(_named(), _idle(before(Reason.NAME, until))).order_by(Person.id)


def stay(person: Person, now: datetime, actor: Actor | None = None) -> None:
    """They want to stay, and said so: it counts as being in touch. Without `actor` they said it themselves."""
    begin_write()
    write_down(actor or Actor(Way.PERSON), STAYS, f"person:{person.id}", now, person_id=person.id)
    person.notice_at = None
    db.session.flush()


def _delete(model: Any) -> Callable[[Select[Any], datetime], int]:
    """Past the mapper: a log that only grows refuses any deletion but this one."""
    table = model.__table__
    (key,) = table.primary_key.columns
    return lambda keys, now: db.session.connection().execute(delete(table).where(key.in_(keys))).rowcount


def _count(statement: Executable) -> int:
    """Carry it out; how many rows it met."""
    done = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], done).rowcount


def _last_needed() -> ColumnElement[datetime]:
    """When a sign-up was last needed: at the end of its course session, or when it was made."""
    return func.coalesce(CourseSession.ends_at, SignUp.created_at)


def _idle(moment: datetime) -> ColumnElement[bool]:
    """People nothing has happened with since `moment`: no date, no sign-up, no question, no wish to stay.

    A file that was put together with another goes with that one.
    """
    lately = (
        select(SignUp.id)
        .join(SignUp.course_session)
        .where(SignUp.person_id == Person.id, or_(_last_needed() >= moment, SignUp.created_at >= moment))
    )
    asked = select(Promise.id).where(
        Promise.person_id == Person.id, or_(Promise.state == PromiseState.OPEN, Promise.reply_by >= moment)
    )
    stays = select(AuditLine.id).where(
        AuditLine.person_id == Person.id, AuditLine.at >= moment, AuditLine.action == STAYS
    )
    elsewhere = (not_(holding.busy(moment)) for holding in HOLDINGS)
    nothing = and_(not_(lately.exists()), not_(asked.exists()), not_(stays.exists()), *elsewhere)
    return and_(Person.created_at < moment, Person.merged_into_id.is_(None), nothing)


def _came() -> ColumnElement[bool]:
    """They were there once: they are reached for what comes after, as long as they are known."""
    there = select(Attendance.id).join(Attendance.sign_up)
    return there.where(SignUp.person_id == Person.id, Attendance.mark == Mark.PRESENT).exists()


def _left_over() -> ColumnElement[bool]:
    """It stayed behind when its file was put together with another that had it, too, and has it no more."""
    other = aliased(Contact)
    there = exists().where(other.person_id == Person.merged_into_id, other.digest == Contact.digest)
    return and_(Person.merged_into_id.is_not(None), not_(there))


def _named() -> ColumnElement[bool]:
    """Whoever was erased has no name left to go: what remains of them counts in figures only."""
    return Person.erased_at.is_(None)


def _people(now: datetime) -> Select[Any]:
    return select(Person.id).where(_named(), _idle(before(Reason.NAME, now)))


def _contacts(now: datetime) -> Select[Any]:
    idle = and_(_idle(before(Reason.CONTACT, now)), not_(_came()))
    return select(Contact.id).join(Contact.person).where(or_(idle, _left_over()))


def _messages(now: datetime) -> Select[Any]:
    said = and_(
        Message.kind == MessageKind.DATA_ERASED,
        Message.state != MessageState.QUEUED,
        Message.created_at < now - _LAST_WORD,
    )
    return select(Message.id).where(or_(Message.created_at < before(Reason.MESSAGES, now), said))


def _promises(now: datetime) -> Select[Any]:
    return select(Promise.id).where(Promise.state != PromiseState.OPEN, Promise.reply_by < before(Reason.ASKED, now))


def _opt_outs(now: datetime) -> Select[Any]:
    """While somebody is reached at that address, the wish for no messages outlasts its time."""
    in_use = exists().where(Contact.digest == OptOut.address_digest)
    return select(OptOut.address_digest).where(OptOut.at < before(Reason.NO_MESSAGES, now), not_(in_use))


def _needs(now: datetime) -> Select[Any]:
    said = or_(SignUp.needs_note.is_not(None), as_type(SignUp.needs, String) != "[]")
    return select(SignUp.id).join(SignUp.course_session).where(_last_needed() < before(Reason.NEEDS, now), said)


def _applications(now: datetime) -> Select[Any]:
    """What somebody wrote about themselves; that they applied, and how it ended, is the history of the sign-up."""
    said = or_(Application.why.is_not(None), as_type(Application.when_free, String) != "[]")
    return (
        select(Application.sign_up_id)
        .join(Application.sign_up)
        .join(SignUp.course_session)
        .where(_last_needed() < before(Reason.APPLICATION, now), said)
    )


def _forget_people(keys: Select[Any], now: datetime) -> int:
    """Who signed up, or did something else that counts, stays a number in the figures; who never did goes whole."""
    ids = list(db.session.scalars(keys))
    forget(ids, now)
    rows = [SignUp, *(model for holding in HOLDINGS for model in holding.rows.values())]
    counts = or_(*(exists().where(model.person_id == Person.id) for model in rows))
    _delete(Person)(select(Person.id).where(Person.id.in_(ids), not_(counts)), now)
    return len(ids)


def _forget_needs(keys: Select[Any], now: datetime) -> int:
    return _count(update(SignUp).where(SignUp.id.in_(keys)).values(needs=[], needs_note=None))


def _forget_applications(keys: Select[Any], now: datetime) -> int:
    return _count(update(Application).where(Application.sign_up_id.in_(keys)).values(why=None, when_free=[]))


def older(model: Any, when: Any, reason: Reason) -> Rule:
    """Rows of `model` that go once `when` lies long enough behind."""
    (key,) = model.__table__.primary_key.columns
    return Rule(model.__tablename__, lambda now: select(key).where(when < before(reason, now)), _delete(model))


#: In the order in which they go.
RULES = (
    Rule("people", _people, _forget_people),
    Rule("contacts", _contacts, _delete(Contact)),
    Rule("messages", _messages, _delete(Message)),
    Rule("promises", _promises, _delete(Promise)),
    Rule("opt-outs", _opt_outs, _delete(OptOut)),
    Rule("needs", _needs, _forget_needs),
    Rule("applications", _applications, _forget_applications),
    older(Note, Note.at, Reason.NOTE),
    older(PeopleImport, PeopleImport.at, Reason.IMPORT),
    older(AuditOrigin, AuditOrigin.at, Reason.ORIGIN),
    older(AuditLine, AuditLine.at, Reason.AUDIT),
    older(SignIn, SignIn.seen_at, Reason.SIGN_INS),
    older(AccountLink, AccountLink.until, Reason.SIGN_INS),
    older(CheckInLink, CheckInLink.until, Reason.TEAM),
)
#: What nouns after this one let go. Written by `portal.models`.
LATER_RULES: list[Rule] = []
