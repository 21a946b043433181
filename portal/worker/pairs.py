"""What the worker does for pairs at work: reminders of meetings, did they take place, does it fit, why so quiet."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.mentoring import health, meeting_news, pairs, surveys
from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.worker.rounds import each


def remind_of_meetings(now: datetime) -> int:
    return each(Meeting, meeting_news.meetings_to_remind(now), lambda meeting: meeting_news.remind(meeting, now))


def ask_whether_they_met(now: datetime) -> int:
    over = meeting_news.meetings_to_ask_of(now)
    return each(Meeting, over, lambda meeting: meeting_news.ask_whether_held(meeting, now))


def ask_how_it_fits(now: datetime) -> int:
    return each(Pair, surveys.pairs_to_ask_again(now), lambda pair: surveys.ask_again(pair, now))


def ask_the_quiet(now: datetime) -> int:
    return each(Pair, health.pairs_to_nudge(now), lambda pair: health.nudge(pair, now))


ENDS: dict[PromiseKind, Callable[[Promise, datetime], None]] = {PromiseKind.PAIR_START: pairs.say_not_met}
LATER: dict[PromiseKind, Callable[[Promise, datetime], None]] = {PromiseKind.PAIR_START: pairs.say_not_met_yet}
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    (timedelta(minutes=5), remind_of_meetings),
    (timedelta(minutes=5), ask_whether_they_met),
    (timedelta(hours=1), ask_how_it_fits),
    (timedelta(hours=1), ask_the_quiet),
)
