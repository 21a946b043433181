"""A placement, and what the company says of it: the same pages, whichever way the recruiter came in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request

from portal import clock
from portal.blueprints.placements.shown import facts
from portal.database import db
from portal.domain.jobs import placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.placements import Signer
from portal.domain.jobs.states import JobState
from portal.domain.moves import MoveNotAllowed, Role
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs import applicant_words
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _
from portal.web.placement_deeds import (
    ASKED,
    DatesMeanwhile,
    do,
    done,
    form_for,
    say_overtaken,
    too_early,
    too_early_words,
)
from portal.web.uploads import ACCEPT

#: What a company does with a placement, as addresses say it.
PARTS = "any(dates, sent, signed, unsigned, file, away, began, off, absent, ended)"


@dataclass(frozen=True)
class Door:
    """An application, and the addresses of whoever came in: `to("")` the page itself, `to("dates")` one part,
    `file` one of its files."""

    application: JobApplication
    to: Callable[[str], str]
    file: Callable[[str], str]
    signed: bool

    @property
    def may_act(self) -> bool:
        return takes_part(self.application.posting.company)

    @property
    def agreed(self) -> bool:
        """Did both say yes?"""
        return placement_of(self.application) is not None or self.application.state == JobState.CONFIRMED


def show(
    door: Door, form: PortalForm | None = None, status: int = 200, late: bool = False, early: str = ""
) -> Response:
    name = applicant_words(door.application)
    return page(
        "placements/placement.html",
        heading=_("%(name)s at your company", name=name),
        status=status,
        form=form or PressForm(),
        door=door,
        late=late,
        early=early,
        absent=not too_early(door.application, "absent", clock.now()),
        typed=str(form["words"].data or "") if late and form and "words" in form else "",
        done=request.args.get("done", ""),
        **facts(door.application, door.file),
    )


def ask(door: Door, part: str) -> Response:
    """The page of one part; where that is over, or asks nothing, the placement as it stands."""
    late = door.application.state not in ASKED.get(part, ())
    if not door.may_act or late or too_early(door.application, part, clock.now()):
        return go(door.to(""))
    return _show_asked(door, part, form_for(door.application, part))


def act(door: Door, part: str) -> Response:
    """What was pressed counts while it can; whom a colleague overtook sees how it stands, and what they wrote."""
    if not door.may_act or not door.agreed:
        abort(404)
    form = form_for(door.application, part)
    if not form.validate():
        return _show_asked(door, part, form, 422) if part in ASKED else show(door, form, 422)
    try:
        _do(door.application, part, form, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return show(door, form, 409, late=True)
    except placements.NotYet as refusal:
        db.session.rollback()
        return show(door, form, 409, early=too_early_words(refusal))
    except DatesMeanwhile:
        db.session.rollback()
        say_overtaken(door.application, form)
        return _show_asked(door, part, form, 409)
    db.session.commit()
    done(form)
    return go(f"{door.to('')}?done={part}")


def _do(application: JobApplication, part: str, form: PortalForm, now: datetime) -> None:
    if part == "sent":
        placements.send_agreement(application, Role.COMPANY, now)
    elif part in {"signed", "unsigned"}:
        placements.sign(application, Signer.COMPANY, Role.COMPANY, now, signed=part == "signed")
    else:
        do(application, part, form, Role.COMPANY, now)


def _show_asked(door: Door, part: str, form: PortalForm, status: int = 200) -> Response:
    application = door.application
    name = applicant_words(application)
    headings: dict[str, Any] = {
        "dates": _("First and last day"),
        "file": _("The agreement"),
        "began": _("%(name)s has begun", name=name),
        "absent": _("%(name)s did not come", name=name),
        "off": _("It does not come about"),
        "ended": _("How did it go with %(name)s?", name=name),
    }
    more: dict[str, Any] = {"application": application, "posting": application.posting, "name": name}
    return page(
        "placements/ask.html",
        heading=headings[part],
        status=status,
        form=form,
        door=door,
        part=part,
        accept=ACCEPT,
        **more,
    )
