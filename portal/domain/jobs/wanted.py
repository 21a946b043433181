"""Which work somebody looks for: the wishes of the list, as its address and a saved search have them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func

from portal.domain.catalogue.models import French
from portal.domain.catalogue.towns import Named, find_town
from portal.domain.jobs.board import on_board
from portal.domain.jobs.choices import JobKind, PayPer, Presence
from portal.domain.jobs.found_by import Word, look_up
from portal.domain.jobs.near_postings import Circle, within
from portal.domain.jobs.posting_models import Posting

FRENCH = {level.name.lower(): level for level in French}
#: Kilometres; without a wish, the one in the middle.
RADII = ("5", "10", "50")
USUAL_RADIUS = 20
#: Euros a month, before tax; `stated`: whatever it is, it is said.
PAY = ("stated", "500", "1000", "1500", "2000")
#: So long a posting is new.
NEW = timedelta(days=7)
#: What may be typed freely, and how much of it is read.
_TYPED = {"q": 200, "town": 80}
_KNOWN: dict[str, Collection[str]] = {
    "kind": list(JobKind),
    "radius": RADII,
    "presence": list(Presence),
    "french": FRENCH,
    "pay": PAY,
    "beginner": {"1"},
    "new": {"1"},
}
#: What a week of full work has, where a posting does not say its hours; working days of a month.
_FULL_WEEK, _DAYS_A_MONTH = 35, 21


class BadWish(Exception):
    """A choice that is not there."""


@dataclass(frozen=True)
class Wanted:
    """`given`: the wishes by name, none of them empty. `words`: each word that was typed, looked up; `named`: what
    the town that was typed stands for."""

    given: dict[str, str] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    named: Named | None = None

    @property
    def radius(self) -> int:
        return int(self.given.get("radius", USUAL_RADIUS))

    @property
    def circle(self) -> Circle | None:
        town = self.named.town if self.named else None
        return Circle(town.town.spot, self.radius) if town else None


def read_wishes(said: Mapping[str, str]) -> Wanted:
    """Raises `BadWish`. Names that are no wish are nobody's business."""
    typed = {name: " ".join(said.get(name, "").split())[:most] for name, most in _TYPED.items()}
    chosen = {name: said[name] for name in _KNOWN if said.get(name)}
    if any(value not in _KNOWN[name] for name, value in chosen.items()):
        raise BadWish(chosen)
    if not typed["town"]:
        chosen.pop("radius", None)
    given = {name: value for name, value in {**typed, **chosen}.items() if value}
    return Wanted(given, look_up(given.get("q", "")), find_town(given["town"]) if "town" in given else None)


def fitting(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    """Of a posting: it is on the board and fits all wishes."""
    return and_(on_board(now), *(word.fits() for word in wanted.words), *_by_place(wanted), *_by_facts(wanted, now))


def _by_place(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is done from home is as near to one town as to another."""
    presence = wanted.given.get("presence")
    found = [Posting.presence == presence] if presence else []
    if wanted.circle and presence != Presence.REMOTE:
        found.append(within(wanted.circle))
    return found


def _by_facts(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    given, found = wanted.given, []
    if "kind" in given:
        found.append(Posting.kind == given["kind"])
    if "french" in given:
        found.append(Posting.french <= FRENCH[given["french"]])
    if "pay" in given:
        found.append(_pays(given["pay"]))
    if "beginner" in given:
        found.append(Posting.beginner.is_(True))
    if "new" in given:
        # What was published since was refreshed since: so the index of the board knows where to stop.
        found.append(and_(Posting.refreshed_at >= now - NEW, Posting.published_at >= now - NEW))
    return found


def _pays(least: str) -> ColumnElement[bool]:
    if least == "stated":
        return Posting.pay_from.is_not(None)
    weekly = func.coalesce(Posting.weekly_hours, _FULL_WEEK)
    monthly = case(
        (Posting.pay_per == PayPer.HOUR, Posting.pay_from * weekly * 52 / 12),
        (Posting.pay_per == PayPer.DAY, Posting.pay_from * _DAYS_A_MONTH),
        (Posting.pay_per == PayPer.MONTH, Posting.pay_from),
        (Posting.pay_per == PayPer.YEAR, Posting.pay_from / 12),
        else_=0,
    )
    return and_(Posting.currency == "EUR", monthly >= int(least) * 100)
