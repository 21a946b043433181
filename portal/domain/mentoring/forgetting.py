"""What goes of a pair when one of the two is erased: their letters, and what the team wrote down about the two."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from portal.database import begin_write, db
from portal.domain.mentoring.pair_models import Pair, PairGoal, PairLetter, Side
from portal.domain.moves import Role
from portal.domain.promises.made import withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.erasure import NOBODY


def wait_no_more(pairs: Sequence[int], side: Side, role: Role, now: datetime) -> None:
    """Nobody owes this side an answer to their letters any more. What is owed to a learner ends with their file."""
    begin_write()
    written = select(PairLetter.id).where(PairLetter.pair_id.in_(pairs), PairLetter.side == side)
    about = [f"pair_letter:{number}" for number in db.session.scalars(written)]
    for owed in db.session.scalars(
        select(Promise).where(Promise.about.in_(about), Promise.state == State.OPEN)
    ).all():
        withdraw(owed, role, now, "erased")


def forget_words(pairs: Sequence[int], side: Side) -> None:
    """What this side and the team wrote to each other, and what tells of both: goals, why they fit, notes about care.

    The letters of the other side are theirs. Rows stay: how many goals there were is known, and no number is given
    to a second letter.
    """
    begin_write()
    _run(update(PairLetter).where(PairLetter.pair_id.in_(pairs), PairLetter.side == side).values(text=NOBODY))
    _run(update(PairGoal).where(PairGoal.pair_id.in_(pairs)).values(text=NOBODY))
    _run(update(Pair).where(Pair.id.in_(pairs)).values(reasons={}))
    _run(update(Promise).where(Promise.about.in_([f"pair:{number}" for number in pairs])).values(note=None))


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})
