"""Which side of a pair sits in front of this browser."""

from flask import abort
from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import KNOWN_TO_EACH_OTHER
from portal.domain.mentoring.told import about_volunteer
from portal.domain.messages import outbox
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.signups.models import SignUp
from portal.web import holder, office


def by_ref(ref: str) -> Pair | None:
    return db.session.scalar(select(Pair).where(Pair.ref == ref))


def must_know_each_other(pair: Pair) -> None:
    """Where not both have said yes, there is no page of the two: 404."""
    if pair.state not in KNOWN_TO_EACH_OTHER:
        abort(404, description="letter")


def side_here(pair: Pair) -> Side | None:
    """The learner by a card of theirs, the mentor by their account or by a letter about this pair; None: neither."""
    if is_signed_mentor(pair) or _by_letter(pair):
        return Side.MENTOR
    return Side.LEARNER if _holds_card(pair) else None


def is_signed_mentor(pair: Pair) -> bool:
    """Signed in, not only come by a link: what a forwarded mail must not show is shown to them."""
    who = office.current_account()
    return who is not None and pair.volunteer.account_id == who.id


def themselves(pair: Pair, side: Side) -> bool:
    """A learner holds the card; a mentor who came by the link of a mail may not be the one it was sent to."""
    return side is Side.LEARNER or is_signed_mentor(pair)


def _by_letter(pair: Pair) -> bool:
    """Came by a link to the page of the pair; the link of a meeting opens that meeting, and no more."""
    refs = holder.letter_refs()
    if not refs:
        return False
    mine = select(Message).where(Message.ref.in_(refs), Message.about == about_volunteer(pair.volunteer))
    return any(
        outbox.purpose(message) == Purpose.PAIR and message.facts.get("pair") == pair.ref
        for message in db.session.scalars(mine)
    )


def _holds_card(pair: Pair) -> bool:
    refs = holder.held_refs()
    if not refs:
        return False
    mine = select(SignUp.id).where(SignUp.ref.in_(refs), SignUp.person_id == pair.mentee.person_id)
    return db.session.scalar(mine.limit(1)) is not None
