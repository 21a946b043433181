"""Erasing a person: what names them goes, the figures stay. It cannot be undone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import aliased

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import answer, withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.application_models import Application
from portal.domain.signups.asked import home_zone
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.codes import code_digest
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.line import run_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.seats import free_code, touch
from portal.domain.signups.states import LIVE, State
from portal.vault import new_ref

#: What stands where the name stood. It is no name: nobody is found by it, and the small check never fits.
NOBODY = "—"


@dataclass(frozen=True)
class WouldGo:
    """What an erasure takes with it, for whoever confirms it."""

    seats_ahead: list[SignUp]
    contacts: int
    notes: int
    messages: int


def would_go(person: Person, now: datetime) -> WouldGo:
    ids = _files(person)
    return WouldGo(
        _ahead(ids, now),
        _count(Contact, Contact.person_id.in_(ids)),
        _count(Note, Note.person_id.in_(ids)),
        _count(Message, Message.person_id.in_(ids)),
    )


def erase(person: Person, language: str, role: Role, now: datetime) -> None:
    """Give back the seats they hold, tell them once more, and let all that names them go. Twice is once.

    `language`: of those who never booked.
    """
    begin_write()
    db.session.refresh(person)
    if person.erased_at:
        return
    ids = _files(person)
    for holding in HOLDINGS:
        holding.end(ids, role, now)
    for sign_up in _ahead(ids, now):
        _give_back(sign_up, role, now)
    last_word = _say_so(person, _spoken(ids) or language, now)
    _forget_questions(ids, role, now)
    forget(ids, now, last_word)


def forget(ids: list[int], now: datetime, last_word: Message | None = None) -> None:
    """All that names these people goes; nothing of theirs lives any more. What is left counts in figures only."""
    begin_write()
    for holding in HOLDINGS:
        holding.forget(ids)
    _forget_sign_ups(ids)
    digests = list(db.session.scalars(select(Contact.digest).where(Contact.person_id.in_(ids))))
    _run(delete(Note).where(Note.person_id.in_(ids)))
    _run(delete(Contact).where(Contact.person_id.in_(ids)))
    _forget_messages(ids, digests, last_word)
    for one in db.session.scalars(select(Person).where(Person.id.in_(ids))).all():
        one.first_name, one.erased_at, one.notice_at = NOBODY, now, None
    db.session.flush()
    db.session.expire_all()


def _files(person: Person) -> list[int]:
    """Their file, and those that were put together with it."""
    found = [person.id]
    for number in found:
        found += db.session.scalars(select(Person.id).where(Person.merged_into_id == number))
    return found


def _ahead(ids: list[int], now: datetime) -> list[SignUp]:
    """Seats, places in line and applications of what is not over, in the order in which they are locked."""
    query = (
        select(SignUp)
        .join(SignUp.course_session)
        .where(
            SignUp.person_id.in_(ids),
            SignUp.state.in_(LIVE),
            or_(CourseSession.ends_at.is_(None), CourseSession.ends_at > now),
        )
        .order_by(SignUp.course_session_id)
    )
    return list(db.session.scalars(query))


def _give_back(sign_up: SignUp, role: Role, now: datetime) -> None:
    touch(sign_up.course_session)
    move(sign_up, State.CANCELLED, role, now, "erased")
    run_line(sign_up.course_session, now)


def _spoken(ids: list[int]) -> str | None:
    """The language they booked in last."""
    mine = select(SignUp.language).where(SignUp.person_id.in_(ids)).order_by(SignUp.id.desc())
    return db.session.scalar(mine.limit(1))


def _say_so(person: Person, language: str, now: datetime) -> Message | None:
    """The last message. It belongs to nobody any more, and goes once it was sent (`retention`)."""
    to = recipient(person, language)
    if to.address is None:
        return None
    news = News(MessageKind.DATA_ERASED, "erased:0", f"{MessageKind.DATA_ERASED}:{new_ref(16)}", home_zone())
    message = tell(news, to, now)
    message.person_id = None
    return message


def _forget_questions(ids: list[int], role: Role, now: datetime) -> None:
    theirs = select(Promise).where(Promise.person_id.in_(ids), Promise.state == PromiseState.OPEN)
    for owed in db.session.scalars(theirs).all():
        if owed.kind == PromiseKind.DATA_ERASURE:
            answer(owed, role, now, "erased")
        else:
            withdraw(owed, role, now, "erased")
    _run(update(Promise).where(Promise.person_id.in_(ids)).values(note=None))


def _forget_sign_ups(ids: list[int]) -> None:
    """The figures stay: what, when, how it ended. Address and code are drawn anew, so that no card opens it."""
    mine = select(SignUp).where(SignUp.person_id.in_(ids))
    for sign_up in db.session.scalars(mine).all():
        code = free_code()
        sign_up.ref, sign_up.code, sign_up.code_digest = new_ref(16), code, code_digest(code)
        sign_up.needs, sign_up.needs_note, sign_up.request_digest = [], None, None
    db.session.flush()
    applied = select(SignUp.id).where(SignUp.person_id.in_(ids))
    _run(update(Application).where(Application.sign_up_id.in_(applied)).values(why=None, when_free=[]))


def _forget_messages(ids: list[int], digests: list[str], last_word: Message | None) -> None:
    """Those to them, about their bookings and their questions; and to their contacts, where nobody shares them."""
    sign_ups = db.session.scalars(select(SignUp.id).where(SignUp.person_id.in_(ids)))
    questions = db.session.scalars(select(Promise.id).where(Promise.person_id.in_(ids)))
    about = [f"person:{number}" for number in ids]
    about += [f"sign_up:{number}" for number in sign_ups]
    about += [f"promise:{number}" for number in questions]
    other = aliased(Contact)
    shared = set(db.session.scalars(select(other.digest).where(other.digest.in_(digests))))
    theirs = or_(
        Message.person_id.in_(ids),
        Message.about.in_(about),
        Message.about.in_([f"bookings:{digest[:30]}" for digest in digests if digest not in shared]),
    )
    _run(delete(Message).where(theirs, Message.id != (last_word.id if last_word else 0)))


def _count(model: type, which: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(which)) or 0  # type: ignore[arg-type]


def _run(statement: object) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})  # type: ignore[call-overload]
