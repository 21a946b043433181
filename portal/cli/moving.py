"""`flask portal move-to-postgres`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from portal.backup.moving import move
from portal.backup.problems import BadBackup


@click.command("move-to-postgres")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def move_to_postgres(file: Path) -> None:
    """Copy the SQLite database FILE into the empty PostgreSQL database of PORTAL_DATABASE_URL, and compare the two.

    Stop the web server and the worker first. Run twice, it says whether both still hold the same.
    """
    try:
        moved = move(file, lambda table, rows: click.echo(f"{table}: {rows:,}"))
    except BadBackup as problem:
        raise click.ClickException(str(problem)) from problem
    if moved.already:
        click.echo(f"Nothing to do: all {moved.rows:,} rows of {moved.tables} tables are there, and the same.")
        return
    click.echo(f"{moved.rows:,} rows of {moved.tables} tables are there; counts and sums are the same on both sides.")
    click.echo("Keep PORTAL_DATABASE_URL as it is now, and start the web server and the worker.")
