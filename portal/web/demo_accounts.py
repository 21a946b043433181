"""Only where data is invented: who can sign in, and by what. Elsewhere these accounts are not there, and nothing of
this is shown."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app

from portal import clock
from portal.domain.accounts import second_factor
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.accounts import by_email
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.roles import grants_of
from portal.web.roles import grant_words

#: Known to everybody, for accounts of a demonstration alone.
PASSWORD = "demo demo demo"  # noqa: S105
SECRET = "DEMODEMODEMODEMODEMODEMODEMODEMO"  # noqa: S105


@dataclass(frozen=True)
class Trial:
    """`place`: the slug of the place; None for all. `end_days`: after how many days the role ends."""

    name: str
    email: str
    role: OfficeRole
    place: str | None = None
    end_days: int | None = None


TRIALS = (
    Trial("Awa Diallo", "admin@demo.example.org", OfficeRole.ADMIN),
    Trial("Louis Martin", "montreuil@demo.example.org", OfficeRole.STAFF, "montreuil"),
    Trial("Sofia Petrenko", "team@demo.example.org", OfficeRole.STAFF),
    Trial("Karim Haddad", "trainer@demo.example.org", OfficeRole.TRAINER, "montreuil", end_days=180),
    Trial("Zahra Ahmadi", "volunteer@demo.example.org", OfficeRole.VOLUNTEER),
)


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
