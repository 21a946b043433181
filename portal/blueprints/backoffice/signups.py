"""Who signed up for a course session: the list and its files; one sign-up, its contacts, notes on it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.backoffice.sign_up_columns import columns_of
from portal.blueprints.backoffice.sign_up_forms import NoteForm
from portal.blueprints.backoffice.sign_up_page import show
from portal.database import db
from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, Reach, read_email
from portal.domain.catalogue.models import CourseSession, Entry
from portal.domain.signups import office as verbs
from portal.domain.signups.models import Need, SignUp
from portal.domain.signups.roll import ALL_ONES, LIVE_ONES, Came, Search, roll, standing
from portal.domain.signups.states import State
from portal.domain.signups.told import about
from portal.web import office, sign_ups
from portal.web.access import staff_session, staff_sign_up
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import export, listed, page_number
from portal.web.people_forms import read_typed_phone
from portal.web.words import text

blueprint = Blueprint("office_sign_ups", __name__)


@blueprint.get("/office/sessions/<ref:ref>/sign-ups")
@staff_session
def sign_ups_of(course_session: CourseSession) -> Response:
    return _show_list(course_session)


@blueprint.post("/office/sessions/<ref:ref>/sign-ups")
@staff_session
def contacts(course_session: CourseSession) -> Response:
    """The same list with the contacts in full; each file that is opened so is noted."""
    form = PressForm()
    if not form.validate():
        return _show_list(course_session, 422, form)
    return _show_list(course_session, form=form, unmasked=True)


@blueprint.get("/office/sessions/<ref:ref>/sign-ups.<any(csv,xlsx):kind>")
@staff_session
def file(course_session: CourseSession, kind: str) -> Response:
    office.noted("sign_ups.exported", _name(course_session), place_id=course_session.place_id, kind=kind)
    db.session.commit()
    columns = columns_of(course_session, unmasked=False)
    return export(columns, roll(course_session, _search()), f"sign-ups-{course_session.ref}", kind)


@blueprint.get("/office/sign-ups/<ref:ref>")
@staff_sign_up
def sign_up(sign_up: SignUp) -> Response:
    _noted(sign_up, "sign_up.read")
    db.session.commit()
    return show(sign_up)


@blueprint.post("/office/sign-ups/<ref:ref>/contact")
@staff_sign_up
def contact(sign_up: SignUp) -> Response:
    form = PressForm()
    if not form.validate():
        return show(sign_up, 422, form)
    _noted(sign_up, "person.contact_read")
    db.session.commit()
    return show(sign_up, unmasked=True)


@blueprint.post("/office/sign-ups/<ref:ref>/note")
@staff_sign_up
def note(sign_up: SignUp) -> Response:
    form = NoteForm()
    if not form.validate():
        return show(sign_up, 422, form)
    verbs.add_note(sign_up, form.text.data, office.current_account(), clock.now())
    _noted(sign_up, "sign_up.noted")
    db.session.commit()
    return go(url_for("office_sign_ups.sign_up", ref=sign_up.ref, done="noted", _anchor="notes"))


def _noted(sign_up: SignUp, action: str) -> None:
    office.noted(action, about(sign_up), person=sign_up.person, place_id=sign_up.course_session.place_id)


def _name(course_session: CourseSession) -> str:
    return f"course_session:{course_session.id}"


def _search() -> Search:
    """What the address asks for; what it cannot ask for is not asked for."""
    said = request.args
    state, need, came = said.get("state", ""), said.get("need", ""), said.get("came", "")
    typed = " ".join(said.get("q", "").split())[:80]
    return Search(
        state=state if state in {ALL_ONES, *State} else LIVE_ONES,
        need=need if need in set(Need) else "",
        came=came if came in set(Came) else "",
        text=typed,
        reach=_reach(typed),
    )


def _reach(typed: str) -> Reach | None:
    try:
        return read_email(typed) if "@" in typed else read_typed_phone(typed)
    except (NotAPhone, NotAnEmail):
        return None


def _show_list(
    course_session: CourseSession, status: int = 200, form: PressForm | None = None, unmasked: bool = False
) -> Response:
    search = _search()
    found = listed(roll(course_session, search), page_number())
    columns = columns_of(course_session, unmasked)
    if unmasked:
        for one in found.rows:
            _noted(one, "person.contact_read")
        db.session.commit()
    stands = standing(course_session)
    return page(
        "backoffice/signups/sign_ups.html",
        heading=_("Sign-ups: %(title)s", title=text(course_session.course.title)),
        status=status,
        course_session=course_session,
        found=found,
        columns=columns,
        search=search,
        untouched=search == replace(Search(), state=LIVE_ONES),
        states=stands.numbers,
        taken=stands.taken,
        by_application=course_session.course.entry == Entry.APPLICATION,
        needs=list(Need),
        ways=list(Came),
        form=form or PressForm(),
        unmasked=unmasked,
        words=sign_ups,
        address=lambda number: _address("office_sign_ups.sign_ups_of", course_session, page=number),
        as_file=lambda kind: _address("office_sign_ups.file", course_session, kind=kind),
    )


def _address(endpoint: str, course_session: CourseSession, **more: Any) -> str:
    """The same filter in another place."""
    kept: dict[str, Any] = {key: request.args[key] for key in ("state", "need", "came", "q") if request.args.get(key)}
    return url_for(endpoint, ref=course_session.ref, **kept, **more)
