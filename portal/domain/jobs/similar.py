"""Postings like another one: of its kind, with its words, near it."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board import busy, on_board
from portal.domain.jobs.choices import Presence
from portal.domain.jobs.found_by import look_up
from portal.domain.jobs.near_postings import far, spot_of
from portal.domain.jobs.posting_models import Posting

#: Kilometres: so far people go for work.
_NEAR = 30
#: So many of the newest of its kind, and of those with the most of its words, are compared.
_CANDIDATES = 60
_ALIKE, _SAME_KIND, _NEARBY, _SAME_FRENCH = 3, 4, 4, 1


def like(posting: Posting, now: datetime, most: int = 3, without: frozenset[int] = frozenset()) -> list[Posting]:
    """Open postings that come closest to this one; `without`: ids of those that are no answer."""
    shared = _shared_words(posting)
    there = on_board(now), Posting.id.not_in(sorted({posting.id} | without))
    closest = sorted(shared, key=lambda one: (-shared[one], -one))[:_CANDIDATES]
    found = [*_some(*there, Posting.id.in_(closest)), *_some(*there, Posting.kind == posting.kind)]
    closed = busy(found)
    ranks = {one: _closeness(posting, one, shared[one.id]) for one in found if one.id not in closed}
    return sorted(ranks, key=lambda one: (-ranks[one], -one.id))[:most]


def for_applicant(application: JobApplication, now: datetime, most: int = 3) -> list[Posting]:
    """What somebody could apply for instead: nothing they applied for already, nothing that asks for more French."""
    theirs = select(JobApplication.posting_id).where(JobApplication.person_id == application.person_id)
    posting, tried = application.posting, frozenset(db.session.scalars(theirs))
    found = like(posting, now, most + 10, tried)
    return [one for one in found if (one.french or 0) <= (posting.french or 0)][:most]


def _some(*fits: ColumnElement[bool]) -> list[Posting]:
    query = select(Posting).where(*fits).order_by(Posting.refreshed_at.desc(), Posting.id.desc())
    return list(db.session.scalars(query.limit(_CANDIDATES).options(joinedload(Posting.company))))


def _shared_words(posting: Posting) -> Counter[int]:
    """How many of the telling words of its title each posting has; a word that very many have tells nothing."""
    return Counter(one for word in look_up(posting.title) for one in word.ids or ())


def _closeness(posting: Posting, other: Posting, words: int) -> int:
    away = far(other, spot) if (spot := spot_of(posting)) else None
    near = other.presence == Presence.REMOTE or (away is not None and away <= _NEAR)
    same_kind, no_more_french = other.kind == posting.kind, (other.french or 0) <= (posting.french or 0)
    return _ALIKE * words + _SAME_KIND * same_kind + _NEARBY * near + _SAME_FRENCH * no_more_french
