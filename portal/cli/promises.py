"""`flask portal promises`: everything that waits for an answer, and saying that it was given."""

import click
from flask.cli import AppGroup

from portal import clock
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.lists import by_ref, open_promises
from portal.domain.promises.made import answer, close, pass_on
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.asked import now_owed
from portal.domain.signups.codes import show_code
from portal.domain.signups.kept_by_staff import answered_elsewhere
from portal.domain.signups.line import give_by_phone, waiting
from portal.domain.signups.lookup import by_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import NotBookable
from portal.domain.signups.told import not_reachable, of_session
from portal.web import dates
from portal.web.languages import offered, speaking
from portal.web.promises import about_words, owner_words, promise_words, to_whom

promises = AppGroup("promises", help="What is owed, by whom, until when.")


@promises.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what learners and the portal itself owe.")
def show_list(everything: bool) -> None:
    """Everything that waits, soonest first."""
    now = clock.now()
    with speaking(offered()[0].code):
        waits = open_promises(staff_only=not everything)
        if not waits:
            click.echo("Nothing waits for an answer.")
        for owed in waits:
            late = "  LATE" if owed.reply_by < now else ""
            click.echo(f"{owed.ref}  {dates.moment_words(owed.reply_by, owed.zone)}{late}")
            click.echo(f"          {promise_words(owed.kind)}: {about_words(owed)}".rstrip(": "))
            click.echo(f"          {owner_words(owed.owner)}" + (f" > {to_whom(owed)}" if to_whom(owed) else ""))


@promises.command("show")
@click.argument("ref")
def show(ref: str) -> None:
    """One of them with all that is needed to keep it: whom to call, at which number."""
    owed = _promise(ref)
    with speaking(offered()[0].code):
        click.echo(f"{owed.ref}  {promise_words(owed.kind)} ({owed.state})")
        click.echo(f"  until     {dates.moment_words(owed.reply_by, owed.zone)}")
        click.echo(f"  owed by   {owner_words(owed.owner)}")
        click.echo(f"  about     {about_words(owed) or '-'}")
        if owed.note:
            click.echo(f"  note      {owed.note}")
        for line in _whom_to_call(owed):
            click.echo(f"  call      {line}")
        for move in owed.history:
            why = f", {move.why}" if move.why else ""
            click.echo(f"  {move.at:%Y-%m-%d %H:%M} UTC  {move.to_state} ({move.role}{why})")
    if not answered_elsewhere(owed):
        click.echo(f"  done?     flask portal promises answer {owed.ref}")


@promises.command("answer")
@click.argument("ref")
@click.option("--why", default="called", show_default=True, help="One word for the history.")
def answer_one(ref: str, why: str) -> None:
    """It was kept: somebody called, or told."""
    owed = _by_word(ref)
    answer(owed, Role.STAFF, clock.now(), why[:40])
    db.session.commit()
    click.echo(f"{owed.ref}: answered.")


@promises.command("close")
@click.argument("ref")
@click.option("--why", default="not_needed", show_default=True, help="One word for the history.")
def close_one(ref: str, why: str) -> None:
    """It need not be kept any more."""
    owed = _by_word(ref)
    close(owed, Role.STAFF, clock.now(), why[:40])
    db.session.commit()
    click.echo(f"{owed.ref}: closed.")


@promises.command("pass")
@click.argument("ref")
@click.argument("owner")
def pass_one(ref: str, owner: str) -> None:
    """Let somebody else owe it: `team`, or `place:<name of the place in addresses>`."""
    if owner != "team" and not owner.startswith("place:"):
        raise click.ClickException("The owner is team, or place:<name>.")
    handed = pass_on(_open(ref), owner, Role.STAFF, clock.now())
    db.session.commit()
    click.echo(f"{ref}: passed on as {handed.ref}, until {handed.reply_by:%Y-%m-%d %H:%M} UTC.")


@promises.command("give-seat")
@click.argument("code")
def give_seat(code: str) -> None:
    """Somebody of the waiting list was called and comes: CODE is that of their card."""
    sign_up = by_code(code)
    if sign_up is None:
        raise click.ClickException("No booking has this code.")
    try:
        give_by_phone(sign_up, clock.now())
    except NotBookable as refusal:
        raise click.ClickException("No seat is free for them.") from refusal
    except MoveNotAllowed as refusal:
        raise click.ClickException(f"They do not wait: {sign_up.state}.") from refusal
    db.session.commit()
    click.echo(f"{show_code(sign_up.code)}: the seat is theirs.")


def _promise(ref: str) -> Promise:
    owed = by_ref(ref)
    if owed is None:
        raise click.ClickException("There is no promise of this name. `flask portal promises list` shows all.")
    return owed


def _open(ref: str) -> Promise:
    """The promise as it stands now: a mail may name one that was passed on since."""
    owed = now_owed(_promise(ref))
    if owed.state != State.OPEN:
        raise click.ClickException(f"This one has ended already: {owed.state}.")
    if owed.owner in NOT_STAFF:
        raise click.ClickException("This one is not the team's to end.")
    return owed


def _by_word(ref: str) -> Promise:
    """The same, of what a word may end."""
    owed = _open(ref)
    if answered_elsewhere(owed):
        raise click.ClickException("This one is answered on its own page in the back office.")
    return owed


def _whom_to_call(owed: Promise) -> list[str]:
    """Names with numbers. Staff only: the numbers are not masked, because somebody has to dial them."""
    noun, _colon, number = owed.about.partition(":")
    if noun == "course_session" and owed.kind in {PromiseKind.CALL_LIST, PromiseKind.NOT_REACHABLE}:
        course_session = db.session.get_one(CourseSession, int(number))
        people = (
            waiting(course_session)
            if owed.kind == PromiseKind.CALL_LIST
            else not_reachable(of_session(course_session))
        )
        return [_line(sign_up) for sign_up in people]
    person = db.session.get(Person, owed.person_id) if owed.person_id else None
    return [_person(person)] if person else []


def _line(sign_up: SignUp) -> str:
    return f"{show_code(sign_up.code)}  {_person(sign_up.person)}, {sign_up.party} seat(s)"


def _person(person: Person) -> str:
    ways = [contact.value for contact in person.contacts] or ["(not reachable)"]
    return " ".join([person.first_name, *ways])
