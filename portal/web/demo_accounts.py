"""The accounts of a demonstration. Elsewhere they are not made; and one that was open nothing."""

from dataclasses import dataclass

from flask import current_app

from portal.domain.accounts.account_models import Account, OfficeRole

#: Known to everybody, for accounts of a demonstration alone.
DOMAIN = "@demo.example.org"
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
    Trial("Estelle Moreau", "recruiter@demo.example.org", OfficeRole.RECRUITER),
    Trial("Marie Dubois", "referrer@demo.example.org", OfficeRole.REFERRER),
)
#: Those that are of a volunteer, and of a recruiter.
VOLUNTEER, RECRUITER = TRIALS[-3], TRIALS[-2]


def is_shut(account: Account) -> bool:
    """A database that was a demonstration once must not be opened by secrets that everybody knows."""
    return account.email.endswith(DOMAIN) and not current_app.config["PORTAL_DEMO"]
