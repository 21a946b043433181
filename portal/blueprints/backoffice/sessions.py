"""Course sessions, for the team: the list, one of them, making one, saying what it is."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup
from sqlalchemy import Select, func, select

from portal import clock
from portal.blueprints.backoffice.session_forms import SessionForm, WhereForm, course_name, saved
from portal.blueprints.backoffice.session_page import show, state_words
from portal.database import begin_write, db
from portal.domain.accounts.trainers import trainers
from portal.domain.catalogue.drafts import new_session
from portal.domain.catalogue.models import Course, CourseSession, Place
from portal.domain.catalogue.planned import Which, planned
from portal.domain.catalogue.search import every_course
from portal.domain.catalogue.search import places as all_places
from portal.domain.signups.applying import set_info_meeting
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import sessions_in
from portal.domain.signups.seats import seats_taken
from portal.domain.signups.states import HOLDING
from portal.domain.signups.told import about_session
from portal.web import office
from portal.web.access import staff_only, staff_session
from portal.web.dates import local, session_when
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.words import place_words, text

blueprint = Blueprint("office_sessions", __name__)


def own_places() -> list[Place]:
    """The places whose back office is open to whoever is signed in."""
    return [place for place in all_places() if office.powers().sees(place.id)]


@blueprint.get("/office/sessions")
@staff_only
def sessions() -> Response:
    given, query = _asked()
    address = partial(url_for, "office_sessions.sessions", **dict[str, Any](given))
    if request.args.get("as") in {"csv", "xlsx"}:
        return export(_columns(_all_taken(query)), query, "dates", request.args["as"])
    found = listed(query, page_number())
    columns = _columns(seats_taken(one.id for one in found.rows))
    return page(
        "backoffice/catalogue/sessions.html",
        heading=_("Dates"),
        found=found,
        columns=[column for column in columns if column.key != "seats"],
        given=given,
        which=_which_words(),
        places=own_places(),
        courses=[(str(one.id), course_name(one)) for one in every_course()],
        turn=lambda number: address(page=number),
        file=lambda kind: address(**{"as": kind}),
    )


def _asked() -> tuple[dict[str, str], Select[CourseSession]]:
    """The filter of the address, and what it finds."""
    given = {name: value for name in ("which", "place", "course") if (value := request.args.get(name, ""))}
    if given.get("which", Which.COMING) not in set(Which) or not all(
        given[name].isdecimal() and len(given[name]) < 10 for name in ("place", "course") if name in given
    ):
        abort(404)
    ids = {name: int(given[name]) if name in given else None for name in ("place", "course")}
    which, scope = Which(given.get("which", Which.COMING)), sessions_in(office.powers())
    return given, planned(which, scope, ids["place"], ids["course"], clock.now())


def _which_words() -> dict[str, str]:
    return {
        Which.COMING: _("To come and running"),
        Which.DRAFTS: _("Drafts"),
        Which.CANCELLED: _("Cancelled"),
        Which.PAST: _("Finished"),
    }


def _columns(taken: dict[int, int]) -> list[Column[CourseSession]]:
    """`taken`: seats held, by id of the course session."""
    return [
        Column("course", _("Course"), lambda one: text(one.course.title), _link),
        Column("starts", _("When"), lambda one: _starts(one), session_when),
        Column("place", _("Place"), lambda one: place_words(one.place)),
        Column("taken", _("Seats taken"), lambda one: taken.get(one.id, 0), lambda one: _seats(one, taken)),
        Column("seats", _("Seats"), lambda one: one.capacity),
        Column("state", _("State"), lambda one: state_words(one, taken.get(one.id, 0))),
    ]


def _link(one: CourseSession) -> Markup:
    address = url_for("office_sessions.session", ref=one.ref)
    return Markup('<a href="{}">{}</a>').format(address, text(one.course.title))


def _starts(one: CourseSession) -> Any:
    return local(one.starts_at, one.place.zone).replace(tzinfo=None) if one.starts_at else None


def _seats(one: CourseSession, taken: dict[int, int]) -> str:
    return _("%(taken)s of %(seats)s", taken=taken.get(one.id, 0), seats=one.capacity)


def _all_taken(query: Select[Any]) -> dict[int, int]:
    """Seats held of the whole list, by one question: for a file."""
    ids = query.order_by(None).with_only_columns(CourseSession.id)
    held = select(SignUp.course_session_id, func.sum(SignUp.party)).where(
        SignUp.state.in_(HOLDING), SignUp.course_session_id.in_(ids)
    )
    return {number: int(seats) for number, seats in db.session.execute(held.group_by(SignUp.course_session_id))}


@blueprint.get("/office/sessions/<ref:ref>")
@staff_session
def session(found: CourseSession) -> Response:
    return show(found)


@blueprint.get("/office/sessions/new")
@staff_only
def ask_new() -> Response:
    form = _where_form()
    form.open({"course": request.args.get("course", ""), "place": request.args.get("place", "")})
    form.capacity.data = "12"
    return _show_new(form)


@blueprint.post("/office/sessions/new")
@staff_only
def make() -> Response:
    form = _where_form()
    if not form.validate() or "more" in request.form:
        return _show_new(form, 200 if "more" in request.form else 422)
    course, place = db.session.get_one(Course, int(form.course.data)), db.session.get_one(Place, int(form.place.data))
    if not form.dates.check(place.zone):
        return _show_new(form, 422)
    made = new_session(course, place, form.seats, form.dates.slots())
    office.noted("course_session.made", about_session(made), place_id=place.id)
    ref = made.ref
    db.session.commit()
    return go(url_for("office_sessions.session", ref=ref, saved="made"))


def _where_form() -> WhereForm:
    form = WhereForm()
    form.offer(every_course(), own_places())
    return form


def _show_new(form: WhereForm, status: int = 200) -> Response:
    facts: dict[str, Any] = {"heading": _("Make a date"), "form": form, "action": url_for("office_sessions.make")}
    return page("backoffice/catalogue/session_new.html", status=status, **facts)


@blueprint.get("/office/sessions/<ref:ref>/edit")
@staff_session
def ask_edit(found: CourseSession) -> Response:
    form = _session_form(found)
    form.open(saved(found, form.spoken.choices))
    return _show_edit(found, form)


@blueprint.post("/office/sessions/<ref:ref>/edit")
@staff_session
def edit(found: CourseSession) -> Response:
    form = _session_form(found)
    if not form.is_sound():
        return _show_edit(found, form, 422)
    begin_write()
    before = saved(found, form.spoken.choices)
    if form.overtaken(before):
        db.session.rollback()
        return _show_edit(found, form, 409)
    form.save(found)
    changed = sorted(name for name, value in before.items() if form[name].data != value)
    told = _tell_of_meeting(found, form, changed)
    office.noted("course_session.changed", about_session(found), place_id=found.place_id, fields=changed)
    ref = found.ref
    db.session.commit()
    return go(url_for("office_sessions.session", ref=ref, saved="changed", told=told or None))


def _tell_of_meeting(found: CourseSession, form: SessionForm, changed: list[str]) -> int:
    """How many heard that the information meeting is another one."""
    if not {"info_meeting_at", "info_meeting_url"}.intersection(changed):
        return 0
    return set_info_meeting(found, *form.meeting, clock.now())


def _session_form(found: CourseSession) -> SessionForm:
    form = SessionForm()
    form.about(found, trainers(clock.now()))
    return form


def _show_edit(found: CourseSession, form: SessionForm, status: int = 200) -> Response:
    action = url_for("office_sessions.edit", ref=found.ref)
    heading = _("Change: %(what)s", what=text(found.course.title))
    facts: dict[str, Any] = {"form": form, "course_session": found, "action": action}
    return page("backoffice/catalogue/session_edit.html", heading=heading, status=status, **facts)
