"""How far it is, as the crow flies."""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from portal.domain.catalogue.models import Place

#: Mean radius, kilometres.
_EARTH = 6371.0


class Spot(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


def kilometres(one: Spot, other: Spot) -> float:
    """By the haversine formula."""
    (lat1, lon1), (lat2, lon2) = map(radians, one), map(radians, other)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def distances(places: Iterable[Place], spot: Spot) -> dict[int, float]:
    """Kilometres from `spot` to each place that stands somewhere, by its id."""
    return {
        place.id: kilometres(spot, Spot(place.latitude, place.longitude))
        for place in places
        if not place.online and place.latitude is not None and place.longitude is not None
    }
