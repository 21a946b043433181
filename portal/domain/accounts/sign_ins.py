"""Browsers that are signed in: rows in the database, so that ending one ends it whatever the browser still holds."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account, SignIn
from portal.vault import new_ref, vault

#: A busy browser is written down once in so long, not at every page.
_SEEN_EVERY = timedelta(minutes=1)


def _digest(token: str) -> str:
    return vault.digest("sign-in", token)


def begin(account: Account, agent: str, two_factors: bool, now: datetime) -> str:
    """Sign this account in; returns the token the browser keeps."""
    begin_write()
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            ref=new_ref(16),
            account_id=account.id,
            token_digest=_digest(token),
            created_at=now,
            seen_at=now,
            agent=agent[:60],
            two_factors=two_factors,
        )
    )
    db.session.flush()
    return token


def find(token: str, now: datetime) -> SignIn | None:
    """The sign-in of this token, unless it has ended or its account is closed."""
    known = select(SignIn).where(SignIn.token_digest == _digest(token), SignIn.ended_at.is_(None))
    found = db.session.scalar(known.options(joinedload(SignIn.account)))
    return found if found and found.account.closed_at is None else None


def is_over(sign_in: SignIn, idle: timedelta, longest: timedelta, now: datetime) -> bool:
    """Left alone for too long, or signed in for longer than anybody may be."""
    return now - sign_in.seen_at > idle or now - sign_in.created_at > longest


def seen(sign_in: SignIn, now: datetime) -> bool:
    """Note that it is in use; returns whether there was anything to write."""
    if now - sign_in.seen_at < _SEEN_EVERY:
        return False
    begin_write()
    sign_in.seen_at = now
    db.session.flush()
    return True


def end(sign_in: SignIn, now: datetime) -> None:
    begin_write()
    sign_in.ended_at = sign_in.ended_at or now
    db.session.flush()


def end_all(account: Account, now: datetime, but: SignIn | None = None) -> None:
    """Everywhere, or everywhere else."""
    begin_write()
    open_ones = update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
    if but is not None:
        open_ones = open_ones.where(SignIn.id != but.id)
    db.session.execute(open_ones.values(ended_at=now))


def open_of(account: Account) -> list[SignIn]:
    """Where the account is signed in, the one seen last first."""
    query = select(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))


def open_one(account: Account, ref: str) -> SignIn | None:
    return next((one for one in open_of(account) if one.ref == ref), None)


#: What a browser says of itself holds the names of its forebears, too: the first that fits is meant.
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chromium", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
_CALLED = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "FxiOS": "Firefox", "CriOS": "Chrome"}
_CALLED |= {"Macintosh": "Mac", "CrOS": "ChromeOS"}


def in_few_words(agent: str) -> str:
    """Browser and system, to recognise it in a list: "Firefox, Android". Empty: it does not say."""
    found = (next((name for name in names if name in agent), "") for names in (_BROWSERS, _SYSTEMS))
    return ", ".join(_CALLED.get(name, name) for name in found if name)
