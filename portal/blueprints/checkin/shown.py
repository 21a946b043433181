"""The page with the names: what it shows, and where it leads back to."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from portal import clock
from portal.blueprints.checkin.forms import WalkInForm
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance import HOLDS, earliest, marks_of, who_is_listed
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.halves import date_now, half_now, halves_of
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.vault import new_ref
from portal.web.forms import PortalForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.sign_ups import half_words, mark_words


@dataclass(frozen=True)
class Name:
    """One line of the list. `scanned`: their card was held before the camera."""

    sign_up: SignUp
    mark: Mark | None
    scanned: bool = False

    @property
    def seated(self) -> bool:
        return self.sign_up.state == State.CONFIRMED


@dataclass(frozen=True)
class Roll:
    """One half-day of one date, and everybody's mark of it."""

    day: SessionDate
    half: Half
    names: list[Name]

    @property
    def progress(self) -> str:
        seated = [name for name in self.names if name.seated]
        made = sum(name.mark is not None for name in seated)
        return ngettext("%(made)s of %(num)s name marked", "%(made)s of %(num)s names marked", len(seated), made=made)

    @property
    def left(self) -> int:
        return sum(name.seated and name.mark is None for name in self.names)


def chosen(course_session: CourseSession) -> tuple[SessionDate, Half] | None:
    """The date and half-day the address or the form names; else those of now. None: there is no date."""
    wanted = request.values.get("date", "")
    days = {str(day.id): day for day in course_session.dates}
    day = days.get(wanted) or date_now(course_session, clock.now())
    if day is None:
        return None
    zone = course_session.place.zone
    half = request.values.get("half", "")
    return day, Half(half) if half in halves_of(day, zone) else half_now(day, zone, clock.now())


def roll(course_session: CourseSession, day: SessionDate, half: Half) -> Roll:
    marks = marks_of(course_session)
    listed = who_is_listed(course_session)
    scanned = by_ref(request.args.get("who", ""))
    if scanned and scanned.course_session_id == course_session.id and scanned.state in HOLDS:
        listed = [scanned, *(one for one in listed if one is not scanned)]
    names = [Name(one, marks.get(one.id, {}).get((day.id, half)), one is scanned) for one in listed]
    names.sort(key=lambda name: (not name.scanned, name.sign_up.person.first_name.casefold()))
    return Roll(day, half, names)


def address(course_session: CourseSession, day: SessionDate, half: Half, **said: Any) -> str:
    """The page of this half-day, with what was just done."""
    return url_for("check_in.names", ref=course_session.ref, date=day.id, half=half, **said)


def show(course_session: CourseSession, form: PortalForm, status: int = 200, full: bool = False) -> Response:
    """The page, also with what is wrong with a form that was sent. `full`: somebody walks in and no seat is free."""
    picked = chosen(course_session)
    if picked is None:
        return page("checkin/nobody.html", heading=_("Who is here?"), status=status, course_session=course_session)
    day, half = picked
    found = roll(course_session, day, half)
    names = [name.sign_up.person.first_name.casefold() for name in found.names]
    walk_in = form if isinstance(form, WalkInForm) else WalkInForm(formdata=None)
    walk_in.key.data = walk_in.key.data or new_ref(16)
    walk_in.beyond.data = "1" if full else ""
    return page(
        "checkin/names.html",
        heading=_("Who is here?"),
        status=status,
        course_session=course_session,
        roll=found,
        halves=halves_of(day, course_session.place.zone),
        early=clock.now() < earliest(day),
        namesakes=len(set(names)) < len(names),
        key=new_ref(16),
        form=form,
        half_words=half_words,
        mark_words=mark_words,
        walk_in=walk_in,
        full=full,
    )
