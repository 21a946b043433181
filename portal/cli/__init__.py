"""`flask portal ...`: what runs beside the site."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from portal import clock
from portal.cli.admin import admin
from portal.cli.applications import applications
from portal.cli.backup import backup, restore
from portal.cli.dates import dates
from portal.cli.doctor import doctor
from portal.cli.messages import messages
from portal.cli.moving import move_to_postgres
from portal.cli.promises import promises
from portal.cli.retention import retention
from portal.cli.running import audit, worker
from portal.cli.search import search
from portal.cli.settings import where_from
from portal.config import SETTINGS
from portal.database import db
from portal.vault import new_data_key

group = AppGroup("portal", help="Run and look after the portal.")


@group.command("demo")
def demo() -> None:
    """Fill an empty database with a believable association. A filled one is left alone."""
    from portal.demo.accounts import let_in
    from portal.demo.build import build, is_empty

    if not is_empty():
        click.echo("The database already holds courses: left as it is.")
        return
    count = build(clock.now())
    click.echo(f"Demo data: {count.sessions} course sessions, {count.sign_ups} sign-ups.")
    if current_app.config["PORTAL_DEMO"]:
        click.echo(f"{let_in(clock.now())} accounts to sign in with.")
        db.session.commit()


@group.command("settings")
@click.option("--now", is_flag=True, help="Where each comes from: nobody set it, the environment, the back office.")
def settings(now: bool) -> None:
    """List every setting, its default and its meaning, as the table of docs/configuration.md."""
    click.echo("\n".join(where_from()) if now else settings_table(), nl=now)


@group.command("keys")
def keys() -> None:
    """Draw fresh keys for a new portal, to be kept outside the database and its backups."""
    import secrets

    click.echo(f"PORTAL_SECRET_KEY={secrets.token_urlsafe(48)}")
    click.echo(f"PORTAL_DATA_KEYS={new_data_key()}")
    click.echo(f"PORTAL_LOOKUP_KEY={secrets.token_urlsafe(48)}")


@group.command("i18n")
@click.option("--folder", type=click.Path(path_type=Path), help="Where the catalogues lie, if not in the portal.")
def i18n(folder: Path | None) -> None:
    """Lay new words into every catalogue, take out those no longer used, and say what is missing."""
    from portal.i18n import TRANSLATIONS, refresh

    for code, lacking in refresh(folder or TRANSLATIONS).items():
        click.echo(f"{code}: {len(lacking)} missing" if lacking else f"{code}: complete")
        for message in lacking:
            click.echo(f"  {message.id if isinstance(message.id, str) else message.id[0]}")


@group.command("welcome")
@click.option("--address", required=True)
def welcome(address: str) -> None:
    """Say where the portal answers, for `make run`."""
    database = current_app.config["SQLALCHEMY_DATABASE_URI"].split(":", 1)[0]
    click.echo(f"\n  {current_app.config['PORTAL_ORGANISATION']} answers at {address}  ({database})")
    click.echo("  Learners need no account: they come back with the code of their card.")
    if current_app.config["PORTAL_DEMO"]:
        click.echo(f"  Sign in as the team, password and codes on the page: {address}/fr/sign-in")
        click.echo(f"  Every message as it went out: {address}/fr/demo/messages")
    click.echo("  Stop with Ctrl-C.\n")


def settings_table() -> str:
    lines = ["| setting | default | meaning |", "|---|---|---|"]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else ""
        must = " **A public portal must set it.**" if setting.own else ""
        lines.append(f"| `PORTAL_{setting.name}` | {default} | {setting.meaning}{must} |")
    return "\n".join(lines) + "\n"


COMMANDS = (
    admin,
    applications,
    promises,
    messages,
    dates,
    worker,
    audit,
    backup,
    restore,
    move_to_postgres,
    doctor,
    retention,
    search,
)
for command in COMMANDS:
    group.add_command(command)


def init_cli(app: Flask) -> None:
    app.cli.add_command(group)
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
