"""What the worker looks after on the board: postings that end, that are over, that are full, and old drafts."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.jobs import drafts, full, lasting
from portal.domain.jobs.posting_models import Posting
from portal.worker.rounds import each


def look_after_ends(now: datetime) -> int:
    """The end of a posting is announced, then it comes."""
    noted = each(Posting, lasting.ending(now), lambda posting: lasting.note(posting, now))
    return noted + each(Posting, lasting.over(now), lambda posting: lasting.expire(posting, now))


def say_full(now: datetime) -> int:
    """Companies hear that nobody can apply until they answer."""
    return each(Posting, full.full(), lambda posting: full.say_full(posting, now))


def drop_drafts(now: datetime) -> int:
    """Drafts nobody goes on with are deleted."""
    return each(Posting, drafts.untouched(now), lambda posting: drafts.drop(posting, now))


#: What is done how often; each commits what it does.
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    (timedelta(hours=1), look_after_ends),
    (timedelta(hours=1), say_full),
    (timedelta(days=1), drop_drafts),
)
