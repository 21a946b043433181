"""`flask portal admin`: the first admin of a new portal, and the way back in when nobody can let anybody in."""

import click
from flask.cli import AppGroup

from portal import clock
from portal.database import db
from portal.domain.accounts import links
from portal.domain.accounts.account_models import Account, LinkFor, OfficeRole
from portal.domain.accounts.accounts import Invitation, by_email, invite, reopen, start_again
from portal.domain.accounts.contacts import NotAnEmail, Reach, read_email
from portal.domain.accounts.roles import GrantedAlready, admins, grant
from portal.domain.auditlog.write import Actor, Way, write_down
from portal.domain.messages.models import Message
from portal.domain.signups.asked import home_zone
from portal.web.languages import KNOWN, offered
from portal.web.links import message_link

admin = AppGroup("admin", help="Who may let others in.")


@admin.command("create")
@click.option("--email", prompt=True, help="Where they sign in with, and get their link.")
@click.option("--name", prompt=True)
@click.option("--language", help="To write to them in; without, the first one offered.")
def create(email: str, name: str, language: str | None) -> None:
    """Make somebody admin, new or known. Prints the link by which they choose a password."""
    reach, now = _reach(email), clock.now()
    known = by_email(reach)
    if known is None:
        invited = Invitation(name, reach, OfficeRole.ADMIN, _language(language))
        account = invite(invited, None, home_zone(), now)
        _say("account.invited", account, role=OfficeRole.ADMIN.value)
        _end(account, links.last_sent(account))
        return
    try:
        grant(known, OfficeRole.ADMIN, None, None, None, now)
    except GrantedAlready as error:
        db.session.rollback()
        advice = "To let them in again: flask portal admin rescue"
        raise click.ClickException(f"{email} is admin already. {advice}") from error
    _say("account.granted", known, role=OfficeRole.ADMIN.value)
    if known.password_hash:
        db.session.commit()
        click.echo(f"{known.name} is admin from now on, with the password they have.")
    else:
        _end(known, links.send(known, LinkFor.INVITATION, home_zone(), now))


@admin.command("rescue")
@click.option("--email", prompt=True)
def rescue(email: str) -> None:
    """Somebody lost phone and recovery codes: a link to start again, also where no other admin is left."""
    account = by_email(_reach(email))
    if account is None:
        raise click.ClickException("No account has this e-mail. `flask portal admin list` shows them.")
    if account.closed_at is not None:
        reopen(account)
        _say("account.reopened", account)
    message = start_again(account, home_zone(), clock.now())
    _say("account.factor_reset", account)
    _end(account, message)


@admin.command("list")
def list_admins() -> None:
    """Who is admin now."""
    for account in admins(clock.now()):
        state = "" if account.password_hash else "  (never signed in)"
        click.echo(f"{account.email}  {account.name}{state}")


def _reach(email: str) -> Reach:
    try:
        return read_email(email)
    except NotAnEmail as error:
        raise click.ClickException("Write an e-mail such as nour@example.org.") from error


def _language(asked: str | None) -> str:
    if asked is not None and asked not in KNOWN:
        raise click.ClickException(f"Write one of: {', '.join(KNOWN)}.")
    return asked or offered()[0].code


def _say(action: str, account: Account, **facts: str) -> None:
    write_down(Actor(Way.COMMAND), action, f"account:{account.id}", clock.now(), facts=facts)


def _end(account: Account, message: Message) -> None:
    """The link goes out by e-mail as well; here it is for where no e-mail goes out yet."""
    db.session.commit()
    click.echo(f"{account.name} opens this link and chooses a password:\n\n  {message_link(message)}\n")
    click.echo("It is good once. Whoever has it is admin: give it to nobody else.")
