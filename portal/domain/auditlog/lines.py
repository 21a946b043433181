"""The audit log as it is read: what is looked for, and the lines that may be read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, not_, or_, select
from sqlalchemy.orm import joinedload

from portal.domain.auditlog.models import AuditLine

#: How actions begin that are about a report of a problem.
OF_REPORT = "pair_problem."


@dataclass(frozen=True)
class Reader:
    """Who reads. `places`: numbers of the places whose lines they read; None: of all. `whole`: also what is about no
    place, such as accounts and settings. `reports`: also what was done with a report of a problem. Everybody reads
    what they did themselves."""

    account_id: int
    places: frozenset[int] | None = None
    whole: bool = False
    reports: bool = False


@dataclass(frozen=True)
class Sought:
    """What is looked for; None: all. `since` and `before`: instants."""

    account_id: int | None = None
    action: str | None = None
    about: str | None = None
    person_id: int | None = None
    place_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None


def lines(reader: Reader, sought: Sought) -> Select[AuditLine]:
    """The lines that are looked for and may be read, newest first."""
    query = select(AuditLine).order_by(AuditLine.at.desc(), AuditLine.id.desc()).options(joinedload(AuditLine.origin))
    if not reader.whole:
        place = AuditLine.place_id
        theirs = place.is_not(None) if reader.places is None else place.in_(reader.places)
        query = query.where(or_(theirs, AuditLine.account_id == reader.account_id))
    if not reader.reports:
        of_report = AuditLine.action.startswith(OF_REPORT, autoescape=True)
        query = query.where(or_(not_(of_report), AuditLine.account_id == reader.account_id))
    for column, wanted in (
        (AuditLine.account_id, sought.account_id),
        (AuditLine.action, sought.action),
        (AuditLine.about, sought.about),
        (AuditLine.person_id, sought.person_id),
        (AuditLine.place_id, sought.place_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if sought.since is not None:
        query = query.where(AuditLine.at >= sought.since)
    if sought.before is not None:
        query = query.where(AuditLine.at < sought.before)
    return query
