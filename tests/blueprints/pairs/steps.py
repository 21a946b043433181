"""The two of a pair in front of their browsers."""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.passwords import passwords
from portal.domain.mentoring.meetings import log_new, plan
from portal.domain.mentoring.pair_models import Meeting, Pair, Side
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.vault import new_ref
from tests import make, make_mentoring
from tests.blueprints.accounts.steps import SENTENCE, give_password
from tests.blueprints.letters import link
from tests.blueprints.steps import holding
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, when
from tests.html import Page, PortalClient

PHONE = read_phone("06 12 34 56 78", "FR")


def two(**facts: Any) -> Pair:
    """Nour and Claire, who said yes to each other just now."""
    learner = make.sign_up(first_name=facts.pop("learner", "Nour"), reach=facts.pop("reach", PHONE))
    mentor = make_mentoring.volunteer(first_name="Claire", surname="Delcourt-Vasseur", language="en")
    return begun(mentee=make_mentoring.mentee(learner, **facts), volunteer=mentor)


def client_of(app: Flask, pair: Pair, side: Side) -> PortalClient:
    """The learner's browser, which holds the card, or that of the mentor, who is signed in."""
    client: PortalClient = app.test_client()
    if side is Side.MENTOR:
        make.begin_write()
        pair.volunteer.account.password_hash = passwords.keep(SENTENCE)
        give_password(client, pair.volunteer.account)
        return client
    holding(client, pair.mentee.sign_up)
    return client


def address(pair: Pair, rest: str = "") -> str:
    return f"/en/pairs/{pair.ref}{rest}"


def opened(app: Flask, pair: Pair, side: Side, rest: str = "") -> Page:
    return client_of(app, pair, side).get_page(address(pair, rest))


def planned(pair: Pair, at: datetime = NOW + timedelta(days=2)) -> Meeting:
    meeting = plan(pair, Side.MENTOR, when(at), NOW - timedelta(days=30), new_ref(16))
    make.db.session.commit()
    return meeting


def met(pair: Pair, at: datetime = NOW - timedelta(days=1)) -> Meeting:
    meeting = log_new(pair, Side.MENTOR, when(at), NOW, new_ref(16))
    make.db.session.commit()
    return meeting


def heard(pair: Pair, kind: MessageKind, side: Side) -> Message:
    """The last message of this kind to this side."""
    query = make.db.select(Message).where(Message.kind == kind).order_by(Message.id.desc())
    mine = (one for one in make.db.session.scalars(query) if one.facts.get("pair") == pair.ref)
    return next(one for one in mine if one.facts["side"] == side)


def by_letter(app: Flask, pair: Pair, kind: MessageKind, side: Side) -> Page:
    """What somebody sees who only has the link of this message."""
    client: PortalClient = app.test_client()
    return client.get_page(link(heard(pair, kind, side)))
