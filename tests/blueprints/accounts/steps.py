"""Coming in as people with an account do: with a password, the digits of an app, or a link."""

from typing import Any

import pyotp

from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.passwords import passwords
from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from tests import make
from tests.blueprints.letters import link
from tests.html import Page, PortalClient

SENTENCE = "la maison bleue du port"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def digits(secret: str = SECRET) -> str:
    """What the app on the phone shows now."""
    return pyotp.TOTP(secret).at(clock.now())


def volunteer(**facts: Any) -> Account:
    return make.account("volunteer", **facts)


def with_password(role: str = "volunteer", **facts: Any) -> Account:
    begin_write()
    return make.account(role, **{"password_hash": passwords.keep(SENTENCE)} | facts)


def with_phone(role: str = "staff", *places: Any, **facts: Any) -> Account:
    """Somebody of the team who has set up everything."""
    begin_write()
    ready = {"password_hash": passwords.keep(SENTENCE), "totp_secret": SECRET, "totp_confirmed_at": clock.now()}
    return make.account(role, *places, **ready | facts)


def give_password(client: PortalClient, account: Account, typed: str = SENTENCE, then: str = "") -> Page:
    make.db.session.commit()
    form = client.get_page(f"/en/sign-in{then}").form()
    return form.fill(email=account.email, password=typed).send()


def sign_in(client: PortalClient, account: Account) -> Page:
    page = give_password(client, account)
    return page.form().fill(code=digits()).send() if account.totp_confirmed_at else page


def last_message(kind: MessageKind) -> Message:
    message = db.session.scalars(db.select(Message).where(Message.kind == kind).order_by(Message.id.desc())).first()
    assert message, f"no message {kind}"
    return message


def open_link(client: PortalClient, kind: MessageKind = MessageKind.ACCOUNT_LINK) -> Page:
    return client.get_page(link(last_message(kind)))


def log() -> list[str]:
    """What the audit log says was done, in order."""
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))
