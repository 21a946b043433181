"""How a pair is: by the days since the two last met."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, not_, select
from sqlalchemy.orm import joinedload

from portal.database import begin_write, db
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, PairMove, Side
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.told import tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.signups.told import at_this_moment

GREEN_FOR = timedelta(days=14)
AMBER_FOR = timedelta(days=30)
#: The two are asked at most so often why they do not meet.
NUDGED_EVERY = timedelta(days=14)

#: Pairs that should meet: not those on a break.
MEETING = frozenset({PairState.ACCEPTED, PairState.ACTIVE})


class Health(StrEnum):
    """NONE: the two do not meet now, or are on a break."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"


def health_since(state: str, since: datetime | None, now: datetime) -> Health:
    """`since`: when the two last met, or began, or went on after a break."""
    if state not in MEETING or since is None:
        return Health.NONE
    if now - since <= GREEN_FOR:
        return Health.GREEN
    return Health.AMBER if now - since <= AMBER_FOR else Health.RED


def health(pair: Pair, now: datetime) -> Health:
    return health_since(pair.state, quiet_since([pair.id]).get(pair.id), now)


def healths(pairs: Iterable[Pair], now: datetime) -> dict[int, Health]:
    """The same for all pairs of a list, by id; one query."""
    known = {pair.id: pair.state for pair in pairs}
    since = quiet_since(known)
    return {pair_id: health_since(state, since.get(pair_id), now) for pair_id, state in known.items()}


def quiet_since(pair_ids: Iterable[int]) -> dict[int, datetime]:
    """Since when nothing was heard of each pair: the newest of beginning, meeting, and end of a break."""
    query = select(Pair.id, _began(), _last_held(), _last_return()).where(Pair.id.in_(list(pair_ids)))
    found = {pair_id: [moment for moment in moments if moment] for pair_id, *moments in db.session.execute(query)}
    return {pair_id: max(moments) for pair_id, moments in found.items() if moments}


def quiet_from(moment: datetime) -> ColumnElement[bool]:
    """Pairs that should meet, and of which nothing was heard since `moment`."""
    held = Meeting.pair_id == Pair.id, Meeting.held_at.is_not(None), Meeting.at >= moment
    back = PairMove.pair_id == Pair.id, PairMove.from_state == PairState.PAUSED, PairMove.at >= moment
    return and_(
        Pair.state.in_(MEETING),
        not_(Pair.imported),
        _began() < moment,
        not_(exists().where(*held)),
        not_(exists().where(*back)),
    )


def _began() -> ColumnElement[datetime]:
    """With the first meeting; until then, when both had said yes."""
    said = case((Pair.mentor_yes_at > Pair.learner_yes_at, Pair.mentor_yes_at), else_=Pair.learner_yes_at)
    return func.coalesce(Pair.started_at, said, Pair.created_at)


def _last_held() -> ScalarSelect[datetime]:
    held = Meeting.pair_id == Pair.id, Meeting.held_at.is_not(None)
    return select(func.max(Meeting.at)).where(*held).correlate(Pair).scalar_subquery()


def _last_return() -> ScalarSelect[datetime]:
    back = PairMove.pair_id == Pair.id, PairMove.from_state == PairState.PAUSED
    return select(func.max(PairMove.at)).where(*back).correlate(Pair).scalar_subquery()


def pairs_to_nudge(now: datetime, most: int = 200) -> list[int]:
    """Ids of pairs that have not met for two weeks, have no date ahead, and were not asked lately."""
    ahead = Meeting.pair_id == Pair.id, Meeting.at > now, Meeting.called_off_at.is_(None)
    query = (
        select(Pair.id)
        .where(quiet_from(now - GREEN_FOR), not_(quiet_from(now - AMBER_FOR)), not_(exists().where(*ahead)))
        .where(Pair.nudged_at.is_(None) | (Pair.nudged_at <= now - NUDGED_EVERY))
        .order_by(Pair.id)
    )
    return list(db.session.scalars(query.limit(most)))


def nudge(pair: Pair, now: datetime) -> int:
    """Ask both to choose a date. Who is past the time of a nudge is the team's to ask; nobody is asked twice."""
    begin_write()
    query = select(Pair).where(Pair.id == pair.id).with_for_update(of=Pair)
    whole = query.options(joinedload(Pair.mentee).joinedload(Mentee.sign_up), joinedload(Pair.volunteer))
    pair = db.session.scalars(whole.execution_options(populate_existing=True)).one()
    lately = pair.nudged_at is not None and pair.nudged_at > now - NUDGED_EVERY
    if lately or health(pair, now) is not Health.AMBER:
        return 0
    pair.nudged_at = now
    for side in Side:
        tell_side(pair, side, MessageKind.PAIR_QUIET, now, {}, at_this_moment(now))
    db.session.flush()
    return 1
