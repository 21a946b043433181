"""Only where data is invented: who can sign in, and by what, for whoever tries it out."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from portal import clock
from portal.domain.accounts import second_factor
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.accounts import by_email
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import grants_of
from portal.web.demo_accounts import SECRET, TRIALS
from portal.web.roles import grant_words


@dataclass(frozen=True)
class Shown:
    """One line of the list; `code`: what the app would show, where a second step is asked for."""

    name: str
    email: str
    may: str
    code: str


def who_can_sign_in() -> list[Shown]:
    """Empty but in a demonstration."""
    if not current_app.config["PORTAL_DEMO"]:
        return []
    found = (by_email(read_email(trial.email)) for trial in TRIALS)
    return [_shown(account) for account in found if account and account.closed_at is None]


def _shown(account: Account) -> Shown:
    may = "; ".join(grant_words(one) for one in grants_of(account, clock.now()))
    return Shown(account.name, account.email, may, demo_code(account))


def demo_code(account: Account) -> str:
    """The digits of now; the next ones, when somebody else who tries this has just used them."""
    if account.totp_secret != SECRET:
        return ""
    now = clock.now()
    step = int(now.timestamp()) // 30
    used = account.totp_step is not None and account.totp_step >= step
    return second_factor.code_at(SECRET, now + timedelta(seconds=30 * used))
