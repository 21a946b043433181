"""Programmes, for staff of all places: the shelves on which courses stand."""

from typing import Any

from flask import Blueprint, Response, abort, url_for
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.blueprints.backoffice.course_forms import TextsForm
from portal.database import begin_write, db
from portal.domain.catalogue.models import Programme, ProgrammeKind
from portal.domain.catalogue.order import move_up
from portal.domain.catalogue.search import programme_by_slug, subjects
from portal.domain.catalogue.shelves import add_programme
from portal.domain.signups.publishing import InUse, delete_programme, used_programmes
from portal.web import office
from portal.web.access import everywhere_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.translated import TextField, shown
from portal.web.words import kind_words, text

blueprint = Blueprint("office_programmes", __name__)


class ProgrammeForm(TextsForm):
    kind = SelectField(_l("Subject"))
    name = TextField(_l("Name"), required=True)
    summary = TextField(_l("In one sentence"), required=True, tall=True)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.kind.choices = [(kind.value, kind_words(kind)) for kind in ProgrammeKind]


@blueprint.get("/office/programmes")
@everywhere_only
def programmes() -> Response:
    return _list()


def _list(status: int = 200, problem: str = "") -> Response:
    facts: dict[str, Any] = {"programmes": subjects(), "used": used_programmes(), "problem": problem}
    return page("backoffice/catalogue/programmes.html", heading=_("Programmes"), status=status, **facts)


@blueprint.get("/office/programmes/new")
@everywhere_only
def ask_new() -> Response:
    form = ProgrammeForm()
    form.open({})
    return _show(None, form)


@blueprint.post("/office/programmes/new")
@everywhere_only
def make() -> Response:
    form = ProgrammeForm()
    if not form.validate():
        return _show(None, form, 422)
    made = add_programme(form.kind.data, form.name.written(), form.summary.written())
    office.noted("programme.made", f"programme:{made.id}")
    return _done("made")


@blueprint.get("/office/programmes/<slug:slug>/edit")
@everywhere_only
def ask_edit(slug: str) -> Response:
    programme, form = _found(slug), ProgrammeForm()
    form.open(_saved(programme))
    return _show(programme, form)


@blueprint.post("/office/programmes/<slug:slug>/edit")
@everywhere_only
def edit(slug: str) -> Response:
    programme, form = _found(slug), ProgrammeForm()
    if not form.validate():
        return _show(programme, form, 422)
    begin_write()
    if form.overtaken(_saved(programme)):
        db.session.rollback()
        return _show(programme, form, 409)
    programme.kind = form.kind.data
    programme.name = form.name.onto(programme.name) or programme.name
    programme.summary = form.summary.onto(programme.summary) or programme.summary
    office.noted("programme.changed", f"programme:{programme.id}")
    return _done("changed")


@blueprint.post("/office/programmes/<slug:slug>/<any(up, delete):deed>")
@everywhere_only
def press(slug: str, deed: str) -> Response:
    programme = _found(slug)
    if not (form := PressForm()).validate():
        return _list(422, form.problems[0][1])
    number = programme.id
    try:
        move_up(subjects(), number) if deed == "up" else delete_programme(programme)
    except InUse:
        db.session.rollback()
        return _list(409, _("Courses stand in it. Move them to another programme first."))
    office.noted(f"programme.{deed}", f"programme:{number}")
    return _done(deed)


def _found(slug: str) -> Programme:
    return programme_by_slug(slug) or abort(404)


def _saved(programme: Programme) -> dict[str, Any]:
    return {"kind": programme.kind, "name": shown(programme.name), "summary": shown(programme.summary)}


def _show(programme: Programme | None, form: ProgrammeForm, status: int = 200) -> Response:
    heading = _("Change: %(what)s", what=text(programme.name)) if programme else _("Make a programme")
    action = (
        url_for("office_programmes.edit", slug=programme.slug) if programme else url_for("office_programmes.make")
    )
    facts: dict[str, Any] = {"form": form, "action": action}
    return page("backoffice/catalogue/programme_edit.html", heading=heading, status=status, **facts)


def _done(deed: str) -> Response:
    db.session.commit()
    return go(url_for("office_programmes.programmes", saved=deed))
