"""What leaves by itself: contacts and needs, messages, answered questions, at last people. See `domain.privacy`."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Executable,
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

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Message, OptOut
from portal.domain.privacy import Reason
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.settings.ours import kept_months
from portal.domain.signups.application_models import Application
from portal.domain.signups.models import SignUp

#: A month of the register, in days.
_MONTH = timedelta(days=30.44)


def before(reason: Reason, now: datetime) -> datetime:
    """What is kept for `reason` and was last needed before this instant, goes."""
    return now - kept_months(reason) * _MONTH


def clear(now: datetime, most: int = 500) -> dict[str, int]:
    """Let go what has been kept long enough, some at a time; returns how much of each."""
    begin_write()
    gone = {
        "people": _delete(
            Person, Person.id.in_(select(Person.id).where(_idle(before(Reason.NAME, now))).limit(most))
        ),
        "contacts": _delete(
            Contact,
            Contact.id.in_(
                select(Contact.id).join(Contact.person).where(_idle(before(Reason.CONTACT, now))).limit(most)
            ),
        ),
        "messages": _delete(
            Message,
            Message.id.in_(select(Message.id).where(Message.created_at < before(Reason.MESSAGES, now)).limit(most)),
        ),
        "promises": _delete(
            Promise,
            Promise.id.in_(
                select(Promise.id)
                .where(Promise.state != PromiseState.OPEN, Promise.reply_by < before(Reason.ASKED, now))
                .limit(most)
            ),
        ),
        "opt-outs": _delete(OptOut, and_(OptOut.at < before(Reason.NO_MESSAGES, now), not_(_in_use()))),
    }
    gone["needs"] = _forget_needs(before(Reason.NEEDS, now), most)
    gone["applications"] = _forget_applications(before(Reason.APPLICATION, now), most)
    return {what: count for what, count in gone.items() if count}


def _delete(model: type, which: ColumnElement[bool]) -> int:
    return _count(delete(model).where(which))


def _count(statement: Executable) -> int:
    """Carry it out; how many rows it met."""
    done = db.session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], done).rowcount


def _last_needed() -> ColumnElement[datetime]:
    """When a sign-up was last needed: at the end of its course session, or when it was made."""
    return func.coalesce(CourseSession.ends_at, SignUp.created_at)


def _in_use() -> ColumnElement[bool]:
    """Somebody is still reached at this address: the wish for no messages outlasts its time."""
    return exists().where(Contact.digest == OptOut.address_digest)


def _idle(moment: datetime) -> ColumnElement[bool]:
    """People nothing has happened with since `moment`: no date, no sign-up, no question."""
    lately = (
        select(SignUp.id)
        .join(SignUp.course_session)
        .where(SignUp.person_id == Person.id, or_(_last_needed() >= moment, SignUp.created_at >= moment))
    )
    asked = select(Promise.id).where(
        Promise.person_id == Person.id, or_(Promise.state == PromiseState.OPEN, Promise.reply_by >= moment)
    )
    return and_(Person.created_at < moment, not_(lately.exists()), not_(asked.exists()))


def _forget_needs(moment: datetime, most: int) -> int:
    old = (
        select(SignUp.id)
        .join(SignUp.course_session)
        .where(_last_needed() < moment, or_(SignUp.needs_note.is_not(None), as_type(SignUp.needs, String) != "[]"))
        .limit(most)
    )
    return _count(update(SignUp).where(SignUp.id.in_(old)).values(needs=[], needs_note=None))


def _forget_applications(moment: datetime, most: int) -> int:
    """What somebody wrote about themselves; that they applied, and how it ended, is the history of the sign-up."""
    said = or_(Application.why.is_not(None), as_type(Application.when_free, String) != "[]")
    old = (
        select(Application.sign_up_id)
        .join(Application.sign_up)
        .join(SignUp.course_session)
        .where(_last_needed() < moment, said)
        .limit(most)
    )
    return _count(update(Application).where(Application.sign_up_id.in_(old)).values(why=None, when_free=[]))
