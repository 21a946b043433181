"""The second factor: six digits from an app (RFC 6238), or one of the recovery codes on paper. None is good twice."""

import unicodedata
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import delete, func, or_, select, update

from portal.database import begin_write, db
from portal.domain.accounts.account_models import TWO_FACTORS, Account, RecoveryCode
from portal.domain.accounts.roles import Powers
from portal.vault import new_ref, vault

#: How long six digits are good, and how many steps a clock may be wrong.
_STEP, _DRIFT = timedelta(seconds=30), 1
#: How many recovery codes there are, of how many letters: 59 bits each.
CODES, _LETTERS = 10, 12


class WrongCode(Exception):
    """These are not the digits of now, or they were used already."""


def new_secret() -> str:
    return pyotp.random_base32()


def setup_address(secret: str, email: str, issuer: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def code_at(secret: str, now: datetime) -> str:
    """The digits an app shows, for a demonstration."""
    return pyotp.TOTP(secret).at(now)


def owed(account: Account, powers: Powers) -> bool:
    """Must this account show a second factor at each sign-in? Whoever has one, and the back office anyway."""
    return account.totp_confirmed_at is not None or bool(powers.roles & TWO_FACTORS)


def confirm(account: Account, secret: str, code: str, now: datetime) -> list[str]:
    """The app shows the right digits: its secret is in force from now on, with new recovery codes.

    Raises `WrongCode`.
    """
    begin_write()
    step = _step_of(secret, code, now)
    if step is None:
        raise WrongCode
    account.totp_secret, account.totp_confirmed_at, account.totp_step = secret, now, step
    return new_codes(account)


def check(account: Account, typed: str, now: datetime) -> None:
    """The digits of the app, or a recovery code; either is spent by it. Raises `WrongCode`."""
    begin_write()
    if not (_spend_digits(account, typed, now) or _spend_code(account, typed, now)):
        raise WrongCode
    db.session.refresh(account)


def new_codes(account: Account) -> list[str]:
    """Draw recovery codes, shown this once; those from before open nothing any more."""
    begin_write()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    drawn = [new_ref(_LETTERS) for _number in range(CODES)]
    db.session.add_all(RecoveryCode(account_id=account.id, digest=_digest(code)) for code in drawn)
    db.session.flush()
    return [" ".join(code[at : at + 4] for at in range(0, _LETTERS, 4)) for code in drawn]


def codes_left(account: Account) -> int:
    query = select(func.count()).where(RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None))
    return int(db.session.scalar(query) or 0)


def forget(account: Account) -> None:
    """The phone is lost: neither its digits nor the codes on paper open anything."""
    begin_write()
    account.totp_secret = account.totp_confirmed_at = account.totp_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    db.session.flush()


def _step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Of which time step these digits are, a little clock error allowed."""
    digits, totp = _plain(typed), pyotp.TOTP(secret)
    if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
        return None
    for drift in range(-_DRIFT, _DRIFT + 1):
        moment = now + drift * _STEP
        if totp.verify(digits, for_time=moment):
            return int(totp.timecode(moment))
    return None


def _spend_digits(account: Account, typed: str, now: datetime) -> bool:
    if account.totp_secret is None or account.totp_confirmed_at is None:
        return False
    step = _step_of(account.totp_secret, typed, now)
    if step is None:
        return False
    # One statement: of two who send the same digits at once, one is late.
    later = or_(Account.totp_step.is_(None), Account.totp_step < step)
    done = db.session.execute(update(Account).where(Account.id == account.id, later).values(totp_step=step))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def _spend_code(account: Account, typed: str, now: datetime) -> bool:
    mine = (RecoveryCode.account_id == account.id, RecoveryCode.digest == _digest(_plain(typed)))
    unused = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None))
    done = db.session.execute(unused.values(used_at=now))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]


def _plain(typed: str) -> str:
    """Without the spaces and dashes of groups, digits of any script as 0 to 9."""
    signs = (str(unicodedata.digit(sign, sign)) for sign in typed.casefold())
    return "".join(sign for sign in signs if sign.isalnum())


def _digest(code: str) -> str:
    return vault.digest("recovery code", code)
