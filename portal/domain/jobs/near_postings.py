"""Postings near a town: in the circle around it, by the index of where postings lie."""

from math import cos, radians
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, select

from portal.database import db
from portal.domain.catalogue.near import Spot, kilometres
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import PostingState

#: Kilometres of a degree along a meridian.
_DEGREE = 111.195
#: A circle with at most so many postings is looked up; of a fuller one, each posting is asked whether it lies there.
RARE = 1000


class Circle(NamedTuple):
    spot: Spot
    radius: float


def within(circle: Circle) -> ColumnElement[bool]:
    """Of a posting: it lies in the circle. What is done from home only lies nowhere."""
    of_board = Posting.state == PostingState.PUBLISHED
    ids = db.session.scalars(select(Posting.id).where(of_board, _box(circle), _round(circle)).limit(RARE + 1)).all()
    # Of a full circle the box would take the database from the board's own order, to sort all that lies in it.
    return _round(circle) if len(ids) > RARE else Posting.id.in_(sorted(ids))


def _box(circle: Circle) -> ColumnElement[bool]:
    """Around the circle: what the index knows."""
    spot, high, wide = circle.spot, circle.radius / _DEGREE, circle.radius / _width(circle.spot)
    return and_(
        Posting.latitude.between(spot.latitude - high, spot.latitude + high),
        Posting.longitude.between(spot.longitude - wide, spot.longitude + wide),
    )


def _round(circle: Circle) -> ColumnElement[bool]:
    """The map is taken for flat: over 100 km that is well within one in a hundred."""
    north = (Posting.latitude - circle.spot.latitude) * _DEGREE
    east = (Posting.longitude - circle.spot.longitude) * _width(circle.spot)
    return north * north + east * east <= circle.radius * circle.radius


def _width(spot: Spot) -> float:
    """Kilometres of a degree along its parallel."""
    return _DEGREE * max(0.05, cos(radians(spot.latitude)))


def spot_of(posting: Posting) -> Spot | None:
    """Where it lies; what is done from home only lies nowhere."""
    if posting.latitude is None or posting.longitude is None:
        return None
    return Spot(posting.latitude, posting.longitude)


def far(posting: Posting, spot: Spot) -> float | None:
    """Kilometres to it, where it lies somewhere."""
    there = spot_of(posting)
    return kilometres(spot, there) if there else None
