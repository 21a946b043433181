"""`flask portal applications`: who applied, and the answers of the team, until the back office comes."""

from collections.abc import Callable
from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_by_ref
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups import answers, interviews
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import application_of, note_met, set_info_meeting
from portal.domain.signups.codes import show_code
from portal.domain.signups.lookup import by_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import NotEnoughSeats, count_of
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal
from portal.domain.signups.told import about
from portal.web import dates
from portal.web.applications import day_part_words, refusal_words
from portal.web.languages import offered, speaking
from portal.web.words import text

applications = AppGroup("applications", help="Who applied for a course, by the CODE of their card.")

_WHEN = click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"])


@applications.command("list")
def show_list() -> None:
    """Every application that waits for an answer, soonest owed first."""
    waits = (
        select(SignUp).join(Application, Application.sign_up_id == SignUp.id).where(SignUp.state == State.REQUESTED)
    )
    found = [(open_about(about(one), PromiseKind.APPLICATION), one) for one in db.session.scalars(waits)]
    with speaking(offered()[0].code):
        if not found:
            click.echo("Nobody waits for an answer.")
        for owed, sign_up in sorted(found, key=lambda one: (one[0] is None, one[0] and one[0].reply_by, one[1].id)):
            zone = sign_up.course_session.place.zone
            until = dates.moment_words(owed.reply_by, zone) if owed else "-"
            click.echo(
                f"{show_code(sign_up.code)}  {_known(sign_up).step:9} {sign_up.person.first_name}, until {until}"
            )
            click.echo(f"          {_course(sign_up.course_session)}")


@applications.command("show")
@click.argument("code")
def show(code: str) -> None:
    """One of them, with what they wrote and how to reach them."""
    sign_up = _sign_up(code)
    application, session = _known(sign_up), sign_up.course_session
    zone = session.place.zone
    free = count_of(session).free(session.capacity)
    with speaking(offered()[0].code):
        ways = [contact.value for contact in sign_up.person.contacts] or ["(not reachable)"]
        click.echo(f"{show_code(sign_up.code)}  {sign_up.state}, {application.step}")
        click.echo(f"  who       {' '.join([sign_up.person.first_name, *ways])}")
        click.echo(f"  course    {_course(session)} ({session.ref}), {free} of {session.capacity} seats free")
        click.echo(f"  why       {application.why or '-'}")
        click.echo(f"  free      {', '.join(map(day_part_words, application.when_free)) or '-'}")
        if session.info_meeting_at:
            click.echo(f"  meeting   {dates.moment_words(session.info_meeting_at, zone)}")
        if application.interview_at:
            click.echo(f"  interview {dates.moment_words(application.interview_at, zone)}")
        owed = open_about(about(sign_up), PromiseKind.APPLICATION)
        if owed:
            click.echo(f"  until     {dates.moment_words(owed.reply_by, zone)}")
        for move in application.history:
            click.echo(f"  {move.at:%Y-%m-%d %H:%M} UTC  {move.to_step} ({move.role})")


@applications.command("meeting")
@click.argument("ref")
@click.argument("when", type=_WHEN)
@click.option("--url", help="Online, at this address; without it, at the place.")
def meeting(ref: str, when: datetime, url: str | None) -> None:
    """Set the information meeting of the date REF (as in /sessions/REF), by the clock of its place."""
    course_session = course_session_by_ref(ref)
    if course_session is None:
        raise click.ClickException("There is no date of this name. It stands in its address: /sessions/NAME.")
    told = set_info_meeting(course_session, _there(course_session, when), url, clock.now())
    db.session.commit()
    click.echo(f"{ref}: information meeting set. {told} told.")


@applications.command("meet")
@click.argument("code")
def meet(code: str) -> None:
    """They came to the information meeting."""
    _do(code, lambda sign_up: note_met(sign_up, clock.now()))


@applications.command("interview")
@click.argument("code")
@click.argument("when", type=_WHEN)
def interview(code: str, when: datetime) -> None:
    """Propose a date, by the clock of the place: WHEN is "2026-12-03 14:00"."""
    at = _there(_sign_up(code).course_session, when)
    try:
        _do(code, lambda sign_up: interviews.propose_interview(sign_up, at, clock.now()))
    except interviews.BadDate as refusal:
        by = f" and before the answer is owed, {refusal.answer_by:%Y-%m-%d %H:%M} UTC" if refusal.answer_by else ""
        raise click.ClickException(f"Choose a date that lies ahead{by}.") from refusal


@applications.command("agree")
@click.argument("code")
def agree(code: str) -> None:
    """They said yes to the proposed date, by phone."""
    try:
        _do(code, lambda sign_up: interviews.agree(sign_up, Role.STAFF, clock.now()))
    except interviews.BadDate as refusal:
        raise click.ClickException("No date that lies ahead was proposed.") from refusal


@applications.command("held")
@click.argument("code")
def held(code: str) -> None:
    """The interview took place."""
    _do(code, lambda sign_up: interviews.note_held(sign_up, clock.now()))


@applications.command("accept")
@click.argument("code")
def accept(code: str) -> None:
    """Yes: they have a seat, and are told."""
    try:
        _do(code, lambda sign_up: answers.accept(sign_up, clock.now()))
    except NotEnoughSeats as refusal:
        raise click.ClickException("All seats are taken. Let them wait, or refuse.") from refusal


@applications.command("wait")
@click.argument("code")
def wait(code: str) -> None:
    """All seats are taken: they wait in line for one, and are told."""
    try:
        _do(code, lambda sign_up: answers.put_in_line(sign_up, clock.now()))
    except answers.SeatsFree as refusal:
        raise click.ClickException("Seats are free: accept them.") from refusal
    except answers.TooLate as refusal:
        raise click.ClickException("It is too late to wait for a seat. Accept or refuse.") from refusal


@applications.command("refuse")
@click.argument("code")
@click.option("--reason", type=click.Choice([one.value for one in Refusal]), required=True)
def refuse(code: str, reason: str) -> None:
    """No, with the reason they read on their card."""
    _do(code, lambda sign_up: answers.refuse(sign_up, Refusal(reason), clock.now()))
    with speaking(offered()[0].code):
        click.echo(f"They read: {refusal_words(reason)}")


def _do(code: str, verb: Callable[[SignUp], None]) -> None:
    """Carry it out and say how the application stands then."""
    sign_up = _sign_up(code)
    _known(sign_up)
    try:
        verb(sign_up)
    except MoveNotAllowed as refusal:
        db.session.rollback()
        raise click.ClickException(f"That cannot be done now: {refusal.source}.") from refusal
    db.session.commit()
    click.echo(f"{show_code(sign_up.code)}: {sign_up.state}, {_known(sign_up).step}.")


def _sign_up(code: str) -> SignUp:
    found = by_code(code)
    if found is None:
        raise click.ClickException("No booking has this code.")
    return found


def _known(sign_up: SignUp) -> Application:
    application = application_of(sign_up)
    if application is None:
        raise click.ClickException("This seat was taken without an application.")
    return application


def _course(course_session: CourseSession) -> str:
    return f"{text(course_session.course.title)}, {dates.session_when(course_session)}"


def _there(course_session: CourseSession, when: datetime) -> datetime:
    """What the clock on the wall of the place shows at that moment."""
    try:
        return local_instant(when.date(), when.time(), course_session.place.zone)
    except NoSuchLocalTime as refusal:
        raise click.ClickException("The clocks skip this hour. Choose another.") from refusal
