"""`flask portal retention`: what leaves by itself, let go now, or only listed."""

import click

from portal import clock
from portal.database import db
from portal.domain.signups.retention import clear, people_leaving, would_go

#: People that are named at most.
_MOST = 200


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would go, and let nothing go.")
def retention(dry_run: bool) -> None:
    """Let go what has been kept long enough, as the worker does every six hours."""
    now = clock.now()
    if not dry_run:
        gone = clear(now)
        db.session.commit()
        _say("went", gone)
        return
    _say("would go", would_go(now))
    for person in db.session.scalars(people_leaving(now).limit(_MOST)):
        click.echo(f"  person {person.id}, known since {person.created_at:%Y-%m-%d}")


def _say(verb: str, gone: dict[str, int]) -> None:
    if not gone:
        click.echo(f"Nothing {verb}.")
    for what, count in gone.items():
        click.echo(f"{what}: {count} {verb}")
