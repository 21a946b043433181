"""`flask portal worker` and `flask portal audit`."""

import logging
import signal
import sys
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import clock
from portal.domain.signups.audit import audit as look
from portal.web import schema
from portal.web.watching import watch_process
from portal.worker import Worker


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@with_appcontext
def worker(once: bool) -> None:
    """Deliver messages, keep promises, run the waiting lists, remind. Runs until it is told to stop."""
    if not watch_process(current_app):
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    hands = Worker(app)
    if once:
        click.echo(f"{hands.until_idle(clock.now())} things done.")
        return

    def end(*_: Any) -> None:
        hands.stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    hands.work()


@click.command("audit")
@with_appcontext
def audit() -> None:
    """Look whether anything is as it must never be; ends with 1 when something is."""
    if schema.behind():
        raise click.ClickException("The tables are of an older version. Run `flask db upgrade` first.")
    findings = look(clock.now())
    for finding in findings:
        click.echo(f"{finding.fault}: {finding.what}")
    if findings:
        sys.exit(1)
    click.echo("Nothing found.")
