"""One application, and the answers to it: the same pages, whichever way the recruiter came in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request

from portal import clock
from portal.blueprints.answers.forms import DatesForm, NoForm, YesForm
from portal.blueprints.answers.shown import facts
from portal.database import db
from portal.domain.jobs import answering, interviewing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import No
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _


@dataclass(frozen=True)
class Door:
    """An application, and the addresses of whoever came in: `to("")` the page itself, `to("no")` one of its deeds,
    `to("cv")` and `to("file", ref)` what hangs on it. `signed`: they are signed in, and may go back to the list."""

    application: JobApplication
    to: Callable[..., str | None]
    signed: bool

    @property
    def may_answer(self) -> bool:
        return takes_part(self.application.posting.company)

    @property
    def home(self) -> str:
        return self.to("") or abort(404)


#: A button that asks nothing more.
_PRESSED: dict[str, Callable[[JobApplication, Role, datetime], None]] = {
    "read": answering.read,
    "look": answering.look_into,
}
#: From where each answer that is asked about may be given.
_ASKED = {
    "dates": WAITING_FOR_COMPANY,
    "yes": WAITING_FOR_COMPANY,
    "no": WAITING_FOR_COMPANY | {JobState.OFFERED},
}


def show(door: Door, form: PortalForm | None = None, status: int = 200, late: bool = False) -> Response:
    return page(
        "answers/application.html",
        status=status,
        form=form or PressForm(),
        door=door,
        late=late,
        typed=_typed(form) if late else "",
        done=request.args.get("done", ""),
        **facts(door.application, door.may_answer, clock.now()),
    )


def _typed(form: PortalForm | None) -> str:
    """What somebody had written when a colleague was faster: they may copy it."""
    return str(form["words"].data or "") if form is not None and "words" in form else ""


def press(door: Door, deed: str) -> Response:
    return _do(door, PressForm(), deed, lambda now: _PRESSED[deed](door.application, Role.COMPANY, now), show)


def ask(door: Door, how: str) -> Response:
    """The page of one answer; where that cannot be given any more, the application as it stands."""
    if not door.may_answer or door.application.state not in _ASKED[how]:
        return go(door.home)
    return _show_asked(door, how, _form(door, how))


def answer(door: Door, how: str) -> Response:
    form = _form(door, how)

    def verb(now: datetime) -> None:
        _answer(door.application, form, now)

    try:
        return _do(door, form, how, verb, lambda one, filled, status: _show_asked(one, how, filled, status))
    except interviewing.TooSoon as refusal:
        if isinstance(form, DatesForm):
            form.say_too_soon(refusal.dates, clock.now())
    except interviewing.BadDate:
        form.refuse("day_1", _("Choose dates that lie ahead, within the next 30 days."))
    except answering.NoSeat:
        form.refuse("words", _("All places of this posting are offered or taken."))
    db.session.rollback()
    return _show_asked(door, how, form, 409)


def _answer(application: JobApplication, form: PortalForm, now: datetime) -> None:
    if isinstance(form, DatesForm):
        interviewing.propose(application, form.dates, form.where.data, Role.COMPANY, now)
    elif isinstance(form, YesForm):
        answering.offer(application, form.words.data, Role.COMPANY, now)
    elif isinstance(form, NoForm):
        answering.decline(application, No(form.why.data), form.shared.data, form.words.data, Role.COMPANY, now)


def _form(door: Door, how: str) -> PortalForm:
    if how == "dates":
        return DatesForm(door.application, home_zone())
    return YesForm() if how == "yes" else NoForm()


def _do(
    door: Door,
    form: PortalForm,
    done: str,
    verb: Callable[[datetime], None],
    again: Callable[[Door, PortalForm, int], Response],
) -> Response:
    """What was pressed counts while it can; whom a colleague overtook sees how it stands, and what they wrote."""
    if not door.may_answer:
        abort(404)
    if not form.validate():
        return again(door, form, 422)
    try:
        verb(clock.now())
    except (MoveNotAllowed, answering.InterviewAhead):
        db.session.rollback()
        return show(door, form, 409, late=True)
    db.session.commit()
    return go(f"{door.home}?done={done}")


def _show_asked(door: Door, how: str, form: PortalForm, status: int = 200) -> Response:
    application = door.application
    name = application.person.first_name
    heading = {
        "dates": _("Dates for an interview with %(name)s", name=name),
        "yes": _("Say yes to %(name)s", name=name),
        "no": _("Say no to %(name)s", name=name),
    }[how]
    more: dict[str, Any] = {"seats": answering.seats_left(application.posting)} if how == "yes" else {}
    return page(
        f"answers/{how}.html",
        heading=heading,
        status=status,
        form=form,
        door=door,
        application=application,
        name=name,
        **more,
    )
