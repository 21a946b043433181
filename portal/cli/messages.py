"""`flask portal messages`: the outbox as staff see it, what failed, and sending again."""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import by_ref, log, resend
from portal.domain.messages.states import State
from portal.domain.moves import MoveNotAllowed
from portal.web.languages import speaking
from portal.web.letters.kinds import worded
from portal.web.letters.subject import NothingToSay

messages = AppGroup("messages", help="The outbox: what went out, what waits, what failed.")


@messages.command("list")
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only these.")
@click.option("--most", default=50, show_default=True)
def show_list(state: str | None, most: int) -> None:
    """The newest first, with how many there are of each state."""
    _counts()
    for message in log([State(state)] if state else (), most):
        problem = f"  {message.problem}" if message.problem else ""
        tries = f"  {message.tries} tries" if message.tries > 1 else ""
        click.echo(
            f"{message.ref}  {message.created_at:%Y-%m-%d %H:%M} UTC  {message.channel:<5}  {message.state:<7} "
            f" {message.kind}{tries}{problem}"
        )


@messages.command("failures")
def failures() -> None:
    """What could not be delivered; for each one the team owes a call."""
    dead = log([State.DEAD], 500)
    if not dead:
        click.echo("Nothing failed.")
    for message in dead:
        click.echo(f"{message.ref}  {message.kind}  {message.tries} tries  {message.problem}")


@messages.command("show")
@click.argument("ref")
def show(ref: str) -> None:
    """One message with its words."""
    message = _message(ref)
    click.echo(f"{message.ref}  {message.kind}  {message.channel}  {message.state}  {message.language}")
    try:
        with speaking(message.language):
            words = worded(message)
            click.echo(f"  {words.subject}")
            for sentence in words.sentences:
                click.echo(f"  {sentence}")
    except NothingToSay:
        click.echo("  What it was about is gone.")


@messages.command("resend")
@click.argument("ref")
def resend_one(ref: str) -> None:
    """Let a message go out again, with all its tries before it."""
    message = _message(ref)
    try:
        resend(message, clock.now())
    except MoveNotAllowed as refusal:
        raise click.ClickException(f"This message is {message.state}: it cannot be sent again.") from refusal
    db.session.commit()
    click.echo(f"{ref}: queued again.")


@messages.command("resend-failures")
@click.option("--problem", help="Only those that failed for this reason, as `failures` shows it.")
def resend_failures(problem: str | None) -> None:
    """Let all that failed go out again: a wrong setting was put right."""
    again = [message for message in log([State.DEAD], 100_000) if problem in {None, message.problem}]
    for message in again:
        resend(message, clock.now())
    db.session.commit()
    click.echo(f"{len(again)} queued again.")


def _message(ref: str) -> Message:
    message = by_ref(ref)
    if message is None:
        raise click.ClickException("There is no message of this name. `flask portal messages list` shows them.")
    return message


def _counts() -> None:
    by_state = db.session.execute(select(Message.state, func.count()).group_by(Message.state)).all()
    counted = {str(state): count for state, count in by_state}
    click.echo("  ".join(f"{state}: {counted.get(state.value, 0)}" for state in State))
    unreached = db.session.scalar(
        select(func.count(func.distinct(Message.person_id))).where(Message.channel == Channel.CARD)
    )
    click.echo(f"not reachable: {unreached or 0}")
