"""Three things a pair wants to reach: written, reached, taken back."""

from collections.abc import Sequence
from datetime import datetime

from portal.database import db
from portal.domain.mentoring.pair_models import Pair, PairGoal
from portal.domain.mentoring.pairs import must_be_together, touch

#: How many goals a pair has at most.
MOST = 3


def goal_at(pair: Pair, position: int) -> PairGoal | None:
    return next((goal for goal in pair.goals if goal.position == position), None)


def write_goals(pair: Pair, texts: Sequence[str]) -> None:
    """The goals as they read from now on, in their order; an empty one is none. Raises `NotTogether`.

    A goal that reads otherwise than before is not reached yet.
    """
    touch(pair)
    must_be_together(pair)
    for position, text in enumerate(texts[:MOST], 1):
        goal = goal_at(pair, position)
        if goal is None and text:
            pair.goals.append(PairGoal(position=position, text=text))
        elif goal is not None and not text:
            pair.goals.remove(goal)
        elif goal is not None and goal.text != text:
            goal.text, goal.reached_at = text, None
    db.session.flush()


def reach(pair: Pair, position: int, reached: bool, now: datetime) -> None:
    """The goal is reached, or is not after all; said twice it is said once. Raises `NotTogether`."""
    touch(pair)
    must_be_together(pair)
    goal = goal_at(pair, position)
    if goal is not None and bool(goal.reached_at) != reached:
        goal.reached_at = now if reached else None
    db.session.flush()
