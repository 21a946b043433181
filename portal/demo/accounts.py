"""Who can sign in to the demonstration: one of each role, with a password and a code that everybody is shown."""

from contextlib import suppress
from datetime import datetime, timedelta

from portal.database import begin_write, db
from portal.domain.accounts.account_models import TWO_FACTORS, Account
from portal.domain.accounts.accounts import by_email
from portal.domain.accounts.contacts import read_email
from portal.domain.accounts.passwords import passwords
from portal.domain.accounts.roles import GrantedAlready, grant
from portal.domain.catalogue.search import places as every_place
from portal.vault import new_ref
from portal.web.demo_accounts import PASSWORD, SECRET, TRIALS, Trial


def let_in(now: datetime) -> int:
    """Make the accounts; returns how many. Never outside a demonstration: their secrets are no secrets."""
    places = {place.slug: place.id for place in every_place()}
    kept = passwords.keep(PASSWORD)
    for trial in TRIALS:
        _account(trial, places.get(trial.place or ""), kept, now)
    return len(TRIALS)


def _account(trial: Trial, place_id: int | None, kept: str, now: datetime) -> None:
    begin_write()
    reach = read_email(trial.email)
    both = trial.role in TWO_FACTORS
    known = by_email(reach)
    account = known or Account(
        ref=new_ref(10),
        name=trial.name,
        email=reach.value,
        email_digest=reach.digest,
        language="fr",
        totp_secret=SECRET if both else None,
        totp_confirmed_at=now if both else None,
        created_at=now,
    )
    account.password_hash = kept
    db.session.add(account)
    db.session.flush()
    until = now + timedelta(days=trial.end_days) if trial.end_days else None
    with suppress(GrantedAlready):  # a volunteer of the demo has theirs
        grant(account, trial.role, place_id, until, None, now)
