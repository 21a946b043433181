"""`flask portal dates`: calling a date off, and more or fewer seats, until the back office comes."""

import click
from flask.cli import AppGroup

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_by_ref
from portal.domain.signups.changes import cancel_course_session, change_capacity
from portal.domain.signups.told import not_reachable, of_session
from portal.web import dates as words
from portal.web.languages import offered, speaking
from portal.web.words import text

dates = AppGroup("dates", help="Dates of courses, by the name in their address (/sessions/NAME).")


@dates.command("cancel")
@click.argument("ref")
@click.option("--yes", is_flag=True, help="Do not ask.")
def cancel(ref: str, yes: bool) -> None:
    """Call a date off. Everybody with a seat or a place in line is told, with the next dates."""
    course_session = _course_session(ref)
    people = of_session(course_session)
    with speaking(offered()[0].code):
        what = f"{text(course_session.course.title)}, {words.session_when(course_session)}"
    if not yes:
        click.confirm(f"{what}: {len(people)} sign-ups end. Call it off?", abort=True)
    cancel_course_session(course_session, clock.now())
    db.session.commit()
    click.echo(f"Called off. {len(people)} told, of these not reachable: {len(not_reachable(people))}.")


@dates.command("seats")
@click.argument("ref")
@click.argument("capacity", type=click.IntRange(0, 1000))
def seats(ref: str, capacity: int) -> None:
    """More seats, or fewer: nobody loses one, and the waiting list moves up when there are more."""
    change_capacity(_course_session(ref), capacity, clock.now())
    db.session.commit()
    click.echo(f"{ref}: {capacity} seats.")


def _course_session(ref: str) -> CourseSession:
    found = course_session_by_ref(ref)
    if found is None:
        raise click.ClickException("There is no date of this name. It stands in its address: /sessions/NAME.")
    return found
