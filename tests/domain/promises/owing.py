"""A promise with boring defaults, and its history as a story."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.database import db
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.promises.models import Promise
from tests.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def owed(kind: PromiseKind = PromiseKind.CALL_BACK, about: str = "portal:0", **facts: Any) -> Owed:
    """A call back, owed by the team within two days."""
    return Owed(kind, about, **({"owner": Owner.TEAM, "reply_by": NOW + 2 * DAY, "zone": PARIS} | facts))


def made(kind: PromiseKind = PromiseKind.CALL_BACK, about: str = "portal:0", **facts: Any) -> Promise:
    """The same, made and committed."""
    done = promise(owed(kind, about, **facts), Role.PERSON, NOW)
    db.session.commit()
    return done


def story(one: Promise) -> list[tuple[str, str, str | None]]:
    return [(line.to_state, line.role, line.why) for line in one.history]
