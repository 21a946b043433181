"""`flask portal backup` and `flask portal restore`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import backup as copies
from portal import clock
from portal.backup.files import beside
from portal.backup.problems import BadBackup
from portal.database import db
from portal.domain.auditlog.write import Actor, Way, write_down

_File = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("file", type=_File)
@with_appcontext
def backup(file: Path) -> None:
    """Write the whole database into FILE, while people sign up. The keys are not in it."""
    try:
        size = copies.make(file, clock.now())
    except (BadBackup, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    write_down(Actor(Way.COMMAND), "backup.made", None, clock.now(), facts={"bytes": size})
    db.session.commit()
    click.echo(f"{file}: {size:,} bytes, checked.")
    if beside(file).exists():
        click.echo(f"{beside(file)}: the files that people sent. Keep the two together.")
    click.echo(f"Without the keys nobody can read it. They are in {_where_keys_are()}: keep them in another place.")


@click.command("restore")
@click.argument("file", type=_File)
@click.option("--replace", is_flag=True, help="The database holds something: let it go.")
@click.option("--hold", is_flag=True, help="Let no message go out until the team says so in the office.")
@with_appcontext
def restore(file: Path, replace: bool, hold: bool) -> None:
    """Let the database be what FILE holds. Stop the web server and the worker first; start them afterwards."""
    try:
        copies.look_into(file)
        if not replace and not copies.is_empty():
            raise BadBackup("The database is not empty. Make a backup of it, then say --replace.")
        found = copies.put_back(file, clock.now(), hold)
    except (BadBackup, OSError) as problem:
        db.session.rollback()
        raise click.ClickException(str(problem)) from problem
    if not found.behind:
        write_down(Actor(Way.COMMAND), "backup.restored", None, clock.now(), facts={"sign_ups": found.sign_ups})
    db.session.commit()
    click.echo(
        f"Restored: {found.course_sessions} course sessions, {found.people} people, {found.sign_ups} sign-ups."
    )
    if found.last_sign_up:
        click.echo(f"The last sign-up in it was made on {found.last_sign_up:%Y-%m-%d %H:%M} UTC.")
    if found.files:
        click.echo(f"{found.files} files that people sent are back.")
    if found.lost:
        click.echo(f"{found.lost} files are missing. Is {beside(file).name} not beside the backup?")
    if found.to_send and hold:
        click.echo(f"{found.to_send} messages wait. Nothing goes out until the channels are started again.")
    elif found.to_send:
        click.echo(f"{found.to_send} messages go out now; some may have gone out after the backup was made.")
    if found.behind:
        click.echo("It comes from an older version: run `flask db upgrade` before anything else.")
    click.echo("Start the web server and the worker again.")


def _where_keys_are() -> str:
    trial = Path(current_app.instance_path) / "keys.json"
    return str(trial) if trial.exists() else "the environment of the portal (PORTAL_DATA_KEYS, PORTAL_LOOKUP_KEY)"
