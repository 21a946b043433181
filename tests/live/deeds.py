"""What the members of a crowd do: take a seat, by the verb or by the verb without its lock; look at a page."""

import time
from pathlib import Path

from flask import current_app
from lxml import html
from sqlalchemy import update
from sqlalchemy.orm import configure_mappers

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, ContactKind, Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.moves import Role
from portal.domain.signups.answers import accept
from portal.domain.signups.codes import code_digest, new_code
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.office import confirm
from portal.domain.signups.seats import NotEnoughSeats, SeatRequest, seats_taken, take_seat
from portal.domain.signups.states import State
from portal.vault import new_ref

configure_mappers()  # once, here, before the crowd is forked: each member would do it again


def request(name: str, number: int, party: int, key: str) -> SeatRequest:
    return SeatRequest(name, Reach(ContactKind.PHONE, f"+3369876{number:04}"), party, key, "test", "en")


def take(course_session_id: int, wish: tuple[str, int, int, str]) -> str:
    """The seat of the portal itself; answers with the code."""
    course_session = db.session.get_one(CourseSession, course_session_id)
    sign_up = take_seat(course_session, request(*wish), clock.now())
    db.session.commit()
    return sign_up.code


def take_without_lock(course_session_id: int, wish: tuple[str, int, int, str]) -> str:
    """`take_seat` as one writes it first: look, count, insert. No row is touched, no lock is asked for."""
    asked = request(*wish)
    course_session = db.session.get_one(CourseSession, course_session_id)
    digest = asked.digest(course_session)
    free = course_session.capacity - seats_taken([course_session.id]).get(course_session.id, 0)
    if asked.party > free:
        raise NotEnoughSeats(free)
    # Left to its defaults, SQLite's driver begins no transaction to read: what was read is not held.
    db.session.rollback()
    db.session.info["writing"] = True
    code, now = new_code(), clock.now()
    reach = asked.reach
    contact = Contact(kind=reach.kind, value=reach.value, digest=reach.digest, created_at=now)
    sign_up = SignUp(
        ref=new_ref(16),
        course_session_id=course_session_id,
        person=Person(first_name=asked.first_name, contacts=[contact], created_at=now),
        state=State.CONFIRMED,
        party=asked.party,
        code=code,
        code_digest=code_digest(code),
        request_digest=digest,
        consent_version=asked.consent_version,
        language=asked.language,
        consent_at=now,
        created_at=now,
        history=[SignUpMove(at=now, role=Role.PERSON, to_state=State.CONFIRMED)],
    )
    db.session.add(sign_up)
    db.session.commit()
    return code


def read_pill(ref: str) -> str:
    """What the public page of a course session says of its seats."""
    page = current_app.test_client().get(f"/en/sessions/{ref}")
    return str(html.document_fromstring(page.text).cssselect(".pill")[0].text_content()).strip()


def accept_applicant(sign_up_id: int) -> str:
    """The answer of the portal itself; answers with the state the application has then."""
    sign_up = db.session.get_one(SignUp, sign_up_id)
    accept(sign_up, clock.now())
    db.session.commit()
    return sign_up.state


def confirm_waiting(sign_up_id: int) -> str:
    """Staff give a seat to somebody who waits; answers with the state they have then."""
    sign_up = db.session.get_one(SignUp, sign_up_id)
    confirm(sign_up, clock.now())
    db.session.commit()
    return sign_up.state


def accept_without_lock(sign_up_id: int) -> str:
    """`accept` as one writes it first: look, count, write."""
    course_session = db.session.get_one(SignUp, sign_up_id).course_session
    if course_session.capacity <= seats_taken([course_session.id]).get(course_session.id, 0):
        raise NotEnoughSeats(0)
    db.session.rollback()  # as above: what was read is not held
    db.session.info["writing"] = True
    db.session.add(SignUpMove(sign_up_id=sign_up_id, at=clock.now(), role=Role.STAFF, to_state=State.CONFIRMED))
    db.session.flush()
    db.session.execute(update(SignUp).where(SignUp.id == sign_up_id).values(state=State.CONFIRMED))
    db.session.commit()
    return State.CONFIRMED


def sign_up_until(course_session_id: int, number: int, over: str) -> list[tuple[str, float]]:
    """Take seats one after the other until the file `over` is there: (code, when it was acknowledged)."""
    done: list[tuple[str, float]] = []
    while not Path(over).exists():
        code = take(course_session_id, (f"Nour {number}", number, 1, f"{number}-{len(done)}-{new_ref(8)}"))
        done.append((code, time.monotonic()))
        number += 10
    return done
