"""`flask portal search`: the index of words by which dates and jobs are found."""

import click
from flask.cli import AppGroup

from portal.database import db
from portal.domain.catalogue import index
from portal.domain.jobs import found_by

search = AppGroup("search", help="The index of words by which dates and jobs are found.")


@search.command("rebuild")
def rebuild() -> None:
    """Make the index anew: only needed after the database was changed by other means than the portal."""
    words = index.rebuild() + found_by.rebuild()
    db.session.commit()
    click.echo(f"The index holds {words} words.")
