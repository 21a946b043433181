"""Saved searches: whoever wants to hears of new postings that fit, without an account, for a year at most."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.contacts import Reach
from portal.domain.catalogue.fold import fold
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import Every
from portal.domain.jobs.finding import published_since
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.told import NEWS_LIVES, about_search, search_recipient
from portal.domain.jobs.wanted import Wanted, read_wishes
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, drop_about, opted_out, tell
from portal.domain.messages.queue import was_refused
from portal.domain.messages.states import State
from portal.domain.promises.hours import next_waking
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref, vault

#: So many searches of one contact are told of at once: families and shelters share a phone.
MOST = 10
#: Nobody is written to for ever about what they wanted once.
LASTS = timedelta(days=365)
#: More new postings than this are not counted.
MOST_TOLD = 100
#: News that could not go out for so long is no news.
_NEWS_LIVES = timedelta(days=14)
#: What is being published at this very moment is told with the next news, so that none falls between two.
_SETTLES = timedelta(minutes=1)
_STEP = {Every.DAY: timedelta(days=1), Every.WEEK: timedelta(days=7)}


class TooMany(Exception):
    """This contact has as many searches as one may have."""


@dataclass(frozen=True)
class Alert:
    """Who wants to hear of what, how often. `wishes`: as `Wanted.given` has them; `language`: the portal's code."""

    reach: Reach
    wishes: dict[str, str]
    every: Every
    language: str

    @property
    def query(self) -> dict[str, str]:
        """What is new is told anyway: that wish says nothing here."""
        return {name: value for name, value in sorted(self.wishes.items()) if name != "new"}

    @property
    def digest(self) -> str:
        """The same contact and the same wishes: the same search, however often it is sent."""
        wishes = json.dumps({name: fold(value) for name, value in self.query.items()}, ensure_ascii=False)
        return vault.digest("saved search", f"{self.reach.digest}|{wishes}")


def save(alert: Alert, now: datetime) -> SavedSearch:
    """Save it and say so. Saved before, it stays one search, told as often as was said last. Raises `TooMany`."""
    begin_write()
    queue_for(alert.reach.digest)
    found = db.session.scalar(select(SavedSearch).where(SavedSearch.request_digest == alert.digest))
    if (found is None or found.ended_at) and _live(alert.reach) >= MOST:
        raise TooMany(alert.reach.kind)
    search = found or _new(alert, now)
    search.language = alert.language
    go_on(search, now)
    write_every(search, alert.every, now)
    # Who lost the link finds it again by saving once more: once a day at most.
    key = f"{MessageKind.SEARCH_ON}:{search.ref}:{now:%Y%m%d}"
    noted = News(MessageKind.SEARCH_ON, about_search(search), key, home_zone(), useless_from=now + NEWS_LIVES)
    tell(noted, search_recipient(search), now)
    return search


def _new(alert: Alert, now: datetime) -> SavedSearch:
    reach = alert.reach
    search = SavedSearch(ref=new_ref(16), kind=reach.kind, value=reach.value, digest=reach.digest, query=alert.query)
    search.language, search.every, search.request_digest = alert.language, alert.every, alert.digest
    search.created_at = search.told_until = now
    search.next_at = _following(search, now, now)
    db.session.add(search)
    db.session.flush()
    return search


def _live(reach: Reach) -> int:
    mine = SavedSearch.digest == reach.digest, SavedSearch.ended_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(SavedSearch).where(*mine)) or 0


def wanted(search: SavedSearch) -> Wanted:
    return read_wishes(search.query)


def of_message(message: Message) -> SavedSearch | None:
    """The search a message is about; None: it is about something else, or that is gone."""
    noun, _colon, number = message.about.partition(":")
    return db.session.get(SavedSearch, int(number)) if noun == "saved_search" else None


def ends_at(search: SavedSearch) -> datetime:
    """When it ends by itself."""
    return search.created_at + LASTS


def stop(search: SavedSearch, now: datetime) -> None:
    """Not a word more. Twice is once."""
    touch(search)
    if search.ended_at is None:
        search.ended_at, search.next_at = now, None
        drop_about(about_search(search), "stopped")
        db.session.flush()


def go_on(search: SavedSearch, now: datetime) -> None:
    """Wanted again: for a year from now. What came meanwhile is told as far as its usual time goes back."""
    touch(search)
    if search.ended_at is not None:
        search.ended_at, search.created_at = None, now
        search.told_until = max(search.told_until, now - _STEP[Every(search.every)])
        search.next_at = _following(search, now, now)
        db.session.flush()


def write_every(search: SavedSearch, every: Every, now: datetime) -> None:
    """Tell news so often from now on."""
    touch(search)
    if search.every != every:
        search.every = every
        search.next_at = None if search.ended_at else _following(search, now, now)
        db.session.flush()


def news(search: SavedSearch, since: datetime, now: datetime, most: int) -> list[Posting]:
    """What fits, came to the board after `since`, and is still there; newest first."""
    return published_since(wanted(search), since, now, most)


def due(now: datetime, most: int = 500) -> list[int]:
    """Ids of searches to look at now."""
    waiting = select(SavedSearch.id).where(SavedSearch.next_at <= now).order_by(SavedSearch.next_at).limit(most)
    return list(db.session.scalars(waiting))


def tell_news(search: SavedSearch, now: datetime) -> int:
    """Look what is new, and tell it where there is something; after a year say that this is over. Returns how many
    messages that makes."""
    touch(search)
    if search.next_at is None or search.next_at > now:
        return 0
    last, before = now >= ends_at(search), _newest(search)
    if before and was_refused(before):  # nobody is there
        stop(search, now)
        return 0
    search.next_at = _following(search, search.next_at, now)
    told = 0
    waits = before is not None and before.state == State.QUEUED and before.kind == MessageKind.SEARCH_NEWS
    if last or not (waits or opted_out(search.digest)):
        told = _tell(search, last, now)
    if last:
        search.ended_at, search.next_at = now, None
    db.session.flush()
    return told


def _tell(search: SavedSearch, last: bool, now: datetime) -> int:
    since, until = search.told_until, now - _SETTLES
    came = [one for one in news(search, since, now, MOST_TOLD) if one.published_at and one.published_at <= until]
    search.told_until = max(since, until)
    if not came and not last:
        return 0
    facts = {"count": len(came), "since": since.isoformat(), "last": last}
    key = f"{MessageKind.SEARCH_NEWS}:{search.ref}:{since.astimezone(UTC).isoformat()}"
    useless = now + _NEWS_LIVES
    told = News(MessageKind.SEARCH_NEWS, about_search(search), key, home_zone(), facts, useless_from=useless)
    tell(told, search_recipient(search), now)
    return 1


def _newest(search: SavedSearch) -> Message | None:
    """The last message about it."""
    mine = select(Message).where(Message.about == about_search(search)).order_by(Message.id.desc())
    return db.session.scalar(mine.limit(1))


def _following(search: SavedSearch, since: datetime, now: datetime) -> datetime:
    """At the same hour so many days on, or when people are awake."""
    zone = home_zone()
    moment = since.astimezone(zone)
    while moment <= now:
        moment += _STEP[Every(search.every)]
    return next_waking(moment, zone)
