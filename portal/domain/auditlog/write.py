"""Adding a line to the audit log, in the transaction of what it tells."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from portal.database import begin_write, db
from portal.domain.auditlog.models import AuditLine, AuditOrigin


class Way(StrEnum):
    """How whoever did it came."""

    OFFICE = "office"
    COMMAND = "command"
    CHECK_IN = "check_in"
    SIGN_IN = "sign_in"
    PERSON = "person"


@dataclass(frozen=True)
class Actor:
    """Who does it, and from which internet address. Without an account: the command line, a trainer's link, somebody
    who could not sign in."""

    way: Way
    account_id: int | None = None
    address: str | None = None


def write_down(
    actor: Actor,
    action: str,
    about: str | None,
    now: datetime,
    *,
    person_id: int | None = None,
    place_id: int | None = None,
    facts: dict[str, Any] | None = None,
) -> AuditLine:
    """Add one line: `action` as `noun.verb`, `about` as `<noun>:<id>`.

    `facts` are small ones: no contact, no free text of a learner.
    """
    begin_write()
    line = AuditLine(
        at=now,
        way=actor.way,
        account_id=actor.account_id,
        action=action,
        about=about,
        person_id=person_id,
        place_id=place_id,
        facts=facts or {},
    )
    if actor.address:
        line.origin = AuditOrigin(at=now, address=actor.address)
    db.session.add(line)
    db.session.flush()
    return line
