"""Makers with boring defaults: a test names only what it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask

from portal import clock, create_app
from portal.database import Text, begin_write, db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.contacts import Reach, read_email
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import (
    Course,
    CourseSession,
    French,
    Place,
    Programme,
    SessionDate,
    SpokenLanguage,
)
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import SeatRequest, take_seat
from portal.vault import new_ref, vault

_number = count(1)


@contextmanager
def portal_of_its_own(kind: str, folder: Path, name: str, **more: str) -> Iterator[Flask]:
    """A portal on a migrated database that no other test sees: what is committed there stays."""
    from tests.conftest import settings
    from tests.databases import migrated

    keys_of_the_others = vars(vault).copy()
    own = create_app({"TESTING": True}, settings(folder, migrated(kind, folder, name), **more))
    try:
        with own.app_context():
            yield own
            db.session.remove()
            db.engine.dispose()
    finally:
        vars(vault).update(keys_of_the_others)


def words(english: str) -> Text:
    return Text(fr=f"{english} (fr)", en=english, ar=f"{english} (ar)")


def programme(**facts: Any) -> Programme:
    begin_write()
    number = next(_number)
    made = Programme(
        **{
            "slug": f"programme-{number}",
            "kind": "flash",
            "name": words("Flash workshop"),
            "summary": words("One workshop."),
            "position": number,
        }
        | facts
    )
    db.session.add(made)
    db.session.flush()
    return made


def course(**facts: Any) -> Course:
    begin_write()
    number = next(_number)
    made = Course(
        **{
            "slug": f"course-{number}",
            "programme": facts.pop("programme", None) or programme(kind=facts.pop("kind", "flash")),
            "level": None,
            "title": words("A day at work"),
            "summary": words("Somebody tells of a day at work."),
            "activities": [words("Listen"), words("Try")],
            "bring": [],
            "prerequisites": None,
            "certificate": None,
            "french": French.NONE,
            "position": number,
        }
        | facts
    )
    db.session.add(made)
    db.session.flush()
    return made


def place(**facts: Any) -> Place:
    begin_write()
    number = next(_number)
    made = Place(
        **{
            "slug": f"place-{number}",
            "city": "Montreuil",
            "country": "FR",
            "timezone": "Europe/Paris",
            "online": False,
            "name": words("The blue house"),
            "address": words("1 rue Bleue, Montreuil"),
            "directions": words("Metro line 9."),
            "step_free": True,
            "latitude": 48.86,
            "longitude": 2.44,
            "position": number,
        }
        | facts
    )
    db.session.add(made)
    db.session.flush()
    return made


def course_session(
    starts: datetime | timedelta | None = timedelta(days=7),
    minutes: int = 120,
    dates: int = 1,
    languages: tuple[str, ...] = ("fr",),
    **facts: Any,
) -> CourseSession:
    """A course session in a week. `starts`: an instant, a time from now, or None for "date to come"."""
    begin_write()
    start = clock.now() + starts if isinstance(starts, timedelta) else starts
    made = CourseSession(
        **{
            "ref": new_ref(8),
            "course": facts.pop("course", None) or course(),
            "place": facts.pop("place", None) or place(),
            "capacity": 12,
            "spoken": [SpokenLanguage(code=code) for code in languages],
        }
        | facts
    )
    db.session.add(made)
    if start is not None:
        starts_at = [start + timedelta(weeks=week) for week in range(dates)]
        set_dates(made, [SessionDate(starts_at=one, ends_at=one + timedelta(minutes=minutes)) for one in starts_at])
    db.session.flush()
    return made


def seat_request(first_name: str = "Nour", reach: Reach | None = None, party: int = 1, key: str = "") -> SeatRequest:
    return SeatRequest(first_name, reach, party, key or new_ref(16), "test", "en")


def sign_up(session: CourseSession | None = None, **facts: Any) -> SignUp:
    """A confirmed sign-up, committed as a page would."""
    made = take_seat(session or course_session(), seat_request(**facts), clock.now())
    db.session.commit()
    return made


def fill(session: CourseSession, seats: int) -> None:
    """Let others take `seats` seats."""
    for _ in range(seats):
        take_seat(session, seat_request("Somebody"), clock.now())
    db.session.commit()


def account(role: str | None = "staff", *places: Place, until: datetime | None = None, **facts: Any) -> Account:
    """An account with this role at these places; at all, when none is named."""
    begin_write()
    number = next(_number)
    reach = read_email(f"somebody{number}@team.example.org")
    made = Account(
        **{
            "ref": new_ref(16),
            "name": f"Alix {number}",
            "email": reach.value,
            "email_digest": reach.digest,
            "language": "en",
            "created_at": clock.now(),
        }
        | facts
    )
    db.session.add(made)
    db.session.flush()
    for place_id in [one.id for one in places] or [None]:
        if role is not None:
            grant(made, role, place_id, until)
    return made


def grant(to: Account, role: str, place_id: int | None = None, until: datetime | None = None) -> Grant:
    begin_write()
    made = Grant(account_id=to.id, role=OfficeRole(role), place_id=place_id, granted_at=clock.now(), until=until)
    db.session.add(made)
    db.session.flush()
    return made


def end_grants(of: Account | None = None) -> None:
    """The time of every role is over, or of those of one account."""
    begin_write()
    given = db.select(Grant)
    for one in db.session.scalars(given if of is None else given.where(Grant.account_id == of.id)):
        one.until = clock.now()
    db.session.commit()
