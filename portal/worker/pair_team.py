"""What the worker does for the team's side of pairs: letters, reports of a problem, breaks, and who is silent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.domain.mentoring import care, ending, letters, pairs, problems
from portal.domain.mentoring.pair_models import Pair
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.worker.rounds import each


def end_breaks(now: datetime) -> int:
    """Pairs whose break is over go on."""
    return each(Pair, ending.breaks_over(now), lambda pair: ending.end_break(pair, now))


def part_who_is_left(now: datetime) -> int:
    """Where one of the two is gone, it ends."""
    return each(Pair, ending.left_alone(), lambda pair: ending.part(pair, now))


def look_after_silent(now: datetime) -> int:
    """Who has not met for long is asked by somebody of the team; who met meanwhile need not be."""
    met = each(Promise, care.cared_for_by_meeting(), lambda owed: care.settle_by_meeting(owed, now))
    return met + each(Pair, care.silent_pairs(now), lambda pair: care.look_after(pair, now))


def _nobody_asked(owed: Promise, now: datetime) -> None:
    """Who never met is no pair any more. For others nobody waits: while they do not meet it is owed again, after a
    rest."""
    pair = pairs.of_promise(owed)
    if pair is not None:
        ending.end_unmet(pair, now)


ENDS: dict[PromiseKind, Callable[[Promise, datetime], None]] = {
    PromiseKind.PAIR_CARE: _nobody_asked,
    PromiseKind.PAIR_LETTER: letters.end_unkept,
    PromiseKind.PAIR_PROBLEM: problems.end_unkept,
}
LATER: dict[PromiseKind, Callable[[Promise, datetime], None]] = {
    PromiseKind.PAIR_LETTER: letters.say_later,
    PromiseKind.PAIR_PROBLEM: problems.say_later,
}
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    (timedelta(minutes=10), end_breaks),
    (timedelta(minutes=10), part_who_is_left),
    (timedelta(hours=1), look_after_silent),
)
