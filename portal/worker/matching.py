"""What the worker does for those who look for a mentor: what was asked and not answered, and what the team owes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.mentoring import asking, pairs, question, wanted
from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.room import touch
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.worker.rounds import each


def spare_absent_mentors(now: datetime) -> int:
    """Who went on a break while they were asked need not answer; the next mentor is asked."""

    def spare(pair: Pair) -> int:
        asking.give_up(pair, now)
        return 1

    return each(Pair, asking.of_absent_mentors(), spare)


def queue_up(owed: Promise) -> None:
    """Touch the learner before the promise, as the pages do."""
    pair = pairs.of_promise(owed)
    mentee = pair.mentee if pair else wanted.of_promise(owed)
    if mentee:
        touch(mentee)


ENDS: dict[PromiseKind, Callable[[Promise, datetime], None]] = {
    PromiseKind.MENTOR_WANTED: wanted.end_unkept,
    PromiseKind.MENTOR_ANSWER: asking.lapse_unanswered,
    PromiseKind.LEARNER_ANSWER: asking.lapse_unanswered,
}
REMIND: dict[PromiseKind, Callable[[Promise, datetime], None]] = {
    PromiseKind.MENTOR_ANSWER: question.remind,
    PromiseKind.LEARNER_ANSWER: question.remind,
}
LATER: dict[PromiseKind, Callable[[Promise, datetime], None]] = {PromiseKind.MENTOR_WANTED: wanted.say_later}
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = ((timedelta(seconds=30), spare_absent_mentors),)
