"""Links sent to an account: each good once, for one purpose, until a date. Opening one spends nothing."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from portal.database import begin_write, db
from portal.domain.accounts.account_models import TWO_FACTORS, Account, AccountLink, LinkFor
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind
from portal.domain.accounts.reaching import ways
from portal.domain.accounts.roles import powers_of
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, tell

#: How long each is good. Who is invited may be away; who asks for a link has the phone in hand.
LIVES = {
    LinkFor.INVITATION: timedelta(days=7),
    LinkFor.SIGN_IN: timedelta(minutes=30),
    LinkFor.PASSWORD: timedelta(minutes=60),
    LinkFor.FACTOR: timedelta(days=2),
}
#: A phone is shared by so many accounts at most.
_MOST_SHARING = 5


class State(StrEnum):
    OPEN = "open"
    USED = "used"
    OVER = "over"


class LinkSpent(Exception):
    """It was used, or its time is over."""


def recipient(account: Account, by_text: bool = False) -> Recipient:
    """How an account is written to: by e-mail, or by text message where they asked for one that can be sent."""
    if by_text and account.phone:
        return Recipient(account.language, Channel.TEXT, account.phone, account.phone_digest, account_id=account.id)
    return Recipient(account.language, Channel.EMAIL, account.email, account.email_digest, account_id=account.id)


def send(account: Account, purpose: LinkFor, zone: ZoneInfo, now: datetime, by_text: bool = False) -> Message:
    """Send a link; the ones before it stay good until one of them is used."""
    begin_write()
    link = AccountLink(account_id=account.id, purpose=purpose, made_at=now, until=now + LIVES[purpose])
    db.session.add(link)
    db.session.flush()
    kind = MessageKind.ACCOUNT_INVITED if purpose == LinkFor.INVITATION else MessageKind.ACCOUNT_LINK
    news = News(
        kind,
        f"account_link:{link.id}",
        f"{kind}:{link.id}",
        zone,
        {"purpose": purpose.value, "reply_by": link.until.isoformat()},
        useless_from=link.until,
    )
    return tell(news, recipient(account, by_text), now)


def ask(reach: Reach, wanted: LinkFor, zone: ZoneInfo, now: datetime) -> list[Message]:
    """Somebody gave this phone or e-mail to sign in. Nobody is told whether it belongs to an account.

    Whoever works in the back office signs in with a password: they get the link that lets choose one.
    """
    begin_write()
    by_text = reach.kind == ContactKind.PHONE
    if not ways.lead_to(reach):
        return []
    column = Account.phone_digest if by_text else Account.email_digest
    found = select(Account).where(column == reach.digest, Account.closed_at.is_(None)).order_by(Account.id)
    sent = []
    for account in db.session.scalars(found.limit(_MOST_SHARING)).all():
        purpose = LinkFor.PASSWORD if powers_of(account, now).roles & TWO_FACTORS else wanted
        sent.append(send(account, purpose, zone, now, by_text))
    return sent


def last_sent(account: Account) -> Message:
    """The message with the newest link of this account."""
    newest = select(Message).where(Message.account_id == account.id, Message.link_digest.is_not(None))
    return db.session.scalars(newest.order_by(Message.id.desc()).limit(1)).one()


def of_message(message: Message) -> AccountLink | None:
    noun, _colon, number = message.about.partition(":")
    return db.session.get(AccountLink, int(number)) if noun == "account_link" else None


def state(link: AccountLink, now: datetime) -> State:
    if link.used_at is not None:
        return State.USED
    return State.OVER if link.until <= now or link.account.closed_at is not None else State.OPEN


def needs_password(link: AccountLink, now: datetime) -> bool:
    """Is this link for choosing a password, or does it sign in by itself?"""
    chooses = link.purpose in {LinkFor.PASSWORD, LinkFor.FACTOR}
    return chooses or bool(powers_of(link.account, now).roles & TWO_FACTORS)


def spend(link: AccountLink, now: datetime) -> Account:
    """Use it, and with it every other of this account: one sign-in, one link. Raises `LinkSpent`."""
    begin_write()
    unused = (AccountLink.id == link.id, AccountLink.used_at.is_(None), AccountLink.until > now)
    account = link.account
    done = db.session.execute(update(AccountLink).where(*unused).values(used_at=now))
    if done.rowcount != 1 or account.closed_at is not None:  # type: ignore[attr-defined]
        raise LinkSpent
    void(account, now)
    return account


def void(account: Account, now: datetime) -> None:
    """No link sent until now opens anything."""
    begin_write()
    open_ones = (AccountLink.account_id == account.id, AccountLink.used_at.is_(None), AccountLink.until > now)
    db.session.execute(update(AccountLink).where(*open_ones).values(until=now))
