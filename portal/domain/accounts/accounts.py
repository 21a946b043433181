"""Accounts: inviting, finding, closing, and their password. Their rights stand in `roles`, their phone in
`second_factor`."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts import links, second_factor, sign_ins
from portal.domain.accounts.account_models import Account, LinkFor, OfficeRole, SignIn
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.passwords import passwords
from portal.domain.accounts.roles import grant, refuse_to_lose_the_last_admin
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.vault import new_ref


class EmailTaken(Exception):
    """An account has this e-mail already."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.ref)
        self.account = account


class NotNow(Exception):
    """What is asked for fits no account in this state: one that is closed, or open already."""


@dataclass(frozen=True)
class Invitation:
    """`place_id`: None for all places. `until`: the role ends by itself then."""

    name: str
    email: Reach
    role: OfficeRole
    language: str
    phone: Reach | None = None
    place_id: int | None = None
    until: datetime | None = None


def invite(invitation: Invitation, by: Account | None, zone: ZoneInfo, now: datetime) -> Account:
    """Make an account with its first role, and send the link that opens it. Raises `EmailTaken`."""
    begin_write()
    known = by_email(invitation.email)
    if known:
        raise EmailTaken(known)
    phone = invitation.phone
    account = Account(
        ref=new_ref(10),
        name=invitation.name,
        email=invitation.email.value,
        email_digest=invitation.email.digest,
        phone=phone.value if phone else None,
        phone_digest=phone.digest if phone else None,
        language=invitation.language,
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    grant(account, invitation.role, invitation.place_id, invitation.until, by, now)
    links.send(account, LinkFor.INVITATION, zone, now)
    return account


def by_email(email: Reach) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email_digest == email.digest))


def by_ref(ref: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.ref == ref))


def address_of(owner: str | None) -> str | None:
    """Where an account that owes something is told of it (`account:<ref>`); None: it is no account, or closed."""
    noun, _colon, ref = (owner or "").partition(":")
    account = by_ref(ref) if noun == "account" else None
    return account.email if account and account.closed_at is None else None


def is_usable(account: Account) -> bool:
    """Has whoever it is for ever come in by themselves?"""
    return account.closed_at is None and account.password_hash is not None


def with_password(email: Reach, password: str, now: datetime) -> Account | None:
    """The open account of this e-mail and password. As much work for an e-mail that nobody has."""
    account = by_email(email)
    right = passwords.match(account.password_hash if account else None, password)
    if account is None or not right or account.closed_at is not None:
        return None
    if passwords.outdated(account.password_hash or ""):
        begin_write()
        account.password_hash = passwords.keep(password)
        db.session.flush()
    return account


def choose_password(
    account: Account, password: str, zone: ZoneInfo, now: datetime, here: SignIn | None = None
) -> None:
    """From now on this one is asked for; every other browser is signed out, and its owner is told."""
    begin_write()
    changed = account.password_hash is not None
    account.password_hash = passwords.keep(password)
    sign_ins.end_all(account, now, but=here)
    if changed:
        tell_changed(account, "password", zone, now)
    db.session.flush()


def tell_changed(account: Account, what: str, zone: ZoneInfo, now: datetime) -> Message:
    """Whoever did not do it themselves must hear of it, by e-mail, whatever else was taken from them."""
    news = News(
        MessageKind.ACCOUNT_CHANGED,
        f"account:{account.id}",
        f"account_changed:{account.ref}:{what}:{now:%Y%m%d%H%M%S%f}",
        zone,
        {"what": what},
    )
    return tell(news, links.recipient(account), now)


def close(account: Account, now: datetime) -> None:
    """It opens nothing from the next request on, nor do its links. Raises `LastAdmin`."""
    begin_write()
    if account.closed_at is not None:
        raise NotNow
    refuse_to_lose_the_last_admin(account, now)
    account.closed_at = now
    sign_ins.end_all(account, now)
    links.void(account, now)
    db.session.flush()


def reopen(account: Account) -> None:
    """With the rights it still has."""
    begin_write()
    if account.closed_at is None:
        raise NotNow
    account.closed_at = None
    db.session.flush()


def reset_factor(account: Account, zone: ZoneInfo, now: datetime) -> Message:
    """The phone is lost, and the codes with it: a link by e-mail starts over, with a new password and a new phone.

    The password goes too: it alone must not be enough to set up the next phone. Raises `LastAdmin`.
    """
    begin_write()
    if account.closed_at is not None:
        raise NotNow
    refuse_to_lose_the_last_admin(account, now)
    return start_again(account, zone, now)


def start_again(account: Account, zone: ZoneInfo, now: datetime) -> Message:
    """The same without asking who is left: for whoever has the machine itself in hand."""
    begin_write()
    second_factor.forget(account)
    account.password_hash = None
    sign_ins.end_all(account, now)
    links.void(account, now)
    return links.send(account, LinkFor.FACTOR, zone, now)
