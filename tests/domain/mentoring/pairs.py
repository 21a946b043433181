"""Pairs as the domain's own verbs make them, and what their two sides were told."""

from datetime import datetime, timedelta
from typing import Any

from portal.database import db
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.meetings import When, log_new, plan
from portal.domain.mentoring.pair_models import Meeting, Pair, Side
from portal.domain.mentoring.pairs import begin
from portal.domain.mentoring.states import PairState
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.vault import new_ref
from tests import make_mentoring
from tests.conftest import NOW


def begun(**facts: Any) -> Pair:
    """Two who said yes to each other just now."""
    pair = make_mentoring.pair(PairState.REQUESTED, mentor_yes_at=NOW, **facts)
    begin(pair, NOW)
    db.session.commit()
    return pair


def when(at: datetime = NOW + timedelta(days=2), minutes: int = 60, mode: Mode = Mode.ONLINE) -> When:
    return When(at, minutes, mode)


def planned(pair: Pair, at: datetime = NOW + timedelta(days=2), side: Side = Side.MENTOR) -> Meeting:
    meeting = plan(pair, side, when(at), NOW, new_ref(8))
    db.session.commit()
    return meeting


def met(pair: Pair, at: datetime = NOW - timedelta(hours=2), now: datetime = NOW) -> Meeting:
    """They met, and the mentor said so."""
    meeting = log_new(pair, Side.MENTOR, when(at), now, new_ref(8))
    db.session.commit()
    return meeting


def told(pair: Pair, kind: MessageKind) -> list[str]:
    """Which sides were told this, in order."""
    query = db.select(Message).where(Message.kind == kind).order_by(Message.id)
    return [one.facts["side"] for one in db.session.scalars(query) if one.facts.get("pair") == pair.ref]


def owed(pair: Pair, kind: PromiseKind) -> list[str]:
    """How it stands with what is owed to this pair."""
    query = db.select(Promise.state).where(Promise.about == f"pair:{pair.id}", Promise.kind == kind)
    return list(db.session.scalars(query.order_by(Promise.id)))
