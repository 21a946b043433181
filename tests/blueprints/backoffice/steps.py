"""Being of the team, for tests of the back office."""

from portal import clock
from portal.domain.accounts import sign_ins
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.models import Place
from tests import make
from tests.html import PortalClient


def signed_in(
    client: PortalClient, role: str | None = "staff", places: tuple[Place, ...] = (), two_factors: bool = True
) -> Account:
    """Let the browser be signed in by somebody with this role at these places (none named: at all)."""
    who = make.account(role, *places)
    let_in(client, who, two_factors)
    return who


def let_in(client: PortalClient, who: Account, two_factors: bool = True) -> None:
    """Let the browser be signed in by `who`, as if they had gone through the sign-in."""
    token = sign_ins.begin(who, "Firefox, Android", two_factors, clock.now())
    make.db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = token
