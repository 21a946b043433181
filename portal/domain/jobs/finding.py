"""Finding work on the board: newest first, page by page by the key of the last one shown.

A page costs the same however long the board is: it is read along the index of the board, and counting stops after a
thousand hits, or after `LOOKED_THROUGH` postings that were looked at.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.jobs.board import busy
from portal.domain.jobs.near_postings import far
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import PostingState
from portal.domain.jobs.wanted import Wanted, fitting

PAGE_SIZE = 12
MOST_COUNTED = 1000
#: Nobody reads further; what lies behind is still on the pages that follow.
LOOKED_THROUGH = 1500
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class NoSuchPage(Exception):
    """The address names no place in the list."""


@dataclass(frozen=True)
class Found:
    """One page. `total`: counted, of which there are more where `more_than_counted`. `after`: the key of the next
    page, empty on the last one. `away`: kilometres by id; `busy`: ids of those that take no application now."""

    postings: list[Posting]
    total: int
    more_than_counted: bool
    after: str
    away: dict[int, float]
    busy: set[int]


def find(wanted: Wanted, after: str, now: datetime) -> Found:
    """What fits, behind the key `after`. Raises `NoSuchPage`."""
    fits = fitting(wanted, now)
    behind = and_(fits, _behind(after)) if after else fits
    rows = _newest(behind, PAGE_SIZE + 1)
    shown = rows[:PAGE_SIZE]
    # A short first page has counted itself.
    total, more = (_count(fits)) if after or len(rows) > PAGE_SIZE else (len(rows), False)
    following = _key(shown[-1]) if len(rows) > PAGE_SIZE else ""
    return Found(shown, max(total, len(shown)), more, following, _away(shown, wanted), busy(shown))


def published_since(wanted: Wanted, since: datetime, now: datetime, most: int) -> list[Posting]:
    """What fits and came to the board after `since`, newest first: what a saved search tells."""
    came = and_(Posting.refreshed_at > since, Posting.published_at > since)
    return _newest(and_(fitting(wanted, now), came), most)


def _newest(fits: ColumnElement[bool], most: int) -> list[Posting]:
    query = select(Posting).where(fits).order_by(Posting.refreshed_at.desc(), Posting.id.desc()).limit(most)
    return list(db.session.scalars(query.options(joinedload(Posting.company))))


def _count(fits: ColumnElement[bool]) -> tuple[int, bool]:
    """How many there are, and whether there are more than were counted."""
    on = Posting.state == PostingState.PUBLISHED
    line = (
        select(Posting.refreshed_at).where(on).order_by(Posting.refreshed_at.desc()).offset(LOOKED_THROUGH).limit(1)
    )
    edge = db.session.scalar(line)
    counted = select(Posting.id).where(fits, *([Posting.refreshed_at > edge] if edge else [])).limit(MOST_COUNTED + 1)
    found = db.session.scalar(select(func.count()).select_from(counted.subquery())) or 0
    return min(found, MOST_COUNTED), found > MOST_COUNTED or edge is not None


def _key(posting: Posting) -> str:
    """Where a posting stands in the list, as it stood when it was shown: it may be refreshed, or go, meanwhile."""
    since = (posting.refreshed_at or _BEGINNING) - _BEGINNING
    return f"{since // timedelta(microseconds=1)}-{posting.ref}"


def _behind(after: str) -> ColumnElement[bool]:
    micros, _, ref = after.partition("-")
    if not (micros.isascii() and micros.isdigit() and len(micros) <= 16 and ref):
        raise NoSuchPage(after)
    moment = _BEGINNING + timedelta(microseconds=int(micros))
    last = db.session.scalar(select(Posting.id).where(Posting.ref == ref)) or 0
    earlier = or_(Posting.refreshed_at < moment, Posting.id < last)
    return and_(Posting.refreshed_at <= moment, earlier)


def _away(postings: list[Posting], wanted: Wanted) -> dict[int, float]:
    if wanted.circle is None:
        return {}
    found = {one.id: far(one, wanted.circle.spot) for one in postings}
    return {posting_id: away for posting_id, away in found.items() if away is not None}
