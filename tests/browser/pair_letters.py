"""A pair in the portal under test, and the links of what its two sides are told."""

from datetime import timedelta
from pathlib import Path

from portal import clock
from portal.database import db
from portal.domain.mentoring.meeting_news import ask_whether_held
from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.mentoring.pairs import begin
from portal.domain.mentoring.states import PairState
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.domain.signups.lookup import by_code
from tests import make_mentoring
from tests.browser.server import inside


def _begun(code: str) -> Pair:
    sign_up = by_code(code)
    assert sign_up, code
    mentor = make_mentoring.volunteer(first_name="Zohra", email="zohra.mentor@example.org", language="en")
    mentee = make_mentoring.mentee(sign_up)
    pair = make_mentoring.pair(PairState.REQUESTED, clock.now(), mentee=mentee, volunteer=mentor)
    begin(pair, clock.now())
    return pair


def pair_of(folder: Path, code: str) -> str:
    """A mentor and the learner of this code have both said yes; returns the ref of the pair."""
    with inside(folder):
        return _begun(code).ref


def link(folder: Path, ref: str, kind: str, side: str) -> str:
    """The address in the last message of this kind to this side."""
    with inside(folder):
        query = db.select(Message).where(Message.kind == kind).order_by(Message.id.desc())
        mine = (one for one in db.session.scalars(query) if one.facts.get("pair") == ref)
        return f"/l/{link_token(next(one for one in mine if one.facts['side'] == side))}"


def let_it_be_over(folder: Path, ref: str) -> None:
    """The planned meeting lies behind now, and the mentor is asked."""
    with inside(folder):
        meeting = db.session.scalars(db.select(Meeting).join(Meeting.pair).where(Pair.ref == ref)).one()
        meeting.at = clock.now() - timedelta(hours=2)
        db.session.flush()
        ask_whether_held(meeting, clock.now())
