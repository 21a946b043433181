"""What a company does on its pages."""

from typing import Any

from portal.domain.accounts.account_models import Account
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from tests import make
from tests.blueprints.backoffice.steps import let_in
from tests.html import Page, PortalClient

SIRET = "732 829 320 00074"
FORM = "#join-form form"


def answers(**given: Any) -> dict[str, Any]:
    """The fewest answers that do, but for those given."""
    least = {"name": "Librairie du Canal", "kind": "company", "siret": SIRET, "recruiter": "Ana Diop"}
    return least | {"email": "ana@canal.example", "charter": "y"} | given


def join(client: PortalClient, **given: Any) -> Page:
    form = client.get_page("/en/companies/join").form(FORM)
    return form.fill(**answers(**given)).send()


def newest() -> Company:
    found = make.db.session.scalars(make.db.select(Company).order_by(Company.id.desc())).first()
    assert found
    return found


def mails(kind: MessageKind) -> list[Message]:
    return list(make.db.session.scalars(make.db.select(Message).where(Message.kind == kind).order_by(Message.id)))


def at_desk(client: PortalClient, who: Recruiter | Account) -> Page:
    """The desk of a recruiter who is signed in."""
    let_in(client, who.account if isinstance(who, Recruiter) else who, two_factors=False)
    return client.get_page("/en/company")
